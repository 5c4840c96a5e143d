import RehearsalCore
import RehearsalFormats
import RehearsalSimulation
import RehearsalStorage

/// What is played: a scenario from its call on, or the rest of a rehearsal in progress.
struct SimulateSubject {
  let path: String
  let plan: Plan
  let model: CastModel
  let hash: String
  /// Whether the moment of the call is not the scenario's own.
  private let isCallElsewhere: Bool
  /// From when on a rehearsal in progress is played.
  let from: Moment?

  /// A scenario, whose call comes when `notified` says, where it says that.
  init(_ path: String, _ notified: CallDate?) throws {
    let argument = try ScenarioArgument(path: path, notified: notified)
    self.path = argument.path
    plan = try argument.plan()
    model = CastModel(plan)
    hash = LogFolder.scenarioHash(argument.reading.used.map { ($0.path, $0.bytes) })
    from = nil
    isCallElsewhere = notified != nil || plan.scenario.head.call == nil
    guard !model.cascades.isEmpty || !model.jobs.isEmpty else {
      throw Failure.failed(
        "In \(argument.path) nobody has anything to do: no message goes round by itself and no "
          + "work has an owner who takes part. Add a tree and a cascade, or owners.")
    }
  }

  /// A rehearsal, after `event` or as it stands.
  init(log: String, _ event: Int?) throws {
    let folder = LogFolder(log)
    let recorded = try RecordedRehearsal.open(folder, .rehearsal)
    let point = try event.map { try ViewOptions.point($0, recorded.replay) } ?? .end
    path = log
    plan = recorded.replay.plan
    model = CastModel(continuing: recorded.replay, at: point)
    hash = LogFolder.scenarioHash(try folder.scenarioFiles())
    from = model.moment(model.start)
    isCallElsewhere = false
    let view = recorded.replay.view(.facilitator, at: point)
    guard ![.ended, .stopped].contains(view.state[Timeline.self].status) else {
      throw Failure.failed(
        "The rehearsal in \(log) has ended there, so that nothing is left to be played. Use "
          + "--event for an earlier point.")
    }
  }

  /// What `run` must be told besides, to open one of these playings: when the call comes, where the
  /// scenario itself does not say that.
  var notified: String {
    guard isCallElsewhere, let start = plan.start?.at else { return "" }
    return " --notified \(start.text())"
  }
}
