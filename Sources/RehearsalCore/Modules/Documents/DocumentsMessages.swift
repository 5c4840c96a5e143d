/// The SHA-256 of some bytes, in hex: what they are called wherever they are kept.
package struct ContentHash: FieldValue, Hashable, Encodable {
  package let text: String

  package static let shape = Shape.text
  package static let blank = ContentHash(unchecked: "")
  package static let expectation = "a SHA-256: 64 digits and letters from a to f"

  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    let text = String(bytes)
    guard text.utf8.count == 64,
      text.utf8.allSatisfy({ byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      })
    else { return nil }
    self.text = text
  }

  private init(unchecked text: String) { self.text = text }

  package func write(to out: inout [UInt8], _ context: TextContext) {
    out.append(contentsOf: text.utf8)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The first eight digits, enough to tell documents apart by eye.
  package var short: String { String(text.prefix(8)) }
}

package struct AddDocument: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.add"
  package static let verb: StaticString = "adds"
  package static let doc: StaticString =
    "Adds a version of a document, whose bytes are kept already"
  package let document: ID<DocumentItem>
  package let sha256: ContentHash
  package let bytes: Int
  package let file: String
}

extension AddDocument {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    sha256 = f.one("sha256", old?.sha256, "The SHA-256 of its bytes")
    bytes = f.one("bytes", old?.bytes, "How many bytes it has")
    file = f.one("file", old?.file, "What the file was called")
  }

  /// The same bytes again are the version that is there already.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let items = plan[Documents.self].items
    guard let item = items.first(where: { $0.line.id == document }) else {
      let near = Suggestion.nearest(to: document.text, among: items.map(\.line.id.text))
      throw Rejection(DocumentsRefusal.documentUnknown(document, nearest: near))
    }
    let roles = [item.owner, item.approver].compactMap { $0 }
    if let role = context.actor.role, !roles.contains(role) {
      throw Rejection(DocumentsRefusal.notYours(document, owner: item.owner))
    }
    guard bytes > 0 else { throw Rejection(DocumentsRefusal.empty(file)) }
    let documents = state[Documents.self]
    if documents.erased[sha256] != nil { throw Rejection(DocumentsRefusal.erased(sha256)) }
    let versions = documents.versions[document] ?? []
    if versions.contains(where: { $0.sha256 == sha256 }) { return [] }
    return [
      DocumentAdded(
        document: document, title: item.line.title, version: versions.count + 1, sha256: sha256,
        bytes: bytes, file: file, roles: roles)
    ]
  }
}

package struct EraseDocument: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.erase"
  package static let verb: StaticString = "erases"
  package static let doc: StaticString = "Removes the bytes of a document for good"
  package static let gate = Gate.open
  package let sha256: ContentHash
  package let because: String
}

extension EraseDocument {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    sha256 = f.one("sha256", old?.sha256, "The SHA-256 of the bytes to remove")
    because = f.one("because", old?.because, "Why; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    let documents = state[Documents.self]
    if documents.erased[sha256] != nil { return [] }
    guard documents.versions.values.contains(where: { $0.contains { $0.sha256 == sha256 } }) else {
      throw Rejection(DocumentsRefusal.contentUnknown(sha256))
    }
    return [DocumentErased(sha256: sha256, because: because)]
  }
}

package struct DocumentAdded: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.added"
  package static let doc: StaticString = "A version of a document was added"
  package static let marksDocuments = true
  package let document: ID<DocumentItem>
  package let title: String
  package let version: Int
  package let sha256: ContentHash
  package let bytes: Int
  package let file: String
  /// Who provides and who approves it; others learn of it only when it is handed over.
  package let roles: [ID<Role>]
}

extension DocumentAdded {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    title = f.one("title", old?.title, "What it is called there")
    version = f.one("version", old?.version, "Which version it is, from 1")
    sha256 = f.one("sha256", old?.sha256, "The SHA-256 of its bytes")
    bytes = f.one("bytes", old?.bytes, "How many bytes it has")
    file = f.one("file", old?.file, "What the file was called")
    roles = f.list("roles", old?.roles, "Who provides and who approves it")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.versions[document, default: []].append(
      Documents.Version(title: title, sha256: sha256, bytes: bytes, file: file, added: stamp.at))
  }

  package var marks: [DocumentMark] { [.added(sha256, name: file)] }
  package func audience(_ state: RehearsalState) -> Audience { .roles(roles) }
  package func act(_ stamp: Stamp) -> (any Command)? {
    AddDocument(document: document, sha256: sha256, bytes: bytes, file: file)
  }
  package func story(_ names: Names) -> String? {
    "added version \(version) of \(document), \"\(title)\" (\(sha256.short))"
  }
}

package struct DocumentErased: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.erased"
  package static let doc: StaticString = "The bytes of a document were removed for good"
  package static let marksDocuments = true
  package let sha256: ContentHash
  package let because: String
}

extension DocumentErased {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    sha256 = f.one("sha256", old?.sha256, "The SHA-256 of the bytes")
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.erased[sha256] = stamp.at
  }

  package var marks: [DocumentMark] { [.erased(sha256)] }
  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    EraseDocument(sha256: sha256, because: because)
  }
  package func story(_ names: Names) -> String? { "erased document \(sha256.short): \(because)" }
}

/// Why Documents says no, in order of precedence.
package enum DocumentsRefusal: Refusal {
  case documentUnknown(ID<DocumentItem>, nearest: String?)
  case notYours(ID<DocumentItem>, owner: ID<Role>?)
  case empty(String)
  case erased(ContentHash)
  case contentUnknown(ContentHash)

  package static let precedence = [
    "document-unknown", "not-yours", "empty", "erased", "content-unknown",
  ].map { "documents." + $0 }

  package var code: String {
    let name =
      switch self {
      case .documentUnknown: "document-unknown"
      case .notYours: "not-yours"
      case .empty: "empty"
      case .erased: "erased"
      case .contentUnknown: "content-unknown"
      }
    return "documents." + name
  }

  package var reason: String {
    switch self {
    case .documentUnknown(let id, _): "No document is called \"\(id)\""
    case .notYours(let id, let owner):
      "\"\(id)\" belongs to " + (owner.map { "\($0)" } ?? "nobody")
    case .empty(let file): "\"\(file)\" holds nothing"
    case .erased(let hash): "The bytes \(hash.short) were erased from this rehearsal"
    case .contentUnknown(let hash): "No document here has the bytes \(hash.short)"
    }
  }

  package var fix: String {
    switch self {
    case .documentUnknown(_, let near?): "Did you mean \"\(near)\"?"
    case .documentUnknown: "Look for its reference in the document list."
    case .notYours: "Its owner, its approver or the facilitator adds it."
    case .empty: "Add a file that holds something."
    case .erased: "Add another version: what was erased does not come back."
    case .contentUnknown: "Give all 64 digits of its SHA-256."
    }
  }
}
