package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalStorage

/// `documents`: what is in a rehearsal's library, and the list that others can check it with.
package struct ListDocuments: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "documents", abstract: "List the documents that were added to a rehearsal.",
    discussion: """
      The manifest is for the sha256sum of any machine:

        rehearse documents LOG --manifest > manifest.txt
        cd LOG && sha256sum -c manifest.txt
      """)

  @Argument(help: "The folder of a rehearsal's log.")
  var log: String

  @Flag(help: "Write a manifest for sha256sum -c, run in the log's folder.")
  var manifest = false

  @Flag(help: "Write the list as JSON.")
  var json = false

  package init() {}

  func perform() throws {
    let folder = LogFolder(log)
    let recorded = try RecordedRehearsal.open(folder, .rehearsal)
    if let warning = recorded.warning { Terminal.error(warning) }
    var documents = ReferencedDocuments(.rehearsal)
    for event in recorded.replay.events.compactMap(\.event) { documents.note(event) }
    if manifest {
      Terminal.out(
        DocumentManifest.text(
          documents.names.map { (hash: $0.hash, name: DocumentStore.name(of: $0.hash)) }))
      return
    }
    Terminal.out(
      json
        ? JSONValue.list(
          documents.names.map {
            .object([
              ("sha256", .text($0.hash.description)), ("name", .text($0.name)),
              ("file", .text(DocumentStore.name(of: $0.hash))),
            ])
          }
        ).pretty
        : documents.names.map { "\($0.hash)  \($0.name)\n" }.joined())
  }
}
