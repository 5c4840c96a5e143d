import HTTPTypes
import Hummingbird
import NIOCore
import RehearsalFormats

/// What a browser posted, whole: all its values in order. Files come another way.
struct ReceivedForm: Sendable {
  typealias Value = (name: String, value: String)

  let values: [Value]

  init(values: [Value]) { self.values = values }

  /// So many bytes are more than anybody types.
  private static let limit = 256 * 1024
  /// And so many values more than any form has, with everybody of a large council ticked.
  private static let most = 2_000

  /// Reads it to its end. One that is too long, is no form or takes too long to come is refused.
  static func read(_ request: Request, _ context: Visit, seconds: Int) async throws -> ReceivedForm
  {
    let type = request.headers[.contentType]?.lowercased() ?? ""
    guard type.split(separator: ";").first == "application/x-www-form-urlencoded" else {
      throw HTTPError(.unsupportedMediaType)
    }
    let text = try await text(request, context, limit: limit, seconds: seconds)
    guard let values = PostedForm.values(text) else {
      throw VisitProblem(.badRequest, "That is not a form. Open the page again and try once more.")
    }
    // No form of ours asks for so much, and telling what is wrong with each would take long.
    guard values.count <= most else { throw HTTPError(.contentTooLarge) }
    return ReceivedForm(values: values)
  }

  /// A body as text. The connection of one that does not come to an end is cut.
  static func text(
    _ request: Request, _ context: Visit, limit: Int, seconds: Int
  ) async throws -> String {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw HTTPError(.contentTooLarge)
    }
    let watchdog = Watchdog(context.channel, seconds: seconds)
    defer { watchdog.end() }
    var buffer = ByteBuffer()
    try await watchdog.during { buffer = try await request.body.collect(upTo: limit) }
    guard let text = buffer.readString(length: buffer.readableBytes) else { return "" }
    return text
  }

  subscript(name: String) -> String? { values.first { $0.name == name }?.value }

  /// Without what only the server reads.
  var asked: [Value] { values.filter { !$0.name.hasPrefix("x-") && $0.name != "command" } }
}
