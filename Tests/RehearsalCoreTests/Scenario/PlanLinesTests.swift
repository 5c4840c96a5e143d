import RehearsalCore
import Testing

/// What a person reads of a plan: much alike on one line, everything else by itself.
@Suite("The lines of a plan")
struct PlanLinesTests {
  private func lines(_ documents: Int) throws -> [String] {
    let items = (0..<documents).map { "    - {title: Paper \($0), group: practice}" }
    let plan = try SmallPlan.plan(
      """
      documents:
        groups: [{title: Practice, owner: hos}]
        items:
      \(items.joined(separator: "\n"))
          - {title: Chart, owner: dcs}
      """)
    return plan.lines.filter { $0.sort == .document }.map { "\($0.count) \($0.title)" }
  }

  @Test("three of a kind stand by themselves, four are one line, and others stay apart")
  func folded() throws {
    #expect(try lines(3) == ["1 Paper 0", "1 Paper 1", "1 Paper 2", "1 Chart"])
    #expect(try lines(4) == ["4 4 documents: Practice", "1 Chart"])
    #expect(try lines(200) == ["200 200 documents: Practice", "1 Chart"])
  }

  @Test("every step is counted in one line, and the lines are in order")
  func whole() throws {
    let plan = try SmallPlan.plan(
      "documents: {lists: ["
        + (1...11).map { "{list: list-\($0), owner: data}" }.joined(separator: ", ") + "]}")
    #expect(plan.lines.map(\.count).reduce(0, +) == plan.steps.count)
    #expect(zip(plan.lines, plan.lines.dropFirst()).allSatisfy { $0.at <= $1.at })
    #expect(plan.lines.contains { $0.title == "11 lists of data" })
    #expect(Set(plan.lines.map(\.id)).count == plan.lines.count)
  }
}
