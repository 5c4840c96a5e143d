import RehearsalCore
import Testing

/// Drafted texts and the dates that are put into them.
@Suite("Drafted texts")
struct PlaceholdersTests {
  private func message(_ text: String, _ head: String = SmallPlan.head) throws -> String? {
    let plan = try SmallPlan.plan(
      """
      communication:
        tree: [{role: dcs, tells: [hos, data]}]
        templates:
          - title: Call
            text: \(text)
        cascades:
          - {title: A, starts: notification, template: call, targets: [{by: +1h}]}
      """, head: head)
    return plan[Communication.self].cascades.first?.message
  }

  @Test(
    "names in braces become dates and names",
    arguments: [
      ("They come on {fieldwork-start}.", "They come on Monday 30 November 2026."),
      ("Lists by {data-due}", "Lists by 5pm on Tuesday 24 November 2026"),
      ("'{framework}, {authority}'", "ILACS: standard inspection, the council"),
      ("Nothing to put in", "Nothing to put in"),
      ("A brace { that is never closed", "A brace { that is never closed"),
      ("Two {{fieldwork-start}", "Two {Monday 30 November 2026"),
    ])
  func filled(_ text: String, _ message: String) throws {
    #expect(try self.message(text) == message)
  }

  @Test(
    "a name that nobody knows is said, wherever it stands",
    arguments: [
      ("{feildwork-start}", ["C009 nothing can be put in for {feildwork-start}"]),
      ("{}", ["C009 nothing can be put in for {}"]),
      (
        "{a} {a} {b}", ["C009 nothing can be put in for {a}", "C009 nothing can be put in for {b}"]
      ),
    ])
  func unknown(_ text: String, _ findings: [String]) throws {
    let section = """
      communication:
        tree: [{role: dcs, tells: [hos, data]}]
        cascades:
          - {title: A, starts: notification, message: "\(text)", targets: [{by: +1h}]}
      """
    #expect(try SmallPlan.findings(section) == findings)
  }
}
