/// A seat in the rehearsal.
package struct Role: Record, Kind, Hashable {
  package let title: String
  package let id: ID<Role>
  /// Who usually sits there, by id. Names stand in `people.json`, outside everything hashed.
  package let holder: ID<Person>?
  /// Who stands in.
  package let deputy: ID<Person>?
  package let basis: Basis?

  package static let kind = "role"
  package static let alsoKnownAs = ["recipient"]

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the role is called, such as Head of service")
    id = f.identity("id", old?.id, from: title, "The short name used in sentences")
    holder = f.maybe("holder", old?.holder, "The id of the person who holds it, never a name")
    deputy = f.maybe("deputy", old?.deputy, "The id of the person who stands in")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// Whoever sits in a role. A person is only ever an id here.
package enum Person: Kind {
  package static let kind = "person"
  package static let isListed = false
}

/// What a value rests on, so that a reader knows what a real document said.
package enum Basis: String, Choice, Encodable {
  case source
  case practice
  case invented

  static let doc: StaticString = "What it rests on: a source, practice, or it is invented"
}

/// What every scenario says before the modules' own sections.
package struct ScenarioHead: Record {
  package let format: Int
  package let title: String
  package let id: ID<Scenario>
  package let purpose: String?
  package let authority: String?
  package let framework: ID<Framework>
  package let call: Moment
  package let roles: [Role]
  package let milestones: [MilestoneChange]
  package let closures: [CalendarDate]

  /// The newest format of scenario files that this tool reads.
  package static let newestFormat = 1

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    format = f.some(
      "format", old?.format, default: ScenarioHead.newestFormat, "The format of this file")
    title = f.one("title", old?.title, "What the rehearsal is called")
    id = f.identity("id", old?.id, from: title, "The short name used in folder names")
    purpose = f.maybe("purpose", old?.purpose, "Why it is held, in a sentence or two")
    authority = f.maybe("authority", old?.authority, "The council, invented or as a public source")
    framework = f.one("framework", old?.framework, "The inspection regime, such as ilacs-standard")
    call = f.one("call", old?.call, "When the inspectorate rings, such as 2026-11-23 09:15")
    roles = f.rows("roles", old?.roles, "The seats in the rehearsal")
    milestones = f.rows("milestones", old?.milestones, "Milestones that fall on another date")
    closures = f.list("closures", old?.closures, "Days on which the council is closed")
  }
}

/// Another date for one of the framework's milestones.
package struct MilestoneChange: Record, Hashable {
  package let milestone: ID<Milestone>
  package let when: Deadline
  package let basis: Basis?

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    milestone = f.one("milestone", old?.milestone, "The milestone that moves")
    when = f.one("when", old?.when, "When it is, such as 20 working days after fieldwork-end")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// A scenario as it was read: every field has its form, every reference its target. What needs
/// more than one look is still to be checked.
package struct ScenarioDraft: Sendable {
  package let head: ScenarioHead
  package let framework: Framework
  package let sections: [any Record]
  package let places: Places

  package init(
    head: ScenarioHead, framework: Framework, sections: [any Record], places: Places
  ) {
    self.head = head
    self.framework = framework
    self.sections = sections
    self.places = places
  }
}

/// A scenario that makes sense. Only checking makes one.
package struct Scenario: Sendable, Kind {
  package let head: ScenarioHead
  package let framework: Framework
  let sections: [any Record]
  let places: Places

  package static let kind = "scenario"
}

/// What a module's check of its section can see and say.
package struct Checker {
  package let head: ScenarioHead
  package let framework: Framework
  package private(set) var diagnostics: [Diagnostic] = []
  private let places: Places

  init(_ draft: ScenarioDraft) {
    head = draft.head
    framework = draft.framework
    places = draft.places
  }

  /// Where the value at `path` stands, such as `communication.tree[2].tells[0]`.
  package func place(_ path: String) -> Place { places[path] }

  package mutating func note(
    _ code: DiagnosticCode, _ message: String, at path: String, fix: String? = nil,
    as severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(Diagnostic(code, message, at: places[path], fix: fix, as: severity))
  }
}

extension Modules {
  /// Reads a scenario's tree: the head, then each module's section under the module's name. Blanks
  /// stand where something was wrong; use it only through the reading's `sound`.
  package func readScenario(
    _ node: Node, _ reading: Reading
  ) -> (head: ScenarioHead, sections: [any Record]) {
    var reader = NodeReader(reading: reading, node: node, path: "")
    let visited = visitScenario(&reader)
    reader.finish()
    return visited
  }

  /// The fields of a whole scenario file, for its schema.
  package var scenarioFields: [FieldDescription] {
    var describer = Describer()
    _ = visitScenario(&describer)
    return describer.described
  }

  private func visitScenario<V: FieldVisitor>(
    _ visitor: inout V
  ) -> (head: ScenarioHead, sections: [any Record]) {
    func open<M: Module>(_ module: M.Type, _ visitor: inout V) -> any Record {
      visitor.part(M.name, M.Section?.none, M.doc)
    }
    let head = ScenarioHead(&visitor, nil)
    var sections: [any Record] = []
    for module in all { sections.append(open(module, &visitor)) }
    return (head, sections)
  }

  /// Checks what reading cannot see by itself.
  package func check(_ draft: ScenarioDraft) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    func open<M: Module>(_ module: M.Type, _ section: any Record, _ checker: inout Checker) {
      guard let section = section as? M.Section else {
        preconditionFailure("\(M.name) was given another module's section")
      }
      M.check(section, &checker)
    }
    var checker = Checker(draft)
    checkRoles(&checker)
    checkMilestones(&checker)
    for (module, section) in zip(all, draft.sections) { open(module, section, &checker) }
    let failed = checker.diagnostics.contains { $0.severity == .error }
    let scenario = Scenario(
      head: draft.head, framework: draft.framework, sections: draft.sections,
      places: draft.places)
    return (failed ? nil : scenario, checker.diagnostics)
  }

  private func checkMilestones(_ checker: inout Checker) {
    for (index, change) in checker.head.milestones.enumerated()
    where change.milestone == .notification {
      checker.note(
        .callIsFixed, "the call is not moved here", at: "milestones[\(index)].milestone",
        fix: "write when it comes under call:")
    }
  }

  private func checkRoles(_ checker: inout Checker) {
    if checker.head.roles.isEmpty {
      checker.note(
        .noRoles, "nobody takes part", at: "roles", fix: "list at least one role under roles:")
    }
    for (index, role) in checker.head.roles.enumerated() {
      if let holder = role.holder, holder == role.deputy {
        checker.note(
          .ownDeputy, "\"\(holder)\" would stand in for \(holder)",
          at: "roles[\(index)].deputy", fix: "name another person as deputy, or leave it out")
      }
      if Actor.reservedWords.contains(role.id.text) {
        checker.note(
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
  /// A change of date for the call itself.
  package static let callIsFixed = DiagnosticCode("S023")
  /// A role that takes a word with a meaning of its own.
  package static let reservedRole = DiagnosticCode("S022")
}

extension Actor {
  /// Words a sentence may begin with that are no role.
  static let reservedWords = ["facilitator", "clock", "tool", "inspector"]
}
