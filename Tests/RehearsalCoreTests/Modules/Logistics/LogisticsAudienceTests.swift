import RehearsalCore
import RehearsalTestSupport
import Testing

/// Who sees what is made ready: the council does, whatever it is; the inspectorate does not.
@Suite struct LogisticsAudienceTests {
  static let script =
    ReadyCouncil.called + [
      "day 1 10:00 logs sets about room",
      #"day 1 10:05 logs is blocked on room because "CanaryBlocked""#,
      #"day 1 10:10 logs finishes room proof "CanaryProof""#,
      #"day 1 10:15 logs sets aside parking because "CanaryAside""#,
      #"day 1 10:20 logs reopens parking because "CanaryReopened""#,
      #"day 1 10:25 logs hands over parking to member because "CanaryHandedOver""#,
      "day 2 12:00 clock finds unfinished parking",
    ]

  private static let canaries = [
    "CanaryBlocked", "CanaryProof", "CanaryAside", "CanaryReopened", "CanaryHandedOver",
    "in-progress", "not-applicable", "To do, overdue",
  ]

  /// By the rule in words: every role but the one that plays the inspectorate.
  private static let council = ReadyCouncil.roles.filter { $0 != "lead-inspector" }

  @Test func `Every event is for the council, each role of it, and for nobody else`() throws {
    let rehearsal = try ReadyCouncil.rehearsal(LogisticsAudienceTests.script)
    var state = rehearsal.modules.initialState(rehearsal.plan)
    var seen: [String] = []
    for recorded in rehearsal.events {
      state.evolve(recorded)
      let event = try #require(recorded.event)
      let name = "\(type(of: event).name)"
      guard name.hasPrefix("logistics.") else { continue }
      seen.append(name)
      for role in ReadyCouncil.roles {
        let shown = state.shows(recorded, to: .role(try #require(ID<Role>(role))))
        #expect(shown == LogisticsAudienceTests.council.contains(role), "\(name) \(role)")
      }
      #expect(state.shows(recorded, to: .facilitator))
    }
    #expect(Set(seen) == Set(Logistics.events.map { "\($0.name)" }))
  }

  @Test func `An inspector's page holds nothing of it, and a council's page all`() throws {
    let rehearsal = try ReadyCouncil.rehearsal(LogisticsAudienceTests.script)
    let replay = rehearsal.replay
    for n in replay.events.indices {
      let view = replay.view(.role(.known("lead-inspector")), at: .event(n))
      let text = try ReadyCouncil.text(view, replay)
      for canary in LogisticsAudienceTests.canaries {
        #expect(!text.contains(canary), "\(n) \(canary)")
      }
      #expect(!text.contains("2026-11-24T12:00:00"), "event \(n)")
    }
    let own = try ReadyCouncil.text(try rehearsal.view("dcs"), replay)
    for canary in ["CanaryProof", "CanaryHandedOver", "To do, overdue"] {
      #expect(own.contains(canary), "\(canary) could never be found")
    }
  }

  @Test func `From the call on, an inspector has no board that would grow stale`() throws {
    let rehearsal = try ReadyCouncil.rehearsal(LogisticsAudienceTests.script)
    let state = try rehearsal.view("lead-inspector").state
    #expect(!rehearsal.modules.boards(state).contains { $0 is LogisticsBoard })
    for role in LogisticsAudienceTests.council {
      let board = try rehearsal.soleBoard(LogisticsBoard.self, seenBy: role)
      #expect(try board.blocks == rehearsal.soleBoard(LogisticsBoard.self).blocks)
    }
  }

  @Test func `Before the call nobody can tell when anything is due`() throws {
    var rehearsal = try ReadyCouncil.rehearsal(
      ReadyCouncil.started + ["day 1 09:05 logs finishes parking"])
    let none = Replay(rehearsal.modules, rehearsal.plan, [])
    for role in ReadyCouncil.roles {
      for replay in [none, rehearsal.replay] {
        let view = replay.view(.role(try #require(ID<Role>(role))))
        let text = try ReadyCouncil.text(view, replay)
        for date in ["2026-11-24", "2026-11-25", "2026-11-30", "24 November"] {
          #expect(!text.contains(date), "\(role) \(date)")
        }
        #expect(replay.modules.boards(view.state).contains { $0 is LogisticsBoard })
      }
    }
    let refusal = try rehearsal.refusal("day 1 09:06 logs finishes cupboard")
    #expect(!refusal.words.contains("November"))
  }
}
