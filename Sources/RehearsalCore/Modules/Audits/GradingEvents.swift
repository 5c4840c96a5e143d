package struct CaseGraded: Event, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.case-graded"
  package static let doc: StaticString = "An auditor said what the audit of a case file found"
  package let file: ID<CaseFile>
  package let round: ID<AuditRound>
  package let auditor: ID<Role>
  package let given: GradeGiven
  package let learning: String?
  package let isLate: Bool
}

extension CaseGraded {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    round = f.one("round", old?.round, "The round")
    auditor = f.one("auditor", old?.auditor, "Who audited it")
    given = f.part("found", old?.given, "What it was found to be")
    learning = f.maybe("learning", old?.learning, "What is to be learned")
    isLate = f.some("late", old?.isLate, default: false, "Whether the round was due already")
  }

  package func evolve(_ state: inout Audits.State, _ stamp: Stamp) {
    state.change(file, in: round) {
      $0.auditor = auditor
      $0.standing = .graded
      $0.grade = given
      $0.isLate = $0.isLate || isLate
      $0.graded = $0.graded ?? stamp.when
      if let learning, !$0.learning.contains(learning) { $0.learning.append(learning) }
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { state.audience(ofRound: round) }
  package func act(_ stamp: Stamp) -> (any Command)? {
    GradeCase(file: file, grade: given.grade, learning: learning)
  }
  package func story(_ names: Names) -> String? {
    "graded \(file)" + (given.title.map { " as \"\($0)\"" } ?? "") + (isLate ? ", late" : "")
      + (learning.map { "; to learn: \($0)" } ?? "")
  }
  package var isNotable: Bool { isLate }
}

package struct CaseModerated: Event, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.case-moderated"
  package static let doc: StaticString = "A moderator confirmed a grade, or changed it"
  package let file: ID<CaseFile>
  package let round: ID<AuditRound>
  package let before: GradeGiven
  package let given: GradeGiven
  package let because: String?
}

extension CaseModerated {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    round = f.one("round", old?.round, "The round")
    before = f.part("before", old?.before, "What the auditor found")
    given = f.part("found", old?.given, "What the moderator found")
    because = f.maybe("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Audits.State, _ stamp: Stamp) {
    state.change(file, in: round) {
      $0.standing = .moderated
      $0.grade = $0.grade ?? before
      $0.moderated = given
      $0.moderatedAt = stamp.when
      $0.changed = given == before ? nil : because
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { state.audience(ofRound: round) }
  package func act(_ stamp: Stamp) -> (any Command)? {
    ModerateCase(file: file, grade: given.grade, because: because)
  }
  package func story(_ names: Names) -> String? {
    let why = because.map { ": \($0)" } ?? ""
    return given == before
      ? "moderated \(file) and left it as it was" + why
      : "moderated \(file) from \"\(before.words)\" to \"\(given.words)\"" + why
  }
  package var isNotable: Bool { given != before }
}

package struct LearningRecorded: Event, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.learning-recorded"
  package static let doc: StaticString = "It was written down what a case file teaches"
  package let file: ID<CaseFile>
  package let round: ID<AuditRound>
  package let learning: String
}

extension LearningRecorded {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    round = f.one("round", old?.round, "The round")
    learning = f.one("learning", old?.learning, "What is to be learned")
  }

  package func evolve(_ state: inout Audits.State, _ stamp: Stamp) {
    state.change(file, in: round) { $0.learning.append(learning) }
  }

  package func audience(_ state: RehearsalState) -> Audience { state.audience(ofRound: round) }
  package func act(_ stamp: Stamp) -> (any Command)? {
    LearnFromCase(file: file, learning: learning)
  }
  package func story(_ names: Names) -> String? { "learned from \(file): \(learning)" }
}

package struct CaseReferred: Event, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.case-referred"
  package static let doc: StaticString = "A case file shows an urgent risk and was referred back"
  package let file: ID<CaseFile>
  package let round: ID<AuditRound>
  package let title: String
  package let team: String?
  package let because: String
  package let isByInspector: Bool
}

extension CaseReferred {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    round = f.one("round", old?.round, "The round")
    title = f.one("title", old?.title, "What kind of case it is")
    team = f.maybe("team", old?.team, "The team that holds the case, and must answer")
    because = f.one("because", old?.because, "What the risk is")
    isByInspector = f.some(
      "by-inspector", old?.isByInspector, default: false, "Whether an inspector referred it")
  }

  package func evolve(_ state: inout Audits.State, _ stamp: Stamp) {
    state.change(file, in: round) {
      if $0.title.isEmpty { $0.title = title }
      $0.team = $0.team ?? team
      $0.referrals.append(
        Audits.Referral(because: because, referred: stamp.when, isByInspector: isByInspector))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    isByInspector ? .everyone : state.audience(ofRound: round)
  }
  package func act(_ stamp: Stamp) -> (any Command)? { ReferBack(file: file, because: because) }
  package func story(_ names: Names) -> String? {
    "referred \(file) back" + (team.map { " to \($0)" } ?? "") + ": \(because)"
  }
  package var isNotable: Bool { true }
}

