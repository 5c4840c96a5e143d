import RehearsalCore
import RehearsalTestSupport
import Testing

/// Every way in which the clock says no, and which wins where two apply.
@Suite struct TimelineRefusalTests {
  private static let started = ["day 1 09:00 facilitator starts"]
  private static let paused = started + ["day 1 10:00 facilitator pauses"]
  private static let stopped = started + ["day 1 10:00 coord stops for a real incident"]
  private static let ended = started + ["day 1 10:00 facilitator ends"]
  private static let stranger = Actor(text: "role:stranger")

  static let states =
    [
      "facilitator starts", "facilitator pauses", "facilitator resumes",
      "facilitator sets the pace to x2", "facilitator moves to day 2 09:00", "facilitator ends",
      "facilitator puts off feedback to day 30 09:00",
      "coord stops for a real incident", "coord meets rooms", "clock reaches feedback",
      "clock begins fieldwork", "clock passes rooms",
    ].map {
      Refused(
        "day 1 11:00 \($0)", after: ended, "ended", "The rehearsal has ended",
        "Open a new rehearsal to go on practising.")
    }
    + ["facilitator pauses", "facilitator moves to day 2 09:00", "coord meets rooms"].map {
      Refused(
        "day 1 11:00 \($0)", after: stopped, "stopped",
        "The rehearsal was stopped for a real incident",
        "Deal with the incident; a facilitator may resume afterwards.")
    }
    + [
      "facilitator pauses", "facilitator sets the pace to x2", "coord meets rooms",
      "clock reaches notification", "facilitator ends", "coord stops for a real incident",
    ].map {
      Refused(
        "day 1 08:00 \($0)", after: [], "not-started", "The rehearsal has not started",
        "A facilitator starts it.")
    }
    + [
      "facilitator pauses", "facilitator sets the pace to x2", "facilitator moves to day 2 09:00",
      "coord meets rooms", "clock begins fieldwork", "clock passes rooms",
    ].map {
      Refused(
        "day 1 11:00 \($0)", after: paused, "paused", "The rehearsal is paused",
        "Wait until a facilitator resumes it.")
    }

  static let people =
    [
      Refused(
        "day 1 11:00 coord meets rooms", after: started, "role-unknown",
        "No role is called \"stranger\" in this rehearsal",
        "Act as a role that the scenario lists.", by: stranger),
      Refused(
        "day 1 11:00 coord stops for a real incident", after: started, "role-unknown",
        "No role is called \"stranger\" in this rehearsal",
        "Act as a role that the scenario lists.", by: stranger),
    ]
    + [
      Refused(
        "day 1 11:00 coord meets rooms happened day 1 11:01", after: started, "happened-later",
        "23 November 2026 at 11:01am has not come yet",
        "Say when it happened, no later than now."),
      Refused(
        "day 1 11:00 coord meets rooms happened day 1 08:59", after: started, "happened-before",
        "23 November 2026 at 8:59am is before the rehearsal started",
        "Say when it happened, since the start."),
    ]
    + [
      "pauses", "sets the pace to x2", "moves to day 2 09:00", "ends",
      "puts off feedback to day 30 09:00",
    ].map {
      Refused(
        "day 1 11:00 dcs \($0)", after: started, "facilitator-only",
        "Only a facilitator may do this", "Ask a facilitator.")
    }
    + [("clock starts", []), ("inspector:lead resumes", paused)].map {
      Refused(
        "day 1 11:00 \($0.0)", after: $0.1, "facilitator-only",
        "Only a facilitator may do this", "Ask a facilitator.")
    }
    + ["reaches notification", "begins fieldwork", "passes rooms"].flatMap { act in
      ["facilitator", "dcs", "tool", "inspector:lead"].map {
        Refused(
          "day 1 11:00 \($0) \(act)", after: started, "clock-only", "Only the clock does this",
          "It happens by itself when it falls due.")
      }
    }

