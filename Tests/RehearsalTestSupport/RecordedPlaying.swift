package import RehearsalCore
package import RehearsalSimulation
import RehearsalStorage

/// One playing of the cast, recorded through the real commands, in a log that is gone with it.
package struct RecordedCast {
  package let simulation: Simulation
  package let replay: Replay
  /// Whether the log verifies.
  package let isSound: Bool
  private let recorded: RecordedScenario

  package var plan: Plan { recorded.plan }
  package var state: RehearsalState { replay.view(.facilitator).state }

  /// - Parameter name: A scenario of this repository.
  package init(_ name: String, seed: UInt64, _ replication: UInt64) throws {
    recorded = try RecordedScenario(name) { plan in
      CastScript.text(plan, Simulation(CastModel(plan), seed: seed), replication)
    }
    simulation = Simulation(CastModel(recorded.plan), seed: seed)
    isSound = try LogVerifier(recorded.folder).verify().isSound
    replay = try RecordedRehearsal.open(recorded.folder, .rehearsal).replay
  }
}

/// A recorded playing laid beside the same playing as it is counted.
package struct RecordedPlaying {
  package let acts: Int
  package let events: Int
  /// Where the log's figures are not those that were counted, in words; empty where all are equal.
  package let differences: [String]

  package init(_ name: String, seed: UInt64 = 1, _ replication: UInt64) throws {
    let recorded = try RecordedCast(name, seed: seed, replication)
    let simulation = recorded.simulation
    let (acts, row) = simulation.acts(of: replication)
    self.acts = acts.count
    events = recorded.replay.events.count
    var differences = recorded.isSound ? [] : ["its log does not verify"]
    let logged = RecordedOutcome.row(recorded.state, simulation.model, simulation.columns)
    for (index, column) in simulation.columns.all.enumerated() {
      guard let value = logged[index], value != row[index] else { continue }
      differences.append("\(column.name) is \(value) in the log and was counted as \(row[index])")
    }
    self.differences = differences
  }
}
