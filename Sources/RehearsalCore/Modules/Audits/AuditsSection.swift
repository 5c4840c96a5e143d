extension Audits {
  /// What a scenario says of the council's own audits of case files.
  package struct Section: Record {
    package let rounds: [AuditRound]
    package let cases: [CaseFile]

    package init(_ f: inout some FieldVisitor, _ old: Self?) {
      rounds = f.rows("rounds", old?.rounds, "Rounds of audits; left out, those asked for")
      cases = f.rows("cases", old?.cases, "Case files chosen before the day, all invented")
    }
  }
}

/// A number of case files audited by the same people for the same day.
package struct AuditRound: Record, Kind, Hashable {
  package let title: String
  package let id: ID<AuditRound>
  package let cases: Int
  package let due: Deadline?
  package let owner: ID<Role>?
  package let auditors: [ID<Role>]
  package let moderator: ID<Role>?
  package let effort: Effort
  package let tests: [ID<Objective>]
  package let basis: Basis?

  package static let kind = "audit round"
}

extension AuditRound {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the round is called")
    id = f.identity("id", old?.id, from: title, "The short name used in sentences")
    cases = f.one("number", old?.cases, "How many case files")
    due = f.maybe("due", old?.due, "By when; left out, when audits are handed over")
    owner = f.maybe("owner", old?.owner, "The role that answers for the round")
    auditors = f.list("auditors", old?.auditors, "The roles that audit")
    moderator = f.maybe("moderator", old?.moderator, "The role that moderates the grades")
    effort = f.some("effort", old?.effort, default: .minutes(120), "How long one case file takes")
    tests = f.list("tests", old?.tests, Objective.testsDoc)
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// A case file, by a made-up reference and never a name.
package struct CaseFile: Record, Kind, Hashable {
  package let title: String
  package let id: ID<CaseFile>
  package let round: ID<AuditRound>
  package let team: String?
  package let auditor: ID<Role>?
  package let basis: Basis?

  package static let kind = "case file"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What kind of case it is, such as Child in need")
    id = f.identity("id", old?.id, from: title, "Its made-up reference, such as case-07")
    round = f.one("round", old?.round, "The round it belongs to")
    team = f.maybe("team", old?.team, "The team that holds the case")
    auditor = f.maybe("auditor", old?.auditor, "The role that audits it")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}
