/// What the handing over is worth in figures, from what happened alone. A document counts once,
/// however many versions it has.
package struct DocumentsMeasures: Encodable, Sendable, Hashable {
  /// Lines that are applicable.
  package let needed: Int
  /// With inspectors now, and there by the due time.
  package let sentInTime: Int
  /// With inspectors now, and there only after the due time.
  package let sentLate: Int
  /// Needed, and not with inspectors.
  package let missing: Int
  /// Of the missing: approved now, or ready before the call.
  package let approved: Int
  /// Of the missing: added, and waiting for approval.
  package let waiting: Int
  package let inProgress: Int
  package let returned: Int
  package let notStarted: Int
  package let withdrawn: Int
  /// Of the missing: the due time has come.
  package let overdue: Int
  package let notApplicable: Int
  /// How often a document was returned.
  package let returns: Int
  /// Lines of which a version has the same bytes as another line's.
  package let sameContent: Int
  /// Lines approved by whoever added them, for want of an approver.
  package let ownApprovals: Int

  package init(_ state: Documents.State) { self.init(state.lines.values) }

  init(_ all: [Documents.Line]) {
    let lines = all.filter(\.isNeeded)
    let open = lines.filter { $0.current == nil }
    func count(_ standings: Documents.Standing...) -> Int {
      open.filter { standings.contains($0.standing) }.count
    }
    needed = lines.count
    sentLate = lines.filter(\.isSentLate).count
    sentInTime = lines.count - open.count - sentLate
    missing = open.count
    approved = count(.approved, .ready)
    waiting = count(.added)
    inProgress = count(.inProgress)
    returned = count(.returned)
    notStarted = count(.notStarted)
    withdrawn = count(.withdrawn)
    overdue = open.filter { $0.overdue != nil }.count
    notApplicable = all.count - lines.count
    returns = all.reduce(0) { $0 + $1.returns }
    sameContent = Documents.sharing(all).count
    ownApprovals = lines.filter(\.isOwnApproval).count
  }

  package var sent: Int { sentInTime + sentLate }
}

/// The same of the lists of data.
package struct DataListsMeasures: Encodable, Sendable, Hashable {
  package let needed: Int
  package let run: Int
  package let checked: Int
  package let sentInTime: Int
  package let sentLate: Int
  package let missing: Int
  package let overdue: Int
  /// How often a list failed its check.
  package let failures: Int
  /// How often a list was run again.
  package let reruns: Int

  package init(_ state: Documents.State) {
    let lists = state.lists.values
    needed = lists.count
    run = lists.filter { !$0.runs.isEmpty }.count
    checked = lists.filter { $0.standing == .checked || $0.standing == .sent }.count
    sentLate = lists.filter { $0.sendings.first?.isLate == true }.count
    sentInTime = lists.filter { $0.sendings.first?.isLate == false }.count
    missing = needed - sentLate - sentInTime
    overdue = lists.filter { $0.overdue != nil && $0.sendings.isEmpty }.count
    failures = lists.reduce(0) { $0 + $1.failures }
    reruns = lists.reduce(0) { $0 + max(0, $1.runs.count - 1) }
  }

  package var sent: Int { sentInTime + sentLate }
}

extension Documents {
  /// The lines that have bytes in common with another, each with the others.
  static func sharing(_ lines: [Line]) -> OrderedMap<ID<DocumentItem>, [ID<DocumentItem>]> {
    var sharing = OrderedMap<ID<DocumentItem>, [ID<DocumentItem>]>()
    func note(_ line: ID<DocumentItem>, _ other: ID<DocumentItem>) {
      sharing.update(line, default: []) { if !$0.contains(other) { $0.append(other) } }
    }
    for line in lines {
      for other in line.versions.flatMap(\.same) {
        note(line.id, other)
        note(other, line.id)
      }
    }
    return sharing
  }
}

extension Documents.Line {
  /// Whether inspectors have it and had nothing in its place by the due time. A replacement of what
  /// was there in time is not late.
  package var isSentLate: Bool {
    guard current != nil else { return false }
    let first = sendings.lastIndex { $0.withdrawn != nil }.map { $0 + 1 } ?? 0
    return sendings[first...].first?.document.isLate ?? false
  }
}
