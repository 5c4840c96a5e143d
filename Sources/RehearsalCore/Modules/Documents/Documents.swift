/// What the council hands over: the document list, the lists of data, and which document bears
/// out which descriptor.
package enum Documents: Module {
  package static let name: StaticString = "documents"
  package static let doc: StaticString = "The document list and the lists of data"
  package static let title: StaticString = "Documents"

  /// Stands wherever a file can be sent. Nobody looks into files: what they hold is up to those who
  /// send them.
  package static let uploadWarning =
    "Exercise only. Do not send real information about a child or a family: use a made-up document "
    + "or a dummy file."

  package static let commands: [any Command.Type] = [
    DraftDocument.self, AddDocument.self, KeepElsewhere.self, UseDummy.self, ApproveDocument.self,
    ReturnDocument.self, SendDocuments.self, WithdrawDocument.self, RuleOutDocument.self,
    RuleInDocument.self, EraseDocument.self, RunDataList.self, VouchForDataList.self,
    FaultDataList.self, DeliverDataList.self, OpenDocumentList.self, MissDocument.self,
    MissDataList.self,
  ]

  package static let events: [any Event.Type] = [
    DocumentListOpened.self, DocumentDrafted.self, DocumentAdded.self, DocumentHeld.self,
    DummyUsed.self, DocumentApproved.self, DocumentReturned.self, DocumentsSent.self,
    DocumentWithdrawn.self, DocumentRuledOut.self, DocumentRuledIn.self, DocumentErased.self,
    DocumentOverdue.self, DataListRun.self, DataListChecked.self, DataListFailed.self,
    DataListSent.self, DataListOverdue.self,
  ]

  /// The council's boards, or what inspectors have been sent: whoever saw nothing of the council's
  /// work is shown nothing of it.
  package static func boards(_ state: RehearsalState) -> [any Board] {
    let documents = state[Documents.self]
    guard documents.isCouncil else {
      let board = HandedOverBoard(documents)
      return board.isEmpty ? [] : [board]
    }
    var boards: [any Board] = []
    if !documents.lines.isEmpty { boards.append(DocumentsBoard(state)) }
    if !documents.lists.isEmpty { boards.append(DataListsBoard(state)) }
    return boards
  }

  /// The document list on the calendar.
  package struct Prepared: Sendable {
    package let items: [PreparedDocument]
    package let lists: [PreparedList]
    package let evidence: [EvidenceLine]
  }

  /// A document with what it takes from its group.
  package struct PreparedDocument: Sendable {
    package let line: DocumentItem
    package let group: DocumentGroup?
    package let owner: ID<Role>?
    package let approver: ID<Role>?
    package let due: Moment
    package let sensitivity: Sensitivity
    package let effort: Effort
  }

  /// A list of data with its due time.
  package struct PreparedList: Sendable {
    package let line: DataListLine
    package let title: String
    package let due: Moment
  }

  package static func prepare(_ section: Section, _ planner: inout Planner) -> Prepared {
    var groups: [ID<DocumentGroup>: (group: DocumentGroup, due: Moment?)] = [:]
    for (index, group) in section.groups.enumerated() {
      let path = "documents.groups[\(index)].due"
      let due = planner.due(group.due, else: handedOver, at: path)
      groups[group.id] = (group, due)
    }
    var items: [PreparedDocument] = []
    var paths: [ID<DocumentItem>: String] = [:]
    for (index, line) in section.items.enumerated() {
      let found = line.group.flatMap { groups[$0] }
      let own = line.due.flatMap {
        planner.due($0, else: [], at: "documents.items[\(index)].due")
      }
      let common = found?.due ?? planner.usual(handedOver)
      guard line.due == nil || own != nil else { continue }
      paths[line.id] = line.effort.map { _ in "documents.items[\(index)].effort" }
      items.append(
        PreparedDocument(
          line: line, group: found?.group, owner: line.owner ?? found?.group.owner,
          approver: line.approver ?? found?.group.approver, due: own ?? common,
          sensitivity: line.sensitivity ?? found?.group.sensitivity ?? .official,
          effort: line.effort ?? section.effort))
    }
    if !items.isEmpty || !section.lists.isEmpty {
      planner.add(
        Step(
          id: "open-documents", at: planner.start, sort: .milestone,
          title: "The document list goes out", module: name, command: OpenDocumentList()))
    }
    for item in items { add(item, at: paths[item.line.id] ?? "documents.effort", &planner) }
    return Prepared(
      items: items, lists: lists(section, &planner), evidence: section.evidence)
  }

  private static let handedOver = [
    ID<Milestone>.known("audits-due"), .known("data-due"), .fieldworkStart,
  ]

  private static func add(
    _ item: PreparedDocument, at path: String, _ planner: inout Planner
  ) {
    guard item.line.standing != .notApplicable else { return }
    planner.add(
      Step(
        id: "document-\(item.line.id)", at: item.due, sort: .document, title: item.line.title,
        module: name, owner: item.owner, group: item.group?.title ?? "Documents",
        command: MissDocument(document: item.line.id)))
    // What is ready before the call takes nobody's time after it.
    guard let owner = item.owner, item.line.standing != .ready else { return }
    planner.add(
      Work(owner: owner, effort: item.effort.likely, due: item.due, path: path))
  }

  private static func lists(_ section: Section, _ planner: inout Planner) -> [PreparedList] {
    section.lists.enumerated().compactMap { index, line in
      let path = "documents.lists[\(index)].due"
      guard let due = planner.due(line.due, else: [.known("data-due")], at: path) else {
        return nil
      }
      let title =
        planner.framework.lists.first { $0.id == line.list }?.title ?? line.list.text
      planner.add(
        Step(
          id: "list-\(line.list)", at: due, sort: .list, title: title, module: name,
          owner: line.owner, group: "Lists of data", command: MissDataList(list: line.list)))
      if let owner = line.owner {
        planner.add(
          Work(
            owner: owner, effort: line.effort.likely, due: due,
            path: "documents.lists[\(index)].effort"))
      }
      return PreparedList(line: line, title: title, due: due)
    }
  }

  package static func briefing(_ plan: Plan) -> [Block] {
    let prepared = plan[Documents.self]
    var blocks: [Block] = []
    if !prepared.items.isEmpty {
      blocks.append(Block("briefing-documents", .table(byGroup(prepared.items, plan))))
    }
    if !prepared.evidence.isEmpty {
      let table = Block.Table(
        caption: "What bears out each descriptor", columns: ["Descriptor", "Documents"],
        rows: prepared.evidence.map { line in
          [.words(line.title), .words(line.documents.map(\.text).joined(separator: ", "))]
        })
      blocks.append(Block("briefing-evidence", .table(table)))
    }
    return blocks
  }

  private static func byGroup(_ items: [PreparedDocument], _ plan: Plan) -> Block.Table {
    Block.Table(
      caption: "Documents to hand over",
      columns: ["Group", "Documents", "Ready before the call", "Who", "All due by"],
      rows: items.map { $0.group?.title ?? "Others" }.firsts.map { title in
        let own = items.filter { ($0.group?.title ?? "Others") == title }
        let owners = own.compactMap(\.owner).firsts.map { plan.names.title($0) }
        return [
          .words(title), .number(own.count),
          .number(own.filter { $0.line.standing == .ready }.count),
          .words(owners.joined(separator: ", ")), .moment(own.map(\.due).max()),
        ]
      })
  }
}
