extension Cover {
  /// Who sits where is known in the council; the inspectorate's own seats are known to everyone.
  fileprivate static func audience(of role: ID<Role>, _ state: RehearsalState) -> Audience {
    state.inspectorate.contains(role) ? .everyone : .council
  }
}

extension Stamp {
  /// The role that a command was about, where its actor did not say so by acting.
  fileprivate func naming(_ role: ID<Role>) -> ID<Role>? { actor.role == role ? nil : role }
}

/// How a reason is added to what happened.
private func why(_ because: String?) -> String { because.map { ": \($0)" } ?? "" }

package struct SeatTaken: Event, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.seat-taken"
  package static let doc: StaticString = "Somebody sat down in a role"
  package let role: ID<Role>
  package let person: ID<Person>
  /// Whether the person sits in another role as well.
  package let isOneOfSeveral: Bool
  package let because: String?
}

extension SeatTaken {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "Which role")
    person = f.one("person", old?.person, "Who sits there now")
    isOneOfSeveral = f.some(
      "several", old?.isOneOfSeveral, default: false, "Whether they sit in another role as well")
    because = f.maybe("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Cover.State, _ stamp: Stamp) {
    state.fill(role, Cover.Occupant(filling: .taken, person: person, reason: because), stamp)
  }

  package func audience(_ state: RehearsalState) -> Audience {
    Cover.audience(of: role, state)
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    stamp.actor.role == role
      ? JoinRole(person: person, because: because)
      : SeatPerson(person: person, role: role, because: because)
  }
  package func story(_ names: Names) -> String? {
    "seated \(person) in \(names.title(role))" + (isOneOfSeveral ? ", beside another role" : "")
      + why(because)
  }
}

package struct SeatDeputised: Event, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.seat-deputised"
  package static let doc: StaticString = "The deputy took over a role for a while"
  package let role: ID<Role>
  package let person: ID<Person>
  /// Whether the deputy sits in another role as well.
  package let isOneOfSeveral: Bool
  package let because: String?
}

extension SeatDeputised {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "Which role")
    person = f.one("person", old?.person, "The deputy, who sits there now")
    isOneOfSeveral = f.some(
      "several", old?.isOneOfSeveral, default: false, "Whether they sit in another role as well")
    because = f.maybe("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Cover.State, _ stamp: Stamp) {
    let deputy = Cover.Occupant(filling: .deputised, person: person, reason: because)
    state.fill(role, deputy, stamp, keepsBefore: true)
  }

  package func audience(_ state: RehearsalState) -> Audience {
    Cover.audience(of: role, state)
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    Deputise(role: stamp.naming(role), because: because)
  }
  package func story(_ names: Names) -> String? {
    "let the deputy \(person) take over as \(names.title(role))"
      + (isOneOfSeveral ? ", beside another role" : "") + why(because)
  }
  package var isNotable: Bool { true }
}

package struct SeatHandedBack: Event, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.seat-handed-back"
  package static let doc: StaticString = "The deputy handed a role back"
  package let role: ID<Role>
  /// What the seat is again: as it was before the deputy.
  package let filling: Cover.Filling
  package let person: ID<Person>?
  package let reason: String?
  /// Why somebody may hold several roles, where that needed saying.
  package let because: String?
}

extension SeatHandedBack {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "Which role")
    filling = f.one("filled-by", old?.filling, "What the seat is again")
    person = f.maybe("person", old?.person, "Who sits there again")
    reason = f.maybe("reason", old?.reason, "Why it was so before the deputy took over")
    because = f.maybe("because", old?.because, "Why they may hold several roles")
  }

  package func evolve(_ state: inout Cover.State, _ stamp: Stamp) {
    state.fill(role, Cover.Occupant(filling: filling, person: person, reason: reason), stamp)
    state.seats.update(role) { $0.handedBack = stamp.when }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    Cover.audience(of: role, state)
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    HandBackSeat(role: stamp.naming(role), because: because)
  }
  package func story(_ names: Names) -> String? {
    let to =
      switch filling {
      case .taken, .deputised: person.map { " to \($0)" } ?? ""
      case .computer: " to the computer"
      case .empty, .vacant: ", to nobody"
      }
    return "handed back \(names.title(role))" + to + why(because)
  }
  package var isNotable: Bool { true }
}

package struct SeatLeftEmpty: Event, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.seat-left-empty"
  package static let doc: StaticString = "A seat stays empty on purpose"
  package let role: ID<Role>
  package let because: String
}

extension SeatLeftEmpty {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "Which role")
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Cover.State, _ stamp: Stamp) {
    state.fill(role, Cover.Occupant(filling: .empty, person: nil, reason: because), stamp)
  }

  package func audience(_ state: RehearsalState) -> Audience {
    Cover.audience(of: role, state)
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    LeaveSeatEmpty(role: role, because: because)
  }
  package func story(_ names: Names) -> String? {
    "left the seat of \(names.title(role)) empty: \(because)"
  }
  package var isNotable: Bool { true }
}

package struct SeatGivenToComputer: Event, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.seat-given-to-computer"
  package static let doc: StaticString = "The computer plays a role"
  package let role: ID<Role>
  package let because: String?
}

extension SeatGivenToComputer {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "Which role")
    because = f.maybe("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Cover.State, _ stamp: Stamp) {
    state.fill(role, Cover.Occupant(filling: .computer, person: nil, reason: because), stamp)
  }

  package func audience(_ state: RehearsalState) -> Audience {
    Cover.audience(of: role, state)
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    LetComputerPlay(role: role, because: because)
  }
  package func story(_ names: Names) -> String? {
    "let the computer play \(names.title(role))" + why(because)
  }
}

/// Nobody can reach a role for a while: its holder and deputy are away, ill, or wanted elsewhere.
package struct AbsenceBegan: Event, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.absence-began"
  package static let doc: StaticString = "Somebody cannot be reached in a role"
  package let role: ID<Role>
  package let until: Moment?
  package let because: String?
}

extension AbsenceBegan {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "Which role")
    until = f.maybe("until", old?.until, "Until when, where anybody knows")
    because = f.maybe("because", old?.because, "Why")
  }

  /// An absence that grows longer began when it first did.
  package func evolve(_ state: inout Cover.State, _ stamp: Stamp) {
    let before = state.isAway(role) ? state.away[role]?.since : nil
    state.away[role] = Cover.Away(
      since: before ?? stamp.when, until: until, because: because,
      person: state.seats[role]?.person, said: stamp.n)
  }

  package func audience(_ state: RehearsalState) -> Audience {
    Cover.audience(of: role, state)
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    GoAway(role: stamp.naming(role), until: until, because: because)
  }
  package func story(_ names: Names) -> String? {
    "recorded that \(names.title(role)) cannot be reached"
      + (until.map { " until \($0.words)" } ?? "") + (because.map { ": \($0)" } ?? "")
  }
  package var isNotable: Bool { true }
}

package struct AbsenceEnded: Event, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.absence-ended"
  package static let doc: StaticString = "Somebody can be reached in a role again"
  package let role: ID<Role>
}

extension AbsenceEnded {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "Which role")
  }

  package func evolve(_ state: inout Cover.State, _ stamp: Stamp) {
    state.endAbsence(of: role, stamp.when)
  }

  package func audience(_ state: RehearsalState) -> Audience {
    Cover.audience(of: role, state)
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    ComeBack(role: stamp.naming(role))
  }
  package func story(_ names: Names) -> String? {
    "recorded that \(names.title(role)) can be reached again"
  }
}
