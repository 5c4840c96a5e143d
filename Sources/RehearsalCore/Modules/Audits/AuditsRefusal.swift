/// Why Audits says no, in order of precedence.
package enum AuditsRefusal: Refusal {
  case beforeCall
  case playersOnly
  case roundUnknown(ID<AuditRound>, nearest: String?)
  case notYourRound(ID<AuditRound>, owner: ID<Role>)
  case caseUnknown(ID<CaseFile>, nearest: String?)
  case caseExists(ID<CaseFile>, ID<AuditRound>)
  case roleUnknown(ID<Role>, nearest: String?)
  case observer(ID<Role>)
  case notYourCase(ID<CaseFile>, auditor: ID<Role>?)
  case ownTeam(ID<Role>, ID<CaseFile>, String)
  case notModerator(ID<AuditRound>, moderator: ID<Role>)
  case ownGrade(ID<Role>, ID<CaseFile>)
  case notGraded(ID<CaseFile>)
  case alreadyGraded(ID<CaseFile>)
  case alreadyModerated(ID<CaseFile>)
  case gradeMissing([ID<Grade>])
  case noGrades(ID<Grade>)
  case gradeUnknown(ID<Grade>, [ID<Grade>])
  case reasonMissing(ID<CaseFile>)
  case alreadyReferred(ID<CaseFile>)
  case notReferred(ID<CaseFile>)
  case nothingGraded(ID<AuditRound>)

  package static let precedence = [
    "before-call", "players-only", "round-unknown", "not-your-round",
    "case-unknown", "case-exists", "role-unknown", "observer", "not-your-case", "own-team",
    "not-moderator", "own-grade", "not-graded", "already-graded", "already-moderated",
    "grade-missing", "no-grades", "grade-unknown", "reason-missing", "already-referred",
    "not-referred", "nothing-graded",
  ].map { "audits." + $0 }

  package var code: String {
    let name =
      switch self {
      case .beforeCall: "before-call"
      case .playersOnly: "players-only"
      case .roundUnknown: "round-unknown"
      case .notYourRound: "not-your-round"
      case .caseUnknown: "case-unknown"
      case .caseExists: "case-exists"
      case .roleUnknown: "role-unknown"
      case .observer: "observer"
      case .notYourCase: "not-your-case"
      case .ownTeam: "own-team"
      case .notModerator: "not-moderator"
      case .ownGrade: "own-grade"
      case .notGraded: "not-graded"
      case .alreadyGraded: "already-graded"
      case .alreadyModerated: "already-moderated"
      case .gradeMissing: "grade-missing"
      case .noGrades: "no-grades"
      case .gradeUnknown: "grade-unknown"
      case .reasonMissing: "reason-missing"
      case .alreadyReferred: "already-referred"
      case .notReferred: "not-referred"
      case .nothingGraded: "nothing-graded"
      }
    return "audits." + name
  }

  package var reason: String {
    switch self {
    case .beforeCall: "The call has not come yet"
    case .playersOnly: "Only a role that takes part, or a facilitator, may do this"
    case .roundUnknown(let id, _): "No round of audits is called \"\(id)\""
    case .notYourRound(let id, let owner): "\"\(id)\" belongs to \(owner)"
    case .caseUnknown(let id, _): "No case file \"\(id)\" was chosen"
    case .caseExists(let id, let round): "\"\(id)\" was chosen already, for \"\(round)\""
    case .roleUnknown(let id, _): "No role is called \"\(id)\" in this rehearsal"
    case .observer(let id): "\"\(id)\" only watches"
    case .notYourCase(let id, let auditor):
      auditor.map { "\"\(id)\" is for \($0) to audit" } ?? "Nobody has been given \"\(id)\" yet"
    case .ownTeam(let role, let id, let team):
      "\"\(role)\" belongs to \(team), which holds \"\(id)\""
    case .notModerator(let id, let moderator): "\"\(id)\" is for \(moderator) to moderate"
    case .ownGrade(let role, let id): "\"\(role)\" graded \"\(id)\""
    case .notGraded(let id): "\"\(id)\" has not been graded yet"
    case .alreadyGraded(let id): "\"\(id)\" has been graded already"
    case .alreadyModerated(let id): "\"\(id)\" has been moderated already"
    case .gradeMissing: "No grade was given"
    case .noGrades(let id): "This framework gives no grades, so not \"\(id)\""
    case .gradeUnknown(let id, _): "\"\(id)\" is not a grade of this framework"
    case .reasonMissing(let id): "The grade of \"\(id)\" changes, and nobody says why"
    case .alreadyReferred(let id): "\"\(id)\" has been referred back and waits for an answer"
    case .notReferred(let id): "\"\(id)\" does not wait for an answer"
    case .nothingGraded(let id): "Nothing in \"\(id)\" has been graded yet"
    }
  }

  package var fix: String {
    switch self {
    case .beforeCall: "Wait until the inspectorate has rung."
    case .playersOnly: "Let a role of the council or the facilitator do it."
    case .roundUnknown(_, let near), .caseUnknown(_, let near), .roleUnknown(_, let near):
      near.map { "Did you mean \"\($0)\"?" } ?? "Check the names on the page or in the scenario."
    case .notYourRound(_, let owner): "Let \(owner) or a facilitator do it."
    case .caseExists: "Name another case."
    case .observer: "Name a role that takes part."
    case .notYourCase(_, let auditor):
      auditor.map { "Let \($0) or a facilitator do it." }
        ?? "Let the round's owner allocate it, or let one of the round's auditors start."
    case .ownTeam: "Give the case to an auditor of another team."
    case .notModerator(_, let moderator): "Let \(moderator) or a facilitator do it."
    case .ownGrade: "Let somebody else moderate it."
    case .notGraded: "Grade it first."
    case .alreadyGraded: "What was graded stays with its auditor."
    case .alreadyModerated: "Nothing more to do."
    case .gradeMissing(let all): "Add as and one of: \(Self.list(all))."
    case .noGrades: "Say what was found with learning."
    case .gradeUnknown(let id, let all):
      Suggestion.nearest(to: id.text, among: all.map(\.text)).map { "Did you mean \"\($0)\"?" }
        ?? "Use one of: \(Self.list(all))."
    case .reasonMissing: "Give the reason, under because."
    case .alreadyReferred: "Settle that referral first."
    case .notReferred: "Nothing to answer."
    case .nothingGraded: "Grade at least one case file first."
    }
  }

  private static func list(_ ids: [ID<Grade>]) -> String {
    ids.map(\.text).joined(separator: ", ")
  }
}
