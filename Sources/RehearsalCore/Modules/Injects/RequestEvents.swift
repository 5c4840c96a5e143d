/// What became of what inspectors asked for. Both sides see it; who works on it in the council is
/// the council's own business.

package struct RequestRaised: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.request-raised"
  package static let doc: StaticString = "An inspector asked for something"
  package let request: ID<InspectorRequest>
  package let title: String
  package let from: String?
  package let to: [ID<Role>]
  package let due: Moment?
  /// The new event that it came with.
  package let inject: ID<InjectLine>?
}

extension RequestRaised {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "Its id")
    title = f.one("title", old?.title, "What is asked for")
    from = f.maybe("from", old?.from, "Who asks, where the act does not say")
    to = f.list("to", old?.to, "Who is asked, the one who answers first")
    due = f.maybe("due", old?.due, "By when")
    inject = f.maybe("inject", old?.inject, "The new event that it came with")
  }

  /// The request that an inject brings: what was said is what is asked for.
  init(_ released: InjectReleased) {
    self.init(
      request: released.inject.as(),
      title: released.message.isEmpty ? released.inject.text : released.message,
      from: released.from, to: released.to, due: released.respondBy, inject: released.inject)
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.requests[request] = Injects.Request(
      title: title, who: from ?? stamp.actor.who, raised: stamp.when, owner: to.first, to: to,
      due: due, n: stamp.n, standing: to.isEmpty ? .open : .assigned, waitingSince: stamp.at)
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    inject == nil
      ? RaiseRequest(request: request, to: to.first, title: title, due: due) : nil
  }
  /// One that came with a new event was told with it.
  package func story(_ names: Names) -> String? {
    guard inject == nil else { return nil }
    return "asked" + (to.first.map { " \(names.title($0))" } ?? "") + " for \(request)"
      + (due.map { ", by \($0.toTheMinute.words)" } ?? "") + ": \(title)"
  }
  package var isNotable: Bool { true }
}

package struct RequestReassigned: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.request-reassigned"
  package static let doc: StaticString = "Somebody is to answer a request"
  package let request: ID<InspectorRequest>
  package let to: ID<Role>
}

extension RequestReassigned {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "The request")
    to = f.one("to", old?.to, "Who answers it")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.requests.update(request) {
      $0.owner = to
      if $0.standing == .open { $0.standing = .assigned }
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? {
    ReassignRequest(request: request, to: to)
  }
  package func story(_ names: Names) -> String? {
    "gave \(names.event(request.text)) to \(names.title(to))"
  }
}

package struct RequestAnswered: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.request-answered"
  package static let doc: StaticString = "A request was answered"
  package let request: ID<InspectorRequest>
  package let words: String
  package let documents: [ID<DocumentItem>]
  package let isLate: Bool
}

extension RequestAnswered {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "The request")
    words = f.one("words", old?.words, "The answer")
    documents = f.list("documents", old?.documents, "Lines of the document list that went with it")
    isLate = f.some("late", old?.isLate, default: false, "Whether it was due before")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.requests.update(request) {
      $0.standing = .answered
      $0.overdue = nil
      $0.answers.append(
        Injects.Answer(
          who: stamp.actor.who, words: words, documents: documents, at: stamp.when,
          isLate: isLate))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    AnswerRequest(request: request, words: words, documents: documents)
  }
  package func story(_ names: Names) -> String? {
    let sent = documents.map(\.text).joined(separator: ", ")
    return "answered \(names.event(request.text))\(isLate ? ", late" : ""): \(words)"
      + (sent.isEmpty ? "" : " (with \(sent))")
  }
  package var isNotable: Bool { isLate }
}

package struct AnswerAccepted: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.answer-accepted"
  package static let doc: StaticString = "An inspector took an answer"
  package let request: ID<InspectorRequest>
}

extension AnswerAccepted {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "The request")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.requests.update(request) { $0.standing = .accepted }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { AcceptAnswer(request: request) }
  package func story(_ names: Names) -> String? {
    "was satisfied with the answer to \(names.event(request.text))"
  }
}

package struct AnswerTurnedDown: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.answer-sent-back"
  package static let doc: StaticString = "An inspector sent an answer back"
  package let request: ID<InspectorRequest>
  package let because: String
  package let due: Moment?
}

extension AnswerTurnedDown {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "The request")
    because = f.one("because", old?.because, "What is missing")
    due = f.maybe("due", old?.due, "By when another answer is due")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.requests.update(request) {
      $0.standing = .sentBack
      $0.reason = because
      $0.waitingSince = stamp.at
      guard let due else { return }
      $0.due = due
      $0.n = stamp.n
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    TurnDownAnswer(request: request, because: because, due: due)
  }
  package func story(_ names: Names) -> String? {
    "sent back the answer to \(names.event(request.text)): \(because)"
      + (due.map { ", due again \($0.toTheMinute.words)" } ?? "")
  }
  package var isNotable: Bool { true }
}

package struct RequestWithdrawn: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.request-withdrawn"
  package static let doc: StaticString = "An inspector no longer asks for something"
  package let request: ID<InspectorRequest>
  package let because: String?
}

extension RequestWithdrawn {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "The request")
    because = f.maybe("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.requests.update(request) {
      $0.standing = .withdrawn
      $0.overdue = nil
      $0.reason = because
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    WithdrawRequest(request: request, because: because)
  }
  package func story(_ names: Names) -> String? {
    "took back \(names.event(request.text))" + (because.map { ": \($0)" } ?? "")
  }
}

package struct RequestOverdue: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.request-overdue"
  package static let doc: StaticString = "The time to answer a request came and nobody had"
  package let request: ID<InspectorRequest>
  package let title: String
  package let due: Moment
}

extension RequestOverdue {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    request = f.one("request", old?.request, "The request")
    title = f.one("title", old?.title, "What was asked for")
    due = f.one("due", old?.due, "When an answer was due")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.requests.update(request) { $0.overdue = stamp.when }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { NoticeNoAnswer(request: request) }
  package func story(_ names: Names) -> String? {
    "noticed that \(names.event(request.text)) had not been answered"
  }
  package var isNotable: Bool { true }
}
