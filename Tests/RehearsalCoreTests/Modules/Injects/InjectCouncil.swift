import RehearsalCore
import RehearsalTestSupport
import Testing

/// A council to which everything happens that can: one inject of each kind, and of each way to
/// come. `lead` plays the inspectorate, `watch` judges, `quiet` only watches.
enum InjectCouncil {
  static let yaml = """
    format: 1
    title: Small surprises
    framework: ilacs-standard
    call: 2026-11-23 09:15
    roles:
      - { title: Director, id: dcs, holder: p1 }
      - { title: Assistant director, id: ad, holder: p2 }
      - { title: Data lead, id: data, holder: p3 }
      - { title: Press officer, id: press, holder: p4 }
      - { title: Lead inspector, id: lead, holder: p5, part: inspector }
      - { title: Listener, id: watch, holder: p6, part: observer }
      - { title: Quiet observer, id: quiet, holder: p7, part: observer }
    timeline:
      deadlines:
        - { title: Rooms ready, id: rooms, due: day 2 12:00, owner: ad }
    communication:
      tree:
        - { role: dcs, tells: [ad, data, press] }
      cascades:
        - { title: The call, id: call, starts: notification, message: Inspectors have rung. }
    documents:
      items:
        - { id: ld-01, title: Chart, owner: ad }
        - { id: ld-02, title: Plan, owner: data }
    injects:
      seed: 5
      events:
        - title: TitleNews
          id: news
          at: day 1 11:00
          from: Local paper
          to: [press]
          channel: phone
          message: MessageNews
          expected: [ExpectSilence, ExpectRelay]
          respond-by: +30m
          judge: watch
        - title: TitleQuery
          id: query
          kind: request
          earliest: day 3 09:00
          latest: day 3 11:00
          from: Analyst
          to: [data, ad]
          channel: email
          message: MessageQuery
          expected: [ExpectReason]
          respond-by: +2h
          judge: watch
        - title: TitleAway
          id: away
          kind: absence
          at: day 1 10:00
          until: day 1 12:00
          to: [dcs]
          message: MessageAway
        - title: TitlePortal
          id: portal
          kind: outage
          at: day 4 14:00
          until: +90m
          from: The portal
          to: [data]
          message: MessagePortal
          expected: [ExpectPaper]
          respond-by: +30m
          judge: lead
        - title: TitleLate
          id: late
          kind: milestone-change
          at: day 5 10:00
          milestone: fieldwork-start
          until: 1 working day after fieldwork-start at 09:00
          message: MessageLate
        - { title: TitleMissed, id: missed, when: rooms is missed, to: [ad],
            message: MessageMissed }
        - { title: TitleMet, id: thanks, when: rooms is met, to: [ad], message: MessageMet }
        - { title: TitleHalf, id: half, when: call reaches 50%, to: [data], message: MessageHalf }
        - { title: TitleChain, id: chain, when: news is released, to: [dcs], message: MessageChain }
        - { title: TitleProud, id: proud, to: [ad], message: MessageProud }
    """

  static let started = ["day 1 09:00 facilitator starts"]
  static let called =
    started + ["day 1 09:15 clock reaches notification", "day 1 09:15 clock activates call"]
  static let newsCame = called + ["day 1 11:00 clock releases news"]
  static let asked =
    called
    + [#"day 1 11:00 inspector:lead raises chart to ad title "The chart" due day 2 12:00"#]
  static let answered =
    asked + [#"day 1 12:00 ad answers chart with "Here it is" documents ld-01"#]

  static func rehearsal(
    _ lines: [String] = [], _ yaml: String = InjectCouncil.yaml
  ) throws -> MemoryRehearsal {
    try SmallCouncil.rehearsal(yaml, lines)
  }

  /// The same council, whose clock does what falls due before each line.
  static func clocked(
    _ script: String, _ yaml: String = InjectCouncil.yaml
  ) throws -> MemoryRehearsal {
    try ClockedRehearsal(yaml: yaml, script: script).rehearsal
  }

  static let roles = ["dcs", "ad", "data", "press", "lead", "watch", "quiet"]

  static func viewer(_ role: String) throws -> Viewer { .role(try #require(ID<Role>(role))) }
}

extension MemoryRehearsal {
  /// The one board of a type, with the eyes of a role, or of the facilitator for `nil`.
  func board<B: Board>(_ type: B.Type, seenBy role: String? = nil) throws -> B? {
    let state = try role.map { try view($0).state } ?? state
    return modules.boards(state).compactMap { $0 as? B }.first
  }

  /// What happened, each with its time: `day 1 11:00 injects.released`.
  func happened(in module: String) -> [String] {
    events.compactMap { recorded in
      guard let event = recorded.event, "\(type(of: event).name)".hasPrefix(module + ".") else {
        return nil
      }
      return "\(recorded.at.text(plan.days)) \(type(of: event).name)"
    }
  }

  /// What happened in the words of the story, without the quiet.
  func stories(in module: String) -> [String] {
    events.compactMap { recorded in
      guard let event = recorded.event, "\(type(of: event).name)".hasPrefix(module + "."),
        let story = event.story(plan.names)
      else { return nil }
      return "\(plan.names.title(recorded.actor)) \(story)"
    }
  }
}
