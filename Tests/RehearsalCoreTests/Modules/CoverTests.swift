import RehearsalCore
import Testing

/// The people behind the roles: when they work, when they are away, and what cannot be.
@Suite("Who sits behind the roles")
struct CoverTests {
  @Test("a week of mornings, a night shift and an absence count for the hours somebody has")
  func availability() throws {
    let plan = try SmallPlan.plan(
      """
      cover:
        patterns:
          - {title: Mornings, days: [monday, tuesday], from: 09:00, to: 13:00}
          - {title: Nights, days: [monday], from: 20:00, to: 06:00}
        people:
          - id: p1
            pattern: mornings
            away: [{from: day 2 09:00, to: day 2 11:00, reason: At court}]
          - {id: p2, pattern: nights}
      """)
    #expect(plan[Cover.self].absences.map(\.reason) == ["At court"])
    let blocks = Modules.rehearsal.briefing(plan)
    #expect(blocks.contains { $0.id == "briefing-away" })
  }

  @Test(
    "what is wrong with people and seats",
    arguments: [
      (
        "people: [{id: p1, away: [{from: day 3 09:00, to: day 2 09:00}]}]",
        ["V001 away until 24 November 2026 at 9am, but only from 25 November 2026 at 9am"]
      ),
      (
        "people: [{id: p1, away: [{from: 2026-11-01, to: 2027-12-01}]}]",
        ["V002 \"p1\" holds dcs and is never at work before the end"]
      ),
      (
        "patterns: [{title: Late, from: 17:00}]",
        ["V003 \"late\" ends at 5pm, when it begins"]
      ),
      ("people: [{id: p9}]", ["warning V005 \"p9\" holds no role and is nobody's deputy"]),
      (
        "people: [{id: p1}, {id: p1}]", ["S012 another person is called \"p1\" already"]
      ),
      ("people: [{id: p1, pattern: never}]", ["S014 no working pattern is called \"never\""]),
      (
        "seats: [{role: hos, filled-by: empty}, {role: hos, filled-by: computer}]",
        ["V007 \"hos\" has two lines"]
      ),
      (
        "seats: [{role: hos, filled-by: nobody}]", ["S008 \"nobody\" is not one of empty, computer"]
      ),
    ])
  func wrong(_ section: String, _ findings: [String]) throws {
    #expect(try SmallPlan.findings("cover: {\(section)}") == findings)
  }

  @Test("one person in two roles must be meant, and a critical seat cannot stay empty")
  func roles() throws {
    let twice = SmallPlan.head.replacing("holder: p2", with: "holder: p1")
    #expect(try SmallPlan.findings("", head: twice) == ["warning V004 \"p1\" holds dcs and hos"])
    #expect(
      try SmallPlan.findings("cover: {people: [{id: p1, several-roles: yes}]}", head: twice)
        == [])
    let critical = SmallPlan.head.replacing("team: North", with: "team: North, critical: yes")
    #expect(
      try SmallPlan.findings("cover: {seats: [{role: hos, filled-by: empty}]}", head: critical)
        == ["V006 \"hos\" is critical and would stay empty"])
  }
}
