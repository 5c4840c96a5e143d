import HTTPTypes
import RehearsalCore
import RehearsalStorage
import RehearsalTestSupport
import RehearsalViews
import Testing

@testable import RehearsalServer

/// The key that leads to a note, and the time at which somebody began to write it.
@Suite struct ShortcutTests {
  private func noted(_ visited: Visited) throws -> [NoteTaken] {
    try RecordedRehearsal.open(visited.log.folder, .rehearsal).replay.events.compactMap {
      $0.event as? NoteTaken
    }
  }

  @Test(arguments: ["me", "log", "communication", "notes"])
  func `Every page of a seat names the key and leads to the field`(_ page: String) async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player("head-of-service")
      let text = try await browser.get("as/head-of-service/\(page)").text
      #expect(
        text.contains(
          "<a href=\"\(visited.base)/as/head-of-service/notes#todo.notes.take.1.words\""
            + " data-key=\"n\">Write a note</a>"))
      #expect(text.contains("While you are not typing, press N to write a note."))
      #expect(text.contains("<div class=\"keys\" data-keys hidden>"))
      guard ["me", "notes"].contains(page) else { return }
      #expect(text.contains("data-key=\"n\" data-field=\"todo.notes.take.1.words\""))
      #expect(text.contains("id=\"todo.notes.take.1.words\" name=\"words\""))
      #expect(text.contains(#"<input type="hidden" name="at-time" value="" data-begun>"#))
    }
  }

  @Test func `A wall screen and a page before joining have no keys`() async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player("head-of-service")
      for path in ["room", "join"] {
        let text = try await browser.get(path).text
        #expect(!text.contains("data-key"), "\(path)")
      }
    }
  }

  @Test func `A note is of the moment at which it was begun`() async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player("head-of-service")
      let page = try await browser.get("as/head-of-service/notes")
      let now = visited.rehearsal.screens(.facilitator).now().view.shown.last?.at
      let begun = try #require(now) + .minutes(-3)
      _ = try await browser.send(
        page, "todo.notes.take.1",
        [("words", "They ask twice"), ("at-time", begun.text()), ("tag", "other")])
      #expect(try noted(visited).last?.words == "They ask twice")
      #expect(try noted(visited).last?.begun == begun)
    }
  }

  @Test func `Without a time it is of the moment at which it was sent`() async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player("head-of-service")
      let page = try await browser.get("as/head-of-service/notes")
      _ = try await browser.send(page, "todo.notes.take.1", [("words", "Plain"), ("tag", "other")])
      let event = try #require(
        try RecordedRehearsal.open(visited.log.folder, .rehearsal).replay.events.last)
      #expect((event.event as? NoteTaken)?.begun == event.at)
    }
  }

  @Test func `What was begun stays with a note that is sent back, and goes along once`()
    async throws
  {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player("head-of-service")
      let page = try await browser.get("as/head-of-service/notes")
      let now = visited.rehearsal.screens(.facilitator).now().view.shown.last?.at
      let begun = (try #require(now) + .minutes(-3)).text()
      let answer = try await browser.send(
        page, "todo.notes.take.1", [("words", " "), ("at-time", begun), ("tag", "other")])
      #expect(answer.text.contains("There is a problem"))
      let fields = answer.text.matches(of: #/name="at-time" value="([^"]*)"/#).map { $0.output.1 }
      #expect(fields == [Substring(begun)])
      #expect(try noted(visited).last?.words != " ")
    }
  }

  @Test func `A time that has not come is refused`() async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player("head-of-service")
      let page = try await browser.get("as/head-of-service/notes")
      let before = try noted(visited).count
      let answer = try await browser.send(
        page, "todo.notes.take.1",
        [("words", "Early"), ("at-time", "2031-01-01T09:00:00"), ("tag", "other")])
      #expect(answer.status == .conflict)
      #expect(try noted(visited).count == before)
    }
  }
}
