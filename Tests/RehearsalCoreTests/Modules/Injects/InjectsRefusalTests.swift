import RehearsalCore
import RehearsalTestSupport
import Testing

/// Every way in which Injects says no.
@Suite struct InjectsRefusalTests {
  static let called = InjectCouncil.called
  static let newsCame = InjectCouncil.newsCame
  static let asked = InjectCouncil.asked
  static let answered = InjectCouncil.answered
  static let accepted = answered + ["day 1 12:30 lead is satisfied with chart"]

  private static func refused(
    _ acts: [String], after setUp: [String], _ code: String, _ reason: String, _ fix: String
  ) -> [Refused] {
    acts.map { Refused("day 1 13:00 \($0)", after: setUp, code, reason, fix) }
  }

  static let actors =
    refused(
      [
        "lead takes note of news", "facilitator takes note of news",
        "inspector:x takes note of news",
        #"tool responds to news with "x""#, #"lead responds to news with "x""#,
        "lead reassigns chart to ad", #"inspector:lead answers chart with "x""#,
        #"lead decides "x" because "y""#, #"clock decides "x" because "y""#,
      ], after: newsCame, "council-only", "Only a role of the council does this",
      "Begin the sentence with the role that does it.")
    + refused(
      [
        #"ad raises chart title "x""#, "watch is satisfied with chart",
        #"dcs is not satisfied with chart because "x""#, "press takes back chart",
        #"clock raises chart title "x""#,
      ], after: called, "inspectorate-only", "Only an inspector does this",
      "Let an inspector do it, such as inspector:lead, or the facilitator for them.")

