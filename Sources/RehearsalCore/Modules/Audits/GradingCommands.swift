/// What auditors and moderators find, and what is done about it.

package struct GradeCase: Command, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.grade-case"
  package static let verb: StaticString = "grades case"
  package static let doc: StaticString = "Says what the audit of a case file found"
  package let file: ID<CaseFile>
  package let grade: ID<Grade>?
  package let learning: String?
}

extension GradeCase {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    grade = f.maybe("as", old?.grade, "The grade, where the framework has grades")
    learning = f.maybe("learning", old?.learning, "What is to be learned; no names")
  }

  /// An auditor may think again until somebody has moderated.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Audits.requireCall(state)
    try Audits.requirePlayer(context, plan)
    let found = try Audits.file(file, state)
    let auditor = try found.auditor(acting: context, state)
    try Audits.requireOtherTeam(auditor, found, plan)
    if found.moderated != nil { throw Rejection(AuditsRefusal.alreadyModerated(file)) }
    let given = try Audits.grade(grade, plan)
    if found.grade == given, learning == nil { return [] }
    let round = state[Audits.self].rounds[found.round]
    let due = round?.due.map { state.moved($0, since: round?.since ?? -1) }
    return [
      CaseGraded(
        file: file, round: found.round, auditor: auditor, given: given, learning: learning,
        isLate: found.graded == nil && due.map { context.now > $0 } ?? false)
    ]
  }
}

package struct ModerateCase: Command, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.moderate-case"
  package static let verb: StaticString = "moderates case"
  package static let doc: StaticString = "Confirms the grade of a case file, or changes it"
  package let file: ID<CaseFile>
  package let grade: ID<Grade>?
  package let because: String?
}

extension ModerateCase {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    grade = f.maybe("as", old?.grade, "The grade, where the framework has grades")
    because = f.maybe("because", old?.because, "Why; wanted where the grade changes")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Audits.requireCall(state)
    try Audits.requirePlayer(context, plan)
    let found = try Audits.file(file, state)
    let moderator = state[Audits.self].rounds[found.round]?.moderator
    if let moderator, !Audits.isFacilitator(context), context.actor.role != moderator {
      throw Rejection(AuditsRefusal.notModerator(found.round, moderator: moderator))
    }
    if let role = context.actor.role ?? moderator, role == found.auditor {
      throw Rejection(AuditsRefusal.ownGrade(role, file))
    }
    guard let before = found.grade else { throw Rejection(AuditsRefusal.notGraded(file)) }
    if found.moderated != nil { throw Rejection(AuditsRefusal.alreadyModerated(file)) }
    let given = try Audits.grade(grade, plan)
    if given != before, because == nil { throw Rejection(AuditsRefusal.reasonMissing(file)) }
    return [
      CaseModerated(
        file: file, round: found.round, before: before, given: given, because: because)
    ]
  }
}

package struct LearnFromCase: Command, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.learn"
  package static let verb: StaticString = "learns from"
  package static let doc: StaticString = "Writes down what is to be learned from a case file"
  package let file: ID<CaseFile>
  package let learning: String
}

extension LearnFromCase {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    learning = f.one("learning", old?.learning, "What is to be learned; no names")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Audits.requireCall(state)
    try Audits.requirePlayer(context, plan)
    let found = try Audits.file(file, state)
    if found.learning.contains(learning) { return [] }
    return [LearningRecorded(file: file, round: found.round, learning: learning)]
  }
}

package struct ReferBack: Command, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.refer-back"
  package static let verb: StaticString = "refers back"
  package static let doc: StaticString = "Says that a case file shows an urgent risk"
  package let file: ID<CaseFile>
  package let because: String
}

extension ReferBack {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    because = f.one("because", old?.because, "What the risk is; no names")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Audits.requireCall(state)
    let isInspector = context.isInspectorate(state) && !Audits.isFacilitator(context)
    if !isInspector { try Audits.requirePlayer(context, plan) }
    let found = try Audits.file(file, state, isCouncil: !isInspector)
    if found.isReferred { throw Rejection(AuditsRefusal.alreadyReferred(file)) }
    return [
      CaseReferred(
        file: file, round: found.round, title: found.title, team: found.team, because: because,
        isByInspector: isInspector)
    ]
  }
}

package struct SettleReferral: Command, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.settle-referral"
  package static let verb: StaticString = "settles the referral of"
  package static let doc: StaticString = "Says what was done about an urgent risk"
  package let file: ID<CaseFile>
  package let answer: String
}

extension SettleReferral {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    answer = f.one("answer", old?.answer, "What was done")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Audits.requireCall(state)
    try Audits.requirePlayer(context, plan)
    let found = try Audits.file(file, state)
    guard let open = found.referrals.last(where: { $0.answered == nil }) else {
      throw Rejection(AuditsRefusal.notReferred(file))
    }
    return [
      ReferralSettled(
        file: file, round: found.round, answer: answer, isByInspector: open.isByInspector)
    ]
  }
}

package struct HandOverAudits: Command, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.hand-over"
  package static let verb: StaticString = "gives inspectors the audits of"
  package static let doc: StaticString = "Hands a round of audits over, as it stands now"
  package let round: ID<AuditRound>
}

extension HandOverAudits {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    round = f.one("round", old?.round, "Which one")
  }

  /// What changed since the last time is handed over again; where nothing did, all is done.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Audits.requireCall(state)
    try Audits.requirePlayer(context, plan)
    let found = try Audits.round(round, state)
    try Audits.requireOwner(round, found, context)
    let audits = state[Audits.self]
    let cases = audits.cases(of: round)
    guard cases.contains(where: { $0.graded != nil }) else {
      throw Rejection(AuditsRefusal.nothingGraded(round))
    }
    if found.handedOver != nil, !found.hasNews { return [] }
    let due = found.due.map { state.moved($0, since: found.since) }
    return [
      AuditsHandedOver(
        round: round, title: found.title, needed: found.needed, missing: audits.missing(in: round),
        isLate: due.map { context.now > $0 } ?? false,
        cases: cases.map { AuditedCase($0) })
    ]
  }
}
