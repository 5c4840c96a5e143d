/// The item that an event is about, with what a reader needs who knows of nothing before it.
package struct ItemName: Record, Hashable {
  package let item: ID<ChecklistItem>
  package let title: String
  package let checklist: String
  package let owner: ID<Role>?
}

extension ItemName {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    item = f.one("item", old?.item, "Which item")
    title = f.one("title", old?.title, "What must be done")
    checklist = f.one("checklist", old?.checklist, "The checklist it stands in")
    owner = f.maybe("owner", old?.owner, "The role that does it")
  }

  init(_ item: Logistics.ItemState) {
    self.init(
      item: item.id, title: item.title, checklist: item.checklist, owner: item.owner)
  }
}

/// When an item is due, as the call makes it known.
package struct ItemDate: Record, Hashable {
  package let line: ItemName
  package let due: Moment
}

extension ItemDate {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    line = ItemName(&f, old?.line)
    due = f.one("due", old?.due, "By when")
  }
}

/// The call made known by when everything must be ready. Nobody could say so before.
package struct ItemDatesSet: Event, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.dates-set"
  package static let doc: StaticString = "The due times of the checklists became known"
  package let items: [ItemDate]
}

extension ItemDatesSet {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    items = f.rows("items", old?.items, "What must be ready by when")
  }

  package func evolve(_ state: inout Logistics.State, _ stamp: Stamp) {
    state.isDated = true
    for date in items {
      state.change(date.line) { item in
        item.due = date.due
        item.dueSaid = stamp.n
      }
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { SetItemDates() }
  package func story(_ names: Names) -> String? {
    "published when \(items.count) checklist item\(items.count == 1 ? " is" : "s are") due"
  }
}

package struct ItemBegun: Event, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.item-begun"
  package static let doc: StaticString = "Work on a checklist item began, or went on"
  package let line: ItemName
}

extension ItemBegun {
  package init(_ f: inout some FieldVisitor, _ old: Self?) { line = ItemName(&f, old?.line) }

  package func evolve(_ state: inout Logistics.State, _ stamp: Stamp) {
    state.change(line) { item in
      item.standing = .inProgress
      item.reason = nil
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { BeginItem(item: line.item) }
  package func story(_ names: Names) -> String? { "set about \"\(line.title)\"" }
}

package struct ItemFinished: Event, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.item-finished"
  package static let doc: StaticString = "A checklist item was done"
  package let line: ItemName
  package let proof: String?
  /// Absent where it was done before anybody could know.
  package let due: Moment?
  package let isLate: Bool
}

extension ItemFinished {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    line = ItemName(&f, old?.line)
    proof = f.maybe("proof", old?.proof, "What shows that it is done")
    due = f.maybe("due", old?.due, "By when, where the dates were known")
    isLate = f.some("late", old?.isLate, default: false, "Whether that was after its due time")
  }

  package func evolve(_ state: inout Logistics.State, _ stamp: Stamp) {
    state.change(line) { item in
      item.standing = .done
      item.reason = nil
      item.proof = proof
      item.done = stamp.when
      if item.due == nil, let due {
        item.due = due
        item.dueSaid = stamp.n
      }
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? {
    FinishItem(item: line.item, proof: proof)
  }
  package func story(_ names: Names) -> String? {
    "finished \"\(line.title)\"" + (isLate ? " late" : "") + (proof.map { ": \($0)" } ?? "")
  }
  package var isNotable: Bool { isLate }
}

package struct ItemBlocked: Event, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.item-blocked"
  package static let doc: StaticString = "A checklist item cannot go on"
  package let line: ItemName
  package let because: String
}

extension ItemBlocked {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    line = ItemName(&f, old?.line)
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Logistics.State, _ stamp: Stamp) {
    state.change(line) { item in
      item.standing = .blocked
      item.reason = because
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? {
    BlockItem(item: line.item, because: because)
  }
  package func story(_ names: Names) -> String? {
    "could not go on with \"\(line.title)\": \(because)"
  }
  package var isNotable: Bool { true }
}

package struct ItemSetAside: Event, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.item-set-aside"
  package static let doc: StaticString = "A checklist item does not apply"
  package let line: ItemName
  package let because: String
}

extension ItemSetAside {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    line = ItemName(&f, old?.line)
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Logistics.State, _ stamp: Stamp) {
    state.change(line) { item in
      item.standing = .notApplicable
      item.reason = because
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? {
    SetItemAside(item: line.item, because: because)
  }
  package func story(_ names: Names) -> String? {
    "set aside \"\(line.title)\": \(because)"
  }
}

package struct ItemHandedOver: Event, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.item-handed-over"
  package static let doc: StaticString = "A checklist item went to another role"
  /// With the owner that it had until now.
  package let line: ItemName
  package let to: ID<Role>
  package let because: String
}

extension ItemHandedOver {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    line = ItemName(&f, old?.line)
    to = f.one("to", old?.to, "The role that does it from here on")
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Logistics.State, _ stamp: Stamp) {
    state.change(line) { item in
      item.owner = to
      item.handOvers.append(
        Logistics.HandOver(
          from: line.owner, to: to, by: stamp.actor, at: stamp.when, because: because))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? {
    HandOverItem(item: line.item, to: to, because: because)
  }
  package func story(_ names: Names) -> String? {
    "handed over \"\(line.title)\" from \(line.owner.map { names.title($0) } ?? "nobody") to "
      + "\(names.title(to)): \(because)"
  }
  package var isNotable: Bool { true }
}

package struct ItemReopened: Event, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.item-reopened"
  package static let doc: StaticString = "A checklist item that was closed is to be done after all"
  package let line: ItemName
  package let because: String
}

extension ItemReopened {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    line = ItemName(&f, old?.line)
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Logistics.State, _ stamp: Stamp) {
    state.change(line) { item in
      item.standing = .toDo
      item.reason = nil
      item.proof = nil
      item.done = nil
      item.reopened = stamp.n
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? {
    ReopenItem(item: line.item, because: because)
  }
  package func story(_ names: Names) -> String? { "reopened \"\(line.title)\": \(because)" }
  package var isNotable: Bool { true }
}

package struct ItemOverdue: Event, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.item-overdue"
  package static let doc: StaticString = "A due time came and the checklist item was not done"
  package let line: ItemName
  package let due: Moment
}

extension ItemOverdue {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    line = ItemName(&f, old?.line)
    due = f.one("due", old?.due, "By when it was to be done")
  }

  package func evolve(_ state: inout Logistics.State, _ stamp: Stamp) {
    state.change(line) { item in
      item.overdue = stamp.when
      if item.due == nil {
        item.due = due
        item.dueSaid = stamp.n
      }
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { NoticeItemOverdue(item: line.item) }
  package func story(_ names: Names) -> String? {
    "found \"\(line.title)\" overdue, which is for "
      + "\(line.owner.map { names.title($0) } ?? "nobody") to do"
  }
  package var isNotable: Bool { true }
}
