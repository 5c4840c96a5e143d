import RehearsalCore
import RehearsalTestSupport
import Testing

/// Who knows who sits where: the council knows all of it, everyone knows the inspectorate's seats.
@Suite struct CoverAudienceTests {
  private static let council = ReadyCouncil.roles.filter { $0 != "lead-inspector" }

  /// The same happens to a seat of the council and to one of the inspectorate.
  private static func script(_ role: String) -> [String] {
    ReadyCouncil.called + [
      #"day 1 10:00 \#(role) is away until day 2 09:00 because "CanaryAway""#,
      #"day 1 10:05 \#(role) deputises because "CanaryDeputy""#,
      "day 1 10:10 \(role) hands back", "day 1 10:11 \(role) is away",
      "day 1 10:12 \(role) is back",
      #"day 1 10:15 facilitator leaves empty \#(role) because "CanaryEmpty""#,
      #"day 1 10:20 facilitator lets the computer play \#(role) because "CanaryComputer""#,
      #"day 1 10:25 facilitator seats canary-person in \#(role) because "CanarySeat""#,
    ]
  }

  private static let canaries = [
    "CanaryAway", "CanaryDeputy", "CanaryEmpty", "CanaryComputer", "CanarySeat", "canary-person",
  ]

  @Test(arguments: [("dcs", council), ("lead-inspector", ReadyCouncil.roles)])
  func `Each event is for those whom the rule names, and for nobody else`(
    _ seat: String, _ viewers: [String]
  ) throws {
    let rehearsal = try ReadyCouncil.rehearsal(CoverAudienceTests.script(seat))
    var state = rehearsal.modules.initialState(rehearsal.plan)
    var seen: [String] = []
    for recorded in rehearsal.events {
      state.evolve(recorded)
      let event = try #require(recorded.event)
      let name = "\(type(of: event).name)"
      guard name.hasPrefix("cover.") else { continue }
      seen.append(name)
      for role in ReadyCouncil.roles {
        let shown = state.shows(recorded, to: .role(try #require(ID<Role>(role))))
        #expect(shown == viewers.contains(role), "\(name) \(role)")
      }
      #expect(state.shows(recorded, to: .facilitator))
    }
    #expect(Set(seen) == Set(Cover.events.map { "\($0.name)" }))
  }

  @Test func `An inspector's page holds nothing of the council's seats but the plan`() throws {
    let rehearsal = try ReadyCouncil.rehearsal(CoverAudienceTests.script("dcs"))
    let replay = rehearsal.replay
    for n in replay.events.indices {
      let text = try ReadyCouncil.text(
        replay.view(.role(.known("lead-inspector")), at: .event(n)), replay)
      for canary in CoverAudienceTests.canaries {
        #expect(!text.contains(canary), "\(n) \(canary)")
      }
    }
    let seats = try rehearsal.soleBoard(CoverBoard.self, seenBy: "lead-inspector")
      .rows(of: "cover-seats")
    #expect(seats[0] == ["Director", "p1", "[done] Taken, as planned", "–"])
    let own = try ReadyCouncil.text(try rehearsal.view("member"), replay)
    #expect(own.contains("CanarySeat") && own.contains("CanaryAway"))
  }

  @Test func `Every role of the council has the board that the facilitator has`() throws {
    let rehearsal = try ReadyCouncil.rehearsal(
      CoverAudienceTests.script("dcs") + ["day 1 11:00 facilitator seats p40 in lead-inspector"])
    let whole = try rehearsal.soleBoard(CoverBoard.self).blocks
    for role in CoverAudienceTests.council {
      #expect(try rehearsal.soleBoard(CoverBoard.self, seenBy: role).blocks == whole, "\(role)")
    }
    let inspectors = try rehearsal.soleBoard(CoverBoard.self, seenBy: "lead-inspector")
    #expect(inspectors.rows(of: "cover-seats").last?[1] == "p40")
  }

  @Test func `Events carry the ids of people and no name, and leave is no secret's clue`() throws {
    let rehearsal = try ReadyCouncil.rehearsal()
    let none = Replay(rehearsal.modules, rehearsal.plan, [])
    for role in ReadyCouncil.roles {
      let text = try ReadyCouncil.text(none.view(.role(try #require(ID<Role>(role)))), none)
      for clue in ["2026-11", "On leave", "Half term", "November"] {
        #expect(!text.contains(clue), "\(role) \(clue)")
      }
    }
  }
}
