/// New events on paper: what the facilitator has in store with what good looks like, a slip to hand
/// over for each of those who receive one, and on a role's card what it has received.
extension Injects {
  package static func paper(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Block] {
    switch viewer {
    case .room: []
    case .role(let role): card(state, role)
    case .facilitator:
      sheets(plan[Injects.self].events.filter { isToCome($0.line.id, state) }, state, plan)
    }
  }

  private static func isToCome(_ id: ID<InjectLine>, _ state: RehearsalState) -> Bool {
    let injects = state[Injects.self]
    if case .skipped = injects.changes[id] { return false }
    return injects.released[id] == nil
  }

  // MARK: - A role's card

  private static func card(_ state: RehearsalState, _ me: ID<Role>) -> [Block] {
    let injects = state[Injects.self]
    let events = injects.released.values.filter { $0.isOpen && $0.to.contains(me) }
    let requests = injects.requests.values.filter { $0.owner == me && $0.isWaiting }
    guard !events.isEmpty || !requests.isEmpty else { return [] }
    var blocks = [Block("events", .heading("What waits for your answer"))]
    if !events.isEmpty {
      let table = Block.Table(
        caption: "New events", columns: ["What came", "From", "Answer by", "Done", "Time"],
        rows: events.map { event in
          [
            .words(event.message), .words(event.from),
            .moment(event.respondBy.map { state.moved($0, since: event.n) }), .box, .line,
          ]
        })
      blocks.append(Block("events-table", .table(table)))
    }
    if !requests.isEmpty {
      let table = Block.Table(
        caption: "Inspector requests",
        columns: ["What is asked for", "Asked by", "Answer by", "Done", "Time"],
        rows: requests.map { request in
          [
            .words(request.title), .words(state.names.title(who: request.who)),
            .moment(request.due.map { state.moved($0, since: request.n) }), .box, .line,
          ]
        })
      blocks.append(Block("events-requests", .table(table)))
    }
    return blocks
  }

  // MARK: - The facilitator's sheets

  private static func sheets(
    _ events: [PreparedInject], _ state: RehearsalState, _ plan: Plan
  ) -> [Block] {
    guard !events.isEmpty else { return [] }
    let kept = [Block.kept("new-events", "New events, and what good looks like")]
    let titles = events.flatMap { about($0, state, plan) }
    return kept + titles + events.flatMap { slips($0, state, plan) }
  }

  private static func about(
    _ event: PreparedInject, _ state: RehearsalState, _ plan: Plan
  ) -> [Block] {
    let line = event.line
    let id = "new-event-\(line.id)"
    let latest =
      event.isRandom && plannedTime(event, state, plan) == nil
      ? event.latest.map { state.moved($0) } : nil
    let facts = [
      Block.Fact(latest == nil ? "When" : "Not before", when(event, state, plan)),
      Block.Fact("At the latest", .moment(latest)),
      Block.Fact("To", .words(line.to.isEmpty ? "Everyone" : state.names.list(line.to))),
      Block.Fact("From", .words(line.from)),
      Block.Fact("How it comes", .words(line.channel?.words)),
      Block.Fact("What is said", .words(line.message)),
      Block.Fact("Answer by", .words(line.respondBy?.words)),
      Block.Fact("Who judges", .words(line.judge.map { state.names.title($0) })),
      Block.Fact("Released at", .line),
    ].filter { $0.value != .none }
    let expected = Block.Table(
      caption: "What good looks like: \(line.title)",
      columns: ["Number", "What good looks like", "Met", "Partly", "Not", "Time", "Remark"],
      rows: line.expected.enumerated().map { number, thing in
        [.number(number + 1), .words(thing), .box, .box, .box, .line, .line]
      })
    let heading = [Block(id, .heading(line.title)), Block("\(id)-facts", .facts(facts))]
    return heading
      + (line.expected.isEmpty ? [] : [Block("\(id)-expected", .table(expected))])
  }

  /// Where a rehearsal has drawn or changed the time, that one.
  private static func plannedTime(
    _ event: PreparedInject, _ state: RehearsalState, _ plan: Plan
  ) -> Moment? {
    let injects = state[Injects.self]
    if case .heldBack(let to, let n, _) = injects.changes[event.line.id] {
      return state.moved(to, since: n)
    }
    return injects.store[event.line.id]?.at.map { state.moved($0) }
  }

  private static func when(
    _ event: PreparedInject, _ state: RehearsalState, _ plan: Plan
  ) -> Cell {
    if let at = plannedTime(event, state, plan) ?? event.earliest.map({ state.moved($0) }) {
      return .moment(at)
    }
    return .words(
      event.line.when.map { "When \($0.words(naming: plan.title))" } ?? "When you release it")
  }

  /// What one of those who receive an event is handed: what they are told, and not what it is
  /// called or what is expected of them.
  private static func slips(
    _ event: PreparedInject, _ state: RehearsalState, _ plan: Plan
  ) -> [Block] {
    let line = event.line
    guard !line.message.isEmpty else { return [] }
    let facts = [
      Block.Fact("From", .words(line.from)),
      Block.Fact("How it comes", .words(line.channel?.words)),
      Block.Fact("What you are told", .words(line.message)),
      Block.Fact("When it reached you", .line), Block.Fact("What you did", .line),
      Block.Fact("When you did it", .line),
    ].filter { $0.value != .none }
    // A condition may name what its receiver never hears of.
    let when =
      line.at == nil ? Cell.words("when the event comes") : self.when(event, state, plan)
    let receivers =
      line.to.isEmpty
      ? [("everyone", "Everyone in the council")]
      : line.to.map { ($0.text, state.names.title($0)) }
    return receivers.flatMap { key, title -> [Block] in
      let id = "slip-\(line.id)-\(key)"
      return Block.handedOver(id, "something new", to: title, when: when)
        + [Block("\(id)-facts", .facts(facts))]
    }
  }
}

extension Injects.Released {
  /// Whether nobody has answered it yet. Requests stand in a table of their own.
  fileprivate var isOpen: Bool { sort != .request && responses.isEmpty }
}
