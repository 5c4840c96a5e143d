import Foundation
import RehearsalCore
import RehearsalStorage
import RehearsalTestSupport
import Testing

@testable import RehearsalViews

/// The story of every shipped scenario and a whole report, read as people read them.
@Suite struct StoryGoldenTests {
  private func replay(_ name: String) throws -> Replay {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("logs/reference/v1/\(name)")
    return try RecordedRehearsal.open(LogFolder(folder.path), .rehearsal).replay
  }

  private func text(_ page: Page) -> String { TextRenderer(width: 100, colour: false).render(page) }

  @Test(arguments: RecordedScenario.names)
  func `what happened, phase by phase`(_ name: String) throws {
    let replay = try replay(name)
    let page = Page.story(replay.view(.facilitator), replay, all: false)
    #expect(Set(page.blocks.map(\.id)).count == page.blocks.count)
    Golden.check(text(page), "story-\(name).txt")
  }

  @Test func `how a document lead saw a whole inspection`() throws {
    let replay = try replay("thurrock-ilacs-2019")
    let view = replay.view(.role(.known("data-lead")))
    Golden.check(text(Page.boards(view, replay)), "boards-thurrock-data-lead.txt")
  }

  @Test func `a whole report`() throws {
    let replay = try replay("tutorial")
    let proof = [Block.Fact("Head of the log", .words("1 0123456789abcdef"))]
    let page = Page.report(replay.view(.facilitator), replay, proof: proof)
    Golden.check(text(page), "report-tutorial.txt")
  }
}
