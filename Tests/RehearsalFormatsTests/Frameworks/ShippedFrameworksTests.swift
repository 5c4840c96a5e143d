import RehearsalCore
import RehearsalFormats
import Testing

/// What every framework that ships must keep to, and what sets each apart.
@Suite("The shipped frameworks")
struct ShippedFrameworksTests {
  /// A day for the call on which each was in force.
  static let calls = [
    "harbour-safety-visit": "2026-03-03", "ilacs-focused-visit": "2024-02-05",
    "ilacs-short": "2025-06-02", "ilacs-standard": "2019-11-04", "jtai": "2024-11-18",
    "lac-2013": "2013-07-15", "learning-review": "2014-01-06", "monitoring-visit": "2020-07-23",
    "readiness-week": "2014-07-28", "sif-2013": "2014-09-30", "sif-2015": "2015-07-06",
    "sif-reinspection": "2017-11-09",
  ]

  static let names = calls.keys.sorted()

  /// Ids that mean the same wherever they stand, so that a scenario can change its framework.
  private static let common: Set<String> = [
    "notification", "setup-meeting", "offsite-start", "offsite-end", "data-due", "audits-due",
    "fieldwork-start", "fieldwork-end", "feedback", "draft-report", "factual-accuracy-due",
    "publication", "authority-publication-due", "action-statement-due",
  ]

  /// What only some frameworks have.
  private static let own: [String: Set<String>] = [
    "harbour-safety-visit": ["night-watch"],
    "learning-review": [
      "start", "staff-meetings", "moderation", "action-plan-due", "members-report",
    ],
    "monitoring-visit": ["next-visit"],
    "readiness-week": ["start", "communication-tested", "debrief", "end", "members-report"],
    "sif-2013": ["week-one-end", "week-three"],
    "sif-2015": ["week-one-end", "week-three"],
  ]

  private static let withoutCall: Set<String> = ["learning-review", "readiness-week"]
  private static let invented = "harbour-safety-visit"

  private static func framework(_ name: String) throws -> Framework {
    let id = try #require(ID<Framework>(name))
    return try #require(Frameworks.shipped(id), "\(name)")
  }

  @Test("these ship, and no others")
  func all() {
    #expect(Frameworks.shipped.sorted() == Self.names)
  }

  @Test("a framework is called as its file, says what it is, and begins once", arguments: names)
  func identity(_ name: String) throws {
    let framework = try Self.framework(name)
    #expect(framework.id.text == name)
    #expect(framework.format == 1)
    #expect(framework.about?.isEmpty == false)
    #expect(framework.milestones.filter { $0.when == nil }.count == 1)
    #expect(framework.milestones.first?.when == nil)
    #expect(framework.hasCall != Self.withoutCall.contains(name))
    #expect(framework.start?.id.text == (framework.hasCall ? "notification" : "start"))
    #expect(!framework.call.days.isEmpty)
    let titles = try Self.names.map { try Self.framework($0).title }
    #expect(titles.filter { $0 == framework.title }.count == 1)
  }

  @Test("a framework plans without a word of complaint, in the order of its file", arguments: names)
  func plans(_ name: String) throws {
    let call = try #require(Self.calls[name])
    let plan = try DatedInspectionsTests.plan(name, call)
    #expect(plan.milestones.count == plan.scenario.framework.milestones.count)
    for phase in plan.scenario.framework.phases {
      let begins = try #require(plan.moment(of: phase.begins))
      let ends = try #require(plan.moment(of: phase.ends))
      #expect(begins < ends, "\(phase.id)")
    }
    #expect(plan.scenario.framework.phases.count >= 2)
    for milestone in plan.milestones {
      #expect(plan.calendar.isWorkingDay(milestone.at.date), "\(milestone.id)")
    }
  }

  @Test("a milestone that others have too has the same id", arguments: names)
  func ids(_ name: String) throws {
    let framework = try Self.framework(name)
    let ids = Set(framework.milestones.map(\.id.text))
    #expect(ids.subtracting(Self.common) == Self.own[name] ?? [])
    if framework.hasCall {
      let always: Set = ["notification", "fieldwork-start", "feedback", "fieldwork-end"]
      #expect(ids.isSuperset(of: always.union(["setup-meeting", "data-due", "publication"])))
    }
  }

