import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// What each role may know of new events, stated independently of the module.
@Suite struct InjectsAudienceTests {
  private static let script = """
    day 1 09:00 facilitator starts
    day 1 09:20 facilitator draws new events with seed 8
    day 1 09:30 facilitator leaves out half because "CanarySkip"
    day 1 09:31 facilitator holds back proud until day 6 10:00 because "CanaryHold"
    day 1 11:05 press takes note of news
    day 1 11:20 press responds to news with "CanaryResponse"
    day 1 11:40 watch judges the response to news number 1 as met remark "CanaryRemark"
    day 1 11:41 quiet judges the response to news number 2 as not remark "CanaryQuiet"
    day 1 11:42 facilitator judges the response to news number 2 as met
    day 1 12:10 facilitator announces flood to ad message "CanaryFlood" respond-by day 1 13:00
    day 1 12:20 inspector:lead raises chart to ad title "CanaryChart" due day 2 12:00
    day 1 12:30 dcs reassigns chart to data
    day 1 12:40 dcs decides "CanaryDecision" because "CanaryReason" about chart
    day 2 13:00 data answers chart with "CanaryAnswer" documents ld-01
    day 2 14:00 lead is not satisfied with chart because "CanaryBack"
    day 2 15:00 data answers chart with "CanaryAgain"
    day 2 16:00 lead is satisfied with chart
    day 2 16:10 lead raises rota title "CanaryRota"
    day 2 16:20 lead takes back rota because "CanaryTaken"
    day 8 09:30 facilitator ends
    """

  /// Where fieldwork has begun when the milestone is to move, so that nothing can be put off.
  private func rehearsal() throws -> MemoryRehearsal {
    let yaml = InjectCouncil.yaml.replacing("at: day 5 10:00", with: "at: day 8 09:20")
    return try InjectCouncil.clocked(InjectsAudienceTests.script, yaml)
  }

  private static let council = ["dcs", "ad", "data", "press", "watch", "quiet"]
  /// Who receives each inject, and who sees it beside them.
  private static let receivers = [
    "news": ["press"], "query": ["data", "ad"], "away": ["dcs"], "missed": ["ad"],
    "thanks": ["ad"], "chain": ["dcs"], "proud": ["ad"], "flood": ["ad"],
  ]
  private static let judges = ["news": "watch", "query": "watch", "portal": "lead"]

  /// The roles that may see an event, by the rules in words.
  private func expected(_ event: any Event) -> [String] {
    func seers(_ id: String) -> [String] {
      InjectsAudienceTests.receivers[id].map { $0 + ["watch"] } ?? InjectsAudienceTests.council
    }
    return switch event {
    case is InjectsStored, is TimesDrawn, is InjectSkipped, is InjectHeldBack, is NothingPutOff: []
    case let event as InjectReleased: seers(event.inject.text)
    case let event as InjectAcknowledged: seers(event.inject.text)
    case let event as InjectRespondedTo: seers(event.inject.text)
    case let event as ResponseOverdue: seers(event.inject.text)
    case let event as ExpectationsSet:
      [InjectsAudienceTests.judges[event.inject.text]].compactMap { $0 }
    case let event as ExpectationJudged:
      event.remark == "CanaryQuiet" ? ["watch", "quiet"] : ["watch"]
    case is RequestReassigned, is DecisionTaken, is OutageEnded: InjectsAudienceTests.council
    default: InjectCouncil.roles
    }
  }

  @Test func `Every event of Injects happens in this rehearsal`() throws {
    let happened = try rehearsal().events.compactMap(\.event).map { "\(type(of: $0).name)" }
    let missing = Set(Injects.events.map { "\($0.name)" }).subtracting(happened)
    #expect(missing == [])
  }

  @Test func `Each event is for those whom the rules name, and for nobody else`() throws {
    let rehearsal = try rehearsal()
    var state = rehearsal.modules.initialState(rehearsal.plan)
    for recorded in rehearsal.events {
      state.evolve(recorded)
      guard let event = recorded.event, "\(type(of: event).name)".hasPrefix("injects.") else {
        continue
      }
      let seen = try InjectCouncil.roles.filter {
        state.shows(recorded, to: try InjectCouncil.viewer($0))
      }
      let allowed = InjectCouncil.roles.filter(expected(event).contains)
      #expect(seen == allowed, "\(recorded.n) \(type(of: event).name)")
      #expect(state.shows(recorded, to: .facilitator))
    }
  }

