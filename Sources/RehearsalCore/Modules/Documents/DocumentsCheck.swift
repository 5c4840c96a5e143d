extension DiagnosticCode {
  /// A document that nobody provides.
  package static let documentWithoutOwner = DiagnosticCode("D001")
  /// A list of data that nobody runs.
  package static let listWithoutOwner = DiagnosticCode("D002")
  /// A list that the framework asks for and the scenario leaves out.
  package static let listLeftOut = DiagnosticCode("D003")
  /// A list with two lines.
  package static let listTwice = DiagnosticCode("D004")
  /// A document whose owner would approve it.
  package static let ownApprover = DiagnosticCode("D005")
  /// A descriptor that no document bears out.
  package static let noEvidence = DiagnosticCode("D006")
}

extension Documents {
  package static func check(_ section: Section, _ checker: inout Checker) {
    let groups = Dictionary(section.groups.map { ($0.id, $0) }) { first, _ in first }
    for (index, item) in section.items.enumerated() where item.standing != .notApplicable {
      let group = item.group.flatMap { groups[$0] }
      let path = "documents.items[\(index)]"
      guard let owner = item.owner ?? group?.owner else {
        checker.note(
          .documentWithoutOwner, "nobody owns \"\(item.id)\"", at: path,
          fix: "add owner: to it or to its group, with the role that provides it")
        continue
      }
      if owner == item.approver ?? group?.approver {
        checker.note(
          .ownApprover, "\"\(owner)\" would approve its own \"\(item.id)\"", at: path,
          fix: "name another role as approver:", as: .warning)
      }
    }
    checker.checkEffort(section.effort, at: "documents.effort")
    for (index, item) in section.items.enumerated() {
      checker.checkEffort(item.effort, at: "documents.items[\(index)].effort")
    }
    checkLists(section, &checker)
    for (index, line) in section.evidence.enumerated() where line.documents.isEmpty {
      checker.note(
        .noEvidence, "no document bears out \"\(line.id)\"", at: "documents.evidence[\(index)]",
        fix: "list references under documents:, or take the descriptor out", as: .warning)
    }
  }

  private static func checkLists(_ section: Section, _ checker: inout Checker) {
    for (index, line) in section.lists.enumerated() {
      let path = "documents.lists[\(index)]"
      checker.checkEffort(line.effort, at: "\(path).effort")
      if line.owner == nil {
        checker.note(
          .listWithoutOwner, "nobody runs \"\(line.list)\"", at: path,
          fix: "add owner: with the role that runs it")
      }
      if section.lists[..<index].contains(where: { $0.list == line.list }) {
        checker.note(
          .listTwice, "\"\(line.list)\" has two lines", at: "\(path).list",
          fix: "keep one of the two")
      }
    }
    guard !section.lists.isEmpty else { return }
    let missing = checker.framework.lists.map(\.id).filter { id in
      !section.lists.contains { $0.list == id }
    }
    guard !missing.isEmpty else { return }
    checker.note(
      .listLeftOut,
      "the framework asks for lists that nobody runs here: "
        + missing.map(\.text).joined(separator: ", "),
      at: "documents.lists", fix: "add a line for each, with list: and owner:", as: .warning)
  }
}
