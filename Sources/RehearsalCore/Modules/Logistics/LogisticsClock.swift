/// What the clock does about checklists: it makes the due times known with the call, and notices
/// what is not done when its time comes.

package struct SetItemDates: Command, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.set-dates"
  package static let verb: StaticString = "dates the checklists"
  package static let doc: StaticString = "The call has come, and with it the due times"
}

extension SetItemDates {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {}

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    let logistics = state[Logistics.self]
    guard Logistics.callCame(state, plan) != nil, !logistics.isDated else { return [] }
    let dates = plan[Logistics.self].items.compactMap { prepared in
      logistics.items[prepared.line.id].map {
        ItemDate(line: ItemName($0), due: state.moved(prepared.due))
      }
    }
    return dates.isEmpty ? [] : [ItemDatesSet(items: dates)]
  }
}

package struct NoticeItemOverdue: Command, Hashable {
  package typealias Home = Logistics
  package static let name: StaticString = "logistics.notice-overdue"
  package static let verb: StaticString = "finds unfinished"
  package static let doc: StaticString = "A due time has come; a checklist item not done is overdue"
  package let item: ID<ChecklistItem>
}

extension NoticeItemOverdue {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    item = f.one("item", old?.item, "Which item")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    guard let prepared = plan[Logistics.self].items.first(where: { $0.line.id == item }),
      let found = state[Logistics.self].items[item], found.isOpen, found.overdue == nil
    else { return [] }
    let due = found.due(state) ?? state.moved(prepared.due)
    return context.now < due ? [] : [ItemOverdue(line: ItemName(found), due: due)]
  }
}

extension Logistics {
  /// When the call came, if it has.
  fileprivate static func callCame(_ state: RehearsalState, _ plan: Plan) -> Moment? {
    plan.start.flatMap { state[Timeline.self].milestones[$0.id]?.reached }
  }

  /// The due times, as soon as the call has come; and what was reopened and is overdue at once or
  /// later, because the step of the plan that notices such things may be over.
  package static func nextDue(_ state: RehearsalState, _ plan: Plan) -> Step? {
    let logistics = state[Logistics.self]
    if logistics.items.isEmpty { return nil }
    if !logistics.isDated {
      return callCame(state, plan).map { came in
        Step(
          id: "open-logistics", at: came, sort: .item, title: "Due times of the checklists",
          module: name, command: SetItemDates())
      }
    }
    var next: Step?
    for item in logistics.items.values {
      guard let reopened = item.reopened, item.isOpen, item.overdue == nil,
        let due = item.due(state), due < next?.at ?? Moment(microseconds: .max)
      else { continue }
      next = Step(
        id: "reopened/\(reopened)", at: due, sort: .item, title: item.title, module: name,
        owner: item.owner, command: NoticeItemOverdue(item: item.id))
    }
    return next
  }
}
