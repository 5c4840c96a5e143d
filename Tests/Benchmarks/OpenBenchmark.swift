import RehearsalStorage

/// From nothing to the last state of a rehearsal, as somebody at a terminal waits for it: the tool
/// is started, reads the scenario, verifies and replays the log and writes the boards.
enum OpenBenchmark {
  static func run(_ setting: Setting) throws -> [Result] {
    let log = try LongLog(lines: 5_000, in: setting.scratch)
    let name = "replay --json of \(grouped(log.lines)) events, whole process"
    // An absolute time is published and ends nothing: a busy machine doubles it.
    let gate = "target: under 60 ms"
    let arguments = [setting.tool, "replay", log.folder.path, "--json"]
    let runs = (0..<21).map { _ in ProcessRun(arguments) }
    guard runs.allSatisfy({ $0.status == 0 }) else {
      return [
        Result(name, "", gate, .notRun(why: "\(setting.tool) replay ended with an error"))
      ]
    }
    // What starting it takes is in there, and is no business of the log.
    let started = median((0..<21).map { _ in ProcessRun([setting.tool, "--version"]).seconds })
    let time = median(runs.map(\.seconds))
    return [
      Result(
        name, "\(fixed(time * 1000, 1)) ms",
        beside: "--version alone \(fixed(started * 1000, 1)) ms", gate,
        time < 0.06 ? .ok : .short)
    ]
  }
}
