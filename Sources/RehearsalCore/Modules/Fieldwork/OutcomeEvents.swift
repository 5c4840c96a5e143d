package struct FeedbackGiven: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.feedback-given"
  package static let doc: StaticString = "Inspectors said in confidence what they found so far"
  package let verdict: Verdict
}

extension FeedbackGiven {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    verdict = Verdict(&f, old?.verdict)
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.feedback.keep(verdict, at: stamp.when)
    state.feedbackGiven = state.feedbackGiven ?? stamp.when
  }

  package func audience(_ state: RehearsalState) -> Audience { Fieldwork.confidants(state) }
  package func act(_ stamp: Stamp) -> (any Command)? { GiveFeedback(finding: verdict.asked) }
  package func story(_ names: Names) -> String? {
    "gave provisional feedback in confidence: \(verdict.story)"
  }
  package var isNotable: Bool { true }
}

package struct JudgementGiven: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.judgement-given"
  package static let doc: StaticString = "Inspectors said in confidence what will be published"
  package let verdict: Verdict
}

extension JudgementGiven {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    verdict = Verdict(&f, old?.verdict)
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.judgements.keep(verdict, at: stamp.when)
  }

  package func audience(_ state: RehearsalState) -> Audience { Fieldwork.confidants(state) }
  package func act(_ stamp: Stamp) -> (any Command)? { GiveJudgement(finding: verdict.asked) }
  package func story(_ names: Names) -> String? {
    "gave the final judgement in confidence: \(verdict.story)"
  }
  package var isNotable: Bool { true }
}

/// Somebody else was let into the confidence. It carries what there is to know, because the one
/// who is told has seen nothing of it.
package struct FeedbackShared: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.feedback-shared"
  package static let doc: StaticString = "Somebody was told of the outcome in confidence"
  package let role: ID<Role>
  package let because: String
  package let feedback: [Verdict]
  package let judgements: [Verdict]
}

extension FeedbackShared {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "Who was told")
    because = f.one("because", old?.because, "Why they must know")
    feedback = f.rows("feedback", old?.feedback, "What had been said so far")
    judgements = f.rows("judgements", old?.judgements, "The final judgements so far")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.shares.append(
      Fieldwork.Share(role: role, by: stamp.actor.who, because: because, at: stamp.when))
    for verdict in feedback { state.feedback.keep(verdict, at: stamp.when) }
    for verdict in judgements { state.judgements.keep(verdict, at: stamp.when) }
  }

  package func audience(_ state: RehearsalState) -> Audience { Fieldwork.confidants(state) }
  package func act(_ stamp: Stamp) -> (any Command)? { ShareFeedback(role: role, because: because) }
  package func story(_ names: Names) -> String? {
    "shared the feedback with \(names.title(role)): \(because)"
  }
  package var isNotable: Bool { true }
}

package struct LeakRecorded: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.leak-recorded"
  package static let doc: StaticString = "Somebody learned the outcome who should not have"
  package let who: String
  package let because: String
}

extension LeakRecorded {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    who = f.one("who", old?.who, "Who learned of it")
    because = f.one("because", old?.because, "How they learned of it")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.leaks.append(Fieldwork.Leak(who: who, because: because, at: stamp.when))
  }

  /// Whether the council notices a leak by itself is part of the exercise.
  package func audience(_ state: RehearsalState) -> Audience { .facilitators }
  package func act(_ stamp: Stamp) -> (any Command)? { RecordLeak(who: who, because: because) }
  package func story(_ names: Names) -> String? {
    "recorded that the outcome leaked to \(names.title(words: who)): \(because)"
  }
  package var isNotable: Bool { true }
}

package struct JudgementsPublished: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.judgements-published"
  package static let doc: StaticString = "The outcome became public"
  package let verdicts: [Verdict]
}

extension JudgementsPublished {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    verdicts = f.rows("judgements", old?.verdicts, "Every area, with what was found or nothing")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.published = stamp.when
    state.judgements = verdicts.map { Fieldwork.Finding(verdict: $0, at: stamp.when) }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { PublishJudgements() }
  package func story(_ names: Names) -> String? {
    verdicts.isEmpty
      ? "published the report, in which nothing is judged"
      : "published the report. " + verdicts.map { $0.story.clause + "." }.joined(separator: " ")
  }
  package var isNotable: Bool { true }
}

extension Verdict {
  /// The finding as somebody would say it.
  fileprivate var asked: VerdictToGive { VerdictToGive(area: area, grade: grade, text: text) }

  /// The finding as a story tells it: the area, the grade, the text.
  fileprivate var story: String {
    let what = gradeTitle ?? (text == nil ? "no judgement was given" : nil)
    return [title, what, text].compactMap { $0 }.joined(separator: ": ")
  }
}

extension Names {
  /// The title of a role where `words` are its id; else the words themselves.
  func title(words: String) -> String { ID<Role>(words).map { title($0) } ?? words }
}
