import Testing

@testable import RehearsalCore

@Suite struct WorkingCalendarTests {
  private let calendar = WorkingCalendar()

  private func date(_ text: String) throws -> CalendarDate {
    try #require(TimeReading.date(text), "\(text) is no date")
  }

  /// Intervals between published dates of real inspections, and one across Easter.
  static let vectors = [
    ("2019-11-22", 20, "2019-12-20"), ("2013-07-19", 25, "2013-08-23"),
    ("2016-03-17", 45, "2016-05-24"), ("2025-06-13", 37, "2025-08-05"),
    ("2025-02-27", 70, "2025-06-11"), ("2016-11-25", 70, "2017-03-08"),
    ("2019-12-20", 70, "2020-04-01"),
  ]

  @Test(arguments: vectors)
  func countsAsTheVectorsDo(_ start: String, _ n: Int, _ end: String) throws {
    let (start, end) = (try date(start), try date(end))
    #expect(calendar.date(n, workingDaysAfter: start) == end)
    #expect(calendar.workingDays(after: start, through: end) == n)
    #expect(calendar.workingDays(after: start, through: end.adding(days: -1)) == n - 1)
    #expect(calendar.date(-n, workingDaysBefore: start) == end)
    #expect(calendar.date(n, workingDaysBefore: end) == start)
    #expect(calendar.date(-n, workingDaysAfter: end) == start)
  }

  @Test func theDayAfterIsOne() throws {
    let friday = try date("2019-11-01")
    #expect(calendar.date(1, workingDaysAfter: friday) == friday.adding(days: 3))
    #expect(calendar.date(1, workingDaysAfter: friday.adding(days: 1)) == friday.adding(days: 3))
    #expect(calendar.date(1, workingDaysBefore: friday.adding(days: 3)) == friday)
    #expect(calendar.date(1, workingDaysBefore: friday.adding(days: 2)) == friday)
  }

  @Test func zeroIsTheDateItself() throws {
    for text in ["2019-11-01", "2019-11-02", "2019-12-25"] {
      let day = try date(text)
      #expect(calendar.date(0, workingDaysAfter: day) == day)
      #expect(calendar.date(0, workingDaysBefore: day) == day)
    }
  }

  @Test func weekendsAndBankHolidaysAreNotWorked() throws {
    for text in ["2019-11-02", "2019-11-03", "2019-12-25", "2020-05-08", "2022-09-19"] {
      #expect(!calendar.isWorkingDay(try date(text)), "\(text)")
    }
    for text in ["2019-11-04", "2019-12-24", "2019-12-27", "2020-05-04", "2021-12-24"] {
      #expect(calendar.isWorkingDay(try date(text)), "\(text)")
    }
  }

  @Test func closuresAreNotWorkedEither() throws {
    let closed = ["2019-12-27", "2019-12-30", "2019-12-31"].compactMap(TimeReading.date)
    let council = WorkingCalendar(closures: closed)
    let eve = try date("2019-12-24")
    #expect(council.date(1, workingDaysAfter: eve)?.words == "2 January 2020")
    #expect(calendar.date(1, workingDaysAfter: eve)?.words == "27 December 2019")
    #expect(council.workingDays(after: eve, through: try date("2020-01-02")) == 1)
    #expect(council != calendar)
  }

  @Test func orderRepetitionAndUselessClosuresDoNotMatter() throws {
    let one = WorkingCalendar(closures: [try date("2019-12-27"), try date("2019-12-30")])
    let other = WorkingCalendar(
      closures: ["2019-12-30", "2019-12-28", "2019-12-25", "2019-12-27", "2019-12-27"]
        .compactMap(TimeReading.date))
    #expect(one == other)
    let count = one.workingDays(after: try date("2019-12-24"), through: try date("2020-01-02"))
    #expect(count == 2)
    #expect(WorkingCalendar(closures: [try date("2019-12-25")]) == calendar)
  }

  @Test func nearestWorkingDays() throws {
    let goodFriday = try date("2019-04-19")
    #expect(calendar.nextWorkingDay(onOrAfter: goodFriday)?.words == "23 April 2019")
    #expect(
      calendar.previousWorkingDay(onOrBefore: try date("2019-04-22"))?.words == "18 April 2019")
    let tuesday = try date("2019-04-23")
    #expect(calendar.nextWorkingDay(onOrAfter: tuesday) == tuesday)
    #expect(calendar.previousWorkingDay(onOrBefore: tuesday) == tuesday)
  }

  @Test func nothingIsCountedPastTheKnownYears() throws {
    let (first, last) = (try date("2012-01-01"), try date("2099-12-31"))
    #expect(calendar.covers(first))
    #expect(calendar.covers(last))
    #expect(!calendar.covers(first.adding(days: -1)))
    #expect(!calendar.covers(last.adding(days: 1)))
    #expect(calendar.date(1, workingDaysAfter: last) == nil)
    #expect(calendar.date(1, workingDaysBefore: first) == nil)
    #expect(calendar.date(1, workingDaysBefore: try date("2012-01-03")) == nil)
    #expect(calendar.date(1, workingDaysBefore: try date("2012-01-04"))?.words == "3 January 2012")
    #expect(calendar.date(1, workingDaysAfter: last.adding(days: -1)) == last)
    #expect(calendar.date(2, workingDaysAfter: last.adding(days: -1)) == nil)
    for outside in [first.adding(days: -1), last.adding(days: 1), .first, .last] {
      #expect(calendar.date(0, workingDaysAfter: outside) == nil)
      #expect(calendar.date(1, workingDaysAfter: outside) == nil)
      #expect(calendar.date(1, workingDaysBefore: outside) == nil)
      #expect(calendar.nextWorkingDay(onOrAfter: outside) == nil)
      #expect(calendar.previousWorkingDay(onOrBefore: outside) == nil)
    }
    #expect(calendar.nextWorkingDay(onOrAfter: first)?.words == "3 January 2012")
    #expect(calendar.previousWorkingDay(onOrBefore: first) == nil)
  }

  @Test(arguments: [Int.max, Int.min, 1_000_000, -1_000_000])
  func countsThatLeaveTheYearsEnd(_ n: Int) throws {
    let day = try date("2019-11-04")
    #expect(calendar.date(n, workingDaysAfter: day) == nil)
    #expect(calendar.date(n, workingDaysBefore: day) == nil)
  }

  @Test func nothingLiesBetweenADayAndAnEarlierOne() throws {
    let day = try date("2019-11-04")
    #expect(calendar.workingDays(after: day, through: day) == 0)
    #expect(calendar.workingDays(after: day, through: day.adding(days: -30)) == 0)
    #expect(calendar.workingDays(after: .last, through: .first) == 0)
  }

  @Test func countingAtOnceAgreesWithCountingDayByDay() throws {
    let council = WorkingCalendar(closures: [try date("2031-08-07"), try date("2050-12-30")])
    let start = WorkingCalendar.firstCovered
    var date = start
    var (count, mistakes) = (0, 0)
    while date < WorkingCalendar.lastCovered {
      date = date.adding(days: 1)
      if council.isWorkingDay(date) {
        count += 1
        if council.previousWorkingDay(onOrBefore: date) != date { mistakes += 1 }
      }
      if council.workingDays(after: start, through: date) != count { mistakes += 1 }
    }
    #expect(mistakes == 0)
    #expect(council.date(count, workingDaysAfter: start) == date)
    #expect(council.date(count + 1, workingDaysAfter: start) == nil)
  }
}
