import RehearsalCore
import Testing

/// Rounds of case-file audits on the calendar, and who may audit what.
@Suite("Case-file audits on the calendar")
struct AuditsTests {
  @Test("where a scenario says nothing, the framework's rounds are planned, and nobody's work")
  func asked() throws {
    let plan = try SmallPlan.plan("")
    #expect(SmallPlan.steps(plan, of: "audits") == ["2026-11-25T17:00:00 audit-council-audits"])
    #expect(plan.work.isEmpty)
  }

  @Test("case files are dealt out to auditors as evenly as they go")
  func shared() throws {
    let plan = try SmallPlan.plan(
      """
      audits:
        - {title: First, number: 5, auditors: [dcs, hos], moderator: data, due: day 4 17:00,
           effort: 1h}
      """)
    #expect(
      SmallPlan.steps(plan, of: "audits") == [
        "2026-11-23T09:15:00 open-audits", "2026-11-26T17:00:00 audit-first",
      ])
    #expect(plan.work.map(\.owner.text) == ["dcs", "hos"])
    #expect(plan.work.map(\.effort) == [.minutes(180), .minutes(120)])
  }

  @Test(
    "what is wrong with a round",
    arguments: [
      (
        "rounds: [{title: A, number: 0, auditors: [dcs]}]", ["A001 a round of 0 case files is none"]
      ),
      ("rounds: [{title: A, number: 3}]", ["A003 nobody audits \"a\""]),
      (
        "rounds: [{title: A, number: 3, auditors: [dcs], moderator: dcs}]",
        ["warning A004 \"dcs\" would moderate its own grades"]
      ),
      (
        "rounds: [{title: A, number: 1, auditors: [hos]}], "
          + "cases: [{title: X, round: a, team: North, auditor: hos}]",
        ["A002 \"hos\" would audit a case of its own team, North"]
      ),
      (
        "rounds: [{title: A, number: 1, auditors: [hos]}], "
          + "cases: [{title: X, round: a}, {title: Y, round: a}]",
        ["A001 \"a\" has 1 of the 2 case files that are listed"]
      ),
      (
        "rounds: [{title: A, number: 1, auditors: [hos]}], cases: [{title: X, round: b}]",
        ["S014 no audit round is called \"b\""]
      ),
    ])
  func wrong(_ section: String, _ findings: [String]) throws {
    #expect(try SmallPlan.findings("audits: {\(section)}") == findings)
  }
}