  static let things =
    [started, paused, stopped].map {
      Refused(
        "day 1 11:00 facilitator starts", after: $0, "already-started",
        "The rehearsal has started already", "Pause it, or end it.")
    }
    + [[], started].map {
      Refused(
        "day 1 11:00 facilitator resumes", after: $0, "not-paused",
        "The rehearsal is not paused", "There is nothing to resume.")
    }
    + [
      Refused(
        "day 1 11:00 clock reaches nonsense", after: started, "milestone-unknown",
        "No milestone is called \"nonsense\"", "The plan of the scenario lists them."),
      Refused(
        "day 1 11:00 facilitator puts off feedbak to day 30 09:00", after: started,
        "milestone-unknown", "No milestone is called \"feedbak\"", "Did you mean \"feedback\"?"),
      Refused(
        "day 1 11:00 facilitator puts off notification to day 2 09:00",
        after: started + ["day 1 09:15 clock reaches notification"], "already-reached",
        "\"notification\" has come already", "Put off something that is still to come."),
      Refused(
        "day 1 11:00 facilitator puts off setup-meeting to day 2 10:00", after: started,
        "not-put-off", "\"setup-meeting\" is on 24 November 2026 at 10am already",
        "Put it off to a later time."),
      Refused(
        "day 1 11:00 clock begins nonsense", after: started, "phase-unknown",
        "No phase is called \"nonsense\"", "The plan of the scenario lists them."),
      Refused(
        "day 1 11:00 coord meets nonsense", after: started, "deadline-unknown",
        "No deadline is called \"nonsense\"", "The plan of the scenario lists them."),
      Refused(
        "day 1 11:00 coord meets room", after: started, "deadline-unknown",
        "No deadline is called \"room\"", "Did you mean \"rooms\"?"),
      Refused(
        "day 1 11:00 clock passes bagdes", after: started, "deadline-unknown",
        "No deadline is called \"bagdes\"", "Did you mean \"badges\"?"),
      Refused(
        "day 1 11:00 dcs meets rooms", after: started, "not-your-deadline",
        "\"rooms\" belongs to coord", "Let coord or a facilitator say that it is met."),
      Refused(
        "day 1 11:00 coord meets rooms", after: started + ["day 1 10:00 coord meets rooms"],
        "already-met", "\"rooms\" has been met already", "Nothing more to do."),
      Refused(
        "day 1 11:00 facilitator moves to day 1 11:00", after: started, "not-later",
        "23 November 2026 at 11am is not later than now",
        "Time never goes back; move to a later moment."),
      Refused(
        "day 2 11:00 facilitator moves to day 1 12:00", after: started, "not-later",
        "23 November 2026 at midday is not later than now",
        "Time never goes back; move to a later moment."),
    ]

  @Test(arguments: states + people + things)
  func `A refusal says why and what to do, and leaves everything as it was`(
    _ refused: Refused
  ) throws {
    var rehearsal = try SmallCouncil.rehearsal(refused.setUp)
    let (digest, events) = (try rehearsal.digest, rehearsal.events.count)
    let rejection = try rehearsal.refusal(refused.line, by: refused.actor)
    #expect(rejection.code == "timeline." + refused.code)
    #expect(rejection.reason == refused.reason)
    #expect(rejection.fix == refused.fix)
    #expect(try rehearsal.digest == digest)
    #expect(rehearsal.events.count == events)
  }

