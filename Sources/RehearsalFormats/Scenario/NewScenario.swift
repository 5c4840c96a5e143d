package import RehearsalCore

/// Scenarios that the tool writes itself: one to begin from, and one of nothing but a framework.
package enum NewScenario {
  /// What the schema is called beside a scenario; the scenario's first line names it.
  package static let schemaFile = "scenario.schema.json"

  /// A commented scenario that passes every check, with its call on a day on which one would come.
  ///
  /// - Parameter today: calls are for later; a framework that is no longer in force gets a day on
  ///   which it was
  package static func text(
    _ id: ID<Scenario>, _ framework: Framework, in folder: String, after today: CalendarDate
  ) -> String {
    let words = id.text.split(separator: "-").joined(separator: " ")
    let call = callDate(framework, after: today)
    let values = [
      ("folder", folder),
      ("title", words.prefix(1).uppercased() + words.dropFirst()),
      ("framework-title", framework.title), ("framework", framework.id.text),
      ("call-comment", framework.hasCall ? "when the inspectorate rings" : "when it begins"),
      ("call", "\(call.text()) \(framework.call.earliest.text())"),
      ("start", framework.start?.id.text ?? ID<Milestone>.notification.text),
      ("phase", framework.phases.first?.id.text ?? ""), ("lists", lists(framework)),
    ]
    var text = EmbeddedFiles.text("Templates/scenario.yaml") ?? ""
    for (name, value) in values { text = text.replacing("{{\(name)}}", with: value) }
    return framework.phases.isEmpty ? withoutPaces(text) : text
  }

  /// The shortest scenario there is: one seat, and the dates of a framework.
  package static func bare(_ framework: ID<Framework>, _ notified: CallDate) -> String {
    """
    format: 1
    title: What if the call came on \(notified.date.words)
    framework: \(framework)
    call: \(notified.date.text()) \((notified.time ?? Availability.opens).text())
    roles: [{title: The council}]
    """
  }

  private static func lists(_ framework: Framework) -> String {
    guard !framework.lists.isEmpty else { return "" }
    let lines = framework.lists.map {
      "    - {list: \($0.id), owner: data-lead, checker: co-ordinator, effort: 30m}\n"
    }
    return "  # The lists of data that the framework asks for.\n  lists:\n" + lines.joined()
  }

  private static func withoutPaces(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.prefix { !$0.hasPrefix("# How fast the clock runs") }
    return kept.joined(separator: "\n")
  }

  /// The first usual day for a call two weeks from today, or a month into the time in which the
  /// framework was in force.
  private static func callDate(
    _ framework: Framework, after today: CalendarDate
  ) -> CalendarDate {
    var date = today.adding(days: 14)
    if let from = framework.inForceFrom { date = max(date, from.adding(days: 28)) }
    if let from = framework.inForceFrom, let to = framework.inForceTo, date > to {
      date = from.adding(days: 28)
    }
    let calendar = WorkingCalendar()
    let usual = framework.call.days.isEmpty ? Availability.weekdays : framework.call.days
    for _ in 0..<60 where !usual.contains(date.weekday) || !calendar.isWorkingDay(date) {
      date = date.adding(days: 1)
    }
    return date
  }
}
