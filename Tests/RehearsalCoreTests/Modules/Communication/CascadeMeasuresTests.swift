import RehearsalCore
import RehearsalTestSupport
import Testing

/// What a message is worth in figures, each counted by hand on a council of ten.
///
///     09:15 set out: 1 knows      09:40 chief, by the deputy: 6
///     09:20 ad: 2                 09:50 a message for member
///     09:22 chief does not answer 10:20 two more carers: 8
///     09:30 two carers: 4         10:50 member, late: 9
///     09:35 coord: 5              11:00 the last carer, late: 10
@Suite struct CascadeMeasuresTests {
  private static let morning = [
    "day 1 09:00 facilitator starts",
    "day 1 09:20 dcs tells ad about call facts what,when",
    "day 1 09:22 dcs rings chief about call",
    "day 1 09:23 dcs gets no answer from chief about call",
    "day 1 09:30 ad reports carers about call told 2",
    "day 1 09:35 ad tells coord about call facts what",
    "day 1 09:40 dcs tells chief about call via deputy",
    "day 1 09:50 chief leaves a message for member about call",
    "day 1 10:20 ad reports carers about call told 4",
    "day 1 10:50 chief tells member about call",
    "day 1 11:00 ad reports carers about call told 5",
  ]

  private func rehearsal(_ lines: [String]) throws -> MemoryRehearsal {
    try ClockedRehearsal(yaml: SmallCouncil.yaml, script: lines.joined(separator: "\n")).rehearsal
  }

  private func figures(_ lines: [String]) throws -> [String] {
    try rehearsal(lines).board("call").facts(of: "cascade_call_facts")
  }

