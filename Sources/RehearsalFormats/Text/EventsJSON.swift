package import RehearsalCore

/// Events as programs read them over the network: each as its viewer may know it, under a number of
/// that viewer's own.
package enum EventsJSON {
  /// - Parameter position: how many things the viewer had seen with this one
  package static func value(
    _ event: RecordedEvent, position: Int, _ view: Replay.View
  ) -> JSONValue {
    var members: [(name: String, value: JSONValue)] = [
      ("position", .integer(position)), ("type", .text(PayloadCodec.type(of: event.payload))),
      ("v", .integer(PayloadCodec.version(of: event.payload))), ("at", .text(event.at.text())),
      ("who", .text(view.names.title(event.actor))),
    ]
    if let happened = event.happened { members.append(("happened", .text(happened.text()))) }
    if let told = event.told(view.names) { members.append(("words", .text(told.words))) }
    return .object(members)
  }
}
