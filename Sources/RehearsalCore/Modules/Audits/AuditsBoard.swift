/// Which case files have been audited, and what was found?
package struct AuditsBoard: Board {
  package static let name: StaticString = "audits"
  package static let question: StaticString =
    "Which case files have been audited, and what was found?"

  /// A round with its figures.
  package struct Round: Encodable, Sendable {
    package let id: String
    package let title: String
    package let due: Moment?
    package let owner: String?
    package let moderator: String?
    package let missingWhenDue: Int?
    package let handedOver: Moment?
    package let measures: AuditsMeasures
  }

  /// One case file, in words that do not change: scripts read them.
  package struct Line: Encodable, Sendable {
    package let id: String
    package let title: String
    package let round: String
    package let team: String?
    package let auditor: String?
    /// `chosen`, `allocated`, `begun`, `graded` or `moderated`.
    package let standing: String
    package let isLate: Bool
    package let isReferred: Bool
    package let grade: String?
    package let moderated: String?
    package let isChanged: Bool
    package let because: String?
  }

  /// What one case file teaches.
  package struct Lesson: Encodable, Sendable {
    package let file: String
    package let learning: String
  }

  /// An urgent risk, and what was done about it.
  package struct Referral: Encodable, Sendable {
    package let file: String
    package let team: String?
    package let because: String
    package let referred: Moment
    package let answer: String?
    package let answered: Moment?
  }

  package let rounds: [Round]
  package let cases: [Line]
  package let learning: [Lesson]
  package let referrals: [Referral]

  init(_ state: RehearsalState) {
    let audits = state[Audits.self]
    let names = state.names
    rounds = zip(audits.rounds.keys, audits.rounds.values).map { id, round in
      Round(
        id: id.text, title: round.title,
        due: round.due.map { state.moved($0, since: round.since) },
        owner: round.owner.map { names.title($0) },
        moderator: round.moderator.map { names.title($0) }, missingWhenDue: round.missing,
        handedOver: round.handedOver, measures: AuditsMeasures(audits, of: id))
    }
    let files = audits.rounds.keys.flatMap { audits.cases(of: $0) }
    cases = files.map { file in
      let isChanged = file.moderated != nil && file.moderated != file.grade
      return Line(
        id: file.id.text, title: file.title,
        round: audits.rounds[file.round]?.title ?? file.round.text, team: file.team,
        auditor: file.auditor.map { names.title($0) }, standing: file.standing.rawValue,
        isLate: file.isLate, isReferred: file.isReferred, grade: file.grade?.words,
        moderated: file.moderated?.words, isChanged: isChanged, because: file.changed)
    }
    learning = files.flatMap { file in
      file.learning.map { Lesson(file: file.id.text, learning: $0) }
    }
    referrals = files.flatMap { file in
      file.referrals.map {
        Referral(
          file: file.id.text, team: file.team, because: $0.because, referred: $0.referred,
          answer: $0.answer, answered: $0.answered)
      }
    }
  }

  package var blocks: [Block] {
    var blocks = [Block("audits", .heading("\(Self.question)"))]
    for round in rounds {
      // No id holds the line below, so that no round is taken for another block.
      let key = "audits_\(round.id)"
      blocks.append(
        Block(
          "\(key)_graded",
          .measure(
            Block.Measure(
              "\(round.title): audited", round.measures.graded, of: round.measures.needed))))
      blocks.append(Block("\(key)_facts", .facts(facts(of: round))))
    }
    if !cases.isEmpty { blocks.append(Block("audits-cases", .table(caseTable))) }
    if !learning.isEmpty { blocks.append(Block("audits-learning", .table(learningTable))) }
    if !referrals.isEmpty { blocks.append(Block("audits-referrals", .table(referralTable))) }
    return blocks
  }

  private func facts(of round: Round) -> [Block.Fact] {
    let measures = round.measures
    var facts = [
      Block.Fact("Round", .words(round.title)), Block.Fact("In sentences", .words(round.id)),
      Block.Fact("Due", .moment(round.due)), Block.Fact("Owner", words(round.owner)),
      Block.Fact("Moderator", words(round.moderator)),
      Block.Fact("Graded late", .number(measures.gradedLate)),
      Block.Fact("Moderated", .number(measures.moderated)),
      Block.Fact("Changed on moderation", .number(measures.changed)),
      Block.Fact("Referred back", .number(measures.referred)),
      Block.Fact("Referrals answered", .number(measures.answered)),
      Block.Fact("Handed over", .moment(round.handedOver)),
    ]
    if let missing = round.missingWhenDue {
      facts.append(Block.Fact("When it fell due", .status(.problem, "\(missing) not graded")))
    }
    return facts
  }

  private var caseTable: Block.Table {
    Block.Table(
      caption: "Case files",
      columns: [
        "Reference", "Case", "Round", "Team", "Auditor", "Grade", "Moderated grade",
        "How it stands",
      ],
      rows: cases.map { file in
        [
          .words(file.id), file.title.isEmpty ? .none : .words(file.title), .words(file.round),
          words(file.team), words(file.auditor), words(file.grade), words(file.moderated),
          standing(file),
        ]
      })
  }

  private func standing(_ file: Line) -> Cell {
    if file.isReferred { return .status(.problem, "Urgent risk, referred back") }
    let because = file.because.map { ": \($0)" } ?? ""
    return switch file.standing {
    case "moderated" where file.isChanged:
      .status(.done, "Changed on moderation" + because)
    case "moderated": .status(.done, "Moderated")
    case "graded":
      file.isLate ? .status(.late, "Graded late") : .status(.underWay, "Graded")
    case "begun": .status(.underWay, "Being audited")
    case "allocated": .status(.neutral, "Allocated")
    default: .status(.neutral, "Chosen")
    }
  }

  private var learningTable: Block.Table {
    Block.Table(
      caption: "What is to be learned", columns: ["Reference", "Learning"],
      rows: learning.map { [.words($0.file), .words($0.learning)] })
  }

  private var referralTable: Block.Table {
    Block.Table(
      caption: "Urgent risks referred back",
      columns: ["Reference", "Team", "What the risk is", "Referred", "How it stands"],
      rows: referrals.map { referral in
        [
          .words(referral.file), words(referral.team), .words(referral.because),
          .moment(referral.referred),
          referral.answer.map { .status(.done, "Answered: \($0)") }
            ?? .status(.problem, "Waits for an answer"),
        ]
      })
  }

  private func words(_ words: String?) -> Cell { words.map { .words($0) } ?? .none }
}

extension Audits {
  package static let commands: [any Command.Type] = [
    OpenAudits.self, ChooseCase.self, AllocateCase.self, StartAudit.self, GradeCase.self,
    ModerateCase.self, LearnFromCase.self, ReferBack.self, SettleReferral.self,
    HandOverAudits.self, NoticeRoundDue.self,
  ]

  package static let events: [any Event.Type] = [
    RoundOpened.self, CaseChosen.self, CaseAllocated.self, AuditBegun.self, CaseGraded.self,
    CaseModerated.self, LearningRecorded.self, CaseReferred.self, ReferralSettled.self,
    RoundOverdue.self, AuditsHandedOver.self,
  ]

  package static func boards(_ state: RehearsalState) -> [any Board] {
    state[Audits.self].rounds.isEmpty ? [] : [AuditsBoard(state)]
  }
}
