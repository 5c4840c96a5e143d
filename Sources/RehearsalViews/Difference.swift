package import RehearsalCore

extension Page {
  /// What changed between two views of one rehearsal, board by board: each value as it was and as
  /// it is.
  package static func difference(
    from old: Replay.View, to new: Replay.View, _ replay: Replay
  ) -> Page {
    let before = replay.modules.boards(old.state).flatMap(\.blocks)
    let after = replay.modules.boards(new.state).flatMap(\.blocks)
    var blocks = [Block("between", .facts(between(old, new)))]
    var heading: Block?
    for block in after {
      if case .heading = block.content { heading = block }
      let was = before.first { $0.id == block.id }
      let rows = BlockValues(block).changes(since: was.map { BlockValues($0) })
      guard !rows.isEmpty else { continue }
      if let heading { blocks.append(heading) }
      heading = nil
      blocks.append(
        Block(
          block.id + "_changes",
          .table(
            Block.Table(
              caption: BlockValues(block).caption, columns: ["What", "Was", "Is"], rows: rows))))
    }
    if blocks.count == 1 { blocks.append(Block("none", .text("Nothing changed."))) }
    return Page(title: "\(replay.plan.scenario.head.title): what changed", blocks: blocks)
  }

  private static func between(_ old: Replay.View, _ new: Replay.View) -> [Block.Fact] {
    // How far the log goes beyond what a role has seen is not the role's to know.
    func last(_ view: Replay.View) -> Moment? {
      view.viewer == .facilitator ? view.last?.at : view.shown.last?.at
    }
    return [
      Block.Fact("From", .moment(last(old))), Block.Fact("To", .moment(last(new))),
      Block.Fact("Things seen in between", .number(new.shown.count - old.shown.count)),
    ]
  }
}

/// The values of a block by name, so that two versions of it can be compared.
private struct BlockValues {
  let caption: String
  private var names: [String] = []
  private var values: [String: Cell] = [:]

  init(_ block: Block) {
    switch block.content {
    case .facts(let facts):
      caption = "Figures"
      for fact in facts { note(fact.name, fact.value) }
    case .measure(let measure):
      caption = "Figures"
      note(measure.name, .words(measure.figures))
    case .table(let table):
      caption = table.caption
      for row in table.rows {
        guard let first = row.first else { continue }
        for (column, cell) in row.enumerated().dropFirst() {
          note("\(first.words): \(table.heading(column).lowercased())", cell)
        }
      }
    case .heading, .sheet, .text, .notice, .tree, .timeline, .form, .offer, .chart, .picture:
      caption = ""
    }
  }

  /// Rows of one name are told apart by their order.
  private mutating func note(_ name: String, _ value: Cell) {
    var key = name
    var number = 2
    while values[key] != nil {
      key = "\(name) (\(number))"
      number += 1
    }
    names.append(key)
    values[key] = value
  }

  func changes(since old: BlockValues?) -> [[Cell]] {
    names.compactMap { name in
      let (was, now) = (old?.values[name] ?? .none, values[name] ?? .none)
      return was == now ? nil : [.words(name), was, now]
    }
  }
}
