import RehearsalCore
import RehearsalTestSupport
import Testing

/// What becomes of the calendar when the inspectorate rings late or puts off the visit.
@Suite struct PutOffTests {
  private static let started = "day 1 09:00 facilitator starts"

  private func dates(_ rehearsal: MemoryRehearsal, seenBy role: String? = nil) throws -> [String] {
    let state = try role.map { try rehearsal.view($0).state } ?? rehearsal.state
    let timeline = state[Timeline.self]
    return timeline.milestones.values.map { $0.planned.text() }
      + timeline.deadlines.values.map { $0.due.text() }
  }

  private func moved(_ date: String, _ rehearsal: MemoryRehearsal) throws -> String {
    rehearsal.state.moved(try #require(Moment(text: date))).text()
  }

  @Test func `All that lies behind moves by as many working days, at its own time of day`() throws {
    let rehearsal = try SmallCouncil.rehearsal([
      PutOffTests.started, "day 1 09:15 clock reaches notification",
      "day 2 10:00 facilitator puts off fieldwork-start to day 10 10:00",
    ])
    // From Monday 30 November at nine to Wednesday 2 December at ten: two working days.
    #expect(try moved("2026-11-27T17:00:00", rehearsal) == "2026-11-27T17:00:00")
    #expect(try moved("2026-11-30T09:00:00", rehearsal) == "2026-12-02T10:00:00")
    #expect(try moved("2026-11-30T12:00:00", rehearsal) == "2026-12-02T12:00:00")
    #expect(try moved("2026-12-04T17:00:00", rehearsal) == "2026-12-08T17:00:00")
    let all = try dates(rehearsal)
    #expect(all.contains("2026-12-02T10:00:00") && !all.contains("2026-11-30T09:00:00"))
    // What a later event says already counts it.
    let last = try #require(rehearsal.events.last)
    let said = try #require(Moment(text: "2026-12-02T10:00:00"))
    #expect(rehearsal.state.moved(said, since: last.n) == said)
  }

  @Test func `A call that comes late leaves what is due on its day where it stands`() throws {
    var clocked = ClockedRehearsal(
      try SmallCouncil.rehearsal([
        PutOffTests.started, "day 1 09:05 facilitator puts off notification to day 1 10:20",
      ]))
    try clocked.carryOutDue(until: try #require(Moment(text: "2026-11-23T10:19:00")))
    #expect(clocked.rehearsal.state[Timeline.self].milestones.isEmpty)
    try clocked.carryOutDue(until: try #require(Moment(text: "2026-11-23T10:20:00")))
    let all = try dates(clocked.rehearsal)
    #expect(all.first == "2026-11-23T10:20:00" && all.contains("2026-11-24T12:00:00"))
    let call = try #require(clocked.rehearsal.state[Communication.self].cascades.values.first)
    #expect(call.activated?.text() == "2026-11-23T10:20:00")
  }

  @Test func `Before the call nobody but the facilitator learns of it; then everybody has it`()
    throws
  {
    var rehearsal = try SmallCouncil.rehearsal([
      PutOffTests.started,
      "day 1 09:05 facilitator puts off fieldwork-start to day 9 09:00",
    ])
    #expect(try rehearsal.view("dcs").shown.count == 1)
    #expect(try rehearsal.view("dcs").state[Timeline.self].delays.isEmpty)
    try rehearsal.play("day 1 09:15 clock reaches notification")
    #expect(try dates(rehearsal, seenBy: "dcs") == dates(rehearsal))
    #expect(try dates(rehearsal, seenBy: "dcs").contains("2026-12-01T09:00:00"))
  }

  @Test func `Two delays follow each other`() throws {
    let rehearsal = try SmallCouncil.rehearsal([
      PutOffTests.started, "day 1 09:15 clock reaches notification",
      "day 2 10:00 facilitator puts off fieldwork-start to day 9 09:00",
      "day 2 10:00 facilitator puts off fieldwork-start to day 10 09:00",
    ])
    #expect(try moved("2026-11-30T09:00:00", rehearsal) == "2026-12-02T09:00:00")
    #expect(try moved("2026-12-11T14:00:00", rehearsal) == "2026-12-15T14:00:00")
  }

  @Test func `A deadline that was put off is missed at its new time`() throws {
    var clocked = ClockedRehearsal(
      try SmallCouncil.rehearsal([
        PutOffTests.started, "day 1 09:15 clock reaches notification",
        "day 1 10:00 facilitator puts off setup-meeting to day 3 10:00",
      ]))
    try clocked.carryOutDue(until: try #require(Moment(text: "2026-11-25T11:59:00")))
    #expect(clocked.rehearsal.state[Timeline.self].deadlines[.known("rooms")]?.missed == nil)
    try clocked.carryOutDue(until: try #require(Moment(text: "2026-11-25T12:00:00")))
    let rooms = try #require(
      clocked.rehearsal.state[Timeline.self].deadlines[.known("rooms")])
    #expect(rooms.missed?.text() == "2026-11-25T12:00:00")
    #expect(rooms.due == rooms.missed)
  }

  @Test func `Each phase sets the pace that the scenario gives it, where the start said so`()
    throws
  {
    let yaml = try SmallCouncil.yaml(
      replacing: "timeline:\n", with: "timeline:\n  paces: [{ phase: fieldwork, pace: x60 }]\n")
    for (start, expected) in [("", Pace.stepped), (" by-phase yes", .times(60))] {
      let rehearsal = try SmallCouncil.rehearsal(
        yaml, [PutOffTests.started + start, "day 8 09:00 clock begins fieldwork"])
      #expect(rehearsal.state[Timeline.self].pace == expected)
    }
  }

  @Test(arguments: [
    ("2026-11-23T09:00:00", 60, "2026-11-23T10:00:00"),
    ("2026-11-23T16:30:00", 60, "2026-11-24T09:30:00"),
    ("2026-11-27T16:59:00", 1, "2026-11-30T09:00:00"),
    ("2026-11-28T12:00:00", 0, "2026-11-30T09:00:00"),
    ("2026-12-24T17:00:00", 481, "2026-12-30T09:01:00"),
    ("2026-11-23T20:00:00", 5, "2026-11-24T09:05:00"),
  ])
  func `Working hours alone pass where the pace says so`(
    _ start: String, _ minutes: Int, _ end: String
  ) throws {
    let begin = try #require(Moment(text: start))
    let rehearsal = try SmallCouncil.rehearsal([
      "\(start.prefix(16)) facilitator starts pace working-x1"
    ])
    let wall = WallMoment(microseconds: (begin + .minutes(minutes)).microseconds)
    let now = rehearsal.state[Timeline.self].now(at: wall, rehearsal.plan.calendar)
    #expect(now?.text() == end)
  }
}
