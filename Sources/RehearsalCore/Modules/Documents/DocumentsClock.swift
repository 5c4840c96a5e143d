/// What the clock does to the document list and the lists of data.

package struct OpenDocumentList: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.open"
  package static let verb: StaticString = "hands out the document list"
  package static let doc: StaticString =
    "The call has come: the council learns by when everything must be sent"
}

extension OpenDocumentList {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {}

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    if state[Documents.self].opened != nil { return [] }
    let prepared = plan[Documents.self]
    return [
      DocumentListOpened(
        documents: prepared.items.map {
          DocumentDate(document: $0.line.id, title: $0.line.title, due: state.moved($0.due))
        },
        lists: prepared.lists.map {
          DataListDate(list: $0.line.list, title: $0.title, due: state.moved($0.due))
        })
    ]
  }
}

package struct MissDocument: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.miss"
  package static let verb: StaticString = "misses the document"
  package static let doc: StaticString = "The time has come by which a document should be sent"
  package let document: ID<DocumentItem>
}

extension MissDocument {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    let lookup = try DocumentLookup(document, state, plan)
    let due = state.moved(lookup.item.due)
    guard due <= context.now, lookup.line.isMissed(by: due) else { return [] }
    return [
      DocumentOverdue(
        document: document,
        item: OverdueItem(title: lookup.line.title, owner: lookup.item.owner, due: due))
    ]
  }
}

package struct MissDataList: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.miss-list"
  package static let verb: StaticString = "misses the data list"
  package static let doc: StaticString = "The time has come by which a list should be sent"
  package let list: ID<DataList>
}

extension MissDataList {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    list = f.one("list", old?.list, "Which list of data")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    let lookup = try DataListLookup(list, state, plan)
    let due = state.moved(lookup.prepared.due)
    guard due <= context.now, lookup.line.isMissed else { return [] }
    return [
      DataListOverdue(
        list: list,
        item: OverdueItem(title: lookup.line.title, owner: lookup.prepared.line.owner, due: due))
    ]
  }
}

extension Documents {
  /// A document that was ruled out has no step that waits for it any more. Ruled in, it is due
  /// when it was, or at once.
  package static func nextDue(_ state: RehearsalState, _ plan: Plan) -> Step? {
    var next: Step?
    for line in state[Documents.self].lines.values {
      guard let back = line.back, let backAt = line.backAt, let said = line.due else { continue }
      let due = state.moved(said, since: line.dueSaid)
      let at = max(due, backAt)
      guard line.isMissed(by: due), at < next?.at ?? Moment(microseconds: .max) else { continue }
      next = Step(
        id: "overdue/\(back)", at: at, sort: .document, title: line.title, module: name,
        owner: line.owner, command: MissDocument(document: line.id))
    }
    return next
  }
}

/// A document with its due time, as it is made known.
package struct DocumentDate: Record, Hashable {
  package let document: ID<DocumentItem>
  package let title: String
  package let due: Moment
}

extension DocumentDate {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Its reference")
    title = f.one("title", old?.title, "What it is")
    due = f.one("due", old?.due, "By when it is sent")
  }
}

/// A list of data with its due time, as it is made known.
package struct DataListDate: Record, Hashable {
  package let list: ID<DataList>
  package let title: String
  package let due: Moment
}

extension DataListDate {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    list = f.one("list", old?.list, "Its short name")
    title = f.one("title", old?.title, "What it is called")
    due = f.one("due", old?.due, "By when it is sent")
  }
}

package struct DocumentListOpened: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.opened"
  package static let doc: StaticString = "The council learned by when everything must be sent"
  package let documents: [DocumentDate]
  package let lists: [DataListDate]
}

extension DocumentListOpened {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    documents = f.rows("documents", old?.documents, "Every line, with its due time")
    lists = f.rows("lists", old?.lists, "Every list of data, with its due time")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.isCouncil = true
    state.opened = stamp.n
    for date in documents {
      state.change(date.document, date.title) { line in
        line.due = date.due
        line.dueSaid = stamp.n
      }
    }
    for date in lists {
      state.change(date.list, date.title) { line in
        line.due = date.due
        line.dueSaid = stamp.n
      }
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { OpenDocumentList() }
  package func story(_ names: Names) -> String? {
    let parts = [
      DocumentListOpened.count(documents.count, "document"),
      DocumentListOpened.count(lists.count, "list of data", "lists of data"),
    ]
    return "handed out the document list: " + parts.compactMap { $0 }.joined(separator: " and ")
  }

  private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String? {
    number == 0 ? nil : number == 1 ? "1 \(one)" : "\(number) \(many ?? one + "s")"
  }
}

/// What was due and inspectors did not have: what is said of a document and of a list alike.
package struct OverdueItem: Record, Hashable {
  package let title: String
  package let owner: ID<Role>?
  package let due: Moment
}

extension OverdueItem {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What it is called")
    owner = f.maybe("owner", old?.owner, "Who provides it, or runs it")
    due = f.one("due", old?.due, "By when it should have been sent")
  }

  /// Notes it at a line. Whoever has not been told of its due time learns it here.
  fileprivate func note(at line: inout some DueLine, _ stamp: Stamp) {
    line.overdue = stamp.when
    line.owner = line.owner ?? owner
    guard line.due == nil else { return }
    line.due = due
    line.dueSaid = stamp.n
  }

  fileprivate func story(_ what: String, to task: String, _ names: Names) -> String {
    "recorded that \(what) is overdue"
      + (owner.map { ", for \(names.title($0)) to \(task)" } ?? "")
  }
}

/// What is sent by a due time.
private protocol DueLine {
  var owner: ID<Role>? { get set }
  var due: Moment? { get set }
  var dueSaid: Int { get set }
  var overdue: Moment? { get set }
}

extension Documents.Line: DueLine {}
extension Documents.ListLine: DueLine {}

package struct DocumentOverdue: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.overdue"
  package static let doc: StaticString = "A document was due and inspectors did not have it"
  package let document: ID<DocumentItem>
  package let item: OverdueItem
}

extension DocumentOverdue {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    item = OverdueItem(&f, old?.item)
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(document, item.title) { item.note(at: &$0, stamp) }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { MissDocument(document: document) }
  package func story(_ names: Names) -> String? {
    item.story("\(document), \"\(item.title)\",", to: "provide", names)
  }
  package var isNotable: Bool { true }
}

package struct DataListOverdue: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.list-overdue"
  package static let doc: StaticString = "A list was due and inspectors did not have it"
  package let list: ID<DataList>
  package let item: OverdueItem
}

extension DataListOverdue {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    list = f.one("list", old?.list, "Which list of data")
    item = OverdueItem(&f, old?.item)
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(list, item.title) { item.note(at: &$0, stamp) }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { MissDataList(list: list) }
  package func story(_ names: Names) -> String? {
    item.story("the list \"\(item.title)\"", to: "run", names)
  }
  package var isNotable: Bool { true }
}
