import RehearsalCore
import RehearsalTestSupport
import Testing

/// Every way in which a seat is refused, and which wins where two apply.
@Suite struct CoverRefusalTests {
  private static let called = ReadyCouncil.called

  private static func refused(
    _ acts: [String], after setUp: [String] = called, _ code: String, _ reason: String,
    _ fix: String
  ) -> [Refused] {
    acts.map { Refused("day 1 10:00 \($0)", after: setUp, code, reason, fix) }
  }

  static let roles =
    refused(
      [
        "facilitator deputises", "facilitator hands back", "facilitator is away",
        "facilitator is back", "tool is away until day 2 09:00", "inspector:lead is away",
        "clock is away",
      ], "role-needed", "Nobody says for which role this is",
      "Name it: as head-of-service, for example.")
    + refused(
      [
        "facilitator seats p30 in nonsense", "facilitator deputises as nonsense",
        "facilitator hands back as nonsense", "facilitator is away as nonsense",
        "facilitator is back as nonsense", "dcs is back as nonsense",
        #"facilitator leaves empty nonsense because "x""#,
        "facilitator lets the computer play nonsense",
      ], "role-unknown", "No role is called \"nonsense\" in this rehearsal",
      "Name a role that the scenario lists.")
    + refused(
      ["facilitator seats p30 in memebr", "facilitator lets the computer play memebr"],
      "role-unknown", "No role is called \"memebr\" in this rehearsal", "Did you mean \"member\"?")
    + refused(
      [
        "hos deputises as dcs", "hos hands back as dcs", "hos is away as dcs", "hos is back as dcs",
        "lead-inspector is away as dcs", "inspector:lead is away as dcs", "clock is away as dcs",
      ], "not-yours", "The seat of \"dcs\" is not yours", "Let dcs or a facilitator say so.")

