extension Logistics {
  /// What must be made ready, and how far it has come. Titles and owners are known before the day;
  /// due times are not, because they would give away the day of the call.
  package struct State: ModuleState {
    package var items = OrderedMap<ID<ChecklistItem>, ItemState>()
    /// Whether the viewer was told the due times, which happens at the call.
    package var isDated = false
  }

  /// How far one item has come.
  package enum Standing: String, Sendable, Encodable {
    case toDo = "to-do"
    case inProgress = "in-progress"
    case done
    case blocked
    case notApplicable = "not-applicable"
  }

  /// One line of a checklist, with what became of it.
  package struct ItemState: Sendable, Encodable {
    package let id: ID<ChecklistItem>
    package let title: String
    package let checklist: String
    package let after: [ID<ChecklistItem>]
    /// What shows that it is done, where the scenario asks for that.
    package let asksFor: String?
    package var owner: ID<Role>?
    package var standing = Standing.toDo
    /// Why it is blocked or does not apply.
    package var reason: String?
    package var proof: String?
    package var done: Moment?
    package var overdue: Moment?
    package var due: Moment?
    /// The event that said when it is due: what was put off later moves it.
    package var dueSaid = -1
    /// The event that opened it once more. The step of the plan may be over by then.
    package var reopened: Int?
    package var handOvers: [HandOver] = []
  }

  /// An item that went from one role to another.
  package struct HandOver: Sendable, Encodable {
    package let from: ID<Role>?
    package let to: ID<Role>
    package let by: Actor
    package let at: Moment
    package let because: String

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Keys.self)
      try container.encodeIfPresent(from, forKey: .from)
      try container.encode(to, forKey: .to)
      try container.encode(by.who, forKey: .by)
      try container.encode(at, forKey: .at)
      try container.encode(because, forKey: .because)
    }

    private enum Keys: CodingKey {
      case from, to, by, at, because
    }
  }

  package static func initialState(_ plan: Plan) -> State {
    var state = State()
    for prepared in plan[Logistics.self].items {
      let line = prepared.line
      state.items[line.id] = ItemState(
        id: line.id, title: line.title, checklist: line.checklist, after: line.after,
        asksFor: line.proof, owner: line.owner)
    }
    return state
  }
}

extension Logistics.ItemState {
  /// An item that a log speaks of and the scenario does not list.
  fileprivate init(_ line: ItemName) {
    self.init(
      id: line.item, title: line.title, checklist: line.checklist, after: [], asksFor: nil,
      owner: line.owner)
  }

  /// Whether somebody still has to do something about it.
  package var isOpen: Bool { standing != .done && standing != .notApplicable }

  /// When it is due, now that things were put off; `nil` before the call.
  func due(_ state: RehearsalState) -> Moment? { due.map { state.moved($0, since: dueSaid) } }

  /// Whether it was done after its due time.
  package func isLate(_ state: RehearsalState) -> Bool {
    guard standing == .done, let done, let due = due(state) else { return false }
    return done > due
  }

  /// Whether it is still to be done although its due time has come.
  var isOverdue: Bool { isOpen && overdue != nil }
}

extension Logistics.State {
  /// What `item` waits for: items to be done first that are neither done nor set aside.
  func missing(before item: Logistics.ItemState) -> [Logistics.ItemState] {
    item.after.compactMap { items[$0] }.filter(\.isOpen)
  }

  /// Changes the item that an event names, made first where the viewer never heard of it.
  mutating func change(_ line: ItemName, _ change: (inout Logistics.ItemState) -> Void) {
    items.update(line.item, default: Logistics.ItemState(line)) { item in
      item.owner = line.owner
      change(&item)
    }
  }
}
