import RehearsalCore
import RehearsalTestSupport
import Testing

/// What each command of a caller gives when it is taken, to the letter.
@Suite struct CallCommandsTests {
  private static let called = SmallCouncil.called
  private static let adKnows = called + ["day 1 09:20 dcs tells ad about call"]

  /// What a role learns when it is told of the call.
  static func informed(_ role: String, by caller: String, below: String = "") -> String {
    #"communication.role-informed {"cascade":"call","role":"\#(role)","by":"\#(caller)","#
      + #""title":"The call","message":"Inspectors have rung.","#
      + #""facts":[{"text":"An inspection","id":"what"},{"text":"Next Monday","id":"when"}],"#
      + #""route":"tree","retry":{"tries":2,"deputy-tries":1,"retry-after":"10m","#
      + #""stall-after":"20m"},"due":"2026-11-23T10:45:00""#
      + (below.isEmpty ? "}" : #","below":[\#(below)]}"#)
  }

  static func met(_ share: Int, by: String) -> String {
    #"communication.target-met {"cascade":"call","share":\#(share),"by":"2026-11-23T\#(by)"}"#
  }

  static let tries = [
    Taken(
      "day 1 09:20 dcs rings ad about call", after: called,
      gives: #"communication.rung {"cascade":"call","contact":"ad","by":"dcs","via":"holder"}"#),
    Taken(
      "day 1 09:20 dcs rings ad about call via deputy",
      after: called + ["day 1 09:18 dcs rings ad about call"],
      gives: #"communication.rung {"cascade":"call","contact":"ad","by":"dcs","via":"deputy"}"#),
    Taken(
      "day 1 09:20 dcs rings ad about call",
      after: called + [#"day 1 09:18 dcs cannot reach ad about call because "away""#],
      gives: #"communication.rung {"cascade":"call","contact":"ad","by":"dcs","via":"holder"}"#),
    Taken(
      "day 1 09:20 dcs gets no answer from ad about call", after: called,
      gives: #"communication.not-answered {"cascade":"call","contact":"ad","by":"dcs","#
        + #""via":"holder"}"#),
    Taken(
      "day 1 09:20 dcs gets no answer from chief about call via deputy",
      after: called + ["day 1 09:18 dcs rings chief about call via deputy"],
      gives: #"communication.not-answered {"cascade":"call","contact":"chief","by":"dcs","#
        + #""via":"deputy"}"#),
    Taken(
      "day 1 09:20 dcs leaves a message for ad about call", after: called,
      gives: #"communication.message-left {"cascade":"call","contact":"ad","by":"dcs","#
        + #""via":"holder"}"#),
    Taken(
      #"day 1 09:20 dcs cannot reach chief about call because "on \"leave\" \\ abroad""#,
      after: called,
      gives: #"communication.unreachable {"cascade":"call","contact":"chief","by":"dcs","#
        + #""because":"on \"leave\" \\ abroad"}"#),
    Taken(
      #"day 1 09:40 ad cannot reach carers about call because "no list""#,
      after: adKnows + ["day 1 09:30 ad reports carers about call told 2"],
      gives: #"communication.unreachable {"cascade":"call","contact":"carers","by":"ad","#
        + #""because":"no list"}"#),
  ]

  static let told = [
    Taken(
      "day 1 09:20 dcs tells ad about call", after: called,
      gives: #"communication.confirmed {"cascade":"call","contact":"ad","by":"dcs","#
        + #""via":"holder"}"#,
      informed("ad", by: "dcs", below: #""coord","carers""#)),
    Taken(
      "day 1 09:20 dcs tells chief about call via deputy facts when,what", after: called,
      gives: #"communication.confirmed {"cascade":"call","contact":"chief","by":"dcs","#
        + #""via":"deputy","facts":["what","when"]}"#,
      informed("chief", by: "dcs", below: #""member""#)),
    Taken(
      "day 1 09:20 ad tells coord about call facts what,what,what", after: adKnows,
      gives: #"communication.confirmed {"cascade":"call","contact":"coord","by":"ad","#
        + #""via":"holder","facts":["what"]}"#,
      informed("coord", by: "ad")),
    Taken(
      "day 1 09:50 dcs tells chief about call",
      after: adKnows + [
        "day 1 09:30 ad reports carers about call told 2",
        #"day 1 09:40 dcs cannot reach chief about call because "away""#,
      ],
      gives: #"communication.confirmed {"cascade":"call","contact":"chief","by":"dcs","#
        + #""via":"holder"}"#,
      informed("chief", by: "dcs", below: #""member""#), met(50, by: "09:45:00")),
    Taken(
      "day 1 09:50 chief tells member about call",
      after: SmallCouncil.whole.filter { !$0.contains("member") }
        + ["day 1 09:40 ad reports carers about call told 5"],
      gives: #"communication.confirmed {"cascade":"call","contact":"member","by":"chief","#
        + #""via":"holder"}"#,
      informed("member", by: "chief"), met(100, by: "10:45:00")),
  ]

  static let afterwards = [
    Taken(
      "day 1 09:25 dcs hears back from ad about call facts when", after: adKnows,
      gives: #"communication.repeated-back {"cascade":"call","contact":"ad","by":"dcs","#
        + #""facts":["when"]}"#),
    Taken(
      "day 1 09:25 dcs hears back from ad about call facts when,what,when", after: adKnows,
      gives: #"communication.repeated-back {"cascade":"call","contact":"ad","by":"dcs","#
        + #""facts":["what","when"]}"#),
    Taken(
      "day 1 09:25 dcs hears back from ad about call", after: adKnows,
      gives: #"communication.repeated-back {"cascade":"call","contact":"ad","by":"dcs"}"#),
    Taken(
      "day 1 09:30 ad reports carers about call told 2", after: adKnows,
      gives: #"communication.group-told {"cascade":"call","contact":"carers","by":"ad","#
        + #""told":2,"size":5}"#),
    Taken(
      "day 1 09:40 ad reports carers about call told 5",
      after: adKnows + ["day 1 09:30 ad reports carers about call told 2"],
      gives: #"communication.group-told {"cascade":"call","contact":"carers","by":"ad","#
        + #""told":5,"size":5}"#, met(50, by: "09:45:00")),
    Taken(
      "day 1 09:40 ad reports carers about call told 2",
      after: adKnows + ["day 1 09:30 ad reports carers about call told 2"]),
    Taken("day 1 09:40 ad reports carers about call told 0", after: adKnows),
    Taken(
      "day 1 09:50 ad reports carers about call told 5",
      after: adKnows + ["day 1 09:40 ad reports carers about call told 5"]),
  ]

  @Test(arguments: tries + told + afterwards)
  func `A line that is taken gives exactly these events`(_ taken: Taken) throws {
    var rehearsal = try SmallCouncil.rehearsal(taken.setUp)
    #expect(try rehearsal.events(of: taken.line) == taken.events)
  }
}