  @Test func `The whole morning gives these figures and no others`() throws {
    let measures = try rehearsal(CascadeMeasuresTests.morning).board("call").measures
    #expect(measures.people == 10)
    #expect(measures.reached == 10)
    #expect(measures.confirmed == 10)
    #expect(measures.confirmedLate == 2)
    #expect(measures.unreachable == 0)
    #expect(measures.to50 == .minutes(20))
    #expect(measures.to90 == .minutes(95))
    #expect(measures.to100 == .minutes(105))
    #expect(measures.first?.text() == "2026-11-23T09:20:00")
    #expect(measures.last?.text() == "2026-11-23T11:00:00")
    #expect(measures.attempts == 1 + 2 + 1 + 3 + 2)
    #expect(measures.stalls == 0)
    #expect(measures.checked == 2)
    #expect(measures.inFull == 1)
    #expect(measures.factsRepeated == 3)
    #expect(measures.factsAsked == 4)
    #expect(
      measures.levels.map { "\($0.level): \($0.factsRepeated) of \($0.factsAsked)" }
        == ["1: 2 of 2", "2: 1 of 2"])
  }

  @Test(arguments: [
    (1, 1, 1, 0), (2, 2, 2, 1), (3, 2, 2, 2), (4, 2, 2, 2), (5, 4, 4, 3), (6, 5, 5, 4),
    (7, 6, 6, 5), (8, 7, 6, 6), (9, 9, 8, 7), (10, 9, 9, 8), (11, 10, 10, 9),
  ])
  func `After each line so many are reached, so many have confirmed, after so many tries`(
    _ lines: Int, _ reached: Int, _ confirmed: Int, _ attempts: Int
  ) throws {
    var clocked = ClockedRehearsal(try SmallCouncil.rehearsal())
    for line in CascadeMeasuresTests.morning.prefix(lines) { try clocked.play(line) }
    try clocked.carryOutDue(until: try #require(Moment(text: "2026-11-23T09:15:00")))
    let measures = try clocked.rehearsal.board("call").measures
    #expect(measures.reached == reached)
    #expect(measures.confirmed == confirmed)
    #expect(measures.attempts == attempts)
  }

  @Test func `The board says the figures, with each target met, missed or met late`() throws {
    #expect(
      try figures(CascadeMeasuresTests.morning) == [
        "Sent: 2026-11-23T09:15:00", "Target: 50% told by: 2026-11-23T09:45:00",
        "Target: 50% told: [done] Met, 23 November 2026 at 9:35am",
        "Target: 90% told by: 2026-11-23T10:15:00",
        "Target: 90% told: [late] Met late, 23 November 2026 at 10:50am",
        "Target: everyone told by: 2026-11-23T10:45:00",
        "Target: everyone told: [late] Met late, 23 November 2026 at 11am", "Reached: 10",
        "Confirmed: 10", "Confirmed late: 2", "Unreachable: 0", "Time to 50%: 20m",
        "Time to 90%: 1h35m", "Time to everyone: 1h45m", "First told: 2026-11-23T09:20:00",
        "Last told: 2026-11-23T11:00:00", "Tries in all: 9", "Stalls: 0",
      ])
    let missed = try figures(Array(CascadeMeasuresTests.morning.prefix(10)))
    #expect(missed.contains("Target: everyone told: [problem] Missed"))
    #expect(missed.contains("Time to everyone: –"))
    let open = try figures(Array(CascadeMeasuresTests.morning.prefix(2)))
    #expect(open.contains("Target: 50% told: [neutral] Open"))
    #expect(open.contains("Time to 50%: –"))
  }

  @Test func `A target met at the very moment it falls due is met`() throws {
    let inTime = [
      "day 1 09:00 facilitator starts", "day 1 09:20 dcs tells ad about call",
      "day 1 09:45 ad reports carers about call told 3",
    ]
    let figures = try figures(inTime)
    #expect(
      figures.contains("Target: 50% told: [done] Met, 23 November 2026 at 9:45am"))
    #expect(figures.contains("Confirmed late: 0"))
  }

  @Test func `Of a group given up part of the way, only the rest is unreachable`() throws {
    let measures = try rehearsal(
      Array(CascadeMeasuresTests.morning.prefix(5)) + [
        #"day 1 09:40 ad cannot reach carers about call because "no list""#,
        #"day 1 09:41 dcs cannot reach chief about call because "abroad""#,
      ]
    ).board("call").measures
    #expect(measures.confirmed == 4)
    #expect(measures.unreachable == 3 + 1)
    #expect(measures.reached == 4)
  }

  @Test func `Before anybody is told there is no first, no last and no time to all`() throws {
    let measures = try SmallCouncil.rehearsal(SmallCouncil.called).board("call").measures
    #expect(measures.first == nil && measures.last == nil)
    #expect(measures.to50 == nil && measures.to90 == nil && measures.to100 == nil)
    #expect(measures.people == 10 && measures.confirmed == 1 && measures.attempts == 0)
  }

  private func fidelity(_ lines: [String]) throws -> [String] {
    let board = try SmallCouncil.rehearsal(SmallCouncil.called + lines).board("call")
    return board.facts(of: "cascade_call_fidelity")
      + board.rows(of: "cascade_call_levels").map { $0.joined(separator: ": ") }
  }

  @Test func `What nobody checked is said to be unchecked, not guessed`() throws {
    #expect(
      try fidelity(["day 1 09:20 dcs tells ad about call"]) == [
        "Came back in full: 0 of 0 checked", "Key facts repeated back: 0 of 0",
        "Target: 50% come back in full: [neutral] Nothing checked",
      ])
  }

  @Test func `Facts count when ticked off at once, afterwards, and once each`() throws {
    let told = [
      "day 1 09:20 dcs tells ad about call facts when,what",
      "day 1 09:25 dcs tells chief about call facts what,what",
      "day 1 09:30 ad tells coord about call",
    ]
    #expect(
      try fidelity(told) == [
        "Came back in full: 1 of 2 checked", "Key facts repeated back: 3 of 4",
        "Target: 50% come back in full: [done] Met", "1: 3 of 4",
      ])
    let later = [
      "day 1 09:40 dcs hears back from chief about call facts what,when",
      "day 1 09:45 ad hears back from coord about call",
    ]
    #expect(
      try fidelity(told + later) == [
        "Came back in full: 2 of 3 checked", "Key facts repeated back: 4 of 6",
        "Target: 50% come back in full: [done] Met", "1: 4 of 4", "2: 0 of 2",
      ])
    #expect(
      try fidelity(told + ["day 1 09:50 dcs hears back from ad about call facts what"]) == [
        "Came back in full: 0 of 2 checked", "Key facts repeated back: 2 of 4",
        "Target: 50% come back in full: [problem] Not met", "1: 2 of 4",
      ])
  }

  @Test func `A message without key facts says nothing of fidelity`() throws {
    let board = try SmallCouncil.rehearsal(
      SmallCouncil.whole + [
        "day 1 10:00 ad activates briefing", "day 1 10:01 ad tells coord about briefing",
      ]
    ).board("briefing")
    #expect(board.facts(of: "cascade_briefing_fidelity").isEmpty)
    #expect(board.measures.checked == 0)
  }
}
