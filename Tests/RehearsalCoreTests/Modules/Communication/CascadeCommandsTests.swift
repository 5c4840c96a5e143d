import RehearsalCore
import RehearsalTestSupport
import Testing

/// What is done with a message as a whole, and what a recipient and the clock do: what each
/// command gives when it is taken, to the letter.
@Suite struct CascadeCommandsTests {
  private static let started = ["day 1 09:00 facilitator starts"]
  private static let called = SmallCouncil.called
  private static let adKnows = called + ["day 1 09:20 dcs tells ad about call"]

  private static let callSetsOut = [
    #"communication.cascade-activated {"cascade":"call","title":"The call","from":"dcs","#
      + #""targets":[{"share":50,"by":"2026-11-23T09:45:00"},"#
      + #"{"share":90,"by":"2026-11-23T10:15:00"},{"share":100,"by":"2026-11-23T10:45:00"}],"#
      + #""fidelity":50,"overseers":["watch"],"due":"2026-11-23T10:45:00"}"#,
    #"communication.role-informed {"cascade":"call","role":"dcs","title":"The call","#
      + #""message":"Inspectors have rung.","#
      + #""facts":[{"text":"An inspection","id":"what"},{"text":"Next Monday","id":"when"}],"#
      + #""route":"tree","retry":{"tries":2,"deputy-tries":1,"retry-after":"10m","#
      + #""stall-after":"20m"},"due":"2026-11-23T10:45:00","#
      + #""below":["ad","chief","coord","carers","member"]}"#,
  ]

  private static let feedbackSetsOut = [
    #"communication.cascade-activated {"cascade":"feedback","title":"Feedback","from":"dcs"}"#,
    #"communication.role-informed {"cascade":"feedback","role":"dcs","title":"Feedback","#
      + #""message":"Good.","route":"direct","retry":{"tries":3,"deputy-tries":2,"#
      + #""retry-after":"15m","stall-after":"15m"},"below":["chief","member"]}"#,
  ]