  private func text(_ view: Replay.View, _ replay: Replay) throws -> String {
    var text = String(decoding: try CanonicalJSON.bytes(of: view.state), as: UTF8.self)
    for board in replay.modules.boards(view.state) {
      text += try CanonicalJSON.pretty(board) + "\(board.blocks)"
    }
    let names = replay.plan.names
    return text + view.shown.compactMap { $0.event?.story(names) }.joined(separator: "\n")
  }

  /// Every secret word, and the roles that may come to know it.
  private static let canaries: [(word: String, roles: [String])] =
    [
      "News", "Query", "Away", "Portal", "Late", "Missed", "Met", "Half", "Chain", "Proud",
    ].map { ("Title\($0)", []) } + [
      ("MessageNews", ["press", "watch"]), ("MessageQuery", InjectCouncil.roles),
      ("MessageAway", ["dcs", "watch"]), ("MessagePortal", council), ("MessageLate", council),
      ("MessageMissed", ["ad", "watch"]), ("MessageMet", []), ("MessageHalf", []),
      ("MessageChain", ["dcs", "watch"]), ("MessageProud", ["ad", "watch"]),
      ("ExpectSilence", ["watch"]), ("ExpectRelay", ["watch"]), ("ExpectReason", ["watch"]),
      ("ExpectPaper", ["lead"]), ("CanarySkip", []), ("CanaryHold", []),
      ("CanaryResponse", ["press", "watch"]), ("CanaryRemark", ["watch"]),
      ("CanaryQuiet", ["watch", "quiet"]), ("CanaryFlood", ["ad", "watch"]),
      ("CanaryChart", InjectCouncil.roles), ("CanaryDecision", council),
      ("CanaryReason", council), ("CanaryAnswer", InjectCouncil.roles),
      ("CanaryBack", InjectCouncil.roles), ("CanaryAgain", InjectCouncil.roles),
      ("CanaryRota", InjectCouncil.roles), ("CanaryTaken", InjectCouncil.roles),
    ]

  @Test func `At the end each role knows what it may and nothing else`() throws {
    let replay = try rehearsal().replay
    for role in InjectCouncil.roles {
      let text = try text(replay.view(try InjectCouncil.viewer(role)), replay)
      for (word, roles) in InjectsAudienceTests.canaries {
        #expect(text.contains(word) == roles.contains(role), "\(role) \(word)")
      }
    }
  }

  @Test func `Nobody knows anything before it happens`() throws {
    let replay = try rehearsal().replay
    for role in InjectCouncil.roles {
      var seen = ""
      for recorded in replay.events {
        let view = replay.view(try InjectCouncil.viewer(role), at: .event(recorded.n))
        let text = try text(view, replay)
        let fresh = view.shown.last?.n == recorded.n
        for (word, _) in InjectsAudienceTests.canaries
        where text.contains(word) && !seen.contains(word) {
          #expect(fresh, "\(role) learns \(word) from event \(recorded.n), which it does not see")
        }
        seen = text
      }
    }
    let none = Replay(replay.modules, replay.plan, [])
    for viewer in [.facilitator] + (try InjectCouncil.roles.map(InjectCouncil.viewer)) {
      let text = try text(none.view(viewer), none)
      for (word, _) in InjectsAudienceTests.canaries {
        #expect(!text.contains(word), "\(viewer) \(word)")
      }
    }
  }

  @Test func `Events whose earlier ones are hidden change nothing that is not there`() throws {
    let replay = try rehearsal().replay
    var state = replay.modules.initialState(replay.plan)
    let hidden = replay.events.filter {
      !($0.event is InjectReleased) && !($0.event is RequestRaised)
    }
    for recorded in hidden { state.evolve(recorded) }
    #expect(state[Injects.self].released.isEmpty)
    #expect(state[Injects.self].requests.isEmpty)
    #expect(replay.modules.boards(state).allSatisfy { !$0.blocks.isEmpty })
  }

  @Test func `What inspectors do not see is who works on it`() throws {
    let rehearsal = try rehearsal()
    func owner(_ role: String) throws -> String? {
      try rehearsal.board(RequestsBoard.self, seenBy: role)?.requests.first { $0.id == "chart" }?
        .owner
    }
    #expect(try owner("ad") == "Data lead")
    #expect(try owner("lead") == "Assistant director")
    #expect(try rehearsal.board(DecisionsBoard.self, seenBy: "lead") == nil)
    #expect(try rehearsal.board(DecisionsBoard.self, seenBy: "press") != nil)
  }
}
