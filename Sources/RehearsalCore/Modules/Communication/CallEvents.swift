/// What came of a call.

/// Who rang whom, about what: the fields that every try has once it is made.
package struct CallMade: Record, Hashable {
  package let cascade: ID<CascadeLine>
  package let contact: ID<Recipient>
  package let by: ID<Recipient>
  package let via: Seat
}

extension CallMade {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
    contact = f.one("contact", old?.contact, "Whom")
    by = f.one("by", old?.by, "Who rang")
    via = f.one("via", old?.via, "The holder of the role, or the deputy")
  }

  /// The call as somebody would ask for it.
  fileprivate var asked: CallToMake { CallToMake(contact: contact, about: cascade, via: via) }

  fileprivate func change(
    _ state: inout Communication.State, _ change: (inout Communication.Contact) -> Void
  ) {
    state.contact(contact, of: cascade, by, change)
  }

  fileprivate func whom(_ names: Names) -> String {
    "\(via.of(names.title(contact))) about \(names.message(cascade))"
  }
}

package struct Rung: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.rung"
  package static let doc: StaticString = "A try was begun"
  package let call: CallMade
}

extension Rung {
  package init(_ f: inout some FieldVisitor, _ old: Self?) { call = CallMade(&f, old?.call) }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    call.change(&state) { $0.begin(stamp.when, via: call.via) }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    state.audience(call.contact, call.cascade)
  }
  package func act(_ stamp: Stamp) -> (any Command)? { Ring(call: call.asked) }
  package func story(_ names: Names) -> String? { "rang \(call.whom(names))" }
}

package struct NotAnswered: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.not-answered"
  package static let doc: StaticString = "A try that nobody answered"
  package let call: CallMade
}

extension NotAnswered {
  package init(_ f: inout some FieldVisitor, _ old: Self?) { call = CallMade(&f, old?.call) }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    call.change(&state) { $0.finish(.noAnswer, stamp.when, via: call.via) }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    state.audience(call.contact, call.cascade)
  }
  package func act(_ stamp: Stamp) -> (any Command)? { GetNoAnswer(call: call.asked) }
  package func story(_ names: Names) -> String? { "got no answer from \(call.whom(names))" }
}

package struct MessageLeft: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.message-left"
  package static let doc: StaticString = "A message was left, and not confirmed"
  package let call: CallMade
}

extension MessageLeft {
  package init(_ f: inout some FieldVisitor, _ old: Self?) { call = CallMade(&f, old?.call) }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    call.change(&state) { $0.finish(.leftMessage, stamp.when, via: call.via) }
  }

  /// Also for the one rung: somebody wants to be rung back, and more is not said.
  package func audience(_ state: RehearsalState) -> Audience {
    state[Communication.self].cascades[call.cascade]?
      .audience(of: call.contact, andItself: true) ?? .facilitators
  }
  package func act(_ stamp: Stamp) -> (any Command)? { LeaveMessage(call: call.asked) }
  package func story(_ names: Names) -> String? { "left a message for \(call.whom(names))" }
}

package struct Confirmed: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.confirmed"
  package static let doc: StaticString = "The message was passed on and confirmed"
  package let cascade: ID<CascadeLine>
  package let contact: ID<Recipient>
  package let by: ID<Recipient>?
  package let via: Seat
  package let facts: [ID<KeyFact>]
}

extension Confirmed {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
    contact = f.one("contact", old?.contact, "Who was told")
    by = f.maybe("by", old?.by, "Who rang; absent where the one told says so")
    via = f.one("via", old?.via, "The holder of the role, or the deputy")
    facts = f.list("facts", old?.facts, "The key facts that were repeated back")
  }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    state.contact(contact, of: cascade, by) { contact in
      if by != nil { contact.finish(.confirmed, stamp.when, via: via) }
      contact.standing = .confirmed
      contact.told = stamp.when
      contact.toldBy = stamp.n
      contact.via = via
      if !facts.isEmpty { contact.repeated = facts }
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { state.audience(contact, cascade) }

  package func act(_ stamp: Stamp) -> (any Command)? {
    by == nil
      ? Confirm(cascade: cascade)
      : Tell(contact: contact, about: cascade, via: via, facts: facts)
  }

  package func story(_ names: Names) -> String? {
    guard by != nil else { return "confirmed \(names.message(cascade))" }
    let back = facts.map(\.text).joined(separator: ", ")
    let heard = back.isEmpty ? "" : ", and heard back: " + back
    return "told \(via.of(names.title(contact))) of \(names.message(cascade))\(heard)"
  }
}

package struct RepeatedBack: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.repeated-back"
  package static let doc: StaticString = "Key facts were repeated back after the call"
  package let cascade: ID<CascadeLine>
  package let contact: ID<Recipient>
  package let by: ID<Recipient>
  package let facts: [ID<KeyFact>]
}

