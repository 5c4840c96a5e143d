import RehearsalCore
import RehearsalTestSupport
import Testing

/// Every way in which the communication tree says no.
@Suite struct CommunicationRefusalTests {
  static let called = SmallCouncil.called
  static let adKnows = called + ["day 1 09:20 dcs tells ad about call"]
  static let allKnow = SmallCouncil.whole + ["day 1 09:40 ad reports carers about call told 5"]

  private static func refused(
    _ acts: [String], after setUp: [String], _ code: String, _ reason: String, _ fix: String
  ) -> [Refused] {
    acts.map { Refused("day 1 10:00 \($0)", after: setUp, code, reason, fix) }
  }

  static let actors =
    refused(
      ["dcs notices a stall at ad about call", "facilitator notices a stall at ad about call"],
      after: adKnows, "clock-only", "Only the clock does this",
      "It happens by itself when it falls due.")
    + refused(
      ["tool judges the target of call share 50", "inspector:lead judges the target of x share 9"],
      after: adKnows, "clock-only", "Only the clock does this",
      "It happens by itself when it falls due.")
    + refused(
      [
        "facilitator rings ad about call", "clock gets no answer from ad about call",
        "tool leaves a message for ad about call", "inspector:lead tells ad about call",
        "facilitator confirms call", "facilitator hears back from ad about call",
        #"facilitator cannot reach ad about call because "away""#,
        "facilitator takes over the calls of ad about call",
        "facilitator reports carers about call told 1",
      ], after: called, "role-needed", "Only a role passes a message on",
      "Begin the sentence with the role that rings.")

  static let messages =
    refused(
      [
        "dcs activates nonsense", "dcs rings ad about nonsense", "ad confirms nonsense",
        "dcs takes over the calls of ad about nonsense",
        "clock judges the target of nonsense share 50",
        "clock notices a stall at ad about nonsense",
      ], after: called, "cascade-unknown", "No message is called \"nonsense\"",
      "Check the names in the scenario.")
    + refused(
      ["dcs activates clal", "dcs tells ad about clal"], after: called, "cascade-unknown",
      "No message is called \"clal\"", "Did you mean \"call\"?")
    + refused(
      ["dcs activates call", "ad activates call", "facilitator activates call"], after: called,
      "already-activated", "\"call\" has been sent already", "Nothing more to do.")
    + refused(
      ["ad activates feedback", "watch activates feedback"], after: called,
      "not-yours-to-activate", "\"feedback\" is for dcs to send",
      "Let dcs or a facilitator activate it.")
    + refused(
      [
        "dcs tells chief about feedback", "member confirms feedback",
        "member takes over the calls of dcs about feedback",
        "clock judges the target of feedback share 100",
        "clock notices a stall at dcs about feedback",
      ], after: called, "not-activated", "\"feedback\" has not been sent yet",
      "It is sent at its time, or when somebody activates it.")

  static let recipients =
    refused(
      [
        "dcs rings spare about call", "spare confirms call",
        "dcs takes over the calls of spare about call",
      ], after: called, "recipient-unknown", "\"call\" does not go to \"spare\"",
      "Check the names in the scenario.")
    + refused(
      ["dcs tells chieff about call"], after: called, "recipient-unknown",
      "\"call\" does not go to \"chieff\"", "Did you mean \"chief\"?")
    + refused(
      ["chief tells member about call", "chief takes over the calls of ad about call"],
      after: called, "not-told-yet", "chief has not been told of \"call\"",
      "Only somebody who has been told can pass it on.")
    + refused(
      ["member confirms call"], after: called, "not-on-its-way",
      "\"call\" has not come as far as member", "Whoever rings there must be told first.")
    + refused(
      ["dcs takes over the calls of dcs about call"], after: called, "own-calls",
      "dcs has these calls already", "Make them, or let somebody else take them over.")
    + refused(
      [
        "dcs tells coord about call", "dcs rings coord about call",
        "dcs hears back from coord about call",
      ], after: adKnows, "not-your-call", "\"coord\" is for ad to ring",
      "Take over the calls of ad first, or let ad ring.")
    + refused(
      ["ad tells dcs about call"], after: adKnows, "not-your-call", "\"dcs\" knew first",
      "Nobody needs to ring dcs.")
    + refused(
      ["ad reports carers about call told 3"],
      after: adKnows + ["day 1 09:30 dcs takes over the calls of ad about call"],
      "not-your-call", "\"carers\" is for dcs to ring",
      "Take over the calls of dcs first, or let dcs ring.")

