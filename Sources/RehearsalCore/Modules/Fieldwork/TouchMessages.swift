/// What is said when the lead inspector and the director keep in touch.

package struct RecordTouch: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.record-touch"
  package static let verb: StaticString = "records keeping in touch"
  package static let doc: StaticString = "Writes down one thing said in keeping in touch"
  package let said: String
  package let concern: String?
  package let answer: String?
  package let owner: ID<Role>?
}

extension RecordTouch {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    said = f.one("said", old?.said, "What was said")
    concern = f.maybe("concern", old?.concern, "What worries the inspectors, where something does")
    answer = f.maybe("answer", old?.answer, "What the council answered to the concern")
    owner = f.maybe("owner", old?.owner, "The role that looks after the concern")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    try Fieldwork.requireTouch(context, state)
    if let owner { try Fieldwork.requireRoles([owner], plan) }
    if concern == nil, answer != nil || owner != nil {
      throw Rejection(FieldworkRefusal.concernMissing)
    }
    let fieldwork = state[Fieldwork.self]
    let with = fieldwork.keepInTouchWith
    return [
      KeptInTouch(
        said: said, number: concern.map { _ in fieldwork.lastConcern + 1 }, concern: concern,
        answer: answer, owner: owner,
        roles: with + [owner].compactMap { $0 }.filter { !with.contains($0) })
    ]
  }
}

package struct SettleConcern: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.settle-concern"
  package static let verb: StaticString = "settles concern"
  package static let doc: StaticString = "Answers a concern raised in keeping in touch"
  package let concern: Int
  package let answer: String
}

extension SettleConcern {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    concern = f.one("concern", old?.concern, "Its number in the record")
    answer = f.one("answer", old?.answer, "What the council answers")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    guard let found = state[Fieldwork.self].talks.first(where: { $0.number == concern }) else {
      throw Rejection(FieldworkRefusal.concernUnknown(concern))
    }
    if !context.isInspectorate(state) {
      guard let role = context.actor.role, found.roles.contains(role) else {
        throw Rejection(FieldworkRefusal.notYourConcern(concern, owner: found.owner))
      }
    }
    if found.answered != nil { throw Rejection(FieldworkRefusal.alreadyAnswered(concern)) }
    return [ConcernAnswered(number: concern, answer: answer, roles: found.roles)]
  }
}

package struct KeptInTouch: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.kept-in-touch"
  package static let doc: StaticString = "Something was said in keeping in touch"
  package let said: String
  package let number: Int?
  package let concern: String?
  package let answer: String?
  package let owner: ID<Role>?
  /// Who may read it, beside the inspectorate.
  package let roles: [ID<Role>]
}

extension KeptInTouch {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    said = f.one("said", old?.said, "What was said")
    number = f.maybe("number", old?.number, "The number of the concern")
    concern = f.maybe("concern", old?.concern, "What worries the inspectors")
    answer = f.maybe("answer", old?.answer, "What the council answered")
    owner = f.maybe("owner", old?.owner, "The role that looks after the concern")
    roles = f.list("roles", old?.roles, "Who keeps in touch, and the concern's owner")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.talks.append(
      Fieldwork.Talk(
        at: stamp.when, by: stamp.actor.who, said: said, number: number, concern: concern,
        owner: owner, answer: answer, answered: answer.map { _ in stamp.when }, roles: roles))
  }

  package func audience(_ state: RehearsalState) -> Audience {
    .roles(roles + state.inspectorate)
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    RecordTouch(said: said, concern: concern, answer: answer, owner: owner)
  }
  package func story(_ names: Names) -> String? {
    var story = "kept in touch: \(said.clause)"
    if let concern, let number { story += "; concern \(number): \(concern.clause)" }
    if let owner { story += ", for \(names.title(owner))" }
    if let answer { story += "; answered: \(answer)" }
    return story
  }
  package var isNotable: Bool { concern != nil }
}

package struct ConcernAnswered: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.concern-answered"
  package static let doc: StaticString = "A concern of the inspectors was answered"
  package let number: Int
  package let answer: String
  package let roles: [ID<Role>]
}

extension ConcernAnswered {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    number = f.one("number", old?.number, "The number of the concern")
    answer = f.one("answer", old?.answer, "What the council answered")
    roles = f.list("roles", old?.roles, "Who keeps in touch, and the concern's owner")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    guard let index = state.talks.firstIndex(where: { $0.number == number }) else { return }
    state.talks[index].answer = answer
    state.talks[index].answered = stamp.when
  }

  package func audience(_ state: RehearsalState) -> Audience {
    .roles(roles + state.inspectorate)
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    SettleConcern(concern: number, answer: answer)
  }
  package func story(_ names: Names) -> String? { "answered concern \(number): \(answer)" }
}
