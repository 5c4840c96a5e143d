package import ArgumentParser
import RehearsalCore
import RehearsalFormats

/// `check`: the facilitator's first question of a scenario.
package struct Check: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say all that is wrong or unwise in scenarios.")

  @Argument(help: "Folders that hold a scenario.yaml.")
  var scenarios: [String]

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Flag(help: "Write the findings as JSON.")
  var json = false

  package init() {}

  func perform() throws {
    var findings: [JSONValue] = []
    var failures: [Failure] = []
    var codes: [String] = []
    for path in scenarios {
      do {
        let scenario = try ScenarioArgument(path: path)
        let diagnostics = scenario.reading.diagnostics
        findings += diagnostics.map(Check.json)
        codes += diagnostics.map(\.code.name)
        if !json { show(scenario) }
        if scenario.reading.hasErrors {
          failures.append(scenario.failure)
        } else if strict, !diagnostics.isEmpty {
          failures.append(.problems)
        }
      } catch {
        // One folder that cannot be read says nothing about the others.
        guard let failure = Failure(error) else { throw error }
        if let words = failure.words { Terminal.error(words) }
        failures.append(failure.said)
      }
    }
    if json { Terminal.out(JSONValue.list(findings).pretty) }
    if !json, let code = codes.first {
      Terminal.out("\nTo learn more: \(Tool.invocation) explain \(code)\n")
    }
    if let worst = failures.max(by: { $0.exitCode < $1.exitCode }) { throw worst }
  }

  private func show(_ scenario: ScenarioArgument) {
    let reading = scenario.reading
    let text = DiagnosticText(reading.texts)
    for diagnostic in reading.diagnostics { Terminal.out(text.words(diagnostic) + "\n\n") }
    Terminal.out("\(scenario.path): \(Check.summary(reading.diagnostics))\n")
  }

  private static func summary(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.filter { $0.severity == .error }.count
    let warnings = diagnostics.count - errors
    func count(_ number: Int, _ word: String) -> String {
      "\(number) \(word)\(number == 1 ? "" : "s")"
    }
    if diagnostics.isEmpty { return "no problems" }
    return [
      errors > 0 ? count(errors, "error") : nil, warnings > 0 ? count(warnings, "warning") : nil,
    ].compactMap { $0 }.joined(separator: ", ")
  }

  private static func json(_ diagnostic: Diagnostic) -> JSONValue {
    var members: [(name: String, value: JSONValue)] = [
      ("severity", .text(diagnostic.severity.rawValue)), ("code", .text(diagnostic.code.name)),
      ("message", .text(diagnostic.message)), ("file", .text(diagnostic.place.file)),
      ("line", .integer(diagnostic.place.line)), ("column", .integer(diagnostic.place.column)),
      ("length", .integer(diagnostic.place.length)),
    ]
    if let fix = diagnostic.fix { members.append(("help", .text(fix))) }
    return .object(members)
  }
}
