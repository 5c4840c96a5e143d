import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalTestSupport
import Testing

@testable import RehearsalServer

/// Who may do what, and what happens where many ask at once.
@Suite struct RightsTests {
  private static let who = "co-ordinator"

  private func bearer(_ token: String, _ type: String) -> HTTPFields {
    [.authorization: "Bearer \(token)", .contentType: type]
  }

  private func token(_ visited: Visited, _ role: String) async throws -> String {
    let role = try #require(visited.rehearsal.role(role))
    let holder = try #require(role.holder)
    return try await visited.rehearsal.sit(holder, in: role, because: nil).get()
  }

  private func file(
    _ visited: Visited, _ name: String, _ text: String, _ token: String
  ) async throws -> Browser.Page {
    try await visited.browser().ask(
      .put, "api/as/co-ordinator/tray/\(name.addingPercents)",
      bearer(token, "application/octet-stream"), ByteBuffer(string: text))
  }

  private func add(
    _ visited: Visited, _ document: String, _ tray: String, _ token: String, id: String = "d1"
  ) async throws -> Browser.Page {
    try await visited.browser().ask(
      .post, "api/as/co-ordinator/acts", bearer(token, "application/json"),
      ByteBuffer(string: self.document(document, tray, id: id)))
  }

  private func document(_ document: String, _ tray: String, id: String) -> String {
    #"""
    {"id":"\#(id)","command":"documents.add","tray":"\#(tray)",\#
    "fields":{"document":"\#(document)","sha256":"made up","bytes":1}}
    """#
  }

  private func tray(_ page: Browser.Page) throws -> String {
    let bytes = Array(page.text.utf8)
    let root = try #require(JSONNode.parse(bytes, bytes.indices))
    guard case .scalar(let text)? = root["tray"] else { throw HTTPError(.notFound) }
    return text.text
  }

  @Test func `a program files a document as a page does`() async throws {
    try await Visited.open(lines: 20) { visited in
      let token = try await token(visited, RightsTests.who)
      let sent = try await file(visited, "ld-02.pdf", "Words of ours", token)
      #expect(sent.status == .created, "\(sent.text)")
      let id = try tray(sent)
      let added = try await add(visited, "ld-02", id, token)
      #expect(added.status == .ok && added.text.contains(#""recorded": true"#), "\(added.text)")
      #expect(try visited.types().last == "documents.added")
      #expect(visited.rehearsal.tray.files.isEmpty)
      let again = try await add(visited, "ld-02", id, token, id: "d2")
      #expect(again.status == .unprocessableContent, "the file is no longer in the tray")
    }
  }

  @Test func `a disk that fails is answered in words, and as safely as all else`() async throws {
    try await Visited.open(lines: 20) { visited in
      let token = try await token(visited, RightsTests.who)
      let sent = try await file(visited, "ld-02.pdf", "Words of ours", token)
      let hash = try #require(visited.rehearsal.tray.files.first).sha256.text
      _ = try await add(visited, "ld-02", try tray(sent), token)
      try FileManager.default.removeItem(atPath: "\(visited.log.folder.path)/documents")
      let page = try await visited.browser().get(
        "as/co-ordinator/files/\(hash)", bearer(token, "text/plain"))
      #expect(page.status == .serviceUnavailable && !page.text.isEmpty, "\(page.text)")
      #expect(page.headers[.contentSecurityPolicy] != nil)
    }
  }

  @Test(arguments: [
    ("nonsense", HTTPResponse.Status.conflict), ("", .unprocessableContent),
    ("../ld-02", .unprocessableContent),
  ])
  func `a refused document leaves its file in the tray`(
    document: String, status: HTTPResponse.Status
  ) async throws {
    try await Visited.open(lines: 20) { visited in
      let token = try await token(visited, RightsTests.who)
      let before = try visited.types()
      let id = try tray(try await file(visited, "ld-02.pdf", "Words", token))
      let refused = try await add(visited, document, id, token)
      #expect(refused.status == status, "\(refused.text)")
      #expect(try visited.types() == before)
      #expect(visited.rehearsal.tray.files.map(\.id) == [id])
      let store = DocumentStore(visited.log.folder)
      let left = store.check(referenced: [:])
      #expect(left.isEmpty, "no bytes are left that nobody asked for")
    }
  }

  @Test func `a tray that is another's files nothing`() async throws {
    try await Visited.open(lines: 20) { visited in
      let token = try await token(visited, RightsTests.who)
      let other = try await self.token(visited, "director")
      let id = try tray(try await file(visited, "ld-02.pdf", "Words", token))
      let body = #"{"id":"x","command":"documents.add","tray":"\#(id)","fields":{}}"#
      let page = try await visited.browser().ask(
        .post, "api/as/director/acts", bearer(other, "application/json"), ByteBuffer(string: body))
      #expect(page.status == .unprocessableContent, "\(page.text)")
      let strange = #"{"id":"x","command":"notes.take","tray":"\#(id)","fields":{"words":"a"}}"#
      let wrong = try await visited.browser().ask(
        .post, "api/as/co-ordinator/acts", bearer(token, "application/json"),
        ByteBuffer(string: strange))
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("documents.add"))
    }
  }

  @Test func `files that are placed at once do not wait for each other's threads`() async throws {
    try await Visited.open(lines: 20) { visited in
      let token = try await token(visited, RightsTests.who)
      var trays: [String] = []
      for number in 0..<6 {
        trays.append(
          try tray(try await file(visited, "ld-02-\(number).pdf", "Words \(number)", token)))
      }
      let began = ContinuousClock.now
      let acts = trays.enumerated().map { number, tray in
        ByteBuffer(string: document("ld-02", tray, id: "d\(number)"))
      }
      let (client, address) = (visited.client, "\(visited.base)/api/as/co-ordinator/acts")
      let headers = bearer(token, "application/json")
      try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
        for act in acts {
          group.addTask {
            try await client.execute(uri: address, method: .post, headers: headers, body: act)
              .status
          }
        }
        for try await status in group { #expect(status == .ok) }
      }
      // Waiting for a lock that another of them held took ten seconds, and then failed.
      #expect(ContinuousClock.now - began < .seconds(8))
      #expect(try visited.types().count { $0 == "documents.added" } == 6)
    }
  }

  @Test func `a freed seat is free for others than its holder, and after a restart`() async throws {
    try await Visited.open { visited in
      _ = try await visited.player("director")
      let facilitator = try await visited.facilitator()
      let keys = try await facilitator.get("as/facilitator/room-keys")
      _ = try await facilitator.send(keys, "free-director", [])
      #expect(try Access.open(visited.log.folder).isFreed(.known("director")))
      let other = visited.browser()
      _ = try await other.get("join?code=\(visited.rehearsal.access.joinCode)")
      let form = try await other.get("join?role=director")
      let joined = try await other.send(form, "join", [("who", "other"), ("name", "Robin")])
      #expect(joined.status == .ok, "\(joined.text)")
      let third = visited.browser()
      _ = try await third.get("join?code=\(visited.rehearsal.access.joinCode)")
      let refused = try await third.send(form, "join", [("who", "other")])
      #expect(refused.status == .unprocessableContent)
    }
  }

  @Test func `whoever lost the seat is shown nothing more`() async throws {
    try await Visited.open { visited in
      let player = try await visited.player("director")
      let before = try await player.get("as/director/me")
      #expect(before.status == .ok)
      try visited.rehearsal.access.free(.known("director"))
      for path in ["as/director/me", "as/director/me/stream", "api/as/director/events"] {
        let page = try await player.get(path)
        #expect(page.status == .forbidden, "\(path)")
      }
    }
  }

  @Test(arguments: ["", "x", "code", "CODE"])
  func `a cookie with a guessed code lets nobody in`(value: String) async throws {
    try await Visited.open { visited in
      let browser = visited.browser()
      browser.set("rehearse-code", value == "CODE" ? visited.rehearsal.access.joinCode : value)
      let page = try await browser.get("room")
      #expect(page.status == .forbidden)
    }
  }

  @Test func `two words are found as a form sends them`() async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.facilitator()
      for find in ["notification+call", "notification%20call"] {
        let page = try await browser.get("as/facilitator/log?find=\(find)")
        #expect(page.text.contains("value=\"notification call\""), "\(find)")
      }
    }
  }

  @Test func `the same id of two roles stands for two acts`() async throws {
    try await Visited.open { visited in
      let token = visited.rehearsal.access.facilitator
      for who in ["director", "co-ordinator", "facilitator"] {
        let body = #"{"id":"1","command":"notes.take","fields":{"words":"of \#(who)"}}"#
        let page = try await visited.browser().ask(
          .post, "api/as/\(who)/acts", bearer(token, "application/json"), ByteBuffer(string: body))
        #expect(page.status == .ok, "\(page.text)")
      }
      #expect(try visited.types().count { $0 == "notes.taken" } == 3)
    }
  }

  @Test func `a role's boards do not say how long the log is`() async throws {
    try await Visited.open(lines: 20) { visited in
      let token = visited.rehearsal.access.facilitator
      func event(_ who: String) async throws -> Node? {
        let page = try await visited.browser().get(
          "api/as/\(who)/boards", bearer(token, "application/json"))
        let bytes = Array(page.text.utf8)
        return try #require(JSONNode.parse(bytes, bytes.indices))["event"]
      }
      let (whole, own) = (try await event("facilitator"), try await event("director"))
      #expect(whole != nil && own == nil)
    }
  }

  @Test func `a form with more fields than any has is refused`() async throws {
    try await Visited.open { visited in
      let browser = try await visited.facilitator()
      let values = (0..<5_000).map { ("f\($0)", "x") }
      let page = try await browser.post("as/facilitator/act", values)
      #expect(page.status == .contentTooLarge)
    }
  }

  @Test(arguments: [
    ("logs/mock inspection", "/r/mock-inspection"), (".", "/r/-"), ("logs/Übung", "/r/-bung"),
  ])
  func `a folder of any name has an address`(path: String, base: String) {
    #expect(ServedRehearsal.base(LogFolder(path)) == base)
  }
}
