/// What happened on the way from a version to inspectors.

package struct DocumentApproved: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.approved"
  package static let doc: StaticString = "A version may go to inspectors"
  package let document: ID<DocumentItem>
  package let title: String
  package let version: Int
  package let isOwn: Bool
}

extension DocumentApproved {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    title = f.one("title", old?.title, "What it is called there")
    version = f.one("version", old?.version, "Which version")
    isOwn = f.some(
      "own", old?.isOwn, default: false,
      "Whether who added it approved it, for want of another approver")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(document, title) { line in
      line.standing = .approved
      line.reason = nil
      line.isOwnApproval = isOwn
      line.judge(version, Documents.Verdict(at: stamp.when, because: nil, isOwn: isOwn))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { ApproveDocument(document: document) }
  package func story(_ names: Names) -> String? {
    "approved version \(version) of \(document), \"\(title)\""
      + (isOwn ? ", as its owner and without a second pair of eyes" : "")
  }
}

package struct DocumentReturned: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.returned"
  package static let doc: StaticString = "A document went back to whoever provides it"
  package let document: ID<DocumentItem>
  package let title: String
  package let version: Int
  package let because: String
}

extension DocumentReturned {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    title = f.one("title", old?.title, "What it is called there")
    version = f.one("version", old?.version, "Which version; 0 as it was before the call")
    because = f.one("because", old?.because, "What must change")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(document, title) { line in
      line.standing = .returned
      line.reason = because
      line.returns += 1
      line.judge(version, Documents.Verdict(at: stamp.when, because: because, isOwn: false))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? {
    ReturnDocument(document: document, because: because)
  }
  package func story(_ names: Names) -> String? {
    "returned \(document), \"\(title)\": \(because)"
  }
  package var isNotable: Bool { true }
}

/// One line of what inspectors were sent: enough to know later what they had.
package struct SentDocument: Record, Hashable, Encodable {
  package let document: ID<DocumentItem>
  package let title: String
  package let version: Int
  package let form: DocumentForm
  package let name: String
  package let sha256: ContentHash?
  package let place: String?
  package let edition: String?
  package let isLate: Bool
}

extension SentDocument {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    title = f.one("title", old?.title, "What it is called there")
    version = f.one("version", old?.version, "Which version; 0 as it was before the call")
    form = f.one("form", old?.form, "A copy, held elsewhere, a dummy, or ready before the call")
    name = f.one("name", old?.name, "What the file or the paper is called")
    sha256 = f.maybe("sha256", old?.sha256, "The SHA-256 of the bytes of a copy")
    place = f.maybe("place", old?.place, "Where it can be read, if no copy may be made")
    edition = f.maybe("edition", old?.edition, "How this version is marked there")
    isLate = f.some("late", old?.isLate, default: false, "Whether it came after its due time")
  }
}

package struct DocumentsSent: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.sent"
  package static let doc: StaticString = "Documents went to inspectors"
  package let documents: [SentDocument]
}

extension DocumentsSent {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    documents = f.rows("documents", old?.documents, "What exactly was sent")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    for sent in documents {
      state.show(sent.document, sent.title) { line in
        line.standing = .sent
        line.reason = nil
        line.sendings.append(Documents.Sending(document: sent, at: stamp.when))
      }
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    SendDocuments(documents: documents.map(\.document))
  }
  package func story(_ names: Names) -> String? {
    let late = documents.filter(\.isLate).count
    if documents.count == 1, let only = documents.first {
      let version = only.version == 0 ? "as it was ready" : "version \(only.version)"
      return "\(names.sent) \(only.document), \"\(only.title)\", \(version)"
        + (late > 0 ? ", late" : "")
    }
    let ids = documents.map(\.document.text).joined(separator: ", ")
    return "\(names.sent) \(documents.count) documents: \(ids)"
      + (late == 0 ? "" : late == documents.count ? ", all late" : "; \(late) of them late")
  }
  package var isNotable: Bool { documents.contains { $0.isLate } }
}

package struct DocumentWithdrawn: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.withdrawn"
  package static let doc: StaticString = "What inspectors were sent was taken back"
  package let document: ID<DocumentItem>
  package let title: String
  package let version: Int
  package let because: String
}

extension DocumentWithdrawn {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    title = f.one("title", old?.title, "What it is called there")
    version = f.one("version", old?.version, "Which version; 0 as it was before the call")
    because = f.one("because", old?.because, "Why, as inspectors read it")
  }

  /// A newer version on its way stays where it is.
  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.show(document, title) { line in
      if let last = line.sendings.indices.last { line.sendings[last].withdrawn = stamp.when }
      guard line.standing == .sent else { return }
      line.standing = .withdrawn
      line.reason = because
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    WithdrawDocument(document: document, because: because)
  }
  package func story(_ names: Names) -> String? {
    "withdrew \(document), \"\(title)\": \(because)"
  }
  package var isNotable: Bool { true }
}

package struct DocumentRuledOut: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.ruled-out"
  package static let doc: StaticString = "A document is not applicable here"
  package let document: ID<DocumentItem>
  package let title: String
  package let because: String
}

extension DocumentRuledOut {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    title = f.one("title", old?.title, "What it is called there")
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(document, title) { line in
      line.stood = line.standing
      line.standing = .notApplicable
      line.reason = because
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? {
    RuleOutDocument(document: document, because: because)
  }
  package func story(_ names: Names) -> String? {
    "ruled out \(document), \"\(title)\": \(because)"
  }
}

package struct DocumentRuledIn: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.ruled-in"
  package static let doc: StaticString = "A document is needed after all"
  package let document: ID<DocumentItem>
  package let title: String
}

extension DocumentRuledIn {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    title = f.one("title", old?.title, "What it is called there")
  }

  /// It stands where it stood; what was not applicable before the call has not been started.
  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(document, title) { line in
      line.standing = line.stood ?? .notStarted
      line.reason = nil
      line.back = stamp.n
      line.backAt = stamp.when
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { RuleInDocument(document: document) }
  package func story(_ names: Names) -> String? {
    "ruled in \(document), \"\(title)\", as needed after all"
  }
  package var isNotable: Bool { true }
}
