/// Sits down in a role oneself, as people do who come into the room.
///
/// Whoever plans the rehearsal seats people; whoever comes says who they are. Somebody who covers
/// for the holder says so with `because`.
package struct JoinRole: Command, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.join"
  package static let verb: StaticString = "joins"
  package static let doc: StaticString = "Sits down in the role that acts"
  package static let gate = Gate.open
  package let person: ID<Person>
  package let because: String?

  package init(person: ID<Person>, because: String? = nil) {
    self.person = person
    self.because = because
  }
}

extension JoinRole {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    person = f.one("person", old?.person, "The id of the person, never a name")
    because = f.maybe("because", old?.because, "For whom they stand in, or why")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    guard let role = context.actor.role else { throw Rejection(CoverRefusal.roleNeeded) }
    try Cover.requireRole(role, plan)
    let cover = state[Cover.self]
    let seat = cover.seats[role]
    let isThere = seat?.isPerson == true && seat?.person == person
    if isThere, seat?.since != nil, !cover.isAway(role) { return [] }
    // Whoever waits in a seat that the scenario plans for somebody else has not come.
    if seat?.isPerson == true, seat?.since != nil, !isThere {
      throw Rejection(CoverRefusal.seatTaken(role))
    }
    let isOneOfSeveral = try Cover.admit(
      person, to: role, because: because, state, plan, context)
    return [
      SeatTaken(role: role, person: person, isOneOfSeveral: isOneOfSeveral, because: because)
    ]
  }
}
