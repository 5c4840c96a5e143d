import RehearsalCore
import RehearsalFormats
import Testing

/// An inspection whose dates were published: what a framework must say of its call.
struct DatedInspection: Sendable, CustomTestStringConvertible {
  let framework: String
  let notified: String
  let starts: String
  let ends: String
  /// Where and when, and how its dates are known. Reports print days on site; only some papers
  /// say when the call came, and elsewhere it follows from the framework's habit.
  let source: String

  init(
    _ framework: String, _ notified: String, _ starts: String, _ ends: String, _ source: String
  ) {
    self.framework = framework
    self.notified = notified
    self.starts = starts
    self.ends = ends
    self.source = source
  }

  var testDescription: String { "\(framework), \(source)" }

  static let all = [
    DatedInspection(
      "lac-2013", "2013-06-24", "2013-06-24", "2013-06-28", "Sandwell, report"),
    DatedInspection(
      "lac-2013", "2013-07-08", "2013-07-08", "2013-07-12", "Norfolk, report"),
    DatedInspection(
      "lac-2013", "2013-07-15", "2013-07-15", "2013-07-19", "Medway, report and Cabinet paper"),

    DatedInspection(
      "sif-2013", "2013-11-19", "2013-11-20", "2013-12-11", "Slough, report: among the first"),
    DatedInspection(
      "sif-2013", "2014-03-18", "2014-03-19", "2014-04-09", "Birmingham, report"),
    DatedInspection(
      "sif-2013", "2014-04-29", "2014-04-30", "2014-05-21",
      "Oxfordshire, report; the Monday of the second week is a bank holiday"),
    DatedInspection(
      "sif-2013", "2014-05-20", "2014-05-21", "2014-06-11", "Haringey, report; likewise"),
    DatedInspection(
      "sif-2013", "2014-09-30", "2014-10-01", "2014-10-22", "Bristol, report"),
    DatedInspection(
      "sif-2013", "2015-03-03", "2015-03-04", "2015-03-25", "West Berkshire, report: the last"),

    DatedInspection(
      "sif-2015", "2015-05-11", "2015-05-12", "2015-06-04", "Sunderland, report: among the first"),
    DatedInspection(
      "sif-2015", "2015-05-22", "2015-05-26", "2015-06-18",
      "Oldham, report: called on a Friday, for the Monday was a bank holiday"),
    DatedInspection(
      "sif-2015", "2015-07-06", "2015-07-07", "2015-07-30",
      "Norfolk, report and letter to schools"),
    DatedInspection(
      "sif-2015", "2015-09-14", "2015-09-15", "2015-10-08", "Medway, report"),
    DatedInspection(
      "sif-2015", "2016-02-22", "2016-02-23", "2016-03-17", "Thurrock, report"),
    DatedInspection(
      "sif-2015", "2016-09-12", "2016-09-13", "2016-10-06", "Kirklees, report"),
    DatedInspection(
      "sif-2015", "2017-04-28", "2017-05-02", "2017-05-25", "Islington, report: a Friday again"),
    DatedInspection(
      "sif-2015", "2017-05-02", "2017-05-03", "2017-05-25",
      "Warwickshire, report: called on a Tuesday, for the Monday was a bank holiday"),
    DatedInspection(
      "sif-2015", "2018-05-08", "2018-05-09", "2018-05-31", "Wandsworth, report: likewise"),

    DatedInspection(
      "sif-reinspection", "2017-03-09", "2017-03-13", "2017-03-24", "Knowsley, report"),
    DatedInspection(
      "sif-reinspection", "2017-11-09", "2017-11-13", "2017-11-24",
      "Norfolk, report and letter to schools"),

    DatedInspection(
      "ilacs-standard", "2018-01-22", "2018-01-29", "2018-02-09", "Rochdale, report: the first"),
    DatedInspection(
      "ilacs-standard", "2018-08-28", "2018-09-03", "2018-09-14",
      "Portsmouth, report; the Monday before was a bank holiday"),
    DatedInspection(
      "ilacs-standard", "2019-11-04", "2019-11-11", "2019-11-22",
      "Thurrock, report and committee paper"),
    DatedInspection(
      "ilacs-standard", "2019-11-04", "2019-11-11", "2019-11-22", "Hackney and Solihull, reports"),
    DatedInspection(
      "ilacs-standard", "2022-05-03", "2022-05-09", "2022-05-20",
      "Durham, report; the Monday before was a bank holiday"),
    DatedInspection(
      "ilacs-standard", "2023-01-09", "2023-01-16", "2023-01-27",
      "Bristol, report: care leavers judged by themselves for the first time"),
    DatedInspection(
      "ilacs-standard", "2023-05-09", "2023-05-15", "2023-05-26",
      "Worcestershire, report; the Monday before was the coronation's"),

    DatedInspection(
      "ilacs-short", "2018-04-09", "2018-04-16", "2018-04-20", "Oxfordshire, report: the first"),
    DatedInspection(
      "ilacs-short", "2019-10-28", "2019-11-04", "2019-11-08", "Ealing, report"),
    DatedInspection(
      "ilacs-short", "2022-04-19", "2022-04-25", "2022-04-29",
      "Camden, report; the Monday before was Easter Monday"),
    DatedInspection(
      "ilacs-short", "2022-09-20", "2022-09-26", "2022-09-30",
      "Southwark, report; the Monday before was the state funeral's"),
    DatedInspection(
      "ilacs-short", "2024-09-09", "2024-09-16", "2024-09-20", "Thurrock, report"),
    DatedInspection(
      "ilacs-short", "2025-06-02", "2025-06-09", "2025-06-13",
      "Bath and North East Somerset, board paper"),
    DatedInspection(
      "ilacs-short", "2026-04-20", "2026-04-27", "2026-05-01",
      "Brent and Somerset, overview of reports"),

    DatedInspection(
      "monitoring-visit", "2020-07-23", "2020-08-20", "2020-08-21",
      "Medway, council paper; when it was told is a default"),
    DatedInspection(
      "learning-review", "2014-01-06", "2014-01-20", "2014-01-24",
      "City of London, committee paper; when the scope was agreed is a default"),
  ]
}

