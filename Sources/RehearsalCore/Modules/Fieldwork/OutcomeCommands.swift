/// What inspectors found, in confidence and then in public.

/// What was found of an area, or of the whole: the fields of whatever inspectors say of it.
package struct VerdictToGive: Record, Hashable {
  package let area: ID<Judgement>?
  package let grade: ID<Grade>?
  package let text: String?
}

extension VerdictToGive {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    area = f.maybe("area", old?.area, "The area of judgement; left out, it is about the whole")
    grade = f.maybe("grade", old?.grade, "The grade, where the framework has grades")
    text = f.maybe("text", old?.text, "What was found")
  }

  /// The same with the titles, if the actor may say so now.
  fileprivate func verdict(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> Verdict {
    try Fieldwork.requireCall(state)
    try Fieldwork.requireInspectorate(context, state)
    try Fieldwork.requireUnpublished(state)
    return try Fieldwork.verdict(area, grade, text, state, plan)
  }
}

package struct GiveFeedback: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.give-feedback"
  package static let verb: StaticString = "gives provisional feedback"
  package static let doc: StaticString = "Says in confidence what was found so far"
  package let finding: VerdictToGive
}

extension GiveFeedback {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    finding = VerdictToGive(&f, old?.finding)
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let verdict = try finding.verdict(state, plan, context)
    if state[Fieldwork.self].feedback.contains(where: { $0.verdict == verdict }) { return [] }
    return [FeedbackGiven(verdict: verdict)]
  }
}

package struct GiveJudgement: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.give-judgement"
  package static let verb: StaticString = "gives the final judgement"
  package static let doc: StaticString = "Says in confidence what will be published"
  package let finding: VerdictToGive
}

extension GiveJudgement {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    finding = VerdictToGive(&f, old?.finding)
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let verdict = try finding.verdict(state, plan, context)
    if state[Fieldwork.self].judgements.contains(where: { $0.verdict == verdict }) { return [] }
    return [JudgementGiven(verdict: verdict)]
  }
}

package struct ShareFeedback: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.share-feedback"
  package static let verb: StaticString = "shares the feedback with"
  package static let doc: StaticString = "Lets somebody else know the outcome in confidence"
  package let role: ID<Role>
  package let because: String
}

extension ShareFeedback {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "Who is told")
    because = f.one("because", old?.because, "Why they must know; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    try Fieldwork.requireConfidant(context, state, orInspectorate: true)
    try Fieldwork.requireRoles([role], plan)
    try Fieldwork.requireUnpublished(state)
    let fieldwork = state[Fieldwork.self]
    if fieldwork.feedback.isEmpty, fieldwork.judgements.isEmpty {
      throw Rejection(FieldworkRefusal.nothingToShare)
    }
    if fieldwork.mayKnow.contains(role) || state.inspectorate.contains(role) {
      throw Rejection(FieldworkRefusal.alreadyKnows(role))
    }
    return [
      FeedbackShared(
        role: role, because: because, feedback: fieldwork.feedback.map(\.verdict),
        judgements: fieldwork.judgements.map(\.verdict))
    ]
  }
}

package struct RecordLeak: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.record-leak"
  package static let verb: StaticString = "records a leak to"
  package static let doc: StaticString = "Notes who learned the outcome and should not have"
  package let who: String
  package let because: String
}

extension RecordLeak {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    who = f.one("who", old?.who, "Who learned of it: a role's short name, or words for others")
    because = f.one("because", old?.because, "How they learned of it")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    try Fieldwork.requireCall(state)
    try Fieldwork.requireUnpublished(state)
    if let role = ID<Role>(who), state[Fieldwork.self].mayKnow.contains(role) {
      throw Rejection(FieldworkRefusal.alreadyKnows(role))
    }
    return [LeakRecorded(who: who, because: because)]
  }
}

package struct PublishJudgements: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.publish"
  package static let verb: StaticString = "publishes the report"
  package static let doc: StaticString = "Makes the final judgements public"
}

extension PublishJudgements {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {}

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    if context.actor == .clock {
      if state[Fieldwork.self].published != nil { return [] }
    } else {
      try Timeline.requireFacilitator(context)
      try Fieldwork.requireCall(state)
      try Fieldwork.requireUnpublished(state)
    }
    return [JudgementsPublished(verdicts: state[Fieldwork.self].outcome(plan.judged(state)))]
  }
}

extension Fieldwork.State {
  /// What is made public: every area that is judged, with what was given for it or nothing.
  fileprivate func outcome(_ areas: [Judgement]) -> [Verdict] {
    let given = judgements.map(\.verdict)
    let judged = areas.map { area in
      given.first { $0.area == area.id }
        ?? Verdict(area: area.id, title: area.title, grade: nil, gradeTitle: nil, text: nil)
    }
    return judged + given.filter { verdict in !areas.contains { $0.id == verdict.area } }
  }
}

extension Fieldwork {
  /// The council's roles that may know the outcome, and the facilitator.
  static func requireConfidant(
    _ context: Context, _ state: RehearsalState, orInspectorate: Bool = false
  ) throws(Rejection) {
    if orInspectorate, context.isInspectorate(state) { return }
    switch context.actor {
    case .facilitator, .tool: return
    case .role(let role, _) where state[Fieldwork.self].mayKnow.contains(role): return
    case .role, .inspector, .clock: throw Rejection(FieldworkRefusal.notUnderEmbargo)
    }
  }
}
