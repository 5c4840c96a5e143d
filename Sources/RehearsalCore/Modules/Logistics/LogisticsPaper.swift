/// Checklists with boxes.
extension Logistics {
  package static func paper(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Block] {
    let items = state[Logistics.self].items.values.filter(\.isOpen)
    switch viewer {
    case .room: return []
    case .role(let role):
      let own = items.filter { $0.owner == role }
      guard !own.isEmpty else { return [] }
      let table = Block.Table(
        caption: "What you make ready", columns: columns + ["To show that it is done"],
        rows: own.map { item in
          row(item, item.due(state), .words(item.checklist), state) + [.words(item.asksFor)]
        })
      return [Block("checklist", .heading("Checklist")), Block("checklist-items", .table(table))]
    case .facilitator:
      guard !items.isEmpty else { return [] }
      var blocks = [Block.kept("checklists", "Checklists")]
      for (number, checklist) in items.map(\.checklist).firsts.enumerated() {
        let table = Block.Table(
          caption: checklist, columns: columns.map { $0 == "Checklist" ? "Who" : $0 },
          rows: items.filter { $0.checklist == checklist }.map { item in
            row(
              item, due(item, state, plan), .words(item.owner.map { state.names.title($0) }), state)
          })
        blocks.append(Block("checklists-\(number + 1)", .table(table)))
      }
      return blocks
    }
  }

  private static let columns = ["What", "Done", "Time", "Checklist", "Due", "To be done first"]

  private static func row(
    _ item: ItemState, _ due: Moment?, _ part: Cell, _ state: RehearsalState
  ) -> [Cell] {
    let first = state[Logistics.self].missing(before: item).map(\.title)
    return [
      .words(item.title), .box, .line, part, .due(due),
      first.isEmpty ? .none : .words(first.joined(separator: ", ")),
    ]
  }

  /// When an item is due, which a facilitator knows from the plan before the call says so.
  private static func due(
    _ item: ItemState, _ state: RehearsalState, _ plan: Plan
  ) -> Moment? {
    item.due(state)
      ?? plan[Logistics.self].items.first { $0.line.id == item.id }.map { state.moved($0.due) }
  }
}