/// The frameworks against inspections that took place, bank holidays included.
@Suite("Frameworks and the dates of published inspections")
struct DatedInspectionsTests {
  /// A plan of nothing but a framework, which must be one without a word of complaint.
  static func plan(_ framework: String, _ notified: String, _ more: String = "") throws -> Plan {
    let date = try #require(CallDate(text: notified))
    let id = try #require(ID<Framework>(framework))
    let reading = try ScenarioReaderTests.read(NewScenario.bare(id, date) + "\n" + more)
    #expect(reading.diagnostics.map(\.line) == [], "\(framework) \(notified)")
    return try #require(reading.plan)
  }

  static func date(_ plan: Plan, _ milestone: String) throws -> String {
    let id = try #require(ID<Milestone>(milestone))
    return try #require(plan.moment(of: id), "\(milestone)").date.text()
  }

  @Test("inspectors come and leave on the days that were published", arguments: DatedInspection.all)
  func fieldwork(_ inspection: DatedInspection) throws {
    let plan = try Self.plan(inspection.framework, inspection.notified)
    #expect(try Self.date(plan, "fieldwork-start") == inspection.starts)
    #expect(try Self.date(plan, "fieldwork-end") == inspection.ends)
  }

  @Test(
    "reports came out on the day that is the commonest for their year",
    arguments: [
      ("lac-2013", "2013-07-15", "2013-08-23"),  // Medway
      ("sif-2013", "2014-01-14", "2014-03-21"),  // Bolton and five more
      ("sif-2013", "2014-09-30", "2014-12-05"),  // Bristol
      ("sif-2013", "2015-01-20", "2015-03-27"),  // Leeds
      ("sif-2015", "2015-05-11", "2015-07-20"),  // Sunderland
      ("sif-2015", "2015-09-14", "2015-11-27"),  // Medway
      ("sif-2015", "2016-01-11", "2016-03-29"),  // Luton, across Easter
      ("sif-2015", "2016-09-12", "2016-11-25"),  // Kirklees
      ("sif-2015", "2018-06-11", "2018-08-24"),  // Torbay, the last
      ("sif-reinspection", "2017-11-09", "2018-01-19"),  // Norfolk, across Christmas
      ("ilacs-standard", "2018-01-22", "2018-03-12"),  // Rochdale, the first
      ("ilacs-standard", "2019-01-14", "2019-03-04"),  // Slough
      ("ilacs-standard", "2022-05-03", "2022-07-05"),  // Durham, across a jubilee
      ("ilacs-standard", "2023-01-09", "2023-03-10"),  // Bristol
      ("ilacs-standard", "2024-06-24", "2024-08-20"),  // Hackney
      ("ilacs-short", "2018-04-09", "2018-05-22"),  // Oxfordshire
      ("ilacs-short", "2022-02-21", "2022-04-19"),  // Bath and North East Somerset, Easter
      ("ilacs-short", "2022-09-20", "2022-11-11"),  // Southwark
      ("ilacs-short", "2024-05-28", "2024-07-16"),  // Greenwich, after a bank holiday
      ("ilacs-short", "2024-09-09", "2024-10-29"),  // Thurrock
    ])
  func publication(_ framework: String, _ notified: String, _ published: String) throws {
    #expect(try Self.date(Self.plan(framework, notified), "publication") == published)
  }

