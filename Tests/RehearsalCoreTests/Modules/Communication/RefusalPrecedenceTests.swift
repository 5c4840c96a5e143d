import RehearsalCore
import RehearsalTestSupport
import Testing

/// Which refusal of the communication tree is given where two apply, and what a refusal must not
/// give away.
@Suite struct RefusalPrecedenceTests {
  private static let called = SmallCouncil.called
  private static let adKnows = called + ["day 1 09:20 dcs tells ad about call"]

  private static func pair(
    _ act: String, after setUp: [String], _ first: String, cured: String, _ second: String
  ) -> WrongTwice {
    WrongTwice(
      "day 1 10:00 \(act)", after: setUp, "communication." + first,
      cured: "day 1 10:00 \(cured)", "communication." + second)
  }

  static let commands = [
    pair(
      "dcs judges the target of nonsense share 50", after: called, "clock-only",
      cured: "clock judges the target of nonsense share 50", "cascade-unknown"),
    pair(
      "dcs notices a stall at dcs about feedback", after: called, "clock-only",
      cured: "clock notices a stall at dcs about feedback", "not-activated"),
    pair(
      "facilitator confirms nonsense", after: called, "role-needed", cured: "dcs confirms nonsense",
      "cascade-unknown"),
    pair(
      "facilitator takes over the calls of ad about feedback", after: called, "role-needed",
      cured: "dcs takes over the calls of ad about feedback", "not-activated"),
    pair(
      "ad activates call", after: called, "already-activated", cured: "ad activates feedback",
      "not-yours-to-activate"),
  ]

  /// Each act of a caller looks at who acts before it looks at the message.
  static let calls =
    [
      "rings ad about", "gets no answer from ad about", "leaves a message for ad about",
      "tells ad about", "hears back from ad facts what about",
      #"cannot reach ad because "away" about"#, "reports carers told 1 about",
    ].map {
      pair(
        "facilitator \($0) nonsense", after: called, "role-needed", cured: "dcs \($0) nonsense",
        "cascade-unknown")
    }

  static let contacts = [
    WrongTwice(
      "day 1 10:00 chief rings spare about call", after: called, "communication.not-told-yet",
      cure: ["day 1 09:20 dcs tells chief about call"], "communication.recipient-unknown"),
    pair(
      "chief tells coord about call", after: adKnows, "not-told-yet",
      cured: "dcs tells coord about call", "not-your-call"),
    pair(
      "dcs tells carers about call", after: adKnows, "not-your-call",
      cured: "ad tells carers about call", "is-group"),
    pair(
      "ad tells carers about call facts nonsense", after: adKnows, "is-group",
      cured: "ad tells coord about call facts nonsense", "fact-unknown"),
    pair(
      "dcs tells ad about call facts nonsense", after: adKnows, "already-told",
      cured: "dcs tells chief about call facts nonsense", "fact-unknown"),
    pair(
      "dcs hears back from chief about call facts nonsense", after: adKnows,
      "recipient-not-told", cured: "dcs hears back from ad about call facts nonsense",
      "fact-unknown"),
    pair(
      "chief tells member about call via deputy facts nonsense",
      after: called + ["day 1 09:25 dcs tells chief about call"], "no-deputy",
      cured: "chief tells member about call facts nonsense", "fact-unknown"),
    pair(
      "dcs reports coord about call told 9", after: adKnows, "not-your-call",
      cured: "ad reports coord about call told 9", "not-group"),
    pair(
      "ad reports coord about call told 9", after: adKnows, "not-group",
      cured: "ad reports carers about call told 9", "too-many"),
    pair(
      "chief takes over the calls of chief about call", after: adKnows, "not-told-yet",
      cured: "dcs takes over the calls of dcs about call", "own-calls"),
    pair(
      "member confirms call", after: called, "not-on-its-way", cured: "dcs confirms call",
      "already-told"),
  ]

  @Test(arguments: commands + calls + contacts)
  func `Where two refusals apply, the one with precedence is given`(_ pair: WrongTwice) throws {
    try pair.check(precedence: CommunicationRefusal.precedence)
  }

  @Test func `The clock has the last word over every refusal of the tree`() throws {
    var rehearsal = try SmallCouncil.rehearsal(
      RefusalPrecedenceTests.called + ["day 1 09:30 facilitator pauses"])
    for line in ["facilitator rings ad about nonsense", "dcs judges the target of x share 1"] {
      #expect(try rehearsal.refusal("day 1 10:00 \(line)").code == "timeline.paused")
    }
  }

  /// The feedback goes to chief and member in confidence; coord knows nothing of it. What coord is
  /// answered must be the same whether it asks about somebody who is to be told or not.
  @Test func `A refusal does not say whom a message in confidence goes to`() throws {
    var rehearsal = try SmallCouncil.rehearsal(
      SmallCouncil.whole + ["day 1 10:00 dcs activates feedback"])
    let asked = ["member", "carers", "membre"].map {
      "day 1 10:05 coord tells \($0) about feedback"
    }
    let codes = try asked.map { try rehearsal.refusal($0).code }
    #expect(Set(codes).count == 1, "\(codes)")
    let fixes = try asked.map { try rehearsal.refusal($0).fix }
    #expect(fixes.allSatisfy { !$0.contains("member") }, "\(fixes)")
  }

  @Test func `A refusal does not offer the name of a message that nobody has sent`() throws {
    var rehearsal = try SmallCouncil.rehearsal(SmallCouncil.whole)
    let rejection = try rehearsal.refusal("day 1 10:05 coord confirms feedbakc")
    #expect(!rejection.words.contains("\"feedback\""), "\(rejection.words)")
  }
}
