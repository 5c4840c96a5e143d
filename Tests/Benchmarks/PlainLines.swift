import Glibc

/// The lines of a file and nothing else, for peers: a mebibyte is read at a time, and lines are
/// found with `memchr`.
final class PlainLines {
  private let descriptor: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  private var at = 0
  private var end = 0

  private static let longest = 1 << 20

  init(_ path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Unmeasurable(description: "\(path) cannot be read") }
    buffer = .allocate(byteCount: 2 * PlainLines.longest, alignment: 16)
  }

  deinit {
    close(descriptor)
    buffer.deallocate()
  }

  /// The next line without its newline, until the one after is asked for; `nil` at the end.
  func next() throws -> UnsafeRawBufferPointer? {
    guard let base = buffer.baseAddress else { return nil }
    while true {
      if let newline = memchr(base + at, 0x0A, end - at) {
        let line = UnsafeRawBufferPointer(start: base + at, count: newline - (base + at))
        at += line.count + 1
        return line
      }
      memmove(base, base + at, end - at)
      end -= at
      at = 0
      let more = read(descriptor, base + end, min(PlainLines.longest, buffer.count - end))
      guard more >= 0 else { throw Unmeasurable(description: "a read failed") }
      guard more > 0 else { return nil }
      end += more
    }
  }
}
