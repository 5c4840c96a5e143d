/// What was done about what came up.

package struct InjectAcknowledged: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.acknowledged"
  package static let doc: StaticString = "Somebody has noticed a new event"
  package let inject: ID<InjectLine>
  package let role: ID<Role>
}

extension InjectAcknowledged {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
    role = f.one("role", old?.role, "Who has noticed it")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.released.update(inject) {
      $0.acknowledged.append(Injects.Acknowledgement(role: role, at: stamp.when))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    state[Injects.self].released[inject]?.audience ?? .facilitators
  }
  package func act(_ stamp: Stamp) -> (any Command)? { AcknowledgeInject(inject: inject) }
  package func story(_ names: Names) -> String? { "took note of \(names.event(inject.text))" }
}

package struct InjectRespondedTo: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.responded"
  package static let doc: StaticString = "Somebody said what is done about a new event"
  package let inject: ID<InjectLine>
  package let words: String
  package let isLate: Bool
}

extension InjectRespondedTo {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
    words = f.one("words", old?.words, "What is done about it")
    isLate = f.some("late", old?.isLate, default: false, "Whether it was due before")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.released.update(inject) {
      $0.responses.append(
        Injects.Response(
          who: stamp.actor.who, words: words, at: stamp.when, isLate: isLate))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    state[Injects.self].released[inject]?.audience ?? .facilitators
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    RespondToInject(inject: inject, words: words)
  }
  package func story(_ names: Names) -> String? {
    "responded to \(names.event(inject.text))\(isLate ? ", late" : ""): \(words)"
  }
  package var isNotable: Bool { isLate }
}

package struct ResponseOverdue: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.response-overdue"
  package static let doc: StaticString = "The time to respond came and nobody had"
  package let inject: ID<InjectLine>
  package let due: Moment
}

extension ResponseOverdue {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
    due = f.one("due", old?.due, "When a response was due")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.released.update(inject) { $0.overdue = stamp.when }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    state[Injects.self].released[inject]?.audience ?? .facilitators
  }
  package func act(_ stamp: Stamp) -> (any Command)? { NoticeNoResponse(inject: inject) }
  package func story(_ names: Names) -> String? {
    "noticed that nobody had responded to \(names.event(inject.text))"
  }
  package var isNotable: Bool { true }
}

/// How far a response was what good looks like: for the judge, whoever judged in their place, and
/// facilitators. It does not say what was expected.
package struct ExpectationJudged: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.judged"
  package static let doc: StaticString = "A response was judged"
  package let inject: ID<InjectLine>
  package let number: Int
  package let verdict: Fulfilment
  package let remark: String?
  package let readers: [ID<Role>]
}

extension ExpectationJudged {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
    number = f.one("number", old?.number, "Which of the things expected, counted from 1")
    verdict = f.one("as", old?.verdict, "How far it was met")
    remark = f.maybe("remark", old?.remark, "Why")
    readers = f.list("readers", old?.readers, "The roles that may read it")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    let judged = Injects.Judged(
      verdict: verdict, remark: remark, who: stamp.actor.who, at: stamp.when)
    state.expected.update(inject, default: Injects.Expected()) {
      $0.judgements[number, default: []].append(judged)
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .roles(readers) }
  package func act(_ stamp: Stamp) -> (any Command)? {
    JudgeExpectation(inject: inject, number: number, verdict: verdict, remark: remark)
  }
  package func story(_ names: Names) -> String? {
    "judged \(names.expected(number, of: inject)) of \(names.event(inject.text)): "
      + verdict.words.lowercased()
      + (remark.map { ", \($0)" } ?? "")
  }
}

extension Fulfilment {
  /// How a verdict is shown.
  package var words: String {
    switch self {
    case .met: "Met"
    case .partly: "Partly met"
    case .not: "Not met"
    }
  }
}

package struct DecisionTaken: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.decision-taken"
  package static let doc: StaticString = "Something was decided"
  package let what: String
  package let because: String
  package let about: ID<InjectLine>?
}

extension DecisionTaken {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    what = f.one("what", old?.what, "What was decided")
    because = f.one("because", old?.because, "Why")
    about = f.maybe("about", old?.about, "The new event or request that it answers")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.decisions.append(
      Injects.Decision(
        what: what, because: because, about: about, who: stamp.actor.who, at: stamp.when))
  }

  /// What is decided about a new event is for those who know of it.
  package func audience(_ state: RehearsalState) -> Audience {
    about.flatMap { state[Injects.self].released[$0]?.audience } ?? .council
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    TakeDecision(what: what, because: because, about: about)
  }
  package func story(_ names: Names) -> String? {
    "decided" + (about.map { " about \(names.event($0.text))" } ?? "")
      + ": \(what.clause). Why: \(because)"
  }
  package var isNotable: Bool { true }
}
