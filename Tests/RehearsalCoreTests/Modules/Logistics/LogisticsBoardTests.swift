import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// What people read of the checklists, and the figures that evaluators take from them.
@Suite struct LogisticsBoardTests {
  private static let busy = [
    "day 1 09:00 facilitator starts", "day 1 10:00 logs sets about room",
    #"day 1 10:05 data is blocked on log-ins because "no licences""#,
    #"day 1 11:00 logs hands over parking to dcs because "at court""#,
    #"day 2 11:00 logs finishes room proof "photo-7.jpg""#,
    "day 2 12:30 logs sets about cupboard", "day 2 13:00 dcs finishes parking",
    "day 3 12:30 facilitator moves to day 3 17:30",
    #"day 3 17:30 hos sets aside badges because "stickers will do""#,
  ]

  @Test func `A busy week is told in plain words`() throws {
    let rehearsal = try ReadyCouncil.clocked(
      LogisticsBoardTests.busy + [#"day 3 17:40 hos reopens badges because "they will not""#])
    #expect(
      ReadyCouncil.stories(rehearsal, of: "logistics") == [
        "Clock published when 5 checklist items are due",
        "Logistics lead set about \"Base room\"",
        "Data lead could not go on with \"Log-ins\": no licences",
        "Logistics lead handed over \"Parking\" from Logistics lead to Director: at court",
        "Logistics lead finished \"Base room\": photo-7.jpg",
        "Clock found \"Parking\" overdue, which is for Director to do",
        "Logistics lead set about \"Cupboard\"",
        "Director finished \"Parking\" late",
        "Clock found \"Cupboard\" overdue, which is for Logistics lead to do",
        "Clock found \"Log-ins\" overdue, which is for Data lead to do",
        "Head of service set aside \"Badges\": stickers will do",
        "Head of service reopened \"Badges\": they will not",
      ])
    let notable = rehearsal.events.compactMap(\.event).filter {
      "\(type(of: $0).name)".hasPrefix("logistics.") && $0.isNotable
    }
    #expect(notable.count == 7)
  }

  @Test func `The board shows each list, what is late, and who has how much left to do`() throws {
    let board = try ReadyCouncil.clocked(LogisticsBoardTests.busy).soleBoard(LogisticsBoard.self)
    #expect(
      board.rows(of: "logistics-list-1") == [
        [
          "Base room", "Logistics lead", "2026-11-24T12:00:00", "[done] Done", "photo-7.jpg", "–",
        ],
        [
          "Cupboard", "Logistics lead", "2026-11-25T12:00:00", "[late] In progress, overdue", "–",
          "–",
        ],
      ])
    #expect(
      board.rows(of: "logistics-list-2") == [
        [
          "Log-ins", "Data lead", "2026-11-25T17:00:00", "[problem] Blocked, overdue: no licences",
          "–", "–",
        ]
      ])
    #expect(
      board.rows(of: "logistics-list-3") == [
        [
          "Badges", "Head of service", "2026-11-30T09:00:00",
          "[neutral] Not applicable: stickers will do", "–", "–",
        ],
        ["Parking", "Director", "2026-11-24T12:00:00", "[late] Done late", "–", "–"],
      ])
    #expect(
      board.rows(of: "logistics-late").map { [$0[0], $0[1], $0[3], $0[4]] } == [
        ["Cupboard", "Logistics lead", "[late] In progress, overdue", "–"],
        ["Log-ins", "Data lead", "[problem] Blocked, overdue: no licences", "–"],
        ["Parking", "Director", "[late] Done late", "2026-11-24T13:00:00"],
      ])
    #expect(
      board.rows(of: "logistics-load") == [
        ["Logistics lead", "1", "1"], ["Data lead", "1", "1"], ["Head of service", "0", "0"],
        ["Director", "0", "0"],
      ])
    #expect(
      board.rows(of: "logistics-handed-over") == [
        [
          "Parking", "Logistics lead", "Director", "2026-11-23T11:00:00", "Logistics lead",
          "at court",
        ]
      ])
    #expect(
      board.facts(of: "logistics-facts") == [
        "Items: 5", "Done in time: 1", "Done late: 1", "Overdue and open: 2", "Blocked now: 1",
        "Not applicable: 1",
      ])
  }

  @Test func `A measure for each list counts what applies`() throws {
    let board = try ReadyCouncil.clocked(LogisticsBoardTests.busy).soleBoard(LogisticsBoard.self)
    let measures = board.blocks.compactMap { block -> String? in
      guard case .measure(let measure) = block.content else { return nil }
      return "\(block.id) \(measure.name) \(measure.part)/\(measure.whole)"
    }
    #expect(
      measures == [
        "logistics-list-1-done done: Rooms 1/2", "logistics-list-2-done done: Systems 0/1",
        "logistics-list-3-done done: At the door 1/1",
      ])
    let ids = board.blocks.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.hasPrefix("logistics") })
  }

  @Test func `On the morning of the call everything is to do, and what waits says for what`() throws
  {
    let before = try ReadyCouncil.rehearsal().soleBoard(LogisticsBoard.self)
    #expect(
      before.rows(of: "logistics-list-1") == [
        [
          "Base room", "Logistics lead", "–", "[neutral] To do", "Asked for: A photo of the room",
          "–",
        ],
        ["Cupboard", "Logistics lead", "–", "[neutral] To do", "–", "Base room"],
      ])
    #expect(before.rows(of: "logistics-list-3")[0][5] == "Base room, Log-ins")
    #expect(before.rows(of: "logistics-late").isEmpty)
    #expect(
      !before.blocks.contains { ["logistics-late", "logistics-handed-over"].contains($0.id) })
    let called = try ReadyCouncil.rehearsal(ReadyCouncil.called).soleBoard(LogisticsBoard.self)
    #expect(called.rows(of: "logistics-list-1")[0][2] == "2026-11-24T12:00:00")
  }

  @Test func `A council without checklists has no board of them`() throws {
    let rehearsal = try SmallCouncil.rehearsal(SmallCouncil.called)
    #expect(!rehearsal.modules.boards(rehearsal.state).contains { $0 is LogisticsBoard })
    #expect(LogisticsMeasures(rehearsal.state).items == 0)
  }

  @Test func `Measures count each item once, and what is done before the call is in time`() throws {
    let rehearsal = try ReadyCouncil.clocked(
      ["day 1 09:00 facilitator starts", "day 1 09:05 logs finishes parking"]
        + LogisticsBoardTests.busy.dropFirst().filter { !$0.contains("parking") })
    let measures = LogisticsMeasures(rehearsal.state)
    #expect(measures.items == 5 && measures.doneInTime == 2 && measures.doneLate == 0)
    #expect(measures.overdue == 2 && measures.blocked == 1 && measures.notApplicable == 1)
    let json = try CanonicalJSON.pretty(rehearsal.soleBoard(LogisticsBoard.self))
    #expect(json.contains("\"doneInTime\" : 2"), "\(json)")
  }

  @Test func `A reader who knows of nothing earlier still reads what an event says`() throws {
    let rehearsal = try ReadyCouncil.clocked(LogisticsBoardTests.busy)
    let small = try SmallCouncil.rehearsal()
    for recorded in rehearsal.events {
      guard let event = recorded.event, "\(type(of: event).name)".hasPrefix("logistics.") else {
        continue
      }
      var state = small.state
      state.evolve(recorded)
      let rows = LogisticsRows.all(small.modules.boards(state))
      #expect(rows.isEmpty == state[Logistics.self].items.isEmpty)
      #expect(!rows.contains { $0[0].isEmpty || $0[1] == "–" }, "\(recorded.n)")
    }
  }

  @Test func `Who did what last is right even where a hand-over was never seen`() throws {
    let rehearsal = try ReadyCouncil.clocked(LogisticsBoardTests.busy)
    var state = rehearsal.modules.initialState(rehearsal.plan)
    for recorded in rehearsal.events where !(recorded.event is ItemHandedOver) {
      state.evolve(recorded)
    }
    #expect(state[Logistics.self].items.values.last?.owner?.text == "dcs")
  }
}

/// The rows of every list on the boards.
private enum LogisticsRows {
  static func all(_ boards: [any Board]) -> [[String]] {
    boards.flatMap { board in (1...3).flatMap { board.rows(of: "logistics-list-\($0)") } }
  }
}
