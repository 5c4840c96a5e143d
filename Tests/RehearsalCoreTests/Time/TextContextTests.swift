import Testing

@testable import RehearsalCore

@Suite struct TextContextTests {
  private let dayOne = CalendarDate(ordinal: 18_204)

  @Test func logKnowsNoDays() {
    #expect(TextContext.log.dayOne == nil)
    #expect(!TextContext.log.writesDays)
    #expect(TextContext.log.dayNumber(of: dayOne) == nil)
  }

  @Test func daysCountFromOne() {
    let context = TextContext(dayOne: dayOne, writesDays: true)
    #expect(context.dayNumber(of: dayOne) == 1)
    #expect(context.dayNumber(of: dayOne.adding(days: 13)) == 14)
    #expect(context.dayNumber(of: dayOne.adding(days: -1)) == nil)
    #expect(dayOne.day(1) == dayOne)
    #expect(dayOne.day(14) == dayOne.adding(days: 13))
  }

  @Test(arguments: [0, -1, .min, .max, 2_914_694])
  func refusesDays(_ number: Int) {
    #expect(dayOne.day(number) == nil)
  }

  @Test func theLastDayIsTheLastDate() {
    #expect(dayOne.day(2_914_693) == .last)
    #expect(CalendarDate.last.day(1) == .last)
    #expect(CalendarDate.last.day(2) == nil)
  }

  @Test(arguments: [
    "", "day", "day ", "day2", "day 0", "day 00", "day x", "day -1", "day +1",
    "days 2", "2 day", "day 12345678", "dayy 2",
  ])
  func refusesDayNumbers(_ text: String) {
    var cursor = Cursor()
    #expect(CalendarDate.readDayNumber(Array(text.utf8).span, &cursor) == nil)
  }
}
