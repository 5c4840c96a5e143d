/// What a caller does, call by call.

/// Whom to ring, about what: the fields that every try has.
package struct CallToMake: Record, Hashable {
  package let contact: ID<Recipient>
  package let about: ID<CascadeLine>
  package let via: Seat
}

extension CallToMake {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    contact = f.one("contact", old?.contact, "Whom")
    about = f.one("about", old?.about, "The message")
    via = f.some("via", old?.via, default: .holder, "The holder of the role, or the deputy")
  }

  /// The same call as made, if the actor may make it.
  fileprivate func made(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> CallMade {
    let lookup = try CascadeLookup(about, state, plan, by: context)
    let (caller, _) = try lookup.open(contact, via: via, context)
    return CallMade(cascade: about, contact: contact, by: caller, via: via)
  }
}

package struct Ring: Command, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.ring"
  package static let verb: StaticString = "rings"
  package static let doc: StaticString = "Begins a try at somebody who is to be told"
  package let call: CallToMake
}

extension Ring {
  package init(_ f: inout some FieldVisitor, _ old: Self?) { call = CallToMake(&f, old?.call) }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    [Rung(call: try call.made(state, plan, context))]
  }
}

package struct GetNoAnswer: Command, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.get-no-answer"
  package static let verb: StaticString = "gets no answer from"
  package static let doc: StaticString = "A try that nobody answered"
  package let call: CallToMake
}

extension GetNoAnswer {
  package init(_ f: inout some FieldVisitor, _ old: Self?) { call = CallToMake(&f, old?.call) }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    [NotAnswered(call: try call.made(state, plan, context))]
  }
}

package struct LeaveMessage: Command, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.leave-message"
  package static let verb: StaticString = "leaves a message for"
  package static let doc: StaticString = "A try that ended at an answering machine or a colleague"
  package let call: CallToMake
}

extension LeaveMessage {
  package init(_ f: inout some FieldVisitor, _ old: Self?) { call = CallToMake(&f, old?.call) }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    [MessageLeft(call: try call.made(state, plan, context))]
  }
}

package struct Tell: Command, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.tell"
  package static let verb: StaticString = "tells"
  package static let doc: StaticString = "The message was passed on and confirmed"
  package let contact: ID<Recipient>
  package let about: ID<CascadeLine>
  package let via: Seat
  package let facts: [ID<KeyFact>]
}

extension Tell {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    contact = f.one("contact", old?.contact, "Whom")
    about = f.one("about", old?.about, "The message")
    via = f.some("via", old?.via, default: .holder, "The holder of the role, or the deputy")
    facts = f.list("facts", old?.facts, "The key facts that were repeated back")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try CascadeLookup(about, state, plan, by: context)
    let (caller, _) = try lookup.open(contact, via: via, context)
    let facts = try lookup.known(facts)
    let confirmed = Confirmed(
      cascade: about, contact: contact, by: caller, via: via, facts: facts)
    return [confirmed] + lookup.consequences(of: contact, at: context.now)
  }
}

package struct HearBack: Command, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.hear-back"
  package static let verb: StaticString = "hears back from"
  package static let doc: StaticString = "Ticks off the key facts that somebody told repeats back"
  package let contact: ID<Recipient>
  package let about: ID<CascadeLine>
  package let facts: [ID<KeyFact>]
}

extension HearBack {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    contact = f.one("contact", old?.contact, "Whom")
    about = f.one("about", old?.about, "The message")
    facts = f.list("facts", old?.facts, "The key facts that were repeated back")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try CascadeLookup(about, state, plan, by: context)
    let (caller, found) = try lookup.call(to: contact, context)
    if found.isGroup { throw Rejection(CommunicationRefusal.isGroup(contact)) }
    if found.told == nil { throw Rejection(CommunicationRefusal.recipientNotTold(contact)) }
    let facts = try lookup.known(facts)
    return [RepeatedBack(cascade: about, contact: contact, by: caller, facts: facts)]
  }
}

package struct GiveUp: Command, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.give-up"
  package static let verb: StaticString = "cannot reach"
  package static let doc: StaticString = "Says that somebody cannot be reached, and why"
  package let contact: ID<Recipient>
  package let about: ID<CascadeLine>
  package let because: String
}

extension GiveUp {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    contact = f.one("contact", old?.contact, "Whom")
    about = f.one("about", old?.about, "The message")
    because = f.one("because", old?.because, "Why, such as on leave; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try CascadeLookup(about, state, plan, by: context)
    let (caller, found) = try lookup.call(to: contact, context)
    if found.told != nil { throw Rejection(CommunicationRefusal.alreadyTold(contact)) }
    if found.standing == .unreachable {
      throw Rejection(CommunicationRefusal.alreadyGivenUp(contact))
    }
    return [Unreachable(cascade: about, contact: contact, by: caller, because: because)]
  }
}

package struct ReportGroup: Command, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.report-group"
  package static let verb: StaticString = "reports"
  package static let doc: StaticString = "Says how many of a group have been told in all"
  package let contact: ID<Recipient>
  package let about: ID<CascadeLine>
  package let told: Int
}

extension ReportGroup {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    contact = f.one("contact", old?.contact, "The group")
    about = f.one("about", old?.about, "The message")
    told = f.one("told", old?.told, "How many have been told in all")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try CascadeLookup(about, state, plan, by: context)
    let (caller, found) = try lookup.call(to: contact, context)
    guard found.isGroup else { throw Rejection(CommunicationRefusal.notGroup(contact)) }
    if told > found.size {
      throw Rejection(CommunicationRefusal.tooMany(told, of: found.size))
    }
    if told < found.count {
      throw Rejection(CommunicationRefusal.countFell(told, from: found.count))
    }
    if told == found.count { return [] }
    let event = GroupTold(
      cascade: about, contact: contact, by: caller, told: told, size: found.size)
    return [event] + lookup.targetsReached(by: told - found.count, at: context.now)
  }
}