  @Test(
    "the lag follows the day on which fieldwork ended, and changes with its year",
    arguments: [
      ("sif-2013", "2013-11-05", "2013-11-27", 32), ("sif-2013", "2015-03-03", "2015-03-25", 32),
      ("sif-2015", "2015-04-13", "2015-05-07", 32), ("sif-2015", "2015-08-03", "2015-08-27", 32),
      ("sif-2015", "2015-08-10", "2015-09-03", 36), ("sif-2015", "2018-06-18", "2018-07-12", 36),
      ("ilacs-standard", "2018-01-08", "2018-01-26", 21),
      ("ilacs-standard", "2018-12-03", "2018-12-21", 21),
      ("ilacs-standard", "2019-01-07", "2019-01-25", 21),
      ("ilacs-standard", "2020-11-30", "2020-12-18", 21),
      ("ilacs-standard", "2020-12-14", "2020-12-31", 21),
      ("ilacs-standard", "2020-12-21", "2021-01-08", 30),
      ("ilacs-standard", "2022-12-05", "2022-12-23", 30),
      ("ilacs-standard", "2023-12-04", "2023-12-22", 30),
      ("ilacs-standard", "2023-12-18", "2024-01-05", 27),
      ("ilacs-standard", "2025-03-03", "2025-03-21", 27),
      ("ilacs-standard", "2026-04-20", "2026-05-08", 27),
      ("ilacs-short", "2020-12-07", "2020-12-18", 21),
      ("ilacs-short", "2021-01-04", "2021-01-15", 30),
      ("ilacs-short", "2023-12-11", "2023-12-22", 30),
      ("ilacs-short", "2024-01-08", "2024-01-19", 27),
      ("jtai", "2022-02-07", "2022-02-25", 34), ("jtai", "2025-02-03", "2025-02-21", 34),
    ])
  func lag(_ framework: String, _ notified: String, _ ends: String, _ lag: Int) throws {
    let plan = try Self.plan(framework, notified)
    #expect(try Self.date(plan, "fieldwork-end") == ends)
    let end = try #require(CalendarDate(text: ends))
    let published = try #require(plan.moment(of: .known("publication"))).date
    #expect(plan.calendar.workingDays(after: end, through: published) == lag)
  }

  @Test("a scenario moves the publication, and what the council owes moves with it")
  func moved() throws {
    func moved(_ when: String) -> String {
      "milestones: [{milestone: publication, when: \(when)}]"
    }
    let thurrock = try Self.plan(
      "ilacs-standard", "2019-11-04", moved("20 working days after fieldwork-end at 09:30"))
    #expect(try Self.date(thurrock, "publication") == "2019-12-20")
    #expect(try Self.date(thurrock, "action-statement-due") == "2020-04-01")
    let bath = try Self.plan(
      "ilacs-short", "2025-06-02", moved("37 working days after fieldwork-end at 09:30"))
    #expect(try Self.date(bath, "publication") == "2025-08-05")
    let slower = try Self.plan(
      "sif-2015", "2016-02-22", moved("45 working days after fieldwork-end at 09:30"))
    #expect(try Self.date(slower, "publication") == "2016-05-24")
    let norfolk = try Self.plan("jtai", "2024-11-18", moved("2025-02-27 09:30"))
    #expect(try Self.date(norfolk, "action-statement-due") == "2025-06-11")
  }

