/// When injects come by themselves, and what else time alone does with them.
extension Injects {
  /// When the call came; `nil` before it, when nothing comes by itself.
  static func called(_ state: RehearsalState) -> Moment? {
    state[Timeline.self].milestones.values.compactMap(\.reached).min()
  }

  /// The next thing that time alone will bring about.
  package static func nextDue(_ state: RehearsalState, _ plan: Plan) -> Step? {
    let injects = state[Injects.self]
    guard state[Timeline.self].status == .running else { return nil }
    var next: Step?
    func offer(_ at: Moment?, _ id: String, _ title: String, _ command: any Command) {
      guard let at, at < next?.at ?? Moment(microseconds: .max) else { return }
      next = Step(id: id, at: at, sort: .inject, title: title, module: name, command: command)
    }
    let prepared = plan[Injects.self]
    let draws = Draws(state, plan)
    if injects.store.isEmpty, !prepared.events.isEmpty {
      offer(draws.called, "injects-stored", "New events", KeepInStore())
    }
    for event in prepared.events where injects.released[event.line.id] == nil {
      offer(
        draws.due(event), "inject/\(event.line.id)", event.line.title,
        ReleaseInject(inject: event.line.id))
    }
    for inject in injects.released.values {
      offer(
        inject.responseDue(state), "response/\(inject.n)", "A response to \(inject.id)",
        NoticeNoResponse(inject: inject.id))
    }
    for (id, request) in zip(injects.requests.keys, injects.requests.values) {
      offer(
        request.answerDue(state), "request/\(request.n)", request.title,
        NoticeNoAnswer(request: id))
    }
    for (id, outage) in zip(injects.outages.keys, injects.outages.values) {
      offer(
        outage.endDue(state), "outage/\(outage.n)", "\(id) is over", EndOutage(inject: id))
    }
    return next
  }

  /// The moments at which injects come in one rehearsal as it stands.
  struct Draws {
    private let state: RehearsalState
    private let changes: OrderedMap<ID<InjectLine>, Change>
    /// When the call came. Before it no time may be told: it would give away the date of the call.
    let called: Moment?
    let seed: Int

    /// - Parameter seed: Left out, the one that the rehearsal has.
    init(_ state: RehearsalState, _ plan: Plan, seed: Int? = nil) {
      self.state = state
      let injects = state[Injects.self]
      changes = injects.changes
      called = Injects.called(state)
      self.seed = seed ?? injects.seed ?? plan[Injects.self].seed
    }

    /// The moment of the plan at which an inject comes, drawn where that is left to chance.
    func planned(_ event: PreparedInject) -> Moment? {
      event.planned(seed: seed, state.calendar)
    }

    /// When an inject that has not come does so by itself: at its time, or the time that it was
    /// held back to, or as soon as its condition holds; never before the call. `nil` where that is
    /// not known, or left to the facilitator.
    func due(_ event: PreparedInject) -> Moment? {
      guard let called else { return nil }
      let at: Moment?
      switch changes[event.line.id] {
      case .skipped: return nil
      case .heldBack(let to, let n, _): at = state.moved(to, since: n)
      case nil:
        at =
          event.line.when.map { $0.held(in: state) } ?? planned(event).map { state.moved($0) }
      }
      return at.map { max($0, called) }
    }
  }
}

extension InjectCondition {
  /// Since when the condition holds; `nil` where it does not.
  fileprivate func held(in state: RehearsalState) -> Moment? {
    switch self {
    case .met(let id):
      guard let item = ID<DueItem>(id) else { return nil }
      return state[Timeline.self].deadlines[item]?.met ?? state[Timeline.self].early[item]
    case .missed(let id):
      return ID<DueItem>(id).flatMap { state[Timeline.self].deadlines[$0]?.missed }
    case .released(let id):
      return ID<InjectLine>(id).flatMap { state[Injects.self].released[$0]?.at }
    case .reaches(let id, let share):
      guard let cascade = ID<CascadeLine>(id).flatMap({ state[Communication.self].cascades[$0] }),
        cascade.peopleTold * 100 >= share * cascade.people
      else { return nil }
      return cascade.contacts.values.compactMap { $0.told ?? $0.counts.last?.at }.max()
    }
  }
}

extension Injects.PreparedInject {
  /// The moment that a time of this inject means when it comes at `now`. A time of the plan goes
  /// with what was put off; one that has passed, because the inject comes late, is as long after
  /// its release as it was to be. Before the call only what counts from the release is known.
  func moment(_ deadline: Deadline?, at now: Moment, _ state: RehearsalState) -> Moment? {
    guard let deadline else { return nil }
    if case .after(let length) = deadline { return now + length }
    guard Injects.called(state) != nil, let planned = try? deadline.resolve(frame).get()
    else { return nil }
    return self.moment(of: planned, from: now, moved: state.moved(planned))
  }
}

extension Injects.Released {
  /// When it will be noticed that nobody has responded. A request has an answer of its own.
  func responseDue(_ state: RehearsalState) -> Moment? {
    guard let respondBy, sort != .request, responses.isEmpty, overdue == nil else { return nil }
    return state.moved(respondBy, since: n)
  }
}

extension Injects.Request {
  /// When it will be noticed that nobody has answered: never, where the time had passed already
  /// when it was asked.
  func answerDue(_ state: RehearsalState) -> Moment? {
    guard let due, isWaiting, overdue == nil else { return nil }
    let moment = state.moved(due, since: n)
    return moment >= waitingSince ? moment : nil
  }
}

extension Injects.Outage {
  func endDue(_ state: RehearsalState) -> Moment? {
    guard let until, ended == nil else { return nil }
    return state.moved(until, since: n)
  }
}
