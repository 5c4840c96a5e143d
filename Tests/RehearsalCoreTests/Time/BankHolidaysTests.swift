import Foundation
import Testing

@testable import RehearsalCore

@Suite struct BankHolidaysTests {
  /// Every date GOV.UK listed from 2012 to 2028, 140 in all.
  private let official: [CalendarDate]

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/bank-holidays.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    try #require(lines.first == "date")
    official = try lines.dropFirst().map { try #require(TimeReading.date(String($0))) }
  }

  @Test func theRulesGiveEveryOfficialDateAndNoOther() {
    #expect(official.count == 140)
    #expect((2012...2028).flatMap { BankHolidays.dates(in: $0) } == official)
  }

  @Test(arguments: WorkingCalendar.years)
  func everyYearHasEightOrMoreInOrderAndNeverOnAWeekend(_ year: Int) throws {
    let dates = try #require(WorkingCalendar.bankHolidays(in: year))
    #expect(dates.count == [2012: 8 + 1, 2022: 8 + 2, 2023: 8 + 1][year, default: 8])
    #expect(zip(dates, dates.dropFirst()).allSatisfy { $0 < $1 })
    #expect(dates.allSatisfy { $0.year == year && !$0.weekday.isWeekend })
  }

  /// The dates of Easter come from another algorithm (Knuth, "The Art of Computer Programming",
  /// volume 1, 1.3.2, exercise 14), which the rule must agree with.
  @Test(arguments: WorkingCalendar.years)
  func easterAgreesWithAnotherAlgorithm(_ year: Int) throws {
    let golden = year % 19 + 1
    let century = year / 100 + 1
    let skippedLeapDays = 3 * century / 4 - 12
    let moonCorrection = (8 * century + 5) / 25 - 5
    let sunday = 5 * year / 4 - skippedLeapDays - 10
    var epact = (11 * golden + 20 + moonCorrection - skippedLeapDays) % 30
    if (epact == 25 && golden > 11) || epact == 24 { epact += 1 }
    var fullMoon = 44 - epact
    if fullMoon < 21 { fullMoon += 30 }
    let march = fullMoon + 7 - (sunday + fullMoon) % 7
    let easter = try #require(CalendarDate(year: year, month: 3, day: 1)).adding(days: march - 1)
    let dates = BankHolidays.dates(in: year)
    #expect(easter.weekday == .sunday)
    #expect(dates.contains(easter.adding(days: -2)))
    #expect(dates.contains(easter.adding(days: 1)))
  }

  @Test(arguments: [
    (2035, "23 March 2035", "26 March 2035"), (2038, "23 April 2038", "26 April 2038"),
    (2049, "16 April 2049", "19 April 2049"), (2076, "17 April 2076", "20 April 2076"),
  ])
  func easterAtItsExtremes(_ year: Int, _ friday: String, _ monday: String) {
    let words = BankHolidays.dates(in: year).map(\.words)
    #expect(words.contains(friday))
    #expect(words.contains(monday))
  }

  @Test(arguments: [
    (2019, ["25", "26"]), (2020, ["25", "28"]), (2021, ["27", "28"]), (2022, ["26", "27"]),
    (2032, ["27", "28"]), (2033, ["26", "27"]), (2099, ["25", "28"]),
  ])
  func christmasGivesWayToWeekdays(_ year: Int, _ days: [String]) {
    let december = BankHolidays.dates(in: year).filter { $0.month == 12 }
    #expect(december.map { String($0.day) } == days)
  }

  @Test(arguments: [(2022, 3), (2023, 2), (2024, 1), (2028, 3), (2033, 3), (2034, 2)])
  func newYearGivesWayToTheMonday(_ year: Int, _ day: Int) {
    #expect(BankHolidays.dates(in: year).first?.day == day)
  }

  @Test func aMovedHolidayLeavesItsUsualDate() throws {
    let gone = ["2012-05-28", "2020-05-04", "2022-05-30"]
    for text in gone {
      let date = try #require(TimeReading.date(text))
      #expect(date.weekday == .monday)
      #expect(!BankHolidays.dates(in: date.year).contains(date))
      #expect(WorkingCalendar().isWorkingDay(date))
    }
  }

  @Test(arguments: [2011, 2100, 0, -1, 9999, .max, .min])
  func otherYearsAreNotKnown(_ year: Int) {
    #expect(WorkingCalendar.bankHolidays(in: year) == nil)
  }
}