  @Test(
    "what the council must have done by then is a deadline, and nothing else is", arguments: names)
  func deadlines(_ name: String) throws {
    for milestone in try Self.framework(name).milestones {
      #expect(milestone.isDeadline == milestone.id.text.hasSuffix("-due"), "\(milestone.id)")
    }
  }

  /// Where `basis` could be left out, it is written all the same.
  @Test("every value says how sure it is, that of the call as well", arguments: names)
  func basis(_ name: String) throws {
    let call = try #require(Self.calls[name])
    let reading = try ScenarioReaderTests.read(
      NewScenario.bare(try #require(ID(name)), try #require(CallDate(text: call))))
    let file = try #require(reading.used.first { $0.path == "frameworks/\(name).yaml" })
    let lines = try file.text.get().split(separator: "\n", omittingEmptySubsequences: false)
    let block = lines.drop { $0 != "call:" }.prefix { !$0.isEmpty }
    #expect(block.contains { $0.hasPrefix("  basis: ") })
    let framework = try Self.framework(name)
    let sure = framework.milestones.map(\.basis).contains { $0 != .standard }
    #expect(sure == !["ilacs-focused-visit", "learning-review", Self.invented].contains(name))
  }

  @Test("the invented regime says that it is invented, and claims nothing")
  func inventedRegime() throws {
    let framework = try Self.framework(Self.invented)
    #expect(framework.title.contains("invented"))
    #expect(framework.about?.hasPrefix("An invented regime") == true)
    #expect(framework.grades.map(\.id.text) == ["shipshape", "repairs-needed", "unsafe"])
    var bases = framework.milestones.map(\.basis) + framework.judgements.map(\.basis)
    bases += framework.grades.map(\.basis) + framework.inspectors.map(\.basis)
    bases += framework.audits.map(\.basis) + framework.lists.map(\.basis)
    #expect(bases.allSatisfy { $0 == .standard })
  }

  @Test(
    "what is judged follows the first day of fieldwork",
    arguments: [
      ("lac-2013", "2013-07-15", ["overall", "capacity", "outcomes", "provision", "leadership"]),
      ("sif-2013", "2014-10-01", withBoard), ("sif-2015", "2015-07-07", withBoard),
      ("sif-2015", "2017-12-31", withBoard), ("sif-2015", "2018-01-01", single),
      ("sif-reinspection", "2017-11-13", single),
      ("ilacs-standard", "2018-01-29", joined), ("ilacs-standard", "2022-12-31", joined),
      ("ilacs-standard", "2023-01-01", split), ("ilacs-standard", "2023-01-16", split),
      ("ilacs-standard", "2026-03-31", split), ("ilacs-standard", "2026-04-01", fourAreas),
      ("ilacs-short", "2022-12-31", joined), ("ilacs-short", "2023-01-01", split),
      ("ilacs-short", "2026-03-31", split), ("ilacs-short", "2026-04-27", fourAreas),
      ("jtai", "2024-12-02", ["joint-response"]),
      ("monitoring-visit", "2020-08-20", ["weaknesses", "nothing-else"]),
      ("learning-review", "2014-01-20", ["front-door", "help-and-protection", "looked-after"]),
      ("readiness-week", "2014-07-28", ["data", "communication", "audits"]),
      ("harbour-safety-visit", "2026-03-05", ["quays", "cargo", "dangerous-goods", "emergency"]),
    ] as [(String, String, [String])])
  func judgements(_ name: String, _ fieldwork: String, _ areas: [String]) throws {
    let date = try #require(CalendarDate(text: fieldwork))
    let held = try Self.framework(name).judgements.filter { $0.holds(on: date) }
    #expect(held.map(\.id.text) == areas)
  }

  private static let single = [
    "overall", "help-and-protection", "looked-after", "adoption", "care-leavers", "leadership",
  ]
  private static let withBoard = single + ["safeguarding-board"]
  private static let joined = [
    "leaders", "help-and-protection", "care-and-care-leavers", "overall",
  ]
  private static let fourAreas = [
    "leaders", "help-and-protection", "children-in-care", "care-leavers",
  ]
  private static let split = fourAreas + ["overall"]

  @Test("a focused visit has one of seven themes, and grades none of them")
  func themes() throws {
    let framework = try Self.framework("ilacs-focused-visit")
    #expect(framework.judgements.count == 7)
    #expect(framework.judgements.allSatisfy { $0.title.hasPrefix("Theme: ") })
    #expect(framework.grades.isEmpty)
  }

  @Test(
    "adoption and care leavers were parts of looked-after children, the board stood by itself",
    arguments: ["sif-2013", "sif-2015", "sif-reinspection"])
  func parts(_ name: String) throws {
    let areas = try Self.framework(name).judgements
    let under = areas.filter { $0.under == .known("looked-after") }.map(\.id.text)
    #expect(under == ["adoption", "care-leavers"])
    let separate = areas.filter(\.isSeparate).map(\.id.text)
    #expect(separate == (name == "sif-reinspection" ? [] : ["safeguarding-board"]))
  }

  @Test(
    "scales and teams",
    arguments: [
      ("lac-2013", ["outstanding", "good", "adequate", "inadequate"], 6),
      ("sif-2013", fourSteps, 7), ("sif-2015", fourSteps, 7), ("sif-reinspection", fourSteps, 6),
      ("ilacs-standard", fourSteps, 6), ("ilacs-short", fourSteps, 6),
      ("ilacs-focused-visit", [], 2), ("jtai", [], 7), ("monitoring-visit", [], 2),
      ("learning-review", fourSteps, 6), ("readiness-week", [], 0),
    ] as [(String, [String], Int)])
  func scale(_ name: String, _ grades: [String], _ people: Int) throws {
    let framework = try Self.framework(name)
    #expect(framework.grades.map(\.id.text) == grades)
    #expect(framework.inspectors.map(\.count).reduce(0, +) == people)
  }

  private static let fourSteps = ["outstanding", "good", "requires-improvement", "inadequate"]

  @Test("of the inspectors who judge today, four stay throughout and two for two days")
  func partTime() throws {
    for name in ["ilacs-standard", "ilacs-short"] {
      let posts = try Self.framework(name).inspectors
      #expect(posts.filter { $0.days == nil }.map(\.count).reduce(0, +) == 4)
      #expect(posts.filter { $0.days == 2 }.map(\.count).reduce(0, +) == 2)
    }
  }

  @Test(
    "the single inspection asks for twenty audits in the second week, and for six more later",
    arguments: [
      ("sif-2013", "2014-09-30", "2014-10-10", "2014-10-20"),
      ("sif-2015", "2015-07-06", "2015-07-17", "2015-07-28"),
    ])
  func audits(_ name: String, _ call: String, _ first: String, _ further: String) throws {
    let plan = try DatedInspectionsTests.plan(name, call)
    #expect(plan.scenario.framework.audits.map(\.cases) == [20, 6])
    let rounds = plan[Audits.self].rounds
    #expect(rounds.map { $0.due.date.text() } == [first, further])
  }

  @Test("eleven lists stand where they are known or are a fair default, and nowhere else")
  func lists() throws {
    let eleven = (1...11).map { "list-\($0)" }
    for name in Self.names where name != Self.invented {
      let lists = try Self.framework(name).lists
      switch name {
      case "ilacs-standard", "ilacs-short":
        #expect(lists.map(\.id.text) == eleven)
        #expect(lists.allSatisfy { $0.basis == .verified })
      case "jtai", "readiness-week":
        #expect(lists.map(\.id.text) == eleven)
        #expect(lists.allSatisfy { $0.basis == .standard })
      case "ilacs-focused-visit": #expect(lists.map(\.id.text) == Array(eleven.prefix(5)))
      default: #expect(lists.isEmpty, "\(name)")
      }
    }
  }

  @Test(
    "a framework is in force by the first day of fieldwork, and says so outside its time",
    arguments: [
      ("lac-2013", "2013-11-04"), ("sif-2013", "2013-10-29"), ("sif-2013", "2015-04-07"),
      ("sif-2015", "2015-03-30"), ("sif-2015", "2018-08-06"), ("sif-reinspection", "2018-02-01"),
      ("ilacs-standard", "2017-12-11"), ("ilacs-short", "2017-12-11"),
    ])
  func force(_ name: String, _ notified: String) throws {
    let reading = try ScenarioReaderTests.read(
      NewScenario.bare(try #require(ID(name)), try #require(CallDate(text: notified))))
    #expect(reading.diagnostics.map(\.code) == [.notInForce])
    #expect(reading.plan != nil)
  }
}
