import HTTPTypes
import Hummingbird
import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalTestSupport
import Testing

@testable import RehearsalServer

/// The door for programs.
@Suite struct ProgramSiteTests {
  private func bearer(_ token: String) -> HTTPFields {
    [.authorization: "Bearer \(token)", .contentType: "application/json"]
  }

  private func act(
    _ visited: Visited, _ body: String, token: String? = nil, as who: String = "facilitator"
  ) async throws -> Browser.Page {
    try await visited.browser().ask(
      .post, "api/as/\(who)/acts", bearer(token ?? visited.rehearsal.access.facilitator),
      ByteBuffer(string: body))
  }

  @Test func `an act is done once under its id`() async throws {
    try await Visited.open { visited in
      let body = #"{"id":"a1","command":"timeline.start","fields":{"pace":"stepped"}}"#
      for _ in 0..<3 {
        let page = try await act(visited, body)
        #expect(page.status == .ok && page.text.contains(#""recorded": true"#), "\(page.text)")
      }
      #expect(try visited.types() == ["timeline.started"])
    }
  }

  @Test(arguments: [
    ("", HTTPResponse.Status.badRequest), ("[]", .badRequest), ("{", .badRequest),
    ("{}", .unprocessableContent), (#"{"id":"a"}"#, .unprocessableContent),
    (#"{"id":"a","command":"nonsense"}"#, .unprocessableContent),
    (#"{"id":"","command":"timeline.start"}"#, .unprocessableContent),
    (#"{"id":"a\"b","command":"timeline.start"}"#, .unprocessableContent),
    (#"{"id":"a","command":"timeline.start","more":1}"#, .unprocessableContent),
    (#"{"id":"a","command":"timeline.start","fields":[]}"#, .unprocessableContent),
    (#"{"id":"a","command":"timeline.start","fields":{"pace":"fast"}}"#, .unprocessableContent),
    (#"{"id":"a","command":"timeline.start","fields":{"speed":"x"}}"#, .unprocessableContent),
    (#"{"id":"a","command":"timeline.start","happened":"soon"}"#, .unprocessableContent),
    (#"{"id":"a","command":"timeline.pause"}"#, .conflict),
    (#"{"id":"a","command":"documents.add","fields":{}}"#, .unprocessableContent),
  ])
  func `what is wrong is said`(body: String, status: HTTPResponse.Status) async throws {
    try await Visited.open { visited in
      let page = try await act(visited, body)
      #expect(page.status == status, "\(page.text)")
      #expect(page.text.contains("\"words\"") || page.text.contains("\"reason\""))
      #expect(try visited.types() == [])
    }
  }

  @Test func `an id that is too long is refused`() async throws {
    try await Visited.open { visited in
      let id = String(repeating: "x", count: 37)
      let page = try await act(visited, #"{"id":"\#(id)","command":"timeline.start"}"#)
      #expect(page.status == .unprocessableContent)
    }
  }

  @Test(arguments: ["", "x", "0123456789abcdef0123456789abcdef"])
  func `a token that is none opens nothing`(token: String) async throws {
    try await Visited.open { visited in
      for path in ["boards", "offers", "events", "events/stream"] {
        let page = try await visited.browser().get("api/as/director/\(path)", bearer(token))
        #expect(page.status == .forbidden)
      }
      let page = try await act(visited, #"{"id":"a","command":"timeline.start"}"#, token: token)
      #expect(page.status == .forbidden)
    }
  }

  @Test func `a role reads what it may know, under numbers of its own`() async throws {
    try await Visited.open(lines: nil) { visited in
      let player = try await visited.player("data-lead")
      let token = try #require(player.cookie("rehearse-seat-data-lead"))
      let events = try await visited.browser().get("api/as/data-lead/events", bearer(token))
      let all = try await visited.browser().get(
        "api/as/facilitator/events", bearer(visited.rehearsal.access.facilitator))
      let (own, whole) = (positions(events.text), positions(all.text))
      #expect(own == Array(1...own.count) && own.count < whole.count)
      let rest = try await visited.browser().get(
        "api/as/data-lead/events?after=\(own.count - 2)", bearer(token))
      #expect(positions(rest.text) == Array(own.suffix(2)))
      #expect(
        try await visited.browser().get("api/as/data-lead/events?after=-1", bearer(token)).status
          == .badRequest)
    }
  }

  private func positions(_ text: String) -> [Int] {
    text.split(separator: "\n").compactMap { line in
      line.contains("\"position\": ")
        ? Int(line.split(separator: ":")[1].filter(\.isNumber)) : nil
    }
  }

  @Test func `a program sits down with the code, once, and acts with its token`() async throws {
    try await Visited.open { visited in
      let code = visited.rehearsal.access.joinCode
      func sit(_ body: String) async throws -> Browser.Page {
        try await visited.browser().ask(
          .post, "api/seats", [.contentType: "application/json"], ByteBuffer(string: body))
      }
      for (body, status) in [
        ("", HTTPResponse.Status.badRequest), ("{}", .unprocessableContent),
        (#"{"code":"AAAA-AAAA","role":"director"}"#, .forbidden),
        (#"{"code":"\#(code)","role":"nobody"}"#, .unprocessableContent),
      ] {
        #expect(try await sit(body).status == status)
      }
      #expect(try visited.types() == [])
      let seat = try await sit(#"{"code":"\#(code)","role":"director"}"#)
      #expect(seat.status == .ok)
      #expect(try visited.types() == ["cover.seat-taken"])
      let bytes = Array(seat.text.utf8)
      guard case .scalar(let token)? = JSONNode.parse(bytes, bytes.indices)?["token"] else {
        Issue.record("no token: \(seat.text)")
        return
      }
      let page = try await visited.browser().get("api/as/director/offers", bearer(token.text))
      #expect(page.status == .ok)
      let again = try await sit(#"{"code":"\#(code)","role":"director"}"#)
      #expect(again.status == .conflict)
    }
  }

  @Test func `the description names every command and every path`() async throws {
    try await Visited.open { visited in
      let page = try await visited.browser().get("api/openapi.json")
      #expect(page.status == .ok)
      let bytes = Array(page.text.utf8)
      let root = try #require(JSONNode.parse(bytes, bytes.indices))
      let schemas = try #require(root["components"]?["schemas"])
      for command in Modules.rehearsal.commands { #expect(schemas["\(command.name)"] != nil) }
      for path in ["boards", "offers", "events", "events/stream", "acts"] {
        #expect(root["paths"]?["/as/{who}/\(path)"] != nil)
      }
    }
  }

  @Test func `what a role can do is read as commands that it may send`() async throws {
    try await Visited.open { visited in
      let page = try await visited.browser().get(
        "api/as/facilitator/offers", bearer(visited.rehearsal.access.facilitator))
      #expect(page.text.contains(#""command": "timeline.start""#))
    }
  }
}
