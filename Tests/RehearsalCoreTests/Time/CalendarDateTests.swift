import Testing

@testable import RehearsalCore

@Suite struct CalendarDateTests {
  @Test func countsFromTheFirstOfJanuary1970() {
    #expect(CalendarDate(year: 1970, month: 1, day: 1)?.ordinal == 0)
    #expect(CalendarDate(year: 1969, month: 12, day: 31)?.ordinal == -1)
    #expect(CalendarDate(year: 2000, month: 3, day: 1)?.ordinal == 11_017)
    #expect(CalendarDate(year: 2019, month: 11, day: 4)?.ordinal == 18_204)
    #expect(CalendarDate(year: 1, month: 1, day: 1) == .first)
    #expect(CalendarDate(year: 9999, month: 12, day: 31) == .last)
  }

  /// Walks the whole calendar by its own rules, so that the arithmetic has a witness.
  @Test func everyDayFollowsTheOneBefore() {
    var (year, month, day, weekday) = (1, 1, 1, 0)
    var mistakes = 0
    for ordinal in CalendarDate.first.ordinal...CalendarDate.last.ordinal {
      let date = CalendarDate(ordinal: ordinal)
      let back = CalendarDate(year: year, month: month, day: day)
      if date.parts != (year, month, day) || back != date || date.weekday.rawValue != weekday {
        mistakes += 1
      }
      weekday = weekday == 6 ? 0 : weekday + 1
      day += 1
      if CalendarDate(year: year, month: month, day: day) == nil { (month, day) = (month + 1, 1) }
      if month == 13 { (year, month) = (year + 1, 1) }
    }
    #expect(mistakes == 0)
    #expect((year, month, day) == (10_000, 1, 1))
  }

  @Test(arguments: [
    (1900, false), (2000, true), (2012, true), (2019, false), (2020, true), (2096, true),
    (2099, false), (2100, false), (2400, true), (4, true), (1, false),
  ])
  func leapYears(_ year: Int, _ isLeap: Bool) {
    #expect((CalendarDate(year: year, month: 2, day: 29) != nil) == isLeap)
    #expect(CalendarDate(year: year, month: 2, day: 30) == nil)
    #expect(CalendarDate(year: year, month: 2, day: 28) != nil)
  }

  @Test(arguments: [
    (0, 1, 1), (-1, 1, 1), (10_000, 1, 1), (2019, 0, 1), (2019, 13, 1), (2019, 1, 0),
    (2019, 1, 32), (2019, 4, 31), (2019, 6, 31), (2019, 9, 31), (2019, 11, 31), (2019, 12, -1),
    (.max, 1, 1), (.min, 1, 1), (2019, .max, 1), (2019, 1, .max), (2019, 1, .min),
  ])
  func refusesDaysThatDoNotExist(_ year: Int, _ month: Int, _ day: Int) {
    #expect(CalendarDate(year: year, month: month, day: day) == nil)
  }

  @Test func weekdaysAreRight() {
    #expect(TimeReading.date("1970-01-01")?.weekday == .thursday)
    #expect(TimeReading.date("1969-12-31")?.weekday == .wednesday)
    #expect(TimeReading.date("2019-11-04")?.weekday == .monday)
    #expect(TimeReading.date("2000-02-29")?.weekday == .tuesday)
    #expect(CalendarDate.first.weekday == .monday)
    #expect(CalendarDate.last.weekday == .friday)
  }

  @Test func arithmeticStopsAtTheEdge() {
    let date = CalendarDate(ordinal: 0)
    #expect(date.adding(days: 365).words == "1 January 1971")
    #expect(date.adding(days: -1).words == "31 December 1969")
    #expect(date.adding(days: 0) == date)
    #expect(date.adding(days: .max) == .last)
    #expect(date.adding(days: .min) == .first)
    #expect(CalendarDate.last.adding(days: 1) == .last)
    #expect(CalendarDate.last.adding(days: .max) == .last)
    #expect(CalendarDate.first.adding(days: -1) == .first)
    #expect(CalendarDate.first.adding(days: .min) == .first)
    #expect(CalendarDate(ordinal: .max) == .last)
    #expect(CalendarDate(ordinal: .min) == .first)
  }

  @Test func comparesByDay() {
    #expect(CalendarDate(ordinal: -1) < CalendarDate(ordinal: 0))
    #expect(CalendarDate.first < CalendarDate.last)
  }

  @Test(arguments: [
    "", " ", "2019", "2019-11", "2019-11-4", "2019-1-04", "19-11-04", "2019-11-04 ", " 2019-11-04",
    "2019/11/04", "2019.11.04", "20191104", "04-11-2019", "2019-11-04T", "2019-11-04T09:12",
    "2019-02-29", "2019-02-30", "2019-13-01", "2019-00-01", "2019-01-00", "2019-01-32",
    "0000-01-01", "-019-01-01", "+019-01-01", "12019-11-04", "2019--1-04", "2019-1a-04",
    "2019-11-O4", "２019-11-04", "2019–11–04", "today", "2019-W45-1", "2019-308",
  ])
  func refusesText(_ text: String) {
    #expect(TimeReading.date(text) == nil)
  }

  @Test(arguments: ["0001-01-01", "1066-10-14", "1970-01-01", "2020-02-29", "9999-12-31"])
  func textComesBack(_ text: String) throws {
    let date = try #require(TimeReading.date(text))
    #expect(TimeReading.text(date.write) == text)
  }

  @Test func wordsAreAsPeopleWriteThem() throws {
    let date = try #require(TimeReading.date("2019-11-04"))
    #expect(date.words == "4 November 2019")
    #expect(date.longWords == "Monday 4 November 2019")
    #expect((date.year, date.month, date.day) == (2019, 11, 4))
    let months = (1...12).compactMap { CalendarDate(year: 2020, month: $0, day: 10)?.words }
    #expect(
      months == [
        "10 January 2020", "10 February 2020", "10 March 2020", "10 April 2020", "10 May 2020",
        "10 June 2020", "10 July 2020", "10 August 2020", "10 September 2020", "10 October 2020",
        "10 November 2020", "10 December 2020",
      ])
  }
}
