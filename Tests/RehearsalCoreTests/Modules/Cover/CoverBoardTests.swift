import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// What people read of the seats.
@Suite struct CoverBoardTests {
  private static let busy = [
    #"2026-11-20 16:00 facilitator seats p5 in member because "few of us""#,
    "day 1 09:00 facilitator starts",
    #"day 1 10:00 dcs is away until day 2 15:00 because "at court""#,
    #"day 1 10:05 dcs deputises because "at court""#,
    #"day 1 11:00 facilitator leaves empty data because "not needed""#,
    "day 1 11:30 facilitator seats p8 in chair",
    "day 1 11:40 facilitator lets the computer play chair",
    "day 2 09:30 facilitator pauses", "day 2 09:31 facilitator resumes",
  ]

  @Test func `A busy day is told in plain words`() throws {
    let rehearsal = try ReadyCouncil.clocked(
      CoverBoardTests.busy + ["day 2 16:00 dcs hands back", "day 4 09:00 facilitator ends"])
    #expect(
      ReadyCouncil.stories(rehearsal, of: "cover") == [
        "Facilitator seated p5 in Lead member, beside another role: few of us",
        "Clock recorded that Logistics lead cannot be reached until 23 November 2026 at 1pm: Ill",
        "Clock recorded that Lead member cannot be reached until 23 November 2026 at 1pm: Ill",
        "Director recorded that Director cannot be reached until 24 November 2026 at 3pm: at court",
        "Director let the deputy p2 take over as Director: at court",
        "Facilitator left the seat of Data lead empty: not needed",
        "Facilitator seated p8 in Chair", "Facilitator let the computer play Chair",
        "Clock recorded that Logistics lead can be reached again",
        "Clock recorded that Lead member can be reached again",
        "Clock recorded that Head of service cannot be reached until 25 November 2026 at 5pm: "
          + "On leave",
        "Clock recorded that Director can be reached again",
        "Director handed back Director to p1",
        "Clock recorded that Head of service can be reached again",
      ])
  }

  @Test func `The board says who sits where, how, and until when somebody is away`() throws {
    let board = try ReadyCouncil.clocked(CoverBoardTests.busy).soleBoard(CoverBoard.self)
    #expect(
      board.rows(of: "cover-seats") == [
        ["Director", "p2", "[done] Deputised: at court", "2026-11-24T15:00:00"],
        ["Head of service", "p3", "[at-risk] Away: On leave", "2026-11-25T17:00:00"],
        ["Logistics lead", "p5", "[at-risk] Taken, with several roles", "–"],
        ["Data lead", "Nobody", "[neutral] Empty on purpose: not needed", "–"],
        ["Lead member", "p5", "[at-risk] Taken, with several roles: few of us", "–"],
        ["Chair", "The computer", "[neutral] Played by the computer", "–"],
        ["Reception", "The computer", "[neutral] Played by the computer", "–"],
        ["Lead inspector", "p20", "[done] Taken, as planned", "–"],
      ])
    #expect(board.rows(of: "cover-several") == [["p5", "Logistics lead, Lead member"]])
    #expect(
      board.facts(of: "cover-facts") == [
        "Critical and not covered: [done] None", "Deputised: 1", "Played by the computer: 2",
        "Empty on purpose: 1", "Nobody there: 0", "Away: 2",
      ])
    #expect(!board.blocks.contains { $0.id == "cover-uncovered" })
  }

  @Test func `Before anybody says anything it is as the scenario plans it`() throws {
    let board = try ReadyCouncil.rehearsal().soleBoard(CoverBoard.self)
    #expect(
      board.rows(of: "cover-seats").map { "\($0[1]) \($0[2])" } == [
        "p1 [done] Taken, as planned", "p3 [done] Taken, as planned",
        "p5 [done] Taken, as planned", "p7 [done] Taken, as planned", "Nobody [at-risk] Nobody",
        "Nobody [neutral] Empty on purpose: Rehearsed without",
        "The computer [neutral] Played by the computer", "p20 [done] Taken, as planned",
      ])
    #expect(board.rows(of: "cover-several").isEmpty)
    let json = try CanonicalJSON.pretty(board)
    #expect(json.contains("\"person\" : \"p20\""), "\(json)")
  }

  @Test func `What is critical and not covered is called out, whatever the cause`() throws {
    let yaml = ReadyCouncil.yaml.replacing("id: member }", with: "id: member, critical: yes }")
    let rehearsal = try SmallCouncil.rehearsal(
      yaml,
      ReadyCouncil.called.map { line in
        line.hasSuffix("facilitator starts") ? line + #" because "few of us""# : line
      } + [
        #"day 1 10:00 facilitator leaves empty desk because "closed""#,
        #"day 1 10:00 dcs is away because "ill""#,
      ])
    let board = try rehearsal.soleBoard(CoverBoard.self)
    let rows = board.rows(of: "cover-seats")
    #expect(
      [rows[0], rows[4], rows[6]] == [
        ["Director", "p1", "[problem] Away, and critical: ill", "Nobody knows"],
        ["Lead member", "Nobody", "[problem] Nobody, and critical", "–"],
        ["Reception", "Nobody", "[problem] Empty on purpose, and critical: closed", "–"],
      ])
    let notices = board.blocks.compactMap { block -> String? in
      if case .notice(let words) = block.content { return words }
      return nil
    }
    #expect(notices == ["Critical and not covered: Director, Lead member, Reception."])
    #expect(board.facts(of: "cover-facts")[0] == "Critical and not covered: [problem] 3")
    let ids = board.blocks.map(\.id)
    #expect(Set(ids).count == ids.count && ids.allSatisfy { $0.hasPrefix("cover") })
  }

  @Test func `A deputy with another role is shown as a risk`() throws {
    let rehearsal = try ReadyCouncil.rehearsal([
      #"day 1 08:00 facilitator deputises as data because "nobody else""#
    ])
    let rows = try rehearsal.soleBoard(CoverBoard.self).rows(of: "cover-seats")
    #expect(
      rows[3] == [
        "Data lead", "p3",
        "[at-risk] Deputised, by somebody with several roles: nobody else", "–",
      ])
  }

  @Test func `What was handed back says so, until somebody says otherwise`() throws {
    func seat(_ lines: String...) throws -> [String]? {
      try ReadyCouncil.clocked(CoverBoardTests.busy + lines).soleBoard(CoverBoard.self)
        .rows(of: "cover-seats").first
    }
    let back = "day 2 16:00 dcs hands back"
    #expect(try seat(back) == ["Director", "p1", "[done] Handed back", "–"])
    #expect(
      try seat(back, "day 2 17:00 facilitator seats p9 in dcs")
        == ["Director", "p9", "[done] Taken", "–"])
  }

  @Test func `Whoever saw nothing earlier still reads what an event says`() throws {
    let rehearsal = try ReadyCouncil.clocked(
      CoverBoardTests.busy + ["day 2 16:00 dcs hands back", "day 4 09:00 facilitator ends"])
    for recorded in rehearsal.events {
      guard let event = recorded.event, "\(type(of: event).name)".hasPrefix("cover.") else {
        continue
      }
      for plan in [rehearsal.plan, try SmallCouncil.rehearsal().plan] {
        var state = rehearsal.modules.initialState(plan)
        state.evolve(recorded)
        let rows =
          (try #require(rehearsal.modules.boards(state).compactMap { $0 as? CoverBoard }.first))
          .rows(of: "cover-seats")
        #expect(rows.count >= plan.scenario.head.roles.count, "\(recorded.n)")
        switch event {
        case let event as SeatTaken: #expect(rows.contains { $0[1] == event.person.text })
        case let event as SeatDeputised: #expect(rows.contains { $0[1] == event.person.text })
        case is AbsenceBegan: #expect(state[Cover.self].away.values.first?.ended == nil)
        default: break
        }
      }
    }
  }
}
