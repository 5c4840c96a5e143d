import Testing

@testable import RehearsalCore

@Suite struct WeekdayTests {
  @Test func runsFromMondayToSunday() {
    #expect(
      Weekday.allCases.map(\.words) == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
      ])
    #expect(Weekday.allCases.map(\.rawValue) == Array(0...6))
    #expect(Weekday.allCases.filter(\.isWeekend) == [.saturday, .sunday])
  }
}