  static let contacts =
    refused(
      [
        "ad tells carers about call", "ad rings carers about call",
        "ad gets no answer from carers about call", "ad leaves a message for carers about call",
        "ad hears back from carers about call facts what",
      ], after: adKnows, "is-group", "\"carers\" is a group",
      "Say how many were told: reports carers about … told 41.")
    + refused(
      ["ad reports coord about call told 1"], after: adKnows, "not-group",
      "\"coord\" is not a group", "Say: tells coord about ….")
    + refused(
      [
        "chief tells member about call via deputy", "chief rings member about call via deputy",
        "chief leaves a message for member about call via deputy",
      ], after: called + ["day 1 09:25 dcs tells chief about call"], "no-deputy",
      "\"member\" has no deputy", "Ring the holder, or report that nobody can be reached.")
    + refused(
      [
        "dcs tells ad about call", "dcs rings ad about call", "ad confirms call",
        "dcs gets no answer from ad about call", "dcs leaves a message for ad about call",
        #"dcs cannot reach ad about call because "away""#,
      ], after: adKnows, "already-told", "\"ad\" has been told already", "Nothing more to do.")
    + refused(
      [#"dcs cannot reach ad about call because "still away""#],
      after: called + [#"day 1 09:30 dcs cannot reach ad about call because "away""#],
      "already-given-up", "\"ad\" is already recorded as unreachable",
      "Take over the calls that were to be made from there.")
    + refused(
      ["dcs hears back from chief about call facts what"], after: adKnows, "recipient-not-told",
      "\"chief\" has not been told yet", "Tell them first.")
    + refused(
      ["dcs takes over the calls of ad about call"], after: allKnow, "no-calls-left",
      "\"ad\" has no calls left to make", "Nothing to take over.")
    + refused(
      ["dcs takes over the calls of carers about call"], after: allKnow, "no-calls-left",
      "\"carers\" has no calls left to make", "Nothing to take over.")

  static let counts =
    refused(
      [
        "dcs tells chief about call facts what,where",
        "dcs hears back from ad about call facts where",
      ],
      after: adKnows, "fact-unknown", "The message has no fact called \"where\"",
      "Check the names in the scenario.")
    + refused(
      ["dcs tells chief about call facts wehn"], after: adKnows, "fact-unknown",
      "The message has no fact called \"wehn\"", "Did you mean \"when\"?")
    + refused(
      ["ad reports carers about call told 6"], after: adKnows, "too-many",
      "6 is more than the 5 there are", "Say how many of the 5 have been told in all.")
    + refused(
      ["ad reports carers about call told 2"],
      after: adKnows + ["day 1 09:30 ad reports carers about call told 3"], "count-fell",
      "2 is fewer than the 3 told before",
      "Say how many have been told in all, not since the last report.")
    + refused(
      ["ad reports carers about call told -1"], after: adKnows, "count-fell",
      "-1 is fewer than the 0 told before",
      "Say how many have been told in all, not since the last report.")
    + refused(
      ["ad reports carers about call told 4"], after: allKnow, "count-fell",
      "4 is fewer than the 5 told before",
      "Say how many have been told in all, not since the last report.")

  static let all = actors + messages + recipients + contacts + counts

  @Test(arguments: all)
  func `A refusal says why and what to do, and leaves everything as it was`(
    _ refused: Refused
  ) throws {
    var rehearsal = try SmallCouncil.rehearsal(refused.setUp)
    let (digest, events) = (try rehearsal.digest, rehearsal.events.count)
    let rejection = try rehearsal.refusal(refused.line)
    #expect(rejection.code == "communication." + refused.code)
    #expect(rejection.reason == refused.reason)
    #expect(rejection.fix == refused.fix)
    #expect(rejection.words == "\(refused.reason). \(refused.fix)")
    #expect(try rehearsal.digest == digest)
    #expect(rehearsal.events.count == events)
  }

  @Test func `Every refusal that the tree knows is reached, and no other`() {
    let reached = CommunicationRefusalTests.all.map { "communication." + $0.code }
    #expect(Set(reached) == Set(CommunicationRefusal.precedence))
    let precedence = CommunicationRefusal.precedence
    #expect(Set(precedence).count == precedence.count)
  }
}
