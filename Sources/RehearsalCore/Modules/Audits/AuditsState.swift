extension Audits {
  /// How far the rounds have come, as far as the viewer may know. References of cases are made up:
  /// a rehearsal holds no real child's.
  package struct State: ModuleState {
    package var rounds = OrderedMap<ID<AuditRound>, RoundState>()
    package var cases = OrderedMap<ID<CaseFile>, CaseState>()
  }

  /// A round that is known.
  package struct RoundState: Sendable, Encodable {
    package let title: String
    /// How many case files are wanted.
    package var needed: Int
    package var due: Moment?
    package var owner: ID<Role>?
    package var auditors: [ID<Role>] = []
    package var moderator: ID<Role>?
    /// The event that gave its due time.
    package var since: Int
    /// How many were not graded when it fell due.
    package var missing: Int?
    package var handedOver: Moment?
    /// Whether something changed after it was handed over.
    package var hasNews = true

    /// Those who answer for it, audit in it or moderate it.
    var people: [ID<Role>] { [owner, moderator].compactMap { $0 } + auditors }
  }

  /// How a case stands.
  package enum Standing: String, Sendable, Encodable {
    case chosen, allocated, begun, graded, moderated
  }

  /// A case file that is audited.
  package struct CaseState: Sendable, Encodable {
    package let id: ID<CaseFile>
    package let round: ID<AuditRound>
    package var title: String
    package var team: String?
    package var chosenBy: String?
    package var auditor: ID<Role>?
    package var standing = Standing.chosen
    package var begun: Moment?
    package var grade: GradeGiven?
    package var graded: Moment?
    package var isLate = false
    package var moderated: GradeGiven?
    package var moderatedAt: Moment?
    package var changed: String?
    package var learning: [String] = []
    package var referrals: [Referral] = []

    /// Whether an urgent risk waits for an answer.
    var isReferred: Bool { referrals.contains { $0.answered == nil } }
  }

  /// An urgent risk that was referred back to those who hold the case.
  package struct Referral: Sendable, Encodable {
    package let because: String
    package let referred: Moment
    /// Whether an inspector did, who then learns of the answer.
    package let isByInspector: Bool
    package var answer: String?
    package var answered: Moment?
  }

  package static func initialState(_ plan: Plan) -> State { State() }
}

/// What a case file was found to be: a grade where the framework has a scale.
package struct GradeGiven: Record, Hashable, Encodable {
  package let grade: ID<Grade>?
  package let title: String?

  var words: String { title ?? "No grade" }
}

extension GradeGiven {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    grade = f.maybe("grade", old?.grade, "The grade")
    title = f.maybe("title", old?.title, "What the grade is called")
  }
}

extension Audits.State {
  /// The cases of a round, in the order in which they were chosen.
  func cases(of round: ID<AuditRound>) -> [Audits.CaseState] {
    cases.values.filter { $0.round == round }
  }

  /// How many case files of a round are still not graded.
  func missing(in id: ID<AuditRound>) -> Int {
    let all = cases(of: id)
    let graded = all.count { $0.graded != nil }
    return max(rounds[id]?.needed ?? 0, all.count) - graded
  }
}

extension RehearsalState {
  /// Who may see what the council does in a round. Where the inspectorate itself audits or
  /// moderates, there is nothing to hide from it.
  func audience(ofRound id: ID<AuditRound>) -> Audience {
    let people = self[Audits.self].rounds[id]?.people ?? []
    return people.contains(where: inspectorate.contains) ? .everyone : .council
  }
}
