import RehearsalCore
import RehearsalSimulation

/// What `simulate --json` writes of one plan: the values, not the page.
struct SimulateReport: Encodable {
  let scenario: ID<Scenario>
  let title: String
  let tool: String
  let scenarioHash: String
  let findings: Findings
  let improvements: Improvements
  let openings: [SimulateOpening]
}

/// One playing that somebody wants to see, and how.
struct SimulateOpening: Encodable {
  /// `worst` or `median`.
  let kind: String
  let replication: UInt64
  let command: String

  var block: Block {
    let words = kind == "worst" ? "How did the worst one go?" : "How does it usually go?"
    // A long line is broken where a shell goes on reading.
    let typed = command.replacing(" --notified", with: " \\\n--notified")
    return Block("open-\(kind)", .text("\(words) Open it as a rehearsal:\n\(typed)"))
  }
}
