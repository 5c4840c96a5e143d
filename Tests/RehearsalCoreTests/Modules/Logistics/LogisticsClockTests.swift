import RehearsalCore
import RehearsalTestSupport
import Testing

/// What time alone does to checklists: due times come with the call, and pass.
@Suite struct LogisticsClockTests {
  private static let quiet = [
    "day 1 09:00 facilitator starts", "day 3 18:00 facilitator pauses",
  ]

  private func overdue(_ lines: [String]) throws -> [String] {
    try ReadyCouncil.clocked(lines).events.compactMap { recorded in
      (recorded.event as? ItemOverdue).map {
        "\(recorded.at.text()) \($0.line.item) \($0.line.owner?.text ?? "-")"
      }
    }
  }

  @Test func `Due times come with the call, once, and not a minute before`() throws {
    let before = try ReadyCouncil.clocked([
      "day 1 09:00 facilitator starts", "day 1 09:14 facilitator pauses",
    ])
    #expect(!before.state[Logistics.self].isDated)
    let acts = ReadyCouncil.clockActs(
      try ReadyCouncil.clocked(LogisticsClockTests.quiet), of: "logistics")
    #expect(acts.count { $0.contains("logistics.dates-set") } == 1)
    #expect(acts.first?.hasPrefix("2026-11-23T09:15:00 logistics.dates-set") == true)
  }

  @Test func `What is not done when it is due is noticed, each once and in order`() throws {
    #expect(
      try overdue(LogisticsClockTests.quiet) == [
        "2026-11-24T12:00:00 room logs", "2026-11-24T12:00:00 parking logs",
        "2026-11-25T12:00:00 cupboard logs", "2026-11-25T17:00:00 log-ins data",
      ])
  }

  @Test func `What is done or does not apply is never overdue; what is blocked is`() throws {
    #expect(
      try overdue([
        "day 1 09:00 facilitator starts", "day 1 10:00 logs finishes parking",
        #"day 1 10:00 logs sets aside room because "none""#,
        #"day 1 10:00 data is blocked on log-ins because "x""#,
        "day 2 10:00 logs sets about cupboard", "day 3 18:00 facilitator pauses",
      ]) == ["2026-11-25T12:00:00 cupboard logs", "2026-11-25T17:00:00 log-ins data"])
  }

  @Test func `What is reopened is overdue at its time, or at once where that is over`() throws {
    #expect(
      try overdue([
        "day 1 09:00 facilitator starts", "day 1 10:00 logs finishes parking",
        #"day 1 10:00 logs sets aside room because "none""#,
        #"day 1 11:00 logs reopens parking because "a skip""#,
        #"day 2 15:00 logs reopens room because "needed""#, "day 2 15:01 logs sets about room",
        "day 2 16:00 facilitator pauses",
      ]) == ["2026-11-24T12:00:00 parking logs", "2026-11-24T15:00:00 room logs"])
  }

  @Test func `What was done late, and is reopened, is overdue without being noticed again`() throws
  {
    let lines = [
      "day 1 09:00 facilitator starts", "day 2 13:00 logs finishes parking",
      #"day 2 14:00 logs reopens parking because "a skip""#, "day 2 15:00 facilitator pauses",
    ]
    #expect(try overdue(lines).filter { $0.contains("parking") }.count == 1)
    let rehearsal = try ReadyCouncil.clocked(lines)
    #expect(LogisticsMeasures(rehearsal.state).overdue == 2)
    #expect(LogisticsMeasures(rehearsal.state).doneLate == 0)
  }

  @Test func `What is put off is due later, on boards and for the clock`() throws {
    let lines = [
      "day 1 09:00 facilitator starts",
      #"day 1 15:00 facilitator puts off setup-meeting to day 4 10:00 because "snow""#,
    ]
    #expect(
      try overdue(lines + ["day 4 11:00 logs finishes parking", "day 5 18:00 facilitator pauses"])
        == [
          "2026-11-26T12:00:00 room logs", "2026-11-27T12:00:00 cupboard logs",
          "2026-11-27T17:00:00 log-ins data",
        ])
    let rehearsal = try ReadyCouncil.clocked(lines + ["day 4 11:00 logs finishes parking"])
    for role in [nil, "dcs", "data"] as [String?] {
      let board = try rehearsal.soleBoard(LogisticsBoard.self, seenBy: role)
      #expect(board.rows(of: "logistics-list-1").map { $0[2] }.first == "2026-11-26T12:00:00")
      #expect(board.rows(of: "logistics-list-3").map { $0[3] }.last == "[done] Done")
    }
    #expect(LogisticsMeasures(rehearsal.state).doneInTime == 1)
  }

  @Test func `Put off before the call, the due times are set for the later call`() throws {
    let rehearsal = try ReadyCouncil.clocked([
      "day 1 09:00 facilitator starts",
      "day 1 09:01 facilitator puts off notification to day 2 09:15",
      "day 2 10:00 logs sets about room", "day 4 18:00 facilitator pauses",
    ])
    let acts = ReadyCouncil.clockActs(rehearsal, of: "logistics").map { $0.prefix(40) }
    #expect(
      acts == [
        "2026-11-24T09:15:00 logistics.dates-set ", "2026-11-25T12:00:00 logistics.item-overd",
        "2026-11-25T12:00:00 logistics.item-overd", "2026-11-26T12:00:00 logistics.item-overd",
        "2026-11-26T17:00:00 logistics.item-overd",
      ])
  }

  @Test func `A rehearsal that starts after its call catches up`() throws {
    let rehearsal = try ReadyCouncil.clocked([
      "day 2 13:00 facilitator starts", "day 2 13:05 logs finishes parking",
    ])
    let acts = ReadyCouncil.clockActs(rehearsal, of: "logistics").map { $0.prefix(39) }
    #expect(acts.count == 3)
    #expect(acts.allSatisfy { $0.hasPrefix("2026-11-24T13:00:00 ") })
    #expect(LogisticsMeasures(rehearsal.state).doneLate == 1)
  }

  @Test func `The script of a log gives the same rehearsal again`() throws {
    try ReadyCouncil.clocked([
      "day 1 09:00 facilitator starts", "day 1 10:00 logs sets about room",
      #"day 1 10:05 data is blocked on log-ins because "no \"licences\"""#,
      #"day 1 11:00 facilitator hands over parking to dcs because "at court""#,
      #"day 2 11:00 logs finishes room proof "photo, of 7""#, "day 2 13:00 dcs finishes parking",
      #"day 2 13:30 dcs reopens parking because "a skip""#,
      #"day 2 14:00 logs sets aside cupboard because "none""#,
      #"day 3 15:00 logs reopens cupboard because "found one""#, "day 3 18:00 facilitator ends",
    ]).checkScript(ReadyCouncil.yaml)
  }
}
