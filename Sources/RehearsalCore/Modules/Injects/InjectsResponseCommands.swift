/// What is done about what has come up, how good it was, and what was decided.

package struct AcknowledgeInject: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.acknowledge"
  package static let verb: StaticString = "takes note of"
  package static let doc: StaticString = "Says that a new event has been noticed"
  package let inject: ID<InjectLine>
}

extension AcknowledgeInject {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let (role, found) = try Injects.received(inject, state, context)
    if found.acknowledged.contains(where: { $0.role == role }) { return [] }
    return [InjectAcknowledged(inject: inject, role: role)]
  }
}

package struct RespondToInject: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.respond"
  package static let verb: StaticString = "responds to"
  package static let doc: StaticString = "Says what is done about a new event"
  package let inject: ID<InjectLine>
  package let words: String
}

extension RespondToInject {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
    words = f.one("with", old?.words, "What is done about it; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let (_, found) = try Injects.received(inject, state, context)
    if found.sort == .request { throw Rejection(InjectsRefusal.isRequest(inject)) }
    try Injects.requireWords(words, of: "with")
    let due = found.respondBy.map { state.moved($0, since: found.n) }
    return [
      InjectRespondedTo(
        inject: inject, words: words, isLate: due.map { $0 < context.now } ?? false)
    ]
  }
}

package struct NoticeNoResponse: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.notice-no-response"
  package static let verb: StaticString = "notices no response to"
  package static let doc: StaticString = "The time to respond has come and nobody has"
  package let inject: ID<InjectLine>
}

extension NoticeNoResponse {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    let found = try Injects.released(inject, state, context)
    guard let due = found.responseDue(state), due <= context.now else { return [] }
    return [ResponseOverdue(inject: inject, due: due)]
  }
}

package struct JudgeExpectation: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.judge"
  package static let verb: StaticString = "judges the response to"
  package static let doc: StaticString = "Says how far a response was what good looks like"
  package static let gate = Gate.open
  package let inject: ID<InjectLine>
  package let number: Int
  package let verdict: Fulfilment
  package let remark: String?
}

extension JudgeExpectation {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
    number = f.one("number", old?.number, "Which of the things expected, counted from 1")
    verdict = f.one("as", old?.verdict, "met, partly or not")
    remark = f.maybe("remark", old?.remark, "Why; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let prepared = plan[Injects.self]
    let line = prepared.event(inject)?.line
    let injects = state[Injects.self]
    let isJudge =
      context.actor.role.map { prepared.observers.contains($0) || $0 == line?.judge } ?? false
    // The judge of an outage may play the inspectorate, and does not see it come.
    if !isJudge || injects.released[inject] == nil {
      _ = try Injects.released(inject, state, context)
    }
    switch context.actor {
    case .facilitator, .tool: break
    case .role where isJudge: break
    default: throw Rejection(InjectsRefusal.notJudge(inject))
    }
    let expected = line?.expected ?? []
    if expected.isEmpty { throw Rejection(InjectsRefusal.nothingExpected(inject)) }
    guard expected.indices.contains(number - 1) else {
      throw Rejection(InjectsRefusal.numberUnknown(number, of: expected.count))
    }
    if let last = injects.judgement(inject, number), last.verdict == verdict,
      last.remark == remark, last.who == context.actor.who
    {
      return []
    }
    let readers = [line?.judge, context.actor.role].compactMap { $0 }
    return [
      ExpectationJudged(
        inject: inject, number: number, verdict: verdict, remark: remark, readers: readers)
    ]
  }
}

package struct TakeDecision: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.decide"
  package static let verb: StaticString = "decides"
  package static let doc: StaticString = "Writes down what was decided, and why"
  package let what: String
  package let because: String
  package let about: ID<InjectLine>?
}

extension TakeDecision {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    what = f.one("what", old?.what, "What was decided; it stays in the log")
    because = f.one("because", old?.because, "Why; it stays in the log")
    about = f.maybe("about", old?.about, "The new event or request that it answers")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Injects.requireCouncil(state, context)
    if let about, state[Injects.self].requests[about.as()] == nil {
      _ = try Injects.released(about, state, context)
    }
    try Injects.requireWords(what, of: "what")
    try Injects.requireWords(because, of: "because")
    return [DecisionTaken(what: what, because: because, about: about)]
  }
}
