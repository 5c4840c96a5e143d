import RehearsalCore
import RehearsalFormats
import Testing

/// A council of three roles, to which a test adds the section that it is about.
enum SmallPlan {
  static let head = """
    format: 1
    title: Small
    framework: ilacs-standard
    call: 2026-11-23 09:15
    roles:
      - {title: Director, id: dcs, holder: p1, deputy: p4}
      - {title: Head of service, id: hos, holder: p2, team: North}
      - {title: Data lead, id: data, holder: p3}

    """

  /// What is said of the council with `section` added: `code path-free message`, in order.
  static func findings(_ section: String, head: String = SmallPlan.head) throws -> [String] {
    try read(section, head: head).diagnostics.map {
      "\($0.severity == .warning ? "warning " : "")\($0.code.name) \($0.message)"
    }
  }

  static func plan(_ section: String, head: String = SmallPlan.head) throws -> Plan {
    let reading = try read(section, head: head)
    #expect(!reading.hasErrors, "\(reading.diagnostics.map(\.message))")
    return try #require(reading.plan)
  }

  /// The steps of one module, each as `2026-11-23T09:15:00 id owner`.
  static func steps(_ plan: Plan, of module: String) -> [String] {
    plan.steps.filter { $0.module == module }.map { step in
      "\(step.at.text()) \(step.id)" + (step.owner.map { " \($0)" } ?? "")
    }
  }

  static func read(_ section: String, head: String = SmallPlan.head) throws -> ScenarioReading {
    let file = SourceFile(path: "scenario.yaml", bytes: Array((head + section).utf8))
    return try ScenarioReader(.rehearsal).read(SourceFiles([file]))
  }
}