  /// A critical seat that nobody fills, without a word of why.
  static let uncovered = ["facilitator starts", #"facilitator starts because " ""#, "tool starts"]
    .map {
      Refused(
        "day 1 09:00 \($0)", after: [#"day 1 08:00 facilitator leaves empty dcs because "x""#],
        "uncovered", "Nobody answers for \"dcs\", which is critical",
        "Fill the seat, or give the reason to start without, under because.")
    }

  @Test(arguments: uncovered)
  func `Nobody starts without a critical role, unless they say why`(_ refused: Refused) throws {
    var rehearsal = try ReadyCouncil.rehearsal(refused.setUp)
    try rehearsal.refuse(refused, in: "timeline")
    try rehearsal.play(#"day 1 09:00 facilitator starts because "we try it without""#)
    #expect(rehearsal.state[Timeline.self].status == .running)
  }

  @Test func `Every refusal that the clock knows is reached, and no other`() {
    typealias Tests = TimelineRefusalTests
    let reached = (Tests.states + Tests.people + Tests.things + Tests.uncovered).map {
      "timeline." + $0.code
    }
    #expect(Set(reached) == Set(TimelineRefusal.precedence))
    #expect(Set(TimelineRefusal.precedence).count == TimelineRefusal.precedence.count)
  }

  static let pairs = [
    WrongTwice(
      "day 1 11:00 dcs pauses", after: stopped, "timeline.stopped",
      cure: ["day 1 10:30 facilitator resumes"], "timeline.facilitator-only"),
    WrongTwice(
      "day 1 11:00 clock reaches nonsense", after: stopped, "timeline.stopped",
      cure: ["day 1 10:30 facilitator resumes"], "timeline.milestone-unknown"),
    WrongTwice(
      "day 1 08:00 dcs pauses", after: [], "timeline.not-started",
      cure: ["day 1 08:00 facilitator starts"], "timeline.facilitator-only"),
    WrongTwice(
      "day 1 11:00 dcs ends", after: [], "timeline.not-started",
      cure: ["day 1 09:00 facilitator starts"], "timeline.facilitator-only"),
    WrongTwice(
      "day 1 11:00 dcs passes nonsense", after: [], "timeline.not-started",
      cure: ["day 1 09:00 facilitator starts"], "timeline.clock-only"),
    WrongTwice(
      "day 1 11:00 dcs moves to day 1 09:00", after: paused, "timeline.paused",
      cure: ["day 1 10:30 facilitator resumes"], "timeline.facilitator-only"),
    WrongTwice(
      "day 1 11:00 facilitator moves to day 1 09:00", after: paused, "timeline.paused",
      cure: ["day 1 10:30 facilitator resumes"], "timeline.not-later"),
    WrongTwice(
      "day 1 11:00 dcs starts", after: started, "timeline.facilitator-only",
      cured: "day 1 11:00 facilitator starts", "timeline.already-started"),
    WrongTwice(
      "day 1 11:00 dcs resumes", after: started, "timeline.facilitator-only",
      cured: "day 1 11:00 facilitator resumes", "timeline.not-paused"),
    WrongTwice(
      "day 1 11:00 dcs moves to day 1 09:00", after: started, "timeline.facilitator-only",
      cured: "day 1 11:00 facilitator moves to day 1 09:00", "timeline.not-later"),
    WrongTwice(
      "day 1 11:00 dcs reaches nonsense", after: started, "timeline.clock-only",
      cured: "day 1 11:00 clock reaches nonsense", "timeline.milestone-unknown"),
    WrongTwice(
      "day 1 11:00 dcs begins nonsense", after: started, "timeline.clock-only",
      cured: "day 1 11:00 clock begins nonsense", "timeline.phase-unknown"),
    WrongTwice(
      "day 1 11:00 dcs passes nonsense", after: started, "timeline.clock-only",
      cured: "day 1 11:00 clock passes nonsense", "timeline.deadline-unknown"),
    WrongTwice(
      "day 1 11:00 dcs meets rooms", after: started + ["day 1 10:00 coord meets rooms"],
      "timeline.not-your-deadline", cured: "day 1 11:00 coord meets rooms",
      "timeline.already-met"),
  ]

  @Test(arguments: pairs)
  func `Where two refusals apply, the one with precedence is given`(_ pair: WrongTwice) throws {
    try pair.check(precedence: TimelineRefusal.precedence)
  }

  @Test func `A role that nobody knows is told first of all that the rehearsal waits`() throws {
    for (setUp, code) in [
      (TimelineRefusalTests.paused, "timeline.paused"),
      (TimelineRefusalTests.stopped, "timeline.stopped"),
      (TimelineRefusalTests.ended, "timeline.ended"), ([], "timeline.not-started"),
    ] {
      var rehearsal = try SmallCouncil.rehearsal(setUp)
      let line = "day 1 11:00 coord meets rooms"
      let rejection = try rehearsal.refusal(line, by: TimelineRefusalTests.stranger)
      #expect(rejection.code == code)
    }
  }
}
