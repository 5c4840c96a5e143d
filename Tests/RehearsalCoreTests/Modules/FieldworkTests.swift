import RehearsalCore
import Testing

/// The inspectors' timetable: its lines, its clashes, and days on which somebody is not there.
@Suite("Fieldwork on the calendar")
struct FieldworkTests {
  private static let inspectors = """
    fieldwork:
      inspectors:
        - {title: Lead, id: lead}
        - {title: Education, id: education, from: day 10 09:00, to: day 11 17:00}

    """

  private func findings(_ meetings: String) throws -> [String] {
    try SmallPlan.findings(Self.inspectors + "  meetings: [\(meetings)]")
  }

  @Test("keeping in touch falls on each working day of fieldwork, or on every second")
  func keepInTouch() throws {
    func days(_ every: Int) throws -> [String] {
      let plan = try SmallPlan.plan(
        Self.inspectors + "  keep-in-touch: {time: 16:30, every: \(every), with: [dcs]}")
      return plan.steps.filter { $0.id.hasPrefix("keep-in-touch") }.map { $0.at.text() }
    }
    // Feedback on the last day takes the place of the tenth.
    #expect(try days(1).count == 9)
    #expect(
      try days(4) == ["2026-11-30T16:30:00", "2026-12-04T16:30:00", "2026-12-10T16:30:00"])
  }

  @Test("nobody is in two meetings at once, and one that begins as another ends is no clash")
  func clashes() throws {
    let first = "{title: A, at: day 8 10:00, length: 45m, with: [dcs], inspectors: [lead]}"
    #expect(
      try findings("\(first), {title: B, at: day 8 10:30, with: [dcs]}") == [
        "warning F002 \"dcs\" is still in \"a\" then"
      ])
    #expect(
      try findings("{title: B, at: day 8 10:30, inspectors: [lead]}, \(first)") == [
        "warning F002 \"lead\" is still in \"a\" then"
      ])
    #expect(try findings("\(first), {title: B, at: day 8 10:45, with: [dcs]}") == [])
    #expect(try findings("\(first), {title: B, at: day 8 10:30, with: [hos]}") == [])
  }

  @Test("an inspector of two days meets nobody on the third, but may telephone in the first week")
  func absent() throws {
    func at(_ when: String) throws -> [String] {
      try findings("{title: A, at: \(when), inspectors: [education], with: [dcs]}")
    }
    #expect(try at("day 10 10:00") == [])
    #expect(try at("day 3 10:00") == [])
    #expect(
      try at("day 8 10:00") == [
        "warning F003 \"education\" is there from 2 December 2026 at 9am to 3 December 2026 at 5pm"
      ])
  }

  @Test(
    "what is wrong with a timetable",
    arguments: [
      ("meetings: [{title: A, at: day 8 10:00}]", ["F004 nobody takes part in \"a\""]),
      (
        "meetings: [{title: A, at: day 8 10:00, with: [dcs], length: 0m}]",
        ["F005 a meeting lasts longer than 0 minutes"]
      ),
      (
        "samples: [{title: A, number: 0, at: day 8 10:00}]",
        ["F005 a sample of 0 cases is none"]
      ),
      ("keep-in-touch: {every: 0}", ["F005 every 0 days is no rhythm"]),
      (
        "inspectors: [{title: Lead, from: day 9 09:00, to: day 8 09:00}]",
        ["F001 leaves on 30 November 2026 at 9am, before coming on 1 December 2026 at 9am"]
      ),
      (
        "meetings: [{title: A, at: day 6 10:00, with: [dcs]}]",
        ["warning P006 Saturday 28 November 2026 is not a working day"]
      ),
      ("embargo: [mayor]", ["S014 no role is called \"mayor\""]),
    ])
  func wrong(_ section: String, _ findings: [String]) throws {
    #expect(try SmallPlan.findings("fieldwork: {\(section)}") == findings)
  }
}
