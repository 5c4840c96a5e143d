/// Which days a council works: not weekends, not bank holidays in England and Wales, and not the
/// days a scenario says the offices are closed.
///
/// Bank holidays follow their rules, with the days moved or added by proclamation as data, from
/// 2012 to 2099. A day proclaimed after this was written can be given as a closure: it counts the
/// same. Deadlines of inspections are counted in these days (Banking and Financial Dealings Act
/// 1971, with Christmas Day and Good Friday), and the day after the start is day 1.
package struct WorkingCalendar: Sendable, Equatable {
  /// The years whose bank holidays are known.
  package static let years = 2012...2099

  static let firstCovered = CalendarDate(
    ordinal: CalendarDate.ordinal(year: years.lowerBound, month: 1, day: 1))
  static let lastCovered = CalendarDate(
    ordinal: CalendarDate.ordinal(year: years.upperBound, month: 12, day: 31))

  /// Ordinals of the days from Monday to Friday that are not worked, ascending and each once.
  private let closedWeekdays: [Int]

  /// Makes a calendar with closures of the council's own, in any order; a closure on a weekend or a
  /// bank holiday changes nothing.
  package init(closures: [CalendarDate] = []) {
    let ascending = (Self.bankHolidayWeekdays + closures.map(\.ordinal)).sorted()
    var closed: [Int] = []
    closed.reserveCapacity(ascending.count)
    for ordinal in ascending where ordinal != closed.last {
      if !CalendarDate(ordinal: ordinal).weekday.isWeekend { closed.append(ordinal) }
    }
    closedWeekdays = closed
  }

  /// Whether the bank holidays of the date's year are known, so that counting from it means
  /// anything.
  package func covers(_ date: CalendarDate) -> Bool {
    date >= Self.firstCovered && date <= Self.lastCovered
  }

  /// Whether offices are open. Outside the covered years only weekends and closures are known.
  package func isWorkingDay(_ date: CalendarDate) -> Bool {
    guard !date.weekday.isWeekend else { return false }
    let index = closuresUpTo(date.ordinal)
    return index == 0 || closedWeekdays[index - 1] != date.ordinal
  }

  /// The date `n` working days after `start`, where the first working day after it counts as 1.
  ///
  /// `start` itself need not be a working day. For 0 the answer is `start` itself, and a negative
  /// number counts the other way. The answer is nil when `start` or the count leaves the covered
  /// years.
  package func date(_ n: Int, workingDaysAfter start: CalendarDate) -> CalendarDate? {
    count(n.magnitude, from: start, by: n < 0 ? -1 : 1)
  }

  /// The date `n` working days before `start`, where the last working day before it counts as 1.
  ///
  /// Zero, negative numbers and the covered years are treated as in `date(_:workingDaysAfter:)`.
  package func date(_ n: Int, workingDaysBefore start: CalendarDate) -> CalendarDate? {
    count(n.magnitude, from: start, by: n < 0 ? 1 : -1)
  }

  /// How many working days there are after `start`, up to and including `end`; 0 if `end` is not
  /// later.
  ///
  /// It is the inverse of `date(_:workingDaysAfter:)`. Outside the covered years it knows only
  /// weekends and closures, so callers ask `covers` first.
  package func workingDays(after start: CalendarDate, through end: CalendarDate) -> Int {
    guard end > start else { return 0 }
    let closed = closuresUpTo(end.ordinal) - closuresUpTo(start.ordinal)
    return Self.weekdays(upTo: end) - Self.weekdays(upTo: start) - closed
  }

  /// The date itself if it is worked, or else the first working day after it; nil when that leaves
  /// the covered years.
  package func nextWorkingDay(onOrAfter date: CalendarDate) -> CalendarDate? {
    guard covers(date) else { return nil }
    return isWorkingDay(date) ? date : count(1, from: date, by: 1)
  }

  /// The date itself if it is worked, or else the last working day before it; nil when that leaves
  /// the covered years.
  package func previousWorkingDay(onOrBefore date: CalendarDate) -> CalendarDate? {
    guard covers(date) else { return nil }
    return isWorkingDay(date) ? date : count(1, from: date, by: -1)
  }

  /// Walks day by day, which at most is through the 32,000 days covered.
  private func count(_ n: UInt, from start: CalendarDate, by step: Int) -> CalendarDate? {
    var date = start
    var left = n
    while left > 0, covers(date) {
      date = date.adding(days: step)
      if isWorkingDay(date) { left -= 1 }
    }
    return covers(date) ? date : nil
  }

  /// How many closed weekdays are not later than the ordinal, found by halving.
  private func closuresUpTo(_ ordinal: Int) -> Int {
    var (low, high) = (0, closedWeekdays.count)
    while low < high {
      let middle = (low + high) / 2
      if closedWeekdays[middle] <= ordinal { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How many days from Monday to Friday there are from the calendar's first day, a Monday, through
  /// `date`.
  private static func weekdays(upTo date: CalendarDate) -> Int {
    let days = date.ordinal - CalendarDate.firstOrdinal + 1
    return days / 7 * 5 + min(days % 7, 5)
  }

  /// Made once in a process: every calendar starts from the same seven hundred days.
  private static let bankHolidayWeekdays: [Int] = years.flatMap { year in
    BankHolidays.dates(in: year).map(\.ordinal)
  }

  /// The bank holidays of a year in England and Wales, ascending, or nil outside the known years.
  package static func bankHolidays(in year: Int) -> [CalendarDate]? {
    years.contains(year) ? BankHolidays.dates(in: year) : nil
  }
}
