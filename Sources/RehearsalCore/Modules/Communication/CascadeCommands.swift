/// What is done with a message as a whole, and what a recipient and the clock do.

package struct ActivateCascade: Command, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.activate"
  package static let verb: StaticString = "activates"
  package static let doc: StaticString = "Sends a message on its way"
  package let cascade: ID<CascadeLine>
}

extension ActivateCascade {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
  }

  /// The clock finds a message that somebody sent early already on its way, and leaves it.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let known = state[Communication.self].cascades.values
    let offered =
      context.actor.role.map { me in known.filter { $0.isTold(me.as()) }.map(\.id) }
      ?? plan[Communication.self].cascades.map(\.line.id)
    let prepared = try plan.cascade(cascade, offering: offered)
    if state[Communication.self].cascades[cascade]?.activated != nil {
      if context.actor == .clock { return [] }
      throw Rejection(CommunicationRefusal.alreadyActivated(cascade))
    }
    switch context.actor {
    case .facilitator, .clock, .tool: break
    case .role(let role, _) where role.as() == prepared.from: break
    case .role, .inspector:
      throw Rejection(CommunicationRefusal.notYoursToActivate(cascade, from: prepared.from))
    }
    let targets = prepared.targets(from: context.now)
    let due = targets.max { ($0.share, $0.by) < ($1.share, $1.by) }?.by
    let line = prepared.line
    let tree = state[Communication.self].tree
    let people = 1 + prepared.below.reduce(0) { $0 + (tree[$1]?.size ?? 1) }
    return [
      CascadeActivated(
        cascade: cascade, title: line.title, from: prepared.from, targets: targets,
        fidelity: line.fidelity, overseers: line.overseers, due: due),
      RoleInformed.of(prepared, prepared.from, by: nil, below: prepared.below, due: due),
    ]
      + targets.filter { 100 >= $0.share * people }.map {
        TargetMet(cascade: cascade, share: $0.share, by: $0.by)
      }
  }
}

package struct Confirm: Command, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.confirm"
  package static let verb: StaticString = "confirms"
  package static let doc: StaticString = "Somebody says that the message has reached them"
  package let cascade: ID<CascadeLine>
}

extension Confirm {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    guard let me = context.actor.role?.as(Recipient.self) else {
      throw Rejection(CommunicationRefusal.roleNeeded)
    }
    let lookup = try CascadeLookup(cascade, state, plan, by: context)
    let contact = try lookup.contact(me, for: me)
    if let caller = contact.caller, !lookup.state.isTold(caller) {
      throw Rejection(CommunicationRefusal.notOnItsWay(me, cascade))
    }
    if contact.told != nil { throw Rejection(CommunicationRefusal.alreadyTold(me)) }
    let confirmed = Confirmed(cascade: cascade, contact: me, by: nil, via: .holder, facts: [])
    return [confirmed] + lookup.consequences(of: me, at: context.now)
  }
}

package struct TakeOver: Command, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.take-over"
  package static let verb: StaticString = "takes over the calls of"
  package static let doc: StaticString = "Makes the calls that another was to make"
  package let caller: ID<Recipient>
  package let about: ID<CascadeLine>
}

extension TakeOver {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    caller = f.one("caller", old?.caller, "Whose calls")
    about = f.one("about", old?.about, "The message")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    guard let me = context.actor.role?.as(Recipient.self) else {
      throw Rejection(CommunicationRefusal.roleNeeded)
    }
    let lookup = try CascadeLookup(about, state, plan, by: context)
    guard lookup.state.isTold(me) else {
      throw Rejection(CommunicationRefusal.notToldYet(me, about))
    }
    _ = try lookup.contact(caller, for: me)
    if caller == me { throw Rejection(CommunicationRefusal.ownCalls(me)) }
    let calls = lookup.state.openCalls(of: caller).map(\.recipient)
    if calls.isEmpty { throw Rejection(CommunicationRefusal.noCallsLeft(caller)) }
    let below = calls + lookup.state.below(calls)
    return [CallsTakenOver(cascade: about, caller: caller, by: me, calls: calls, below: below)]
  }
}

package struct NoticeStall: Command, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.notice-stall"
  package static let verb: StaticString = "notices a stall at"
  package static let doc: StaticString = "Somebody told has rung nobody for too long"
  package let caller: ID<Recipient>
  package let about: ID<CascadeLine>
}

extension NoticeStall {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    caller = f.one("caller", old?.caller, "Who should ring")
    about = f.one("about", old?.about, "The message")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    guard context.actor == .clock else { throw Rejection(CommunicationRefusal.clockOnly) }
    let lookup = try CascadeLookup(about, state, plan)
    guard let due = lookup.state.stallDue(caller), due <= context.now else { return [] }
    return [
      Stalled(
        cascade: about, caller: caller, waiting: lookup.state.openCalls(of: caller).count)
    ]
  }
}

package struct JudgeTarget: Command, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.judge-target"
  package static let verb: StaticString = "judges the target of"
  package static let doc: StaticString = "The time has come by which so many should know"
  package let cascade: ID<CascadeLine>
  package let share: Int
}

extension JudgeTarget {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
    share = f.one("share", old?.share, "How many in 100")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    guard context.actor == .clock else { throw Rejection(CommunicationRefusal.clockOnly) }
    let lookup = try CascadeLookup(cascade, state, plan)
    return lookup.state.targets.filter { target in
      target.share == share && target.met == nil && target.missed == nil
        && target.by <= context.now
    }.map {
      TargetMissed(
        cascade: cascade, share: share, by: $0.by, told: lookup.state.peopleTold,
        of: lookup.state.people)
    }
  }
}
