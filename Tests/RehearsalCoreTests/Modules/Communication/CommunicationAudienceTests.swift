import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// What each role may know, and that nothing else ever comes near its page.
///
/// Every secret text of the scenario is a canary: a word that stands nowhere else. Wherever a role
/// may not see any event that holds it, it must not be in that role's state, on its boards, or in
/// its story.
@Suite struct CommunicationAudienceTests {
  private static let tree = [
    "ad": "dcs", "chief": "dcs", "coord": "ad", "carers": "ad", "member": "chief",
  ]
  private static let roles = ["dcs", "ad", "chief", "member", "coord", "watch", "spare"]

  private static let secrets = [
    ("title: The call", "title: CanaryCallTitle"),
    ("Inspectors have rung.", "CanaryCallMessage"),
    ("id: what, text: An inspection", "id: canary-fact-one, text: CanaryFactOne"),
    ("id: when, text: Next Monday", "id: canary-fact-two, text: CanaryFactTwo"),
    ("title: Staff briefing", "title: CanaryBriefingTitle"),
    ("Come to the hall.", "CanaryBriefingMessage"),
    ("title: Feedback", "title: CanaryFeedbackTitle"),
    ("id: feedback", "id: canary-embargo"), ("message: Good.", "message: CanaryFeedbackMessage"),
    ("size: 5", "size: 9000"),
  ]

  /// Counts of people are canaries too: so many that no other number looks like them.
  private static let canaries = [
    "CanaryCallTitle", "CanaryCallMessage", "CanaryFactOne", "CanaryFactTwo", "canary-fact-one",
    "canary-fact-two", "CanaryBriefingTitle", "CanaryBriefingMessage", "CanaryFeedbackTitle",
    "CanaryFeedbackMessage", "4111", "8222", "CanaryReasonAd", "CanaryReasonMember",
    "CanaryReasonFeedback",
  ]

  private static let script = [
    "day 1 08:30 facilitator starts", #"day 1 08:31 facilitator pauses because "a test""#,
    "day 1 08:32 facilitator resumes", "day 1 08:33 facilitator sets the pace to x2",
    "day 1 08:34 facilitator moves to day 1 09:15", "day 1 09:15 clock reaches notification",
    "day 1 09:15 clock begins offsite-week", "day 1 09:15 clock activates call",
    "day 1 09:18 dcs rings ad about call", "day 1 09:19 dcs leaves a message for ad about call",
    "day 1 09:20 dcs gets no answer from ad about call via deputy",
    #"day 1 09:21 dcs cannot reach ad about call because "CanaryReasonAd""#,
    "day 1 09:25 dcs tells chief about call facts canary-fact-one,canary-fact-two",
    "day 1 09:26 dcs hears back from chief about call facts canary-fact-one",
    "day 1 09:30 chief takes over the calls of ad about call",
    "day 1 09:31 chief reports carers about call told 4111",
    "day 1 09:36 dcs activates canary-embargo",
    "day 1 09:40 chief gets no answer from member about call",
    #"day 1 09:41 chief cannot reach member about call because "CanaryReasonMember""#,
    "day 1 09:45 clock judges the target of call share 50",
    "day 1 09:50 chief reports carers about call told 8222",
    "day 1 09:51 clock notices a stall at dcs about canary-embargo",
    "day 1 09:52 dcs leaves a message for member about canary-embargo",
    "day 1 09:53 dcs tells chief about canary-embargo",
    #"day 1 09:54 dcs cannot reach member about canary-embargo because "CanaryReasonFeedback""#,
    "day 1 09:55 member confirms canary-embargo", "day 1 10:00 ad activates briefing",
    "day 1 10:01 ad tells coord about briefing", "day 1 10:05 dcs tells ad about call",
    "day 1 10:06 chief tells coord about call facts canary-fact-two",
    "day 1 10:07 coord takes over the calls of chief about call",
    "day 1 10:08 coord reports carers about call told 9000",
    "day 1 10:30 facilitator puts off fieldwork-start to day 9 09:00",
    "day 2 12:00 clock passes rooms", "day 2 12:05 coord meets rooms",
    #"day 2 13:00 spare stops for a real incident because "a flood""#,
    "day 2 14:00 facilitator resumes", "day 2 15:00 facilitator ends",
  ]

  private static func rehearsal() throws -> MemoryRehearsal {
    var yaml = SmallCouncil.yaml
    for (old, new) in secrets {
      let parts = yaml.split(separator: old, omittingEmptySubsequences: false)
      try #require(parts.count == 2, "\(old)")
      yaml = parts.joined(separator: new)
    }
    return try SmallCouncil.rehearsal(yaml, script)
  }

