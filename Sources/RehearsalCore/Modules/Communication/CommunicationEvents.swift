/// A message set out. What it says is in what each role is told.
package struct CascadeActivated: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.cascade-activated"
  package static let doc: StaticString = "A message set out"
  package let cascade: ID<CascadeLine>
  package let title: String
  package let from: ID<Recipient>
  package let targets: [TargetDate]
  package let fidelity: Int?
  package let overseers: [ID<Role>]
  package let due: Moment?
}

extension CascadeActivated {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
    title = f.one("title", old?.title, "What it is called")
    from = f.one("from", old?.from, "Who knew first")
    targets = f.rows("targets", old?.targets, "How many must know by when")
    fidelity = f.maybe("fidelity", old?.fidelity, "How many in 100 must come back in full")
    overseers = f.list("overseers", old?.overseers, "Roles that see all of it")
    due = f.maybe("due", old?.due, "After this, a confirmation is late")
  }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    var cascade = Communication.CascadeState(id: cascade, title: title)
    cascade.from = from
    cascade.activated = stamp.when
    cascade.activatedBy = stamp.n
    cascade.targets = targets.map { Communication.TargetState(share: $0.share, by: $0.by) }
    cascade.fidelityTarget = fidelity
    cascade.overseers = overseers
    cascade.due = due
    state.cascades[cascade.id] = cascade
  }

  package func audience(_ state: RehearsalState) -> Audience {
    state[Communication.self].cascades[cascade]?.wholeAudience ?? .facilitators
  }

  package func act(_ stamp: Stamp) -> (any Command)? { ActivateCascade(cascade: cascade) }
  package var isNotable: Bool { true }
  package func story(_ names: Names) -> String? {
    "sent \"\(title)\" on its way, from \(names.title(from))"
  }
}

/// What a role knows from here on, and through it who else is told. It follows from being told
/// and is for that role alone, so a page of its own needs nothing else.
package struct RoleInformed: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.role-informed"
  package static let doc: StaticString = "What a role knows from here on"
  package let cascade: ID<CascadeLine>
  package let role: ID<Role>
  package let by: ID<Recipient>?
  package let title: String
  package let message: String
  package let facts: [KeyFact]
  package let route: Route
  package let retry: RetryRules
  package let due: Moment?
  package let below: [ID<Recipient>]
}

extension RoleInformed {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
    role = f.one("role", old?.role, "Who was told")
    by = f.maybe("by", old?.by, "Who was to tell them; absent where it set out")
    title = f.one("title", old?.title, "What it is called")
    message = f.one("message", old?.message, "What it says")
    facts = f.rows("facts", old?.facts, "Key facts to be repeated back")
    route = f.one("route", old?.route, "Which way it goes")
    retry = f.part("retry", old?.retry, "How often and when to try again")
    due = f.maybe("due", old?.due, "After this, a confirmation is late")
    below = f.list("below", old?.below, "Everyone told through this role, callers first")
  }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    let me = role.as(Recipient.self)
    let tree = state.tree
    let fresh = Communication.CascadeState(id: cascade, title: title)
    state.cascades.update(cascade, default: fresh) { cascade in
      cascade.title = title
      cascade.message = message
      cascade.facts = facts
      cascade.retry = retry
      cascade.isDirect = route == .direct
      cascade.due = cascade.due ?? due
      cascade.add(me, caller: by, tree)
      for recipient in below {
        cascade.add(recipient, caller: cascade.caller(of: recipient, me, tree), tree)
      }
      cascade.contacts.update(me) { contact in
        contact.caller = by
        contact.told = contact.told ?? stamp.when
        contact.toldBy = stamp.n
        contact.standing = .confirmed
      }
    }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    .roles([role] + (state[Communication.self].cascades[cascade]?.overseers ?? []))
  }

  package func act(_ stamp: Stamp) -> (any Command)? { nil }
  package func story(_ names: Names) -> String? { nil }
}

package struct CallsTakenOver: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.calls-taken-over"
  package static let doc: StaticString = "Somebody makes the calls that another was to make"
  package let cascade: ID<CascadeLine>
  package let caller: ID<Recipient>
  package let by: ID<Recipient>
  package let calls: [ID<Recipient>]
  package let below: [ID<Recipient>]
}

