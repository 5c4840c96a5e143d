import RehearsalCore

/// Steps over the bytes of one line from left to right, by hand: a log is read whole whenever it
/// is opened, and a general JSON reader is ten times slower.
struct LogLineParser {
  private let bytes: [UInt8]
  private let start: Int
  private(set) var at: Int
  let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    start = range.lowerBound
    at = range.lowerBound
    end = range.upperBound
  }

  func problem(_ flaw: LogLineProblem.Flaw, at index: Int) -> LogLineProblem {
    LogLineProblem(flaw, at: index - start)
  }

  /// Steps over `text`, or stops at the first byte that differs.
  private mutating func skip(
    _ text: StaticString, _ flaw: LogLineProblem.Flaw
  ) throws(LogLineProblem) {
    let length = text.utf8CodeUnitCount
    if stands(text) {
      at += length
      return
    }
    let same = text.withUTF8Buffer { expected in
      let limit = min(length, end - at)
      var index = 0
      while index < limit, bytes[at + index] == expected[index] { index += 1 }
      return index
    }
    throw problem(flaw, at: at + same)
  }

  /// Eight bytes are compared at once, the last eight again with some of those before.
  @inline(__always)
  private func stands(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard at + length <= end else { return false }
    let expected = UnsafeRawPointer(text.utf8Start)
    return bytes.withUnsafeBytes { buffer in
      guard length >= 8 else {
        for index in 0..<length
        where buffer[at + index] != expected.load(fromByteOffset: index, as: UInt8.self) {
          return false
        }
        return true
      }
      var index = 0
      while true {
        let here = buffer.loadUnaligned(fromByteOffset: at + index, as: UInt64.self)
        let there = expected.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if here != there { return false }
        if index == length - 8 { return true }
        index = min(index + 8, length - 8)
      }
    }
  }

  /// The first byte from `index` on that a text cannot hold as it is: a quote, a backslash, a
  /// control character. Eight bytes are looked at together.
  @inline(__always)
  private func special(from index: Int) -> Int {
    let each: UInt64 = 0x0101_0101_0101_0101
    return bytes.withUnsafeBytes { buffer in
      var index = index
      while index + 8 <= end {
        let word = UInt64(
          littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let quote = word ^ (0x22 * each)
        let backslash = word ^ (0x5C * each)
        // A borrow may mark bytes behind the first one that is meant, never before it.
        let found =
          ((quote &- each) & ~quote | (backslash &- each) & ~backslash
            | (word &- 0x20 * each) & ~word) & (0x80 * each)
        if found != 0 { return index + found.trailingZeroBitCount / 8 }
        index += 8
      }
      while index < end, buffer[index] >= 0x20, buffer[index] != UInt8(ascii: "\""),
        buffer[index] != UInt8(ascii: "\\")
      { index += 1 }
      return index
    }
  }

  // MARK: Numbers

  mutating func number(
    _ key: StaticString, _ field: LogLine.Field
  ) throws(LogLineProblem) -> Int {
    try skip(key, .expected(field))
    let from = at
    guard let value = digits(), field == .n || value > 0 else {
      throw problem(.value(field), at: from)
    }
    return value
  }

  /// Digits without leading zeros, of a value that JSON tools keep exact.
  private mutating func digits() -> Int? {
    let from = at
    var value = 0
    while at < end {
      let digit = bytes[at] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      guard at - from < 16 else { return nil }
      value = value * 10 + Int(digit)
      at += 1
    }
    let count = at - from
    guard count > 0, count == 1 || bytes[from] != UInt8(ascii: "0"), value <= Int.largest
    else { return nil }
    return value
  }

  mutating func batch(_ key: StaticString) throws(LogLineProblem) -> Batch {
    try skip(key, .expected(.b))
    let from = at
    guard let index = digits(), at < end, bytes[at] == UInt8(ascii: ",") else {
      throw problem(.value(.b), at: from)
    }
    at += 1
    guard let count = digits(), index < count else { throw problem(.value(.b), at: from) }
    return Batch(index: index, count: count)
  }

  mutating func cause(_ key: StaticString, before n: Int) throws(LogLineProblem) -> Int? {
    guard stands(key) else { return nil }
    at += key.utf8CodeUnitCount
    let from = at
    guard let cause = digits(), cause < n else { throw problem(.value(.cause), at: from) }
    return cause
  }

  // MARK: Text

  /// Steps over `key` and the text behind it, up to its closing quote. Nothing in an envelope is
  /// escaped, so the first quote closes it.
  private mutating func quoted(
    _ key: StaticString, _ field: LogLine.Field
  ) throws(LogLineProblem) -> Range<Int> {
    try skip(key, .expected(field))
    let from = at
    let index = special(from: from)
    guard index < end, index > from, bytes[index] == UInt8(ascii: "\"") else {
      throw problem(.value(field), at: from)
    }
    at = index
    return from..<index
  }

  private func text(_ range: Range<Int>) -> String { String(bytes.span.extracting(range)) }

  mutating func id(_ key: StaticString) throws(LogLineProblem) -> String {
    let range = try quoted(key, .id)
    guard range.count <= 64 else { throw problem(.value(.id), at: range.lowerBound) }
    for index in range where !LogLine.isIDByte(bytes[index]) {
      throw problem(.value(.id), at: range.lowerBound)
    }
    return text(range)
  }

  mutating func moment(_ key: StaticString) throws(LogLineProblem) -> Moment {
    let range = try quoted(key, .at)
    guard let moment = moment(range) else { throw problem(.value(.at), at: range.lowerBound) }
    return moment
  }

  mutating func wallMoment(_ key: StaticString) throws(LogLineProblem) -> WallMoment {
    let range = try quoted(key, .rec)
    let last = range.upperBound - 1
    guard bytes[last] == UInt8(ascii: "Z"), let moment = moment(range.lowerBound..<last) else {
      throw problem(.value(.rec), at: range.lowerBound)
    }
    return WallMoment(microseconds: moment.microseconds)
  }

  /// A moment in the one form that is written; people may write others.
  private func moment(_ range: Range<Int>) -> Moment? {
    let isWritten =
      range.count == 19
      || range.count > 20 && bytes[range.lowerBound + 19] == UInt8(ascii: ".")
        && bytes[range.upperBound - 1] != UInt8(ascii: "0")
    guard isWritten, bytes[range.lowerBound + 10] == UInt8(ascii: "T") else { return nil }
    return Moment(bytes.span.extracting(range), .log)
  }

  mutating func actor(_ key: StaticString) throws(LogLineProblem) -> Actor {
    let range = try quoted(key, .actor)
    guard let actor = Actor(bytes.span.extracting(range), .log), isWritten(actor, range) else {
      throw problem(.value(.actor), at: range.lowerBound)
    }
    return actor
  }

  /// Whether the text is the one that is written: no seat beside the clock and the tool, and no
  /// slash before a missing one.
  private func isWritten(_ actor: Actor, _ range: Range<Int>) -> Bool {
    switch actor {
    case .clock: range.count == 5
    case .tool: range.count == 4
    case .role, .facilitator, .inspector: bytes[range.upperBound - 1] != UInt8(ascii: "/")
    }
  }

  /// Small letters, digits and hyphens, with a point between the module and the name.
  mutating func type(_ key: StaticString) throws(LogLineProblem) -> String {
    let range = try quoted(key, .type)
    var points = 0
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"):
        continue
      case UInt8(ascii: ".") where index > range.lowerBound && index + 1 < range.upperBound:
        points += 1
      default: throw problem(.value(.type), at: range.lowerBound)
      }
    }
    guard points > 0, range.count <= 128 else {
      throw problem(.value(.type), at: range.lowerBound)
    }
    return text(range)
  }

  // MARK: The rest

  /// Steps over one object. Only its brackets and its texts are looked at: what is in it, the
  /// record behind the type reads.
  mutating func object(_ key: StaticString) throws(LogLineProblem) -> Range<Int> {
    try skip(key, .expected(.data))
    let from = at
    guard at < end, bytes[at] == UInt8(ascii: "{") else { throw problem(.value(.data), at: at) }
    var (index, depth) = (at, 0)
    while index < end {
      let byte = bytes[index]
      index += 1
      if byte < 0x20 { throw problem(.value(.data), at: index - 1) }
      switch byte {
      case UInt8(ascii: "\""): index = try text(from: index)
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 {
          at = index
          return from..<index
        }
      default: break
      }
    }
    throw problem(.value(.data), at: from)
  }

  /// Steps over the rest of a text, its closing quote included.
  private func text(from start: Int) throws(LogLineProblem) -> Int {
    var index = special(from: start)
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "\""): return index + 1
      case UInt8(ascii: "\\"): index = special(from: index + 2)
      default: throw problem(.value(.data), at: index)
      }
    }
    return index
  }

  mutating func hash(
    _ key: StaticString, _ field: LogLine.Field
  ) throws(LogLineProblem) -> LineHash {
    try skip(key, .expected(field))
    guard end - at >= LineHash.digits,
      let hash = LineHash(hex: bytes.span.extracting(at..<at + LineHash.digits))
    else { throw problem(.value(field), at: at) }
    at += LineHash.digits
    return hash
  }

  mutating func finish() throws(LogLineProblem) {
    try skip("\"}", .ending)
    guard at == end else { throw problem(.ending, at: at) }
  }
}
