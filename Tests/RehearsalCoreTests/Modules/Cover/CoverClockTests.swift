import RehearsalTestSupport
import Testing

@testable import RehearsalCore

/// What time alone does to seats: planned leave begins and ends, and absences are over.
@Suite struct CoverClockTests {
  private static let start = "day 1 09:00 facilitator starts"
  private static let pause = "day 6 18:00 facilitator pauses"

  private func acts(_ lines: [String]) throws -> [String] {
    try ReadyCouncil.clocked(lines).events.filter { $0.actor == .clock }.compactMap { recorded in
      switch recorded.event {
      case let event as AbsenceBegan: "\(recorded.at.text()) \(event.role) away"
      case let event as AbsenceEnded: "\(recorded.at.text()) \(event.role) back"
      default: nil
      }
    }
  }

  @Test func `The plan holds a step where leave begins or ends within it, never before the call`()
    throws
  {
    let plan = try ReadyCouncil.rehearsal().plan
    #expect(
      SmallPlan.steps(plan, of: "cover") == [
        "2026-11-23T09:15:00 away-p5-2 logs", "2026-11-23T13:00:00 back-p5-2 logs",
        "2026-11-24T09:00:00 away-p3-1 hos", "2026-11-25T17:00:00 back-p3-1 hos",
      ])
    #expect(
      plan.steps.filter { $0.module == "cover" }.map(\.title) == [
        "Logistics lead: away", "Logistics lead: back", "Head of service: away",
        "Head of service: back",
      ])
  }

  @Test func `Leave of a deputy stands in the plan as the deputy's, and of nobody not at all`()
    throws
  {
    let plan = try SmallPlan.plan(
      """
      cover:
        people:
          - {id: p4, away: [{from: day 2 09:00, to: 2027-12-01, reason: Away}]}
          - {id: p9, away: [{from: day 2 09:00, to: day 3 09:00}]}
      """)
    #expect(SmallPlan.steps(plan, of: "cover") == ["2026-11-24T09:00:00 away-p4-1"])
    #expect(plan.steps.first { $0.module == "cover" }?.title == "Deputy of Director: away")
  }

  @Test func `Planned leave begins and ends by the clock, with the call at the earliest`() throws {
    #expect(
      try acts([CoverClockTests.start, CoverClockTests.pause]) == [
        "2026-11-23T09:15:00 logs away", "2026-11-23T13:00:00 logs back",
        "2026-11-24T09:00:00 hos away", "2026-11-25T17:00:00 hos back",
      ])
    #expect(
      try acts(["day 1 08:00 facilitator starts", "day 1 09:14 facilitator pauses"]).isEmpty)
  }

  @Test func `Leave counts for the roles in which the person sits when it begins`() throws {
    #expect(
      try acts([
        CoverClockTests.start, "day 1 10:00 hos deputises",
        "day 1 10:05 facilitator seats p3 in member", CoverClockTests.pause,
      ]).dropFirst(2) == [
        "2026-11-24T09:00:00 member away", "2026-11-25T17:00:00 member back",
      ])
  }

  @Test func `Whoever is back early, or away for longer, is so by their own word`() throws {
    #expect(
      try acts([
        CoverClockTests.start, "day 2 15:00 hos is back", CoverClockTests.pause,
      ]).filter { $0.contains("hos") } == ["2026-11-24T09:00:00 hos away"])
    #expect(
      try acts([
        CoverClockTests.start, "day 2 15:00 hos is away until day 5 12:00", CoverClockTests.pause,
      ]).filter { $0.contains("hos") } == [
        "2026-11-24T09:00:00 hos away", "2026-11-27T12:00:00 hos back",
      ])
    #expect(
      try acts([
        CoverClockTests.start, "day 2 08:00 hos is away until day 2 12:00", CoverClockTests.pause,
      ]).filter { $0.contains("hos") } == [
        "2026-11-24T09:00:00 hos away", "2026-11-25T17:00:00 hos back",
      ])
    #expect(
      try acts([
        CoverClockTests.start, "day 2 08:00 hos is away", CoverClockTests.pause,
      ]).filter { $0.contains("hos") } == [])
    #expect(
      try acts([
        CoverClockTests.start, #"day 2 15:00 hos is away because "a fall""#, CoverClockTests.pause,
      ]).filter { $0.contains("hos") } == ["2026-11-24T09:00:00 hos away"])
  }

  @Test func `An absence ends when its time has come, unless somebody else sits there`() throws {
    #expect(
      try acts([
        CoverClockTests.start, "day 1 14:00 dcs is away until day 1 16:00",
        "day 1 14:00 data is away until day 1 15:00", "day 1 14:30 facilitator seats p30 in data",
        CoverClockTests.pause,
      ]).filter { $0.hasSuffix("back") }.prefix(2) == [
        "2026-11-23T13:00:00 logs back", "2026-11-23T16:00:00 dcs back",
      ])
  }

  @Test func `An absence that another module says, with an end, ends by the clock as well`() throws
  {
    var rehearsal = try ReadyCouncil.rehearsal(ReadyCouncil.called)
    let until = try #require(Moment(text: "2026-11-23T15:00"))
    let event = AbsenceBegan(role: .known("data"), until: until, because: "Wanted in court")
    var state = rehearsal.state
    state.evolve(event, Stamp(n: 40, at: until, actor: .facilitator(seat: "")))
    let step = try #require(Cover.nextDue(state, rehearsal.plan))
    #expect(step.id == "back/40" && step.at == until)
    #expect(step.command is EndAbsence)
    try rehearsal.play("day 1 10:00 data is away until day 1 15:00")
    #expect(Cover.nextDue(rehearsal.state, rehearsal.plan)?.at == until)
  }

  @Test func `What is put off moves leave that is still to come, and the end of what has begun`()
    throws
  {
    let lines = [
      CoverClockTests.start,
      "day 1 14:00 facilitator puts off setup-meeting to day 4 10:00",
      "day 2 10:00 dcs is away until day 3 12:00",
    ]
    #expect(
      try acts(lines + ["day 9 18:00 facilitator pauses"]).dropFirst(2) == [
        "2026-11-24T09:00:00 hos away", "2026-11-25T12:00:00 dcs back",
        "2026-11-27T17:00:00 hos back",
      ])
    let board = try ReadyCouncil.clocked(
      [CoverClockTests.start] + [
        "day 2 09:30 facilitator puts off setup-meeting to day 4 10:00",
        "day 2 09:40 facilitator pauses",
      ]
    ).soleBoard(CoverBoard.self, seenBy: "data")
    #expect(board.rows(of: "cover-seats")[1][3] == "2026-11-27T17:00:00")
  }

  @Test func `A call that is put off takes leave at the call with it`() throws {
    #expect(
      try acts([
        CoverClockTests.start, "day 1 09:01 facilitator puts off notification to day 2 09:15",
        "day 2 18:00 facilitator pauses",
      ]) == ["2026-11-24T09:15:00 logs away", "2026-11-24T13:00:00 logs back"])
  }

  @Test func `A step of the plan that is carried out again changes nothing`() throws {
    var rehearsal = try ReadyCouncil.clocked(
      [
        CoverClockTests.start, "day 2 08:00 hos is away until day 2 12:00",
        "day 2 13:00 facilitator seats p30 in data", "day 2 13:01 facilitator seats p7 in data",
        "day 2 14:00 facilitator seats p30 in hos", "day 2 15:00 facilitator seats p3 in hos",
        "day 2 16:00 facilitator resumes",
      ].dropLast())
    for line in ["lets go on leave p3 number 1", "lets go on leave p5 number 2"] {
      #expect(try rehearsal.events(of: "day 2 17:00 clock \(line)") == [], "\(line)")
    }
  }

  @Test func `The script of a log gives the same rehearsal again`() throws {
    try ReadyCouncil.clocked([
      #"day 1 08:00 facilitator seats p5 in member because "few, of us""#,
      #"day 1 08:10 facilitator leaves empty dcs because "late""#, "day 1 08:20 dcs deputises",
      CoverClockTests.start, "day 1 10:00 dcs hands back",
      "day 1 10:05 facilitator deputises as dcs",
      #"day 1 11:00 data is away until day 2 15:00 because "at \"court\"""#,
      "day 1 11:05 facilitator is away as dcs", "day 1 12:00 facilitator is back as dcs",
      "day 1 12:05 facilitator hands back as dcs",
      "day 1 13:00 facilitator lets the computer play dcs",
      "day 2 10:00 hos deputises", "day 2 11:00 data is back", "day 4 09:00 hos hands back",
      "day 5 09:00 facilitator ends",
    ]).checkScript(ReadyCouncil.yaml)
  }
}
