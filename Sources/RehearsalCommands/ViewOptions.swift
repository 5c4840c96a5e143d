import ArgumentParser
import RehearsalCore

/// Which point of a rehearsal, and whose eyes: the options that all reviewing commands share.
struct ViewOptions: ParsableArguments {
  @Option(help: "As it stood at this exercise time, such as 'day 1 10:00'.")
  var at: String?

  @Option(help: "As it stood after this event.")
  var event: Int?

  @Option(help: "As it stood when this first held, such as 'every head of service confirmed'.")
  var until: String?

  @Option(name: .customLong("as"), help: "As this role knew it.")
  var role: String?

  func validate() throws {
    if [at != nil, event != nil, until != nil].count(where: { $0 }) > 1 {
      throw ValidationError("Use one of --at, --event and --until.")
    }
  }

  func view(_ replay: Replay) throws -> Replay.View {
    replay.view(try viewer(replay.plan), at: try point(replay))
  }

  func viewer(_ plan: Plan) throws -> Viewer { try ViewOptions.viewer(role, plan) }

  /// Whoever is called `role`; the facilitator where nobody is named.
  static func viewer(_ role: String?, _ plan: Plan) throws -> Viewer {
    guard let role else { return .facilitator }
    let roles = plan.scenario.head.roles.map(\.id)
    if let known = roles.first(where: { $0.text == role }) { return .role(known) }
    if role == "facilitator" { return .facilitator }
    if role == "room" { return .room }
    let near = Suggestion.nearest(to: role, among: roles.map(\.text) + ["facilitator", "room"])
    throw Failure.failed(
      "No role is called \"\(role)\". "
        + (near.map { "Did you mean \"\($0)\"?" }
          ?? "Use one of: \(roles.map(\.text).joined(separator: ", "))."))
  }

  private func point(_ replay: Replay) throws -> Replay.Point {
    if let event { return try ViewOptions.point(event, replay) }
    if let until { return try first(until, replay) }
    return try at.map { try moment($0, replay) } ?? .end
  }

  /// A point as people type it: an event number, or an exercise time.
  func point(_ text: String, _ replay: Replay) throws -> Replay.Point {
    if let n = Int(text) { return try ViewOptions.point(n, replay) }
    return try moment(text, replay)
  }

  /// After event `n`, if there is one.
  static func point(_ n: Int, _ replay: Replay) throws -> Replay.Point {
    guard replay.events.indices.contains(n) else {
      throw Failure.failed(
        "There is no event \(n). The log has events 0 to \(replay.events.count - 1).")
    }
    return .event(n)
  }

  private func moment(_ text: String, _ replay: Replay) throws -> Replay.Point {
    guard let moment = Moment(text: text, replay.plan.days) else {
      throw Failure.failed(
        "\"\(text)\" is not an exercise time. Write 'day 1 10:00', or a date and a time.")
    }
    return .moment(moment)
  }

  private func first(_ words: String, _ replay: Replay) throws -> Replay.Point {
    switch replay.modules.condition(words, replay.plan) {
    case .failure(let problem): throw Failure.failed(problem.words)
    case .success(let condition):
      guard let n = replay.first(condition) else {
        throw Failure.failed("It never came so far: \(words).")
      }
      return .event(n)
    }
  }
}
