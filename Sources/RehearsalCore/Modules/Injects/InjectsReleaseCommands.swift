/// How injects come.

package struct ReleaseInject: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.release"
  package static let verb: StaticString = "releases"
  package static let doc: StaticString = "Lets a new event in store come"
  package static let gate = Gate.open
  package let inject: ID<InjectLine>
}

extension ReleaseInject {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
  }

  /// A facilitator may release one before the start already. The clock leaves alone what has come,
  /// was left out, or is not due yet.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    switch state[Timeline.self].status {
    case .stopped: throw Rejection(TimelineRefusal.stopped)
    case .paused: throw Rejection(TimelineRefusal.paused)
    case .notStarted, .running, .ended: break
    }
    if context.actor != .clock { try Timeline.requireFacilitator(context) }
    let event = try plan.inject(inject)
    let isReleased = state[Injects.self].released[inject] != nil
    if context.actor == .clock {
      guard !isReleased, let due = Injects.Draws(state, plan).due(event), due <= context.now
      else { return [] }
    } else if isReleased {
      throw Rejection(InjectsRefusal.alreadyReleased(inject))
    }
    let line = event.line
    let prepared = plan[Injects.self]
    let judges = [line.judge].compactMap { $0 }
    let released = InjectReleased(
      inject: inject, kind: line.sort, to: line.to,
      watchers: judges + prepared.watchers.filter { !judges.contains($0) }, from: line.from,
      channel: line.channel, message: line.message,
      respondBy: event.moment(line.respondBy, at: context.now, state),
      until: Injects.until(event, at: context.now, state), isAdHoc: false)
    let expectations = ExpectationsSet(
      inject: inject, judge: line.judge, expected: line.expected)
    return [released] + (line.expected.isEmpty ? [] : [expectations])
      + Injects.effects(of: event, released: released, state, plan, context)
  }
}

/// Something unscripted: what a facilitator thinks of while the rehearsal runs.
package struct AnnounceInject: Command, Hashable {
  /// What may come up that nobody has scripted.
  package enum AdHoc: String, Choice {
    case message, request
  }

  package typealias Home = Injects
  package static let name: StaticString = "injects.announce"
  package static let verb: StaticString = "announces"
  package static let doc: StaticString = "Lets something come up that is not in the scenario"
  package let inject: ID<InjectLine>
  package let to: [ID<Role>]
  package let message: String
  package let from: String?
  package let channel: Channel?
  package let kind: AdHoc
  package let respondBy: Moment?
}

extension AnnounceInject {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "A short name for it, used in sentences")
    to = f.list("to", old?.to, "The roles that receive it")
    message = f.one("message", old?.message, "What they are told")
    from = f.maybe("from", old?.from, "Who it seems to come from, such as Local newspaper")
    channel = f.maybe("channel", old?.channel, "How it reaches them")
    kind = f.some("kind", old?.kind, default: .message, "A message, or an inspector's request")
    respondBy = f.maybe("respond-by", old?.respondBy, "By when they are to respond")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    try Injects.requireFree(inject, state, plan)
    if to.isEmpty { throw Rejection(InjectsRefusal.toNobody) }
    try Injects.requireRoles(to, plan)
    try Injects.requireWords(message, of: "message")
    try Injects.requireLater(respondBy, context)
    let released = InjectReleased(
      inject: inject, kind: kind == .request ? .request : .message, to: to,
      watchers: plan[Injects.self].watchers, from: from, channel: channel, message: message,
      respondBy: respondBy, until: nil, isAdHoc: true)
    return [released] + (kind == .request ? [RequestRaised(released)] : [])
  }
}

package struct EndOutage: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.end-outage"
  package static let verb: StaticString = "ends the outage"
  package static let doc: StaticString = "What did not work for a while works again"
  package let inject: ID<InjectLine>
}

extension EndOutage {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event that began it")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    if context.actor != .clock { try Timeline.requireFacilitator(context) }
    let outages = state[Injects.self].outages
    guard let outage = outages[inject] else {
      let near = Suggestion.nearest(to: inject.text, among: outages.keys.map(\.text))
      throw Rejection(InjectsRefusal.notComeUp(inject, nearest: near))
    }
    if outage.ended != nil { return [] }
    let due = outage.endDue(state).map { $0 <= context.now } ?? false
    return context.actor == .clock && !due ? [] : [OutageEnded(inject: inject, what: outage.what)]
  }
}