  @Test("what the council owes is counted from the report")
  func owed() throws {
    let kirklees = try Self.plan("sif-2015", "2016-09-12")
    #expect(try Self.date(kirklees, "authority-publication-due") == "2017-01-11")
    #expect(try Self.date(kirklees, "action-statement-due") == "2017-03-08")
  }

  @Test(
    "four weeks of the single inspection are eleven working days on site",
    arguments: [("sif-2013", "2014-09-30"), ("sif-2015", "2015-07-06"), ("sif-2015", "2016-09-12")])
  func elevenDays(_ framework: String, _ notified: String) throws {
    let plan = try Self.plan(framework, notified)
    func days(_ begins: ID<Milestone>, _ ends: ID<Milestone>) throws -> Int {
      let first = try #require(plan.moment(of: begins)).date.adding(days: -1)
      return plan.calendar.workingDays(
        after: first, through: try #require(plan.moment(of: ends)).date)
    }
    let first = try days(.fieldworkStart, .known("week-one-end"))
    let second = try days(.known("offsite-start"), .known("offsite-end"))
    let rest = try days(.known("week-three"), .fieldworkEnd)
    #expect((first, second, first + rest) == (3, 5, 11))
  }

  @Test(
    "around a bank holiday the weeks of the single inspection keep their order",
    arguments: [
      ("sif-2013", "2014-04-29", ["2014-05-02", "2014-05-06", "2014-05-09", "2014-05-12"]),
      ("sif-2013", "2014-05-13", ["2014-05-16", "2014-05-19", "2014-05-23", "2014-05-27"]),
      ("sif-2015", "2015-05-22", ["2015-05-28", "2015-06-01", "2015-06-05", "2015-06-09"]),
      ("sif-2015", "2017-05-02", ["2017-05-04", "2017-05-08", "2017-05-12", "2017-05-16"]),
    ])
  func weeks(_ framework: String, _ notified: String, _ dates: [String]) throws {
    let plan = try Self.plan(framework, notified)
    let weeks = ["week-one-end", "offsite-start", "offsite-end", "week-three"]
    #expect(try weeks.map { try Self.date(plan, $0) } == dates)
  }

  @Test("a call that a bank holiday moves to Tuesday leaves four days off site")
  func shortened() throws {
    let plan = try Self.plan("ilacs-standard", "2022-05-03")
    #expect(
      try ["offsite-start", "data-due", "audits-due", "offsite-end"].map {
        try Self.date(plan, $0)
      } == ["2022-05-03", "2022-05-04", "2022-05-05", "2022-05-06"])
    // A call on the bank holiday itself is moved, with a warning.
    let moved = try ScenarioReaderTests.read(
      NewScenario.bare(
        .known("ilacs-standard"), try #require(CallDate(text: "2022-05-02 09:15"))))
    #expect(moved.diagnostics.map(\.code) == [.callMoved])
    #expect(moved.plan?.moment(of: .fieldworkStart)?.date.text() == "2022-05-09")
  }

  @Test(
    "the joint inspection gives ten working days, the day of the call being the first",
    arguments: [
      ("2024-11-18", "2024-12-02", "2024-12-06"), ("2025-03-31", "2025-04-14", "2025-04-17"),
      ("2025-04-22", "2025-05-07", "2025-05-09"), ("2026-05-11", "2026-05-26", "2026-05-29"),
    ])
  func notice(_ notified: String, _ starts: String, _ ends: String) throws {
    let plan = try Self.plan("jtai", notified)
    #expect(try Self.date(plan, "fieldwork-start") == starts)
    #expect(try Self.date(plan, "fieldwork-end") == ends)
    let start = try #require(plan.moment(of: .fieldworkStart)).date
    #expect(plan.calendar.workingDays(after: plan.dayOne, through: start) == 10)
  }

  @Test("a week of the council's own, and the report to members three weeks after it began")
  func readiness() throws {
    let plan = try Self.plan("readiness-week", "2014-07-28")
    let ids = ["start", "data-due", "audits-due", "debrief", "end", "members-report"]
    #expect(
      try ids.map { try Self.date(plan, $0) } == [
        "2014-07-28", "2014-07-29", "2014-07-31", "2014-08-01", "2014-08-01", "2014-08-18",
      ])
  }
}
