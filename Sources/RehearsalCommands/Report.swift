package import ArgumentParser
import RehearsalCore
import RehearsalStorage
import RehearsalViews

/// `report`: what an evaluator hands round.
package struct Report: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a rehearsal as one page that prints and needs no network.")

  @Argument(help: "The folder of a rehearsal's log.")
  var log: String

  @OptionGroup var options: ViewOptions

  @Option(name: .shortAndLong, help: "The file to write. [default: report.html in the log]")
  var output: String?

  package init() {}

  func perform() throws {
    let folder = LogFolder(log)
    let recorded = try RecordedRehearsal.open(folder, .rehearsal)
    if let warning = recorded.warning { Terminal.error(warning) }
    let path = output ?? "\(folder.path)/report.html"
    try Report.write(recorded, try options.view(recorded.replay), to: path)
    Terminal.out("Report: \(path)\n")
  }

  static func write(
    _ recorded: RecordedRehearsal, _ view: Replay.View, to path: String
  ) throws {
    let proof = [
      Block.Fact("Head of the log", .words(recorded.shortHead)),
      Block.Fact("Written by", .words(Tool.name)),
    ]
    let page = Page.report(view, recorded.replay, warning: recorded.warning, proof: proof)
    let html = HTMLRenderer().render(page, footer: proof)
    try SourceFolder.write(Array(html.utf8), to: path)
  }
}
