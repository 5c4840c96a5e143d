package import ArgumentParser
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage

/// `run`: opens a rehearsal, and plays a script in it where there is one.
package struct Run: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Open a rehearsal, and play a script in it.",
    discussion: """
      Without --script the rehearsal is opened and left for "record":

        rehearse run scenarios/tutorial
        rehearse record LOG 'day 1 09:00 facilitator starts'
      """)

  @Argument(help: "A folder that holds a scenario.yaml.")
  var scenario: String

  @Option(help: "A file of acts, one a line: TIME WHO VERB OBJECT [KEY VALUE]…")
  var script: String?

  @Option(help: "The folder in which the log gets a folder of its own.")
  var logs = "logs"

  package init() {}

  func perform() throws {
    let scenario = try ScenarioArgument(path: scenario)
    let plan = try fixed(try scenario.plan())
    let acts = try script.map { try ScriptPlayer.read(SourceFolder.file($0), named: $0, plan) }
    let name = "\(plan.scenario.head.id)-\(RoomClock.stamp())"
    let folder = try LogFolder.open(
      plan, scenario.reading.used, in: logs, named: name, tool: Tool.name, wall: RoomClock.now())
    let player = try ScriptPlayer(folder, plan)
    do {
      try acts.map { try player.play($0) }
    } catch {
      Terminal.error("What came before stands in \(folder.path).")
      throw error
    }
    Terminal.out(try player.summary())
  }

  /// The plan with a day for its call: where the scenario leaves it open, one is drawn that only
  /// the clock knows, and the log's first line holds its hash.
  private func fixed(_ plan: Plan) throws -> Plan {
    guard !plan.isDated, let times = plan.callTimes,
      let secret = Entropy.call(times, plan.calendar)
    else { return plan }
    let notified = CallDate(secret.moment.date, secret.moment.time)
    return try ScenarioArgument(path: scenario, notified: notified).plan().keeping(secret)
  }
}