package struct ReferralSettled: Event, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.referral-settled"
  package static let doc: StaticString = "It was said what was done about an urgent risk"
  package let file: ID<CaseFile>
  package let round: ID<AuditRound>
  package let answer: String
  package let isByInspector: Bool
}

extension ReferralSettled {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "The case file")
    round = f.one("round", old?.round, "The round")
    answer = f.one("answer", old?.answer, "What was done")
    isByInspector = f.some(
      "by-inspector", old?.isByInspector, default: false, "Whether an inspector had referred it")
  }

  package func evolve(_ state: inout Audits.State, _ stamp: Stamp) {
    state.change(file, in: round) {
      guard let index = $0.referrals.lastIndex(where: { $0.answered == nil }) else { return }
      $0.referrals[index].answer = answer
      $0.referrals[index].answered = stamp.when
    }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    isByInspector ? .everyone : state.audience(ofRound: round)
  }
  package func act(_ stamp: Stamp) -> (any Command)? {
    SettleReferral(file: file, answer: answer)
  }
  package func story(_ names: Names) -> String? { "answered the referral of \(file): \(answer)" }
}

/// A case file as it is handed over.
package struct AuditedCase: Record, Hashable {
  package let file: ID<CaseFile>
  package let title: String
  package let team: String?
  package let auditor: ID<Role>?
  package let isGraded: Bool
  package let isLate: Bool
  package let grade: GradeGiven
  package let isModerated: Bool
  package let moderated: GradeGiven
  package let learning: [String]
}

extension AuditedCase {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    file = f.one("case", old?.file, "Its made-up reference")
    title = f.one("title", old?.title, "What kind of case it is")
    team = f.maybe("team", old?.team, "The team that holds the case")
    auditor = f.maybe("auditor", old?.auditor, "Who audited it")
    isGraded = f.one("graded", old?.isGraded, "Whether it is graded")
    isLate = f.some("late", old?.isLate, default: false, "Whether it was graded late")
    grade = f.part("grade", old?.grade, "What the auditor found")
    isModerated = f.one("moderated", old?.isModerated, "Whether it is moderated")
    moderated = f.part("moderated-grade", old?.moderated, "What the moderator found")
    learning = f.list("learning", old?.learning, "What is to be learned")
  }

  init(_ file: Audits.CaseState) {
    let none = GradeGiven(grade: nil, title: nil)
    self.init(
      file: file.id, title: file.title, team: file.team, auditor: file.auditor,
      isGraded: file.grade != nil, isLate: file.isLate, grade: file.grade ?? none,
      isModerated: file.moderated != nil, moderated: file.moderated ?? none, learning: file.learning
    )
  }
}

package struct AuditsHandedOver: Event, Hashable {
  package typealias Home = Audits
  package static let name: StaticString = "audits.handed-over"
  package static let doc: StaticString = "A round of audits was handed over to the inspectors"
  package let round: ID<AuditRound>
  package let title: String
  package let needed: Int
  package let missing: Int
  package let isLate: Bool
  package let cases: [AuditedCase]
}

extension AuditsHandedOver {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    round = f.one("round", old?.round, "Which one")
    title = f.one("title", old?.title, "What it is called")
    needed = f.one("number", old?.needed, "How many case files were wanted")
    missing = f.one("missing", old?.missing, "How many are not graded")
    isLate = f.some("late", old?.isLate, default: false, "Whether it was due already")
    cases = f.rows("cases", old?.cases, "The case files as they stand")
  }

  package func evolve(_ state: inout Audits.State, _ stamp: Stamp) {
    state.meet(round, title, stamp)
    for line in cases {
      state.change(line.file, in: round) {
        $0.title = line.title
        $0.team = line.team
        $0.auditor = line.auditor
        $0.isLate = line.isLate
        $0.grade = line.isGraded ? line.grade : nil
        $0.graded = line.isGraded ? $0.graded ?? stamp.when : nil
        $0.moderated = line.isModerated ? line.moderated : nil
        $0.learning = line.learning
        if line.isGraded { $0.standing = line.isModerated ? .moderated : .graded }
      }
    }
    state.rounds.update(round) {
      $0.needed = needed
      $0.handedOver = stamp.when
      $0.hasNews = false
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { HandOverAudits(round: round) }
  package func story(_ names: Names) -> String? {
    let graded = cases.count(where: \.isGraded)
    return "handed over the audits \"\(title)\": \(graded) graded"
      + (missing > 0 ? ", \(missing) missing" : "") + (isLate ? ", late" : "")
  }
  package var isNotable: Bool { isLate || missing > 0 }
}
