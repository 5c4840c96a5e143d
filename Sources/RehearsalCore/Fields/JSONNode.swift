/// Text as JSON writes it: in quotes, escaped where JSON asks for it and nowhere else.
package enum JSONText {
  private static let hex = Array("0123456789abcdef".utf8)

  /// Appends the text of a value in quotes.
  package static func write(_ value: some FieldValue, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    let start = out.count
    value.write(to: &out, .log)
    // Hardly any text needs it, so it is written first and looked at afterwards.
    if special(out, from: start, to: out.count) < out.count { escape(&out, from: start) }
    out.append(UInt8(ascii: "\""))
  }

  /// The first byte that a text cannot hold as it is: a quote, a backslash, a control character.
  /// Eight are looked at together.
  @inline(__always)
  static func special(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
    bytes.withUnsafeBytes { special($0, from: start, to: end) }
  }

  @inline(__always)
  private static func special(
    _ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int
  ) -> Int {
    let each: UInt64 = 0x0101_0101_0101_0101
    var index = start
    while index + 8 <= end {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let quote = word ^ (0x22 * each)
      let backslash = word ^ (0x5C * each)
      // A borrow may mark bytes behind the first one that is meant, never before it.
      let found =
        ((quote &- each) & ~quote | (backslash &- each) & ~backslash
          | (word &- 0x20 * each) & ~word) & (0x80 * each)
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < end, bytes[index] >= 0x20, bytes[index] != UInt8(ascii: "\""),
      bytes[index] != UInt8(ascii: "\\")
    { index += 1 }
    return index
  }

  /// Whether a text stands in JSON as it is.
  static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    special(UnsafeRawBufferPointer(text), from: 0, to: text.count) == text.count
  }

  static func escape(_ out: inout [UInt8], from start: Int) {
    let bytes = Array(out[start...])
    out.removeLast(bytes.count)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case 0x0A: out.append(contentsOf: "\\n".utf8)
      case 0x0D: out.append(contentsOf: "\\r".utf8)
      case 0x09: out.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        out.append(contentsOf: "\\u00".utf8)
        out.append(hex[Int(byte >> 4)])
        out.append(hex[Int(byte & 15)])
      default: out.append(byte)
      }
    }
  }

  /// Reads the quoted text that begins at `start`. `nil` where it is not closed before `end`, or
  /// holds a raw control character or an escape that JSON does not know.
  static func read(_ bytes: [UInt8], from start: Int, to end: Int) -> ([UInt8], after: Int)? {
    guard start < end, bytes[start] == UInt8(ascii: "\"") else { return nil }
    var text: [UInt8] = []
    var at = start + 1
    while at < end {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return (text, at)
      case 0..<0x20: return nil
      case UInt8(ascii: "\\"):
        guard at < end, escape(bytes, &at, end, &text) else { return nil }
      default: text.append(byte)
      }
    }
    return nil
  }

  private static func escape(
    _ bytes: [UInt8], _ at: inout Int, _ end: Int, _ text: inout [UInt8]
  ) -> Bool {
    let letter = bytes[at]
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      guard var unit = unit(bytes, &at, end) else { return false }
      if unit & 0xFC00 == 0xD800 {
        guard at + 1 < end, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
        else { return false }
        at += 2
        guard let low = self.unit(bytes, &at, end), low & 0xFC00 == 0xDC00 else { return false }
        unit = 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF)
      }
      guard let scalar = Unicode.Scalar(unit) else { return false }
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: return false
    }
    return true
  }

  private static func unit(_ bytes: [UInt8], _ at: inout Int, _ end: Int) -> UInt32? {
    guard at + 4 <= end else { return nil }
    var value: UInt32 = 0
    for byte in bytes[at..<at + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    at += 4
    return value
  }
}

/// JSON bytes as a ``Node``: any order, any spacing. Names may not repeat, nothing may be nested
/// deeper than 64, and the words of JSON that a log never holds (fractions, `true`, `null`) are
/// kept as bare text, so that the reader can say what it expected instead.
package enum JSONNode {
  package static func parse(_ bytes: [UInt8], _ range: Range<Int>) -> Node? {
    var parser = Parser(bytes: bytes, at: range.lowerBound, end: range.upperBound)
    guard let node = parser.value(depth: 0) else { return nil }
    parser.space()
    return parser.at == parser.end ? node : nil
  }

  private struct Parser {
    let bytes: [UInt8]
    var at: Int
    let end: Int

    mutating func space() {
      while at < end, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
    }

    mutating func skip(_ letter: Unicode.Scalar) -> Bool {
      space()
      guard at < end, bytes[at] == UInt8(ascii: letter) else { return false }
      at += 1
      return true
    }

    mutating func string() -> String? {
      space()
      guard let (text, after) = JSONText.read(bytes, from: at, to: end),
        let string = String(validating: text, as: UTF8.self)
      else { return nil }
      at = after
      return string
    }

    mutating func value(depth: Int) -> Node? {
      guard depth <= 64 else { return nil }
      space()
      guard at < end else { return nil }
      switch bytes[at] {
      case UInt8(ascii: "{"): return map(depth)
      case UInt8(ascii: "["): return list(depth)
      case UInt8(ascii: "\""): return string().map { .scalar(Node.Scalar($0, quoted: true)) }
      default: return bare()
      }
    }

    mutating func bare() -> Node? {
      let start = at
      while at < end, ![0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]),
        ![UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[at])
      { at += 1 }
      guard at > start, let text = String(validating: bytes[start..<at], as: UTF8.self),
        text.utf8.allSatisfy({ $0 < 0x80 && $0 > 0x20 && $0 != UInt8(ascii: "\"") })
      else { return nil }
      return .scalar(Node.Scalar(text))
    }

    mutating func list(_ depth: Int) -> Node? {
      guard skip("[") else { return nil }
      var items: [Node] = []
      if skip("]") { return .list(items, .nowhere) }
      repeat {
        guard let item = value(depth: depth + 1) else { return nil }
        items.append(item)
      } while skip(",")
      return skip("]") ? .list(items, .nowhere) : nil
    }

    mutating func map(_ depth: Int) -> Node? {
      guard skip("{") else { return nil }
      var entries: [Node.Entry] = []
      if skip("}") { return .map(entries, .nowhere) }
      repeat {
        guard let key = string(), skip(":"), let value = value(depth: depth + 1),
          !entries.contains(where: { $0.key.text == key })
        else { return nil }
        entries.append(Node.Entry(Node.Scalar(key, quoted: true), value))
      } while skip(",")
      return skip("}") ? .map(entries, .nowhere) : nil
    }
  }
}
