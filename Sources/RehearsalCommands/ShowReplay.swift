package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalViews

/// Which point of a rehearsal, and whose eyes: the options that all reviewing commands share.
struct ViewOptions: ParsableArguments {
  @Option(help: "As it stood at this exercise time, such as 'day 1 10:00'.")
  var at: String?

  @Option(help: "As it stood after this event.")
  var event: Int?

  @Option(name: .customLong("as"), help: "As this role knew it.")
  var role: String?

  func validate() throws {
    if at != nil, event != nil {
      throw ValidationError("Use --at or --event, not both.")
    }
  }

  func view(_ replay: Replay) throws -> Replay.View {
    replay.view(try viewer(replay.plan), at: try point(replay))
  }

  private func viewer(_ plan: Plan) throws -> Viewer {
    guard let role else { return .facilitator }
    let roles = plan.scenario.head.roles.map(\.id)
    if let known = roles.first(where: { $0.text == role }) { return .role(known) }
    if role == "facilitator" { return .facilitator }
    let near = Suggestion.nearest(to: role, among: roles.map(\.text) + ["facilitator"])
    throw Failure.failed(
      "No role is called \"\(role)\". "
        + (near.map { "Did you mean \"\($0)\"?" }
          ?? "Use one of: \(roles.map(\.text).joined(separator: ", "))."))
  }

  private func point(_ replay: Replay) throws -> Replay.Point {
    if let event {
      guard replay.events.indices.contains(event) else {
        throw Failure.failed(
          "There is no event \(event). The log has events 0 to \(replay.events.count - 1).")
      }
      return .event(event)
    }
    guard let at else { return .end }
    guard let moment = Moment(text: at, replay.plan.days) else {
      throw Failure.failed(
        "\"\(at)\" is not an exercise time. Write 'day 1 10:00', or a date and a time.")
    }
    return .moment(moment)
  }
}

/// `replay`: the evaluator's way back to any moment.
package struct ShowReplay: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Show how a rehearsal stood at any point, to anybody.")

  @Argument(help: "The folder of a rehearsal's log.")
  var log: String

  @OptionGroup var options: ViewOptions

  @Flag(help: "Write the boards as JSON.")
  var json = false

  @Flag(help: "Write the acts as a script that plays the same rehearsal again.")
  var script = false

  package init() {}

  func perform() throws {
    let recorded = try RecordedRehearsal.open(LogFolder(log), .rehearsal)
    if let warning = recorded.warning { Terminal.error(warning) }
    let replay = recorded.replay
    if script {
      let lines = ["# \(Exercise.strip)"] + replay.script()
      Terminal.out(lines.map { $0 + "\n" }.joined())
      return
    }
    let view = try options.view(replay)
    Terminal.out(
      json
        ? try BoardsJSON.text(view, replay)
        : Terminal.renderer.render(Page.rehearsal(view, replay, warning: recorded.warning)))
  }
}
