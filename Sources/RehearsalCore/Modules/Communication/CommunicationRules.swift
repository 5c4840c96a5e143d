/// What every command of Communication looks up, in the order of precedence of its refusals.
struct CascadeLookup {
  let prepared: Communication.PreparedCascade
  let state: Communication.CascadeState
  let tree: Tree

  /// A message that has set out, for what only roles do.
  init(
    _ id: ID<CascadeLine>, _ state: RehearsalState, _ plan: Plan, by context: Context
  ) throws(Rejection) {
    guard let me = context.actor.role else { throw Rejection(CommunicationRefusal.roleNeeded) }
    try self.init(id, state, plan, offering: { $0.isTold(me.as()) })
  }

  /// A message that has set out. Where there is none of that name, the nearest of those that
  /// `isOffered` is suggested: an answer must not give away what the asker may not know.
  init(
    _ id: ID<CascadeLine>, _ state: RehearsalState, _ plan: Plan,
    offering isOffered: (Communication.CascadeState) -> Bool = { _ in true }
  ) throws(Rejection) {
    let known = state[Communication.self].cascades.values.filter(isOffered).map(\.id)
    prepared = try plan.cascade(id, offering: known)
    guard let found = state[Communication.self].cascades[id], found.activated != nil else {
      throw Rejection(CommunicationRefusal.notActivated(id))
    }
    self.state = found
    tree = state[Communication.self].tree
  }

  /// The contact of `id`; where there is none, the nearest of those whom `caller` rings is
  /// suggested.
  func contact(
    _ id: ID<Recipient>, for caller: ID<Recipient>
  ) throws(Rejection) -> Communication.Contact {
    guard let contact = state.contacts[id] else {
      let own = state.contacts.values.filter { $0.caller == caller }.map(\.recipient.text)
      let near = Suggestion.nearest(to: id.text, among: own)
      throw Rejection(CommunicationRefusal.recipientUnknown(id, state.id, nearest: near))
    }
    return contact
  }

  /// The contact that `context`'s actor is to ring.
  func call(
    to id: ID<Recipient>, _ context: Context
  ) throws(Rejection) -> (caller: ID<Recipient>, contact: Communication.Contact) {
    guard let caller = context.actor.role?.as(Recipient.self) else {
      throw Rejection(CommunicationRefusal.roleNeeded)
    }
    guard state.isTold(caller) else {
      throw Rejection(CommunicationRefusal.notToldYet(caller, state.id))
    }
    let contact = try contact(id, for: caller)
    guard contact.caller == caller else {
      throw Rejection(CommunicationRefusal.notYourCall(id, caller: contact.caller))
    }
    return (caller, contact)
  }

  /// A call to one person, not to a group, not told yet.
  func open(
    _ id: ID<Recipient>, via seat: Seat, _ context: Context
  ) throws(Rejection) -> (caller: ID<Recipient>, contact: Communication.Contact) {
    let (caller, contact) = try call(to: id, context)
    if contact.isGroup { throw Rejection(CommunicationRefusal.isGroup(id)) }
    if seat == .deputy, !contact.hasDeputy { throw Rejection(CommunicationRefusal.noDeputy(id)) }
    if contact.told != nil { throw Rejection(CommunicationRefusal.alreadyTold(id)) }
    return (caller, contact)
  }

  /// The facts ticked off, each once and in the message's order, however they were said.
  func known(_ facts: [ID<KeyFact>]) throws(Rejection) -> [ID<KeyFact>] {
    let known = state.facts.map(\.id)
    for fact in facts where !known.contains(fact) {
      let near = Suggestion.nearest(to: fact.text, among: known.map(\.text))
      throw Rejection(CommunicationRefusal.factUnknown(fact, nearest: near))
    }
    return known.filter(facts.contains)
  }

  /// What being told brings with it: what a role then knows, and the targets that are reached.
  func consequences(
    of id: ID<Recipient>, at now: Moment, people: Int = 1
  ) -> [any Event] {
    var events: [any Event] = []
    if let contact = state.contacts[id], !contact.isGroup {
      events.append(inform(id, by: contact.caller, below: state.below([id])))
    }
    return events + targetsReached(by: people, at: now)
  }

  private func inform(
    _ id: ID<Recipient>, by caller: ID<Recipient>?, below: [ID<Recipient>]
  ) -> RoleInformed {
    RoleInformed.of(prepared, id, by: caller, below: below, due: state.due)
  }

  /// The targets that are reached when `added` more people have been told.
  func targetsReached(by added: Int, at now: Moment) -> [any Event] {
    let told = state.peopleTold + added
    return state.targets.filter { target in
      target.met == nil && told * 100 >= target.share * state.people
    }.map { TargetMet(cascade: state.id, share: $0.share, by: $0.by) }
  }
}

extension RoleInformed {
  static func of(
    _ prepared: Communication.PreparedCascade, _ role: ID<Recipient>, by caller: ID<Recipient>?,
    below: [ID<Recipient>], due: Moment?
  ) -> RoleInformed {
    let line = prepared.line
    return RoleInformed(
      cascade: line.id, role: role.as(), by: caller, title: line.title,
      message: prepared.message, facts: line.facts, route: line.route, retry: line.retry, due: due,
      below: below)
  }
}

extension Plan {
  func cascade(
    _ id: ID<CascadeLine>, offering known: [ID<CascadeLine>]
  ) throws(Rejection) -> Communication.PreparedCascade {
    guard let cascade = self[Communication.self].cascade(id) else {
      let near = Suggestion.nearest(to: id.text, among: known.map(\.text))
      throw Rejection(CommunicationRefusal.cascadeUnknown(id, nearest: near))
    }
    return cascade
  }
}
