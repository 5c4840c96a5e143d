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

      With --sent, only what inspectors have now, each in the version that was sent to them.
      """)

  @Argument(help: "The folder of a rehearsal's log.")
  var log: String

  @Flag(help: "Write a manifest for sha256sum -c, run in the log's folder.")
  var manifest = false

  @Flag(help: "Only what was sent to inspectors, in the version that was sent.")
  var sent = false

  @Flag(help: "Write the list as JSON.")
  var json = false

  package init() {}

  func perform() throws {
    let folder = LogFolder(log)
    let recorded = try RecordedRehearsal.open(folder, .rehearsal)
    if let warning = recorded.warning { Terminal.error(warning) }
    var documents = ReferencedDocuments(.rehearsal)
    for event in recorded.replay.events.compactMap(\.event) { documents.note(event) }
    if sent { return show(recorded.replay, documents) }
    if manifest { return writeManifest(documents.names.map(\.hash)) }
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

  private func writeManifest(_ hashes: [LineHash]) {
    Terminal.out(
      DocumentManifest.text(hashes.map { (hash: $0, name: DocumentStore.name(of: $0)) }))
  }

  /// What inspectors have. A manifest holds only what there are bytes of: nothing that is held
  /// elsewhere, is a dummy, was ready before the call, or was erased since.
  private func show(_ replay: Replay, _ documents: ReferencedDocuments) {
    let sent = replay.view(.facilitator).state[Documents.self].handedOver.map(\.document)
    func kept(_ document: SentDocument) -> LineHash? {
      document.sha256.flatMap { LineHash($0.text) }
        .flatMap { documents.all[$0] == .kept ? $0 : nil }
    }
    if manifest { return writeManifest(sent.compactMap { kept($0) }) }
    if json {
      let lines = sent.map { document in
        var line: [(name: String, value: JSONValue)] = [
          ("document", .text(document.document.text)), ("version", .integer(document.version)),
          ("form", .text(document.form.rawValue)), ("name", .text(document.name)),
        ]
        if let hash = document.sha256 { line.append(("sha256", .text(hash.text))) }
        if let hash = kept(document) {
          line.append(("file", .text(DocumentStore.name(of: hash))))
        }
        if let place = document.place { line.append(("place", .text(place))) }
        return JSONValue.object(line)
      }
      return Terminal.out(JSONValue.list(lines).pretty)
    }
    for document in sent {
      let version = document.version == 0 ? "ready" : "version \(document.version)"
      let what =
        switch document.form {
        case .copy: document.sha256.map { kept(document) == nil ? "erased" : $0.text } ?? ""
        case .held: "held at \(document.place ?? "its place")"
        case .dummy: "a dummy"
        case .ready: "not in the library"
        }
      Terminal.out("\(document.document)  \(version)  \(what)  \(document.name)\n")
    }
  }
}
