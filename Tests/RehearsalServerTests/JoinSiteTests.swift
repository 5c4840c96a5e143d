import Foundation
import HTTPTypes
import Hummingbird
import RehearsalStorage
import RehearsalTestSupport
import Testing

@testable import RehearsalServer

/// Who comes in, and who does not.
@Suite struct JoinSiteTests {
  @Test func `the code is taken as people type it`() async throws {
    try await Visited.open { visited in
      let code = visited.rehearsal.access.joinCode
      for typed in [code, code.lowercased(), code.replacingOccurrences(of: "-", with: " ")] {
        let browser = visited.browser()
        let page = try await browser.send(try await browser.get("join"), "join", [("code", typed)])
        #expect(page.status == .ok && page.text.contains("Choose your role"), "\(typed)")
      }
    }
  }

  @Test(arguments: ["", "AAAA-AAAA", "<script>alert(1)</script>", "../../etc", "x\u{0}y"])
  func `a wrong code is refused, with all that was typed`(code: String) async throws {
    try await Visited.open { visited in
      let browser = visited.browser()
      let page = try await browser.send(try await browser.get("join"), "join", [("code", code)])
      #expect(page.status == .unprocessableContent)
      #expect(page.text.contains("There is a problem") && page.text.contains("<title>Error: "))
      #expect(!page.text.contains("<script>alert"))
      #expect(browser.cookie("rehearse-code") == nil)
    }
  }

  @Test func `whoever guesses on has to wait`() async throws {
    try await Visited.open { visited in
      let browser = visited.browser()
      var last = HTTPResponse.Status.ok
      for number in 0...Tries.most {
        last = try await browser.get("join?code=WRNG-000\(number % 10)").status
      }
      #expect(last == .tooManyRequests)
      let right = try await browser.get("join?code=\(visited.rehearsal.access.joinCode)")
      #expect(right.status == .tooManyRequests)
      #expect(try visited.types() == [])
    }
  }

  @Test func `who joins sits in the role, and their name stays out of the log`() async throws {
    try await Visited.open { visited in
      let browser = visited.browser()
      _ = try await browser.get("join?code=\(visited.rehearsal.access.joinCode)")
      let form = try await browser.get("join?role=head-of-service")
      let page = try await browser.send(
        form, "join", [("who", "other"), ("name", "  Robin   Example ")])
      #expect(page.status == .ok && page.text.contains("my page"))
      #expect(try visited.types() == ["cover.seat-taken"])
      let log = String(decoding: try visited.log.bytes(), as: UTF8.self)
      #expect(!log.contains("Robin"))
      #expect(try People.read(visited.log.folder).details.map(\.name) == ["Robin Example"])
    }
  }

  @Test func `a taken seat is refused until a facilitator frees it`() async throws {
    try await Visited.open { visited in
      _ = try await visited.player("director")
      let other = visited.browser()
      _ = try await other.get("join?code=\(visited.rehearsal.access.joinCode)")
      let form = try await other.get("join?role=director")
      let refused = try await other.send(form, "join", [("who", "holder")])
      #expect(refused.status == .unprocessableContent)
      #expect(refused.text.contains("has joined as"))
      let facilitator = try await visited.facilitator()
      let keys = try await facilitator.get("as/facilitator/room-keys")
      let freed = try await facilitator.send(keys, "free-director", [])
      #expect(freed.status == .ok && freed.text.contains("may join as"))
      let again = try await other.send(form, "join", [("who", "holder")])
      #expect(again.status == .ok)
    }
  }

  @Test(arguments: ["", "nobody", "holder; DROP TABLE"])
  func `who does not say who they are sits nowhere`(who: String) async throws {
    try await Visited.open { visited in
      let browser = visited.browser()
      _ = try await browser.get("join?code=\(visited.rehearsal.access.joinCode)")
      let form = try await browser.get("join?role=director")
      let page = try await browser.send(form, "join", [("who", who)])
      #expect(page.status == .unprocessableContent)
      #expect(try visited.types() == [])
    }
  }

  @Test(arguments: [
    "as/director/me", "as/facilitator/me", "as/nobody/me", "room", "as/director/documents",
    "as/director/tray", "as/facilitator/room-keys", "as/director/paper", "api/as/director/boards",
    "as/director/me/stream", "room/stream", "api/as/director/events",
  ])
  func `a stranger sees nothing`(path: String) async throws {
    try await Visited.open { visited in
      for cookie in ["", "0123456789abcdef0123456789abcdef", "'; --"] {
        let browser = visited.browser()
        browser.set("rehearse-seat-director", cookie)
        browser.set("rehearse-seat-facilitator", cookie)
        browser.set("rehearse-code", cookie)
        let page = try await browser.get(path)
        #expect(page.status == .forbidden, "\(path)")
        #expect(!page.text.contains("Director"))
      }
    }
  }

  @Test func `a seat opens no other seat`() async throws {
    try await Visited.open { visited in
      let browser = try await visited.player("director")
      let token = browser.cookie("rehearse-seat-director") ?? ""
      browser.set("rehearse-seat-facilitator", token)
      browser.set("rehearse-seat-data-lead", token)
      #expect(try await browser.get("as/facilitator/me").status == .forbidden)
      #expect(try await browser.get("as/data-lead/me").status == .forbidden)
      #expect(try await browser.get("as/director/me").status == .ok)
    }
  }

  @Test(arguments: ["", "x", "0123456789abcdef0123456789abcdef"])
  func `a link that is not ours opens nothing`(token: String) async throws {
    try await Visited.open { visited in
      let page = try await visited.browser().get("enter?token=\(token)")
      #expect(page.status == .forbidden)
    }
  }

  @Test func `no page but the facilitator's own holds the facilitator's token`() async throws {
    try await Visited.open(lines: nil) { visited in
      let token = visited.rehearsal.access.facilitator
      let player = try await visited.player("director")
      for path in ["as/director/me", "room", "join", "as/director/log", "as/director/cover"] {
        #expect(!(try await player.get(path)).text.contains(token), "\(path)")
      }
    }
  }
}
