import RehearsalCore
import RehearsalTestSupport
import Testing

/// Every way in which a checklist says no, and which wins where two apply.
@Suite struct LogisticsRefusalTests {
  private static let called = ReadyCouncil.called
  private static let done = called + ["day 1 09:30 logs finishes parking"]
  private static let aside =
    called + [
      #"day 1 09:30 logs sets aside parking because "no cars""#
    ]

  /// Every command with which somebody says something of `item`.
  private static func acts(on item: String) -> [String] {
    [
      "sets about \(item)", "finishes \(item)", #"is blocked on \#(item) because "x""#,
      #"sets aside \#(item) because "x""#, #"hands over \#(item) to dcs because "x""#,
      #"reopens \#(item) because "x""#,
    ]
  }

  private static func refused(
    _ acts: [String], by who: String, after setUp: [String], _ code: String, _ reason: String,
    _ fix: String
  ) -> [Refused] {
    acts.map { Refused("day 1 10:00 \(who) \($0)", after: setUp, code, reason, fix) }
  }

  static let people =
    refused(
      acts(on: "parking") + acts(on: "nonsense"), by: "lead-inspector", after: called,
      "council-only", "Checklists are the council's own work",
      "Leave it to the council, or ask a facilitator.")
    + refused(
      acts(on: "parking"), by: "inspector:lead", after: called, "council-only",
      "Checklists are the council's own work", "Leave it to the council, or ask a facilitator.")
    + refused(
      acts(on: "parking"), by: "hos", after: called, "not-yours", "\"parking\" belongs to logs",
      "Let logs or a facilitator say so, or hand it over first.")
    + refused(
      acts(on: "parking"), by: "clock", after: called, "not-yours", "\"parking\" belongs to logs",
      "Let logs or a facilitator say so, or hand it over first.")

