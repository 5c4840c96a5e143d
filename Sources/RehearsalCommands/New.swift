package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalStorage

/// `new`: a scenario to begin from, that is already one.
package struct New: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a commented scenario to begin from.",
    discussion: """
      It makes a folder with a scenario.yaml that passes "check", and the schema that editors use:

        rehearse new autumn-rehearsal --framework ilacs-standard
      """)

  @Argument(help: "The scenario's id, which names its folder: small letters, digits, hyphens.")
  var name: String

  @Option(help: "The framework that it follows.")
  var framework = "ilacs-standard"

  @Option(name: .customLong("in"), help: "The folder in which it gets a folder of its own.")
  var parent = "scenarios"

  package init() {}

  package func validate() throws {
    guard ID<Scenario>(name) == nil else { return }
    let near = ID<Scenario>(titled: name).map { " Write \($0)." } ?? ""
    throw ValidationError(
      "\"\(name)\" cannot name a scenario: use small letters, digits and hyphens.\(near)")
  }

  func perform() throws {
    guard let id = ID<Scenario>(name) else { return }
    guard let known = ID<Framework>(framework), let framework = Frameworks.shipped(known)
    else { throw Failure.unknownFramework(framework) }
    let folder = "\(parent)/\(id)"
    let text = NewScenario.text(id, framework, in: folder, after: RoomClock.today())
    try SourceFolder.create(
      folder,
      [
        (ScenarioReader.mainFile, Array(text.utf8)),
        (NewScenario.schemaFile, Array(JSONSchema.scenario(.rehearsal).pretty.utf8)),
      ])
    Terminal.out(
      """
      Scenario: \(folder)/\(ScenarioReader.mainFile)

      What to do next:
        \(Tool.invocation) check \(folder)
        \(Tool.invocation) plan \(folder)

      """)
  }
}
