package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalSimulation
import RehearsalStorage
import RehearsalViews

/// `demo`: the whole line at once, for somebody who has read nothing yet.
package struct Demo: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Play the shipped scenario, record it, verify it, and write its report.",
    discussion: """
      Simulated people make the calls and do the work; a script plays the facilitator, the
      inspectors and whoever answers to what comes up.
      """)

  @Option(help: "The folder in which the log gets a folder of its own.")
  var logs = "logs"

  @Option(help: "What simulated people do is drawn from this number.")
  var seed: UInt64 = 1

  package init() {}

  func perform() throws {
    let files = SourceFiles.shipped(Demo.scenario)
    let reading = try ScenarioReader(.rehearsal).read(files)
    guard let plan = reading.plan, let file = files[Demo.script] else {
      throw Failure.failed("The shipped scenario is not whole. Build the tool again.")
    }
    let people = try ScriptPlayer.read(file, named: Demo.script, plan)
    let simulation = Simulation(CastModel(plan), seed: seed)
    let parts = [
      ScriptPlayer.Part(author: .script, script: people),
      try .cast(plan, simulation, 0, beside: people),
    ]
    let folder = try LogFolder.open(
      plan, reading.used, in: logs, named: "demo-\(RoomClock.stamp())", tool: Tool.name,
      wall: RoomClock.now())
    let player = try ScriptPlayer(folder, plan)
    let acts = parts.reduce(0) { $0 + $1.script.lines.count }
    Terminal.error("Playing \"\(plan.scenario.head.title)\": \(acts) acts, exercise only.")
    try player.play(parts)

    let recorded = try RecordedRehearsal.open(folder, .rehearsal)
    let view = recorded.replay.view(.facilitator)
    try Report.write(recorded, view, to: "\(folder.path)/report.html")
    Terminal.out(Terminal.renderer.render(Demo.notable(view, recorded.replay)))
    let verdict = try LogVerifier(folder).verify()
    Terminal.out("\nLog: \(folder.path)\n" + (try Verify.words(verdict, folder)))
    if !verdict.isSound { throw Failure.damaged }
    Terminal.out("Report: \(folder.path)/report.html\n\n" + next(folder.path))
  }

  private static let scenario = "thurrock-ilacs-2019"
  private static let script = "room.script"

  /// What it came to, and in each phase what mattered first: the rest is the replay's to tell.
  private static func notable(_ view: Replay.View, _ replay: Replay) -> Page {
    let figures = replay.modules.outcomes(view.state).map { Block.Fact($0.title, $0.value) }
    var blocks = [Block("figures", .facts(figures))]
    for (number, chapter) in Story(view, all: false).chapters.enumerated() {
      let notable = chapter.notable
      let more = notable.count - Demo.momentsAPhase
      blocks.append(Block("chapter-\(number)", .heading(chapter.title)))
      blocks.append(
        Block(
          "chapter-\(number)-moments", .timeline(Array(notable.prefix(Demo.momentsAPhase)))))
      guard more > 0 else { continue }
      blocks.append(
        Block("chapter-\(number)-more", .text("… and \(more) more notable moments.")))
    }
    return Page(title: "\(replay.plan.scenario.head.title): notable moments", blocks: blocks)
  }

  private static let momentsAPhase = 8

  private func next(_ log: String) -> String {
    let hints = [
      ("replay \(log)", "the whole story, phase by phase"),
      ("replay \(log) --board --until 'everyone confirmed'", "how it stood when all had been told"),
      ("replay \(log) --as data-lead", "what one role knew"),
      ("serve \(log)", "the same in a browser"),
      ("verify \(log)", "whether it was changed"),
      ("plan scenarios/\(Demo.scenario)", "every date it implies"),
    ]
    return "What to do next:\n"
      + hints.map { "  \(Tool.invocation) \($0.0)\n      \($0.1)\n" }.joined()
  }
}
