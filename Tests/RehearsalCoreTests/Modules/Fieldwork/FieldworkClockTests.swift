import RehearsalCore
import RehearsalTestSupport
import Testing

/// What time alone does to fieldwork, also where something was put off.
@Suite struct FieldworkClockTests {
  private func clocked(_ script: String, _ yaml: String = HostCouncil.yaml) throws
    -> MemoryRehearsal
  {
    try ClockedRehearsal(yaml: yaml, script: script).rehearsal
  }

  private func happened(_ rehearsal: MemoryRehearsal, _ name: String) -> [String] {
    rehearsal.events.filter { $0.event.map { "\(type(of: $0).name)" == name } ?? false }
      .map { $0.at.text() }
  }

  @Test func `With the call the inspectors and the timetable become known, once`() throws {
    let rehearsal = try clocked("day 1 09:00 facilitator starts\nday 1 12:00 facilitator ends")
    #expect(happened(rehearsal, "fieldwork.roster-set") == ["2026-11-23T09:15:00"])
    #expect(happened(rehearsal, "fieldwork.timetable-set") == ["2026-11-23T09:15:00"])
    #expect(happened(rehearsal, "audits.round-opened") == ["2026-11-23T09:15:00"])
    var again = try HostCouncil.rehearsal(HostCouncil.called)
    #expect(try again.events(of: "day 1 09:16 clock makes the timetable known") == [])
    #expect(try again.events(of: "day 1 09:16 clock makes the audit rounds known") == [])
  }

  @Test func `A meeting of which nobody says anything is noted once it is over, and only once`()
    throws
  {
    let quiet = "day 1 09:00 facilitator starts\nday 11 12:00 facilitator ends"
    let rehearsal = try clocked(quiet)
    #expect(
      happened(rehearsal, "fieldwork.meeting-unrecorded") == [
        "2026-11-25T10:31:00", "2026-12-02T10:46:00",
      ])
    let board = try #require(try rehearsal.board(TimetableBoard.self, seenBy: "hos"))
    #expect(board.rows(of: "timetable-2026-11-25").first?[6] == "[at-risk] Not recorded yet")
    #expect(FieldworkMeasures(rehearsal.state).unrecorded == 2)
  }

  @Test(arguments: [
    "day 3 10:00 dcs holds meeting interview",
    // In its last minute, which is no delay.
    "day 3 10:30 dcs holds meeting interview",
    #"day 3 10:00 dcs misses meeting interview because "ill""#,
    #"day 2 10:00 dcs cancels meeting interview because "ill""#,
    #"day 2 10:00 dcs moves meeting interview to day 9 10:00 because "ill""#,
  ])
  func `Nothing is noted of a meeting that was held, missed, cancelled or moved`(
    _ line: String
  ) throws {
    let rehearsal = try clocked(
      "day 1 09:00 facilitator starts\n\(line)\nday 8 12:00 facilitator ends")
    #expect(happened(rehearsal, "fieldwork.meeting-unrecorded") == [])
  }

  @Test func `Moved after it was noted, a meeting is noted again at its new end`() throws {
    let rehearsal = try clocked(
      """
      day 1 09:00 facilitator starts
      day 4 09:00 dcs moves meeting interview to day 5 10:00 because "nobody rang"
      day 5 12:00 facilitator ends
      """)
    #expect(
      happened(rehearsal, "fieldwork.meeting-unrecorded") == [
        "2026-11-25T10:31:00", "2026-11-27T11:01:00",
      ])
  }

  @Test func `When the arrival is put off, meetings, days and publication go with it`() throws {
    let rehearsal = try clocked(
      """
      day 1 09:00 facilitator starts
      day 2 09:00 facilitator puts off fieldwork-start to day 15 09:00
      day 2 09:30 dcs books meeting second title "Second" at day 16 10:00 with dcs inspectors lead
      day 90 12:00 facilitator ends
      """)
    // What was planned moves by five working days; what was booked afterwards stands as booked.
    #expect(
      happened(rehearsal, "fieldwork.meeting-unrecorded") == [
        "2026-11-25T10:31:00", "2026-12-08T10:46:00", "2026-12-09T10:46:00",
      ])
    let board = try #require(try rehearsal.board(TimetableBoard.self, seenBy: "hos"))
    #expect(board.lines.map { $0.at.date.text() }.contains("2026-12-07"))
    // The inspector who comes on Wednesdays is there on the next one.
    #expect(board.lines.flatMap(\.clashes) == [])
    let roster = try #require(try rehearsal.board(InspectorsBoard.self))
    #expect(roster.inspectors[1].from.text() == "2026-12-08T09:00:00")
    #expect(happened(rehearsal, "fieldwork.judgements-published").count == 1)
    #expect(
      happened(rehearsal, "fieldwork.judgements-published")
        == rehearsal.events.compactMap {
          ($0.event as? MilestoneReached)?.milestone == .known("publication") ? $0.at.text() : nil
        })
  }

  @Test func `A sample that inspectors drew early is not drawn again`() throws {
    let rehearsal = try clocked(
      """
      day 1 09:00 facilitator starts
      day 2 09:00 inspector:lead draws the sample draw
      day 5 12:00 facilitator ends
      """)
    #expect(
      happened(rehearsal, "fieldwork.sample-drawn") == [
        "2026-11-24T09:00:00", "2026-11-26T12:00:00",
      ])
  }

  @Test func `A report that the facilitator published is not published again`() throws {
    let rehearsal = try clocked(
      """
      day 1 09:00 facilitator starts
      day 20 09:00 facilitator publishes the report
      day 65 12:00 facilitator ends
      """)
    #expect(happened(rehearsal, "fieldwork.judgements-published") == ["2026-12-12T09:00:00"])
  }

  @Test func `Where a scenario says nothing of fieldwork, nothing of it happens`() throws {
    let rehearsal = try ClockedRehearsal(
      yaml: SmallCouncil.yaml,
      script: "day 1 09:00 facilitator starts\nday 65 12:00 facilitator ends"
    ).rehearsal
    let names = rehearsal.events.compactMap { $0.event.map { "\(type(of: $0).name)" } }
    #expect(!names.contains { $0.hasPrefix("fieldwork.") || $0.hasPrefix("audits.") })
    #expect(Fieldwork.boards(rehearsal.state).isEmpty && Audits.boards(rehearsal.state).isEmpty)
  }

  @Test func `Every id that the clock gives is short enough for a log`() throws {
    let long = String(repeating: "a", count: 48)
    let yaml = try HostCouncil.yaml(
      replacing: "id: interview, ", with: "id: \(long), ")
    let rehearsal = try HostCouncil.rehearsal(HostCouncil.called, yaml)
    let step = try #require(Fieldwork.nextDue(rehearsal.state, rehearsal.plan))
    #expect(step.id.utf8.count <= 64)
  }
}
