import Glibc
import RehearsalFormats

/// Cuts a part of a file into lines, on bytes and before anything looks into them, so that a
/// broken character or a broken line cannot make another one unreadable.
struct LineFrames {
  /// What was read and not forgotten, and behind that room for more: it is used again and again,
  /// because clearing new room takes as long as reading into it.
  private(set) var bytes: [UInt8] = []
  /// How much of `bytes` was read.
  private var filled = 0
  /// Where in the file `bytes` begins.
  private(set) var start: Int
  /// Where in the file reading stops.
  let end: Int
  /// Where in `bytes` the next line begins.
  private(set) var next = 0
  /// How far `bytes` was searched for a newline.
  private var searched = 0

  private static let chunk = 1 << 20

  init(_ part: Range<Int>) {
    start = part.lowerBound
    end = part.upperBound
  }

  /// The next line in `bytes` without its newline; `nil` at the end, behind which an unfinished
  /// line may stand.
  mutating func line(_ file: borrowing OpenFile) throws(StorageProblem) -> Range<Int>? {
    while true {
      if let newline = newline() {
        let line = next..<newline
        next = newline + 1
        searched = next
        return line
      }
      searched = filled
      let left = end - start - filled
      guard left > 0, !isTooLong else { return nil }
      try read(min(left, LineFrames.chunk), file)
    }
  }

  /// All lines that stand whole in what was read; where none does, more is read first. None at the
  /// end.
  mutating func lines(_ file: borrowing OpenFile) throws(StorageProblem) -> [Range<Int>] {
    guard let first = try line(file) else { return [] }
    var lines = [first]
    while let newline = newline() {
      lines.append(next..<newline)
      next = newline + 1
      searched = next
    }
    return lines
  }

  private mutating func read(
    _ count: Int, _ file: borrowing OpenFile
  ) throws(StorageProblem) {
    if bytes.count - filled < count {
      bytes.removeLast(bytes.count - filled)
      try file.read(count, at: start + filled, appendingTo: &bytes)
    } else {
      try file.fill(&bytes, filled..<filled + count, from: start + filled)
    }
    filled += count
  }

  /// What stands behind the last newline.
  var rest: Range<Int> { next..<filled }

  /// Whether more bytes than a line may have came without a newline.
  var isTooLong: Bool { rest.count > LogLine.longest }

  /// Gives up the bytes of the lines so far; what `line` returned means nothing from then on.
  mutating func forget() {
    // What is left moves to the front, so it should be little beside what goes.
    guard next >= LineFrames.chunk / 2, rest.count <= next / 8 else { return }
    let rest = rest
    bytes.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[rest])) }
    start += next
    searched -= next
    filled = rest.count
    next = 0
  }

  private func newline() -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, searched < filled,
        let found = memchr(base + searched, 0x0A, filled - searched)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
