/// A day in the proleptic Gregorian calendar, from 1 January of year 1 to 31 December 9999.
///
/// Those bounds are what four digits of a year can write, so every value has a text that reads back
/// to it. Arithmetic that would leave them stops at the edge: a scenario that says "999999999 days"
/// is refused by the years a plan covers, and never by a crash.
package struct CalendarDate: Hashable, Comparable, Sendable {
  /// Whole days since 1 January 1970; negative before it.
  package let ordinal: Int

  static let firstOrdinal = -719_162
  static let lastOrdinal = 2_932_896

  /// 1 January of year 1, a Monday.
  package static let first = CalendarDate(ordinal: firstOrdinal)

  /// 31 December 9999, a Friday.
  package static let last = CalendarDate(ordinal: lastOrdinal)

  /// Makes the date so many days after 1 January 1970, or the nearest one there is.
  package init(ordinal: Int) {
    self.ordinal = min(max(ordinal, Self.firstOrdinal), Self.lastOrdinal)
  }

  /// Makes a date from its parts, or nil where the calendar has no such day, as for 30 February.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Self.days(inMonth: month, of: year)
    else { return nil }
    self.init(ordinal: Self.ordinal(year: year, month: month, day: day))
  }

  package var year: Int { parts.year }

  /// The month, 1 for January to 12.
  package var month: Int { parts.month }

  /// The day of the month, from 1.
  package var day: Int { parts.day }

  package var weekday: Weekday {
    Weekday(rawValue: (ordinal - Self.firstOrdinal) % 7) ?? .monday
  }

  /// The date so many days later, or earlier for a negative number; it stops at the calendar's
  /// edge.
  package func adding(days: Int) -> CalendarDate {
    let (sum, overflow) = ordinal.addingReportingOverflow(days)
    if overflow { return days > 0 ? .last : .first }
    return CalendarDate(ordinal: sum)
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.ordinal < right.ordinal
  }
}

// MARK: - Text

extension CalendarDate {
  /// Reads exactly `yyyy-mm-dd`, with nothing before or after it.
  package init?(_ bytes: Span<UInt8>) {
    var cursor = Cursor()
    guard let date = Self.read(bytes, &cursor), cursor.isAtEnd(bytes) else { return nil }
    self = date
  }

  /// Reads `yyyy-mm-dd` and leaves what follows unread.
  static func read(_ bytes: Span<UInt8>, _ cursor: inout Cursor) -> CalendarDate? {
    guard let year = cursor.digits(4, bytes), cursor.take("-", bytes),
      let month = cursor.digits(2, bytes), cursor.take("-", bytes),
      let day = cursor.digits(2, bytes)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// Appends `yyyy-mm-dd`.
  package func write(to out: inout [UInt8]) {
    let (year, month, day) = parts
    Digits.appendTwo(year / 100, to: &out)
    Digits.appendTwo(year % 100, to: &out)
    out.append(UInt8(ascii: "-"))
    Digits.appendTwo(month, to: &out)
    out.append(UInt8(ascii: "-"))
    Digits.appendTwo(day, to: &out)
  }

  /// The date as people read it: `4 November 2019`.
  package var words: String {
    let (year, month, day) = parts
    return "\(day) \(Self.monthNames[month - 1]) \(year)"
  }

  /// The date where there is little room: `4 Nov`.
  package var shortWords: String {
    let (_, month, day) = parts
    return "\(day) \(Self.monthNames[month - 1].prefix(3))"
  }

  /// The date with its day of the week: `Monday 4 November 2019`.
  package var longWords: String { "\(weekday.words) \(words)" }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

// MARK: - Calendar arithmetic

extension CalendarDate {
  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1 January 1970 of a date whose parts are known to be sound.
  ///
  /// The year is taken to begin in March, so that the leap day is its last and the lengths of the
  /// months before it follow one formula (Howard Hinnant, "chrono-Compatible Low-Level Date
  /// Algorithms"). 719,468 is the distance from 1 March of year 0 to 1 January 1970.
  static func ordinal(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let (era, yearOfEra) = (marchYear / 400, marchYear % 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The inverse of `ordinal(year:month:day:)`; an era is the 146,097 days of 400 years.
  var parts: (year: Int, month: Int, day: Int) {
    let shifted = ordinal + 719_468
    let (era, dayOfEra) = (shifted / 146_097, shifted % 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = era * 400 + yearOfEra + (month > 2 ? 0 : 1)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }
}
