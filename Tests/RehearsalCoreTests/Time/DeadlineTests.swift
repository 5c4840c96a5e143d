import Testing

@testable import RehearsalCore

@Suite struct DeadlineTests {
  /// A call on Friday 1 November 2019, with fieldwork from Monday 25 November.
  private let frame: DeadlineFrame

  init() throws {
    frame = try Self.frame([
      ("notification", "2019-11-01T09:12:00"), ("data-due", "2019-11-07T17:00:00"),
      ("fieldwork-start", "2019-11-25T09:00:00"), ("before-christmas", "2019-12-23T16:30:00"),
      ("notification", "2030-01-01T00:00:00"), ("long-ago", "2011-12-30T10:00:00"),
      ("last-day", "2099-12-31T10:00:00"),
    ])
  }

  private static func frame(
    _ anchors: [(String, String)], base: String? = "2019-11-04T10:00:00"
  ) throws -> DeadlineFrame {
    DeadlineFrame(
      anchors: try anchors.map { (id: $0, moment: try #require(TimeReading.moment($1))) },
      calendar: WorkingCalendar(), dayOne: try #require(TimeReading.date("2019-11-04")),
      base: try base.map { try #require(TimeReading.moment($0)) })
  }

  private func resolve(_ text: String, _ frame: DeadlineFrame) throws -> String {
    let deadline = try #require(TimeReading.deadline(text), "\(text) is no deadline")
    return TimeReading.text(try deadline.resolve(frame).get())
  }

  @Test(
    arguments: [
      ("+45m", "2019-11-04T10:45:00"),
      ("+0m", "2019-11-04T10:00:00"),
      ("+2d", "2019-11-06T10:00:00"),
      ("notification", "2019-11-01T09:12:00"),
      ("at notification", "2019-11-01T09:12:00"),
      ("before fieldwork-start", "2019-11-25T09:00:00"),
      ("on data-due at 10:00", "2019-11-07T10:00:00"),
      ("two working days after notification by 17:00", "2019-11-05T17:00:00"),
      ("two working days after notification", "2019-11-05T09:12:00"),
      ("0 working days after notification by 5pm", "2019-11-01T17:00:00"),
      ("2 working days before fieldwork-start at 12:00", "2019-11-21T12:00:00"),
      ("a working day after before-christmas", "2019-12-24T16:30:00"),
      ("2 working days after before-christmas", "2019-12-27T16:30:00"),
      ("3 days after before-christmas", "2019-12-26T16:30:00"),
      ("a day before notification at midday", "2019-10-31T12:00:00"),
      ("2 weeks after notification", "2019-11-15T09:12:00"),
      ("a week before fieldwork-start by 09:30", "2019-11-18T09:30:00"),
      ("1 hour after notification", "2019-11-01T10:12:00"),
      ("an hour and 30 minutes after notification", "2019-11-01T10:42:00"),
      ("48 hours after notification", "2019-11-03T09:12:00"),
      ("45 minutes before fieldwork-start", "2019-11-25T08:15:00"),
      ("the Monday after notification at 09:00", "2019-11-04T09:00:00"),
      ("the Friday after notification", "2019-11-08T09:12:00"),
      ("the second Friday after fieldwork-start at 17:00", "2019-12-06T17:00:00"),
      ("the fifth Monday after fieldwork-start", "2019-12-30T09:00:00"),
      ("the Wednesday after before-christmas at 9:00", "2019-12-27T09:00:00"),
      ("the Saturday after notification", "2019-11-04T09:12:00"),
      ("the Sunday after before-christmas", "2019-12-30T16:30:00"),
      ("day 1", "2019-11-04T17:00:00"),
      ("day 2 10:15", "2019-11-05T10:15:00"),
      ("2019-11-05 17:30", "2019-11-05T17:30:00"),
      ("2019-11-05T17:30:15.5", "2019-11-05T17:30:15.5"),
      ("2019-11-05", "2019-11-05T17:00:00"),
      ("2012-01-01", "2012-01-01T17:00:00"),
      ("2099-12-31 23:59", "2099-12-31T23:59:00"),
      ("1 day after last-day before-christmas", nil),
    ] as [(String, String?)])
  func resolves(_ text: String, _ expected: String?) throws {
    guard let expected else {
      #expect(TimeReading.deadline(text) == nil)
      return
    }
    #expect(try resolve(text, frame) == expected)
  }

  @Test func closuresCountWhereWorkingDaysDo() throws {
    let closed = try #require(TimeReading.date("2019-11-05"))
    let council = DeadlineFrame(
      anchors: frame.anchors, calendar: WorkingCalendar(closures: [closed]),
      dayOne: frame.dayOne, base: nil)
    #expect(try resolve("2 working days after notification", council) == "2019-11-06T09:12:00")
    #expect(try resolve("the Tuesday after notification", council) == "2019-11-06T09:12:00")
    #expect(try resolve("4 days after notification", council) == "2019-11-05T09:12:00")
    #expect(try resolve("day 2", council) == "2019-11-05T17:00:00")
  }

  @Test(arguments: [
    ("nowhere", DeadlineProblem.unknownAnchor("nowhere")),
    ("before nowhere", .unknownAnchor("nowhere")),
    ("two days after nowhere", .unknownAnchor("nowhere")),
    ("two hours after nowhere", .unknownAnchor("nowhere")),
    ("the Monday after nowhere", .unknownAnchor("nowhere")),
    ("notificatio", .unknownAnchor("notificatio")),
    ("long-ago", outside("2011-12-30")),
    ("before long-ago", outside("2011-12-30")),
    ("1 working day after long-ago", outside("2011-12-30")),
    ("1 working day after last-day", outside("2100-01-01")),
    ("9999 working days before notification", outside("2011-12-31")),
    ("9999 weeks after notification", outside("2211-06-21")),
    ("1 day after last-day", outside("2100-01-01")),
    ("14 hours after last-day", outside("2100-01-01")),
    ("the Monday after last-day", outside("2100-01-04")),
    ("2011-12-31", outside("2011-12-31")),
    ("2100-01-01 00:00", outside("2100-01-01")),
    ("day 9999999", outside("9999-12-30")),
    ("+106751991d", outside("9999-12-31")),
    ("106751991d4h before notification", outside("0001-01-01")),
  ])
  func saysWhyNot(_ text: String, _ problem: DeadlineProblem) throws {
    let deadline = try #require(TimeReading.deadline(text))
    #expect(throws: problem) { try deadline.resolve(frame).get() }
  }

  private static func outside(_ text: String) -> DeadlineProblem {
    .outsideYears(TimeReading.date(text) ?? .first)
  }

  @Test func aStartIsNeededOnlyWhereItIsMeant() throws {
    let bare = try Self.frame([("notification", "2019-11-01T09:12:00")], base: nil)
    let relative = try #require(TimeReading.deadline("+45m"))
    #expect(throws: DeadlineProblem.needsBase) { try relative.resolve(bare).get() }
    #expect(try resolve("1 hour after notification", bare) == "2019-11-01T10:12:00")
  }

  @Test(
    arguments: [
      ("+45m", nil), ("day 2", nil), ("2019-11-05", nil), ("notification", "notification"),
      ("on data-due at 10:00", "data-due"), ("before a-1", "a-1"),
      ("two days after x", "x"), ("an hour before x", "x"), ("the Monday after x", "x"),
    ] as [(String, String?)])
  func saysWhatItLeansOn(_ text: String, _ anchor: String?) throws {
    let deadline = try #require(TimeReading.deadline(text))
    #expect(deadline.anchor == anchor)
  }

  /// Values no text gives, made in code, must still never end the program.
  @Test func absurdValuesAreRefused() {
    let absurd: [Deadline] = [
      .day(.max, nil), .day(.min, nil), .counted(.workingDays(.max), .before, "notification", nil),
      .counted(.workingDays(.min), .before, "notification", nil),
      .counted(.days(.min), .before, "notification", nil),
      .counted(.weeks(.max), .after, "notification", nil),
      .counted(.weeks(.min), .before, "notification", nil),
      .weekday(.max, .monday, after: "notification", nil),
      .weekday(.min, .monday, after: "notification", nil),
      .after(Duration(microseconds: .min)),
      .elapsed(Duration(microseconds: .min), .before, "notification"),
    ]
    for deadline in absurd {
      #expect(throws: DeadlineProblem.self) { try deadline.resolve(frame).get() }
    }
  }
}
