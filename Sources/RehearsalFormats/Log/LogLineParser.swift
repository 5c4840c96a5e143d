import RehearsalCore

/// Steps over the bytes of one line from left to right, by hand: a log is read whole whenever it
/// is opened, and a general JSON reader is ten times slower.
///
/// It lives no longer than the bytes it was given, and looks at none outside its range.
struct LogLineParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let start: Int
  private(set) var at: Int
  let end: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    // Nobody looks again: each step below compares its place with `end`.
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    self.bytes = bytes
    start = range.lowerBound
    at = range.lowerBound
    end = range.upperBound
  }

  func problem(_ flaw: LogLineProblem.Flaw, at index: Int) -> LogLineProblem {
    LogLineProblem(flaw, at: index - start)
  }

  /// Steps over `text`, or stops at the first byte that differs.
  @inline(__always)
  private mutating func skip(
    _ text: StaticString, _ flaw: LogLineProblem.Flaw
  ) throws(LogLineProblem) {
    guard stands(text) else { throw missing(text, flaw) }
    at += text.utf8CodeUnitCount
  }

  private func missing(_ text: StaticString, _ flaw: LogLineProblem.Flaw) -> LogLineProblem {
    let limit = min(text.utf8CodeUnitCount, end - at)
    var same = 0
    while same < limit, bytes[at + same] == text.utf8Start[same] { same += 1 }
    return problem(flaw, at: at + same)
  }

  /// Eight bytes are compared at once, the last eight again with some of those before.
  @inline(__always)
  private func stands(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard at + length <= end else { return false }
    guard length >= 8 else {
      for index in 0..<length where bytes[at + index] != text.utf8Start[index] { return false }
      return true
    }
    let expected = UnsafeRawPointer(text.utf8Start)
    var index = 0
    while true {
      if word(at + index) != expected.loadUnaligned(fromByteOffset: index, as: UInt64.self) {
        return false
      }
      if index == length - 8 { return true }
      index = min(index + 8, length - 8)
    }
  }

  /// Eight bytes, all before the end.
  @inline(__always)
  private func word(_ index: Int) -> UInt64 {
    UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }

  /// The first byte from `index` on that a text cannot hold as it is: a quote, a backslash, a
  /// control character; in an envelope also what is not ASCII. Eight bytes are looked at together.
  @inline(__always)
  private func special(from index: Int, isASCII: Bool = false) -> Int {
    let each: UInt64 = 0x0101_0101_0101_0101
    var index = index
    while index + 8 <= end {
      let word = UInt64(littleEndian: word(index))
      let quote = word ^ (0x22 * each)
      let backslash = word ^ (0x5C * each)
      // A borrow or a carry may mark bytes behind the first one that is meant, never before it.
      var found =
        (quote &- each) & ~quote | (backslash &- each) & ~backslash
        | (word &- 0x20 * each) & ~word
      if isASCII { found |= word | (word &+ each) }
      found &= 0x80 * each
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < end, bytes[index] >= 0x20, bytes[index] != UInt8(ascii: "\""),
      bytes[index] != UInt8(ascii: "\\"), !isASCII || bytes[index] < 0x7F
    { index += 1 }
    return index
  }

  // Each of those that follow is used in one place. Put in there, they compare with what stands in
  // the code and not with texts that could be any.

  // MARK: Numbers

  @inline(__always)
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

  @inline(__always)
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

  @inline(__always)
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
  @inline(__always)
  private mutating func quoted(
    _ key: StaticString, _ field: LogLine.Field
  ) throws(LogLineProblem) -> Range<Int> {
    try skip(key, .expected(field))
    let from = at
    let index = special(from: from, isASCII: true)
    guard index < end, index > from, bytes[index] == UInt8(ascii: "\"") else {
      throw problem(.value(field), at: from)
    }
    at = index
    return from..<index
  }

  @inline(__always)
  mutating func id(_ key: StaticString) throws(LogLineProblem) -> Range<Int> {
    let range = try quoted(key, .id)
    guard range.count <= 64 else { throw problem(.value(.id), at: range.lowerBound) }
    return range
  }

  @inline(__always)
  mutating func moment(_ key: StaticString) throws(LogLineProblem) -> Moment {
    let range = try quoted(key, .at)
    guard let moment = Moment(written: bytes.span.extracting(range)) else {
      throw problem(.value(.at), at: range.lowerBound)
    }
    return moment
  }

  @inline(__always)
  mutating func wallMoment(_ key: StaticString) throws(LogLineProblem) -> WallMoment {
    let range = try quoted(key, .rec)
    guard bytes[range.upperBound - 1] == UInt8(ascii: "Z"),
      let moment = Moment(written: bytes.span.extracting(range.dropLast()))
    else { throw problem(.value(.rec), at: range.lowerBound) }
    return WallMoment(microseconds: moment.microseconds)
  }

  @inline(__always)
  mutating func actor(_ key: StaticString) throws(LogLineProblem) -> Range<Int> {
    let range = try quoted(key, .actor)
    guard Actor.isWritten(bytes.span.extracting(range)) else {
      throw problem(.value(.actor), at: range.lowerBound)
    }
    return range
  }

  @inline(__always)
  mutating func type(_ key: StaticString) throws(LogLineProblem) -> Range<Int> {
    let range = try quoted(key, .type)
    guard LogLine.isType(UnsafeBufferPointer(rebasing: bytes[range]))
    else { throw problem(.value(.type), at: range.lowerBound) }
    return range
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
      case UInt8(ascii: "\""):
        index = special(from: index)
        if index < end, bytes[index] == UInt8(ascii: "\"") {
          index += 1
        } else {
          index = try text(from: index)
        }
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

  /// Steps over the rest of a text with escapes, its closing quote included.
  @inline(never)
  private func text(from start: Int) throws(LogLineProblem) -> Int {
    var index = start
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "\""): return index + 1
      case UInt8(ascii: "\\"): index = special(from: index + 2)
      default: throw problem(.value(.data), at: index)
      }
    }
    return index
  }

  @inline(__always)
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

  @inline(__always)
  mutating func finish() throws(LogLineProblem) {
    try skip("\"}", .ending)
    guard at == end else { throw problem(.ending, at: at) }
  }
}
