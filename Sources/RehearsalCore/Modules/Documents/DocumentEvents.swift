/// What brought a line of the document list on.

package struct DocumentDrafted: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.drafted"
  package static let doc: StaticString = "Work on a document began"
  package let document: ID<DocumentItem>
  package let title: String
}

extension DocumentDrafted {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    title = f.one("title", old?.title, "What it is called there")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(document, title) { line in
      line.standing = .inProgress
      line.reason = nil
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { DraftDocument(document: document) }
  package func story(_ names: Names) -> String? { "began work on \(document), \"\(title)\"" }
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
  package let roles: [ID<Role>]
  package let same: [ID<DocumentItem>]
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
    same = f.list("same", old?.same, "Other lines that have the same bytes")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(document, title) { line in
      line.add(
        Documents.Version(
          number: version, form: .copy, name: file, sha256: sha256, bytes: bytes, place: nil,
          edition: nil, by: stamp.actor.role, added: stamp.when, same: same))
    }
  }

  package var marks: [DocumentMark] { [.added(sha256, name: file)] }
  /// Only what is said of a document is in the event, never what is in it.
  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? {
    AddDocument(document: document, sha256: sha256, bytes: bytes, file: file)
  }
  package func story(_ names: Names) -> String? {
    let others = same.map(\.text).joined(separator: ", ")
    return "added version \(version) of \(document), \"\(title)\" (\(sha256.short))"
      + (same.isEmpty ? "" : ", the same content as \(others)")
  }
  package var isNotable: Bool { !same.isEmpty }
}

package struct DocumentHeld: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.held"
  package static let doc: StaticString = "Where a document can be read that may not be copied"
  package let document: ID<DocumentItem>
  package let title: String
  package let version: Int
  package let place: String
  package let name: String
  package let edition: String?
}

extension DocumentHeld {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    title = f.one("title", old?.title, "What it is called there")
    version = f.one("version", old?.version, "Which version it is, from 1")
    place = f.one("place", old?.place, "Where it is held")
    name = f.one("name", old?.name, "What it is called where it is held")
    edition = f.maybe("edition", old?.edition, "How this version is marked")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(document, title) { line in
      line.add(
        Documents.Version(
          number: version, form: .held, name: name, sha256: nil, bytes: nil, place: place,
          edition: edition, by: stamp.actor.role, added: stamp.when, same: []))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? {
    KeepElsewhere(
      document: document, place: place, title: name == title ? nil : name, edition: edition)
  }
  package func story(_ names: Names) -> String? {
    "recorded that \(document), \"\(title)\", is held elsewhere: \(place)"
      + (edition.map { ", \($0)" } ?? "")
  }
}

package struct DummyUsed: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.dummy-used"
  package static let doc: StaticString = "A name was put in the place of a document"
  package let document: ID<DocumentItem>
  package let title: String
  package let version: Int
  package let name: String
}

extension DummyUsed {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    title = f.one("title", old?.title, "What it is called there")
    version = f.one("version", old?.version, "Which version it is, from 1")
    name = f.one("name", old?.name, "What its file should be called")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(document, title) { line in
      line.add(
        Documents.Version(
          number: version, form: .dummy, name: name, sha256: nil, bytes: nil, place: nil,
          edition: nil, by: stamp.actor.role, added: stamp.when, same: []))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { UseDummy(document: document) }
  package func story(_ names: Names) -> String? {
    "used a dummy for \(document), \"\(title)\": \(name)"
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
    state.erased[sha256] = stamp.when
  }

  package var marks: [DocumentMark] { [.erased(sha256)] }
  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    EraseDocument(sha256: sha256, because: because)
  }
  package func story(_ names: Names) -> String? { "erased document \(sha256.short): \(because)" }
}
