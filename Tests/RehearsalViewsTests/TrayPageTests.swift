import RehearsalCore
import RehearsalTestSupport
import Testing

@testable import RehearsalViews

/// The files that somebody has still to place, as each reads them.
@Suite struct TrayPageTests {
  private static let names = [
    "ld-01.pdf", "<script>\"&'.pdf", "structure chart.pdf", "x", "\u{5D0}\u{5D1}.docx",
    String(repeating: "long ", count: 60),
  ]

  private func page(_ viewer: Viewer, of name: String, at n: Int) throws -> Page {
    let replay = try ReferenceLog.replay(name)
    let files = try TrayPageTests.names.enumerated().map { number, sent in
      let sentName = SentName(sent)
      return TrayFile(
        id: String(repeating: "\(number)", count: 32), owner: .tool, name: sentName.text,
        changes: sentName.changes, bytes: 1_000 * (number + 1),
        sha256: try #require(ContentHash(text: String(repeating: "1\(number)", count: 32))))
    }
    let state = replay.view(viewer, at: .event(n)).state
    let tray = TrayPage(files, TrayLimits(), state, replay.plan, for: viewer)
    return Page(title: "Files to place", blocks: tray.blocks)
  }

  @Test(arguments: ReferenceLog.names, [0, 100])
  func `every page is whole, and its ids are its own`(_ name: String, _ n: Int) throws {
    let roles = try ReferenceLog.replay(name).plan.scenario.head.roles.prefix(4).map {
      Viewer.role($0.id)
    }
    for viewer in [.facilitator] + roles {
      let page = try page(viewer, of: name, at: n)
      #expect(Set(page.blocks.map(\.id)).count == page.blocks.count)
      let html = HTMLReading(HTMLRenderer().render(page))
      #expect(html.problems.isEmpty, "\(viewer): \(html.problems)")
      let ids = html.elements.compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
      #expect(html.text.contains(Documents.uploadWarning))
      #expect(html.all("script").isEmpty)
    }
  }

  @Test func `a posted form carries what files a file, and nothing else is asked`() throws {
    let page = try page(.facilitator, of: "tutorial", at: 40)
    let html = HTMLReading(HTMLRenderer().render(page))
    let hidden = html.all("input").map(\.attributes).filter { $0["type"] == "hidden" }
    let names = Set(hidden.compactMap { $0["name"] })
    #expect(
      names.isSubset(of: ["command", "sha256", "bytes", "file", "tray-file", "tray-certain"]))
    #expect(names.isSuperset(of: ["command", "sha256", "bytes", "file", "tray-file"]))
    let asked = html.all("select").compactMap { $0.attributes["name"] }
    #expect(Set(asked).isSubset(of: ["document"]))
  }
}
