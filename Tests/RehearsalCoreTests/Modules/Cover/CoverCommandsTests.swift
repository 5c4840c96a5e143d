import RehearsalCore
import RehearsalTestSupport
import Testing

/// Who sits where, and exactly what each command gives.
@Suite struct CoverCommandsTests {
  private static let called = ReadyCouncil.called
  private static let deputised = called + [#"day 1 10:00 hos deputises because "at court""#]
  private static let away = called + [#"day 1 10:00 dcs is away until day 2 09:00 because "ill""#]

  static let seats = [
    Taken(
      "day 1 08:00 facilitator seats p30 in member", after: [],
      gives: #"cover.seat-taken {"role":"member","person":"p30","several":"no"}"#),
    Taken(
      #"day 1 10:00 facilitator seats p30 in hos because "p3 is at court""#, after: called,
      gives: #"cover.seat-taken {"role":"hos","person":"p30","several":"no","#
        + #""because":"p3 is at court"}"#),
    Taken(
      #"day 1 10:00 facilitator seats p1 in hos because "few of us""#, after: called,
      gives: #"cover.seat-taken {"role":"hos","person":"p1","several":"yes","#
        + #""because":"few of us"}"#),
    Taken(
      "day 1 10:00 facilitator seats p5 in member", after: called,
      gives: #"cover.seat-taken {"role":"member","person":"p5","several":"yes"}"#),
    Taken("day 1 10:00 facilitator seats p1 in dcs", after: called),
    Taken(
      "day 1 11:00 facilitator seats p1 in dcs", after: away,
      gives: #"cover.seat-taken {"role":"dcs","person":"p1","several":"no"}"#),
    Taken(
      "day 1 10:00 tool seats p22 in lead-inspector", after: called,
      gives: #"cover.seat-taken {"role":"lead-inspector","person":"p22","several":"no"}"#),
    Taken(
      "day 1 10:00 facilitator seats p8 in chair",
      after: called + ["day 1 09:30 facilitator pauses"],
      gives: #"cover.seat-taken {"role":"chair","person":"p8","several":"no"}"#),
    Taken(
      #"day 1 10:00 facilitator leaves empty member because "not needed""#, after: called,
      gives: #"cover.seat-left-empty {"role":"member","because":"not needed"}"#),
    Taken(
      #"day 1 10:00 facilitator leaves empty chair because "Rehearsed without""#, after: called),
    Taken(
      "day 1 08:00 facilitator lets the computer play member", after: [],
      gives: #"cover.seat-given-to-computer {"role":"member"}"#),
    Taken("day 1 08:00 facilitator lets the computer play desk", after: []),
  ]

  static let joining = [
    Taken(
      "day 1 08:00 dcs joins p1", after: [],
      gives: #"cover.seat-taken {"role":"dcs","person":"p1","several":"no"}"#),
    Taken("day 1 10:00 dcs joins p1", after: called + ["day 1 09:30 dcs joins p1"]),
    Taken(
      #"day 1 10:00 hos joins guest-1 because "stands in""#, after: called,
      gives: #"cover.seat-taken {"role":"hos","person":"guest-1","several":"no","#
        + #""because":"stands in"}"#),
    Taken(
      "day 1 10:00 member joins p8", after: called,
      gives: #"cover.seat-taken {"role":"member","person":"p8","several":"no"}"#),
    Taken(
      "day 1 11:00 dcs joins p1", after: away,
      gives: #"cover.seat-taken {"role":"dcs","person":"p1","several":"no"}"#),
    Taken(
      "day 1 10:00 desk joins p21", after: called,
      gives: #"cover.seat-taken {"role":"desk","person":"p21","several":"no"}"#),
  ]

  static let deputies = [
    Taken(
      #"day 1 10:00 hos deputises because "at court""#, after: called,
      gives: #"cover.seat-deputised {"role":"hos","person":"p4","several":"no","#
        + #""because":"at court"}"#),
    Taken(
      "day 1 10:00 facilitator deputises as hos", after: called,
      gives: #"cover.seat-deputised {"role":"hos","person":"p4","several":"no"}"#),
    Taken(
      #"day 1 10:00 facilitator deputises as data because "nobody else""#, after: called,
      gives: #"cover.seat-deputised {"role":"data","person":"p3","several":"yes","#
        + #""because":"nobody else"}"#),
    Taken("day 1 10:05 hos deputises", after: deputised),
    Taken(
      "day 1 11:00 hos hands back", after: deputised,
      gives: #"cover.seat-handed-back {"role":"hos","filled-by":"taken","person":"p3"}"#),
    Taken(
      "day 1 11:00 facilitator hands back as hos", after: deputised,
      gives: #"cover.seat-handed-back {"role":"hos","filled-by":"taken","person":"p3"}"#),
    Taken(
      "day 1 11:00 dcs hands back",
      after: called + [
        #"day 1 10:00 facilitator leaves empty dcs because "late""#, "day 1 10:30 dcs deputises",
      ],
      gives: #"cover.seat-handed-back {"role":"dcs","filled-by":"empty","reason":"late"}"#),
    Taken(
      #"day 1 11:00 facilitator hands back as hos because "few of us""#,
      after: deputised + ["day 1 10:30 facilitator seats p3 in member"],
      gives: #"cover.seat-handed-back {"role":"hos","filled-by":"taken","person":"p3","#
        + #""because":"few of us"}"#),
  ]

  static let absences = [
    Taken(
      #"day 1 10:00 dcs is away until day 2 09:00 because "ill""#, after: called,
      gives: #"cover.absence-began {"role":"dcs","until":"2026-11-24T09:00:00","#
        + #""because":"ill"}"#),
    Taken("day 1 10:00 dcs is away", after: called, gives: #"cover.absence-began {"role":"dcs"}"#),
    Taken(
      "day 1 10:00 facilitator is away as dcs", after: called,
      gives: #"cover.absence-began {"role":"dcs"}"#),
    Taken(#"day 1 11:00 dcs is away until day 2 09:00 because "ill""#, after: away),
    Taken(
      #"day 1 11:00 dcs is away until day 3 09:00 because "ill""#, after: away,
      gives: #"cover.absence-began {"role":"dcs","until":"2026-11-25T09:00:00","#
        + #""because":"ill"}"#),
    Taken("day 1 11:00 dcs is back", after: away, gives: #"cover.absence-ended {"role":"dcs"}"#),
    Taken(
      "day 1 11:00 facilitator is back as dcs", after: away,
      gives: #"cover.absence-ended {"role":"dcs"}"#),
    Taken("day 1 10:00 dcs is back", after: called),
    Taken("day 1 12:00 dcs is back", after: away + ["day 1 11:00 dcs is back"]),
  ]

  static let clock = [
    Taken(
      "day 2 09:00 clock lets go on leave p3 number 1", after: called,
      gives: #"cover.absence-began {"role":"hos","until":"2026-11-25T17:00:00","#
        + #""because":"On leave"}"#),
    Taken("day 2 08:59 clock lets go on leave p3 number 1", after: called),
    Taken("day 3 17:00 clock lets go on leave p3 number 1", after: called),
    Taken("day 2 09:00 clock lets go on leave p3 number 2", after: called),
    Taken("day 2 09:00 clock lets go on leave nobody number 1", after: called),
    Taken("day 1 09:15 clock lets go on leave p5 number 2", after: ReadyCouncil.started),
    Taken("day 1 09:15 clock lets go on leave p5 number 1", after: called),
    Taken(
      "day 1 09:15 clock lets go on leave p5 number 2", after: called,
      gives: #"cover.absence-began {"role":"logs","until":"2026-11-23T13:00:00","#
        + #""because":"Ill"}"#),
    Taken("day 2 09:00 clock lets go on leave p3 number 1", after: deputised),
    Taken(
      "day 2 09:30 clock lets go on leave p3 number 1",
      after: called + [
        "day 2 09:10 facilitator seats p30 in hos", "day 2 09:20 facilitator seats p3 in hos",
      ]
    ),
    Taken(
      "day 3 17:00 clock brings back from leave p3 number 1",
      after: called + ["day 2 09:00 clock lets go on leave p3 number 1"],
      gives: #"cover.absence-ended {"role":"hos"}"#),
    Taken(
      "day 3 17:00 clock brings back from leave p3 number 1",
      after: called + [
        "day 2 09:00 clock lets go on leave p3 number 1",
        "day 2 10:00 hos is away until day 4 09:00",
      ]),
    Taken("day 3 17:00 clock brings back from leave p3 number 7", after: called),
    Taken(
      "day 2 09:00 clock ends the absence of dcs", after: away,
      gives: #"cover.absence-ended {"role":"dcs"}"#),
    Taken("day 2 08:59 clock ends the absence of dcs", after: away),
    Taken("day 2 09:00 clock ends the absence of hos", after: away),
    Taken("day 2 09:00 clock ends the absence of nonsense", after: away),
  ]

  @Test(arguments: seats + joining + deputies + absences + clock)
  func `A line that is taken gives exactly these events`(_ taken: Taken) throws {
    var rehearsal = try ReadyCouncil.rehearsal(taken.setUp)
    #expect(try rehearsal.events(of: taken.line) == taken.events)
  }

  @Test func `Every command and every event of the seats is shown`() throws {
    typealias Tests = CoverCommandsTests
    let all = (Tests.seats + Tests.joining + Tests.deputies + Tests.absences + Tests.clock).filter {
      !$0.events.isEmpty
    }
    let rehearsal = try ReadyCouncil.rehearsal()
    let shown = try all.map { taken in
      let (_, rest) = ScriptTime.split(taken.line, after: nil, dayOne: rehearsal.plan.dayOne)
      return "\(type(of: try rehearsal.reader.read(rest, at: .nowhere).get().command).name)"
    }
    #expect(Set(shown) == Set(Cover.commands.map { "\($0.name)" }))
    let events = all.flatMap(\.events).compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    #expect(Set(events) == Set(Cover.events.map { "\($0.name)" }))
  }

  private func uncovered(_ lines: [String]) throws -> [String] {
    let rehearsal = try ReadyCouncil.rehearsal(lines)
    return Cover.uncovered(rehearsal.state, rehearsal.plan).map(\.text)
  }

  @Test func `A critical role is uncovered while nobody, nor the computer, answers for it`() throws
  {
    let started = ReadyCouncil.started
    #expect(try uncovered([]) == [])
    #expect(
      try uncovered([
        #"day 1 08:00 facilitator leaves empty desk because "x""#,
        #"day 1 08:00 facilitator leaves empty dcs because "x""#,
        #"day 1 08:00 facilitator leaves empty hos because "not critical""#,
      ]) == ["dcs", "desk"])
    #expect(try uncovered(started + ["day 1 09:00 dcs is away"]) == ["dcs"])
    #expect(
      try uncovered(started + ["day 1 09:00 dcs is away", "day 1 09:01 dcs deputises"]) == [])
    #expect(
      try uncovered(
        started + [
          "day 1 09:00 dcs is away", "day 1 09:01 dcs deputises", "day 1 09:02 dcs is away",
        ]) == ["dcs"])
    #expect(
      try uncovered(started + ["day 1 09:00 dcs is away", "day 1 09:01 dcs is back"]) == [])
    #expect(
      try uncovered(
        started + ["day 1 09:00 dcs is away", "day 1 09:01 facilitator seats p30 in dcs"]) == [])
  }

  @Test func `A critical role without a holder is uncovered until somebody sits there`() throws {
    let yaml = ReadyCouncil.yaml.replacing("id: member }", with: "id: member, critical: yes }")
    var rehearsal = try SmallCouncil.rehearsal(yaml, [])
    #expect(Cover.uncovered(rehearsal.state, rehearsal.plan).map(\.text) == ["member"])
    try rehearsal.play("day 1 08:00 facilitator seats p30 in member")
    #expect(Cover.uncovered(rehearsal.state, rehearsal.plan) == [])
  }

  @Test func `An absence that grows longer began when it first did`() throws {
    let rehearsal = try ReadyCouncil.rehearsal(
      CoverCommandsTests.away + ["day 1 15:00 dcs is away until day 4 09:00"])
    let away = try #require(rehearsal.state[Cover.self].away.values.first)
    #expect(away.since.time.text() == "10:00" && away.until?.text() == "2026-11-26T09:00:00")
  }
}
