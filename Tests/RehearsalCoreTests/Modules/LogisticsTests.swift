import RehearsalCore
import Testing

/// Checklists: when their items fall due, what they wait for, and what is wrong with them.
@Suite("Checklists on the calendar")
struct LogisticsTests {
  @Test("an item is due when it says, or when the inspectors arrive")
  func due() throws {
    let plan = try SmallPlan.plan(
      """
      logistics:
        - {title: Badges, owner: dcs}
        - {title: Rooms, owner: hos, due: day 2 12:00}
      """)
    #expect(
      SmallPlan.steps(plan, of: "logistics") == [
        "2026-11-24T12:00:00 item-rooms hos", "2026-11-30T09:00:00 item-badges dcs",
      ])
    #expect(plan.work.map(\.effort) == [.minutes(30), .minutes(30)])
  }

  @Test(
    "what is wrong with a checklist",
    arguments: [
      ("{title: Badges}", ["L001 nobody owns \"badges\""]),
      (
        "{title: Rooms, owner: dcs, due: day 2 12:00, after: [rooms]}",
        ["L002 these wait for each other: rooms → rooms"]
      ),
      (
        "{title: Rooms, owner: dcs, due: 2026-11-20 12:00}",
        ["P005 this falls due 20 November 2026 at midday, before the call"]
      ),
      (
        "{title: Rooms, owner: dcs, due: 2026-11-29 12:00}",
        ["warning P006 Sunday 29 November 2026 is not a working day"]
      ),
      ("{title: Rooms, owner: dsc}", ["S014 no role is called \"dsc\""]),
      ("{title: Rooms, owner: dcs, after: [desk]}", ["S014 no checklist item is called \"desk\""]),
    ])
  func wrong(_ line: String, _ findings: [String]) throws {
    #expect(try SmallPlan.findings("logistics: [\(line)]") == findings)
  }

  @Test("a circle is found however long the way into it is")
  func circle() throws {
    let findings = try SmallPlan.findings(
      """
      logistics:
        - {title: A, owner: dcs, after: [b]}
        - {title: B, owner: dcs, after: [c]}
        - {title: C, owner: dcs, after: [d]}
        - {title: D, owner: dcs, after: [b]}
        - {title: E, owner: dcs}
      """)
    #expect(findings == ["L002 these wait for each other: b → c → d → b"])
  }

  @Test("what waits may not fall due before what it waits for")
  func order() throws {
    let findings = try SmallPlan.findings(
      """
      logistics:
        - {title: A, owner: dcs, due: day 3 12:00}
        - {title: B, owner: dcs, due: day 2 12:00, after: [a]}
      """)
    #expect(
      findings == [
        "P005 this falls due 24 November 2026 at midday, before \"a\" on which it waits"
      ])
  }
}
