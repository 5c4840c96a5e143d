import RehearsalCore
import RehearsalTestSupport
import Testing

/// What each command of Injects gives when it is taken, to the letter.
@Suite struct InjectsCommandsTests {
  private static let called = InjectCouncil.called
  private static let newsCame = InjectCouncil.newsCame
  private static let asked = InjectCouncil.asked
  private static let answered = InjectCouncil.answered

  private static let news =
    #"injects.released {"inject":"news","kind":"message","to":["press"],"watchers":["watch"],"#
    + #""from":"Local paper","channel":"phone","message":"MessageNews","#
    + #""respond-by":"2026-11-23T11:30:00","ad-hoc":"no"}"#
  private static let newsExpected =
    #"injects.expectations-set {"inject":"news","judge":"watch","#
    + #""expected":["ExpectSilence","ExpectRelay"]}"#

  static let releases = [
    Taken("day 1 11:00 clock releases news", after: called, gives: news, newsExpected),
    Taken("day 1 10:59 clock releases news", after: called),
    Taken("day 1 11:01 clock releases news", after: newsCame),
    Taken("day 1 11:00 clock releases news", after: InjectCouncil.started),
    Taken("day 1 11:00 clock releases proud", after: called),
    Taken(
      "day 1 10:00 clock releases away", after: called,
      gives: #"injects.released {"inject":"away","kind":"absence","to":["dcs"],"#
        + #""watchers":["watch"],"message":"MessageAway","until":"2026-11-23T12:00:00","#
        + #""ad-hoc":"no"}"#,
      #"cover.absence-began {"role":"dcs","until":"2026-11-23T12:00:00"}"#),
    Taken(
      "day 3 10:00 facilitator releases query", after: called,
      gives: #"injects.released {"inject":"query","kind":"request","to":["data","ad"],"#
        + #""watchers":["watch"],"from":"Analyst","channel":"email","message":"MessageQuery","#
        + #""respond-by":"2026-11-25T12:00:00","ad-hoc":"no"}"#,
      #"injects.expectations-set {"inject":"query","judge":"watch","expected":["ExpectReason"]}"#,
      #"injects.request-raised {"request":"query","title":"MessageQuery","from":"Analyst","#
        + #""to":["data","ad"],"due":"2026-11-25T12:00:00","inject":"query"}"#),
    Taken(
      "day 4 14:00 clock releases portal", after: called,
      gives: #"injects.released {"inject":"portal","kind":"outage","to":["data"],"#
        + #""watchers":["lead","watch"],"from":"The portal","message":"MessagePortal","#
        + #""respond-by":"2026-11-26T14:30:00","until":"2026-11-26T15:30:00","#
        + #""ad-hoc":"no"}"#,
      #"injects.expectations-set {"inject":"portal","judge":"lead","expected":["ExpectPaper"]}"#),
    Taken(
      #"day 1 11:00 facilitator announces flood to ad,data message "The lift shaft is full" "#
        + "from Caretaker channel phone respond-by day 1 12:00", after: called,
      gives: #"injects.released {"inject":"flood","kind":"message","to":["ad","data"],"#
        + #""watchers":["watch"],"from":"Caretaker","channel":"phone","#
        + #""message":"The lift shaft is full","respond-by":"2026-11-23T12:00:00","#
        + #""ad-hoc":"yes"}"#),
    Taken(
      #"day 1 11:00 tool announces rota to ad message "Your rota, please" kind request"#,
      after: called,
      gives: #"injects.released {"inject":"rota","kind":"request","to":["ad"],"#
        + #""watchers":["watch"],"message":"Your rota, please","ad-hoc":"yes"}"#,
      #"injects.request-raised {"request":"rota","title":"Your rota, please","to":["ad"],"#
        + #""inject":"rota"}"#),
  ]

  static let store = [
    Taken(
      "day 1 09:10 facilitator draws new events with seed 8", after: InjectCouncil.started,
      gives: #"injects.times-drawn {"seed":8}"#),
    Taken(
      "day 1 09:20 facilitator draws new events with seed 8", after: called,
      gives: #"injects.times-drawn {"seed":8,"#
        + #""times":[{"inject":"query","at":"2026-11-25T09:28:00"}]}"#),
    Taken("day 1 09:10 facilitator draws new events with seed 5", after: []),
    Taken(
      #"day 1 09:30 facilitator leaves out news because "enough for one day""#, after: called,
      gives: #"injects.skipped {"inject":"news","title":"TitleNews","#
        + #""because":"enough for one day"}"#),
    Taken(
      #"day 1 09:31 facilitator leaves out news because "late""#,
      after: called + [#"day 1 09:30 facilitator leaves out news because "late""#]),
    Taken(
      #"day 1 09:30 facilitator holds back news until day 2 10:00 because "late""#, after: called,
      gives: #"injects.held-back {"inject":"news","title":"TitleNews","#
        + #""until":"2026-11-24T10:00:00","because":"late"}"#),
    Taken("day 1 09:30 clock ends the outage portal", after: called + ["tool releases portal"]),
    Taken(
      "day 1 09:30 facilitator ends the outage portal", after: called + ["tool releases portal"],
      gives: #"injects.outage-ended {"inject":"portal","what":"The portal"}"#),
    Taken(
      "day 1 09:31 tool ends the outage portal",
      after: called + ["tool releases portal", "tool ends the outage portal"]),
  ]

  static let responses = [
    Taken(
      "day 1 11:02 press takes note of news", after: newsCame,
      gives: #"injects.acknowledged {"inject":"news","role":"press"}"#),
    Taken(
      "day 1 11:03 press takes note of news",
      after: newsCame + ["day 1 11:02 press takes note of news"]),
    Taken(
      #"day 1 11:30 press responds to news with "No comment""#, after: newsCame,
      gives: #"injects.responded {"inject":"news","words":"No comment","late":"no"}"#),
    Taken(
      #"day 1 11:31 press responds to news with "No comment""#, after: newsCame,
      gives: #"injects.responded {"inject":"news","words":"No comment","late":"yes"}"#),
    Taken("day 1 11:29 clock notices no response to news", after: newsCame),
    Taken(
      "day 1 11:30 clock notices no response to news", after: newsCame,
      gives: #"injects.response-overdue {"inject":"news","due":"2026-11-23T11:30:00"}"#),
    Taken(
      #"day 1 12:00 watch judges the response to news number 2 as partly remark "by text""#,
      after: newsCame,
      gives: #"injects.judged {"inject":"news","number":2,"as":"partly","remark":"by text","#
        + #""readers":["watch","watch"]}"#),
    Taken(
      "day 1 12:00 quiet judges the response to portal number 1 as not",
      after: called + ["tool releases portal"],
      gives: #"injects.judged {"inject":"portal","number":1,"as":"not","#
        + #""readers":["lead","quiet"]}"#),
    Taken(
      "day 1 12:00 lead judges the response to portal number 1 as met",
      after: called + ["tool releases portal"],
      gives: #"injects.judged {"inject":"portal","number":1,"as":"met","#
        + #""readers":["lead","lead"]}"#),
    Taken(
      "day 1 12:01 facilitator judges the response to news number 1 as met",
      after: newsCame + ["day 1 12:00 facilitator judges the response to news number 1 as met"]),
    Taken(
      #"day 1 12:00 ad decides "Move the visit" because "the lift is out" about chart"#,
      after: asked,
      gives: #"injects.decision-taken {"what":"Move the visit","because":"the lift is out","#
        + #""about":"chart"}"#),
    Taken(
      #"day 1 12:00 facilitator decides "Stop" because "lunch""#, after: called,
      gives: #"injects.decision-taken {"what":"Stop","because":"lunch"}"#),
  ]

  static let requests = [
    Taken(
      #"day 1 11:00 lead raises chart title "The chart""#, after: called,
      gives: #"injects.request-raised {"request":"chart","title":"The chart"}"#),
    Taken(
      "day 1 11:30 dcs reassigns chart to data", after: asked,
      gives: #"injects.request-reassigned {"request":"chart","to":"data"}"#),
    Taken("day 1 11:30 dcs reassigns chart to ad", after: asked),
    Taken(
      #"day 2 12:01 ad answers chart with "Here" documents ld-01,ld-02"#, after: asked,
      gives: #"injects.request-answered {"request":"chart","words":"Here","#
        + #""documents":["ld-01","ld-02"],"late":"yes"}"#),
    Taken(#"day 1 12:01 ad answers chart with "Here it is" documents ld-01"#, after: answered),
    Taken(
      "day 1 12:10 lead is satisfied with chart", after: answered,
      gives: #"injects.answer-accepted {"request":"chart"}"#),
    Taken(
      "day 1 12:11 inspector:lead is satisfied with chart",
      after: answered + ["day 1 12:10 lead is satisfied with chart"]),
    Taken(
      #"day 1 12:10 inspector:x is not satisfied with chart because "no date" due day 3 12:00"#,
      after: answered,
      gives: #"injects.answer-sent-back {"request":"chart","because":"no date","#
        + #""due":"2026-11-25T12:00:00"}"#),
    Taken(
      #"day 1 12:10 facilitator takes back chart because "found it""#, after: asked,
      gives: #"injects.request-withdrawn {"request":"chart","because":"found it"}"#),
    Taken(
      "day 1 12:11 lead takes back chart", after: asked + ["day 1 12:10 lead takes back chart"]),
    Taken("day 2 11:59 clock notices no answer to chart", after: asked),
    Taken("day 2 12:00 clock notices no answer to chart", after: answered),
    Taken(
      "day 2 12:00 clock notices no answer to chart", after: asked,
      gives: #"injects.request-overdue {"request":"chart","title":"The chart","#
        + #""due":"2026-11-24T12:00:00"}"#),
  ]

  @Test(arguments: releases + store + responses + requests)
  func `A command that is taken gives exactly what follows`(_ taken: Taken) throws {
    var rehearsal = try InjectCouncil.rehearsal(taken.setUp)
    #expect(try rehearsal.events(of: taken.line) == taken.events)
  }

  @Test func `A milestone that moves takes everything behind it along`() throws {
    var rehearsal = try InjectCouncil.rehearsal(InjectCouncil.called)
    let events = try rehearsal.say("day 5 10:00 clock releases late").get()
    #expect(events.map { "\(type(of: $0).name)" } == ["injects.released", "timeline.dates-moved"])
    let moved = try #require(events.last as? DatesMoved)
    #expect(moved.milestone.text == "fieldwork-start")
    #expect(moved.to.text() == "2026-12-01T09:00:00")
    #expect(moved.because == "MessageLate")
  }

  @Test func `A milestone that has come is not put off, and the release stands`() throws {
    var rehearsal = try InjectCouncil.rehearsal(
      InjectCouncil.called + ["day 8 09:00 clock reaches fieldwork-start"])
    let events = try rehearsal.events(of: "day 8 10:00 facilitator releases late")
    #expect(events.count == 2)
    #expect(
      events.last
        == #"injects.nothing-put-off {"inject":"late","milestone":"fieldwork-start","#
        + #""because":"\"fieldwork-start\" has come already"}"#)
    let line = try #require(try rehearsal.board(InjectsBoard.self)?.events.first)
    #expect(line.id == "late")
    try rehearsal.play("day 8 10:00 clock keeps new events in store")
    let rows = try #require(try rehearsal.board(InjectStoreBoard.self)).rows(
      of: "inject-store-table")
    #expect(
      rows.contains {
        $0[1] == "late"
          && $0[4] == "[at-risk] Come, put nothing off: \"fieldwork-start\" has come already"
      })
  }

  @Test func `What comes late lasts as long as it was to`() throws {
    var rehearsal = try InjectCouncil.rehearsal(InjectCouncil.called)
    let events = try rehearsal.events(of: "day 1 14:00 facilitator releases away")
    #expect(events.last == #"cover.absence-began {"role":"dcs","until":"2026-11-23T16:00:00"}"#)
  }

  @Test func `Before the call nothing that is released tells when it comes`() throws {
    let yaml = InjectCouncil.yaml.replacing(
      "respond-by: +30m\n      judge: watch", with: "respond-by: day 1 12:00\n      judge: watch")
    for (inject, last) in [
      ("news", "injects.expectations-set"), ("away", "cover.absence-began"),
      ("late", "injects.nothing-put-off"),
    ] {
      var rehearsal = try InjectCouncil.rehearsal(InjectCouncil.started, yaml)
      let events = try rehearsal.say("day 1 09:05 facilitator releases \(inject)").get()
      #expect(events.last.map { "\(type(of: $0).name)" } == last)
      #expect(events.allSatisfy { !MemoryRehearsal.wire($0).contains("2026-") }, "\(inject)")
    }
  }

  @Test func `A facilitator may release before the start, and nobody else ever`() throws {
    var rehearsal = try InjectCouncil.rehearsal()
    #expect(try rehearsal.events(of: "day 1 08:00 facilitator releases proud").count == 1)
    #expect(
      try rehearsal.refusal("day 1 08:01 ad releases news").code == "timeline.facilitator-only")
    try rehearsal.play("day 1 09:00 facilitator starts", "day 1 09:05 facilitator pauses")
    #expect(
      try rehearsal.refusal("day 1 09:06 facilitator releases news").code == "timeline.paused")
    try rehearsal.play("day 1 09:07 dcs stops for a real incident")
    #expect(try rehearsal.refusal("day 1 09:08 tool releases news").code == "timeline.stopped")
  }

  @Test func `Judging again keeps what was judged before`() throws {
    let rehearsal = try InjectCouncil.rehearsal(
      InjectCouncil.newsCame + [
        "day 1 12:00 watch judges the response to news number 2 as not",
        #"day 1 12:10 facilitator judges the response to news number 2 as met remark "by post""#,
      ])
    let judged = rehearsal.state[Injects.self].expected[.known("news")]?.judgements[2]
    #expect(judged?.map(\.verdict) == [.not, .met])
    #expect(judged?.map(\.who) == ["watch", "facilitator"])
    let rows = try rehearsal.board(ExpectationsBoard.self, seenBy: "watch")?.rows(
      of: "expectations-table")
    #expect(
      rows == [
        ["news", "1", "ExpectSilence", "[neutral] Still to judge", "–", "–"],
        ["news", "2", "ExpectRelay", "[done] Met, judged before", "by post", "Facilitator"],
      ])
  }
}
