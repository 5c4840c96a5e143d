extension Audits {
  /// When rounds are due, for those who take part in them.
  package static func appointments(
    _ state: RehearsalState, for viewer: Viewer
  ) -> [Appointment] {
    let rounds = state[Audits.self].rounds
    return zip(rounds.keys, rounds.values).compactMap { id, round in
      guard let due = round.due, !round.people.isEmpty else { return nil }
      return Appointment(
        "audit-\(id)", .audit, round.title, at: state.moved(due, since: round.since),
        roles: round.people.firsts)
    }
  }
}
