import RehearsalCore
import RehearsalTestSupport
import Testing

/// What people read of the clock, in the words they read.
@Suite struct TimelineBoardTests {
  private static let started = ["day 1 09:00 facilitator starts"]
  private static let called = started + ["day 1 09:15 clock reaches notification"]

  private func facts(_ lines: [String]) throws -> [String] {
    try SmallCouncil.rehearsal(lines).timelineBoard().facts(of: "timeline-facts")
  }

  @Test func `The board says in words whether the exercise runs, and how fast`() throws {
    let started = TimelineBoardTests.started
    #expect(
      try facts([]) == ["Exercise: [neutral] Not started", "Clock: step by step"])
    #expect(
      try facts(started) == ["Exercise: [under-way] Running", "Clock: step by step"])
    #expect(
      try facts(started + [#"day 1 10:00 facilitator pauses because "fire drill""#]) == [
        "Exercise: [at-risk] Paused", "Clock: step by step", "Paused because: fire drill",
      ])
    #expect(
      try facts(started + ["day 1 10:00 coord stops for a real incident"]) == [
        "Exercise: [problem] Stopped", "Clock: step by step",
      ])
    #expect(
      try facts(started + ["day 1 10:00 facilitator ends"]) == [
        "Exercise: [done] Ended", "Clock: step by step",
      ])
    #expect(
      try facts([
        "day 1 09:00 facilitator starts pace x12", "day 1 09:15 clock begins offsite-week",
      ]) == [
        "Exercise: [under-way] Running", "Clock: 12 times as fast as real time",
        "Phase: Off-site week", "Phase began: 2026-11-23T09:15:00",
      ])
  }

  @Test func `A reason is gone once the rehearsal goes on`() throws {
    let lines =
      TimelineBoardTests.started + [
        #"day 1 10:00 facilitator pauses because "fire drill""#, "day 1 10:30 facilitator resumes",
      ]
    #expect(try facts(lines) == ["Exercise: [under-way] Running", "Clock: step by step"])
  }

  @Test func `A real incident is a notice that everybody sees`() throws {
    let lines =
      TimelineBoardTests.started + [
        #"day 1 10:00 coord stops for a real incident because "A child is missing.""#
      ]
    let rehearsal = try SmallCouncil.rehearsal(lines)
    for role in [nil, "spare", "member"] {
      let state = try role.map { try rehearsal.view($0).state } ?? rehearsal.state
      let board = try #require(
        rehearsal.modules.boards(state).compactMap { $0 as? TimelineBoard }.first)
      let notices = board.blocks.compactMap { block -> String? in
        if case .notice(let words) = block.content { return words }
        return nil
      }
      #expect(notices == ["Stopped for a real incident. A child is missing."])
    }
  }

  /// `rooms` is due on day 2 at 12:00 and belongs to coord.
  @Test(arguments: [
    ([], "[neutral] Open", "–"),
    (["day 2 11:00 coord meets rooms"], "[done] Met", "2026-11-24T11:00:00"),
    (["day 2 12:00 coord meets rooms"], "[done] Met", "2026-11-24T12:00:00"),
    (["day 2 12:00 clock passes rooms"], "[problem] Missed", "–"),
    (
      ["day 2 12:00 clock passes rooms", "day 2 12:00 coord meets rooms"], "[done] Met",
      "2026-11-24T12:00:00"
    ),
    (["day 2 12:01 coord meets rooms"], "[late] Met late", "2026-11-24T12:01:00"),
    (
      ["day 2 12:00 clock passes rooms", "day 2 12:01 coord meets rooms"], "[late] Met late",
      "2026-11-24T12:01:00"
    ),
  ])
  func `A deadline is open, met, missed or met late, by the time it was met alone`(
    _ lines: [String], _ standing: String, _ met: String
  ) throws {
    let rehearsal = try SmallCouncil.rehearsal(TimelineBoardTests.called + lines)
    let rows = try rehearsal.timelineBoard().rows(of: "timeline-deadlines")
    #expect(rows.count == 7)
    let row = rows.first { $0.first == "Rooms ready" }
    #expect(row == ["Rooms ready", "2026-11-24T12:00:00", "Co-ordinator", standing, met])
  }

  @Test func `Dates to come and dates that came are told apart`() throws {
    let rehearsal = try SmallCouncil.rehearsal(
      TimelineBoardTests.called + ["day 2 10:00 clock reaches setup-meeting"])
    let rows = try rehearsal.timelineBoard().rows(of: "timeline-dates")
    #expect(
      rows.prefix(4).map { $0 } == [
        ["Notification call", "2026-11-23T09:15:00", "[done] Reached"],
        ["Off-site week begins", "2026-11-23T09:15:00", "[neutral] To come"],
        [
          "Set-up discussion with the lead inspector", "2026-11-24T10:00:00", "[done] Reached",
        ],
        ["Off-site week ends", "2026-11-27T17:00:00", "[neutral] To come"],
      ])
  }

  @Test func `The story of the clock is told in plain words`() throws {
    let rehearsal = try SmallCouncil.rehearsal([
      "day 1 09:00 facilitator starts pace x60", "day 1 09:15 clock reaches notification",
      "day 1 09:15 clock begins offsite-week", "day 1 10:00 facilitator pauses",
      "day 1 10:05 facilitator resumes",
      #"day 1 10:06 facilitator pauses because "lunch""#, "day 1 10:07 facilitator resumes",
      "day 1 10:10 facilitator sets the pace to real-time",
      "day 1 10:15 facilitator moves to day 2 12:00", "day 2 12:00 clock passes rooms",
      "day 2 12:05 coord meets rooms", "day 2 13:00 facilitator ends",
    ])
    let names = rehearsal.plan.names
    #expect(
      rehearsal.events.compactMap { $0.event?.story(names) } == [
        "started the rehearsal, 60 times as fast as real time", "reached \"Notification call\"",
        "published 9 dates and 7 deadlines", "began the phase \"Off-site week\"",
        "paused the rehearsal", "resumed the rehearsal", "paused the rehearsal: lunch",
        "resumed the rehearsal", "let the clock run in real time",
        "put the clock forward to 24 November 2026 at midday",
        "recorded a missed deadline: \"Rooms ready\"",
        "marked \"Rooms ready\" as done", "ended the rehearsal",
      ])
  }
}
