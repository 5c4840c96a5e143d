extension DiagnosticCode {
  /// A text that leans on a name nobody knows.
  package static let unknownPlaceholder = DiagnosticCode("C009")
  /// A message with a text of its own and a drafted one.
  package static let twoTexts = DiagnosticCode("C010")
  /// A message that nobody set a time for.
  package static let noTarget = DiagnosticCode("C011")
  /// A caller whom nobody stands in for.
  package static let singlePoint = DiagnosticCode("C012")
  /// Somebody who stands twice on one way through the tree.
  package static let twiceInBranch = DiagnosticCode("C013")
}

/// What is legal and unwise in a tree, and wrong in the texts that go through it.
extension Communication {
  static func checkTexts(_ section: Section, _ checker: inout Checker) {
    for (index, template) in section.templates.enumerated() {
      checkPlaceholders(template.text, "communication.templates[\(index)].text", &checker)
    }
    for (index, line) in section.cascades.enumerated() {
      let path = "communication.cascades[\(index)]"
      checkPlaceholders(line.message, "\(path).message", &checker)
      if line.template != nil, !line.message.isEmpty {
        checker.note(
          .twoTexts, "\"\(line.id)\" has a text of its own and a drafted one",
          at: "\(path).message", fix: "keep message: or template:")
      }
      if line.targets.isEmpty {
        checker.note(
          .noTarget, "nothing says by when \"\(line.id)\" must have reached people", at: path,
          fix: "add targets: with a share and a time, such as {share: 100, by: +90m}",
          as: .warning)
      }
    }
  }

  private static func checkPlaceholders(
    _ text: String, _ path: String, _ checker: inout Checker
  ) {
    let known = Placeholders.known(checker.framework)
    for name in Placeholders.names(in: text).firsts where !known.contains(name) {
      let near = Suggestion.nearest(to: name, among: known)
      checker.note(
        .unknownPlaceholder, "nothing can be put in for {\(name)}", at: path,
        fix: near.map { "did you mean {\($0)}?" }
          ?? "what may stand in braces: " + known.joined(separator: ", "))
    }
  }

  /// Warns of callers without a deputy, where the scenario says who sits where at all, and of
  /// people on whom one way through the tree leans twice.
  static func checkSeats(_ tree: Tree, _ checker: inout Checker) {
    let roles = checker.head.roles
    guard roles.contains(where: { $0.holder != nil || $0.deputy != nil }) else { return }
    for (index, role) in roles.enumerated() {
      let below = tree.below(role.id.as())
      if role.deputy == nil, !below.isEmpty {
        let people = below.compactMap { tree[$0]?.size }.reduce(0, +)
        checker.note(
          .singlePoint,
          "if \"\(role.id)\" cannot be reached, \(people) below "
            + "\(people == 1 ? "is" : "are") cut off: it has no deputy",
          at: "roles[\(index)]", fix: "add deputy: with the id of another person", as: .warning)
      }
      checkBranch(of: role, index, tree, &checker)
    }
  }

  private static func checkBranch(
    of role: Role, _ index: Int, _ tree: Tree, _ checker: inout Checker
  ) {
    let above = tree.chain(above: role.id.as()).compactMap { checker.role($0.as()) }
    for (person, seat) in [(role.holder, "holder"), (role.deputy, "deputy")] {
      guard let person,
        let other = above.first(where: { $0.holder == person || $0.deputy == person })
      else { continue }
      let otherSeat = other.holder == person ? "holder" : "deputy"
      checker.note(
        .twiceInBranch,
        "\"\(person)\" stands twice in one branch: \(otherSeat) of \(other.id) and \(seat) of "
          + role.id.text,
        at: "roles[\(index)].\(seat)", fix: "name another person in one of the two places",
        as: .warning)
    }
  }
}
