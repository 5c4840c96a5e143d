extension Cover {
  /// The role that a command is about: the actor's own, or the one that a facilitator names.
  static func role(
    _ said: ID<Role>?, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> ID<Role> {
    guard let role = said ?? context.actor.role else { throw Rejection(CoverRefusal.roleNeeded) }
    try requireRole(role, plan)
    switch context.actor {
    case .facilitator, .tool: return role
    case .role(let own, _) where own == role: return role
    case .role, .inspector, .clock: throw Rejection(CoverRefusal.notYours(role))
    }
  }

  static func requireRole(_ role: ID<Role>, _ plan: Plan) throws(Rejection) {
    guard !plan.isRole(role) else { return }
    let near = Suggestion.nearest(to: role.text, among: plan.scenario.head.roles.map(\.id.text))
    throw Rejection(CoverRefusal.roleUnknown(role, nearest: near))
  }

  /// Whether `person` would sit in several roles by sitting down in `role`. Refused, unless the
  /// scenario says that they may or a facilitator says why.
  static func admit(
    _ person: ID<Person>, to role: ID<Role>, because: String?, _ state: RehearsalState,
    _ plan: Plan, _ context: Context
  ) throws(Rejection) -> Bool {
    let others = state[Cover.self].roles(of: person).filter { $0 != role }
    guard let other = others.first else { return false }
    if plan[Cover.self].holdsSeveral.contains(person) { return true }
    let isExplained = because.map { !$0.allSatisfy(\.isWhitespace) } ?? false
    switch context.actor {
    case .facilitator where isExplained, .tool where isExplained: return true
    default: throw Rejection(CoverRefusal.severalRoles(person, other: other))
    }
  }
}
