/// How case files come to their auditors.

package struct OpenAudits: Command, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.open"
  package static let verb: StaticString = "makes the audit rounds known"
  package static let doc: StaticString = "The rounds of audits and their due times become known"
}

extension OpenAudits {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {}

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    let prepared = plan[Audits.self]
    guard prepared.isRehearsed else { return [] }
    return prepared.rounds.filter { state[Audits.self].rounds[$0.line.id] == nil }.map { round in
      let line = round.line
      let cases = prepared.cases.filter { $0.round == line.id }.map {
        ListedCase(file: $0.id, title: $0.title, team: $0.team, auditor: $0.auditor)
      }
      return RoundOpened(
        round: line.id, title: line.title, needed: line.cases, due: state.moved(round.due),
        owner: line.owner, auditors: line.auditors, moderator: line.moderator, cases: cases)
    }
  }
}

package struct ChooseCase: Command, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.choose-case"
  package static let verb: StaticString = "chooses case"
  package static let doc: StaticString = "Takes a case file into a round of audits"
  package let file: ID<CaseFile>
  package let round: ID<AuditRound>
  package let title: String
  package let team: String?
}

extension ChooseCase {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "Its made-up reference, such as case-07, never a name")
    round = f.one("for", old?.round, "The round of audits")
    title = f.some("title", old?.title, default: "", "What kind of case it is")
    team = f.maybe("team", old?.team, "The team that holds the case")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Audits.requireCall(state)
    let isInspector = context.isInspectorate(state) && !Audits.isFacilitator(context)
    if !isInspector { try Audits.requirePlayer(context, plan) }
    let found = try Audits.round(round, state)
    if !isInspector { try Audits.requireOwner(round, found, context) }
    if let known = state[Audits.self].cases[file] {
      throw Rejection(AuditsRefusal.caseExists(file, known.round))
    }
    return [
      CaseChosen(
        file: file, round: round, roundTitle: found.title, title: title, team: team,
        isByInspector: isInspector)
    ]
  }
}

package struct AllocateCase: Command, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.allocate-case"
  package static let verb: StaticString = "allocates case"
  package static let doc: StaticString = "Gives a case file to an auditor of another team"
  package let file: ID<CaseFile>
  package let auditor: ID<Role>
}

extension AllocateCase {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    auditor = f.one("to", old?.auditor, "The role that audits it")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Audits.requireCall(state)
    try Audits.requirePlayer(context, plan)
    let found = try Audits.file(file, state)
    let round = try Audits.round(found.round, state)
    try Audits.requireOwner(found.round, round, context)
    guard let part = plan.part(of: auditor) else {
      let all = plan.scenario.head.roles.map(\.id.text)
      let near = Suggestion.nearest(to: auditor.text, among: all)
      throw Rejection(AuditsRefusal.roleUnknown(auditor, nearest: near))
    }
    if part == .observer { throw Rejection(AuditsRefusal.observer(auditor)) }
    try Audits.requireOtherTeam(auditor, found, plan)
    if found.graded != nil { throw Rejection(AuditsRefusal.alreadyGraded(file)) }
    if found.auditor == auditor { return [] }
    return [CaseAllocated(file: file, round: found.round, auditor: auditor)]
  }
}

package struct StartAudit: Command, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.start"
  package static let verb: StaticString = "starts auditing"
  package static let doc: StaticString = "An auditor opens a case file"
  package let file: ID<CaseFile>
}

extension StartAudit {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
  }

  /// A case that nobody has goes to whichever of the round's auditors starts first.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Audits.requireCall(state)
    try Audits.requirePlayer(context, plan)
    let found = try Audits.file(file, state)
    let auditor = try found.auditor(acting: context, state)
    try Audits.requireOtherTeam(auditor, found, plan)
    if found.graded != nil { throw Rejection(AuditsRefusal.alreadyGraded(file)) }
    if found.standing == .begun { return [] }
    return [AuditBegun(file: file, round: found.round, auditor: auditor)]
  }
}

package struct NoticeRoundDue: Command, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.notice-due"
  package static let verb: StaticString = "counts the audits of"
  package static let doc: StaticString = "A round falls due; what is not graded by now is overdue"
  package let round: ID<AuditRound>
}

extension NoticeRoundDue {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    round = f.one("round", old?.round, "Which one")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    let audits = state[Audits.self]
    let missing = audits.missing(in: round)
    guard let found = audits.rounds[round], found.missing == nil, missing > 0,
      let due = found.due.map({ state.moved($0, since: found.since) }), due <= context.now
    else { return [] }
    return [
      RoundOverdue(
        round: round, title: found.title, due: due, missing: missing, owner: found.owner)
    ]
  }
}

extension Audits.CaseState {
  /// Who audits it, if the actor may act for them.
  func auditor(acting context: Context, _ state: RehearsalState) throws(Rejection) -> ID<Role> {
    let round = state[Audits.self].rounds[self.round]
    let me = context.actor.role
    guard let auditor else {
      guard let me, round?.auditors.contains(me) == true else {
        throw Rejection(AuditsRefusal.notYourCase(id, auditor: nil))
      }
      return me
    }
    if Audits.isFacilitator(context) || me == auditor { return auditor }
    throw Rejection(AuditsRefusal.notYourCase(id, auditor: auditor))
  }
}
