/// Rounds of audits, with boxes. They become known with the call: before that they stand on sheets
/// that the facilitator hands over then.
extension Audits {
  package static func paper(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Block] {
    let known = state[Audits.self].rounds
    let rounds = zip(known.keys, known.values).filter { $1.handedOver == nil }.map {
      PaperRound($0, $1, state)
    }
    switch viewer {
    case .room: return []
    case .role(let role):
      let own = rounds.filter { $0.parts.contains { $0.role == role } }
      guard !own.isEmpty else { return [] }
      return [
        Block("audits", .heading("Case-file audits")), Block("audits-table", table(own, of: role)),
      ]
    case .facilitator:
      let prepared = plan[Audits.self]
      if !known.values.isEmpty { return sheets(rounds, isKnown: true, state, plan) }
      guard prepared.isRehearsed else { return [] }
      return sheets(prepared.rounds.map { PaperRound($0, state) }, isKnown: false, state, plan)
    }
  }

  /// A round with who does what in it.
  fileprivate struct PaperRound {
    let title: String
    let cases: Int
    let due: Moment?
    let parts: [(role: ID<Role>, act: String)]
  }

  private static func sheets(
    _ rounds: [PaperRound], isKnown: Bool, _ state: RehearsalState, _ plan: Plan
  ) -> [Block] {
    guard !rounds.isEmpty else { return [] }
    let all = Block.Table(
      caption: "Rounds", columns: ["Round", "Case files", "Due", "Who", "Handed over", "Time"],
      rows: rounds.map { round in
        let who = round.parts.map(\.role).firsts.map { state.names.title($0) }
        return [
          .words(round.title), .number(round.cases), .moment(round.due),
          .words(who.joined(separator: ", ")), .box, .line,
        ]
      })
    let kept = [
      Block.kept("audit-rounds", "Case-file audits"), Block("audit-rounds-table", .table(all)),
    ]
    // A role that knows its rounds has them on its card.
    guard !isKnown else { return kept }
    return kept
      + plan.scenario.head.roles.flatMap { role -> [Block] in
        let own = rounds.filter { $0.parts.contains { $0.role == role.id } }
        guard !own.isEmpty else { return [] }
        let id = "audit-sheet-\(role.id)"
        return Block.handedOver(
          id, "case-file audits", to: role.title, when: .words("when the call has come"))
          + [Block("\(id)-table", table(own, of: role.id))]
      }
  }

  private static func table(_ rounds: [PaperRound], of role: ID<Role>) -> Block.Content {
    .table(
      Block.Table(
        caption: "Rounds in which you take part",
        columns: ["Round", "What you do", "Case files", "Due", "Done", "Time", "Grades"],
        rows: rounds.map { round in
          let acts = round.parts.filter { $0.role == role }.map(\.act)
          return [
            .words(round.title), .words(acts.joined(separator: ", ")), .number(round.cases),
            .due(round.due), .box, .line, .line,
          ]
        }))
  }
}

extension Audits.PaperRound {
  fileprivate init(
    _ id: ID<AuditRound>, _ round: Audits.RoundState, _ state: RehearsalState
  ) {
    self.init(
      title: round.title, cases: max(round.needed, state[Audits.self].cases(of: id).count),
      due: round.due.map { state.moved($0, since: round.since) },
      parts: Self.parts(round.owner, round.auditors, round.moderator))
  }

  fileprivate init(_ round: Audits.PreparedRound, _ state: RehearsalState) {
    let line = round.line
    self.init(
      title: line.title, cases: line.cases, due: state.moved(round.due),
      parts: Self.parts(line.owner, line.auditors, line.moderator))
  }

  private static func parts(
    _ owner: ID<Role>?, _ auditors: [ID<Role>], _ moderator: ID<Role>?
  ) -> [(role: ID<Role>, act: String)] {
    (owner.map { [($0, "Answer for it")] } ?? []) + auditors.map { ($0, "Audit") }
      + (moderator.map { [($0, "Moderate the grades")] } ?? [])
  }
}
