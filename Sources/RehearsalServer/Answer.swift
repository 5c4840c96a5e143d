import HTTPTypes
import Hummingbird
import RehearsalViews

/// The few shapes in which something is answered.
enum Answer {
  static func html(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
    Answer.text(text, "text/html; charset=utf-8", status)
  }

  static func json(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
    Answer.text(text, "application/json; charset=utf-8", status)
  }

  /// Words for whoever sees no page of ours, with what stands on all of them.
  static func plain(_ status: HTTPResponse.Status, _ words: String) -> Response {
    text("\(Exercise.strip)\n\n\(words)\n", "text/plain; charset=utf-8", status)
  }

  /// Bare words, for a script.
  static func words(_ words: String, _ status: HTTPResponse.Status) -> Response {
    text(words + "\n", "text/plain; charset=utf-8", status)
  }

  static func text(
    _ text: String, _ type: String, _ status: HTTPResponse.Status
  ) -> Response {
    Response(
      status: status, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// Go there next, and look at it anew.
  static func see(_ address: String, cookie: String? = nil) -> Response {
    var response = Response(status: .seeOther, headers: [.location: address])
    if let cookie { response.headers[.setCookie] = cookie }
    return response
  }

  /// What a status means to whoever meets it.
  static func words(_ status: HTTPResponse.Status) -> String {
    switch status {
    case .notFound: "There is no such page. Go back, or open the address that you were given."
    case .contentTooLarge: "That is too much at once. Send less."
    case .unsupportedMediaType: "That is not a form. Use the page."
    default: "That cannot be answered: \(status.reasonPhrase.lowercased()). Go back and try again."
    }
  }
}

/// Why a visit ends before a page could be made, in words and with a status.
struct VisitProblem: Error {
  let status: HTTPResponse.Status
  let words: String

  init(_ status: HTTPResponse.Status, _ words: String) {
    self.status = status
    self.words = words
  }

  static let unknownSeat = VisitProblem(
    .forbidden,
    "You have not joined in that role. Open the link or type the code that you were given.")
  static let staleForm = VisitProblem(
    .forbidden, "This form is not from this rehearsal. Open the page again and try once more.")
}
