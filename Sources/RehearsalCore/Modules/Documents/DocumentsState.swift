extension Documents {
  /// What has been added so far.
  package struct State: ModuleState {
    package var versions = OrderedMap<ID<DocumentItem>, [Version]>()
    package var erased = OrderedMap<ContentHash, Moment>()
  }

  /// One version of a document: its bytes are kept beside the log, under their hash.
  package struct Version: Sendable, Encodable, Hashable {
    package let title: String
    package let sha256: ContentHash
    package let bytes: Int
    package let file: String
    package let added: Moment
  }

  package static let commands: [any Command.Type] = [AddDocument.self, EraseDocument.self]
  package static let events: [any Event.Type] = [DocumentAdded.self, DocumentErased.self]
  package static func initialState(_ plan: Plan) -> State { State() }

  package static func boards(_ state: RehearsalState) -> [any Board] {
    let documents = state[Documents.self]
    return documents.versions.values.isEmpty ? [] : [DocumentsBoard(documents)]
  }
}

/// What has been added to the library?
package struct DocumentsBoard: Board {
  package static let name: StaticString = "documents"
  package static let question: StaticString = "What has been added to the library?"

  /// One document with the version that counts.
  package struct Line: Encodable, Sendable {
    package let document: String
    package let title: String
    package let version: Int
    package let file: String
    package let bytes: Int
    package let sha256: String
    package let added: Moment
    package let isErased: Bool
  }

  package let documents: [Line]

  init(_ state: Documents.State) {
    documents = state.versions.keys.compactMap { id in
      guard let versions = state.versions[id], let last = versions.last else { return nil }
      return Line(
        document: id.text, title: last.title, version: versions.count, file: last.file,
        bytes: last.bytes, sha256: last.sha256.text, added: last.added,
        isErased: state.erased[last.sha256] != nil)
    }
  }

  package var blocks: [Block] {
    let table = Block.Table(
      caption: "Documents",
      columns: ["Reference", "Document", "Version", "Added", "How it stands"],
      rows: documents.map { line in
        [
          .words(line.document), .words(line.title), .number(line.version), .moment(line.added),
          line.isErased ? .status(.neutral, "Erased") : .status(.done, "Added"),
        ]
      })
    return [
      Block("documents", .heading("\(Self.question)")), Block("documents-table", .table(table)),
    ]
  }
}
