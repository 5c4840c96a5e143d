import NIOCore
import RehearsalFormats

/// A message of a stream that browsers read: a name, a number to go on behind, and one line of
/// JSON.
enum ServerSentEvent {
  static func make(_ name: String, _ data: JSONValue, id: Int? = nil) -> ByteBuffer {
    var text = "event: \(name)\n"
    if let id { text += "id: \(id)\n" }
    text += "data: \(data.line)\n\n"
    return ByteBuffer(string: text)
  }

  /// What keeps a connection open, and shows whether anybody is there.
  static let nothing = ByteBuffer(string: ": here\n\n")

  /// How long a browser waits before it comes again, in milliseconds.
  static let again = ByteBuffer(string: "retry: 2000\n\n")
}
