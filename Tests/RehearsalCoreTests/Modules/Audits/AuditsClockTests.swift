import RehearsalCore
import RehearsalTestSupport
import Testing

/// What time alone does to a round of audits.
@Suite struct AuditsClockTests {
  private func overdue(_ script: String, _ yaml: String = HostCouncil.yaml) throws -> [String] {
    try ClockedRehearsal(yaml: yaml, script: script).rehearsal.events.compactMap { recorded in
      (recorded.event as? RoundOverdue).map { "\(recorded.at.text()) \($0.missing) of \($0.title)" }
    }
  }

  @Test func `What is not graded when a round falls due is noted, once`() throws {
    #expect(
      try overdue("day 1 09:00 facilitator starts\nday 9 12:00 facilitator ends") == [
        "2026-11-26T17:00:00 3 of First round"
      ])
  }

  @Test func `A round that is graded in time is not noted`() throws {
    #expect(
      try overdue(
        """
        day 1 09:00 facilitator starts
        day 2 09:00 ad grades case case-01 as good
        day 2 09:01 hos grades case case-02 as good
        day 2 09:02 hos grades case case-03 as good
        day 9 12:00 facilitator ends
        """) == [])
  }

  @Test func `A round is due later when what lies before it is put off`() throws {
    #expect(
      try overdue(
        """
        day 1 09:00 facilitator starts
        day 1 12:00 facilitator puts off audits-due to day 4 17:00
        day 9 12:00 facilitator ends
        """) == ["2026-11-27T17:00:00 3 of First round"])
  }

  @Test func `Graded after its time a case is late, and before it is not`() throws {
    let rehearsal = try ClockedRehearsal(
      yaml: HostCouncil.yaml,
      script: """
        day 1 09:00 facilitator starts
        day 4 17:00 ad grades case case-01 as good
        day 4 17:01 hos grades case case-02 as good
        """
    ).rehearsal
    let board = try #require(try rehearsal.board(AuditsBoard.self))
    #expect(board.cases.map(\.isLate) == [false, true, false])
  }

  @Test func `Rounds that only the framework asks for are planned and not rehearsed`() throws {
    let rehearsal = try ClockedRehearsal(
      yaml: SmallCouncil.yaml,
      script: "day 1 09:00 facilitator starts\nday 9 12:00 facilitator ends"
    ).rehearsal
    #expect(rehearsal.plan.steps.contains { $0.id == "audit-council-audits" })
    #expect(Audits.boards(rehearsal.state).isEmpty)
  }
}
