extension DiagnosticCode {
  /// Somebody who would be told by two callers.
  package static let toldTwice = DiagnosticCode("C001")
  /// A circle in the tree.
  package static let circle = DiagnosticCode("C002")
  /// A role that nobody tells.
  package static let neverTold = DiagnosticCode("C003")
  /// A tree with several tops, and a message that does not say where it starts.
  package static let noStart = DiagnosticCode("C004")
  /// A caller with two lines in the tree.
  package static let callerTwice = DiagnosticCode("C005")
  /// A message for somebody whom it cannot reach.
  package static let outOfReach = DiagnosticCode("C006")
  /// A number that makes no sense.
  package static let wrongNumber = DiagnosticCode("C007")
  /// A message, and no tree for it to go through.
  package static let noTree = DiagnosticCode("C008")
}

extension Communication {
  package static func check(_ section: Section, _ checker: inout Checker) {
    checkTree(section, &checker)
    for (index, group) in section.groups.enumerated() where group.size < 1 {
      checker.note(
        .wrongNumber, "a group of \(group.size) is nobody",
        at: "communication.groups[\(index)].size", fix: "say how many people it has, at least 1")
    }
    let tree = Tree(section, roles: checker.head.roles)
    let hasErrors = checker.diagnostics.contains { $0.severity == .error }
    // The message that goes round where none is written also needs somebody who knows it first.
    if section.cascades.isEmpty, !section.tree.isEmpty, !hasErrors,
      let standard = checker.framework.start.map(CascadeLine.standard)
    {
      checkReach(standard, tree, "communication.tree", &checker)
    }
    for (index, line) in section.cascades.enumerated() {
      let path = "communication.cascades[\(index)]"
      checkNumbers(line, path, &checker)
      if !hasErrors { checkReach(line, tree, path, &checker) }
    }
    checkTexts(section, &checker)
    checkSeats(tree, &checker)
  }

  private static func checkTree(_ section: Section, _ checker: inout Checker) {
    var callers: [ID<Recipient>: ID<Role>] = [:]
    var lines: Set<ID<Role>> = []
    for (index, line) in section.tree.enumerated() {
      let path = "communication.tree[\(index)]"
      if !lines.insert(line.role).inserted {
        checker.note(
          .callerTwice, "\"\(line.role)\" has two lines in the tree", at: "\(path).role",
          fix: "put all its calls into one line, in their order")
      }
      for (position, told) in line.tells.enumerated() {
        if let first = callers[told] {
          checker.note(
            .toldTwice,
            first == line.role
              ? "\"\(told)\" would be told twice by \(first)"
              : "\"\(told)\" would be told twice, by \(first) and by \(line.role)",
            at: "\(path).tells[\(position)]", fix: "leave it in one of the two places")
        } else {
          callers[told] = line.role
        }
      }
    }
    for (index, line) in section.tree.enumerated() {
      var seen: [ID<Role>] = [line.role]
      while let last = seen.last, let caller = callers[last.as()] {
        if caller == line.role {
          checker.note(
            .circle,
            "the calls go round in a circle: "
              + (seen + [caller]).reversed().map(\.text).joined(separator: " → "),
            at: "communication.tree[\(index)].role", fix: "take one of these calls out")
          return
        }
        if seen.contains(caller) { break }
        seen.append(caller)
      }
    }
    guard !section.tree.isEmpty else { return }
    for (index, role) in checker.head.roles.enumerated()
    where callers[role.id.as()] == nil && !lines.contains(role.id) && role.part == .player {
      checker.note(
        .neverTold, "nobody tells \"\(role.id)\"", at: "roles[\(index)]",
        fix: "add it to somebody's calls under communication: tree:", as: .warning)
    }
    let direct = Set(section.cascades.flatMap { $0.route == .direct ? $0.to : [] })
    for (index, group) in section.groups.enumerated()
    where callers[group.id.as()] == nil && !direct.contains(group.id.as()) {
      checker.note(
        .neverTold, "nobody tells \"\(group.id)\"", at: "communication.groups[\(index)]",
        fix: "add it to somebody's calls under tree:", as: .warning)
    }
  }

  private static func checkNumbers(
    _ line: CascadeLine, _ path: String, _ checker: inout Checker
  ) {
    for (index, target) in line.targets.enumerated() where !(1...100).contains(target.share) {
      checker.note(
        .wrongNumber, "\(target.share) in 100 cannot be told",
        at: "\(path).targets[\(index)].share", fix: "use a share from 1 to 100")
    }
    for (index, target) in line.targets.enumerated()
    where line.targets[..<index].contains(where: { $0.share == target.share }) {
      checker.note(
        .wrongNumber, "there are two targets for \(target.share) in 100",
        at: "\(path).targets[\(index)]", fix: "keep one time for each share")
    }
    if let fidelity = line.fidelity, !(1...100).contains(fidelity) {
      checker.note(
        .wrongNumber, "fidelity: \(fidelity) in 100 cannot come back", at: "\(path).fidelity",
        fix: "use a share from 1 to 100")
    }
    if line.retry.tries < 1 || line.retry.deputyTries < 0 {
      checker.note(
        .wrongNumber, "nobody can try fewer times than once", at: "\(path).retry",
        fix: "use tries: 1 or more, and deputy-tries: 0 or more")
    }
  }

  private static func checkReach(
    _ line: CascadeLine, _ tree: Tree, _ path: String, _ checker: inout Checker
  ) {
    guard !tree.places.isEmpty || line.route == .direct else {
      checker.note(
        .noTree, "there is no tree for \"\(line.id)\" to go through", at: path,
        fix: "say who tells whom under communication: tree:, or use route: direct")
      return
    }
    let tops = tree.places.filter { $0.caller == nil }
    guard let from = line.from?.as(Recipient.self) ?? tops.first?.recipient,
      line.from != nil || tops.count == 1
    else {
      checker.note(
        .noStart, "nobody is said to know \"\(line.id)\" first", at: path,
        fix: "add from: with one of "
          + (tops.isEmpty ? checker.head.roles.map(\.id.text) : tops.map(\.recipient.text))
          .joined(separator: ", "))
      return
    }
    guard line.route == .tree else { return }
    let below = tree.below(from)
    for (index, recipient) in line.to.enumerated()
    where recipient != from && !below.contains(recipient) {
      checker.note(
        .outOfReach, "\"\(line.id)\" cannot reach \"\(recipient)\" from \(from)",
        at: "\(path).to[\(index)]",
        fix: "add it to the tree below \(from), start from another role, or use route: direct")
    }
  }
}
