import HTTPTypes
import Hummingbird
import RehearsalCore
import RehearsalTestSupport
import Testing

@testable import RehearsalServer

/// What never gets as far as a page.
@Suite struct FrontDoorTests {
  private static let origin = HTTPField.Name.known("Origin")
  private static let site = HTTPField.Name.known("Sec-Fetch-Site")

  private func door(_ change: (inout ServerSettings) -> Void = { _ in }) -> FrontDoor {
    var settings = ServerSettings(tool: "t", wall: { .init(microseconds: 0) }, roomTime: { "" })
    change(&settings)
    return FrontDoor(settings)
  }

  private func status(
    _ door: FrontDoor, host: String?, _ method: HTTPRequest.Method = .get,
    _ headers: HTTPFields = [:]
  ) -> HTTPResponse.Status {
    let head = HTTPRequest(
      method: method, scheme: "http", authority: host, path: "/", headerFields: headers)
    let request = Request(head: head, body: .init(buffer: ByteBuffer()))
    return door.refusal(request)?.status ?? .ok
  }

  @Test(arguments: [
    "localhost", "localhost:8080", "127.0.0.1:80", "[::1]:8080", "LOCALHOST:1", "127.0.0.1",
  ])
  func `this machine is called by its own names`(host: String) {
    #expect(status(door(), host: host) == .ok)
  }

  @Test(arguments: [
    "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "0.0.0.0",
    "localhost:80@evil.example", "[::2]", "evil.example:8080",
  ])
  func `a name that somebody made to point here is not one of ours`(host: String) {
    #expect(status(door(), host: host) == .misdirectedRequest)
  }

  @Test(arguments: [nil, ""] as [String?])
  func `who names no host is refused`(host: String?) {
    #expect(status(door(), host: host) == .badRequest)
  }

  @Test func `on the network it answers to addresses and to the names it was given`() {
    let open = door {
      $0.host = "0.0.0.0"
      $0.access = .behindProxy
      $0.names = ["rehearse.council.example"]
    }
    #expect(status(open, host: "192.0.2.7:8080") == .ok)
    #expect(status(open, host: "rehearse.council.example") == .ok)
    #expect(status(open, host: "other.council.example") == .misdirectedRequest)
    #expect(status(open, host: "192.0.2.777") == .misdirectedRequest)
  }

  @Test(
    arguments: [
      [origin: "http://evil.example"], [origin: "null"], [origin: "http://localhost"],
      [origin: "https://localhost:8080"], [origin: "http://localhost:8080.evil.example"],
      [site: "cross-site"], [site: "same-site"],
      [origin: "http://localhost:8080", site: "cross-site"],
    ] as [[HTTPField.Name: String]])
  func `what another site makes a browser send is refused`(fields: [HTTPField.Name: String]) {
    var headers = HTTPFields()
    for name in [FrontDoorTests.origin, FrontDoorTests.site] { headers[name] = fields[name] }
    #expect(status(door(), host: "localhost:8080", .post, headers) == .forbidden)
    #expect(status(door(), host: "localhost:8080", .put, headers) == .forbidden)
    #expect(status(door(), host: "localhost:8080", .get, headers) == .ok)
  }

  @Test func `what a page of ours sends is taken`() {
    #expect(
      status(
        door(), host: "localhost:8080", .post,
        [FrontDoorTests.origin: "http://localhost:8080", FrontDoorTests.site: "same-origin"]) == .ok
    )
    #expect(status(door(), host: "localhost:8080", .post, [FrontDoorTests.site: "none"]) == .ok)
  }

  @Test func `every answer forbids what no page of ours needs`() async throws {
    try await Visited.open { visited in
      for path in ["join", "nowhere", "/", "/accessibility", "as/facilitator/me"] {
        let page = try await visited.browser().get(path)
        let policy = page.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(path)")
        #expect(page.headers[.xContentTypeOptions] == "nosniff")
        #expect(page.headers[HTTPField.Name.known("X-Frame-Options")] == "DENY")
        #expect(page.text.contains("Exercise only"), "\(path)")
      }
    }
  }
}
