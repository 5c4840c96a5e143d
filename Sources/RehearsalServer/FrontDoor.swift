import HTTPTypes
package import Hummingbird
import RehearsalEngine
import RehearsalStorage

/// What every request passes before anything looks at it, and what every answer is given.
///
/// A page of another site can make a browser send anything here, so whoever changes something must
/// come from a page of ours; and a name that was made to point at this machine is not ours.
package struct FrontDoor: RouterMiddleware {
  private let names: Set<String>
  private let takesAddresses: Bool
  private let isEncrypted: Bool

  package init(_ settings: ServerSettings) {
    let own = ["localhost", "127.0.0.1", "[::1]"]
    let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
    names = Set((own + [host] + settings.names).map { $0.lowercased() })
    // An address cannot be made to point elsewhere.
    takesAddresses = settings.access != .loopback
    isEncrypted = settings.isEncrypted
  }

  package func handle(
    _ request: Request, context: Visit,
    next: (Request, Visit) async throws -> Response
  ) async throws -> Response {
    var response: Response
    if let refusal = refusal(request) {
      response = Answer.plain(refusal.status, refusal.words)
    } else {
      do {
        response = try await next(request, context)
      } catch let error as HTTPError {
        response = Answer.plain(error.status, Answer.words(error.status))
      } catch let problem as VisitProblem {
        response = Answer.plain(problem.status, problem.words)
      } catch  where FrontDoor.isOurs(error) {
        response = Answer.plain(.serviceUnavailable, ActSite.words(error))
      }
    }
    // The library answers some mistakes by itself, and without a word.
    if response.status.code >= 400, response.headers[.contentType] == nil {
      response = Answer.plain(response.status, Answer.words(response.status))
    }
    protect(&response)
    return response
  }

  func refusal(_ request: Request) -> (status: HTTPResponse.Status, words: String)? {
    guard let host = request.head.authority, !host.isEmpty else {
      return (.badRequest, "The request names no host. Use the address that the tool printed.")
    }
    guard isOurs(host) else {
      return (
        .misdirectedRequest,
        "This server does not answer to that name. Use the address that the tool printed, or name "
          + "it with --name."
      )
    }
    guard !FrontDoor.reading.contains(request.method) else { return nil }
    // A program says who it is in another way, and then its cookies do not count. No browser adds
    // that by itself.
    if Visitor.bearer(request) != nil { return nil }
    if let origin = request.headers[.origin] {
      let own = (isEncrypted ? "https://" : "http://") + host
      guard origin.lowercased() == own.lowercased() else { return FrontDoor.foreign }
    }
    if let site = request.headers[FrontDoor.fetchSite], site != "same-origin", site != "none" {
      return FrontDoor.foreign
    }
    return nil
  }

  private static let foreign = (
    HTTPResponse.Status.forbidden,
    "This came from a page of another site. Nothing was recorded: open the page here and try again."
  )

  /// Whether the disk or the rehearsal failed, and not the connection: what is wrong with a request
  /// itself, the library says.
  private static func isOurs(_ error: any Error) -> Bool {
    error is StorageProblem || error is WriterProblem || error is LiveRehearsal.Problem
  }

  private func isOurs(_ host: String) -> Bool {
    let host = host.lowercased()
    let end = host.lastIndex(of: "]") ?? host.startIndex
    let colon = host[end...].lastIndex(of: ":")
    if let colon, !host[colon...].dropFirst().allSatisfy(\.isNumber) { return false }
    let name = colon.map { String(host[..<$0]) } ?? host
    if names.contains(name) { return true }
    return takesAddresses && FrontDoor.isAddress(name)
  }

  private static func isAddress(_ name: String) -> Bool {
    if name.hasPrefix("["), name.hasSuffix("]") { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }

  private static let reading: Set<HTTPRequest.Method> = [.get, .head]
  static let fetchSite = HTTPField.Name.known("Sec-Fetch-Site")

  private func protect(_ response: inout Response) {
    let headers: [(HTTPField.Name, String)] = [
      (.contentSecurityPolicy, FrontDoor.policy), (.xContentTypeOptions, "nosniff"),
      (FrontDoor.referrers, "same-origin"), (FrontDoor.frames, "DENY"),
      (FrontDoor.opener, "same-origin"),
      (FrontDoor.permissions, "camera=(), microphone=(), geolocation=()"),
    ]
    for (name, value) in headers { response.headers[name] = value }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    if isEncrypted { response.headers[.strictTransportSecurity] = "max-age=31536000" }
  }

  /// Nothing from outside, nothing written into a page by whoever typed a text.
  static let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    + "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  private static let referrers = HTTPField.Name.known("Referrer-Policy")
  private static let frames = HTTPField.Name.known("X-Frame-Options")
  private static let opener = HTTPField.Name.known("Cross-Origin-Opener-Policy")
  private static let permissions = HTTPField.Name.known("Permissions-Policy")
}
