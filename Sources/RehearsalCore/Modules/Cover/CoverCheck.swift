extension DiagnosticCode {
  /// An absence that ends before it begins.
  package static let impossibleAbsence = DiagnosticCode("V001")
  /// Somebody who holds a role and is never there.
  package static let neverThere = DiagnosticCode("V002")
  /// A working week without an hour of work.
  package static let emptyPattern = DiagnosticCode("V003")
  /// Somebody with two roles, of whom nobody said that they may.
  package static let severalRoles = DiagnosticCode("V004")
  /// A person about whom something is said, and who has no part.
  package static let idlePerson = DiagnosticCode("V005")
  /// A seat with two lines.
  package static let seatTwice = DiagnosticCode("V007")
  /// A seat that must not stay empty.
  package static let emptyCritical = DiagnosticCode("V006")
}

extension Cover {
  package static func check(_ section: Section, _ checker: inout Checker) {
    checkPeople(section, &checker)
    for (index, pattern) in section.patterns.enumerated() where pattern.to == pattern.from {
      checker.note(
        .emptyPattern, "\"\(pattern.id)\" ends at \(pattern.to.words), when it begins",
        at: "cover.patterns[\(index)]",
        fix: "write from: and to:, such as 09:00 and 13:00, or 20:00 and 06:00 over night")
    }
    for (index, seat) in section.seats.enumerated()
    where section.seats[..<index].contains(where: { $0.role == seat.role }) {
      checker.note(
        .seatTwice, "\"\(seat.role)\" has two lines", at: "cover.seats[\(index)].role",
        fix: "keep one of the two")
    }
    for (index, seat) in section.seats.enumerated()
    where seat.filling == .empty && checker.role(seat.role)?.isCritical == true {
      checker.note(
        .emptyCritical, "\"\(seat.role)\" is critical and would stay empty",
        at: "cover.seats[\(index)]",
        fix: "let the computer play it, or take critical: yes from the role")
    }
  }

  private static func checkPeople(_ section: Section, _ checker: inout Checker) {
    let roles = checker.head.roles
    for (index, person) in section.people.enumerated() {
      let path = "cover.people[\(index)].id"
      if section.people[..<index].contains(where: { $0.id == person.id }) {
        checker.note(
          .duplicateIdentity, "another person is called \"\(person.id)\" already", at: path,
          fix: "say everything about them in one place")
      }
      if !roles.contains(where: { $0.holder == person.id || $0.deputy == person.id }) {
        checker.note(
          .idlePerson, "\"\(person.id)\" holds no role and is nobody's deputy", at: path,
          fix: "name them as a holder or deputy under roles:, or leave them out", as: .warning)
      }
    }
    for (index, role) in roles.enumerated() {
      guard let holder = role.holder,
        let first = roles[..<index].first(where: { $0.holder == holder }),
        section.people.first(where: { $0.id == holder })?.holdsSeveral != true
      else { continue }
      checker.note(
        .severalRoles, "\"\(holder)\" holds \(first.id) and \(role.id)",
        at: "roles[\(index)].holder",
        fix: "name another holder, or say several-roles: yes of \(holder) under cover: people:",
        as: .warning)
    }
  }
}
