/// What somebody can do about the audits of case files.
extension Audits {
  package static func offers(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Offer] {
    guard case .role(let me) = viewer, plan.part(of: me) != .observer,
      !state[Timeline.self].milestones.isEmpty
    else { return [] }
    let audits = state[Audits.self]
    let offers = AuditOffers(state, plan, me)
    return audits.cases.values.flatMap { offers.about($0) }
      + zip(audits.rounds.keys, audits.rounds.values).flatMap { offers.about($0, $1) }
      + offers.learning
  }
}

/// What one role can do about audits.
private struct AuditOffers {
  let state: RehearsalState
  let plan: Plan
  let me: ID<Role>

  init(_ state: RehearsalState, _ plan: Plan, _ me: ID<Role>) {
    self.state = state
    self.plan = plan
    self.me = me
  }

  private var audits: Audits.State { state[Audits.self] }
  private var hasGrades: Bool { !plan.scenario.framework.grades.isEmpty }

  private var team: String? { plan.scenario.head.roles.first { $0.id == me }?.team }
  private var part: Part? { plan.part(of: me) }

  private func due(_ round: Audits.RoundState?) -> Moment? {
    round.flatMap { round in round.due.map { state.moved($0, since: round.since) } }
  }

  func about(_ file: Audits.CaseState) -> [Offer] {
    let round = audits.rounds[file.round]
    return [settling(file, round), auditing(file, round), moderating(file, round)]
      .compactMap { $0 }
  }

  /// An urgent risk that somebody must answer: the team that holds the case, or whoever answers for
  /// the round; failing them, anybody.
  private func settling(_ file: Audits.CaseState, _ round: Audits.RoundState?) -> Offer? {
    guard let open = file.referrals.last(where: { $0.answered == nil }), part == .player else {
      return nil
    }
    let isMine = round?.owner == me || team != nil && team == file.team
    return Offer(
      "audits.settle.\(file.id)", "Answer the urgent risk in \(name(file))", why: open.because,
      since: open.referred, isMine ? .now : .soon,
      [Block.Form(SettleReferral.self, "This was done", ["case": file.id])])
  }

  private func auditing(_ file: Audits.CaseState, _ round: Audits.RoundState?) -> Offer? {
    guard file.auditor.map({ $0 == me }) ?? (round?.auditors.contains(me) == true),
      file.graded == nil, team == nil || team != file.team
    else { return nil }
    let about: KeyValuePairs<StaticString, any FieldValue> = ["case": file.id]
    let grade = Block.Form(
      GradeCase.self, "Give the grade", about, without: hasGrades ? [] : ["as"],
      choices: hasGrades ? [plan.grades("as")] : [])
    let grading = hasGrades ? grade.needing("as") : grade
    let start = Block.Form(StartAudit.self, "Open the case file", about)
    let isLate = round?.missing != nil
    return Offer(
      "audits.audit.\(file.id)", "Audit \(name(file))",
      why: (round.map { "\($0.title)." } ?? "")
        + (file.auditor == nil ? " Nobody has it yet." : ""),
      due: due(round), since: file.begun, isLate ? .now : .soon,
      [file.standing == .begun ? grading : start] + referring(file))
  }

  private func referring(_ file: Audits.CaseState) -> [Block.Form] {
    file.isReferred
      ? [] : [Block.Form(ReferBack.self, "It shows an urgent risk", ["case": file.id])]
  }

  private func moderating(_ file: Audits.CaseState, _ round: Audits.RoundState?) -> Offer? {
    guard let given = file.grade, file.moderated == nil, file.auditor != me,
      round?.moderator ?? round?.owner == me
    else { return nil }
    let change = Block.Form(
      ModerateCase.self, "Change the grade", ["case": file.id], choices: [plan.grades("as")])
    let confirm =
      given.grade.map {
        Block.Form(
          ModerateCase.self, "Confirm the grade", ["case": file.id, "as": $0],
          without: ["because"])
      }
      ?? Block.Form(
        ModerateCase.self, "Confirm it", ["case": file.id], without: ["as", "because"])
    return Offer(
      "audits.moderate.\(file.id)", "Moderate \(name(file))",
      why: "\(file.auditor.map { state.names.title($0) } ?? "The auditor"): \(given.words).",
      due: due(round), since: file.graded, .now, hasGrades ? [confirm, change] : [confirm])
  }

  /// What is to be learned, from any case that somebody has graded.
  var learning: [Offer] {
    let graded = audits.cases.values.filter { $0.graded != nil }
    guard !graded.isEmpty, part == .player else { return [] }
    let cases = graded.map { (value: $0.id as any FieldValue, words: name($0)) }
    return [
      Offer(
        "audits.learn", "Write down what is to be learned from a case file", .later,
        [
          Block.Form(
            LearnFromCase.self, "Write it down", choices: [Block.Choices("case", cases)])
        ])
    ]
  }

  /// What the owner of a round does for it.
  func about(_ id: ID<AuditRound>, _ round: Audits.RoundState) -> [Offer] {
    guard round.owner == me else { return [] }
    let cases = audits.cases(of: id)
    var offers: [Offer] = []
    if cases.count < round.needed {
      offers.append(
        Offer(
          "audits.choose.\(id)", "Choose a case file for \(round.title)",
          why: "\(cases.count) of \(round.needed) are chosen.", due: due(round),
          round.missing != nil ? .now : .soon,
          [Block.Form(ChooseCase.self, "Take it", ["for": id])]))
    }
    for file in cases where file.auditor == nil && file.graded == nil {
      let others = plan.roles("to") { role in
        role.part == .player && (role.team == nil || role.team != file.team)
      }
      offers.append(
        Offer(
          "audits.allocate.\(file.id)", "Give \(name(file)) to an auditor", why: round.title + ".",
          due: due(round), round.auditors.isEmpty ? .soon : .later,
          [Block.Form(AllocateCase.self, "Give it", ["case": file.id], choices: [others])]))
    }
    let graded = cases.count { $0.graded != nil }
    if graded > 0, round.handedOver == nil || round.hasNews {
      let isWhole = audits.missing(in: id) == 0
      offers.append(
        Offer(
          "audits.hand-over.\(id)", "Give inspectors the audits of \(round.title)",
          why: "\(graded) of \(max(round.needed, cases.count)) are graded.", due: due(round),
          round.missing != nil ? .now : isWhole ? .soon : .later,
          [Block.Form(HandOverAudits.self, "Hand them over", ["round": id])]))
    }
    return offers
  }

  private func name(_ file: Audits.CaseState) -> String {
    file.title.isEmpty ? file.id.text : "\(file.id), \(file.title)"
  }
}
