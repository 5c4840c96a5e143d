extension Checker {
  /// What is wrong in the head of a scenario, before its modules look at their sections.
  ///
  /// - Parameter spoiled: the fields in which reading found something wrong
  mutating func checkHead(_ spoiled: Set<String>) {
    if spoiled.isDisjoint(with: ["call", "window"]) { checkCall() }
    if spoiled.isDisjoint(with: ["roles", ""]) { checkRoles() }
    for (index, change) in head.milestones.enumerated()
    where change.milestone == framework.start?.id {
      note(
        .callIsFixed, "the call is not moved here", at: "milestones[\(index)].milestone",
        fix: "write when it comes under call:")
    }
    for (index, change) in head.milestones.enumerated()
    where head.milestones[..<index].contains(where: { $0.milestone == change.milestone }) {
      note(
        .milestoneTwice, "\"\(change.milestone)\" is moved twice",
        at: "milestones[\(index)].milestone", fix: "keep one of the two")
    }
    guard ids.isWhole else { return }
    for (index, objective) in head.objectives.enumerated()
    where !ids.isUsed(Objective.kind, objective.id.text) {
      note(
        .untested, "nothing tests \"\(objective.id)\"", at: "objectives[\(index)]",
        fix: "add tests: [\(objective.id)] to a message, an item, an audit, a meeting or a new "
          + "event",
        as: .warning)
    }
  }

  private mutating func checkCall() {
    let window = head.window
    if head.call != nil, !window.isLeftOut {
      note(
        .callTwice, "the call has a time and a window", at: "window",
        fix: "keep call: where everyone may know when it comes, or window: where nobody may")
    }
    if head.call == nil, window.isLeftOut {
      note(
        .noCall, "nothing says when it begins", at: "",
        fix: "add call: with a date and time such as 2026-11-23 09:15, or window: with from: and "
          + "to:")
    }
    guard !window.isLeftOut else { return }
    guard let from = window.from, let to = window.to else {
      note(
        .wrongWindow, "a window needs its first and its last day", at: "window",
        fix: "add from: and to:, such as 2026-11-02 and 2026-12-11")
      return
    }
    if to < from {
      note(
        .wrongWindow, "the window closes on \(to.words), before it opens on \(from.words)",
        at: "window.to", fix: "turn the two dates round")
    }
    let (earliest, latest) = (
      window.earliest ?? framework.call.earliest, window.latest ?? framework.call.latest
    )
    if latest < earliest {
      note(
        .wrongWindow, "no call can come after \(earliest.words) and before \(latest.words)",
        at: window.latest == nil ? "window.earliest" : "window.latest",
        fix: window.latest == nil
          ? "add latest: with a later time"
          : window.earliest == nil
            ? "add earliest: with an earlier time" : "turn the two times round")
    }
  }

  private mutating func checkRoles() {
    if head.roles.isEmpty {
      note(
        .noRoles, "nobody takes part", at: "roles", fix: "list at least one role under roles:")
    }
    for (index, role) in head.roles.enumerated() {
      if let holder = role.holder, holder == role.deputy {
        note(
          .ownDeputy, "\"\(holder)\" would stand in for \(holder)",
          at: "roles[\(index)].deputy", fix: "name another person as deputy, or leave it out")
      }
      if Actor.reservedWords.contains(role.id.text) {
        note(
          .reservedRole, "\"\(role.id)\" already means something else in sentences",
          at: "roles[\(index)].id", fix: "give the role another id")
      }
    }
  }
}

extension DiagnosticCode {
  /// A scenario without roles.
  package static let noRoles = DiagnosticCode("S020")
  /// A role whose holder is its own deputy.
  package static let ownDeputy = DiagnosticCode("S021")
  /// A role that takes a word with a meaning of its own.
  package static let reservedRole = DiagnosticCode("S022")
  /// A change of date for the call itself.
  package static let callIsFixed = DiagnosticCode("S023")
  /// A scenario that does not say when it begins.
  package static let noCall = DiagnosticCode("S024")
  /// A call with a time and a window.
  package static let callTwice = DiagnosticCode("S025")
  /// A window that is not one.
  package static let wrongWindow = DiagnosticCode("S026")
  /// A milestone with two other dates.
  package static let milestoneTwice = DiagnosticCode("S028")
  /// An objective that nothing tests.
  package static let untested = DiagnosticCode("S027")
}

extension Actor {
  /// Words a sentence may begin with that are no role.
  static let reservedWords = ["facilitator", "clock", "tool", "inspector"]
}
