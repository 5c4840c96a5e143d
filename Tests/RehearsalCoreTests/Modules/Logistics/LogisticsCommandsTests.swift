import RehearsalCore
import RehearsalTestSupport
import Testing

/// What is said of checklist items, and exactly what follows from it.
@Suite struct LogisticsCommandsTests {
  private static let called = ReadyCouncil.called
  private static let room =
    #"{"item":"room","title":"Base room","checklist":"Rooms","owner":"logs""#
  private static let parking =
    #"{"item":"parking","title":"Parking","checklist":"At the door","owner":"logs""#
  private static let roomDone = called + [#"day 1 10:00 logs finishes room proof "ticket 1""#]

  static let owners = [
    Taken(
      "day 1 10:00 logs sets about room", after: called,
      gives: "logistics.item-begun \(room)}"),
    Taken(
      "day 1 10:00 facilitator sets about room", after: called,
      gives: "logistics.item-begun \(room)}"),
    Taken(
      "day 1 10:00 tool sets about room", after: called, gives: "logistics.item-begun \(room)}"),
    Taken(
      "day 1 10:01 logs sets about room", after: called + ["day 1 10:00 logs sets about room"]),
    Taken(
      "day 1 10:01 logs sets about room",
      after: called + [#"day 1 10:00 logs is blocked on room because "locked""#],
      gives: "logistics.item-begun \(room)}"),
    Taken(
      #"day 1 10:00 logs finishes room proof "ticket 4411""#, after: called,
      gives: "logistics.item-finished \(room)"
        + #","proof":"ticket 4411","due":"2026-11-24T12:00:00","late":"no"}"#),
    Taken(
      #"day 2 12:00 logs finishes parking"#, after: called,
      gives: "logistics.item-finished \(parking)"
        + #","due":"2026-11-24T12:00:00","late":"no"}"#),
    Taken(
      #"day 2 12:00:01 logs finishes parking proof "  ""#, after: called,
      gives: "logistics.item-finished \(parking)"
        + #","due":"2026-11-24T12:00:00","late":"yes"}"#),
    Taken(
      "day 1 09:05 logs finishes parking", after: ReadyCouncil.started,
      gives: "logistics.item-finished \(parking)" + #","late":"no"}"#),
    Taken("day 1 10:01 logs finishes room", after: roomDone),
    Taken(#"day 1 10:01 logs finishes room proof "ticket 1""#, after: roomDone),
    Taken(
      #"day 1 10:00 logs is blocked on parking because "a skip stands there""#, after: called,
      gives: "logistics.item-blocked \(parking)" + #","because":"a skip stands there"}"#),
    Taken(
      #"day 1 10:01 logs is blocked on parking because "a skip""#,
      after: called + [#"day 1 10:00 logs is blocked on parking because "a skip""#]),
    Taken(
      #"day 1 10:01 logs is blocked on parking because "two skips""#,
      after: called + [#"day 1 10:00 logs is blocked on parking because "a skip""#],
      gives: "logistics.item-blocked \(parking)" + #","because":"two skips"}"#),
    Taken(
      #"day 1 10:00 hos is blocked on badges because "printer broken""#, after: called,
      gives: #"logistics.item-blocked {"item":"badges","title":"Badges","#
        + #""checklist":"At the door","owner":"hos","because":"printer broken"}"#),
  ]

  static let others = [
    Taken(
      #"day 1 10:00 logs sets aside parking because "no cars come""#, after: called,
      gives: "logistics.item-set-aside \(parking)" + #","because":"no cars come"}"#),
    Taken(
      #"day 1 10:01 logs sets aside parking because "no cars""#,
      after: called + [#"day 1 10:00 logs sets aside parking because "no cars""#]),
    Taken(
      #"day 1 10:00 logs hands over parking to dcs because "at court""#, after: called,
      gives: "logistics.item-handed-over \(parking)" + #","to":"dcs","because":"at court"}"#),
    Taken(#"day 1 10:00 logs hands over parking to logs because "mine""#, after: called),
    Taken(
      #"day 1 10:00 facilitator hands over parking to dcs because "logs is ill""#, after: called,
      gives: "logistics.item-handed-over \(parking)" + #","to":"dcs","because":"logs is ill"}"#),
    Taken(
      #"day 1 11:00 logs reopens room because "flooded""#, after: roomDone,
      gives: "logistics.item-reopened \(room)" + #","because":"flooded"}"#),
    Taken(
      #"day 1 11:00 logs reopens parking because "cars come""#,
      after: called + [#"day 1 10:00 logs sets aside parking because "no cars""#],
      gives: "logistics.item-reopened \(parking)" + #","because":"cars come"}"#),
    Taken(
      "day 1 11:00 logs sets about cupboard", after: roomDone,
      gives: #"logistics.item-begun {"item":"cupboard","title":"Cupboard","#
        + #""checklist":"Rooms","owner":"logs"}"#),
    Taken(
      "day 1 11:00 logs finishes cupboard",
      after: called + [#"day 1 10:00 logs sets aside room because "none needed""#],
      gives: #"logistics.item-finished {"item":"cupboard","title":"Cupboard","#
        + #""checklist":"Rooms","owner":"logs","due":"2026-11-25T12:00:00","late":"no"}"#),
  ]

  static let clock = [
    Taken("day 1 09:15 clock dates the checklists", after: ReadyCouncil.started),
    Taken("day 1 09:16 clock dates the checklists", after: called),
    Taken(
      "day 1 09:15 clock dates the checklists",
      after: ReadyCouncil.started + ["day 1 09:15 clock reaches notification"],
      gives: #"logistics.dates-set {"items":["#
        + "\(room)" + #","due":"2026-11-24T12:00:00"},"#
        + #"{"item":"cupboard","title":"Cupboard","checklist":"Rooms","owner":"logs","#
        + #""due":"2026-11-25T12:00:00"},"#
        + #"{"item":"log-ins","title":"Log-ins","checklist":"Systems","owner":"data","#
        + #""due":"2026-11-25T17:00:00"},"#
        + #"{"item":"badges","title":"Badges","checklist":"At the door","owner":"hos","#
        + #""due":"2026-11-30T09:00:00"},"# + "\(parking)" + #","due":"2026-11-24T12:00:00"}]}"#),
    Taken(
      "day 2 12:00 clock finds unfinished parking", after: called,
      gives: "logistics.item-overdue \(parking)" + #","due":"2026-11-24T12:00:00"}"#),
    Taken("day 2 11:59 clock finds unfinished parking", after: called),
    Taken(
      "day 2 12:01 clock finds unfinished parking",
      after: called + ["day 2 12:00 clock finds unfinished parking"]),
    Taken(
      "day 2 12:00 clock finds unfinished parking",
      after: called + ["day 1 10:00 logs finishes parking"]),
    Taken(
      "day 2 12:00 clock finds unfinished parking",
      after: called + [#"day 1 10:00 logs sets aside parking because "no cars""#]),
    Taken("day 2 12:00 clock finds unfinished nonsense", after: called),
  ]

  @Test(arguments: owners + others + clock)
  func `A line that is taken gives exactly these events`(_ taken: Taken) throws {
    var rehearsal = try ReadyCouncil.rehearsal(taken.setUp)
    #expect(try rehearsal.events(of: taken.line) == taken.events)
  }

  @Test func `Every command and every event of the checklists is shown`() throws {
    typealias Tests = LogisticsCommandsTests
    let all = (Tests.owners + Tests.others + Tests.clock).filter { !$0.events.isEmpty }
    let rehearsal = try ReadyCouncil.rehearsal()
    let shown = try all.map { taken in
      let (_, rest) = ScriptTime.split(taken.line, after: nil, dayOne: rehearsal.plan.dayOne)
      return "\(type(of: try rehearsal.reader.read(rest, at: .nowhere).get().command).name)"
    }
    #expect(Set(shown) == Set(Logistics.commands.map { "\($0.name)" }))
    let events = all.flatMap(\.events).compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    #expect(Set(events) == Set(Logistics.events.map { "\($0.name)" }))
  }

  @Test func `Whoever is handed an item owns it, and whoever handed it over does not`() throws {
    var rehearsal = try ReadyCouncil.rehearsal(
      LogisticsCommandsTests.called + [
        #"day 1 10:00 logs hands over parking to dcs because "at court""#
      ])
    #expect(
      try rehearsal.refusal("day 1 10:05 logs finishes parking").code == "logistics.not-yours")
    try rehearsal.play("day 1 10:06 dcs finishes parking")
    #expect(rehearsal.state[Logistics.self].items.values.last?.standing == .done)
  }

  @Test func `An item is reopened as if nothing had been done, and waits again`() throws {
    var rehearsal = try ReadyCouncil.rehearsal(
      LogisticsCommandsTests.roomDone + [#"day 1 11:00 logs reopens room because "flooded""#])
    let room = try #require(rehearsal.state[Logistics.self].items.values.first)
    #expect(room.standing == .toDo && room.proof == nil && room.done == nil && room.reason == nil)
    #expect(try rehearsal.refusal("day 1 12:00 logs sets about cupboard").code == "logistics.waits")
    #expect(
      try rehearsal.refusal("day 1 12:00 logs finishes room").code == "logistics.proof-missing")
  }
}
