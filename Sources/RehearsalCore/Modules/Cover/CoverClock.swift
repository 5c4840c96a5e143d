/// What the clock does about people: leave that the scenario plans begins and ends, and an absence
/// is over when its time has come.

package struct BeginLeave: Command, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.begin-leave"
  package static let verb: StaticString = "lets go on leave"
  package static let doc: StaticString = "Leave that the scenario plans begins"
  package let person: ID<Person>
  package let number: Int
}

extension BeginLeave {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    person = f.one("person", old?.person, "Who goes on leave")
    number = f.one("number", old?.number, "Which of their absences in the scenario, from 1")
  }

  /// Whoever sat down in a role after the leave began, or came back to it, is there for all that
  /// the plan knows: a step that is carried out again changes nothing. An absence that would be
  /// over sooner grows longer.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    guard !state[Timeline.self].milestones.isEmpty,
      let leave = plan[Cover.self].absence(number, of: person), let begins = leave.begins
    else { return [] }
    let (from, to) = (state.moved(begins), state.moved(leave.away.to))
    guard context.now >= from, context.now < to else { return [] }
    let cover = state[Cover.self]
    return cover.roles(of: person).filter { role in
      if let since = cover.seats[role]?.since, since > from { return false }
      guard let away = cover.away[role], away.person == person else { return true }
      if let ended = away.ended { return ended < from }
      return away.until(state).map { $0 < to } ?? false
    }.map { AbsenceBegan(role: $0, until: to, because: leave.reason) }
  }
}

package struct EndLeave: Command, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.end-leave"
  package static let verb: StaticString = "brings back from leave"
  package static let doc: StaticString = "Leave that the scenario plans is over"
  package let person: ID<Person>
  package let number: Int
}

extension EndLeave {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    person = f.one("person", old?.person, "Who comes back")
    number = f.one("number", old?.number, "Which of their absences in the scenario, from 1")
  }

  /// Somebody who is away for longer, or nobody knows until when, is not back yet.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    guard plan[Cover.self].absence(number, of: person) != nil else { return [] }
    let cover = state[Cover.self]
    return cover.away.keys.filter { role in
      cover.away[role]?.person == person && cover.isOver(role, context.now, state)
    }.map { AbsenceEnded(role: $0) }
  }
}

package struct EndAbsence: Command, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.end-absence"
  package static let verb: StaticString = "ends the absence of"
  package static let doc: StaticString = "An absence is over, because its time has come"
  package let role: ID<Role>
}

extension EndAbsence {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "The role that can be reached again")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    return state[Cover.self].isOver(role, context.now, state) ? [AbsenceEnded(role: role)] : []
  }
}

extension Cover.State {
  /// Whether an absence goes on whose time is over.
  fileprivate func isOver(_ role: ID<Role>, _ now: Moment, _ state: RehearsalState) -> Bool {
    guard let away = away[role], away.ended == nil, let until = away.until(state) else {
      return false
    }
    return until <= now
  }
}

extension Cover {
  /// The next absence to end of which somebody said until when it lasts.
  package static func nextDue(_ state: RehearsalState, _ plan: Plan) -> Step? {
    let cover = state[Cover.self]
    var next: Step?
    for role in cover.away.keys {
      guard let away = cover.away[role], away.ended == nil, let until = away.until(state),
        until < next?.at ?? Moment(microseconds: .max)
      else { continue }
      next = Step(
        id: "back/\(away.said)", at: until, sort: .milestone,
        title: "\(state.names.title(role)) is back", module: name, owner: role,
        command: EndAbsence(role: role))
    }
    return next
  }
}
