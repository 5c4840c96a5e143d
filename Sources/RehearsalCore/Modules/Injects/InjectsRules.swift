/// What an inject does to the rest of the rehearsal, and what its commands look up.
extension Injects {
  /// What follows for other modules when an inject comes; another effect is another case.
  static func effects(
    of event: PreparedInject, released: InjectReleased, _ state: RehearsalState, _ plan: Plan,
    _ context: Context
  ) -> [any Event] {
    let line = event.line
    let until = released.until
    switch line.sort {
    case .message, .outage: return []
    case .request: return [RequestRaised(released)]
    case .absence:
      return line.to.map { AbsenceBegan(role: $0, until: until, because: nil) }
    case .inspectorJoins:
      return line.joins.compactMap { post in
        ID<Inspector>(titled: post).map {
          InspectorJoined(inspector: $0, title: post, from: context.when, to: until)
        }
      }
    case .milestoneChange:
      guard let milestone = line.milestone else { return [] }
      guard let until else {
        return [
          NothingPutOff(inject: line.id, milestone: milestone, because: "the call has not come")
        ]
      }
      let because = line.message.isEmpty ? nil : line.message
      do throws(Rejection) {
        return [
          try DatesMoved.putting(off: milestone, to: until, because, state, plan, context)
        ]
      } catch {
        return [NothingPutOff(inject: line.id, milestone: milestone, because: error.reason)]
      }
    }
  }

  /// How long an inject lasts, or where a milestone moves to: to no other time than was said, even
  /// where that has passed and so puts nothing off.
  static func until(
    _ event: PreparedInject, at now: Moment, _ state: RehearsalState
  ) -> Moment? {
    guard event.line.sort == .milestoneChange, let until = event.line.until else {
      return event.moment(event.line.until, at: now, state)
    }
    guard called(state) != nil else { return nil }
    if case .after(let length) = until { return now + length }
    return (try? until.resolve(event.frame).get()).map { state.moved($0) }
  }

  // MARK: - Who may

  /// Whoever acts for the council: one of its roles, or the facilitator for whoever is missing.
  static func requireCouncil(
    _ state: RehearsalState, _ context: Context
  ) throws(Rejection) {
    switch context.actor {
    case .facilitator, .tool: return
    case .role(let role, _) where !state.inspectorate.contains(role): return
    default: throw Rejection(InjectsRefusal.councilOnly)
    }
  }

  static func requireInspectorate(
    _ state: RehearsalState, _ context: Context
  ) throws(Rejection) {
    guard context.isInspectorate(state) else { throw Rejection(InjectsRefusal.inspectorateOnly) }
  }

  // MARK: - What is there

  /// An inject that has come up and that the actor may know of. Where there is none, the nearest
  /// of those is suggested: an answer must not give away what is in store.
  static func released(
    _ id: ID<InjectLine>, _ state: RehearsalState, _ context: Context
  ) throws(Rejection) -> Released {
    let injects = state[Injects.self]
    let known = injects.released.values.filter {
      injects.shows($0, to: context.actor, state.parties)
    }
    guard let found = known.first(where: { $0.id == id }) else {
      let near = Suggestion.nearest(to: id.text, among: known.map(\.id.text))
      throw Rejection(InjectsRefusal.notComeUp(id, nearest: near))
    }
    return found
  }

  /// An inject that has come up, for one of the roles that receive it.
  static func received(
    _ id: ID<InjectLine>, _ state: RehearsalState, _ context: Context
  ) throws(Rejection) -> (role: ID<Role>, inject: Released) {
    guard let role = context.actor.role, !state.inspectorate.contains(role) else {
      throw Rejection(InjectsRefusal.councilOnly)
    }
    let inject = try released(id, state, context)
    guard inject.isFor(role) else {
      throw Rejection(InjectsRefusal.notForYou(id, to: inject.to))
    }
    return (role, inject)
  }

  static func request(
    _ id: ID<InspectorRequest>, _ state: RehearsalState
  ) throws(Rejection) -> Request {
    let requests = state[Injects.self].requests
    guard let found = requests[id] else {
      let near = Suggestion.nearest(to: id.text, among: requests.keys.map(\.text))
      throw Rejection(InjectsRefusal.requestUnknown(id, nearest: near))
    }
    return found
  }

  // MARK: - What is said

  /// A role that may be asked for something.
  static func requireOwner(
    _ role: ID<Role>, _ state: RehearsalState, _ plan: Plan
  ) throws(Rejection) {
    try requireRoles([role], plan)
    if state.inspectorate.contains(role) {
      throw Rejection(InjectsRefusal.notCouncil(role))
    }
  }

  static func requireRoles(_ roles: [ID<Role>], _ plan: Plan) throws(Rejection) {
    let known = plan.scenario.head.roles.map(\.id.text)
    for role in roles where !plan.isRole(role) {
      let near = Suggestion.nearest(to: role.text, among: known)
      throw Rejection(InjectsRefusal.roleUnknown(role, nearest: near))
    }
  }

  static func requireWords(_ text: String, of field: String) throws(Rejection) {
    if text.allSatisfy(\.isWhitespace) { throw Rejection(InjectsRefusal.saysNothing(field)) }
  }

  static func requireLater(_ moment: Moment?, _ context: Context) throws(Rejection) {
    if let moment, moment <= context.now { throw Rejection(InjectsRefusal.notLater(moment)) }
  }

  /// An id that nothing else goes by, neither in store nor in the open.
  static func requireFree(
    _ id: ID<InjectLine>, _ state: RehearsalState, _ plan: Plan
  ) throws(Rejection) {
    let injects = state[Injects.self]
    let isTaken =
      injects.released[id] != nil || injects.requests[id.as()] != nil
      || plan[Injects.self].event(id) != nil
    if isTaken { throw Rejection(InjectsRefusal.idTaken(id)) }
  }
}

extension Plan {
  /// An inject of the scenario, which only a facilitator names.
  func inject(_ id: ID<InjectLine>) throws(Rejection) -> Injects.PreparedInject {
    let prepared = self[Injects.self]
    guard let event = prepared.event(id) else {
      let near = Suggestion.nearest(to: id.text, among: prepared.events.map(\.line.id.text))
      throw Rejection(InjectsRefusal.eventUnknown(id, nearest: near))
    }
    return event
  }
}
