/// Case files that the council audits itself, before or during an inspection.
package enum Audits: Module {
  package static let name: StaticString = "audits"
  package static let doc: StaticString = "Rounds of case-file audits"
  package static let title: StaticString = "Case-file audits"

  /// The rounds on the calendar.
  package struct Prepared: Sendable {
    package let rounds: [PreparedRound]
    package let cases: [CaseFile]
    /// Whether the scenario lists the rounds itself. What only the framework asks for stands in
    /// the plan: nobody is named who would do it, so nobody rehearses it.
    package let isRehearsed: Bool
  }

  /// A round with its due time.
  package struct PreparedRound: Sendable {
    package let line: AuditRound
    package let due: Moment
  }

  package static func prepare(_ section: Section, _ planner: inout Planner) -> Prepared {
    var rounds: [PreparedRound] = []
    let asked = section.rounds.isEmpty ? planner.framework.audits.map(AuditRound.init) : []
    for (index, line) in (section.rounds + asked).enumerated() {
      let path = asked.isEmpty ? "audits.rounds[\(index)].due" : "audits"
      guard let due = planner.due(line.due, else: [.known("audits-due")], at: path) else {
        continue
      }
      rounds.append(PreparedRound(line: line, due: due))
      planner.add(
        Step(
          id: "audit-\(line.id)", at: due, sort: .audit,
          title: "\(line.title): \(line.cases) case files", module: name, owner: line.owner,
          command: asked.isEmpty ? NoticeRoundDue(round: line.id) : nil))
      share(line, due, round: index, &planner)
    }
    let isRehearsed = asked.isEmpty && !rounds.isEmpty
    if isRehearsed {
      planner.add(
        Step(
          id: "open-audits", at: planner.called, sort: .audit,
          title: "Rounds of audits become known", module: name, command: OpenAudits()))
    }
    return Prepared(rounds: rounds, cases: section.cases, isRehearsed: isRehearsed)
  }

  /// The case files of a round, dealt out to its auditors as evenly as they go.
  private static func share(
    _ line: AuditRound, _ due: Moment, round: Int, _ planner: inout Planner
  ) {
    for (index, auditor) in line.auditors.enumerated() {
      let own =
        line.cases / line.auditors.count + (index < line.cases % line.auditors.count ? 1 : 0)
      planner.add(
        Work(
          owner: auditor, effort: line.effort.likely * own, due: due,
          path: "audits.rounds[\(round)].effort"))
    }
  }

  package static func briefing(_ plan: Plan) -> [Block] {
    let rounds = plan[Audits.self].rounds
    guard !rounds.isEmpty else { return [] }
    func titles(_ roles: [ID<Role>]) -> String {
      roles.map { plan.names.title($0) }.joined(separator: ", ")
    }
    let table = Block.Table(
      caption: "Case-file audits",
      columns: ["Round", "Case files", "Who audits", "Who moderates", "Due"],
      rows: rounds.map { round in
        [
          .words(round.line.title), .number(round.line.cases),
          round.line.auditors.isEmpty ? .none : .words(titles(round.line.auditors)),
          round.line.moderator.map { .words(titles([$0])) } ?? .none, .moment(round.due),
        ]
      })
    return [Block("briefing-audits", .table(table))]
  }
}

extension AuditRound {
  /// A round that the framework asks for and about which the scenario says nothing.
  fileprivate init(_ request: AuditRequest) {
    self.init(
      title: request.title, id: request.id.as(), cases: request.cases, due: request.due,
      owner: nil, auditors: [], moderator: nil, effort: Effort(.zero), tests: [], basis: nil)
  }
}
