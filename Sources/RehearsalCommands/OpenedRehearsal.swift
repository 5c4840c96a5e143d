import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage

/// A new rehearsal of a scenario: its log opened in a folder of its own.
struct OpenedRehearsal {
  let plan: Plan
  let folder: LogFolder

  /// - Parameters:
  ///   - notified: when the call comes; `nil` for the scenario's own day, or for one that only the
  ///     clock knows where the scenario leaves it open
  ///   - logs: the folder in which it gets a folder
  ///   - suffix: what its name ends with, beside the scenario and the time
  init(
    scenario path: String, notified: CallDate?, logs: String, suffix: String = "",
    check: (Plan) throws -> Void = { _ in }
  ) throws {
    let scenario = try ScenarioArgument(path: path, notified: notified)
    plan = try OpenedRehearsal.fixed(try scenario.plan(), path)
    try check(plan)
    folder = try LogFolder.open(
      plan, scenario.reading.used, in: logs,
      named: "\(plan.scenario.head.id)-\(RoomClock.stamp())\(suffix)", tool: Tool.name,
      wall: RoomClock.now())
  }

  /// The plan with a day for its call: where the scenario leaves it open, one is drawn that only
  /// the clock knows, and the log's first line holds its hash.
  private static func fixed(_ plan: Plan, _ path: String) throws -> Plan {
    guard !plan.isDated, let times = plan.callTimes,
      let secret = Entropy.call(times, plan.calendar)
    else { return plan }
    let notified = CallDate(secret.moment.date, secret.moment.time)
    return try ScenarioArgument(path: path, notified: notified).plan().keeping(secret)
  }
}
