import ArgumentParser
import RehearsalCore

/// When the call comes, for commands that play or plan a scenario which leaves it open.
struct CallOption: ParsableArguments {
  @Option(help: "When the call comes, such as 2026-11-23 or '2026-11-23 09:15'.")
  var notified: String?

  /// What was said, `nil` where nothing was.
  var date: CallDate? { notified.flatMap { CallDate(text: $0) } }

  func validate() throws {
    if let notified, CallDate(text: notified) == nil {
      throw ValidationError(
        "\"\(notified)\" is not a date. Write it such as 2026-11-23 or '2026-11-23 09:15'.")
    }
  }
}
