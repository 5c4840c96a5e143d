package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalStorage

/// `run`: opens a rehearsal, and plays a script in it where there is one.
package struct Run: Subcommand {
  package static let configuration = CommandConfiguration(
    abstract: "Open a rehearsal, and play a script in it.",
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
    let plan = try scenario.plan()
    guard plan.isDated else {
      throw Failure.failed(
        "The call of this scenario comes in a window. Write call: with a date and time in its "
          + "place to open a rehearsal.")
    }
    let acts = try script.map { try ScriptPlayer.read(SourceFolder.file($0), named: $0, plan) }
    let name = "\(plan.scenario.head.id)-\(RoomClock.stamp())"
    let folder = try LogFolder.open(
      plan, scenario.reading.used, in: logs, named: name, tool: Tool.name, wall: RoomClock.now())
    let player = try ScriptPlayer(folder, plan)
    try acts.map { try player.play($0) }
    Terminal.out(try player.summary())
  }
}
