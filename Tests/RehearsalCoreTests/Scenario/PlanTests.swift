import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// A scenario put on the calendar: which dates come out, and which are refused.
@Suite struct PlanTests {
  private func read(_ yaml: String) throws -> ScenarioReading {
    let file = SourceFile(path: "scenario.yaml", bytes: Array(yaml.utf8))
    return try ScenarioReader(.rehearsal).read(SourceFiles([file]))
  }

  private func scenario(call: String = "2026-11-23 09:15", _ more: String = "") -> String {
    """
    format: 1
    title: Plan
    framework: ilacs-standard
    call: \(call)
    roles: [{ title: Director, id: dcs }, { title: Deputy director, id: ad }]
    communication: { tree: [{ role: dcs, tells: [ad] }] }
    \(more)
    """
  }

  private func plan(_ yaml: String) throws -> Plan {
    let reading = try read(yaml)
    return try #require(reading.plan, "\(reading.diagnostics.map(\.message))")
  }

  private func dates(_ plan: Plan, _ ids: String...) throws -> [String] {
    try ids.map { id in try #require(plan.milestones.first { $0.id.text == id }).at.text() }
  }

  /// The errors of a scenario, each as `code line:column message`.
  private func errors(_ yaml: String) throws -> [String] {
    let reading = try read(yaml)
    #expect(reading.plan == nil)
    return reading.diagnostics.filter { $0.severity == .error }.map {
      "\($0.code.name) \($0.place.line):\($0.place.column) \($0.message)"
    }
  }

  @Test func `The tutorial's plan is this list of dates`() throws {
    let yaml = try #require(try SourceFiles.shipped("tutorial")["scenario.yaml"]?.text.get())
    let steps = try plan(yaml).steps.filter { $0.sort != .document }.map {
      "\($0.at.text()) \($0.id) \($0.sort.rawValue)"
    }
    #expect(
      steps == [
        "2026-11-23T09:15:00 notification milestone",
        "2026-11-23T09:15:00 offsite-start milestone",
        "2026-11-23T09:15:00 phase-offsite-week phase",
        "2026-11-23T09:15:00 cascade-notification-call cascade",
        "2026-11-23T09:15:00 open-documents milestone",
        "2026-11-23T10:45:00 target-notification-call-90 deadline",
        "2026-11-23T11:00:00 inject-newspaper inject",
        "2026-11-23T12:00:00 target-notification-call-100 deadline",
        "2026-11-23T17:00:00 item-leave item",
        "2026-11-24T09:00:00 inject-early-document inject",
        "2026-11-24T10:00:00 setup-meeting milestone",
        "2026-11-24T17:00:00 data-due deadline",
        "2026-11-25T12:00:00 due-parking-booked deadline",
        "2026-11-25T12:00:00 item-base-room item",
        "2026-11-25T17:00:00 audits-due deadline",
        "2026-11-25T17:00:00 audit-council-audits audit",
        "2026-11-26T17:00:00 item-log-ins item",
        "2026-11-27T17:00:00 offsite-end milestone",
        "2026-11-30T09:00:00 fieldwork-start milestone",
        "2026-11-30T09:00:00 due-rooms-ready deadline",
        "2026-11-30T09:00:00 phase-fieldwork phase",
        "2026-11-30T09:00:00 item-cupboard item",
        "2026-11-30T09:00:00 item-system-guide item",
        "2026-11-30T09:00:00 item-badges item",
        "2026-12-11T14:00:00 feedback milestone",
        "2026-12-11T15:00:00 cascade-embargoed-feedback cascade",
        "2026-12-11T16:00:00 target-embargoed-feedback-100 deadline",
        "2026-12-11T17:00:00 fieldwork-end milestone",
        "2026-12-11T17:00:00 phase-reporting phase",
        "2027-01-11T12:00:00 draft-report milestone",
        "2027-01-18T17:00:00 factual-accuracy-due deadline",
        "2027-01-22T09:30:00 publication milestone",
        "2027-01-22T09:30:00 phase-response phase",
        "2027-03-05T17:00:00 authority-publication-due deadline",
        "2027-05-05T17:00:00 action-statement-due deadline",
      ])
  }

