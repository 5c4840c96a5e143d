import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// What time alone does to a message: stalls, and targets that are missed.
@Suite struct CommunicationDueTests {
  private static let called = SmallCouncil.called
  private static let adKnows = called + ["day 1 09:20 dcs tells ad about call"]

  /// The next thing that falls due, as `time command`.
  private func next(_ lines: [String]) throws -> String? {
    let rehearsal = try SmallCouncil.rehearsal(lines)
    return try next(rehearsal)
  }

  private func next(_ rehearsal: MemoryRehearsal) throws -> String? {
    guard let step = Communication.nextDue(rehearsal.state, rehearsal.plan) else { return nil }
    let command = try #require(step.command)
    return "\(step.at.time.text()) \(SentenceWriter.sentence(.clock, command, .log))"
  }

  @Test func `Nothing falls due before a message has set out`() throws {
    #expect(try next([]) == nil)
    #expect(try next(["day 1 09:00 facilitator starts"]) == nil)
  }

  @Test func `Somebody told who rings nobody stalls, unless they try even once`() throws {
    let stall = "09:35 clock notices a stall at dcs about call"
    #expect(try next(CommunicationDueTests.called) == stall)
    for act in [
      "rings ad about call", "gets no answer from ad about call",
      "leaves a message for ad about call", "tells ad about call",
    ] {
      let lines = CommunicationDueTests.called + ["day 1 09:20 dcs \(act)"]
      #expect(try next(lines) != stall, "\(act)")
    }
  }

  @Test func `Somebody whose calls are all made, counted or given up does not stall`() throws {
    let target = "09:45 clock judges the target of call share 50"
    let stall = "09:40 clock notices a stall at ad about call"
    #expect(try next(CommunicationDueTests.adKnows) == stall)
    #expect(
      try next(CommunicationDueTests.adKnows + ["day 1 09:30 ad reports carers about call told 1"])
        == target)
    #expect(
      try next(
        CommunicationDueTests.adKnows + [
          #"day 1 09:30 ad cannot reach carers about call because "no list""#
        ]) == stall)
    #expect(
      try next(
        CommunicationDueTests.adKnows + [
          #"day 1 09:30 ad cannot reach carers about call because "no list""#,
          #"day 1 09:30 ad cannot reach coord about call because "ill""#,
        ]) == target)
    #expect(
      try next(
        CommunicationDueTests.adKnows + ["day 1 09:30 dcs takes over the calls of ad about call"])
        == target)
  }

  @Test func `A stall is noticed once, and counted`() throws {
    var clocked = ClockedRehearsal(try SmallCouncil.rehearsal())
    try clocked.play(
      """
      day 1 09:00 facilitator starts
      day 1 09:50 dcs tells ad about call
      day 1 11:30 dcs tells chief about call
      """)
    let stalls = clocked.rehearsal.events.filter { $0.event is Stalled }
    #expect(stalls.map { $0.at.time.text() } == ["09:35", "10:10"])
    let board = try clocked.rehearsal.board("call")
    #expect(board.measures.stalls == 2)
    #expect(board.facts(of: "cascade_call_facts").contains("Stalls: 2"))
  }

  @Test func `Somebody who steps in has as long to ring as anybody`() throws {
    let lines =
      CommunicationDueTests.adKnows + [
        "day 1 09:25 ad tells coord about call", "day 1 09:28 ad reports carers about call told 5",
        #"day 1 10:30 dcs cannot reach chief about call because "abroad""#,
        "day 1 10:50 coord takes over the calls of chief about call",
      ]
    var rehearsal = try SmallCouncil.rehearsal(lines)
    #expect(try rehearsal.events(of: "day 1 11:09 clock notices a stall at coord about call") == [])
    #expect(
      try rehearsal.events(of: "day 1 11:10 clock notices a stall at coord about call").count == 1)
  }

  @Test func `Targets fall due in their order, each once, whether met late or not`() throws {
    var clocked = ClockedRehearsal(try SmallCouncil.rehearsal())
    try clocked.play(
      """
      day 1 09:00 facilitator starts
      day 1 09:20 dcs tells ad about call
      day 1 09:25 ad tells coord about call
      day 1 10:00 ad reports carers about call told 3
      day 1 12:00 ad reports carers about call told 5
      """)
    let judged = clocked.rehearsal.events.compactMap { recorded -> String? in
      switch recorded.event {
      case let missed as TargetMissed:
        "\(recorded.at.time.text()) \(missed.share) missed, \(missed.told) of \(missed.of)"
      case let met as TargetMet: "\(recorded.at.time.text()) \(met.share) met"
      default: nil
      }
    }
    #expect(
      judged == [
        "09:45 50 missed, 3 of 10", "10:00 50 met", "10:15 90 missed, 6 of 10",
        "10:45 100 missed, 6 of 10",
      ])
  }

  @Test func `Targets of a message sent early or late count from when it set out`() throws {
    var clocked = ClockedRehearsal(try SmallCouncil.rehearsal())
    try clocked.play(
      """
      day 1 09:00 facilitator starts
      day 1 09:05 dcs activates call
      """)
    let state = clocked.rehearsal.state[Communication.self].cascades.values[0]
    #expect(state.targets.map { $0.by.time.text() } == ["09:35", "10:05", "10:35"])
    #expect(state.due?.time.text() == "10:35")
  }

  @Test func `A target that was over before the message set out is missed at once`() throws {
    let yaml = try SmallCouncil.yaml(
      replacing: "message: Come to the hall.",
      with: "message: Come to the hall.\n      targets: [{ share: 100, by: day 1 09:16 }]")
    var rehearsal = try SmallCouncil.rehearsal(
      yaml, SmallCouncil.called + ["day 1 09:20 ad activates briefing"])
    #expect(try next(rehearsal) == "09:16 clock judges the target of briefing share 100")
    let missed = try rehearsal.events(
      of: "day 1 09:21 clock judges the target of briefing share 100")
    #expect(missed.count == 1)
  }

  @Test func `Two targets for one share are refused, since only one could ever be judged`() throws {
    let yaml = try SmallCouncil.yaml(
      replacing: "{ share: 90, by: +60m }", with: "{ share: 50, by: +60m }")
    let file = SourceFile(path: "scenario.yaml", bytes: Array(yaml.utf8))
    let reading = try ScenarioReader(.rehearsal).read(SourceFiles([file]))
    #expect(reading.plan == nil)
    let problem = try #require(reading.diagnostics.first { $0.severity == .error })
    #expect(problem.code == .wrongNumber)
    #expect(problem.message == "there are two targets for 50 in 100")
    #expect(problem.place.line == 31)
  }

  @Test func `Every step that falls due has an id of its own`() throws {
    var rehearsal = try SmallCouncil.rehearsal(CommunicationDueTests.called)
    try rehearsal.play("day 1 09:16 ad activates briefing", "day 1 09:16 dcs activates feedback")
    var ids: [String] = []
    while let step = Communication.nextDue(rehearsal.state, rehearsal.plan) {
      ids.append(step.id)
      let at = max(step.at, rehearsal.events.last?.at ?? step.at)
      _ = try rehearsal.perform(try #require(step.command), by: .clock, at: at).get()
      try #require(ids.count < 50)
    }
    #expect(ids.count == 6)
    #expect(Set(ids).count == ids.count, "\(ids)")
  }
}
