import Foundation
import NIOCore
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage
import RehearsalTestSupport
import RehearsalViews
import Testing

@testable import RehearsalServer

/// What is sent of a page, put together again as a browser does.
@Suite struct ScreensTests {
  private static func apply(_ data: String, to parts: inout [(id: String, html: String)]) throws {
    let line = try #require(data.split(separator: "\n").first { $0.hasPrefix("data: ") })
    let bytes = Array(line.dropFirst(6).utf8)
    let root = try #require(JSONNode.parse(bytes, bytes.indices))
    for id in root["removed"]?.items ?? [] { parts.removeAll { $0.id == id.word } }
    for part in root["parts"]?.items ?? [] {
      let id = try #require(part["id"]?.word)
      let html = try #require(part["html"]?.word)
      if part["added"]?.word == "true" {
        let place = parts.firstIndex { $0.id == part["after"]?.word }.map { $0 + 1 } ?? 0
        parts.insert((id, html), at: place)
      } else {
        let place = try #require(parts.firstIndex { $0.id == id })
        parts[place].html = html
      }
    }
  }

  @Test(arguments: ["facilitator", "director", "co-ordinator", "lead-member"])
  func `however far behind one is, the page comes out as it stands`(who: String) async throws {
    try await Visited.open(lines: nil) { visited in
      let viewer = try #require(visited.rehearsal.viewer(who))
      let screens = visited.rehearsal.screens(viewer)
      let end = screens.now()
      let replay = end.replay
      for page in [LivePage.mine, .log]
        + visited.rehearsal.modules.all.map({ .module("\($0.name)") })
      {
        for start in [0, 1, end.position / 2, end.position - 1] {
          var watch = Watch(.rehearsal, replay.plan, viewer)
          for event in replay.events where watch.position < start { watch.see(event) }
          let view = watch.view
          var parts = screens.parts(page, view, replay).map {
            (id: $0.id, html: $0.html.source)
          }
          let step = try #require(await screens.step(page, after: start))
          #expect(step.position == end.position)
          try ScreensTests.apply(String(buffer: step.data), to: &parts)
          let fresh = screens.parts(page, end.view, replay)
          #expect(parts.map(\.id) == fresh.map(\.id))
          #expect(parts.map(\.html) == fresh.map { $0.html.source })
        }
        #expect(await screens.step(page, after: end.position) == nil)
      }
    }
  }

  @Test func `what one can go to from a page changes with it, at its end`() async throws {
    try await Visited.open(lines: nil) { visited in
      let screens = visited.rehearsal.screens(.facilitator)
      let replay = screens.now().replay
      var watch = Watch(.rehearsal, replay.plan, .facilitator)
      for event in replay.events where watch.position < 5 { watch.see(event) }
      var parts = screens.parts(.log, watch.view, replay).map {
        (id: $0.id, html: $0.html.source)
      }
      #expect(!parts.contains { $0.id == "page.more" })
      let step = try #require(await screens.step(.log, after: 5))
      try ScreensTests.apply(String(buffer: step.data), to: &parts)
      let last = try #require(parts.last)
      #expect(last.id == "page.more")
      #expect(last.html.contains("?page=2\">Older</a>"))
      let whole = try await visited.facilitator().get("as/facilitator/log").text
      #expect(whole.contains("\(last.html)\n</main>"))
    }
  }

  @Test func `whoever asks for more than there is gets the whole`() async throws {
    try await Visited.open { visited in
      let screens = visited.rehearsal.screens(.facilitator)
      let step = try #require(await screens.step(.mine, after: 9_999))
      var parts: [(id: String, html: String)] = []
      try ScreensTests.apply(String(buffer: step.data), to: &parts)
      #expect(!parts.isEmpty)
    }
  }
}

extension Node {
  fileprivate var items: [Node] { if case .list(let items, _) = self { items } else { [] } }
  fileprivate var word: String? { if case .scalar(let scalar) = self { scalar.text } else { nil } }
}
