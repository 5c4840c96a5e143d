/// What the owner of a checklist item says of it.

package struct BeginItem: Command, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.begin"
  package static let verb: StaticString = "sets about"
  package static let doc: StaticString = "Begins a checklist item, or goes on after it was blocked"
  package let item: ID<ChecklistItem>
}

extension BeginItem {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    item = f.one("item", old?.item, "Which item")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let found = try Logistics.openItem(item, state, context)
    if found.standing == .inProgress { return [] }
    try Logistics.requireNothingMissing(before: found, state)
    return [ItemBegun(line: ItemName(found))]
  }
}

package struct FinishItem: Command, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.finish"
  package static let verb: StaticString = "finishes"
  package static let doc: StaticString = "Says that a checklist item is done, and what shows it"
  package let item: ID<ChecklistItem>
  package let proof: String?
}

extension FinishItem {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    item = f.one("item", old?.item, "Which item")
    proof = f.maybe(
      "proof", old?.proof, "What shows it, such as a photo's file name or a ticket's number")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let shown = proof.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    let found = try Logistics.item(item, state, context)
    if found.standing == .done, shown == nil || shown == found.proof { return [] }
    try Logistics.requireOpen(found)
    try Logistics.requireNothingMissing(before: found, state)
    if let asked = found.asksFor, shown == nil {
      throw Rejection(LogisticsRefusal.proofMissing(item, asked: asked))
    }
    let due = found.due(state)
    return [
      ItemFinished(
        line: ItemName(found), proof: shown, due: due,
        isLate: due.map { context.when > $0 } ?? false
      )
    ]
  }
}

package struct BlockItem: Command, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.block"
  package static let verb: StaticString = "is blocked on"
  package static let doc: StaticString = "Says that a checklist item cannot go on, and why"
  package let item: ID<ChecklistItem>
  package let because: String
}

extension BlockItem {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    item = f.one("item", old?.item, "Which item")
    because = f.one("because", old?.because, "Why; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let found = try Logistics.openItem(item, state, context)
    try Logistics.requireReason(because, item)
    if found.standing == .blocked, found.reason == because { return [] }
    return [ItemBlocked(line: ItemName(found), because: because)]
  }
}

package struct SetItemAside: Command, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.set-aside"
  package static let verb: StaticString = "sets aside"
  package static let doc: StaticString = "Says that a checklist item does not apply, and why"
  package let item: ID<ChecklistItem>
  package let because: String
}

extension SetItemAside {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    item = f.one("item", old?.item, "Which item")
    because = f.one("because", old?.because, "Why; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let found = try Logistics.item(item, state, context)
    if found.standing == .notApplicable, found.reason == because { return [] }
    try Logistics.requireOpen(found)
    try Logistics.requireReason(because, item)
    return [ItemSetAside(line: ItemName(found), because: because)]
  }
}

package struct HandOverItem: Command, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.hand-over"
  package static let verb: StaticString = "hands over"
  package static let doc: StaticString =
    "Gives a checklist item to another role, which owns it then"
  package let item: ID<ChecklistItem>
  package let to: ID<Role>
  package let because: String
}

extension HandOverItem {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    item = f.one("item", old?.item, "Which item")
    to = f.one("to", old?.to, "The role that does it from here on")
    because = f.one("because", old?.because, "Why; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let found = try Logistics.openItem(item, state, context)
    try Logistics.requireReason(because, item)
    guard plan.isRole(to) else {
      let near = Suggestion.nearest(to: to.text, among: plan.scenario.head.roles.map(\.id.text))
      throw Rejection(LogisticsRefusal.roleUnknown(to, nearest: near))
    }
    if state.inspectorate.contains(to) { throw Rejection(LogisticsRefusal.roleInspects(to)) }
    if found.owner == to { return [] }
    return [ItemHandedOver(line: ItemName(found), to: to, because: because)]
  }
}

package struct ReopenItem: Command, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.reopen"
  package static let verb: StaticString = "reopens"
  package static let doc: StaticString = "Says that a closed checklist item is to be done after all"
  package let item: ID<ChecklistItem>
  package let because: String
}

extension ReopenItem {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    item = f.one("item", old?.item, "Which item")
    because = f.one("because", old?.because, "Why; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let found = try Logistics.item(item, state, context)
    if found.isOpen { throw Rejection(LogisticsRefusal.stillOpen(item)) }
    try Logistics.requireReason(because, item)
    return [ItemReopened(line: ItemName(found), because: because)]
  }
}
