import Foundation
import HTTPTypes
import Hummingbird
import RehearsalCore
import RehearsalStorage
import RehearsalTestSupport
import Testing

@testable import RehearsalServer

/// Files that people send, and what becomes of them.
@Suite struct TraySiteTests {
  private static let key = HTTPField.Name.known("X-Rehearse")
  private static let who = "co-ordinator"

  private func put(
    _ browser: Browser, _ visited: Visited, _ name: String, _ text: String, token: String? = nil
  ) async throws -> Browser.Page {
    let token = token ?? visited.rehearsal.token(.role(.known("co-ordinator")))
    return try await browser.ask(
      .put, "as/co-ordinator/tray/\(name.addingPercents)", [TraySiteTests.key: token],
      ByteBuffer(string: text))
  }

  private func form(_ visited: Visited, _ files: [(name: String, text: String)]) -> ByteBuffer {
    let token = visited.rehearsal.token(.role(.known("co-ordinator")))
    var body = ""
    for (name, value) in [("command", "tray.send"), ("x-token", token)] {
      body += "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    for file in files {
      body += "--edge\r\nContent-Disposition: form-data; name=\"file\"; "
      body += "filename=\"\(file.name)\"\r\nContent-Type: text/plain\r\n\r\n\(file.text)\r\n"
    }
    return ByteBuffer(string: body + "--edge--\r\n")
  }

  private static let multipart: HTTPFields = [
    .contentType: "multipart/form-data; boundary=edge"
  ]

  @Test func `a file is sent, proposed, placed and opened`() async throws {
    try await Visited.open(lines: nil) { _ in }
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player(TraySiteTests.who)
      let sent = try await put(browser, visited, "ld-02-self-evaluation.pdf", "Words of ours")
      #expect(sent.status == .created, "\(sent.text)")
      let before = try visited.types().count
      let screens = visited.rehearsal.screens(.role(.known("co-ordinator")))
      let seen = screens.now().position
      let page = try await browser.get("as/co-ordinator/tray")
      #expect(page.text.contains("ld-02-self-evaluation.pdf"))
      #expect(try visited.types().count == before)
      let file = try #require(visited.rehearsal.tray.files.first)
      let placed = try await browser.send(
        page, "tray-\(file.id).1", [("document", "ld-02")])
      #expect(placed.status == .ok, "\(placed.text)")
      #expect(try visited.types().last == "documents.added")
      #expect(visited.rehearsal.tray.files.isEmpty)
      // Whoever has the page open is led to it as well.
      let step = try #require(await screens.step(.module("documents"), after: seen))
      let told = String(buffer: step.data)
      #expect(told.contains("Open ld-02, version 1: ld-02-self-evaluation.pdf"))
      #expect(told.contains(#""id":"page.more""#))
      let opened = try await browser.get("as/co-ordinator/files/\(file.sha256.text)")
      #expect(opened.text == "Words of ours")
      #expect(opened.headers[.contentDisposition]?.hasPrefix("attachment") == true)
    }
  }

  @Test func `one bad file harms no other`() async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player(TraySiteTests.who)
      let page = try await browser.ask(
        .post, "as/co-ordinator/act", TraySiteTests.multipart,
        form(visited, [("a.txt", "one"), ("empty.txt", ""), ("../../b.txt", "two")]))
      #expect(page.status == .unprocessableContent && page.text.contains("empty"))
      #expect(visited.rehearsal.tray.files.map(\.name) == ["a.txt", "b.txt"])
    }
  }

  @Test(arguments: ["", "0123456789abcdef0123456789abcdef"])
  func `a file without our token is refused`(token: String) async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player(TraySiteTests.who)
      let page = try await put(browser, visited, "a.txt", "x", token: token)
      #expect(page.status == .forbidden)
      #expect(visited.rehearsal.tray.files.isEmpty)
    }
  }

  @Test func `a header that browsers add by themselves stands for no token`() async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player(TraySiteTests.who)
      let page = try await browser.ask(
        .put, "as/co-ordinator/tray/a.txt", [.authorization: "Basic eDp5"],
        ByteBuffer(string: "x"))
      #expect(page.status == .forbidden)
      #expect(visited.rehearsal.tray.files.isEmpty)
    }
  }

  @Test(arguments: ["../../etc/passwd", "a\u{0}b", "..", "con", "\u{202E}fdp.exe", "a/b\\c"])
  func `a name leads nowhere`(name: String) async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player(TraySiteTests.who)
      _ = try await put(browser, visited, name, "x")
      for file in visited.rehearsal.tray.files {
        #expect(!file.name.contains("/") && !file.name.contains("\\") && file.name != "..")
        #expect(file.name.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 0x202E })
      }
      let folder = visited.log.folder.path
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/../etc"))
    }
  }

  @Test func `a document cannot be added without its bytes`() async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player(TraySiteTests.who)
      let before = try visited.types().count
      let token = visited.rehearsal.token(.role(.known("co-ordinator")))
      let hash = String(repeating: "ab", count: 32)
      for extra in [[], [("tray-file", "nonsense")], [("tray-file", "../a")]] {
        let page = try await browser.post(
          "as/co-ordinator/act",
          [
            ("command", "documents.add"), ("x-token", token), ("document", "ld-02"),
            ("sha256", hash), ("bytes", "1"), ("file", "a.pdf"),
          ] + extra)
        #expect(page.status == .unprocessableContent)
      }
      #expect(try visited.types().count == before)
    }
  }

  @Test(arguments: ["", "..", "nonsense", String(repeating: "ab", count: 32)])
  func `nobody opens what they do not know of`(hash: String) async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player(TraySiteTests.who)
      #expect(try await browser.get("as/co-ordinator/files/\(hash)").status == .notFound)
    }
  }

  @Test func `a form that breaks off leaves the files before it`() async throws {
    try await Visited.open(lines: 20) { visited in
      let browser = try await visited.player(TraySiteTests.who)
      let whole = form(visited, [("a.txt", "one"), ("b.txt", String(repeating: "x", count: 900))])
      let cut = whole.getSlice(at: 0, length: whole.readableBytes - 300) ?? ByteBuffer()
      let page = try await browser.ask(
        .post, "as/co-ordinator/act", TraySiteTests.multipart, cut)
      #expect(page.status == .unprocessableContent)
      #expect(visited.rehearsal.tray.files.map(\.name) == ["a.txt"])
    }
  }
}
