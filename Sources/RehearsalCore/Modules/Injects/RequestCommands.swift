/// What inspectors ask for, and what the council does about it.

package struct RaiseRequest: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.raise-request"
  package static let verb: StaticString = "raises"
  package static let doc: StaticString = "An inspector asks for something"
  package let request: ID<InspectorRequest>
  package let to: ID<Role>?
  package let title: String
  package let due: Moment?
}

extension RaiseRequest {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "A short name for it, used in sentences")
    to = f.maybe("to", old?.to, "The role that is asked")
    title = f.one("title", old?.title, "What is asked for")
    due = f.maybe("due", old?.due, "By when, such as day 2 12:00")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Injects.requireInspectorate(state, context)
    try Injects.requireFree(request.as(), state, plan)
    if let to { try Injects.requireOwner(to, state, plan) }
    try Injects.requireWords(title, of: "title")
    try Injects.requireLater(due, context)
    return [
      RequestRaised(
        request: request, title: title, from: nil, to: [to].compactMap { $0 }, due: due,
        inject: nil)
    ]
  }
}

package struct ReassignRequest: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.reassign-request"
  package static let verb: StaticString = "reassigns"
  package static let doc: StaticString = "Says who answers a request; inspectors do not see it"
  package let request: ID<InspectorRequest>
  package let to: ID<Role>
}

extension ReassignRequest {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "The request")
    to = f.one("to", old?.to, "The role that answers it")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Injects.requireCouncil(state, context)
    let found = try Injects.request(request, state)
    try found.requireOpen(request)
    try Injects.requireOwner(to, state, plan)
    return found.owner == to ? [] : [RequestReassigned(request: request, to: to)]
  }
}

package struct AnswerRequest: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.answer-request"
  package static let verb: StaticString = "answers"
  package static let doc: StaticString = "Answers what an inspector asked for"
  package let request: ID<InspectorRequest>
  package let words: String
  package let documents: [ID<DocumentItem>]
}

extension AnswerRequest {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "The request")
    words = f.one("with", old?.words, "The answer; it stays in the log")
    documents = f.list("documents", old?.documents, "Lines of the document list that go with it")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Injects.requireCouncil(state, context)
    let found = try Injects.request(request, state)
    if let role = context.actor.role, let owner = found.owner, role != owner,
      !found.to.contains(role)
    {
      throw Rejection(InjectsRefusal.notYourRequest(request, owner: owner))
    }
    try found.requireOpen(request)
    let known = plan[Documents.self].items.map(\.line.id)
    for document in documents where !known.contains(document) {
      let near = Suggestion.nearest(to: document.text, among: known.map(\.text))
      throw Rejection(InjectsRefusal.documentUnknown(document, nearest: near))
    }
    try Injects.requireWords(words, of: "with")
    let last = found.answers.last
    if found.standing == .answered, last?.words == words, last?.documents == documents {
      return []
    }
    let due = found.due.map { state.moved($0, since: found.n) }
    return [
      RequestAnswered(
        request: request, words: words, documents: documents,
        isLate: due.map { $0 < context.now } ?? false)
    ]
  }
}

package struct AcceptAnswer: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.accept-answer"
  package static let verb: StaticString = "is satisfied with"
  package static let doc: StaticString = "An inspector takes an answer"
  package let request: ID<InspectorRequest>
}

extension AcceptAnswer {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "The request")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Injects.requireInspectorate(state, context)
    let found = try Injects.request(request, state)
    if found.standing == .accepted { return [] }
    try found.requireAnswered(request)
    return [AnswerAccepted(request: request)]
  }
}

package struct TurnDownAnswer: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.turn-down-answer"
  package static let verb: StaticString = "is not satisfied with"
  package static let doc: StaticString = "An inspector sends an answer back"
  package let request: ID<InspectorRequest>
  package let because: String
  package let due: Moment?
}

extension TurnDownAnswer {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "The request")
    because = f.one("because", old?.because, "What is missing; it stays in the log")
    due = f.maybe("due", old?.due, "By when another answer is due")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Injects.requireInspectorate(state, context)
    let found = try Injects.request(request, state)
    try found.requireAnswered(request)
    try Injects.requireWords(because, of: "because")
    try Injects.requireLater(due, context)
    return [AnswerTurnedDown(request: request, because: because, due: due)]
  }
}

package struct WithdrawRequest: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.withdraw-request"
  package static let verb: StaticString = "takes back"
  package static let doc: StaticString = "An inspector no longer asks for something"
  package let request: ID<InspectorRequest>
  package let because: String?
}

extension WithdrawRequest {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "The request")
    because = f.maybe("because", old?.because, "Why; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Injects.requireInspectorate(state, context)
    let found = try Injects.request(request, state)
    if found.standing == .withdrawn { return [] }
    try found.requireOpen(request)
    return [RequestWithdrawn(request: request, because: because)]
  }
}

package struct NoticeNoAnswer: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.notice-no-answer"
  package static let verb: StaticString = "notices no answer to"
  package static let doc: StaticString = "The time to answer a request has come and nobody has"
  package let request: ID<InspectorRequest>
}

extension NoticeNoAnswer {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "The request")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    let found = try Injects.request(request, state)
    guard let due = found.answerDue(state), due <= context.now else { return [] }
    return [RequestOverdue(request: request, title: found.title, due: due)]
  }
}

extension Injects.Request {
  fileprivate func requireOpen(_ id: ID<InspectorRequest>) throws(Rejection) {
    if isClosed { throw Rejection(InjectsRefusal.requestClosed(id, standing)) }
  }

  fileprivate func requireAnswered(_ id: ID<InspectorRequest>) throws(Rejection) {
    try requireOpen(id)
    if standing != .answered { throw Rejection(InjectsRefusal.notAnswered(id)) }
  }
}