  static let activations = [
    Taken(
      "day 1 09:15 clock activates call", after: started, gives: callSetsOut[0], callSetsOut[1]),
    Taken(
      "day 1 09:15 facilitator activates call", after: started, gives: callSetsOut[0],
      callSetsOut[1]),
    Taken("day 1 09:16 clock activates call", after: called),
    Taken(
      "day 1 09:30 dcs activates feedback", after: called, gives: feedbackSetsOut[0],
      feedbackSetsOut[1]),
    Taken(
      "day 1 09:30 ad activates briefing", after: started,
      gives: #"communication.cascade-activated {"cascade":"briefing","#
        + #""title":"Staff briefing","from":"ad"}"#,
      #"communication.role-informed {"cascade":"briefing","role":"ad","title":"Staff briefing","#
        + #""message":"Come to the hall.","route":"tree","retry":{"tries":3,"deputy-tries":2,"#
        + #""retry-after":"15m","stall-after":"15m"},"below":["coord"]}"#),
  ]

  static let recipients = [
    Taken(
      "day 1 09:20 ad confirms call", after: called,
      gives: #"communication.confirmed {"cascade":"call","contact":"ad","via":"holder"}"#,
      CallCommandsTests.informed("ad", by: "dcs", below: #""coord","carers""#)),
    Taken(
      "day 1 09:20 ad confirms call",
      after: called + [#"day 1 09:18 dcs cannot reach ad about call because "away""#],
      gives: #"communication.confirmed {"cascade":"call","contact":"ad","via":"holder"}"#,
      CallCommandsTests.informed("ad", by: "dcs", below: #""coord","carers""#)),
    Taken(
      "day 1 09:30 chief takes over the calls of ad about call",
      after: called + ["day 1 09:25 dcs tells chief about call"],
      gives: #"communication.calls-taken-over {"cascade":"call","caller":"ad","by":"chief","#
        + #""calls":["coord","carers"],"below":["coord","carers"]}"#),
    Taken(
      "day 1 09:40 ad takes over the calls of dcs about call", after: adKnows,
      gives: #"communication.calls-taken-over {"cascade":"call","caller":"dcs","by":"ad","#
        + #""calls":["chief"],"below":["chief","member"]}"#),
    Taken(
      "day 1 09:40 dcs takes over the calls of ad about call",
      after: adKnows + [#"day 1 09:30 ad cannot reach coord about call because "away""#],
      gives: #"communication.calls-taken-over {"cascade":"call","caller":"ad","by":"dcs","#
        + #""calls":["carers"],"below":["carers"]}"#),
    Taken(
      "day 1 10:40 member takes over the calls of dcs about feedback",
      after: called + [
        "day 1 10:00 dcs activates feedback", "day 1 10:30 dcs tells member about feedback",
      ],
      gives: #"communication.calls-taken-over {"cascade":"feedback","caller":"dcs","#
        + #""by":"member","calls":["chief"],"below":["chief"]}"#),
  ]

  static let clock = [
    Taken(
      "day 1 09:40 clock notices a stall at ad about call", after: adKnows,
      gives: #"communication.stalled {"cascade":"call","caller":"ad","waiting":2}"#),
    Taken("day 1 09:39 clock notices a stall at ad about call", after: adKnows),
    Taken(
      "day 1 09:41 clock notices a stall at ad about call",
      after: adKnows + ["day 1 09:40 clock notices a stall at ad about call"]),
    Taken("day 1 09:40 clock notices a stall at coord about call", after: adKnows),
    Taken("day 1 09:40 clock notices a stall at nonsense about call", after: adKnows),
    Taken(
      "day 1 09:45 clock judges the target of call share 50", after: adKnows,
      gives: #"communication.target-missed {"cascade":"call","share":50,"#
        + #""by":"2026-11-23T09:45:00","told":2,"of":10}"#),
    Taken("day 1 09:44 clock judges the target of call share 50", after: adKnows),
    Taken("day 1 09:45 clock judges the target of call share 51", after: adKnows),
    Taken(
      "day 1 09:45 clock judges the target of call share 50",
      after: adKnows + ["day 1 09:30 ad reports carers about call told 3"]),
    Taken(
      "day 1 09:46 clock judges the target of call share 50",
      after: adKnows + ["day 1 09:45 clock judges the target of call share 50"]),
  ]

  @Test(arguments: activations + recipients + clock)
  func `A line that is taken gives exactly these events`(_ taken: Taken) throws {
    var rehearsal = try SmallCouncil.rehearsal(taken.setUp)
    #expect(try rehearsal.events(of: taken.line) == taken.events)
  }

  @Test func `Every command and every event of the communication tree is shown`() throws {
    typealias Calls = CallCommandsTests
    let all =
      CascadeCommandsTests.activations + CascadeCommandsTests.recipients
      + CascadeCommandsTests.clock + Calls.tries + Calls.told + Calls.afterwards
    let rehearsal = try SmallCouncil.rehearsal()
    let shown = try all.filter { !$0.events.isEmpty }.map { taken in
      let (_, rest) = ScriptTime.split(taken.line, after: nil, dayOne: rehearsal.plan.dayOne)
      return "\(type(of: try rehearsal.reader.read(rest, at: .nowhere).get().command).name)"
    }
    #expect(Set(shown) == Set(Communication.commands.map { "\($0.name)" }))
    let events = all.flatMap(\.events).compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    #expect(Set(events) == Set(Communication.events.map { "\($0.name)" }))
  }

  @Test func `A target that the first to know already meets is met at once`() throws {
    let yaml = try SmallCouncil.yaml(
      replacing: "{ share: 50, by: +30m }", with: "{ share: 10, by: +30m }, { share: 11, by: +31m }"
    )
    let rehearsal = try SmallCouncil.rehearsal(yaml, SmallCouncil.called)
    let met = rehearsal.events.compactMap { $0.event as? TargetMet }
    #expect(met.map(\.share) == [10])
    let shares = rehearsal.state[Communication.self].cascades.values[0].targets.map {
      $0.met?.text() ?? "-"
    }
    #expect(shares == ["2026-11-23T09:15:00", "-", "-", "-"])
  }
}
