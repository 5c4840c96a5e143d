/// What the commands of Audits look up, in the order of precedence of its refusals.
extension Audits {
  static func requireCall(_ state: RehearsalState) throws(Rejection) {
    if state[Timeline.self].milestones.isEmpty { throw Rejection(AuditsRefusal.beforeCall) }
  }

  static func isFacilitator(_ context: Context) -> Bool {
    switch context.actor {
    case .facilitator, .tool: true
    case .role, .inspector, .clock: false
    }
  }

  /// The council's roles but those that only watch. Of those that play the inspectorate, only
  /// whoever audits or moderates in a round of this scenario.
  static func requirePlayer(_ context: Context, _ plan: Plan) throws(Rejection) {
    if isFacilitator(context) { return }
    let role = context.actor.role
    let isNamed = plan[Audits.self].rounds.contains { round in
      role == round.line.owner || role == round.line.moderator
        || role.map(round.line.auditors.contains) ?? false
    }
    switch role.flatMap({ plan.part(of: $0) }) {
    case .player: return
    case .inspector where isNamed: return
    case .inspector, .observer, nil: throw Rejection(AuditsRefusal.playersOnly)
    }
  }

  static func round(
    _ id: ID<AuditRound>, _ state: RehearsalState
  ) throws(Rejection) -> RoundState {
    let known = state[Audits.self].rounds
    guard let found = known[id] else {
      let near = Suggestion.nearest(to: id.text, among: known.keys.map(\.text))
      throw Rejection(AuditsRefusal.roundUnknown(id, nearest: near))
    }
    return found
  }

  /// The case file. Where there is none of that name, the nearest is suggested to the council
  /// only: an answer must not give away what inspectors may not know.
  static func file(
    _ id: ID<CaseFile>, _ state: RehearsalState, isCouncil: Bool = true
  ) throws(Rejection) -> CaseState {
    let known = state[Audits.self].cases
    guard let found = known[id] else {
      let near = isCouncil ? Suggestion.nearest(to: id.text, among: known.keys.map(\.text)) : nil
      throw Rejection(AuditsRefusal.caseUnknown(id, nearest: near))
    }
    return found
  }

  /// The owner of a round acts for it; where it has none, any role that takes part may.
  static func requireOwner(
    _ id: ID<AuditRound>, _ round: RoundState, _ context: Context
  ) throws(Rejection) {
    if isFacilitator(context) { return }
    if let owner = round.owner, context.actor.role != owner {
      throw Rejection(AuditsRefusal.notYourRound(id, owner: owner))
    }
  }

  static func requireOtherTeam(
    _ role: ID<Role>, _ file: CaseState, _ plan: Plan
  ) throws(Rejection) {
    let team = plan.scenario.head.roles.first { $0.id == role }?.team
    if let team, team == file.team { throw Rejection(AuditsRefusal.ownTeam(role, file.id, team)) }
  }

  /// The grade, if it is one of the framework's scale. A framework without a scale takes none.
  static func grade(_ id: ID<Grade>?, _ plan: Plan) throws(Rejection) -> GradeGiven {
    let scale = plan.scenario.framework.grades
    guard let id else {
      if scale.isEmpty { return GradeGiven(grade: nil, title: nil) }
      throw Rejection(AuditsRefusal.gradeMissing(scale.map(\.id)))
    }
    if scale.isEmpty { throw Rejection(AuditsRefusal.noGrades(id)) }
    guard let step = scale.first(where: { $0.id == id }) else {
      throw Rejection(AuditsRefusal.gradeUnknown(id, scale.map(\.id)))
    }
    return GradeGiven(grade: id, title: step.title)
  }
}

extension Plan {
  func part(of role: ID<Role>) -> Part? {
    scenario.head.roles.first { $0.id == role }?.part
  }
}
