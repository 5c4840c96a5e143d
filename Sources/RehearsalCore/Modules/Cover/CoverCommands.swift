/// Who sits where: said before the start, while it runs, or in a pause.

package struct SeatPerson: Command, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.seat"
  package static let verb: StaticString = "seats"
  package static let doc: StaticString = "Puts a person in a role: the holder or somebody else"
  package static let gate = Gate.open
  package let person: ID<Person>
  package let role: ID<Role>
  package let because: String?

  package init(person: ID<Person>, role: ID<Role>, because: String?) {
    self.person = person
    self.role = role
    self.because = because
  }
}

extension SeatPerson {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    person = f.one("person", old?.person, "The id of the person, never a name")
    role = f.one("in", old?.role, "The role")
    because = f.maybe("because", old?.because, "Why; needed for somebody with another role")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    try Cover.requireRole(role, plan)
    let cover = state[Cover.self]
    if let seat = cover.seats[role], seat.filling == .taken, seat.person == person,
      !cover.isAway(role)
    {
      return []
    }
    let isOneOfSeveral = try Cover.admit(
      person, to: role, because: because, state, plan, context)
    return [
      SeatTaken(role: role, person: person, isOneOfSeveral: isOneOfSeveral, because: because)
    ]
  }
}

package struct Deputise: Command, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.deputise"
  package static let verb: StaticString = "deputises"
  package static let doc: StaticString = "Lets the deputy take over a role, until it is handed back"
  package static let gate = Gate.open
  package let role: ID<Role>?
  package let because: String?
}

extension Deputise {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.maybe("as", old?.role, "The role; left out, the one that acts")
    because = f.maybe("because", old?.because, "Why")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let role = try Cover.role(role, plan, context)
    guard let deputy = plan.scenario.head.roles.first(where: { $0.id == role })?.deputy else {
      throw Rejection(CoverRefusal.noDeputy(role))
    }
    let seat = state[Cover.self].seats[role]
    if seat?.filling == .deputised, seat?.person == deputy { return [] }
    let isOneOfSeveral = try Cover.admit(
      deputy, to: role, because: because, state, plan, context)
    return [
      SeatDeputised(role: role, person: deputy, isOneOfSeveral: isOneOfSeveral, because: because)
    ]
  }
}

package struct HandBackSeat: Command, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.hand-back"
  package static let verb: StaticString = "hands back"
  package static let doc: StaticString = "The deputy gives a role back, as it was before"
  package static let gate = Gate.open
  package let role: ID<Role>?
  package let because: String?
}

extension HandBackSeat {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.maybe("as", old?.role, "The role; left out, the one that acts")
    because = f.maybe("because", old?.because, "Why; needed for somebody with another role")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let role = try Cover.role(role, plan, context)
    guard let seat = state[Cover.self].seats[role], seat.filling == .deputised else {
      throw Rejection(CoverRefusal.notDeputised(role))
    }
    if let person = seat.before?.person {
      _ = try Cover.admit(person, to: role, because: because, state, plan, context)
    }
    return [
      SeatHandedBack(
        role: role, filling: seat.before?.filling ?? .vacant, person: seat.before?.person,
        reason: seat.before?.reason, because: because)
    ]
  }
}

package struct LeaveSeatEmpty: Command, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.leave-empty"
  package static let verb: StaticString = "leaves empty"
  package static let doc: StaticString = "Leaves a seat empty on purpose, which the report says"
  package static let gate = Gate.open
  package let role: ID<Role>
  package let because: String
}

extension LeaveSeatEmpty {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "The role")
    because = f.one("because", old?.because, "Why; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    try Cover.requireRole(role, plan)
    if because.allSatisfy(\.isWhitespace) { throw Rejection(CoverRefusal.reasonMissing(role)) }
    let seat = state[Cover.self].seats[role]
    if seat?.filling == .empty, seat?.reason == because { return [] }
    return [SeatLeftEmpty(role: role, because: because)]
  }
}

package struct LetComputerPlay: Command, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.let-computer-play"
  package static let verb: StaticString = "lets the computer play"
  package static let doc: StaticString = "Gives a seat to the computer, which the log marks"
  package static let gate = Gate.open
  package let role: ID<Role>
  package let because: String?
}

extension LetComputerPlay {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "The role")
    because = f.maybe("because", old?.because, "Why")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    try Cover.requireRole(role, plan)
    let cover = state[Cover.self]
    if cover.seats[role]?.filling == .computer, !cover.isAway(role) { return [] }
    return [SeatGivenToComputer(role: role, because: because)]
  }
}
