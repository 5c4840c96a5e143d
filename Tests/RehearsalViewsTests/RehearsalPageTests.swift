import RehearsalCore
import RehearsalStorage
import RehearsalTestSupport
import Testing

@testable import RehearsalViews

/// Whole pages of the shipped tutorial, read as people read them.
@Suite struct RehearsalPageTests {
  private func text(_ viewer: Viewer, at point: Replay.Point) throws -> String {
    let log = try RecordedScenario()
    let replay = try RecordedRehearsal.open(log.folder, .rehearsal).replay
    return TextRenderer(width: 100, colour: false)
      .render(Page.rehearsal(replay.view(viewer, at: point), replay))
  }

  private func moment(_ hour: Int, _ minute: Int) throws -> Moment {
    let date = try #require(CalendarDate(year: 2026, month: 11, day: 23))
    return Moment(date, try #require(TimeOfDay(hour: hour, minute: minute)))
  }

  @Test func `the facilitator at 9:40am`() throws {
    Golden.check(
      try text(.facilitator, at: .moment(moment(9, 40))), "tutorial-facilitator-0940.txt")
  }

  @Test func `a head of service at 9:50am sees what is below, and no more`() throws {
    Golden.check(
      try text(.role(.known("head-of-service")), at: .moment(moment(9, 50))),
      "tutorial-head-of-service-0950.txt")
  }

  @Test func `somebody not told yet sees the clock alone`() throws {
    Golden.check(
      try text(.role(.known("foster-lead")), at: .moment(moment(9, 50))),
      "tutorial-stranger-0950.txt")
  }

  @Test func `the facilitator at the end`() throws {
    Golden.check(try text(.facilitator, at: .end), "tutorial-facilitator-end.txt")
  }

  @Test func `the plan as a co-ordinator prints it`() throws {
    let log = try RecordedScenario(lines: 0)
    let forecast = CallForecast(
      title: "Notification call", people: 10, callLength: .minutes(4), asWritten: .minutes(20),
      best: .minutes(16),
      changes: [.init(caller: "Director", calls: ["Assistant director", "Chief executive"])])
    Golden.check(
      TextRenderer(width: 100, colour: false).render(
        Page.plan(log.plan, briefing: Modules.rehearsal.briefing(log.plan), [forecast])),
      "tutorial-plan.txt")
  }

  @Test func `a warning stands before all else`() throws {
    let log = try RecordedScenario(lines: 2)
    let replay = try RecordedRehearsal.open(log.folder, .rehearsal).replay
    let page = Page.rehearsal(replay.view(.facilitator), replay, warning: "It was altered.")
    #expect(page.blocks.first?.content == .notice("It was altered."))
    #expect(Set(page.blocks.map(\.id)).count == page.blocks.count)
  }
}