  static let seats =
    refused(
      ["member is away", "facilitator is away as member"], "nobody-there",
      "No person sits in \"member\"",
      "Only a person can be away; let a facilitator seat somebody first.")
    + refused(
      ["chair is away"], "nobody-there", "No person sits in \"chair\"",
      "Only a person can be away; let a facilitator seat somebody first.")
    + refused(
      ["desk is away"], "nobody-there", "No person sits in \"desk\"",
      "Only a person can be away; let a facilitator seat somebody first.")
    + refused(
      ["chair deputises", #"facilitator deputises as chair because "x""#], "no-deputy",
      "\"chair\" has no deputy", "Let a facilitator seat somebody else there.")
    + refused(
      ["hos hands back", "facilitator hands back as hos"], "not-deputised",
      "No deputy sits in \"hos\"", "There is nothing to hand back.")
    + refused(
      ["hos hands back"],
      after: called + [
        "day 1 09:30 hos deputises", "day 1 09:40 facilitator seats p30 in hos",
      ], "not-deputised", "No deputy sits in \"hos\"", "There is nothing to hand back.")
    + refused(
      [#"facilitator leaves empty hos because """#, #"tool leaves empty hos because " ""#],
      "reason-missing", "Nobody says why, for \"hos\"",
      "Say why, such as: because \"not needed on day 1\".")
    + refused(
      [
        "facilitator seats p1 in hos", #"facilitator seats p1 in hos because " ""#,
        "facilitator seats p1 in member",
      ], "several-roles", "\"p1\" sits in \"dcs\" already",
      "Let a facilitator do it and give the reason, under because; or choose somebody else.")
    + refused(
      ["facilitator joins p30", "clock joins p30"], "role-needed",
      "Nobody says for which role this is", "Name it: as head-of-service, for example.")
    + refused(
      ["hos joins p1", #"hos joins p1 because "few of us""#], "several-roles",
      "\"p1\" sits in \"dcs\" already",
      "Let a facilitator do it and give the reason, under because; or choose somebody else.")
    + refused(
      ["hos joins p3", #"hos joins guest-2 because "me""#],
      after: called + [#"day 1 09:30 hos joins guest-1 because "stands in""#], "seat-taken",
      "Somebody has joined as \"hos\" already",
      "Choose another role, or ask a facilitator to seat you there.")
    + refused(
      ["data deputises", #"data deputises because "I must go""#, "facilitator deputises as data"],
      "several-roles", "\"p3\" sits in \"hos\" already",
      "Let a facilitator do it and give the reason, under because; or choose somebody else.")
    + refused(
      ["hos hands back", #"hos hands back because "done""#],
      after: called + [
        "day 1 09:30 hos deputises", "day 1 09:40 facilitator seats p3 in member",
      ], "several-roles", "\"p3\" sits in \"member\" already",
      "Let a facilitator do it and give the reason, under because; or choose somebody else.")
    + refused(
      ["dcs is away until day 1 10:00", "dcs is away until day 1 10:00 because x"], "until-past",
      "23 November 2026 at 10am is not later than now",
      "Name a later moment, or leave it out.")

  static let all = roles + seats

  @Test(arguments: all)
  func `A refusal says why and what to do, and leaves everything as it was`(
    _ refused: Refused
  ) throws {
    var rehearsal = try ReadyCouncil.rehearsal(refused.setUp)
    try rehearsal.refuse(refused, in: "cover")
  }

  @Test func `Every refusal of the seats is reached, and no other`() {
    let reached = CoverRefusalTests.all.map { "cover." + $0.code }
    #expect(Set(reached) == Set(CoverRefusal.precedence))
    #expect(Set(CoverRefusal.precedence).count == CoverRefusal.precedence.count)
  }

  @Test func `Seats are a facilitator's to fill, and what time does is the clock's`() throws {
    var rehearsal = try ReadyCouncil.rehearsal(CoverRefusalTests.called)
    let (digest, count) = (try rehearsal.digest, rehearsal.events.count)
    for who in ["dcs", "member", "lead-inspector", "inspector:lead", "clock"] {
      for act in [
        "seats p30 in member", #"leaves empty nonsense because "x""#,
        "lets the computer play member",
      ] {
        #expect(
          try rehearsal.refusal("day 1 10:00 \(who) \(act)").code == "timeline.facilitator-only")
      }
    }
    for who in ["dcs", "facilitator", "tool", "inspector:lead"] {
      for act in [
        "lets go on leave p3 number 1", "brings back from leave p3 number 1",
        "ends the absence of dcs",
      ] {
        #expect(try rehearsal.refusal("day 2 10:00 \(who) \(act)").code == "timeline.clock-only")
      }
    }
    #expect(try rehearsal.digest == digest && rehearsal.events.count == count)
  }

  @Test func `Seats are filled before the start and in a pause, absences are not`() throws {
    for (setUp, code) in [
      ([], "timeline.not-started"),
      (CoverRefusalTests.called + ["day 1 09:30 facilitator pauses"], "timeline.paused"),
      (
        CoverRefusalTests.called + ["day 1 09:30 dcs stops for a real incident"],
        "timeline.stopped"
      ),
    ] {
      var rehearsal = try ReadyCouncil.rehearsal(setUp)
      for act in ["is away", "is back"] {
        #expect(try rehearsal.refusal("day 1 10:00 dcs \(act)").code == code)
      }
      try rehearsal.play(
        "day 1 10:00 facilitator seats p30 in member", "day 1 10:00 dcs deputises",
        "day 1 10:00 dcs hands back", "day 1 10:00 facilitator lets the computer play chair",
        #"day 1 10:00 facilitator leaves empty hos because "x""#)
    }
    var ended = try ReadyCouncil.rehearsal(
      CoverRefusalTests.called + ["day 1 09:30 facilitator ends"])
    #expect(
      try ended.refusal("day 1 10:00 facilitator seats p30 in member").code == "timeline.ended")
  }

  private static func pair(
    _ line: String, after setUp: [String] = called, _ first: String, cured: String,
    _ second: String
  ) -> WrongTwice {
    WrongTwice(
      "day 1 10:00 \(line)", after: setUp, "cover.\(first)", cured: "day 1 10:00 \(cured)",
      "cover.\(second)")
  }

  static let pairs = [
    pair(
      "inspector:lead is away", "role-needed", cured: "inspector:lead is away as dcs", "not-yours"),
    pair(
      "facilitator deputises", "role-needed", cured: "facilitator deputises as chair", "no-deputy"),
    pair("hos is away as nonsense", "role-unknown", cured: "hos is away as dcs", "not-yours"),
    pair(
      "hos is away as member until day 1 09:00", "not-yours",
      cured: "member is away until day 1 09:00", "nobody-there"),
    pair(
      "member is away until day 1 09:00", "nobody-there", cured: "hos is away until day 1 09:00",
      "until-past"),
    pair("dcs deputises as data", "not-yours", cured: "data deputises", "several-roles"),
    pair(
      #"facilitator leaves empty nonsense because """#, "role-unknown",
      cured: #"facilitator leaves empty hos because """#, "reason-missing"),
    pair(
      "facilitator seats p1 in nonsense", "role-unknown", cured: "facilitator seats p1 in hos",
      "several-roles"),
  ]

  @Test(arguments: pairs)
  func `Where two refusals apply, the one with precedence is given`(_ pair: WrongTwice) throws {
    var rehearsal = try ReadyCouncil.rehearsal(pair.setUp)
    #expect(try rehearsal.refusal(pair.line).code == pair.first)
    #expect(try rehearsal.refusal(pair.cured).code == pair.second)
    let places = [pair.first, pair.second].map { CoverRefusal.precedence.firstIndex(of: $0) ?? -1 }
    #expect(places[0] >= 0 && places[0] < places[1])
  }
}