  @Test func `The steps of a plan are in order, and each has an id of its own`() throws {
    let yaml = try #require(try SourceFiles.shipped("tutorial")["scenario.yaml"]?.text.get())
    for plan in [try plan(yaml), try plan(SmallCouncil.yaml), try plan(scenario())] {
      let ids = plan.steps.map(\.id)
      #expect(Set(ids).count == ids.count)
      #expect(zip(plan.steps, plan.steps.dropFirst()).allSatisfy { $0.at <= $1.at })
      #expect(Set(plan.steps.map(\.commandID)).count == ids.count)
    }
  }

  @Test func `A call on 4 November 2019 brings inspectors from 11 to 22 November`() throws {
    let plan = try plan(scenario(call: "2019-11-04 09:12"))
    #expect(
      try dates(plan, "notification", "offsite-end", "fieldwork-start", "fieldwork-end") == [
        "2019-11-04T09:12:00", "2019-11-08T17:00:00", "2019-11-11T09:00:00",
        "2019-11-22T17:00:00",
      ])
    #expect(plan.dayOne.words == "4 November 2019")
  }

  /// Off-site weeks with a bank holiday or a weekend where the call was to be.
  @Test(arguments: [
    ("2026-05-25", "Monday 25 May 2026", "2026-05-26", "2026-05-29", "2026-06-01"),
    ("2017-05-01", "Monday 1 May 2017", "2017-05-02", "2017-05-05", "2017-05-08"),
    ("2026-08-31", "Monday 31 August 2026", "2026-09-01", "2026-09-04", "2026-09-07"),
    ("2026-05-23", "Saturday 23 May 2026", "2026-05-26", "2026-05-29", "2026-06-01"),
    ("2022-09-19", "Monday 19 September 2022", "2022-09-20", "2022-09-23", "2022-09-26"),
  ])
  func `A call on a closed day moves to the next open one, and the off-site week is shorter`(
    _ call: String, _ said: String, _ moved: String, _ ends: String, _ arrive: String
  ) throws {
    let reading = try read(scenario(call: "\(call) 09:15"))
    let plan = try #require(reading.plan)
    #expect(
      try dates(plan, "notification", "offsite-end", "fieldwork-start")
        == ["\(moved)T09:15:00", "\(ends)T17:00:00", "\(arrive)T09:00:00"])
    #expect(plan.dayOne.text() == moved)
    let warning = try #require(reading.diagnostics.first { $0.code == .callMoved })
    #expect(warning.severity == .warning)
    #expect(warning.message == "no call comes on \(said), which is not a working day")
    #expect(warning.place.line == 4 && warning.place.column == 7)
  }

  @Test func `A closure of the council's own is no working day either`() throws {
    let closed = try plan(scenario("closures: [2026-11-24, 2026-11-25]"))
    #expect(
      try dates(closed, "data-due", "audits-due") == [
        "2026-11-26T17:00:00", "2026-11-27T17:00:00",
      ])
    let moved = try plan(scenario("closures: [2026-11-23]"))
    #expect(try dates(moved, "notification") == ["2026-11-24T09:15:00"])
  }

  /// The lag depends on when the fieldwork ended, not on when the report comes out.
  @Test(arguments: [
    ("2019-11-04", "2019-11-22", "2019-12-06", "2019-12-23"),
    ("2022-06-20", "2022-07-08", "2022-08-03", "2022-08-19"),
    ("2023-12-04", "2023-12-22", "2024-01-22", "2024-02-07"),
    ("2025-06-09", "2025-06-27", "2025-07-23", "2025-08-05"),
  ])
  func `How long a report takes follows the year of the fieldwork`(
    _ call: String, _ left: String, _ draft: String, _ published: String
  ) throws {
    #expect(
      try dates(
        plan(scenario(call: "\(call) 09:00")), "fieldwork-end", "draft-report", "publication")
        == ["\(left)T17:00:00", "\(draft)T12:00:00", "\(published)T09:30:00"])
  }

  @Test func `A milestone that a scenario moves takes along what is counted from it`() throws {
    let more = """
      milestones:
        - { milestone: publication, when: 45 working days after fieldwork-end at 10:00 }
        - { milestone: setup-meeting, when: day 3 15:00 }
      """
    let moved = try plan(scenario(more))
    let found = try dates(moved, "setup-meeting", "publication", "authority-publication-due")
    #expect(
      found == ["2026-11-25T15:00:00", "2027-02-17T10:00:00", "2027-04-02T17:00:00"])
    #expect(try dates(moved, "draft-report") == dates(plan(scenario()), "draft-report"))
    #expect(moved.steps.map(\.id).firstIndex(of: "setup-meeting") == 5)
  }

  @Test(arguments: ["2011-12-30", "1999-01-04", "2100-01-04", "2101-06-06", "9999-12-31"])
  func `A call in a year whose bank holidays nobody knows is refused, once, at its place`(
    _ call: String
  ) throws {
    let more = "timeline: { deadlines: [{ title: Rooms, due: 2 days after notification }] }"
    let errors = try errors(scenario(call: "\(call) 09:15", more))
    let date = try #require(CalendarDate(text: call))
    #expect(errors == ["P001 4:7 \(date.words) is outside the years this tool knows"])
  }

  @Test func `A call so late that its report would leave the known years is refused`() throws {
    let errors = try errors(scenario(call: "2099-12-07 09:15"))
    #expect(errors == ["P001 4:7 1 January 2100 is outside the years this tool knows"])
  }

  @Test func `A date that leaves the known years on the way is refused where it stands`() throws {
    let dated = try errors(
      scenario("timeline: { deadlines: [{ title: Rooms, due: 2100-01-04 }] }"))
    #expect(dated == ["P001 7:46 4 January 2100 is outside the years this tool knows"])
    let counted = try errors(
      scenario("timeline: { deadlines: [{ title: Rooms, due: 9999 weeks after publication }] }"))
    #expect(counted.map { $0.prefix(9) } == ["P001 7:46"], "\(counted)")
  }

  @Test func `Time counted from a start is refused where nothing starts`() throws {
    let found = try errors(scenario("timeline: { deadlines: [{ title: Rooms, due: +45m }] }"))
    #expect(found == ["P003 7:46 there is nothing here for \"+\" to count from"])
  }

  @Test func `A due time that leans on an unknown milestone is refused, with the nearest`() throws {
    let reading = try read(
      scenario("timeline: { deadlines: [{ title: Rooms, due: 2 days after notifcation }] }"))
    let problem = try #require(reading.diagnostics.first)
    #expect(reading.plan == nil)
    #expect(problem.code == .unknownReference)
    #expect(problem.message == "no milestone is called \"notifcation\"")
    #expect(problem.fix == "did you mean \"notification\"?")
    #expect(problem.place.line == 7 && problem.place.column == 46)
  }

  @Test func `Milestones that lean on each other in a circle have no date`() throws {
    let more = """
      milestones:
        - { milestone: draft-report, when: 1 day after publication }
        - { milestone: publication, when: 1 day after draft-report }
      """
    let errors = try errors(scenario(more))
    #expect(
      errors == [
        "P002 8:38 \"publication\" has no date to count from",
        "P002 9:37 \"draft-report\" has no date to count from",
      ])
  }

  @Test func `A deadline cannot take the id of a milestone`() throws {
    let more = "timeline: { deadlines: [{ title: Rooms, id: feedback, due: day 2 }] }"
    let found = try errors(scenario(more))
    #expect(found == ["S012 7:45 the framework has a milestone called \"feedback\""])
  }

  @Test func `A tree without a message of its own passes on the notification call`() throws {
    let steps = try plan(scenario()).steps
    #expect(steps.contains { $0.id == "cascade-notification-call" && $0.owner?.text == "dcs" })
    let none = scenario().split(separator: "\n").filter { !$0.contains("tree") }
    #expect(try !plan(none.joined(separator: "\n")).steps.contains { $0.sort == .cascade })
  }

  /// Easter is where a Friday and the Monday after it are both closed.
  @Test func `The off-site week is over before inspectors arrive, whatever the holidays`() throws {
    var late: [String] = []
    let first = try #require(CalendarDate(year: 2018, month: 1, day: 1))
    for week in 0..<(52 * 13) {
      let call = first.adding(days: week * 7)
      let plan = try plan(scenario(call: "\(call.text()) 09:15"))
      let found = try dates(plan, "offsite-end", "fieldwork-start")
      if found[0] > found[1] { late.append(call.text()) }
    }
    #expect(late == [])
  }
}
