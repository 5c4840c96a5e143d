extension Logistics {
  /// The item, if the actor may say anything of it: its owner may, and a facilitator for anybody.
  static func item(
    _ id: ID<ChecklistItem>, _ state: RehearsalState, _ context: Context
  ) throws(Rejection) -> ItemState {
    let isFacilitator = context.actor == .tool || context.isFacilitator
    if !isFacilitator, context.isInspectorate(state) {
      throw Rejection(LogisticsRefusal.councilOnly)
    }
    let items = state[Logistics.self].items
    guard let found = items[id] else {
      let near = Suggestion.nearest(to: id.text, among: items.keys.map(\.text))
      throw Rejection(LogisticsRefusal.itemUnknown(id, nearest: near))
    }
    if !isFacilitator, context.actor.role == nil || context.actor.role != found.owner {
      throw Rejection(LogisticsRefusal.notYours(id, owner: found.owner))
    }
    return found
  }

  /// The same, where there is still something to be done about it.
  static func openItem(
    _ id: ID<ChecklistItem>, _ state: RehearsalState, _ context: Context
  ) throws(Rejection) -> ItemState {
    let found = try item(id, state, context)
    try requireOpen(found)
    return found
  }

  static func requireOpen(_ item: ItemState) throws(Rejection) {
    switch item.standing {
    case .notApplicable: throw Rejection(LogisticsRefusal.setAside(item.id))
    case .done: throw Rejection(LogisticsRefusal.alreadyDone(item.id))
    case .toDo, .inProgress, .blocked: break
    }
  }

  static func requireReason(
    _ because: String, _ id: ID<ChecklistItem>
  ) throws(Rejection) {
    if because.allSatisfy(\.isWhitespace) { throw Rejection(LogisticsRefusal.reasonMissing(id)) }
  }

  static func requireNothingMissing(
    before item: ItemState, _ state: RehearsalState
  ) throws(Rejection) {
    let missing = state[Logistics.self].missing(before: item)
    if !missing.isEmpty {
      throw Rejection(LogisticsRefusal.waits(item.id, for: missing.map(\.id)))
    }
  }
}

extension Context {
  /// Whether a facilitator acts, in person or through a tool.
  fileprivate var isFacilitator: Bool {
    if case .facilitator = actor { return true }
    return false
  }
}
