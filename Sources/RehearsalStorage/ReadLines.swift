import RehearsalFormats

/// What a line says by itself. Whether it follows from the lines before it, the chain says.
struct ReadLine: Sendable {
  let range: Range<Int>
  /// `nil` for what cannot be read: why, is asked of the few of which it matters.
  let line: LogLine?
  /// What the bytes hash to that its own hash should cover.
  let hash: LineHash

  /// - Parameter known: The hash, where it was just computed.
  init(_ bytes: [UInt8], _ range: Range<Int>, known: LineHash? = nil) {
    self = bytes.withUnsafeBufferPointer { ReadLine($0, range, known: known) }
  }

  fileprivate init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, known: LineHash? = nil
  ) {
    self.range = range
    line = try? LogLine(bytes, range)
    hash =
      known
      ?? line.map { .of(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[$0.covered]))) }
      ?? .zero
  }
}

/// The lines of a part of a log, each read and hashed by itself. Neither depends on another line,
/// so where there are many, a second thread goes ahead.
struct ReadLines {
  private(set) var frames: LineFrames
  private let keepsBytes: Bool
  private var ready: [ReadLine] = []
  /// How many of those were handed over.
  private var index = 0
  private var ahead: SharedPortions<[ReadLine]>?

  /// From how many lines on a second thread is begun.
  private static let sharedFrom = 128
  /// How many lines are read at once.
  private static let portion = 32

  /// - Parameter keepsBytes: Whether the ranges of all lines are in the same bytes, which then all
  ///   stay.
  init(_ part: Range<Int>, keepsBytes: Bool) {
    frames = LineFrames(part)
    self.keepsBytes = keepsBytes
  }

  /// The next line, in `frames.bytes`; `nil` at the end, behind which an unfinished line may stand.
  mutating func next(_ file: borrowing OpenFile) throws(StorageProblem) -> ReadLine? {
    if index == ready.count {
      (ready, index) = (try portion(file), 0)
      guard !ready.isEmpty else { return nil }
    }
    index += 1
    return ready[index - 1]
  }

  private mutating func portion(
    _ file: borrowing OpenFile
  ) throws(StorageProblem) -> [ReadLine] {
    if let more = ahead?.next() { return more }
    ahead = nil
    if !keepsBytes { frames.forget() }
    let (ranges, bytes) = (try frames.lines(file), frames.bytes)
    guard ranges.count >= ReadLines.sharedFrom else { return ReadLines.read(bytes, ranges[...]) }
    let count = (ranges.count + ReadLines.portion - 1) / ReadLines.portion
    ahead = SharedPortions(count) {
      { index in
        let first = index * ReadLines.portion
        return ReadLines.read(bytes, ranges[first..<min(first + ReadLines.portion, ranges.count)])
      }
    }
    return ahead?.next() ?? []
  }

  /// The bytes are counted as in use once, not for each line: two processors that count the users
  /// of one array wait for each other.
  private static func read(_ bytes: [UInt8], _ ranges: ArraySlice<Range<Int>>) -> [ReadLine] {
    bytes.withUnsafeBufferPointer { bytes in ranges.map { ReadLine(bytes, $0) } }
  }
}