  private func view(_ role: String, _ n: Int, _ replay: Replay) throws -> Replay.View {
    replay.view(.role(try #require(ID<Role>(role))), at: .event(n))
  }

  /// Everything of a view that could be on its wire: state, boards as data and as pages, story.
  private func text(_ view: Replay.View, _ replay: Replay) throws -> String {
    var text = String(decoding: try CanonicalJSON.bytes(of: view.state), as: UTF8.self)
    for board in replay.modules.boards(view.state) {
      text += try CanonicalJSON.pretty(board) + "\(board.blocks)"
    }
    let names = replay.plan.names
    return text + view.shown.compactMap { $0.event?.story(names) }.joined(separator: "\n")
  }

  /// The canaries that each role may know after each event, by the rules in words.
  private func allowed(_ replay: Replay) -> [[String: Set<String>]] {
    var oracle = AudienceOracle(tree: CommunicationAudienceTests.tree)
    var known: [String: Set<String>] = [:]
    return replay.events.map { recorded in
      guard let event = recorded.event else { return known }
      let wire = MemoryRehearsal.wire(event)
      let audience = oracle.audience(of: event)
      for role in CommunicationAudienceTests.roles where audience?.contains(role) ?? true {
        for canary in CommunicationAudienceTests.canaries where wire.contains(canary) {
          known[role, default: []].insert(canary)
        }
      }
      return known
    }
  }

  /// What roles know and must not: `role, event, canary`.
  private func leaks(
    in replay: Replay, seeing look: (String, Int) throws -> Replay.View
  ) throws -> [String] {
    let allowed = allowed(replay)
    var leaks: [String] = []
    for n in replay.events.indices {
      for role in CommunicationAudienceTests.roles {
        let text = try text(try look(role, n), replay)
        for canary in CommunicationAudienceTests.canaries
        where text.contains(canary) && allowed[n][role]?.contains(canary) != true {
          leaks.append("\(role), \(n), \(canary)")
        }
      }
    }
    return leaks
  }

  @Test func `Every event of both modules happens in this rehearsal`() throws {
    let happened = try CommunicationAudienceTests.rehearsal().events.compactMap(\.event).map {
      "\(type(of: $0).name)"
    }
    let all = (Timeline.events + Communication.events).map { "\($0.name)" }
    // A secret call is revealed only where a rehearsal has one.
    let secret = "\(CallRevealed.name)"
    #expect(Set(happened) == Set(all).subtracting([secret]))
  }

  @Test func `Each event is for those whom the rules name, and for nobody else`() throws {
    let rehearsal = try CommunicationAudienceTests.rehearsal()
    var oracle = AudienceOracle(tree: CommunicationAudienceTests.tree)
    var state = rehearsal.modules.initialState(rehearsal.plan)
    for recorded in rehearsal.events {
      state.evolve(recorded)
      let event = try #require(recorded.event)
      let audience = oracle.audience(of: event)
      for role in CommunicationAudienceTests.roles {
        let shown = state.shows(recorded, to: .role(try #require(ID<Role>(role))))
        #expect(
          shown == audience?.contains(role) ?? true, "\(recorded.n) \(type(of: event).name) \(role)"
        )
      }
      #expect(state.shows(recorded, to: .facilitator))
    }
  }

  @Test func `No role ever holds a secret of an event that it may not see`() throws {
    let replay = try CommunicationAudienceTests.rehearsal().replay
    let found = try leaks(in: replay) { try view($0, $1, replay) }
    #expect(found == [])
  }

  @Test func `The same check finds leaks where everybody is let see everything`() throws {
    let replay = try CommunicationAudienceTests.rehearsal().replay
    let found = try leaks(in: replay) { _, n in replay.view(.facilitator, at: .event(n)) }
    for role in CommunicationAudienceTests.roles where role != "watch" {
      #expect(found.contains { $0.hasPrefix(role) }, "\(role)")
    }
    for canary in CommunicationAudienceTests.canaries {
      #expect(found.contains { $0.hasSuffix(canary) }, "\(canary) could never be found")
    }
  }

  @Test func `Nothing secret is known to anybody before it happens`() throws {
    let replay = try CommunicationAudienceTests.rehearsal().replay
    let none = Replay(replay.modules, replay.plan, [])
    for viewer in [Viewer.facilitator, .role(try #require(ID<Role>("dcs")))] {
      let text = try text(none.view(viewer), none)
      #expect(CommunicationAudienceTests.canaries.filter { text.contains($0) } == [])
    }
  }

  @Test func `A message in confidence reaches the named ones and nobody else`() throws {
    let replay = try CommunicationAudienceTests.rehearsal().replay
    for role in CommunicationAudienceTests.roles {
      let knows = ["dcs", "chief", "member"].contains(role)
      for n in replay.events.indices {
        let text = try text(try view(role, n, replay), replay)
        let isHinted = text.contains("canary-embargo") || text.contains("CanaryFeedback")
        #expect(knows || !isHinted, "\(role) at \(n)")
      }
      let boards = replay.modules.boards(try view(role, replay.events.count, replay).state)
      #expect(boards.contains { ($0 as? CascadeBoard)?.id == "canary-embargo" } == knows, "\(role)")
    }
  }

  @Test func `An overseer sees from the start what the facilitator sees`() throws {
    let replay = try CommunicationAudienceTests.rehearsal().replay
    func call(_ view: Replay.View) throws -> String? {
      try replay.modules.boards(view.state).compactMap { $0 as? CascadeBoard }
        .first { $0.id == "call" }.map { try CanonicalJSON.pretty($0) + "\($0.blocks)" }
    }
    var seen = 0
    for n in replay.events.indices {
      let whole = try call(replay.view(.facilitator, at: .event(n)))
      #expect(try call(try view("watch", n, replay)) == whole, "event \(n)")
      if whole != nil { seen += 1 }
    }
    #expect(seen > 30)
  }

  @Test func `A role told sees what happens below it, and nothing beside or above it`() throws {
    let rehearsal = try SmallCouncil.rehearsal(
      SmallCouncil.whole + [
        #"day 1 09:40 ad cannot reach carers about call because "no list""#,
        "day 1 09:41 chief hears back from member about call facts what",
      ])
    func calls(_ role: String) throws -> [String] {
      try rehearsal.board("call", seenBy: role).calls.map { "\($0.recipient) \($0.standing)" }
    }
    #expect(try calls("chief") == ["Chief executive confirmed", "Lead member confirmed"])
    #expect(
      try calls("ad")
        == ["Assistant director confirmed", "Co-ordinator confirmed", "Foster carers unreachable"])
    #expect(try calls("member") == ["Lead member confirmed"])
    #expect(try calls("dcs").count == 6)
    #expect(try rehearsal.board("call", seenBy: "member").targets.isEmpty)
    #expect(try rehearsal.board("call", seenBy: "dcs").targets.count == 3)
    for role in ["chief", "member", "coord", "spare"] {
      let stories = try rehearsal.view(role).shown.compactMap {
        $0.event?.story(rehearsal.plan.names)
      }
      #expect(!stories.contains { $0.contains("no list") }, "\(role)")
    }
  }

  @Test func `Somebody not told has no board and no story of a message`() throws {
    let rehearsal = try SmallCouncil.rehearsal(
      SmallCouncil.called + ["day 1 09:20 dcs gets no answer from ad about call"])
    for role in ["ad", "chief", "member", "coord", "spare"] {
      let view = try rehearsal.view(role)
      let boards = rehearsal.modules.boards(view.state)
      #expect(!boards.contains { $0 is CascadeBoard }, "\(role)")
      #expect(view.shown.allSatisfy { $0.actor != .role(.known("dcs"), seat: "") }, "\(role)")
    }
  }

  @Test func `A message left says that somebody rang, and nothing of what about`() throws {
    let rehearsal = try SmallCouncil.rehearsal(
      SmallCouncil.called + ["day 1 09:20 dcs leaves a message for ad about call"])
    let board = try rehearsal.board("call", seenBy: "ad")
    #expect(board.message.isEmpty && board.facts.isEmpty)
    #expect(board.title == "A message not passed on yet")
    #expect(
      board.calls.map { "\($0.recipient) \($0.standing)" } == ["Assistant director left-message"])
  }

  @Test func `Calls taken over two steps down stay hidden from the untold one between`() throws {
    let yaml = try #require(try SourceFiles.shipped("tutorial")["scenario.yaml"]?.text.get())
    let rehearsal = try SmallCouncil.rehearsal(
      yaml,
      [
        "day 1 09:00 facilitator starts", "day 1 09:15 clock activates notification-call",
        "day 1 09:20 director tells chief-executive about notification-call",
        "day 1 09:35 chief-executive takes over the calls of co-ordinator "
          + "about notification-call",
      ])
    let taken = try #require(rehearsal.events.last)
    #expect(taken.event is CallsTakenOver)
    let viewers = rehearsal.plan.scenario.head.roles.map(\.id).filter {
      rehearsal.state.shows(taken, to: .role($0))
    }
    // The co-ordinator oversees this message.
    #expect(viewers.map(\.text) == ["director", "chief-executive", "co-ordinator"])
  }
}
