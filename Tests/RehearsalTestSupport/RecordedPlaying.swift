import RehearsalCore
import RehearsalSimulation
import RehearsalStorage

/// One playing of the cast, recorded through the real commands and laid beside the same playing as
/// it is counted.
package struct RecordedPlaying {
  package let acts: Int
  package let events: Int
  /// Where the log's figures are not those that were counted, in words; empty where all are equal.
  package let differences: [String]

  /// - Parameter name: A scenario of this repository.
  package init(_ name: String, seed: UInt64 = 1, _ replication: UInt64) throws {
    var found: Simulation?
    let recorded = try RecordedScenario(name) { plan in
      let simulation = Simulation(CastModel(plan), seed: seed)
      found = simulation
      return CastScript.text(plan, simulation, replication)
    }
    guard let simulation = found else {
      throw MemoryRehearsal.Unusable(description: "\(name) was not played")
    }
    let (acts, row) = simulation.acts(of: replication)
    self.acts = acts.count
    var differences: [String] = []
    let verdict = try LogVerifier(recorded.folder).verify()
    if !verdict.isSound { differences.append("its log does not verify") }
    let replay = try RecordedRehearsal.open(recorded.folder, .rehearsal).replay
    events = replay.events.count
    let state = replay.view(.facilitator).state
    let logged = RecordedOutcome.row(state, simulation.model, simulation.columns)
    for (index, column) in simulation.columns.all.enumerated() {
      guard let value = logged[index], value != row[index] else { continue }
      differences.append("\(column.name) is \(value) in the log and was counted as \(row[index])")
    }
    self.differences = differences
  }
}
