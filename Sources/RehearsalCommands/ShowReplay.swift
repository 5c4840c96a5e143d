package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalViews

/// `replay`: the evaluator's way back to any moment, and the story of what happened.
package struct ShowReplay: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Tell what happened, or show how it stood at any point.",
    discussion: """
      The story is told phase by phase, quiet stretches in one line each:

        rehearse replay LOG
        rehearse replay LOG --as head-of-service --at 'day 1 10:00'
        rehearse replay LOG --as head-of-service --at 'day 1 10:00' --todo
        rehearse replay LOG --until 'every head of service confirmed' --board
        rehearse replay LOG --as head-of-service --calendar > head-of-service.ics
        rehearse replay LOG --diff 'day 1 10:00' 'day 1 11:00'
      """)

  @Argument(help: "The folder of a rehearsal's log.")
  var log: String

  @OptionGroup var options: ViewOptions

  @Flag(help: "Tell every event, the quiet ones too.")
  var all = false

  @Flag(help: "Show the boards as they stood, in place of the story.")
  var board = false

  @Flag(help: "Show what was to be done by whoever --as names, with a sentence for each way.")
  var todo = false

  @Option(
    parsing: .upToNextOption,
    help: "Show what changed between two points: two event numbers or exercise times.")
  var diff: [String] = []

  @Flag(help: "Go on telling what happens until the rehearsal ends.")
  var follow = false

  @Flag(help: "Go through it step by step: by event, by notable event, by phase.")
  var step = false

  @Flag(help: "Write the boards as JSON; with --all, the story's events as well.")
  var json = false

  @Flag(help: "Write the acts as a script that plays the same rehearsal again.")
  var script = false

  @Flag(help: "Write the diary of whoever --as names as a calendar to import.")
  var calendar = false

  package init() {}

  package func validate() throws {
    let ways = [board, todo, !diff.isEmpty, follow, step, script, calendar].count { $0 }
    if ways > 1 {
      throw ValidationError(
        "Use one of --board, --todo, --diff, --follow, --step, --script and --calendar.")
    }
    if calendar, json { throw ValidationError("Use --json or --calendar, not both.") }
    if !diff.isEmpty, diff.count != 2 {
      throw ValidationError("--diff takes two points, such as --diff 12 40.")
    }
  }

  func perform() throws {
    let recorded = try RecordedRehearsal.open(LogFolder(log), .rehearsal)
    if let warning = recorded.warning { Terminal.error(warning) }
    let replay = recorded.replay
    if script {
      let lines = ["# \(Exercise.strip)"] + replay.script()
      Terminal.out(lines.map { $0 + "\n" }.joined())
    } else if calendar {
      Terminal.out(RoleCalendar.text(try options.view(replay), replay))
    } else if follow {
      try FollowReplay(recorded, try options.viewer(replay.plan), all: all).run()
    } else if step {
      StepReplay(replay, try options.viewer(replay.plan)).run()
    } else if diff.count == 2 {
      try show(replay, from: diff[0], to: diff[1])
    } else {
      try show(replay, recorded.warning)
    }
  }

  private func show(_ replay: Replay, _ warning: String?) throws {
    let view = try options.view(replay)
    if json {
      Terminal.out(try BoardsJSON.text(view, replay, withStory: all))
      return
    }
    let page =
      todo
      ? Page.mine(view, replay, warning: warning)
      : board
        ? Page.boards(view, replay, warning: warning)
        : Page.story(view, replay, all: all, warning: warning)
    Terminal.out(Terminal.renderer.render(page))
  }

  private func show(_ replay: Replay, from old: String, to new: String) throws {
    let viewer = try options.viewer(replay.plan)
    let (from, to) = (try options.point(old, replay), try options.point(new, replay))
    let (before, after) = (replay.view(viewer, at: from), replay.view(viewer, at: to))
    if (before.last?.n ?? 0) > (after.last?.n ?? 0) {
      throw Failure.failed("\"\(old)\" is later than \"\(new)\". Give the earlier point first.")
    }
    let page = Page.difference(from: before, to: after, replay)
    Terminal.out(json ? try ChangesJSON.text(page) : Terminal.renderer.render(page))
  }
}
