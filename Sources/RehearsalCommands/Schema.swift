package import ArgumentParser
import RehearsalCore
import RehearsalFormats

/// `schema`: what an editor needs to help with a scenario while it is written.
package struct Schema: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Write the JSON Schema of scenario files, for editors.",
    discussion: """
      Put the schema beside a scenario and this line at the top of the scenario:

        # yaml-language-server: $schema=scenario.schema.json
      """)

  @Flag(help: "Write the schema of framework files instead.")
  var framework = false

  package init() {}

  func perform() throws {
    Terminal.out((framework ? JSONSchema.framework : JSONSchema.scenario(.rehearsal)).pretty)
  }
}