extension CallsTakenOver {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
    caller = f.one("caller", old?.caller, "Whose calls")
    by = f.one("by", old?.by, "Who makes them now")
    calls = f.list("calls", old?.calls, "The calls")
    below = f.list("below", old?.below, "Everyone told through these calls, callers first")
  }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    let tree = state.tree
    state.cascades.update(cascade) { cascade in
      for recipient in below {
        cascade.add(
          recipient, caller: calls.contains(recipient) ? by : tree[recipient]?.caller, tree)
      }
      for recipient in calls {
        cascade.contacts.update(recipient) { $0.caller = by }
      }
      cascade.contacts.update(by) { $0.tookOver = stamp.when }
    }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    guard let cascade = state[Communication.self].cascades[cascade] else { return .facilitators }
    guard case .roles(let roles) = cascade.audience(of: caller) else { return .facilitators }
    return .roles(roles + [by.as()])
  }

  package func act(_ stamp: Stamp) -> (any Command)? { TakeOver(caller: caller, about: cascade) }
  package var isNotable: Bool { true }
  package func story(_ names: Names) -> String? {
    "took over the calls of \(names.title(caller)) about \(names.message(cascade)): "
      + calls.map { names.title($0) }.joined(separator: ", ")
  }
}

package struct Stalled: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.stalled"
  package static let doc: StaticString = "Somebody told has rung nobody for too long"
  package let cascade: ID<CascadeLine>
  package let caller: ID<Recipient>
  package let waiting: Int
}

extension Stalled {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
    caller = f.one("caller", old?.caller, "Who should ring")
    waiting = f.one("waiting", old?.waiting, "How many calls wait there")
  }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    state.cascades.update(cascade) {
      $0.stalls.append(Communication.Stall(caller: caller, noticed: stamp.when))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    state[Communication.self].cascades[cascade]?.audience(of: caller) ?? .facilitators
  }

  package func act(_ stamp: Stamp) -> (any Command)? {
    NoticeStall(caller: caller, about: cascade)
  }
  package var isNotable: Bool { true }
  package func story(_ names: Names) -> String? {
    let calls = (waiting == 1 ? "1 call" : "\(waiting) calls") + " about \(names.message(cascade))"
    return "noticed that \(names.title(caller)) has not started on \(calls)"
  }
}

package struct TargetMet: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.target-met"
  package static let doc: StaticString = "So many know as should"
  package let cascade: ID<CascadeLine>
  package let share: Int
  package let by: Moment
}

extension TargetMet {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
    share = f.one("share", old?.share, "How many in 100")
    by = f.one("by", old?.by, "By when")
  }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    state.cascades.update(cascade) { cascade in
      guard let index = cascade.targets.firstIndex(where: { $0.share == share }) else { return }
      cascade.targets[index].met = stamp.when
    }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    state[Communication.self].cascades[cascade]?.wholeAudience ?? .facilitators
  }

  package func act(_ stamp: Stamp) -> (any Command)? { nil }
  package var isNotable: Bool { true }
  package func story(_ names: Names) -> String? {
    share == 100
      ? "reached a target: everyone told of \(names.message(cascade))"
      : "reached a target: \(share)% told of \(names.message(cascade))"
  }
}

package struct TargetMissed: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.target-missed"
  package static let doc: StaticString = "Fewer know than should by now"
  package let cascade: ID<CascadeLine>
  package let share: Int
  package let by: Moment
  package let told: Int
  package let of: Int
}

extension TargetMissed {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
    share = f.one("share", old?.share, "How many in 100")
    by = f.one("by", old?.by, "By when")
    told = f.one("told", old?.told, "How many know")
    of = f.one("of", old?.of, "How many there are")
  }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    state.cascades.update(cascade) { cascade in
      guard let index = cascade.targets.firstIndex(where: { $0.share == share }) else { return }
      cascade.targets[index].missed = stamp.when
    }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    state[Communication.self].cascades[cascade]?.wholeAudience ?? .facilitators
  }

  package func act(_ stamp: Stamp) -> (any Command)? {
    JudgeTarget(cascade: cascade, share: share)
  }
  package var isNotable: Bool { true }
  package func story(_ names: Names) -> String? {
    "missed a target: \(told) of \(of) told of \(names.message(cascade)), \(share)% due"
  }
}
