/// The rules of bank holidays in England and Wales, and what proclamations changed.
///
/// The rules give all 140 dates GOV.UK lists from 2012 to 2028; later years hold until somebody
/// proclaims otherwise.
enum BankHolidays {
  /// The bank holidays of any year, ascending.
  static func dates(in year: Int) -> [CalendarDate] {
    let easter = easterSunday(of: year)
    var dates = [
      newYear(of: year),
      easter.adding(days: -2),
      easter.adding(days: 1),
      firstMonday(of: 5, year),
      lastMonday(of: 5, year),
      lastMonday(of: 8, year),
    ]
    dates += christmas(of: year)
    for change in changes where change.year == year {
      if let moved = change.moved {
        let usual = date(year, moved.month, moved.day)
        dates.removeAll { $0 == usual }
      }
      dates += change.added.map { date(year, $0.month, $0.day) }
    }
    return dates.sorted()
  }

  private struct DayOfYear {
    let month: Int
    let day: Int

    init(_ month: Int, _ day: Int) {
      self.month = month
      self.day = day
    }
  }

  /// What one proclamation did: a usual date given up, if any, and the dates put in its place.
  private struct Change {
    let year: Int
    let moved: DayOfYear?
    let added: [DayOfYear]
  }

  private static let changes = [
    // The spring holiday moved, and the Diamond Jubilee was added.
    Change(year: 2012, moved: DayOfYear(5, 28), added: [DayOfYear(6, 4), DayOfYear(6, 5)]),
    // Early May moved to the 75th anniversary of VE Day.
    Change(year: 2020, moved: DayOfYear(5, 4), added: [DayOfYear(5, 8)]),
    // The spring holiday moved, and the Platinum Jubilee was added.
    Change(year: 2022, moved: DayOfYear(5, 30), added: [DayOfYear(6, 2), DayOfYear(6, 3)]),
    // The State Funeral of Queen Elizabeth II.
    Change(year: 2022, moved: nil, added: [DayOfYear(9, 19)]),
    // The Coronation of King Charles III.
    Change(year: 2023, moved: nil, added: [DayOfYear(5, 8)]),
  ]

  /// 1 January, or the Monday after it when it falls on a weekend.
  private static func newYear(of year: Int) -> CalendarDate {
    let day = date(year, 1, 1)
    switch day.weekday {
    case .saturday: return day.adding(days: 2)
    case .sunday: return day.adding(days: 1)
    default: return day
    }
  }

  /// 25 and 26 December, where each that falls on a weekend gives way to the next free weekday.
  ///
  /// Christmas on a Sunday leaves Boxing Day on its Monday and goes to the Tuesday.
  private static func christmas(of year: Int) -> [CalendarDate] {
    let days =
      switch date(year, 12, 25).weekday {
      case .friday: [25, 28]
      case .saturday: [27, 28]
      case .sunday: [26, 27]
      default: [25, 26]
      }
    return days.map { date(year, 12, $0) }
  }

  private static func firstMonday(of month: Int, _ year: Int) -> CalendarDate {
    let first = date(year, month, 1)
    return first.adding(days: (7 - first.weekday.rawValue) % 7)
  }

  private static func lastMonday(of month: Int, _ year: Int) -> CalendarDate {
    let last = date(year, month, CalendarDate.days(inMonth: month, of: year))
    return last.adding(days: -last.weekday.rawValue)
  }

  /// Easter Sunday by the Gregorian computus (anonymous, in Nature, 20 April 1876; Meeus,
  /// "Astronomical Algorithms", chapter 8).
  private static func easterSunday(of year: Int) -> CalendarDate {
    let golden = year % 19
    let (century, yearOfCentury) = (year / 100, year % 100)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30
    let weekday =
      (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
    let exception = (golden + 11 * epact + 22 * weekday) / 451
    let shifted = epact + weekday - 7 * exception + 114
    return date(year, shifted / 31, shifted % 31 + 1)
  }

  /// A date whose parts the rules above know to be sound.
  private static func date(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    CalendarDate(ordinal: CalendarDate.ordinal(year: year, month: month, day: day))
  }
}
