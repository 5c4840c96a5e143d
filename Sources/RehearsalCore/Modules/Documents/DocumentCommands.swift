/// What brings a line of the document list on: begun, added in one of three forms, erased.

package struct DraftDocument: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.draft"
  package static let verb: StaticString = "drafts"
  package static let doc: StaticString = "Says that work on a document has begun"
  package let document: ID<DocumentItem>
}

extension DraftDocument {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DocumentLookup(document, state, plan)
    try lookup.requireHands(context)
    try lookup.requireNeeded()
    switch lookup.line.standing {
    case .inProgress: return []
    case .notStarted, .returned, .withdrawn:
      return [DocumentDrafted(document: document, title: lookup.line.title)]
    case .ready, .added, .approved, .sent, .notApplicable:
      throw Rejection(DocumentsRefusal.pastDrafting(document, lookup.line.standing))
    }
  }
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
    file = f.one("file", old?.file, "What the file is called; it stays in the log")
  }

  /// The bytes of the newest version again are that version, while it stands. After it was returned
  /// or withdrawn they are a new one: somebody says that they were right after all.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DocumentLookup(document, state, plan)
    try lookup.requireHands(context)
    try lookup.requireNeeded()
    if let place = lookup.item.line.held {
      throw Rejection(DocumentsRefusal.noCopies(document, place: place))
    }
    guard lookup.item.line.takes(file) else {
      throw Rejection(DocumentsRefusal.typeRefused(file, document, lookup.item.line.forms))
    }
    guard bytes > 0 else { throw Rejection(DocumentsRefusal.empty(file)) }
    let documents = state[Documents.self]
    if documents.isErased(sha256) { throw Rejection(DocumentsRefusal.erased(sha256)) }
    if lookup.line.stands(with: { $0.sha256 == sha256 }) { return [] }
    let same = documents.lines.values.filter { line in
      line.id != document && line.versions.contains { $0.sha256 == sha256 }
    }
    return [
      DocumentAdded(
        document: document, title: lookup.line.title, version: lookup.line.nextVersion,
        sha256: sha256, bytes: bytes, file: file, roles: lookup.roles, same: same.map(\.id))
    ]
  }
}

package struct KeepElsewhere: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.keep-elsewhere"
  package static let verb: StaticString = "keeps elsewhere"
  package static let doc: StaticString =
    "Says where inspectors can read a document of which no copy may be made"
  package let document: ID<DocumentItem>
  package let place: String?
  package let title: String?
  package let edition: String?
}

extension KeepElsewhere {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    place = f.maybe(
      "place", old?.place,
      "Where it is held; left out, where the scenario says; it stays in the log")
    title = f.maybe(
      "title", old?.title, "What it is called there; left out, its title; it stays in the log")
    edition = f.maybe(
      "edition", old?.edition, "How this version is marked, such as a date; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DocumentLookup(document, state, plan)
    try lookup.requireHands(context)
    try lookup.requireNeeded()
    guard let place = place ?? lookup.item.line.held else {
      throw Rejection(DocumentsRefusal.noPlace(document))
    }
    let name = title ?? lookup.line.title
    let isThere = lookup.line.stands { version in
      version.form == .held && version.place == place && version.name == name
        && version.edition == edition
    }
    if isThere { return [] }
    return [
      DocumentHeld(
        document: document, title: lookup.line.title, version: lookup.line.nextVersion,
        place: place, name: name, edition: edition)
    ]
  }
}

package struct UseDummy: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.use-dummy"
  package static let verb: StaticString = "uses a dummy for"
  package static let doc: StaticString =
    "Puts a name in the place of a document, to rehearse the steps without it"
  package let document: ID<DocumentItem>
}

extension UseDummy {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DocumentLookup(document, state, plan)
    try lookup.requireHands(context)
    try lookup.requireNeeded()
    if lookup.line.stands(with: { $0.form == .dummy }) { return [] }
    return [
      DummyUsed(
        document: document, title: lookup.line.title, version: lookup.line.nextVersion,
        name: lookup.item.line.fileName)
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
    if documents.isErased(sha256) { return [] }
    let isKnown = documents.lines.values.contains { line in
      line.versions.contains { $0.sha256 == sha256 }
    }
    guard isKnown else { throw Rejection(DocumentsRefusal.contentUnknown(sha256)) }
    return [DocumentErased(sha256: sha256, because: because)]
  }
}

extension Documents.Line {
  var nextVersion: Int { (newest?.number ?? 0) + 1 }

  /// Whether the newest version is what is asked for and nobody has sent it back.
  func stands(with isSame: (Documents.Version) -> Bool) -> Bool {
    guard let newest, isSame(newest) else { return false }
    switch standing {
    case .added, .approved, .sent: return true
    case .notStarted, .inProgress, .ready, .returned, .withdrawn, .notApplicable: return false
    }
  }
}

extension FileForm {
  /// Whether a file's name ends as those of this type do.
  func names(_ file: String) -> Bool {
    let name = file.lowercased()
    return name.hasSuffix(".\(rawValue)") || self == .jpg && name.hasSuffix(".jpeg")
  }
}

extension DocumentItem {
  /// Whether a file of this name is of a type that is accepted.
  func takes(_ file: String) -> Bool {
    forms.isEmpty || forms.contains { $0.names(file) }
  }

  /// What its file should be called, on any disk: `ld-04-corporate-parenting-report.pdf`.
  package var fileName: String {
    let words = DocumentItem.shortened(ID<DocumentItem>.words(of: title))
    let name = words.isEmpty || words == id.text ? id.text : "\(id)-\(words)"
    return "\(name).\(forms.first?.rawValue ?? FileForm.pdf.rawValue)"
  }

  /// As many whole words as are easily read; part of a word only where the first is as long.
  private static func shortened(_ words: String) -> String {
    guard words.count > longestName else { return words }
    let whole = words.prefix(longestName + 1)
    return String(whole.lastIndex(of: "-").map { whole[..<$0] } ?? whole.dropLast())
  }

  private static let longestName = 48
}
