import RehearsalCore
import Testing

/// New events: the ways in which they come, and what is wrong with one.
@Suite("New events on the calendar")
struct InjectsTests {
  @Test("they come at a time, at random, on a condition, or when somebody says so")
  func ways() throws {
    let plan = try SmallPlan.plan(
      """
      injects:
        - {title: A, to: [dcs], at: day 2 10:00}
        - {title: B, to: [hos], earliest: day 3 09:00, latest: day 3 12:00}
        - {title: C, to: [dcs], when: data-due is missed}
        - {title: D, to: [dcs]}
      """)
    #expect(
      SmallPlan.steps(plan, of: "injects") == [
        "2026-11-24T10:00:00 inject-a dcs", "2026-11-25T09:00:00 inject-b hos",
      ])
    let random = try #require(plan.steps.first { $0.id == "inject-b" })
    #expect(random.until?.text() == "2026-11-25T12:00:00")
    #expect(plan[Injects.self].events.map { $0.earliest == nil } == [false, false, true, true])
    #expect(Modules.rehearsal.briefing(plan).contains { $0.id == "briefing-injects" })
  }

  @Test(
    "what is wrong with a new event",
    arguments: [
      ("{title: A}", ["I005 nobody receives \"a\""]),
      (
        "{title: A, to: [dcs], at: day 2 10:00, when: data-due is met}",
        ["I001 \"a\" has more than one way to come"]
      ),
      ("{title: A, to: [dcs], earliest: day 2 10:00}", ["I002 a random time has two ends"]),
      (
        "{title: A, to: [dcs], earliest: day 3 10:00, latest: day 2 10:00}",
        ["I003 this is before 25 November 2026 at 10am, when it may come at the earliest"]
      ),
      ("{title: A, to: [dcs], when: call reaches 50%}", ["I004 no message is called \"call\""]),
      ("{title: A, to: [dcs], when: data-deu is met}", ["I004 no deadline is called \"data-deu\""]),
      ("{title: A, to: [dcs], when: b is released}", ["I004 no new event is called \"b\""]),
      (
        "{title: A, to: [dcs], expected: [An answer]}",
        ["warning I006 nobody judges whether \"a\" was answered well"]
      ),
      (
        "{title: A, to: [dcs], judge: hos}",
        ["warning I006 there is nothing to judge in \"a\""]
      ),
      (
        "{title: A, kind: milestone-change, milestone: feedback}",
        ["I007 a milestone-change says which milestone moves, and until when"]
      ),
      ("{title: A, to: [dcs], until: +3h}", ["I007 this is of kind message, which does not last"]),
      (
        "{title: A, to: [dcs], milestone: feedback}",
        ["I007 this is of kind message, which moves no milestone"]
      ),
      (
        "{title: A, to: [dcs], at: 2027-06-01 10:00}",
        [
          "P007 this comes 1 June 2027 at 10am, after the last date on 5 May 2027 at 5pm"
        ]
      ),
      (
        "{title: A, to: [dcs], at: day 3 10:00, expected: [x], judge: hos, "
          + "respond-by: day 2 10:00}",
        ["P005 the response falls due 24 November 2026 at 10am, before it is asked for"]
      ),
    ])
  func wrong(_ line: String, _ findings: [String]) throws {
    #expect(try SmallPlan.findings("injects: [\(line)]") == findings)
  }

  @Test(
    "a condition reads back as it was written",
    arguments: ["data-due is missed", "data-due is met", "call reaches 50%", "a is released"])
  func conditions(_ text: String) throws {
    #expect(try #require(InjectCondition(text: text)).text() == text)
  }

  @Test(
    "what is close to a condition is none",
    arguments: [
      "", "data-due", "data-due missed", "Data-due is missed", "call reaches 0%",
      "call reaches 101%", "call reaches 50", "call reaches fifty%", "a is released now",
    ])
  func noConditions(_ text: String) {
    #expect(InjectCondition(text: text) == nil)
  }
}
