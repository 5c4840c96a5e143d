import Glibc
import RehearsalCore
package import RehearsalFormats

/// A place in a log: how many bytes it has up to there, and the last line of them.
///
/// Kept in `events.head` as `<size> <n> <hash> <check>`, where the check is the first 16 digits of
/// the hash of the text before it, it says what was once safely on the disk. It is written in place
/// and not synced, so it may lag behind the log and never leads it.
package struct LogHead: Hashable, Sendable {
  /// In bytes, the last newline included.
  package let size: Int
  package let n: Int
  package let hash: LineHash

  package init(size: Int, n: Int, hash: LineHash) {
    self.size = size
    self.n = n
    self.hash = hash
  }

  /// Reads the text of `events.head`; `nil` for anything that this type did not write.
  package init?(_ bytes: [UInt8]) {
    let parts = bytes.dropLast().split(
      separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard bytes.last == UInt8(ascii: "\n"), parts.count == 4,
      let size = LogHead.number(parts[0]), let n = LogHead.number(parts[1]), size > 0,
      let hash = LineHash(String(decoding: parts[2], as: UTF8.self))
    else { return nil }
    self.init(size: size, n: n, hash: hash)
    // Written in place, it may be torn: half of it new and half of it old.
    guard self.bytes == bytes else { return nil }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    let text = String(decoding: digits, as: UTF8.self)
    guard let number = Int(text), number >= 0, "\(number)" == text else { return nil }
    return number
  }

  /// The bytes of `events.head`.
  package var bytes: [UInt8] {
    // Written with every batch: digits are put behind bytes, without a text for each of them.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(128)
    bytes.append("\(size) \(n) ")
    hash.write(to: &bytes)
    let check = LineHash.of(bytes)
    bytes.append(UInt8(ascii: " "))
    check.writeShort(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }
}

/// What stands in `events.head`. Torn or missing it bounds nothing, and the log is as good.
package enum StoredHead: Hashable, Sendable {
  case absent
  case unreadable
  case present(LogHead)

  package var head: LogHead? {
    if case .present(let head) = self { return head }
    return nil
  }

  static func read(
    _ folder: LogFolder, _ calls: any FileCalls
  ) throws(StorageProblem) -> StoredHead {
    guard Directory.kind(folder.head) != nil else { return .absent }
    let bytes = try OpenFile(folder.head, O_RDONLY, calls).contents()
    return LogHead(bytes).map { .present($0) } ?? .unreadable
  }
}
