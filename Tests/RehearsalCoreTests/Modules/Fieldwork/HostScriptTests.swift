import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// A whole inspection: what everybody may see of it, how it is told, and that it plays again.
@Suite struct HostScriptTests {
  static let roles = ["dcs", "ad", "hos", "chief", "watch", "panel"]

  private func id(_ role: String) throws -> ID<Role> { try #require(ID(role)) }

  @Test func `Every event of both modules happens, but for an absence in the way`() throws {
    let happened = try HostScript.rehearsal().events.compactMap(\.event).map {
      "\(type(of: $0).name)"
    }
    let all = (Fieldwork.events + Audits.events).map { "\($0.name)" }
    #expect(Set(all).subtracting(happened) == ["fieldwork.away-noticed"])
  }

  @Test func `Each event is for those whom the rules name, and for nobody else`() throws {
    let rehearsal = try HostScript.rehearsal()
    var state = rehearsal.modules.initialState(rehearsal.plan)
    var shared = false
    for recorded in rehearsal.events {
      state.evolve(recorded)
      let event = try #require(recorded.event)
      if event is FeedbackShared { shared = true }
      let audience = HostScript.audience(event, shared: shared)
      for role in HostScriptTests.roles {
        let shown = state.shows(recorded, to: .role(try id(role)))
        #expect(
          shown == audience?.contains(role) ?? true, "\(recorded.n) \(type(of: event).name) \(role)"
        )
      }
      #expect(state.shows(recorded, to: .facilitator))
    }
  }

  /// Everything of a view that could be on its wire: state, boards as data and as pages, story.
  private func text(_ view: Replay.View, _ replay: Replay) throws -> String {
    var text = String(decoding: try CanonicalJSON.bytes(of: view.state), as: UTF8.self)
    for board in replay.modules.boards(view.state) {
      text += try CanonicalJSON.pretty(board) + "\(board.blocks)"
    }
    return text
      + view.shown.compactMap { $0.event?.story(replay.plan.names) }.joined(separator: "\n")
  }

  private static let canaries = [
    "Plans are clear", "nobody has seen the child", "seen since", "See the child first",
    "Going well", "A worry", "Drift in plans", "All plans read this week", "Stable leadership",
    "Thank you", "must brief the team", "Local paper", "41 visits, not 14", "The date is wrong",
    "a day too much", "requires-improvement",
  ]

  @Test func `No role ever holds a secret of an event that it may not see`() throws {
    let rehearsal = try HostScript.rehearsal()
    let replay = rehearsal.replay
    var known: [String: Set<String>] = [:]
    var shared = false
    var found: Set<String> = []
    for recorded in rehearsal.events {
      let event = try #require(recorded.event)
      if event is FeedbackShared { shared = true }
      let wire = MemoryRehearsal.wire(event)
      let audience = HostScript.audience(event, shared: shared)
      for role in HostScriptTests.roles where audience?.contains(role) ?? true {
        for canary in HostScriptTests.canaries where wire.contains(canary) {
          known[role, default: []].insert(canary)
        }
      }
      guard recorded.n % 3 == 0 || recorded.n == rehearsal.events.count - 1 else { continue }
      for role in HostScriptTests.roles {
        let text = try text(
          replay.view(.role(try id(role)), at: .event(recorded.n)), replay)
        for canary in HostScriptTests.canaries where text.contains(canary) {
          #expect(known[role]?.contains(canary) == true, "\(role) \(recorded.n) \(canary)")
        }
      }
      let whole = try text(replay.view(.facilitator, at: .event(recorded.n)), replay)
      for canary in HostScriptTests.canaries where whole.contains(canary) { found.insert(canary) }
    }
    #expect(found == Set(HostScriptTests.canaries), "some could never be found")
  }

  @Test func `Before the call nobody can learn when anything is due`() throws {
    let rehearsal = try HostCouncil.rehearsal(["day 1 09:00 facilitator starts"])
    let text = try rehearsal.digest
    for secret in ["2026-12", "interview", "case-01", "Lead inspector", "First round"] {
      #expect(!text.contains(secret), "\(secret)")
    }
    #expect(Fieldwork.boards(rehearsal.state).isEmpty && Audits.boards(rehearsal.state).isEmpty)
    #expect(Fieldwork.nextDue(rehearsal.state, rehearsal.plan) == nil)
  }

  @Test func `As a script and played again it comes to the same`() throws {
    let first = try HostScript.rehearsal()
    let script = first.replay.script()
    let second = try ClockedRehearsal(
      yaml: HostCouncil.yaml, script: script.joined(separator: "\n")
    ).rehearsal
    #expect(try second.digest == first.digest)
    #expect(second.replay.script() == script)
    #expect(second.events.count == first.events.count)
  }

  @Test func `Every event is read back from a log as it was written`() throws {
    for recorded in try HostScript.rehearsal().events {
      let event = try #require(recorded.event)
      let wire = MemoryRehearsal.wire(event)
      let name = "\(type(of: event).name)"
      let bytes = Array(wire.dropFirst(name.count + 1).utf8)
      let payload = try PayloadCodec.read(
        type: name, version: type(of: event).version, bytes, 0..<bytes.count, .rehearsal
      ).get()
      guard case .event(let again) = payload else { throw Unexpected("\(name) is unknown") }
      #expect(MemoryRehearsal.wire(again) == wire)
    }
  }

  /// A state in which the first events are missing must still take the rest.
  @Test func `A viewer who missed the beginning can follow the rest`() throws {
    let rehearsal = try HostScript.rehearsal()
    for skipped in [3, 8, 12, 20, 40] {
      var state = rehearsal.modules.initialState(rehearsal.plan)
      for recorded in rehearsal.events.dropFirst(skipped) { state.evolve(recorded) }
      for board in rehearsal.modules.boards(state) { #expect(!board.blocks.isEmpty) }
    }
  }

  @Test func `Every block of every board has an id of its own`() throws {
    let rehearsal = try HostScript.rehearsal()
    let ids = rehearsal.modules.boards(rehearsal.state).flatMap { $0.blocks.map(\.id) }
    #expect(Set(ids).count == ids.count)
    #expect(rehearsal.modules.boards(rehearsal.state).count >= 8)
  }
}
