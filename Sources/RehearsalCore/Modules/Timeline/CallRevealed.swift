/// The call came within a window, at a moment that was fixed when the log was opened; now everyone
/// may check that nobody moved it.
package struct CallRevealed: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.call-revealed"
  package static let doc: StaticString = "The moment fixed for the call was shown to everyone"
  package let moment: Moment
  package let salt: String
}

extension CallRevealed {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    moment = f.one("moment", old?.moment, "When the call was to come")
    salt = f.one("salt", old?.salt, "What was hashed with it")
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {}
  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { nil }
  package func story(_ names: Names) -> String? {
    "showed that the call was fixed for \(moment.words) before anybody knew"
  }
}
