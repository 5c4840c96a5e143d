/// A length of time in whole microseconds; negative for one that runs backwards.
///
/// It is its own type, and hides the standard library's, because that one counts attoseconds in 128
/// bits and prints `5400.0 seconds`. Arithmetic that overflows stops at the longest duration, about
/// 292,000 years, since what people type must never end the program.
package struct Duration: Hashable, Comparable, Sendable {
  package let microseconds: Int64

  static let perSecond: Int64 = 1_000_000
  static let perMinute: Int64 = 60_000_000
  static let perHour: Int64 = 3_600_000_000
  static let perDay: Int64 = 86_400_000_000

  package static let zero = Duration(microseconds: 0)

  /// Makes a duration; the one value whose negation would overflow becomes its neighbour.
  package init(microseconds: Int64) {
    self.microseconds = max(microseconds, -Int64.max)
  }

  package static func seconds(_ count: Int) -> Duration {
    Duration(microseconds: perSecond) * count
  }

  package static func minutes(_ count: Int) -> Duration {
    Duration(microseconds: perMinute) * count
  }

  package static func hours(_ count: Int) -> Duration {
    Duration(microseconds: perHour) * count
  }

  /// So many times 24 hours; local civil time here has no zone, so a day is never longer or
  /// shorter.
  package static func days(_ count: Int) -> Duration {
    Duration(microseconds: perDay) * count
  }

  package static func < (left: Duration, right: Duration) -> Bool {
    left.microseconds < right.microseconds
  }

  package static func + (left: Duration, right: Duration) -> Duration {
    let (sum, overflow) = left.microseconds.addingReportingOverflow(right.microseconds)
    return overflow ? longest(isNegative: right.microseconds < 0) : Duration(microseconds: sum)
  }

  package static func - (left: Duration, right: Duration) -> Duration { left + -right }

  package static prefix func - (value: Duration) -> Duration {
    Duration(microseconds: -value.microseconds)
  }

  package static func += (left: inout Duration, right: Duration) { left = left + right }

  package static func -= (left: inout Duration, right: Duration) { left = left - right }

  /// The duration so many times over; a negative factor turns its direction.
  package static func * (duration: Duration, factor: Int) -> Duration {
    let (product, overflow) = duration.microseconds.multipliedReportingOverflow(by: Int64(factor))
    return overflow
      ? longest(isNegative: (duration.microseconds < 0) != (factor < 0))
      : Duration(microseconds: product)
  }

  private static func longest(isNegative: Bool) -> Duration {
    Duration(microseconds: isNegative ? -Int64.max : Int64.max)
  }
}

// MARK: - Reading

extension Duration {
  /// The units people write, largest first; the raw value is the length in microseconds.
  enum Unit: Int64, CaseIterable {
    case day = 86_400_000_000
    case hour = 3_600_000_000
    case minute = 60_000_000
    case second = 1_000_000

    /// Made once: every event that holds a duration asks for them.
    static let all = allCases

    var letter: String {
      switch self {
      case .day: "d"
      case .hour: "h"
      case .minute: "m"
      case .second: "s"
      }
    }

    var word: String {
      switch self {
      case .day: "day"
      case .hour: "hour"
      case .minute: "minute"
      case .second: "second"
      }
    }

    /// The short forms people type, which never change with the number: `2 hr`, `15 mins`.
    var shortWords: [String] {
      switch self {
      case .day: []
      case .hour: ["hr", "hrs"]
      case .minute: ["min", "mins"]
      case .second: ["sec", "secs"]
      }
    }
  }

  /// Reads `1h30m`, `45m`, `0.5s`, `2d`, `15 minutes`, `1 hour 30 minutes`, `an hour`, in either
  /// case.
  ///
  /// A number is digits, `a`, `an` or `one` to `twelve`; the last one may have a decimal fraction
  /// of up to six digits. Units go from large to small, and each part stays below one of the unit
  /// before it, so that `1h90m` is asked about and not guessed. Anything empty, negative or too
  /// long for 64 bits is refused, and `2 minute` and `1 minutes` too, since a slip there hides
  /// another.
  package init?(_ bytes: Span<UInt8>) {
    var cursor = Cursor()
    var total: Int64 = 0
    var previous: Unit?
    repeat {
      if previous != nil { Self.skipAnd(bytes, &cursor) }
      guard let part = Self.readPart(bytes, &cursor) else { return nil }
      if let larger = previous {
        guard part.unit.rawValue < larger.rawValue, part.microseconds < larger.rawValue else {
          return nil
        }
      }
      let (sum, overflow) = total.addingReportingOverflow(part.microseconds)
      guard !overflow, !part.isFraction || cursor.isAtEnd(bytes) else { return nil }
      total = sum
      previous = part.unit
    } while !cursor.isAtEnd(bytes)
    self.init(microseconds: total)
  }

  /// Moves to the next part, past spaces and the `and` of `1 hour and 30 minutes`.
  private static func skipAnd(_ bytes: Span<UInt8>, _ cursor: inout Cursor) {
    guard cursor.skipSpaces(bytes) else { return }
    var ahead = cursor
    if ahead.take(word: "and", bytes), ahead.skipSpaces(bytes) { cursor = ahead }
  }

