/// A scenario as it was read: where nothing is spoiled, every field has its form and every
/// reference its target. What needs more than one look is still to be checked.
package struct ScenarioDraft: Sendable {
  package let head: ScenarioHead
  package let framework: Framework
  package let sections: [any Record]
  package let places: Places
  package let ids: KnownIDs
  /// The names at the top of the file under which reading found something wrong and left blanks.
  package let spoiled: Set<String>

  package init(
    head: ScenarioHead, framework: Framework, sections: [any Record], places: Places,
    ids: KnownIDs, spoiled: Set<String>
  ) {
    self.head = head
    self.framework = framework
    self.sections = sections
    self.places = places
    self.ids = ids
    self.spoiled = spoiled
  }
}

/// A scenario that has been checked. Only checking makes one.
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
  /// The ids that the whole scenario defines, and those that it leans on.
  package let ids: KnownIDs
  private let places: Places

  init(_ draft: ScenarioDraft) {
    head = draft.head
    framework = draft.framework
    places = draft.places
    ids = draft.ids
  }

  package func role(_ id: ID<Role>) -> Role? { head.roles.first { $0.id == id } }

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

  /// Checks what reading cannot see by itself, wherever reading found nothing wrong: one run says
  /// all that there is to say, and nothing twice.
  ///
  /// There is no scenario where reading found something wrong, or where it does not even say when
  /// it begins. Otherwise it is to be used only if nothing was wrong here either.
  package func check(_ draft: ScenarioDraft) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    func open<M: Module>(_ module: M.Type, _ section: any Record, _ checker: inout Checker) {
      guard let section = section as? M.Section else {
        preconditionFailure("\(M.name) was given another module's section")
      }
      M.check(section, &checker)
    }
    var checker = Checker(draft)
    checker.checkHead(draft.spoiled)
    let isPlaced = !checker.diagnostics.contains { $0.severity == .error }
    // How people behave moves no date: a slip there hides nothing of the plan.
    if draft.spoiled.isDisjoint(with: ["cast", "roles", ""]) { checker.checkCast() }
    for (module, section) in zip(all, draft.sections)
    where draft.spoiled.isDisjoint(with: ["\(module.name)", "roles"]) {
      open(module, section, &checker)
    }
    let scenario = Scenario(
      head: draft.head, framework: draft.framework, sections: draft.sections,
      places: draft.places)
    return (isPlaced && draft.spoiled.isEmpty ? scenario : nil, checker.diagnostics)
  }
}
