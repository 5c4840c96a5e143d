/// What the text of a moment depends on beside the moment itself.
///
/// A script speaks of "day 2 10:15"; a log speaks of dates. Both are text of one value, and which
/// is meant belongs to the file being read or written.
package struct TextContext: Sendable {
  /// The date of day 1; nil where `day N` means nothing and is refused.
  package let dayOne: CalendarDate?

  /// Whether moments from day 1 on are written as `day N hh:mm`.
  package let writesDays: Bool

  package init(dayOne: CalendarDate?, writesDays: Bool) {
    self.dayOne = dayOne
    self.writesDays = writesDays
  }

  /// Dates in full and no day numbers, as the log has them.
  package static let log = TextContext(dayOne: nil, writesDays: false)

  /// The number of a day counted from day 1, or nil before it and where there is no day 1.
  func dayNumber(of date: CalendarDate) -> Int? {
    guard let dayOne, date >= dayOne else { return nil }
    return date.ordinal - dayOne.ordinal + 1
  }
}

extension CalendarDate {
  /// The date of day `number` where `self` is day 1, or nil if there is no such date.
  ///
  /// Day numbers count calendar days, weekends too, as a rehearsal's script does.
  func day(_ number: Int) -> CalendarDate? {
    guard number >= 1, number - 1 <= Self.lastOrdinal - ordinal else { return nil }
    return adding(days: number - 1)
  }

  /// Reads `day N`, upper or lower case, and returns N, at least 1 and at most seven digits.
  static func readDayNumber(_ bytes: Span<UInt8>, _ cursor: inout Cursor) -> Int? {
    guard cursor.take(word: "day", bytes), cursor.skipSpaces(bytes),
      let number = cursor.number(upTo: 7, bytes), number >= 1
    else { return nil }
    return number
  }
}