  private struct Part {
    let unit: Unit
    let microseconds: Int64
    let isFraction: Bool
  }

  private static func readPart(_ bytes: Span<UInt8>, _ cursor: inout Cursor) -> Part? {
    var whole: Int
    var millionths: Int?
    if cursor.peek(bytes)?.digitValue != nil {
      guard let digits = cursor.number(upTo: 18, bytes) else { return nil }
      whole = digits
      if cursor.take(".", bytes) {
        guard let fraction = cursor.millionths(bytes) else { return nil }
        millionths = fraction
      }
      cursor.skipSpaces(bytes)
    } else {
      guard let word = NumberWord.read(bytes, &cursor), cursor.skipSpaces(bytes) else { return nil }
      whole = word
    }
    let isSingular = whole == 1 && millionths == nil
    let name = cursor.letters(bytes)
    for unit in Unit.allCases where unit.isNamed(name, bytes, isSingular, millionths != nil) {
      let (length, overflow) = Int64(whole).multipliedReportingOverflow(by: unit.rawValue)
      let rest = Int64(millionths ?? 0) * (unit.rawValue / perSecond)
      let (sum, overflows) = length.addingReportingOverflow(rest)
      guard !overflow, !overflows else { return nil }
      return Part(unit: unit, microseconds: sum, isFraction: millionths != nil)
    }
    return nil
  }
}

extension Duration.Unit {
  /// Whether the letters in `name` mean this unit after such a number.
  fileprivate func isNamed(
    _ name: Range<Int>, _ bytes: Span<UInt8>, _ isSingular: Bool, _ isFraction: Bool
  ) -> Bool {
    if name.spells(letter, in: bytes) { return true }
    if name.spells(word, in: bytes) { return isSingular || isFraction }
    if name.spells(word + "s", in: bytes) { return !isSingular }
    return shortWords.contains { name.spells($0, in: bytes) }
  }
}

/// The numbers people write as words where things are counted.
enum NumberWord {
  private static let counting = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
  ]

  /// Reads `one` to `twelve`, `a` or `an`, and leaves the cursor alone otherwise.
  static func read(_ bytes: Span<UInt8>, _ cursor: inout Cursor) -> Int? {
    var ahead = cursor
    let word = ahead.letters(bytes)
    if word.spells("a", in: bytes) || word.spells("an", in: bytes) {
      cursor = ahead
      return 1
    }
    for (index, name) in counting.enumerated() where word.spells(name, in: bytes) {
      cursor = ahead
      return index + 1
    }
    return nil
  }
}

// MARK: - Writing

extension Duration {
  /// Appends one compact word that reads back as the same duration: `1h30m`, `2d3h`, `0.000001s`,
  /// and `0m` for none.
  ///
  /// A negative duration is written with a leading hyphen, which `init` refuses: how early
  /// something happened is worth showing, but is never something people ask for.
  package func write(to out: inout [UInt8]) {
    if microseconds < 0 { out.append(UInt8(ascii: "-")) }
    if microseconds == 0 { out.append(contentsOf: "0m".utf8) }
    eachPart(from: .day) { unit, whole, fraction in
      Digits.append(whole, width: 1, to: &out)
      Digits.appendFraction(fraction, to: &out)
      out.append(unit.letter)
    }
  }

  /// The duration as people read it: `1 hour 30 minutes`, `30 seconds`, `0 minutes`.
  package var words: String {
    String(writing: { writeWords(to: &$0, largest: .day) })
  }

  /// Appends the words with nothing counted in units larger than `largest`.
  ///
  /// A deadline needs "48 hours after" to stay apart from "2 days after", which is another wish.
  func writeWords(to out: inout [UInt8], largest: Unit) {
    if microseconds < 0 { out.append(contentsOf: "minus ".utf8) }
    if microseconds == 0 { out.append(contentsOf: "0 minutes".utf8) }
    var isFirst = true
    eachPart(from: largest) { unit, whole, fraction in
      if !isFirst { out.append(UInt8(ascii: " ")) }
      isFirst = false
      Digits.append(whole, width: 1, to: &out)
      Digits.appendFraction(fraction, to: &out)
      out.append(UInt8(ascii: " "))
      out.append(contentsOf: unit.word.utf8)
      if whole != 1 || fraction > 0 { out.append(contentsOf: "s".utf8) }
    }
  }

  /// Calls `body` with every unit that is not zero, largest first; only seconds have a fraction.
  private func eachPart(
    from largest: Unit, _ body: (_ unit: Unit, _ whole: Int, _ fraction: Int) -> Void
  ) {
    var rest = abs(microseconds)
    for unit in Unit.all where unit.rawValue <= largest.rawValue && rest > 0 {
      let whole = Int(rest / unit.rawValue)
      rest %= unit.rawValue
      let fraction = unit == .second ? Int(rest) : 0
      if whole > 0 || fraction > 0 { body(unit, whole, fraction) }
    }
  }
}
