/// What must be made ready for inspectors: rooms, log-ins, badges, parking; who does it, by when,
/// and what must be done first.
///
/// The council does this among itself: the inspectorate sees none of it. What the checklists hold
/// is known before the day, and when it is due only from the call on.
package enum Logistics: Module {
  package static let name: StaticString = "logistics"
  package static let doc: StaticString = "Checklists of what must be made ready"
  package static let title: StaticString = "Checklists"

  package static let commands: [any Command.Type] = [
    BeginItem.self, FinishItem.self, BlockItem.self, SetItemAside.self, HandOverItem.self,
    ReopenItem.self, SetItemDates.self, NoticeItemOverdue.self,
  ]

  package static let events: [any Event.Type] = [
    ItemDatesSet.self, ItemBegun.self, ItemFinished.self, ItemBlocked.self, ItemSetAside.self,
    ItemHandedOver.self, ItemReopened.self, ItemOverdue.self,
  ]

  /// The checklists on the calendar.
  package struct Prepared: Sendable {
    package let items: [PreparedItem]
  }

  /// An item with its due time.
  package struct PreparedItem: Sendable {
    package let line: ChecklistItem
    package let due: Moment
  }

  package static func prepare(_ section: Section, _ planner: inout Planner) -> Prepared {
    var items: [PreparedItem] = []
    for (index, line) in section.items.enumerated() {
      let path = "logistics.items[\(index)].due"
      guard let due = planner.due(line.due, else: [.fieldworkStart], at: path) else { continue }
      items.append(PreparedItem(line: line, due: due))
      planner.add(
        Step(
          id: "item-\(line.id)", at: due, sort: .item, title: line.title, module: name,
          owner: line.owner, group: line.checklist, command: NoticeItemOverdue(item: line.id)))
      if let owner = line.owner {
        planner.add(
          Work(
            owner: owner, effort: line.effort.likely, due: due,
            path: "logistics.items[\(index)].effort"))
      }
    }
    checkOrder(items, section, &planner)
    return Prepared(items: items)
  }

  /// What must be done first must also fall due first.
  private static func checkOrder(
    _ items: [PreparedItem], _ section: Section, _ planner: inout Planner
  ) {
    for (index, line) in section.items.enumerated() {
      guard let due = items.first(where: { $0.line.id == line.id })?.due else { continue }
      for before in line.after {
        guard let first = items.first(where: { $0.line.id == before }), first.due > due else {
          continue
        }
        planner.note(
          .dueTooEarly,
          "this falls due \(due.words), before \"\(before)\" on which it waits",
          at: "logistics.items[\(index)].due",
          fix: "let it fall due after \(first.due.words), or \(before) earlier")
      }
    }
  }

  package static func briefing(_ plan: Plan) -> [Block] {
    let items = plan[Logistics.self].items
    guard !items.isEmpty else { return [] }
    var rows: [[Cell]] = []
    for checklist in items.map(\.line.checklist).firsts {
      let own = items.filter { $0.line.checklist == checklist }
      let owners = own.compactMap(\.line.owner).firsts.map { plan.names.title($0) }
      rows.append([
        .words(checklist), .number(own.count), .words(owners.joined(separator: ", ")),
        .moment(own.map(\.due).max()),
      ])
    }
    let table = Block.Table(
      caption: "Checklists", columns: ["Checklist", "Items", "Who", "All due by"], rows: rows)
    return [Block("briefing-checklists", .table(table))]
  }
}
