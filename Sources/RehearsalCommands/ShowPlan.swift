package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalViews

/// `plan`: what a scenario means on the calendar, before anybody is troubled.
package struct ShowPlan: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show every date and deadline that a scenario implies.")

  @Argument(help: "A folder that holds a scenario.yaml.")
  var scenario: String

  @Flag(help: "Write the dated lines as JSON.")
  var json = false

  package init() {}

  func perform() throws {
    let plan = try ScenarioArgument(path: scenario).plan()
    Terminal.out(
      json
        ? plan.json.pretty
        : Terminal.renderer.render(
          Page.plan(
            plan, briefing: Modules.rehearsal.briefing(plan), CallForecast.all(plan))))
  }
}
