/// A place in a span of bytes that reading moves forward.
///
/// It holds the place only and is handed the bytes at every step, because a type that kept a `Span`
/// would need experimental lifetimes in every signature. Nothing here allocates: a log is read
/// through it, line by line.
struct Cursor {
  /// The offset of the next unread byte.
  var index = 0

  /// Returns the next byte without moving, or nil at the end.
  func peek(_ bytes: Span<UInt8>) -> UInt8? {
    index < bytes.count ? bytes[index] : nil
  }

  func isAtEnd(_ bytes: Span<UInt8>) -> Bool { index == bytes.count }

  /// Moves past `letter`, which is ASCII, if it stands here.
  mutating func take(_ letter: Unicode.Scalar, _ bytes: Span<UInt8>) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: letter) else { return false }
    index += 1
    return true
  }

  /// Moves past spaces and tabs, and says whether there were any.
  @discardableResult
  mutating func skipSpaces(_ bytes: Span<UInt8>) -> Bool {
    let start = index
    while index < bytes.count,
      bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t")
    { index += 1 }
    return index > start
  }

  /// Reads exactly `count` digits; more may follow.
  mutating func digits(_ count: Int, _ bytes: Span<UInt8>) -> Int? {
    guard bytes.count - index >= count else { return nil }
    var value = 0
    for offset in index..<index + count {
      guard let digit = bytes[offset].digitValue else { return nil }
      value = value * 10 + digit
    }
    index += count
    return value
  }

  /// Reads a run of at least one digit, all of it, and refuses a run longer than `limit`.
  mutating func number(upTo limit: Int, _ bytes: Span<UInt8>) -> Int? {
    var length = 0
    while index + length < bytes.count, bytes[index + length].digitValue != nil { length += 1 }
    guard (1...limit).contains(length) else { return nil }
    return digits(length, bytes)
  }

  /// Reads one to six digits after a point as millionths, and refuses a seventh.
  ///
  /// A finer fraction is refused, not rounded, because a moment that reads back as another moment
  /// would change the outcome of a replay.
  mutating func millionths(_ bytes: Span<UInt8>) -> Int? {
    let start = index
    guard var value = number(upTo: 6, bytes) else { return nil }
    for _ in index - start..<6 { value *= 10 }
    return value
  }

  /// Moves past a run of ASCII letters, which may be empty, and returns where it stands.
  mutating func letters(_ bytes: Span<UInt8>) -> Range<Int> {
    let start = index
    while index < bytes.count, bytes[index].isLetter { index += 1 }
    return start..<index
  }

  /// Moves past `word`, upper or lower case, if the letters here are exactly that word.
  mutating func take(word: String, _ bytes: Span<UInt8>) -> Bool {
    var ahead = self
    guard ahead.letters(bytes).spells(word, in: bytes) else { return false }
    self = ahead
    return true
  }
}

extension Range<Int> {
  /// Whether the bytes in this range spell `word`, which is lower-case ASCII, in either case.
  func spells(_ word: String, in bytes: Span<UInt8>) -> Bool {
    guard count == word.utf8.count else { return false }
    var offset = lowerBound
    for letter in word.utf8 {
      guard bytes[offset].lowercased == letter else { return false }
      offset += 1
    }
    return true
  }
}

extension UInt8 {
  var digitValue: Int? {
    let value = self &- UInt8(ascii: "0")
    return value < 10 ? Int(value) : nil
  }

  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

  /// The same letter in lower case; every other byte unchanged.
  var lowercased: UInt8 { isLetter ? self | 0x20 : self }
}
