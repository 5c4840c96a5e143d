extension Documents {
  /// What a scenario says of what will be handed over: documents, lists of data, and which
  /// document bears out which judgement.
  package struct Section: Record {
    package let items: [DocumentItem]
    package let groups: [DocumentGroup]
    package let lists: [DataListLine]
    package let evidence: [EvidenceLine]
    package let effort: Effort

    package init(_ f: inout some FieldVisitor, _ old: Self?) {
      items = f.rows("items", old?.items, "The document list")
      groups = f.rows("groups", old?.groups, "What the documents of a group have in common")
      lists = f.rows("lists", old?.lists, "Who runs and checks each list of data")
      evidence = f.rows("evidence", old?.evidence, "Which documents bear out which descriptor")
      effort = f.some(
        "effort", old?.effort, default: .minutes(20),
        "How long one document takes that does not say so itself")
    }
  }
}

/// How carefully a document must be handled.
package enum Sensitivity: String, Choice, Encodable {
  case open
  case official
  case sensitive = "official-sensitive"
  /// It names or describes children. A rehearsal never holds a real one.
  case childLevel = "child-level"
}

/// Where a document stood before the call.
package enum DocumentStanding: String, Choice, Encodable {
  case notStarted = "not-started"
  case inProgress = "in-progress"
  case ready
  case notApplicable = "not-applicable"
}

/// A form in which a document may be handed over.
package enum FileForm: String, Choice, Encodable {
  case pdf, docx, xlsx, pptx, csv, txt, png, jpg, mp4
}

/// One line of the document list. What it leaves out is that of its group.
package struct DocumentItem: Record, Kind, Hashable {
  package let title: String
  package let id: ID<DocumentItem>
  package let group: ID<DocumentGroup>?
  package let owner: ID<Role>?
  package let approver: ID<Role>?
  package let due: Deadline?
  package let sensitivity: Sensitivity?
  package let forms: [FileForm]
  package let standing: DocumentStanding
  package let reviewed: CalendarDate?
  package let held: String?
  package let effort: Effort?
  package let tests: [ID<Objective>]
  package let basis: Basis?

  package static let kind = "document"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the document is")
    id = f.identity("id", old?.id, from: title, "Its reference, such as ld-01")
    group = f.maybe("group", old?.group, "The group it stands in")
    owner = f.maybe("owner", old?.owner, "The role that provides it; left out, its group's")
    approver = f.maybe("approver", old?.approver, "The role that approves it; else its group's")
    due = f.maybe("due", old?.due, "By when; left out, its group's")
    sensitivity = f.maybe(
      "sensitivity", old?.sensitivity, "How carefully it is handled; else its group's")
    forms = f.list("types", old?.forms, "The file types that are accepted; left out, any")
    standing = f.some(
      "status", old?.standing, default: .notStarted, "Where it stood before the call")
    reviewed = f.maybe("reviewed", old?.reviewed, "When it was last reviewed before the call")
    held = f.maybe("held", old?.held, "Where it is kept, if no copy may be made")
    effort = f.maybe("effort", old?.effort, "How long it takes; left out, the section's")
    tests = f.list("tests", old?.tests, Objective.testsDoc)
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// What the documents of one group have in common.
package struct DocumentGroup: Record, Kind, Hashable {
  package let title: String
  package let id: ID<DocumentGroup>
  package let owner: ID<Role>?
  package let approver: ID<Role>?
  package let due: Deadline?
  package let sensitivity: Sensitivity
  package let basis: Basis?

  package static let kind = "document group"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the group is called, such as Leadership")
    id = f.identity("id", old?.id, from: title, "The short name that documents use")
    owner = f.maybe("owner", old?.owner, "The role that provides its documents")
    approver = f.maybe("approver", old?.approver, "The role that approves them")
    due = f.maybe("due", old?.due, "By when; left out, when documents are handed over")
    sensitivity = f.some(
      "sensitivity", old?.sensitivity, default: .official, "How carefully they are handled")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// Who runs one of the framework's lists of data, who checks it, and by when.
package struct DataListLine: Record, Hashable {
  package let list: ID<DataList>
  package let owner: ID<Role>?
  package let checker: ID<Role>?
  package let due: Deadline?
  package let effort: Effort
  package let basis: Basis?

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    list = f.one("list", old?.list, "One of the framework's lists")
    owner = f.maybe("owner", old?.owner, "The role that runs it")
    checker = f.maybe("checker", old?.checker, "The role that says it is a true picture")
    due = f.maybe("due", old?.due, "By when; left out, when lists are handed over")
    effort = f.some("effort", old?.effort, default: .minutes(60), "How long it takes to run")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// A grade descriptor, and the documents that show how it is met.
package struct EvidenceLine: Record, Kind, Hashable {
  package let title: String
  package let id: ID<EvidenceLine>
  package let judgement: ID<Judgement>?
  package let documents: [ID<DocumentItem>]
  package let basis: Basis?

  package static let kind = "descriptor"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "The descriptor")
    id = f.identity("id", old?.id, from: title, "Its short name")
    judgement = f.maybe("judgement", old?.judgement, "The area of judgement it belongs to")
    documents = f.list("documents", old?.documents, "The documents that bear it out")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}