  static let items =
    refused(
      acts(on: "nonsense"), by: "logs", after: called, "item-unknown",
      "No checklist item is called \"nonsense\"", "The plan of the scenario lists them.")
    + refused(
      acts(on: "praking"), by: "facilitator", after: ReadyCouncil.started, "item-unknown",
      "No checklist item is called \"praking\"", "Did you mean \"parking\"?")
    + refused(
      [
        "sets about parking", "finishes parking", #"is blocked on parking because "x""#,
        #"sets aside parking because "other""#, #"hands over parking to dcs because "x""#,
      ], by: "logs", after: aside, "set-aside",
      "\"parking\" was set aside, because it does not apply",
      "If it applies after all, reopen it: reopens parking because ….")
    + refused(
      [
        "sets about parking", #"finishes parking proof "another""#,
        #"is blocked on parking because "x""#, #"sets aside parking because "x""#,
        #"hands over parking to dcs because "x""#,
      ], by: "facilitator", after: done, "already-done", "\"parking\" is done already",
      "If it is not, reopen it: reopens parking because ….")
    + refused(
      [#"reopens parking because "x""#], by: "logs", after: called, "still-open",
      "\"parking\" is still open", "Reopen only what is done or was set aside.")
    + refused(
      [#"reopens parking because "x""#], by: "logs",
      after: called + [#"day 1 09:30 logs is blocked on parking because "y""#], "still-open",
      "\"parking\" is still open", "Reopen only what is done or was set aside.")

  static let reasons =
    refused(
      [
        #"is blocked on parking because """#, #"is blocked on parking because " \n ""#,
        #"sets aside parking because " ""#, #"hands over parking to dcs because """#,
      ], by: "logs", after: called, "reason-missing", "Nobody says why, for \"parking\"",
      "Say why, such as: because \"printer broken\".")
    + refused(
      [#"reopens parking because """#], by: "logs", after: done, "reason-missing",
      "Nobody says why, for \"parking\"", "Say why, such as: because \"printer broken\".")
    + refused(
      [#"hands over parking to nonsense because "x""#], by: "logs", after: called, "role-unknown",
      "No role is called \"nonsense\" in this rehearsal", "Name a role that the scenario lists.")
    + refused(
      [#"hands over parking to memebr because "x""#], by: "logs", after: called, "role-unknown",
      "No role is called \"memebr\" in this rehearsal", "Did you mean \"member\"?")
    + refused(
      [#"hands over parking to lead-inspector because "x""#], by: "logs", after: called,
      "role-inspects", "\"lead-inspector\" plays the inspectorate",
      "Hand it over to a role of the council.")
    + refused(
      ["sets about cupboard", "finishes cupboard"], by: "logs", after: called, "waits",
      "\"cupboard\" waits for \"room\"", "Finish \"room\" first, or set it aside.")
    + refused(
      ["sets about badges", #"finishes badges proof "x""#], by: "hos",
      after: called + ["day 1 09:30 logs sets about room"], "waits",
      "\"badges\" waits for \"room\" and \"log-ins\"",
      "Finish \"room\" and \"log-ins\" first, or set them aside.")
    + refused(
      ["finishes room", #"finishes room proof """#, #"finishes room proof "  ""#], by: "logs",
      after: called, "proof-missing",
      "\"room\" needs proof that it is done: A photo of the room",
      "Add what shows it, such as: proof \"ticket 4411\".")

  static let all = people + items + reasons

  @Test(arguments: all)
  func `A refusal says why and what to do, and leaves everything as it was`(
    _ refused: Refused
  ) throws {
    var rehearsal = try ReadyCouncil.rehearsal(refused.setUp)
    try rehearsal.refuse(refused, in: "logistics")
  }

  @Test func `Every refusal of the checklists is reached, and no other`() {
    let reached = LogisticsRefusalTests.all.map { "logistics." + $0.code }
    #expect(Set(reached) == Set(LogisticsRefusal.precedence))
    #expect(Set(LogisticsRefusal.precedence).count == LogisticsRefusal.precedence.count)
  }

  @Test func `Only the clock dates the checklists and finds what is unfinished`() throws {
    var rehearsal = try ReadyCouncil.rehearsal(LogisticsRefusalTests.called)
    for who in ["logs", "facilitator", "lead-inspector", "inspector:lead", "tool"] {
      for act in ["dates the checklists", "finds unfinished parking", "finds unfinished x"] {
        #expect(
          try rehearsal.refusal("day 2 13:00 \(who) \(act)").code == "timeline.clock-only")
      }
    }
  }

  @Test func `Nothing is taken before the start, in a pause or after the end`() throws {
    let started = ReadyCouncil.started
    for (setUp, code) in [
      ([], "not-started"), (started + ["day 1 09:30 facilitator pauses"], "paused"),
      (started + ["day 1 09:30 facilitator ends"], "ended"),
    ] {
      var rehearsal = try ReadyCouncil.rehearsal(setUp)
      for act in LogisticsRefusalTests.acts(on: "parking") {
        #expect(try rehearsal.refusal("day 1 10:00 logs \(act)").code == "timeline.\(code)")
      }
    }
  }

  private static func pair(
    _ line: String, after setUp: [String] = called, _ first: String, cured: String,
    _ second: String
  ) -> WrongTwice {
    WrongTwice(
      "day 1 10:00 \(line)", after: setUp, "logistics.\(first)", cured: "day 1 10:00 \(cured)",
      "logistics.\(second)")
  }

  static let pairs = [
    pair(
      "lead-inspector sets about nonsense", "council-only", cured: "hos sets about nonsense",
      "item-unknown"),
    pair(
      "hos finishes parking proof x", after: done, "not-yours",
      cured: "logs finishes parking proof x", "already-done"),
    pair(
      #"hos hands over parking to nonsense because "x""#, after: aside, "not-yours",
      cured: #"logs hands over parking to nonsense because "x""#, "set-aside"),
    pair(
      #"logs reopens parking because """#, "still-open",
      cured: #"logs sets aside parking because """#, "reason-missing"),
    pair(
      #"logs hands over parking to nonsense because """#, "reason-missing",
      cured: #"logs hands over parking to nonsense because "x""#, "role-unknown"),
    pair("hos finishes room", "not-yours", cured: "logs finishes room", "proof-missing"),
    pair("hos sets about cupboard", "not-yours", cured: "logs sets about cupboard", "waits"),
  ]

  @Test(arguments: pairs)
  func `Where two refusals apply, the one with precedence is given`(_ pair: WrongTwice) throws {
    var rehearsal = try ReadyCouncil.rehearsal(pair.setUp)
    #expect(try rehearsal.refusal(pair.line).code == pair.first)
    #expect(try rehearsal.refusal(pair.cured).code == pair.second)
    let places = [pair.first, pair.second].map {
      LogisticsRefusal.precedence.firstIndex(of: $0) ?? -1
    }
    #expect(places[0] >= 0 && places[0] < places[1])
  }

  @Test func `What an item waits for is named before its proof is asked for`() throws {
    let yaml = ReadyCouncil.yaml.replacing("after: [room] }", with: "after: [room], proof: A key }")
    var rehearsal = try SmallCouncil.rehearsal(yaml, LogisticsRefusalTests.called)
    let finish = "day 1 10:00 logs finishes cupboard"
    #expect(try rehearsal.refusal(finish).code == "logistics.waits")
    try rehearsal.play(#"day 1 09:50 logs finishes room proof "x""#)
    #expect(try rehearsal.refusal(finish).code == "logistics.proof-missing")
  }

  @Test func `A refusal does not tell the inspectorate who owns what now`() throws {
    var rehearsal = try ReadyCouncil.rehearsal(
      LogisticsRefusalTests.called + [
        #"day 1 09:30 logs hands over parking to dcs because "ill""#
      ])
    for who in ["lead-inspector", "inspector:lead"] {
      let words = try rehearsal.refusal("day 1 10:00 \(who) finishes parking").words
      #expect(!words.contains("dcs") && !words.contains("parking"))
    }
  }
}
