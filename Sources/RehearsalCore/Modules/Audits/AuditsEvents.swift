/// A case that was chosen before the day.
package struct ListedCase: Record, Hashable {
  package let file: ID<CaseFile>
  package let title: String
  package let team: String?
  package let auditor: ID<Role>?
}

extension ListedCase {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "Its made-up reference")
    title = f.one("title", old?.title, "What kind of case it is")
    team = f.maybe("team", old?.team, "The team that holds the case")
    auditor = f.maybe("auditor", old?.auditor, "The role that audits it")
  }
}

package struct RoundOpened: Event, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.round-opened"
  package static let doc: StaticString = "A round of audits and its due time became known"
  package let round: ID<AuditRound>
  package let title: String
  package let needed: Int
  package let due: Moment
  package let owner: ID<Role>?
  package let auditors: [ID<Role>]
  package let moderator: ID<Role>?
  package let cases: [ListedCase]
}

extension RoundOpened {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    round = f.one("round", old?.round, "Which one")
    title = f.one("title", old?.title, "What it is called")
    needed = f.one("number", old?.needed, "How many case files")
    due = f.one("due", old?.due, "By when")
    owner = f.maybe("owner", old?.owner, "The role that answers for it")
    auditors = f.list("auditors", old?.auditors, "The roles that audit")
    moderator = f.maybe("moderator", old?.moderator, "The role that moderates the grades")
    cases = f.rows("cases", old?.cases, "The case files chosen before the day")
  }

  package func evolve(_ state: inout Audits.State, _ stamp: Stamp) {
    state.rounds[round] = Audits.RoundState(
      title: title, needed: needed, due: due, owner: owner, auditors: auditors,
      moderator: moderator, since: stamp.n)
    for line in cases {
      state.cases[line.file] = Audits.CaseState(
        id: line.file, round: round, title: line.title, team: line.team, auditor: line.auditor,
        standing: line.auditor == nil ? .chosen : .allocated)
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { state.audience(ofRound: round) }
  package func act(_ stamp: Stamp) -> (any Command)? { OpenAudits() }
  package func story(_ names: Names) -> String? {
    "opened the audits \"\(title)\": \(needed) case files by \(due.words)"
  }
}

package struct CaseChosen: Event, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.case-chosen"
  package static let doc: StaticString = "A case file was taken into a round of audits"
  package let file: ID<CaseFile>
  package let round: ID<AuditRound>
  package let roundTitle: String
  package let title: String
  package let team: String?
  package let isByInspector: Bool
}

extension CaseChosen {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "Its made-up reference")
    round = f.one("round", old?.round, "The round")
    roundTitle = f.one("round-title", old?.roundTitle, "What the round is called")
    title = f.one("title", old?.title, "What kind of case it is")
    team = f.maybe("team", old?.team, "The team that holds the case")
    isByInspector = f.some(
      "by-inspector", old?.isByInspector, default: false, "Whether the inspectorate chose it")
  }

  package func evolve(_ state: inout Audits.State, _ stamp: Stamp) {
    state.meet(round, roundTitle, stamp)
    state.cases[file] = Audits.CaseState(
      id: file, round: round, title: title, team: team, chosenBy: stamp.actor.who)
    state.rounds.update(round) { $0.hasNews = true }
  }

  /// Whoever chose a case knows of it.
  package func audience(_ state: RehearsalState) -> Audience {
    isByInspector ? .everyone : state.audience(ofRound: round)
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    ChooseCase(file: file, round: round, title: title, team: team)
  }
  package func story(_ names: Names) -> String? { "chose \(file) for the audits \"\(roundTitle)\"" }
}

package struct CaseAllocated: Event, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.case-allocated"
  package static let doc: StaticString = "A case file was given to an auditor"
  package let file: ID<CaseFile>
  package let round: ID<AuditRound>
  package let auditor: ID<Role>
}

extension CaseAllocated {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    round = f.one("round", old?.round, "The round")
    auditor = f.one("auditor", old?.auditor, "Who audits it")
  }

  package func evolve(_ state: inout Audits.State, _ stamp: Stamp) {
    state.change(file, in: round) {
      $0.auditor = auditor
      $0.standing = .allocated
      $0.begun = nil
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { state.audience(ofRound: round) }
  package func act(_ stamp: Stamp) -> (any Command)? { AllocateCase(file: file, auditor: auditor) }
  package func story(_ names: Names) -> String? { "gave \(file) to \(names.title(auditor))" }
}

package struct AuditBegun: Event, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.begun"
  package static let doc: StaticString = "An auditor opened a case file"
  package let file: ID<CaseFile>
  package let round: ID<AuditRound>
  package let auditor: ID<Role>
}

extension AuditBegun {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    round = f.one("round", old?.round, "The round")
    auditor = f.one("auditor", old?.auditor, "Who audits it")
  }

  package func evolve(_ state: inout Audits.State, _ stamp: Stamp) {
    state.change(file, in: round) {
      $0.auditor = auditor
      $0.standing = .begun
      $0.begun = stamp.when
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { state.audience(ofRound: round) }
  package func act(_ stamp: Stamp) -> (any Command)? { StartAudit(file: file) }
  package func story(_ names: Names) -> String? { "began to audit \(file)" }
}

package struct RoundOverdue: Event, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.round-overdue"
  package static let doc: StaticString = "A round fell due, and not everything was graded"
  package let round: ID<AuditRound>
  package let title: String
  package let due: Moment
  package let missing: Int
  package let owner: ID<Role>?
}

extension RoundOverdue {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    round = f.one("round", old?.round, "Which one")
    title = f.one("title", old?.title, "What it is called")
    due = f.one("due", old?.due, "By when")
    missing = f.one("missing", old?.missing, "How many are not graded")
    owner = f.maybe("owner", old?.owner, "The role that answers for it")
  }

  package func evolve(_ state: inout Audits.State, _ stamp: Stamp) {
    state.meet(round, title, stamp)
    state.rounds.update(round) { $0.missing = missing }
  }

  package func audience(_ state: RehearsalState) -> Audience { state.audience(ofRound: round) }
  package func act(_ stamp: Stamp) -> (any Command)? { NoticeRoundDue(round: round) }
  package func story(_ names: Names) -> String? {
    missing == 1
      ? "noticed that one case file of \"\(title)\" is not graded in time"
      : "noticed that \(missing) case files of \"\(title)\" are not graded in time"
  }
  package var isNotable: Bool { true }
}

extension Audits.State {
  /// Makes a round known by its name, where the viewer has seen nothing of it before.
  mutating func meet(_ round: ID<AuditRound>, _ title: String, _ stamp: Stamp) {
    if rounds[round] == nil {
      rounds[round] = Audits.RoundState(title: title, needed: 0, since: stamp.n)
    }
  }

  /// Changes a case, made first where the viewer has seen nothing of it before.
  mutating func change(
    _ file: ID<CaseFile>, in round: ID<AuditRound>, _ change: (inout Audits.CaseState) -> Void
  ) {
    let unseen = Audits.CaseState(id: file, round: round, title: "")
    cases.update(file, default: unseen, change)
    rounds.update(round) { $0.hasNews = true }
  }
}
