/// What a round of audits is worth in figures, from what happened alone and as far as the viewer
/// knows.
package struct AuditsMeasures: Encodable, Sendable, Hashable {
  package let needed: Int
  package let gradedInTime: Int
  package let gradedLate: Int
  package let moderated: Int
  /// Moderated to another grade than the auditor gave.
  package let changed: Int
  package let referred: Int
  package let answered: Int

  package var graded: Int { gradedInTime + gradedLate }

  package init(_ audits: Audits.State, of id: ID<AuditRound>) {
    let all = audits.cases(of: id)
    needed = max(audits.rounds[id]?.needed ?? 0, all.count)
    gradedInTime = all.count { $0.graded != nil && !$0.isLate }
    gradedLate = all.count { $0.graded != nil && $0.isLate }
    moderated = all.count { $0.moderated != nil }
    changed = all.count { $0.moderated != nil && $0.moderated != $0.grade }
    referred = all.reduce(0) { $0 + $1.referrals.count }
    answered = all.reduce(0) { $0 + $1.referrals.count { $0.answered != nil } }
  }
}
