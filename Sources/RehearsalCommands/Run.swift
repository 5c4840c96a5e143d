package import ArgumentParser
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalSimulation
import RehearsalStorage

/// `run`: opens a rehearsal, and plays a script in it where there is one.
package struct Run: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Open a rehearsal, and play a script or simulated people in it.",
    discussion: """
      Without --script and --seed the rehearsal is opened and left for "record":

        rehearse run scenarios/tutorial
        rehearse record LOG 'day 1 09:00 facilitator starts'

      With --seed, simulated people play it to the end. It is the playing that "simulate" counts
      under the same seed and number:

        rehearse run scenarios/tutorial --seed 7 --replication 3

      With both, they play beside the people of the script.
      """)

  @Argument(help: "A folder that holds a scenario.yaml.")
  var scenario: String

  @Option(help: "A file of acts, one a line: TIME WHO VERB OBJECT [KEY VALUE]…")
  var script: String?

  @Option(help: "Let simulated people play it: what they do is drawn from this number.")
  var seed: UInt64?

  @Option(help: "Which playing of that seed, from 0.")
  var replication: UInt64?

  @OptionGroup var call: CallOption

  @Option(help: "The folder in which the log gets a folder of its own.")
  var logs = "logs"

  package init() {}

  package func validate() throws {
    if seed == nil, replication != nil {
      throw ValidationError("--replication is a number under a seed. Use --seed too.")
    }
  }

  func perform() throws {
    let playing = seed.map { "-seed\($0)-rep\(replication ?? 0)" } ?? ""
    // A script that cannot be read must not leave an empty log.
    var parts: [ScriptPlayer.Part] = []
    let opened = try OpenedRehearsal(
      scenario: scenario, notified: call.date, logs: logs, suffix: playing
    ) { plan in parts = try self.parts(plan) }
    let (plan, folder) = (opened.plan, opened.folder)
    let player = try ScriptPlayer(folder, plan)
    do {
      try player.play(parts)
    } catch {
      Terminal.error("What came before stands in \(folder.path).")
      throw error
    }
    Terminal.out(try player.summary())
  }

  /// What is to be played, if anything is.
  private func parts(_ plan: Plan) throws -> [ScriptPlayer.Part] {
    let people = try script.map { try ScriptPlayer.read(SourceFolder.file($0), named: $0, plan) }
    let played = people.map { [ScriptPlayer.Part(author: .script, script: $0)] } ?? []
    guard let seed else { return played }
    return played + [
      try .cast(plan, Simulation(CastModel(plan), seed: seed), replication ?? 0, beside: people)
    ]
  }
}
