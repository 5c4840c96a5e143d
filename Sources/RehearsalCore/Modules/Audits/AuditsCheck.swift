extension DiagnosticCode {
  /// A round without case files, or with more of them listed than it has.
  package static let wrongCount = DiagnosticCode("A001")
  /// Somebody who would audit the cases of their own team.
  package static let ownTeam = DiagnosticCode("A002")
  /// A round that nobody audits.
  package static let noAuditors = DiagnosticCode("A003")
  /// An auditor who would moderate their own grades.
  package static let ownModerator = DiagnosticCode("A004")
}

extension Audits {
  package static func check(_ section: Section, _ checker: inout Checker) {
    for (index, round) in section.rounds.enumerated() {
      let path = "audits.rounds[\(index)]"
      checker.checkEffort(round.effort, at: "\(path).effort")
      let listed = section.cases.filter { $0.round == round.id }.count
      if round.cases < 1 || listed > round.cases {
        checker.note(
          .wrongCount,
          round.cases < 1
            ? "a round of \(round.cases) case files is none"
            : "\"\(round.id)\" has \(round.cases) of the \(listed) case files that are listed",
          at: "\(path).number", fix: "say how many there are, at least 1")
      }
      if round.auditors.isEmpty {
        checker.note(
          .noAuditors, "nobody audits \"\(round.id)\"", at: path,
          fix: "add auditors: with the roles that do")
      }
      if let moderator = round.moderator, round.auditors == [moderator] {
        checker.note(
          .ownModerator, "\"\(moderator)\" would moderate its own grades",
          at: "\(path).moderator", fix: "name another role as moderator:", as: .warning)
      }
    }
    for (index, file) in section.cases.enumerated() {
      guard let auditor = file.auditor, let team = file.team,
        checker.role(auditor)?.team == team
      else { continue }
      checker.note(
        .ownTeam, "\"\(auditor)\" would audit a case of its own team, \(team)",
        at: "audits.cases[\(index)].auditor", fix: "name an auditor of another team")
    }
  }
}
