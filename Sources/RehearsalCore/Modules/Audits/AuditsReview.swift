/// What evaluators ask of the council's own audits.
extension Audits {
  package static func outcomes(_ state: RehearsalState) -> [Outcome] {
    let audits = state[Audits.self]
    let rounds = audits.rounds.keys.map { AuditsMeasures(audits, of: $0) }
    let needed = rounds.reduce(0) { $0 + $1.needed }
    guard needed > 0 else { return [] }
    return [
      Outcome(
        "audits.in-time", "Case files audited in time",
        .words("\(rounds.reduce(0) { $0 + $1.gradedInTime }) of \(needed)")),
      Outcome(
        "audits.changed", "Grades changed on moderation",
        .number(rounds.reduce(0) { $0 + $1.changed })),
      Outcome(
        "audits.referred", "Cases referred back as urgent",
        .number(rounds.reduce(0) { $0 + $1.referred })),
    ]
  }

  package static let conditions = ["every case is graded"]

  package static func condition(
    _ words: [String], _ plan: Plan
  ) -> Result<Condition, Condition.Problem>? {
    guard words == ["every", "case", "is", "graded"] else { return nil }
    return .success(
      Condition { state in
        let audits = state[Audits.self]
        let rounds = audits.rounds.keys.map { AuditsMeasures(audits, of: $0) }
        return !rounds.isEmpty && rounds.allSatisfy { $0.graded >= $0.needed }
      })
  }
}
