package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalStorage

/// `demo`: the whole line at once, for somebody who has read nothing yet.
package struct Demo: Subcommand {
  package static let configuration = CommandConfiguration(
    abstract: "Play the shipped scenario, record it, verify it, and write its report.")

  @Option(help: "The folder in which the log gets a folder of its own.")
  var logs = "logs"

  package init() {}

  func perform() throws {
    let files = SourceFiles.shipped(Demo.scenario)
    let reading = try ScenarioReader(.rehearsal).read(files)
    guard let plan = reading.plan, let file = files[Demo.script] else {
      throw Failure.failed("The shipped scenario is not whole. Build the tool again.")
    }
    let script = try ScriptPlayer.read(file, named: Demo.script, plan)
    let folder = try LogFolder.open(
      plan, reading.used, in: logs, named: "demo-\(RoomClock.stamp())", tool: Tool.name,
      wall: RoomClock.now())
    let player = try ScriptPlayer(folder, plan)
    Terminal.error(
      "Playing \"\(plan.scenario.head.title)\": \(script.lines.count) acts, exercise only.")
    try player.play(script)

    let recorded = try RecordedRehearsal.open(folder, .rehearsal)
    let view = recorded.replay.view(.facilitator)
    try Report.write(recorded, view, to: "\(folder.path)/report.html")
    Terminal.out(Demo.notable(view))
    let verdict = try LogVerifier(folder).verify()
    Terminal.out("\nLog: \(folder.path)\n" + (try Verify.words(verdict, folder)))
    if !verdict.isSound { throw Failure.damaged }
    Terminal.out("Report: \(folder.path)/report.html\n\n" + next(folder.path))
  }

  private static let scenario = "tutorial"
  private static let script = "rehearsal.script"

  /// The figures a steering group asks for first.
  private static func notable(_ view: Replay.View) -> String {
    let cascades = view.state[Communication.self].cascades.values
    return cascades.map { cascade in
      let measures = CascadeMeasures(cascade)
      let all = measures.to100.map { "; everyone after \($0.words)" } ?? ""
      return "\(cascade.title): \(measures.confirmed) of \(measures.people) told, "
        + "\(measures.confirmedLate) late\(all)\n"
    }.joined()
  }

  private func next(_ log: String) -> String {
    let hints = [
      ("replay \(log) --at 'day 1 09:40'", "how it stood then"),
      ("replay \(log) --as head-of-service", "what one role knew"),
      ("serve \(log)", "the same in a browser"),
      ("verify \(log)", "whether it was changed"),
      ("plan scenarios/\(Demo.scenario)", "every date it implies"),
    ]
    return "What to do next:\n"
      + hints.map { "  \(Tool.invocation) \($0.0)\n      \($0.1)\n" }.joined()
  }
}
