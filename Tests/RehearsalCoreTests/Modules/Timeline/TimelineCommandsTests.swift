import RehearsalCore
import RehearsalTestSupport
import Testing

/// What each command of the clock gives when it is taken, to the letter.
@Suite struct TimelineCommandsTests {
  private static let started = ["day 1 09:00 facilitator starts"]
  private static let paused = started + ["day 1 10:00 facilitator pauses"]
  private static let stopped = started + ["day 1 10:00 coord stops for a real incident"]

  static let theClock = [
    Taken(
      "day 1 09:00 facilitator starts", after: [],
      gives: #"timeline.started {"pace":"stepped","room":"2026-11-23T09:00:00Z"}"#),
    Taken(
      "day 1 09:00 tool starts pace x60", after: [],
      gives: #"timeline.started {"pace":"x60","room":"2026-11-23T09:00:00Z"}"#),
    Taken(
      "day 1 09:00 facilitator starts pace x1", after: [],
      gives: #"timeline.started {"pace":"real-time","room":"2026-11-23T09:00:00Z"}"#),
    Taken(
      "day 1 09:00 facilitator starts by-phase yes", after: [],
      gives: #"timeline.started {"pace":"stepped","by-phase":"yes","#
        + #""room":"2026-11-23T09:00:00Z"}"#),
    Taken(
      #"day 1 10:00 facilitator pauses because "a \"short\" break""#, after: started,
      gives: #"timeline.paused {"because":"a \"short\" break"}"#),
    Taken("day 1 10:00 tool pauses", after: started, gives: "timeline.paused {}"),
    Taken(
      "day 1 10:05 facilitator resumes", after: paused,
      gives: #"timeline.resumed {"room":"2026-11-23T10:05:00Z"}"#),
    Taken(
      "day 1 11:00 facilitator resumes", after: stopped,
      gives: #"timeline.resumed {"room":"2026-11-23T11:00:00Z"}"#),
    Taken(
      "day 1 10:00 facilitator sets the pace to x60000", after: started,
      gives: #"timeline.rate-changed {"pace":"x60000","room":"2026-11-23T10:00:00Z"}"#),
    Taken("day 1 10:00 facilitator sets the pace to stepped", after: started),
    Taken(
      "day 1 10:00 facilitator moves to day 3 08:30", after: started,
      gives: #"timeline.moved {"to":"2026-11-25T08:30:00","room":"2026-11-23T10:00:00Z"}"#),
    Taken("day 1 10:00 facilitator ends", after: started, gives: "timeline.ended {}"),
    Taken("day 1 10:00 tool ends", after: paused, gives: "timeline.ended {}"),
    Taken("day 1 10:00 facilitator ends", after: stopped, gives: "timeline.ended {}"),
    Taken(
      #"day 1 10:00 member stops for a real incident because "a child is missing""#,
      after: started, gives: #"timeline.stopped {"because":"a child is missing"}"#),
    Taken(
      "day 1 10:00 inspector:lead stops for a real incident", after: paused,
      gives: "timeline.stopped {}"),
    Taken("day 1 10:00 clock stops for a real incident", after: stopped),
  ]

  static let theDates = [
    Taken(
      "day 1 10:00 coord meets rooms", after: started,
      gives: #"timeline.deadline-met {"deadline":"rooms","title":"Rooms ready"}"#),
    Taken(
      "day 1 10:00 facilitator meets rooms",
      after: started + ["day 1 09:15 clock reaches notification"],
      gives: #"timeline.deadline-met {"deadline":"rooms","title":"Rooms ready","#
        + #""due":"2026-11-24T12:00:00"}"#),
    Taken(
      "day 1 10:00 spare meets badges", after: started,
      gives: #"timeline.deadline-met {"deadline":"badges","title":"Badges printed"}"#),
    Taken(
      "day 2 12:30 coord meets rooms", after: started + ["day 2 12:00 clock passes rooms"],
      gives: #"timeline.deadline-met {"deadline":"rooms","title":"Rooms ready","#
        + #""due":"2026-11-24T12:00:00"}"#),
    Taken(
      "day 8 09:00 clock reaches fieldwork-start", after: started,
      gives: #"timeline.milestone-reached {"milestone":"fieldwork-start","#
        + #""title":"Inspectors arrive"}"#),
    Taken(
      "day 9 09:00 clock reaches fieldwork-start",
      after: started + ["day 8 09:00 clock reaches fieldwork-start"]),
    Taken(
      "day 8 09:00 clock begins fieldwork", after: started,
      gives: #"timeline.phase-began {"phase":"fieldwork","title":"Fieldwork"}"#),
    Taken(
      "day 9 09:00 clock begins fieldwork",
      after: started + ["day 8 09:00 clock begins fieldwork"]),
    Taken(
      #"day 1 10:00 facilitator puts off publication to day 62 09:30 because "no printer""#,
      after: started,
      gives: #"timeline.dates-moved {"milestone":"publication","title":"Report published","#
        + #""from":"2027-01-22T09:30:00","to":"2027-01-23T09:30:00","days":0,"#
        + #""milestones":[{"milestone":"publication","title":"Report published","#
        + #""at":"2027-01-23T09:30:00"}],"because":"no printer"}"#),
    Taken(
      "day 2 12:00 clock passes rooms", after: started,
      gives: #"timeline.deadline-missed {"deadline":"rooms","title":"Rooms ready","#
        + #""due":"2026-11-24T12:00:00"}"#),
    Taken(
      "day 2 12:00 clock passes rooms", after: started + ["day 1 10:00 coord meets rooms"]),
    Taken(
      "day 2 12:01 clock passes rooms", after: started + ["day 2 12:00 clock passes rooms"]),
  ]

  @Test(arguments: theClock + theDates)
  func `A line that is taken gives exactly these events`(_ taken: Taken) throws {
    var rehearsal = try SmallCouncil.rehearsal(taken.setUp)
    #expect(try rehearsal.events(of: taken.line) == taken.events)
  }

  @Test func `Every command of the clock is shown to be taken`() throws {
    let rehearsal = try SmallCouncil.rehearsal()
    let shown = try (TimelineCommandsTests.theClock + TimelineCommandsTests.theDates).map { taken in
      let (_, rest) = ScriptTime.split(taken.line, after: nil, dayOne: rehearsal.plan.dayOne)
      return "\(type(of: try rehearsal.reader.read(rest, at: .nowhere).get().command).name)"
    }
    #expect(Set(shown) == Set(Timeline.commands.map { "\($0.name)" }))
  }

  @Test func `The call makes every date known, and what must be handed over only as due`() throws {
    var rehearsal = try SmallCouncil.rehearsal(TimelineCommandsTests.started)
    let events = try rehearsal.say("day 1 09:15 clock reaches notification").get()
    #expect(events.count == 2)
    #expect(
      MemoryRehearsal.wire(events[0])
        == #"timeline.milestone-reached {"milestone":"notification","#
        + #""title":"Notification call"}"#)
    let dates = try #require(events[1] as? DatesSet)
    #expect(
      dates.milestones.map { "\($0.milestone) \($0.at.text())" } == [
        "notification 2026-11-23T09:15:00", "offsite-start 2026-11-23T09:15:00",
        "setup-meeting 2026-11-24T10:00:00", "offsite-end 2026-11-27T17:00:00",
        "fieldwork-start 2026-11-30T09:00:00", "feedback 2026-12-11T14:00:00",
        "fieldwork-end 2026-12-11T17:00:00", "draft-report 2027-01-11T12:00:00",
        "publication 2027-01-22T09:30:00",
      ])
    #expect(
      dates.deadlines.map { "\($0.deadline) \($0.due.text()) \($0.owner?.text ?? "-")" } == [
        "rooms 2026-11-24T12:00:00 coord", "data-due 2026-11-24T17:00:00 -",
        "badges 2026-11-25T12:00:00 -", "audits-due 2026-11-25T17:00:00 -",
        "factual-accuracy-due 2027-01-18T17:00:00 -",
        "authority-publication-due 2027-03-05T17:00:00 -",
        "action-statement-due 2027-05-05T17:00:00 -",
      ])
  }
}
