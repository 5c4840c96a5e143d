import RehearsalCore
import RehearsalStorage
import RehearsalTestSupport
import RehearsalViews
import Testing

/// What changed between two points of the tutorial.
@Suite struct DifferenceTests {
  private func rows(from: Int, to: Int, _ viewer: Viewer = .facilitator) throws -> [[Cell]] {
    let log = try RecordedScenario()
    let replay = try RecordedRehearsal.open(log.folder, .rehearsal).replay
    let page = Page.difference(
      from: replay.view(viewer, at: .event(from)), to: replay.view(viewer, at: .event(to)), replay)
    #expect(Set(page.blocks.map(\.id)).count == page.blocks.count)
    return page.blocks.flatMap { block -> [[Cell]] in
      if case .table(let table) = block.content { table.rows } else { [] }
    }
  }

  @Test func `Each value that is another now stands there as it was and as it is`() throws {
    let rows = try rows(from: 8, to: 20)
    let told = try #require(rows.first { $0[0] == .words("told") })
    #expect(told[1] != told[2])
    for row in rows { #expect(row.count == 3 && row[1] != row[2]) }
  }

  @Test func `Between a point and itself nothing changed`() throws {
    #expect(try rows(from: 20, to: 20).isEmpty)
  }

  @Test func `A role is told of no change that it may not see`() throws {
    let own = try rows(from: 2, to: 30, .role(.known("foster-lead"))).map { "\($0)" }
    #expect(!own.contains { $0.contains("Chief executive") })
  }
}
