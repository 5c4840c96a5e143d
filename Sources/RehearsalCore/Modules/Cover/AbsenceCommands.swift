/// Who cannot be reached, as they say themselves or a facilitator says for them.

package struct GoAway: Command, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.go-away"
  package static let verb: StaticString = "is away"
  package static let doc: StaticString = "Says that whoever sits in a role cannot be reached"
  package let role: ID<Role>?
  package let until: Moment?
  package let because: String?
}

extension GoAway {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.maybe("as", old?.role, "The role; left out, the one that acts")
    until = f.maybe("until", old?.until, "Until when, where anybody knows")
    because = f.maybe("because", old?.because, "Why, as the council will read it")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let role = try Cover.role(role, plan, context)
    let cover = state[Cover.self]
    guard cover.seats[role]?.isPerson == true else {
      throw Rejection(CoverRefusal.nobodyThere(role))
    }
    if let until, until <= context.now { throw Rejection(CoverRefusal.untilPast(until)) }
    if cover.isAway(role), let away = cover.away[role], away.until(state) == until,
      away.because == because
    {
      return []
    }
    return [AbsenceBegan(role: role, until: until, because: because)]
  }
}

package struct ComeBack: Command, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.come-back"
  package static let verb: StaticString = "is back"
  package static let doc: StaticString = "Says that somebody can be reached in a role again"
  package let role: ID<Role>?
}

extension ComeBack {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.maybe("as", old?.role, "The role; left out, the one that acts")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let role = try Cover.role(role, plan, context)
    guard let away = state[Cover.self].away[role], away.ended == nil else { return [] }
    return [AbsenceEnded(role: role)]
  }
}
