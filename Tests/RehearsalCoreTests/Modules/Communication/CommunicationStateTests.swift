import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// How far messages have come: several at once, calls taken over, and people outside the tree.
@Suite struct CommunicationStateTests {
  private static let called = SmallCouncil.called

  private func told(_ rehearsal: MemoryRehearsal, _ cascade: String) throws -> [String] {
    try rehearsal.board(cascade).calls.filter { $0.told != nil }.map(\.recipient)
  }

  @Test func `Several messages go through one tree and know nothing of each other`() throws {
    var rehearsal = try SmallCouncil.rehearsal(CommunicationStateTests.called)
    try rehearsal.play(
      "day 1 09:16 ad activates briefing", "day 1 09:17 dcs activates feedback",
      "day 1 09:18 dcs tells member about feedback", "day 1 09:19 ad tells coord about briefing",
      "day 1 09:20 dcs gets no answer from ad about call",
      "day 1 09:21 dcs tells chief about call")
    #expect(try told(rehearsal, "call") == ["Director", "Chief executive"])
    #expect(try told(rehearsal, "briefing") == ["Assistant director", "Co-ordinator"])
    #expect(try told(rehearsal, "feedback") == ["Director", "Lead member"])
    #expect(try rehearsal.board("call").measures.people == 10)
    #expect(try rehearsal.board("briefing").measures.people == 2)
    #expect(try rehearsal.board("feedback").measures.people == 3)
    #expect(try rehearsal.board("call").measures.attempts == 2)
    #expect(try rehearsal.board("feedback").measures.attempts == 1)
    let refused = try rehearsal.refusal("day 1 09:30 ad tells coord about call")
    #expect(refused.code == "communication.not-told-yet")
  }

