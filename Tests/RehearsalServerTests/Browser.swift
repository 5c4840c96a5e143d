import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import RehearsalCore
import RehearsalEngine
import RehearsalStorage
import RehearsalTestSupport
import RehearsalViews
import Testing

@testable import RehearsalServer

/// A house with one rehearsal of the tutorial in it, and whoever visits it.
struct Visited {
  let log: RecordedScenario
  let rehearsal: ServedRehearsal
  let house: House
  let client: any TestClientProtocol

  var base: String { rehearsal.base }

  /// - Parameters:
  ///   - lines: how much of the recorded tutorial stands already; `nil` for all of it
  static func open(
    lines: Int? = 0, _ body: @Sendable (Visited) async throws -> Void
  ) async throws {
    // One task after the other uses it.
    nonisolated(unsafe) let log =
      try lines.map { try RecordedScenario(lines: $0) } ?? RecordedScenario()
    var rules = LiveRehearsal.Settings()
    rules.cast = nil
    let live = try await LiveRehearsal.open(log.folder, .rehearsal, log.plan, rules) {
      WallMoment(microseconds: 1_700_000_000_000_000)
    }
    let settings = ServerSettings(
      tool: "rehearse test", wall: { WallMoment(microseconds: 1_700_000_000_000_000) },
      roomTime: { "9:32am" })
    let rehearsal = ServedRehearsal(
      live, try Access.open(log.folder), try FileTray.open(log.folder), .rehearsal, settings)
    let house = House(settings)
    house.add(rehearsal)
    do {
      try await Application(responder: house).test(.router) { client in
        try await body(Visited(log: log, rehearsal: rehearsal, house: house, client: client))
      }
    } catch {
      await house.close()
      throw error
    }
    await house.close()
  }

  func browser() -> Browser { Browser(self) }

  /// Somebody at the controls.
  func facilitator() async throws -> Browser {
    let browser = browser()
    let page = try await browser.get("enter?token=\(rehearsal.access.facilitator)")
    #expect(page.status == .ok)
    return browser
  }

  /// Somebody who came in with the code and sits in a role as its holder.
  func player(_ role: String) async throws -> Browser {
    let browser = browser()
    _ = try await browser.get("join?code=\(rehearsal.access.joinCode)")
    let form = try await browser.get("join?role=\(role)")
    let page = try await browser.send(form, "join", [("who", "holder")])
    #expect(page.status == .ok, "\(page.text)")
    return browser
  }

  /// The types of all that is recorded.
  func types() throws -> [String] {
    try RecordedRehearsal.open(log.folder, .rehearsal).replay.events.compactMap { event in
      event.event.map { "\(type(of: $0).name)" }
    }
  }
}

/// A browser that keeps its cookies, follows where it is sent, and fills in forms as they stand.
final class Browser {
  private let visited: Visited
  private var cookies: [(name: String, value: String)] = []

  struct Page {
    let path: String
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let text: String
    var html: HTMLReading { HTMLReading(text) }
  }

  init(_ visited: Visited) { self.visited = visited }

  func cookie(_ name: String) -> String? { cookies.first { $0.name == name }?.value }
  func set(_ name: String, _ value: String) {
    cookies.removeAll { $0.name == name }
    cookies.append((name, value))
  }

  /// An address below the rehearsal's own, or from the root where it begins with a slash.
  func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Page {
    try await ask(.get, path, headers, nil)
  }

  func post(
    _ path: String, _ values: [(String, String)], _ headers: HTTPFields = [:]
  ) async throws -> Page {
    let body = values.map { "\($0.addingPercents)=\($1.addingPercents)" }.joined(separator: "&")
    var headers = headers
    if headers[.contentType] == nil {
      headers[.contentType] = "application/x-www-form-urlencoded"
    }
    return try await ask(.post, path, headers, ByteBuffer(string: body))
  }

  func ask(
    _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: ByteBuffer?
  ) async throws -> Page {
    var headers = headers
    if !cookies.isEmpty {
      headers[.cookie] = cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    }
    let uri = path.hasPrefix("/") ? path : "\(visited.base)/\(path)"
    let response = try await visited.client.execute(
      uri: uri, method: method, headers: headers, body: body)
    for line in response.headers[values: .setCookie] {
      let pair = line.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
      set(String(pair[0]), pair.count > 1 ? String(pair[1]) : "")
    }
    if response.status == .seeOther, let next = response.headers[.location] {
      return try await get(next)
    }
    return Page(
      path: uri, status: response.status, headers: response.headers,
      text: String(buffer: response.body))
  }

  /// Sends a form of a page, all its hidden fields and what stands in it, with some values typed
  /// in.
  func send(_ page: Page, _ id: String, _ typed: [(String, String)]) async throws -> Page {
    let values = try fields(page, id).filter { field in !typed.contains { $0.0 == field.0 } }
    let address = try #require(action(page, id), "no form \(id) on \(page.path)")
    return try await post(address, values + typed)
  }

  /// What a form would send as it stands.
  func fields(_ page: Page, _ id: String) throws -> [(String, String)] {
    let form = try #require(inside(page, id), "no form \(id) on \(page.path)")
    return HTMLReading(form).elements.compactMap { element -> (String, String)? in
      guard let name = element.attributes["name"], element.name == "input" else { return nil }
      let kind = element.attributes["type"]
      if kind == "radio" || kind == "checkbox", element.attributes["checked"] == nil { return nil }
      return (name, unescaped(element.attributes["value"] ?? ""))
    }
  }

  private func unescaped(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }

  private func action(_ page: Page, _ id: String) -> String? {
    page.html.elements.first { $0.name == "form" && $0.attributes["id"] == id }?
      .attributes["action"]
  }

  private func inside(_ page: Page, _ id: String) -> String? {
    guard let start = page.text.range(of: "<form class=\"form\" id=\"\(id)\""),
      let end = page.text.range(of: "</form>", range: start.lowerBound..<page.text.endIndex)
    else { return nil }
    return String(page.text[start.lowerBound..<end.upperBound])
  }
}
