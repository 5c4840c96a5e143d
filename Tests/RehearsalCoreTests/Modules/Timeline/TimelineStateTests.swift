import RehearsalCore
import RehearsalTestSupport
import Testing

/// What the clock of a rehearsal says, and what it lets through.
@Suite struct TimelineStateTests {
  private static let started = "day 1 09:00 facilitator starts"

  /// The time in the story when the room's clock shows `time` on day 1.
  private func now(_ time: String, after lines: String...) throws -> String? {
    let rehearsal = try SmallCouncil.rehearsal(lines)
    let moment = try #require(Moment(text: "2026-11-23T\(time)"))
    let wall = WallMoment(microseconds: moment.microseconds)
    return rehearsal.state[Timeline.self].now(at: wall, rehearsal.plan.calendar)?.text()
  }

  @Test func `A clock that stands says no time of its own`() throws {
    let running = TimelineStateTests.started + " pace x60"
    #expect(try now("09:10:00") == nil)
    #expect(try now("09:10:00", after: TimelineStateTests.started) == nil)
    #expect(try now("09:10:00", after: running, "day 1 09:05 facilitator pauses") == nil)
    #expect(
      try now("09:10:00", after: running, "day 1 09:05 coord stops for a real incident") == nil)
    #expect(try now("09:10:00", after: running, "day 1 09:05 facilitator ends") == nil)
    #expect(
      try now("09:10:00", after: running, "day 1 09:05 facilitator sets the pace to stepped")
        == nil)
  }

  @Test func `A clock that runs counts from where it was set going, at its pace`() throws {
    let start = TimelineStateTests.started
    #expect(try now("09:10:00", after: start + " pace real-time") == "2026-11-23T09:10:00")
    #expect(try now("09:10:00.5", after: start + " pace x60") == "2026-11-23T19:00:30")
    #expect(try now("09:01:00", after: start + " pace x60000") == "2027-01-04T01:00:00")
  }

  @Test func `After a pause the clock goes on from where it stood`() throws {
    let lines = [
      TimelineStateTests.started + " pace x60", "day 1 09:30 facilitator pauses",
      "day 1 10:00 facilitator resumes",
    ]
    #expect(try now("10:00:30", after: lines[0], lines[1], lines[2]) == "2026-11-23T10:30:00")
  }

  @Test func `Another pace counts from the moment it was set`() throws {
    #expect(
      try now(
        "09:40:00", after: TimelineStateTests.started + " pace x60",
        "day 1 09:30 facilitator sets the pace to x2") == "2026-11-23T09:50:00")
  }

  @Test func `A clock that was put forward counts from there`() throws {
    #expect(
      try now(
        "09:31:00", after: TimelineStateTests.started + " pace x60",
        "day 1 09:30 facilitator moves to day 3 08:00") == "2026-11-25T09:00:00")
  }

  @Test func `A clock of the room that jumped back holds, and one far ahead stops at the edge`()
    throws
  {
    #expect(
      try now("08:00:00", after: TimelineStateTests.started + " pace x60")
        == "2026-11-23T09:00:00")
    let rehearsal = try SmallCouncil.rehearsal([TimelineStateTests.started + " pace x60000"])
    let last = rehearsal.state[Timeline.self].now(
      at: WallMoment(microseconds: .max), rehearsal.plan.calendar)
    #expect(last?.text() == "9999-12-31T23:59:59.999999")
  }

  @Test(arguments: [
    "", "x", "x0", "x-1", "x01", "x60001", "x99999999999999999999", "X60", "60", "x1.5", "x 60",
    "fast", "Stepped", "real time", "realtime", "x60 ", " x60",
  ])
  func `What is no pace is refused`(_ text: String) {
    #expect(Pace(text: text) == nil)
  }

  @Test(arguments: [
    ("stepped", "stepped", "step by step"), ("real-time", "real-time", "in real time"),
    ("x1", "real-time", "in real time"), ("x60", "x60", "60 times as fast as real time"),
    ("x60000", "x60000", "60000 times as fast as real time"),
  ])
  func `A pace is read, written and said`(_ text: String, _ written: String, _ said: String) throws
  {
    let pace = try #require(Pace(text: text))
    #expect(pace.text() == written)
    #expect(pace.words == said)
  }

  /// A line of each of Communication's commands, all of which are refused for the clock's reasons
  /// before their own are looked at.
  static let acts = [
    "dcs activates briefing", "dcs rings ad about call", "dcs gets no answer from ad about call",
    "dcs leaves a message for ad about call", "dcs tells ad about call", "ad confirms call",
    "dcs hears back from ad about call facts what",
    #"dcs cannot reach ad about call because "away""#, "dcs takes over the calls of ad about call",
    "ad reports carers about call told 2", "clock notices a stall at ad about call",
    "clock judges the target of call share 50",
  ]

  @Test func `Every command of the communication tree is among those acts`() throws {
    let reader = try SmallCouncil.rehearsal().reader
    let names = try TimelineStateTests.acts.map {
      "\(type(of: try reader.read($0, at: .nowhere).get().command).name)"
    }
    #expect(names == Communication.commands.map { "\($0.name)" })
  }

  @Test(arguments: [
    ([], "timeline.not-started"),
    ([started, "day 1 09:30 facilitator pauses"], "timeline.paused"),
    ([started, "day 1 09:30 dcs stops for a real incident"], "timeline.stopped"),
    ([started, "day 1 09:30 facilitator ends"], "timeline.ended"),
  ])
  func `Nobody passes anything on unless the clock runs`(_ lines: [String], _ code: String) throws {
    for act in TimelineStateTests.acts {
      var rehearsal = try SmallCouncil.rehearsal(lines)
      #expect(try rehearsal.refusal("day 1 10:00 \(act)").code == code, "\(act)")
    }
  }

  @Test func `Before the call nobody can read when anything will be`() throws {
    let rehearsal = try SmallCouncil.rehearsal([TimelineStateTests.started])
    let board = try rehearsal.timelineBoard()
    #expect(board.dates.isEmpty && board.deadlines.isEmpty && board.phase == nil)
    #expect(try !rehearsal.digest.contains("2026-11-2"))
  }

  @Test func `Saying early that something is done does not give its date away`() throws {
    var rehearsal = try SmallCouncil.rehearsal([TimelineStateTests.started])
    _ = try rehearsal.say("day 1 09:05 coord meets data-due")
    #expect(try rehearsal.timelineBoard().deadlines.isEmpty)
    #expect(try !rehearsal.digest.contains("2026-11-24"))
  }

  @Test func `Every date on the board comes, and every deadline is met or missed`() throws {
    var clocked = ClockedRehearsal(try SmallCouncil.rehearsal())
    try clocked.play(
      """
      day 1 09:00 facilitator starts
      day 1 11:00 coord meets rooms
      """)
    try clocked.carryOutDue(until: try #require(Moment(text: "2027-06-01T00:00:00")))
    let board = try clocked.rehearsal.timelineBoard()
    #expect(board.dates.count == 9 && board.dates.allSatisfy(\.reached))
    #expect(
      board.deadlines.map(\.standing) == [
        "met", "missed", "missed", "missed", "missed", "missed", "missed",
      ])
    #expect(board.phase == "Response")
  }

  @Test func `A phase that began stays in the list, and the last one is where we are`() throws {
    let rehearsal = try SmallCouncil.rehearsal([
      TimelineStateTests.started, "day 1 09:15 clock begins offsite-week",
      "day 8 09:00 clock begins fieldwork",
    ])
    let phases = rehearsal.state[Timeline.self].phases
    #expect(phases.keys.map(\.text) == ["offsite-week", "fieldwork"])
    #expect(
      phases.values.map { $0.began.text() } == ["2026-11-23T09:15:00", "2026-11-30T09:00:00"])
    #expect(try rehearsal.timelineBoard().phase == "Fieldwork")
  }
}