  @Test func `A message for some goes only to them and to those on the way`() throws {
    let yaml = try SmallCouncil.yaml(replacing: "to: [coord]", with: "to: [member]")
    let fromTheTop = yaml.split(separator: "from: ad\n").joined(separator: "from: dcs\n")
    var rehearsal = try SmallCouncil.rehearsal(fromTheTop, CommunicationStateTests.called)
    try rehearsal.play("day 1 09:20 dcs activates briefing")
    #expect(
      try rehearsal.board("briefing").calls.map(\.recipient)
        == ["Director", "Chief executive", "Lead member"])
  }

  @Test func `Calls of somebody unreached are taken over and made from there`() throws {
    var rehearsal = try SmallCouncil.rehearsal(CommunicationStateTests.called)
    try rehearsal.play(
      #"day 1 09:20 dcs cannot reach ad about call because "on leave""#,
      "day 1 09:25 dcs tells chief about call",
      "day 1 09:30 chief takes over the calls of ad about call",
      "day 1 09:35 chief tells coord about call",
      "day 1 09:40 chief reports carers about call told 5",
      "day 1 09:45 chief tells member about call")
    let board = try rehearsal.board("call")
    #expect(
      board.calls.map { "\($0.recipient) < \($0.caller ?? "-") \($0.standing)" } == [
        "Director < - confirmed", "Assistant director < Director unreachable",
        "Chief executive < Director confirmed", "Co-ordinator < Chief executive confirmed",
        "Foster carers < Chief executive confirmed", "Lead member < Chief executive confirmed",
      ])
    #expect(board.measures.confirmed == 9 && board.measures.unreachable == 1)
  }

  @Test func `Calls come with everybody beneath them, and may be taken over again`() throws {
    let files = SourceFiles.shipped("tutorial")
    let yaml = try #require(try files["scenario.yaml"]?.text.get())
    var rehearsal = try SmallCouncil.rehearsal(
      yaml,
      [
        "day 1 09:00 facilitator starts", "day 1 09:15 clock activates notification-call",
        "day 1 09:20 director tells chief-executive about notification-call",
      ])
    let taken = try rehearsal.say(
      "day 1 09:30 chief-executive takes over the calls of assistant-director "
        + "about notification-call"
    ).get()
    let event = try #require(taken.first as? CallsTakenOver)
    #expect(event.calls.map(\.text) == ["co-ordinator", "head-of-service"])
    #expect(
      event.below.map(\.text) == [
        "co-ordinator", "head-of-service", "data-lead", "logistics-lead", "social-work-teams",
        "foster-carers",
      ])
    try rehearsal.play(
      "day 1 09:35 chief-executive takes over the calls of co-ordinator about notification-call",
      "day 1 09:36 chief-executive tells data-lead about notification-call",
      "day 1 09:37 chief-executive tells co-ordinator about notification-call")
    let board = try rehearsal.board("notification-call", seenBy: "co-ordinator")
    #expect(try told(rehearsal, "notification-call").contains("Data lead"))
    #expect(board.calls.count { $0.caller == "Inspection co-ordinator" } == 0)
  }

  @Test func `Somebody told after their calls were taken over is asked to make none`() throws {
    var rehearsal = try SmallCouncil.rehearsal(CommunicationStateTests.called)
    try rehearsal.play(
      "day 1 09:25 dcs tells chief about call",
      "day 1 09:30 chief takes over the calls of ad about call",
      "day 1 09:35 chief tells coord about call")
    let events = try rehearsal.say("day 1 09:40 dcs tells ad about call").get()
    let informed = try #require(events.last as? RoleInformed)
    #expect(informed.below.isEmpty)
    let own = try rehearsal.board("call", seenBy: "ad")
    #expect(own.calls.map(\.recipient) == ["Assistant director"])
    let refused = try rehearsal.refusal("day 1 09:45 ad reports carers about call told 5")
    #expect(refused.code == "communication.not-your-call")
    try rehearsal.play(
      "day 1 09:46 ad takes over the calls of chief about call",
      "day 1 09:47 ad reports carers about call told 5", "day 1 09:48 ad tells member about call")
    #expect(try told(rehearsal, "call").count == 6)
  }

  @Test func `A role reads who was to tell it, also where it says itself that it knows`() throws {
    var rehearsal = try SmallCouncil.rehearsal(CommunicationStateTests.called)
    try rehearsal.play(
      "day 1 09:17 dcs activates feedback", "day 1 09:18 member confirms feedback",
      "day 1 09:25 dcs tells chief about call",
      "day 1 09:30 chief takes over the calls of ad about call",
      "day 1 09:35 coord confirms call")
    let member = try rehearsal.board("feedback", seenBy: "member").calls
    #expect(member.map { "\($0.recipient) < \($0.caller ?? "-")" } == ["Lead member < Director"])
    let coord = try rehearsal.board("call", seenBy: "coord").calls
    #expect(
      coord.map { "\($0.recipient) < \($0.caller ?? "-")" } == ["Co-ordinator < Chief executive"])
  }

  @Test func `Each role's page names a message as the facilitator's does`() throws {
    let rehearsal = try SmallCouncil.rehearsal(
      SmallCouncil.whole + ["day 1 10:00 dcs activates feedback"])
    for role in ["dcs", "ad", "chief", "member", "coord", "watch"] {
      let board = try rehearsal.board("call", seenBy: role)
      #expect(board.title == "The call", "\(role)")
      #expect(board.message == "Inspectors have rung.", "\(role)")
    }
  }

  @Test func `A direct message reaches roles and groups that the tree does not name`() throws {
    let yaml = try SmallCouncil.yaml(
      replacing: "to: [chief, member]", with: "to: [spare, families]")
    var rehearsal = try SmallCouncil.rehearsal(yaml, CommunicationStateTests.called)
    try rehearsal.play(
      "day 1 09:20 dcs activates feedback", "day 1 09:25 dcs tells spare about feedback via deputy",
      "day 1 09:30 dcs reports families about feedback told 12")
    let measures = try rehearsal.board("feedback").measures
    #expect(measures.people == 32)
    #expect(measures.confirmed == 14)
    let refused = try rehearsal.refusal("day 1 09:40 dcs tells families about feedback")
    #expect(refused.code == "communication.is-group")
  }

  @Test func `Only tries are counted, not a ring and its outcome twice`() throws {
    let rehearsal = try SmallCouncil.rehearsal(
      CommunicationStateTests.called + [
        "day 1 09:16 dcs rings ad about call", "day 1 09:17 dcs gets no answer from ad about call",
        "day 1 09:18 dcs gets no answer from ad about call",
        "day 1 09:19 dcs rings ad about call", "day 1 09:20 dcs tells ad about call",
        "day 1 09:21 chief confirms call",
      ])
    let calls = try rehearsal.board("call").calls
    #expect(calls.first { $0.recipient == "Assistant director" }?.attempts == 3)
    #expect(calls.first { $0.recipient == "Chief executive" }?.attempts == 0)
  }
}
