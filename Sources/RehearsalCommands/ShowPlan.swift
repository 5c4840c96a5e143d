package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalViews

/// `plan`: what a scenario means on the calendar, before anybody is troubled; and what a framework
/// means, for those who ask "what if they rang on Monday?".
package struct ShowPlan: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show every date and deadline that a scenario implies.",
    discussion: """
      Without a scenario it shows the dates of a framework:

        rehearse plan --framework ilacs-standard --notified 2026-11-23
      """)

  /// What the plan is written as.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, ics, markdown
  }

  @Argument(help: "A folder that holds a scenario.yaml.")
  var scenario: String?

  @Option(help: "A framework's id, or a file that holds one, in the place of a scenario.")
  var framework: String?

  @OptionGroup var call: CallOption

  @Option(help: "text, json, csv, ics (a calendar) or markdown.")
  var format = Form.text

  @Flag(help: "The same as --format json.")
  var json = false

  package init() {}

  package func validate() throws {
    switch (scenario, framework) {
    case (nil, nil):
      throw ValidationError("Name a scenario, or a framework with --framework.")
    case (.some, .some):
      throw ValidationError("Name a scenario or a framework, not both.")
    case (nil, .some) where call.notified == nil:
      throw ValidationError("Say when the call comes, such as --notified 2026-11-23.")
    default: break
    }
    if json, format != .text, format != .json {
      throw ValidationError("Use --json or --format \(format.rawValue), not both.")
    }
  }

  func perform() throws {
    let plan = try argument().plan()
    switch json ? .json : format {
    case .text: Terminal.out(Terminal.renderer.render(page(plan)))
    case .json: Terminal.out(plan.json.pretty)
    case .csv: Terminal.out(plan.csv)
    case .markdown: Terminal.out(MarkdownRenderer().render(page(plan)))
    case .ics:
      guard plan.isDated else {
        throw Failure.failed(
          "A calendar needs dates, and this call comes in a window. Add --notified with a day.")
      }
      Terminal.out(plan.calendar(stamp: RoomClock.now()))
    }
  }

  private func argument() throws -> ScenarioArgument {
    if let framework, let notified = call.date {
      return try ScenarioArgument(framework: framework, notified: notified)
    }
    return try ScenarioArgument(path: scenario ?? ".", notified: call.date)
  }

  private func page(_ plan: Plan) -> Page {
    Page.plan(plan, briefing: Modules.rehearsal.briefing(plan), CallForecast.all(plan))
  }
}