  static let names =
    refused(
      [
        "facilitator releases newt", #"tool leaves out newt because "x""#,
        #"facilitator holds back newt until day 2 09:00 because "x""#,
      ], after: called, "event-unknown", "There is no new event called \"newt\" in store",
      "Did you mean \"news\"?")
    + refused(
      ["facilitator releases nonsense"], after: called, "event-unknown",
      "There is no new event called \"nonsense\" in store", "The plan of the scenario lists them.")
    + refused(
      [
        "press takes note of news", #"press responds to news with "x""#,
        "watch judges the response to news number 1 as met",
        "facilitator judges the response to news number 1 as met",
        #"press decides "x" because "y" about news"#, "clock notices no response to news",
        "facilitator ends the outage news",
      ], after: called, "not-come-up", "No new event called \"news\" has come up for you",
      "Use the name that it came with.")
    + refused(
      ["ad takes note of news", "data decides \"x\" because \"y\" about news"], after: newsCame,
      "not-come-up", "No new event called \"news\" has come up for you",
      "Use the name that it came with.")
    + refused(
      ["press takes note of newt", "watch judges the response to newt number 1 as met"],
      after: newsCame, "not-come-up", "No new event called \"newt\" has come up for you",
      "Did you mean \"news\"?")
    + refused(
      [
        "ad reassigns charts to data", #"ad answers charts with "x""#,
        "lead is satisfied with charts", #"lead is not satisfied with charts because "x""#,
        "lead takes back charts", "clock notices no answer to charts",
      ], after: asked, "request-unknown", "No inspector has asked for \"charts\"",
      "Did you mean \"chart\"?")
    + refused(
      [#"ad answers rota with "x""#], after: asked, "request-unknown",
      "No inspector has asked for \"rota\"", "Use the name that the list of requests has.")
    + refused(
      [#"lead raises news title "x""#, #"facilitator announces news to ad message "x""#],
      after: called, "id-taken", "Something is called \"news\" already", "Use another short name.")
    + refused(
      [#"lead raises chart title "x""#, #"facilitator announces chart to ad message "x""#],
      after: asked, "id-taken", "Something is called \"chart\" already", "Use another short name.")

  static let standings =
    refused(
      [
        "facilitator releases news", #"facilitator leaves out news because "x""#,
        #"facilitator holds back news until day 2 09:00 because "x""#,
      ], after: newsCame, "already-released", "\"news\" has come up already",
      "Announce another, if it is to come again.")
    + refused(
      ["facilitator draws new events with seed 9"], after: called + ["tool releases query"],
      "already-drawn", "\"query\" came at random already",
      "Release or hold back the others by hand.")
    + refused(
      ["watch takes note of news", #"watch responds to news with "x""#], after: newsCame,
      "not-for-you", "\"news\" is for press", "Let press do it.")
    + refused(
      [#"data answers chart with "x""#, #"watch answers chart with "x""#], after: asked,
      "not-your-request", "\"chart\" is for ad to answer",
      "Let ad answer, or say: reassigns chart to ….")
    + refused(
      [#"data responds to query with "x""#], after: called + ["tool releases query"],
      "is-request", "\"query\" is a request of an inspector", "Say: answers query with ….")
    + refused(
      [
        #"ad answers chart with "x""#, "ad reassigns chart to data",
        #"lead is not satisfied with chart because "x""#, "lead takes back chart",
      ], after: accepted, "request-closed", "\"chart\" is accepted already",
      "Nothing more to do.")
    + refused(
      ["lead is satisfied with chart"], after: asked + ["lead takes back chart"],
      "request-closed", "\"chart\" is withdrawn already", "Nothing more to do.")
    + refused(
      ["lead is satisfied with chart", #"lead is not satisfied with chart because "x""#],
      after: asked, "not-answered", "\"chart\" has no answer yet",
      "Wait for the answer, or take the request back.")

  static let judging =
    refused(
      ["press judges the response to news number 1 as met"], after: newsCame, "not-judge",
      "You do not judge \"news\"",
      "Let its judge, an observer or a facilitator say how good it was.")
    + refused(
      ["watch judges the response to away number 1 as met"],
      after: called + ["tool releases away"], "nothing-expected",
      "Nobody has said what good looks like for \"away\"", "Write it down as a note instead.")
    + refused(
      ["watch judges the response to news number 3 as met"], after: newsCame, "number-unknown",
      "There is no number 3", "Use a number from 1 to 2.")
    + refused(
      ["facilitator judges the response to news number 0 as met"], after: newsCame,
      "number-unknown", "There is no number 0", "Use a number from 1 to 2.")

  static let words =
    refused(
      [#"facilitator announces flood message "x""#], after: called, "to-nobody",
      "Nobody would receive this", "Add: to, and the roles that receive it.")
    + refused(
      [
        #"facilitator announces flood to dtaa message "x""#,
        #"lead raises plan to dtaa title "x""#, "ad reassigns chart to dtaa",
      ], after: asked, "role-unknown", "No role is called \"dtaa\" in this rehearsal",
      "Did you mean \"data\"?")
    + refused(
      ["ad reassigns chart to nobody-at-all"], after: asked, "role-unknown",
      "No role is called \"nobody-at-all\" in this rehearsal",
      "Name a role that the scenario lists.")
    + refused(
      [#"lead raises plan to lead title "x""#, "ad reassigns chart to lead"], after: asked,
      "not-council", "\"lead\" plays the inspectorate", "Name a role of the council.")
    + refused(
      [#"ad answers chart with "x" documents ld-01,ld-03"#], after: asked, "document-unknown",
      "No document is called \"ld-03\"", "Did you mean \"ld-01\"?")
    + refused(
      [#"ad answers chart with "x" documents organisation"#], after: asked, "document-unknown",
      "No document is called \"organisation\"", "Look for its reference in the document list.")
    + refused(
      [#"ad answers chart with "  ""#], after: asked, "says-nothing", "\"with\" says nothing",
      "Write a few words.")
    + refused(
      [
        #"facilitator leaves out portal because """#,
        #"facilitator holds back portal until day 2 09:00 because " ""#,
        #"ad decides "x" because """#, #"lead is not satisfied with chart because """#,
      ], after: answered, "says-nothing", "\"because\" says nothing",
      "Write a few words.")
    + refused(
      [#"press responds to news with """#], after: newsCame, "says-nothing",
      "\"with\" says nothing", "Write a few words.")
    + refused(
      [#"ad decides " " because "y""#], after: called, "says-nothing", "\"what\" says nothing",
      "Write a few words.")
    + refused(
      [#"lead raises plan title "\n""#], after: called, "says-nothing", "\"title\" says nothing",
      "Write a few words.")
    + refused(
      [#"facilitator announces flood to ad message """#], after: called, "says-nothing",
      "\"message\" says nothing", "Write a few words.")
    + refused(
      [
        #"facilitator holds back portal until day 1 13:00 because "x""#,
        #"facilitator announces flood to ad message "x" respond-by day 1 13:00"#,
        #"lead raises plan title "x" due day 1 13:00"#,
        #"lead is not satisfied with chart because "x" due day 1 13:00"#,
      ], after: answered, "not-later", "23 November 2026 at 1pm is not later than now",
      "Name a later time.")

  static let all = actors + names + standings + judging + words

  @Test(arguments: all)
  func `A refusal says why and what to do, and leaves everything as it was`(
    _ refused: Refused
  ) throws {
    var rehearsal = try InjectCouncil.rehearsal(refused.setUp)
    let (digest, events) = (try rehearsal.digest, rehearsal.events.count)
    let rejection = try rehearsal.refusal(refused.line)
    #expect(rejection.code == "injects." + refused.code)
    #expect(rejection.reason == refused.reason)
    #expect(rejection.fix == refused.fix)
    #expect(try rehearsal.digest == digest)
    #expect(rehearsal.events.count == events)
  }

  @Test func `Every refusal that Injects knows is reached, and no other`() {
    let reached = InjectsRefusalTests.all.map { "injects." + $0.code }
    #expect(Set(reached) == Set(InjectsRefusal.precedence))
    #expect(Set(InjectsRefusal.precedence).count == InjectsRefusal.precedence.count)
  }

  /// What is wrong in two ways: the line, its first code, the line without that fault, and what
  /// then remains.
  static let twice: [(after: [String], String, String, String, String)] = [
    (called, "lead takes note of news", "council-only", "press takes note of news", "not-come-up"),
    (
      called, #"ad raises news title "x""#, "inspectorate-only", #"lead raises news title "x""#,
      "id-taken"
    ),
    (
      newsCame, #"ad responds to news with """#, "not-come-up", #"watch responds to news with """#,
      "not-for-you"
    ),
    (
      newsCame, #"watch responds to news with """#, "not-for-you",
      #"press responds to news with """#, "says-nothing"
    ),
    (
      called + ["tool releases query"], #"watch responds to query with """#, "not-for-you",
      #"data responds to query with """#, "is-request"
    ),
    (
      accepted, #"data answers chart with """#, "not-your-request", #"ad answers chart with """#,
      "request-closed"
    ),
    (
      asked, #"ad answers chart with "" documents ld-09"#, "document-unknown",
      #"ad answers chart with """#, "says-nothing"
    ),
    (
      newsCame, "press judges the response to news number 9 as met", "not-judge",
      "watch judges the response to news number 9 as met", "number-unknown"
    ),
    (
      called + ["tool releases away"], "dcs judges the response to away number 9 as met",
      "not-judge", "watch judges the response to away number 9 as met", "nothing-expected"
    ),
    (
      called, #"facilitator announces news message """#, "id-taken",
      #"facilitator announces flood message """#, "to-nobody"
    ),
    (
      called, #"facilitator announces flood to xx message """#, "role-unknown",
      #"facilitator announces flood to ad message """#, "says-nothing"
    ),
    (
      called, #"facilitator announces flood to ad message "" respond-by day 1 09:00"#,
      "says-nothing",
      #"facilitator announces flood to ad message "x" respond-by day 1 09:00"#, "not-later"
    ),
    (
      asked, #"lead is not satisfied with chart because """#, "not-answered",
      #"lead raises plan title """#, "says-nothing"
    ),
    (
      newsCame, #"facilitator holds back news until day 1 09:00 because """#, "already-released",
      #"facilitator holds back portal until day 1 09:00 because """#, "says-nothing"
    ),
    (
      asked, #"lead raises plan to lead title """#, "not-council", #"lead raises plan title """#,
      "says-nothing"
    ),
  ]

  @Test(arguments: twice)
  func `Where two refusals apply, the one with precedence is given`(
    after: [String], line: String, first: String, cured: String, second: String
  ) throws {
    var rehearsal = try InjectCouncil.rehearsal(after)
    #expect(try rehearsal.refusal("day 1 13:00 \(line)").code == "injects." + first)
    #expect(try rehearsal.refusal("day 1 13:00 \(cured)").code == "injects." + second)
    let places = [first, second].map {
      InjectsRefusal.precedence.firstIndex(of: "injects." + $0) ?? -1
    }
    #expect(places[0] >= 0 && places[0] < places[1])
  }

  @Test(arguments: [
    ("ad keeps new events in store", "timeline.clock-only"),
    ("facilitator notices no response to news", "timeline.clock-only"),
    ("facilitator notices no answer to chart", "timeline.clock-only"),
    ("press releases portal", "timeline.facilitator-only"),
    ("lead draws new events with seed 9", "timeline.facilitator-only"),
    (#"inspector:lead leaves out portal because "x""#, "timeline.facilitator-only"),
    (#"watch holds back portal until day 2 09:00 because "x""#, "timeline.facilitator-only"),
    (#"dcs announces flood to ad message "x""#, "timeline.facilitator-only"),
    ("data ends the outage portal", "timeline.facilitator-only"),
  ])
  func `The clock's and the facilitator's acts are theirs`(_ act: String, _ code: String) throws {
    var rehearsal = try InjectCouncil.rehearsal(InjectsRefusalTests.newsCame)
    #expect(try rehearsal.refusal("day 1 13:00 \(act)").code == code)
  }

  @Test func `A refusal does not say what is in store, or for others`() throws {
    var rehearsal = try InjectCouncil.rehearsal(InjectsRefusalTests.newsCame)
    for line in ["ad takes note of new", "ad takes note of chian", "press takes note of chian"] {
      let rejection = try rehearsal.refusal("day 1 13:00 \(line)")
      #expect(rejection.fix == "Use the name that it came with.", "\(line)")
    }
    let there = try rehearsal.refusal("day 1 13:00 ad takes note of news")
    let notThere = try rehearsal.refusal("day 1 13:00 ad takes note of nonsense")
    #expect(there.code == notThere.code)
  }
}