extension RepeatedBack {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
    contact = f.one("contact", old?.contact, "Whom")
    by = f.one("by", old?.by, "Who listened")
    facts = f.list("facts", old?.facts, "The key facts that came back; none means none did")
  }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    state.contact(contact, of: cascade, by) { $0.repeated = facts }
  }

  package func audience(_ state: RehearsalState) -> Audience { state.audience(contact, cascade) }
  package func act(_ stamp: Stamp) -> (any Command)? {
    HearBack(contact: contact, about: cascade, facts: facts)
  }
  package func story(_ names: Names) -> String? {
    facts.isEmpty
      ? "heard no key fact of \(names.message(cascade)) back from \(names.title(contact))"
      : "heard back from \(names.title(contact)) of \(names.message(cascade)): "
        + facts.map(\.text).joined(separator: ", ")
  }
}

package struct Unreachable: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.unreachable"
  package static let doc: StaticString = "Somebody cannot be reached"
  package let cascade: ID<CascadeLine>
  package let contact: ID<Recipient>
  package let by: ID<Recipient>
  package let because: String
}

extension Unreachable {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
    contact = f.one("contact", old?.contact, "Whom")
    by = f.one("by", old?.by, "Who says so")
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    state.contact(contact, of: cascade, by) { contact in
      contact.standing = .unreachable
      contact.reason = because
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { state.audience(contact, cascade) }
  package func act(_ stamp: Stamp) -> (any Command)? {
    GiveUp(contact: contact, about: cascade, because: because)
  }
  package var isNotable: Bool { true }
  package func story(_ names: Names) -> String? {
    "could not reach \(names.title(contact)) about \(names.message(cascade)): \(because)"
  }
}

package struct GroupTold: Event, Hashable {
  package typealias Home = Communication
  package static let name: StaticString = "communication.group-told"
  package static let doc: StaticString = "So many of a group have been told in all"
  package let cascade: ID<CascadeLine>
  package let contact: ID<Recipient>
  package let by: ID<Recipient>
  package let told: Int
  package let size: Int
}

extension GroupTold {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    cascade = f.one("cascade", old?.cascade, "The message")
    contact = f.one("contact", old?.contact, "The group")
    by = f.one("by", old?.by, "Who says so")
    told = f.one("told", old?.told, "How many have been told in all")
    size = f.one("size", old?.size, "How many there are")
  }

  package func evolve(_ state: inout Communication.State, _ stamp: Stamp) {
    state.contact(contact, of: cascade, by) { contact in
      contact.finish(told == size ? .confirmed : .trying, stamp.when, via: .holder)
      contact.counts.append(Communication.Count(at: stamp.when, told: told))
      if told == size {
        contact.told = stamp.when
        contact.toldBy = stamp.n
      }
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { state.audience(contact, cascade) }
  package func act(_ stamp: Stamp) -> (any Command)? {
    ReportGroup(contact: contact, about: cascade, told: told)
  }
  package func story(_ names: Names) -> String? {
    "reported \(told) of \(size) told of \(names.message(cascade)): \(names.title(contact))"
  }
}

extension Communication.Contact {
  /// A try begins.
  mutating func begin(_ at: Moment, via seat: Seat) {
    standing = .trying
    attempts += 1
    via = seat
    firstTried = firstTried ?? at
    lastTried = at
  }

  /// A try ends; one that nobody saw begin began now.
  mutating func finish(_ outcome: Communication.Standing, _ at: Moment, via seat: Seat) {
    if standing != .trying || isGroup { begin(at, via: seat) }
    standing = outcome
    via = seat
    lastTried = at
  }
}

extension Communication.State {
  /// Changes a contact in place, made from the tree where the viewer has not met it before.
  mutating func contact(
    _ id: ID<Recipient>, of cascade: ID<CascadeLine>, _ caller: ID<Recipient>?,
    _ change: (inout Communication.Contact) -> Void
  ) {
    let tree = tree
    let fresh = Communication.CascadeState(id: cascade, title: "A message not passed on yet")
    cascades.update(cascade, default: fresh) { cascade in
      cascade.add(id, caller: caller ?? tree[id]?.caller, tree)
      cascade.contacts.update(id, change)
    }
  }
}

extension RehearsalState {
  /// Those who may see what happens with `recipient` of a message.
  fileprivate func audience(_ recipient: ID<Recipient>, _ cascade: ID<CascadeLine>) -> Audience {
    self[Communication.self].cascades[cascade]?.audience(of: recipient) ?? .facilitators
  }
}

extension Seat {
  /// How a story names the one who was rung.
  fileprivate func of(_ title: String) -> String {
    self == .deputy ? "\(title)'s deputy" : title
  }
}
