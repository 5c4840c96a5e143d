import RehearsalCore
import RehearsalTestSupport
import Testing

@testable import RehearsalViews

/// What one person of the tutorial had to do, read as they would.
@Suite struct MyPageTests {
  private static let replay = Result { try ReferenceLog.replay("tutorial") }

  private func page(_ role: StaticString, _ n: Int) throws -> Page {
    let replay = try MyPageTests.replay.get()
    return Page.mine(replay.view(.role(.known(role)), at: .event(n)), replay)
  }

  /// Without the boards, which have goldens of their own.
  private func todo(_ page: Page) -> Page {
    let blocks = page.blocks.filter { $0.id == "about" || $0.id.hasPrefix("todo") }
    return Page(title: page.title, blocks: blocks)
  }

  @Test(arguments: [10, 40, 80])
  func `what the co-ordinator had to do`(_ n: Int) throws {
    let text = TextRenderer(width: 100, colour: false).render(todo(try page("co-ordinator", n)))
    Golden.check(text, "todo-co-ordinator-\(n).txt")
  }

  @Test(arguments: [0, 10, 40, 80, 109])
  func `every page is whole, and its ids are its own`(_ n: Int) throws {
    let replay = try MyPageTests.replay.get()
    let viewers = [.facilitator] + replay.plan.scenario.head.roles.map { Viewer.role($0.id) }
    for viewer in viewers {
      let page = Page.mine(replay.view(viewer, at: .event(n)), replay)
      #expect(Set(page.blocks.map(\.id)).count == page.blocks.count)
      let reading = HTMLReading(HTMLRenderer().render(todo(page)))
      #expect(reading.problems.isEmpty, "\(viewer): \(reading.problems)")
      let ids = reading.elements.compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
    }
  }

  @Test func `who has nothing to do is told so`() throws {
    let page = try page("lead-member", 5)
    #expect(page.blocks.contains { $0.content == .text("Nothing waits for you.") })
  }
}
