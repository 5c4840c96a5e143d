import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// A council with five things to make ready and eight seats, each filled in another way.
///
///     room ─┬─ cupboard        log-ins ─┐
///           └───────────── badges ──────┘        parking
enum ReadyCouncil {
  static let yaml = """
    format: 1
    title: Ready council
    framework: ilacs-standard
    call: 2026-11-23 09:15
    roles:
      - { title: Director, id: dcs, holder: p1, deputy: p2, critical: yes }
      - { title: Head of service, id: hos, holder: p3, deputy: p4 }
      - { title: Logistics lead, id: logs, holder: p5, deputy: p6 }
      - { title: Data lead, id: data, holder: p7, deputy: p3 }
      - { title: Lead member, id: member }
      - { title: Chair, id: chair, holder: p8 }
      - { title: Reception, id: desk, holder: p9, critical: yes }
      - { title: Lead inspector, id: lead-inspector, holder: p20, deputy: p21, part: inspector }
    cover:
      people:
        - { id: p3, away: [{ from: day 2 09:00, to: day 3 17:00, reason: On leave }] }
        - id: p5
          several-roles: yes
          away:
            - { from: 2026-11-02 09:00, to: 2026-11-06 17:00, reason: Half term }
            - { from: 2026-11-18 09:00, to: day 1 13:00, reason: Ill }
            - { from: 2027-11-01 09:00, to: 2027-11-05 17:00, reason: Next year }
      seats:
        - { role: chair, filled-by: empty, reason: Rehearsed without }
        - { role: desk, filled-by: computer }
    logistics:
      - title: Base room
        id: room
        checklist: Rooms
        owner: logs
        due: day 2 12:00
        proof: A photo of the room
      - { title: Cupboard, id: cupboard, checklist: Rooms, owner: logs, due: day 3 12:00,
          after: [room] }
      - { title: Log-ins, id: log-ins, checklist: Systems, owner: data, due: day 3 17:00 }
      - { title: Badges, id: badges, checklist: At the door, owner: hos, after: [room, log-ins] }
      - { title: Parking, id: parking, checklist: At the door, owner: logs, due: day 2 12:00 }
    """

  static let roles = ["dcs", "hos", "logs", "data", "member", "chair", "desk", "lead-inspector"]

  static let started = ["day 1 09:00 facilitator starts"]
  static let called =
    started + ["day 1 09:15 clock reaches notification", "day 1 09:15 clock dates the checklists"]

  static func rehearsal(_ lines: [String] = []) throws -> MemoryRehearsal {
    try SmallCouncil.rehearsal(yaml, lines)
  }

  /// With the clock's own acts as they fall due.
  static func clocked(_ lines: [String]) throws -> MemoryRehearsal {
    try ClockedRehearsal(yaml: yaml, script: lines.joined(separator: "\n")).rehearsal
  }

  /// What the clock did of one module, each as `2026-11-24T12:00:00 wire`.
  static func clockActs(_ rehearsal: MemoryRehearsal, of module: String) -> [String] {
    rehearsal.events.filter { $0.actor == .clock }.compactMap { recorded in
      recorded.event.map { "\(recorded.at.text()) \(MemoryRehearsal.wire($0))" }
    }.filter { $0.dropFirst(20).hasPrefix(module + ".") }
  }

  /// What a person would tell of one module's events.
  static func stories(_ rehearsal: MemoryRehearsal, of module: String) -> [String] {
    let names = rehearsal.plan.names
    return rehearsal.events.compactMap { recorded in
      guard let event = recorded.event, "\(type(of: event).name)".hasPrefix(module + ".") else {
        return nil
      }
      return event.story(names).map { "\(names.title(recorded.actor)) \($0)" }
    }
  }

  /// Everything of a view that could be on its wire: state, boards as data and as pages, story.
  static func text(_ view: Replay.View, _ replay: Replay) throws -> String {
    var text = String(decoding: try CanonicalJSON.bytes(of: view.state), as: UTF8.self)
    for board in replay.modules.boards(view.state) {
      text += try CanonicalJSON.pretty(board) + "\(board.blocks)"
    }
    return text
      + view.shown.compactMap { $0.event?.story(replay.plan.names) }.joined(separator: "\n")
  }
}

extension MemoryRehearsal {
  func soleBoard<B: Board>(_ type: B.Type, seenBy role: String? = nil) throws -> B {
    let state = try role.map { try view($0).state } ?? state
    return try #require(modules.boards(state).compactMap { $0 as? B }.first)
  }

  /// Says a line that is refused, and checks that nothing changed by it.
  mutating func refuse(_ refused: Refused, in module: String) throws {
    let (digest, count) = (try digest, events.count)
    let rejection = try refusal(refused.line, by: refused.actor)
    #expect(rejection.code == "\(module).\(refused.code)")
    #expect(rejection.reason == refused.reason)
    #expect(rejection.fix == refused.fix)
    #expect(try self.digest == digest)
    #expect(events.count == count)
  }

  /// The script of its log, played with the clock, ends as this did and gives the same script.
  func checkScript(_ yaml: String) throws {
    let script = replay.script()
    let again = try ClockedRehearsal(
      yaml: yaml, script: script.joined(separator: "\n")
    ).rehearsal
    #expect(try again.digest == digest)
    #expect(again.replay.script() == script)
    #expect(again.events.count == events.count)
  }
}
