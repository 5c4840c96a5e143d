import Foundation
import Hummingbird
import HummingbirdTesting
import RehearsalTestSupport
import Testing

@testable import RehearsalServer

@Suite struct RehearsalSiteTests {
  private func response(_ path: String, _ log: RecordedScenario) async throws -> TestResponse {
    let site = RehearsalSite(log.folder, tool: "rehearse test")
    return try await Application(router: site.router()).test(.router) { client in
      try await client.execute(uri: path, method: .get)
    }
  }

  @Test func `the page is the whole rehearsal, and says it is an exercise`() async throws {
    let log = try RecordedScenario()
    let response = try await response("/", log)
    #expect(response.status == .ok)
    #expect(response.headers[.contentType] == "text/html; charset=utf-8")
    #expect(response.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
    let body = String(buffer: response.body)
    #expect(body.contains("Exercise only"))
    #expect(body.contains("Head of service"))
  }

  @Test func `a role's page holds only what the role was told`() async throws {
    let log = try RecordedScenario()
    let untold = try await response("/?as=data-lead&event=20", log)
    #expect(untold.status == .ok)
    #expect(!String(buffer: untold.body).contains("Ask before taking leave"))
    let facilitator = try await response("/?event=20", log)
    #expect(String(buffer: facilitator.body).contains("Ask before taking leave"))
  }

  @Test(arguments: [
    "/?as=nobody", "/?event=99999", "/?event=-1", "/?event=x", "/?event=", "/nowhere",
    "/?as=../../etc/passwd", "/?as=%3Cscript%3E", "/..%2f..%2fetc",
  ])
  func `what is not there is not found, and nothing is echoed`(path: String) async throws {
    let log = try RecordedScenario()
    let response = try await response(path, log)
    #expect(response.status == .notFound)
    #expect(!String(buffer: response.body).contains("script"))
    #expect(!String(buffer: response.body).contains("passwd"))
  }

  @Test(arguments: [HTTPRequest.Method.post, .put, .delete])
  func `nothing can be changed through it`(method: HTTPRequest.Method) async throws {
    let log = try RecordedScenario()
    let site = RehearsalSite(log.folder, tool: "rehearse test")
    let before = try log.bytes()
    try await Application(router: site.router()).test(.router) { client in
      let response = try await client.execute(uri: "/", method: method)
      #expect(response.status == .notFound || response.status == .methodNotAllowed)
    }
    #expect(try log.bytes() == before)
  }

  @Test func `a damaged log is said to be damaged`() async throws {
    let log = try RecordedScenario()
    try log.damage()
    let response = try await response("/", log)
    #expect(response.status == .internalServerError || response.status == .ok)
    #expect(String(buffer: response.body).contains("altered"))
  }
}
