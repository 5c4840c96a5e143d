import HTTPTypes
import Hummingbird
import RehearsalCore
import RehearsalTestSupport
import Testing

@testable import RehearsalServer

/// Forms that become acts, and forms that do not.
@Suite struct ActSiteTests {
  private static let start = "todo.timeline.control.1"
  private static let note = "todo.notes.take.1"

  @Test func `a press is an act, and a second press is the same act`() async throws {
    try await Visited.open { visited in
      let browser = try await visited.facilitator()
      let page = try await browser.get("as/facilitator/me")
      let done = try await browser.send(page, ActSiteTests.start, [])
      #expect(done.text.contains("Recorded: started the rehearsal"))
      #expect(try visited.types() == ["timeline.started"])
      let again = try await browser.send(page, ActSiteTests.start, [])
      #expect(again.status == .ok)
      #expect(try visited.types() == ["timeline.started"])
    }
  }

  @Test func `other words in the same form are another act`() async throws {
    try await Visited.open { visited in
      let browser = try await visited.facilitator()
      let page = try await browser.get("as/facilitator/me")
      for words in ["The door sticks", "The door sticks", "It is cold"] {
        let done = try await browser.send(page, ActSiteTests.note, [("words", words)])
        #expect(done.status == .ok, "\(done.text)")
      }
      #expect(try visited.types() == ["notes.taken", "notes.taken"])
    }
  }

  @Test func `what is refused comes back with what was typed and why`() async throws {
    try await Visited.open { visited in
      let browser = try await visited.facilitator()
      let page = try await browser.get("as/facilitator/me")
      let hostile = "</textarea><script>alert(1)</script>"
      let wrong = try await browser.send(
        page, ActSiteTests.note, [("words", hostile), ("tag", "nonsense")])
      #expect(wrong.status == .unprocessableContent)
      #expect(wrong.text.contains("<title>Error: ") && wrong.text.contains("There is a problem"))
      #expect(wrong.text.contains("href=\"#answer.tag\""))
      #expect(wrong.text.contains("&lt;/textarea&gt;&lt;script&gt;"))
      #expect(!wrong.text.contains("<script>alert"))
      #expect(wrong.html.problems == [])
      #expect(try visited.types() == [])
      let right = try await browser.send(wrong, "answer", [("words", hostile), ("tag", "other")])
      #expect(right.status == .ok && !right.text.contains("<script>alert"))
      #expect(try visited.types() == ["notes.taken"])
    }
  }

  @Test func `what cannot be taken back is asked once more`() async throws {
    try await Visited.open { visited in
      let browser = try await visited.facilitator()
      _ = try await browser.send(
        try await browser.get("as/facilitator/me"), ActSiteTests.start, [])
      let page = try await browser.get("as/facilitator/me")
      let asked = try await browser.send(page, "todo.timeline.control.2", [])
      #expect(asked.status == .ok && asked.text.contains("Are you sure?"))
      #expect(try visited.types() == ["timeline.started"])
      let done = try await browser.send(asked, "answer", [])
      #expect(done.text.contains("Real incident"))
      #expect(
        try visited.types().last == "timeline.stopped-for-real-incident" || done.status == .ok)
      #expect(try visited.types().count == 2)
    }
  }

  @Test func `what happened earlier is put right where its time was wrong`() async throws {
    try await Visited.open { visited in
      let browser = try await visited.facilitator()
      _ = try await browser.send(
        try await browser.get("as/facilitator/me"), ActSiteTests.start, [])
      let page = try await browser.get("as/facilitator/me?earlier=yes")
      let wrong = try await browser.send(
        page, ActSiteTests.note, [("words", "x"), ("happened", "half past")])
      #expect(wrong.status == .unprocessableContent)
      #expect(try browser.fields(wrong, "answer").filter { $0.0 == "happened" }.count == 1)
      let right = try await browser.send(
        wrong, "answer", [("words", "x"), ("happened", "12:00am"), ("tag", "other")])
      #expect(right.status == .ok, "\(right.text)")
    }
  }

  @Test(
    arguments: [
      [("x-token", "")], [("x-token", "0123456789abcdef0123456789abcdef")], [],
    ] as [[(String, String)]])
  func `a form that is not ours is refused`(token: [(String, String)]) async throws {
    try await Visited.open { visited in
      let browser = try await visited.facilitator()
      let page = try await browser.post(
        "as/facilitator/act", [("command", "timeline.start"), ("pace", "stepped")] + token)
      #expect(page.status == .forbidden)
      #expect(try visited.types() == [])
    }
  }

  @Test(arguments: ["", "nonsense", "timeline.nonsense", "seat.free", "../timeline.start"])
  func `what nobody can do is refused`(command: String) async throws {
    try await Visited.open { visited in
      let browser = try await visited.facilitator()
      let token = visited.rehearsal.token(.facilitator)
      let page = try await browser.post(
        "as/facilitator/act", [("command", command), ("x-token", token)])
      #expect(page.status == .badRequest)
    }
  }

  @Test func `a role cannot do what is a facilitator's`() async throws {
    try await Visited.open { visited in
      let browser = try await visited.player("director")
      let token = visited.rehearsal.token(.role(.known("director")))
      let page = try await browser.post(
        "as/director/act", [("command", "timeline.start"), ("x-token", token)])
      #expect(page.status == .conflict && page.text.contains("Only a facilitator"))
      #expect(try visited.types() == ["cover.seat-taken"])
    }
  }

  @Test func `a form that is too long, or is none, is refused`() async throws {
    try await Visited.open { visited in
      let browser = try await visited.facilitator()
      let long = String(repeating: "x", count: 300_000)
      let big = try await browser.post("as/facilitator/act", [("words", long)])
      #expect(big.status == .contentTooLarge)
      let odd = try await browser.post(
        "as/facilitator/act", [("a", "b")], [.contentType: "text/plain"])
      #expect(odd.status == .unsupportedMediaType)
      let broken = try await browser.ask(
        .post, "as/facilitator/act", [.contentType: "application/x-www-form-urlencoded"],
        ByteBuffer(string: "a=%zz"))
      #expect(broken.status == .badRequest)
    }
  }

  @Test func `an unscripted event is shown first as its recipient will see it`() async throws {
    try await Visited.open { visited in
      let browser = try await visited.facilitator()
      _ = try await browser.send(
        try await browser.get("as/facilitator/me"), ActSiteTests.start, [])
      let page = try await browser.get("as/facilitator/me")
      let form = "todo.injects.announce.1"
      let typed = [("inject", "lift-stuck"), ("to", "director"), ("message", "The lift is stuck.")]
      let preview = try await browser.send(page, form, typed)
      #expect(preview.text.contains("Nothing is sent yet") && preview.text.contains("The lift is"))
      #expect(try visited.types().count == 1)
      let sent = try await browser.send(preview, "answer", typed)
      #expect(sent.status == .ok, "\(sent.text)")
      #expect(try visited.types().count > 1)
      let director = try await visited.player("director")
      #expect((try await director.get("as/director/me")).text.contains("The lift is stuck."))
      let other = try await visited.player("data-lead")
      #expect(!(try await other.get("as/data-lead/me")).text.contains("The lift is stuck."))
    }
  }
}
