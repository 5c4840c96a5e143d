@testable import RehearsalCore
import Testing

/// How many hours somebody works between two moments, and who has more to do than that.
@Suite("Hours and work")
struct AvailabilityTests {
  private func moment(_ text: String) throws -> Moment { try #require(Moment(text: text)) }

  private func hours(
    _ from: String, _ to: String, _ availability: Availability = .standard,
    closing closures: [CalendarDate] = []
  ) throws -> Duration {
    availability.hours(
      from: try moment(from), to: try moment(to), WorkingCalendar(closures: closures))
  }

  @Test("the standard week is Monday to Friday, 9 to 5, without bank holidays and closures")
  func standard() throws {
    #expect(try hours("2026-11-23 09:00", "2026-11-23 17:00") == .minutes(480))
    #expect(try hours("2026-11-23 00:00", "2026-11-30 00:00") == .minutes(2400))
    #expect(try hours("2026-11-23 16:00", "2026-11-24 10:00") == .minutes(120))
    #expect(try hours("2026-11-23 12:00", "2026-11-23 12:00") == .zero)
    #expect(try hours("2026-11-24 12:00", "2026-11-23 12:00") == .zero)
    #expect(try hours("2026-12-24 09:00", "2026-12-29 17:00") == .minutes(960))
    let tuesday = try #require(CalendarDate(text: "2026-11-24"))
    #expect(
      try hours("2026-11-23 09:00", "2026-11-24 17:00", closing: [tuesday]) == .minutes(480))
  }

  @Test("a night's work counts over midnight, and an absence takes away what it covers")
  func others() throws {
    let nine = try #require(TimeOfDay(hour: 21, minute: 0))
    let five = try #require(TimeOfDay(hour: 5, minute: 0))
    let night = Availability(days: [.monday, .tuesday], from: nine, to: five, away: [])
    #expect(try hours("2026-11-23 00:00", "2026-11-24 12:00", night) == .minutes(480))
    #expect(try hours("2026-11-24 00:00", "2026-11-24 12:00", night) == .minutes(300))
    #expect(try hours("2026-11-23 23:00", "2026-11-24 01:00", night) == .minutes(120))
    let away = Availability(
      days: Availability.weekdays, from: Availability.opens, to: Deadline.closeOfDay,
      away: [
        .init(from: try moment("2026-11-23 16:00"), to: try moment("2026-11-24 11:00"))
      ])
    #expect(try hours("2026-11-23 09:00", "2026-11-24 17:00", away) == .minutes(420 + 360))
    #expect(try hours("2026-11-23 16:30", "2026-11-24 10:00", away) == .zero)
  }

  @Test("one person's work is added up over all roles, up to each due time")
  func tooMuch() throws {
    let lines = """
      logistics:
        - {title: A, owner: dcs, effort: 4h, due: day 1 17:00}
        - {title: B, owner: hos, effort: 4h, due: day 1 17:00}
      """
    #expect(try SmallPlan.findings(lines) == [])
    let one = SmallPlan.head.replacing("holder: p2", with: "holder: p1")
    #expect(
      try SmallPlan.findings(lines + "\ncover: {people: [{id: p1, several-roles: yes}]}", head: one)
        == [
          "warning P008 \"p1\" owns 8 hours of work and has 7 hours 45 minutes before "
            + "23 November 2026 at 5pm"
        ])
    let absent = "\ncover: {people: [{id: p1, away: [{from: day 1 09:00, to: day 1 14:00}]}]}"
    #expect(
      try SmallPlan.findings(lines + absent) == [
        "warning P008 \"p1\" owns 4 hours of work and has 3 hours before 23 November 2026 at 5pm"
      ])
  }
}
