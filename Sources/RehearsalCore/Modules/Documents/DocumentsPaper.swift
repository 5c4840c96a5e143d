/// The document list and the lists of data, with boxes.
extension Documents {
  package static func paper(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Block] {
    switch viewer {
    case .room: []
    case .role(let role): card(state, role)
    case .facilitator: sheet(state, plan)
    }
  }

  /// Documents that still go out, with those who see to them.
  private static func open(_ state: RehearsalState) -> [Line] {
    state[Documents.self].lines.values.filter { $0.isNeeded && $0.current == nil }
  }

  private static func openLists(_ state: RehearsalState) -> [ListLine] {
    state[Documents.self].lists.values.filter(\.sendings.isEmpty)
  }

  private static func card(_ state: RehearsalState, _ me: ID<Role>) -> [Block] {
    let documents = open(state).filter { $0.owner == me || $0.approver == me }
    let lists = openLists(state).filter { $0.owner == me || $0.checker == me }
    guard !documents.isEmpty || !lists.isEmpty else { return [] }
    var blocks = [Block("documents", .heading("Documents and data"))]
    if !documents.isEmpty {
      let table = Block.Table(
        caption: "Documents that pass through your hands",
        columns: ["Document", "Reference", "What you do", "Due", "Done", "Time"],
        rows: documents.map { line in
          let acts = [line.owner == me ? "Provide" : nil, line.approver == me ? "Approve" : nil]
          return [
            .words(line.title), .words(line.id.text),
            .words(acts.compactMap { $0 }.joined(separator: ", ")),
            .due(line.due.map { state.moved($0, since: line.dueSaid) }), .box, .line,
          ]
        })
      blocks.append(Block("documents-table", .table(table)))
    }
    if !lists.isEmpty {
      let table = Block.Table(
        caption: "Lists of data that pass through your hands",
        columns: ["List", "What you do", "Due", "Rows", "Done", "Time"],
        rows: lists.map { line in
          let acts = [line.owner == me ? "Run" : nil, line.checker == me ? "Check" : nil]
          return [
            .words(line.title), .words(acts.compactMap { $0 }.joined(separator: ", ")),
            .due(line.due.map { state.moved($0, since: line.dueSaid) }), .line, .box, .line,
          ]
        })
      blocks.append(Block("documents-lists", .table(table)))
    }
    return blocks
  }

  private static func sheet(_ state: RehearsalState, _ plan: Plan) -> [Block] {
    let documents = open(state)
    let lists = openLists(state)
    guard !documents.isEmpty || !lists.isEmpty else { return [] }
    var blocks = [Block.kept("document-list", "What is handed over")]
    for (number, group) in documents.map({ $0.group ?? "Others" }).firsts.enumerated() {
      let own = documents.filter { ($0.group ?? "Others") == group }
      blocks.append(Block("document-list-\(number + 1)", .table(table(group, own, state, plan))))
    }
    if !lists.isEmpty {
      let table = Block.Table(
        caption: "Lists of data",
        columns: ["List", "Who runs it", "Who checks it", "Due", "Sent", "Time"],
        rows: lists.map { line in
          let planned = plan[Documents.self].lists.first { $0.line.list == line.id }?.due
          return [
            .words(line.title), title(line.owner, state), title(line.checker, state),
            .moment(due(line.due, line.dueSaid, planned, state)), .box, .line,
          ]
        })
      blocks.append(Block("document-list-data", .table(table)))
    }
    return blocks
  }

  private static func table(
    _ group: String, _ lines: [Line], _ state: RehearsalState, _ plan: Plan
  ) -> Block.Table {
    Block.Table(
      caption: "Documents: \(group)",
      columns: [
        "Document", "Reference", "Who provides it", "Who approves it", "Due", "Sent", "Time",
      ],
      rows: lines.map { line in
        let planned = plan[Documents.self].items.first { $0.line.id == line.id }?.due
        return [
          .words(line.title), .words(line.id.text), title(line.owner, state),
          title(line.approver, state), .moment(due(line.due, line.dueSaid, planned, state)), .box,
          .line,
        ]
      })
  }

  private static func title(_ role: ID<Role>?, _ state: RehearsalState) -> Cell {
    .words(role.map { state.names.title($0) })
  }

  private static func due(
    _ said: Moment?, _ n: Int, _ planned: Moment?, _ state: RehearsalState
  ) -> Moment? {
    said.map { state.moved($0, since: n) } ?? planned.map { state.moved($0) }
  }
}
