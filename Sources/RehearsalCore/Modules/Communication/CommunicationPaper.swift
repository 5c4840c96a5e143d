/// Call sheets: whom each caller rings in which order, with a box to tick and a line for the time.
extension Communication {
  package static func paper(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Block] {
    switch viewer {
    case .room: []
    case .role(let role): card(state, role.as())
    case .facilitator:
      plan[Communication.self].cascades.flatMap { sheets($0, state) }
    }
  }

  // MARK: - A role's card

  /// The tree is known before the day. A message is not, unless it has reached the role.
  private static func card(_ state: RehearsalState, _ me: ID<Recipient>) -> [Block] {
    let communication = state[Communication.self]
    let known = communication.cascades.values.filter { $0.isTold(me) }
    let place = communication.tree.places.first { $0.recipient == me }
    guard place != nil || !known.isEmpty else { return [] }
    var blocks = [Block("calls", .heading("Calls"))]
    if let place {
      let who = place.caller.map { state.names.title($0) } ?? "Nobody: you stand at the top"
      blocks.append(Block("calls-caller", .facts([Block.Fact("Who rings you", .words(who))])))
      let calls = communication.tree.calls(of: me).compactMap { communication.tree[$0] }
      if !calls.isEmpty {
        blocks.append(Block("calls-tree", .table(tree(calls, state.names))))
      }
    }
    for cascade in known { blocks += words(cascade, me, state) }
    let columns = ["Message", "Who told you", "Time", "What was said"]
    blocks.append(
      Block(
        "calls-heard",
        .table(
          Block.Table(
            caption: "Messages that reach you", columns: columns,
            rows: Block.blankRows(3, columns: columns.count)))))
    return blocks
  }

  private static func tree(_ calls: [Tree.Place], _ names: Names) -> Block.Table {
    Block.Table(
      caption: "Pass messages on to these, in this order",
      columns: ["Whom", "Telephone", "If nobody answers", "Told", "Time"],
      rows: calls.map { place in
        [.words(whom(place, names)), .line, .words(otherwise(place)), .box, .line]
      })
  }

  /// What is to be said of a message that has come, and to whom it still must be.
  private static func words(
    _ cascade: CascadeState, _ me: ID<Recipient>, _ state: RehearsalState
  ) -> [Block] {
    let id = "calls-\(cascade.id)"
    let open = cascade.openCalls(of: me).compactMap { call in
      state[Communication.self].tree[call.recipient]
    }
    var blocks = said(cascade.title, cascade.message, cascade.facts, id)
    if !open.isEmpty {
      let table = calls(open, cascade.retry, hasFacts: !cascade.facts.isEmpty, state.names)
      blocks.append(Block("\(id)-open", .table(table)))
    }
    return blocks
  }

  // MARK: - The facilitator's sheets to hand over

  /// One sheet for each caller of a message: all of them before it sets out, then those who still
  /// have calls to make.
  private static func sheets(_ cascade: PreparedCascade, _ state: RehearsalState) -> [Block] {
    let communication = state[Communication.self]
    let live = communication.cascades[cascade.line.id]
    let callers = live.map { $0.contacts.keys } ?? [cascade.from] + cascade.below
    return callers.flatMap { caller -> [Block] in
      let whom =
        live.map { $0.openCalls(of: caller).map(\.recipient) }
        ?? cascade.calls(of: caller, communication.tree)
      let places = whom.compactMap { communication.tree[$0] }
      guard !places.isEmpty else { return [] }
      return sheet(cascade, caller, places, state.names)
    }
  }

  private static func sheet(
    _ cascade: PreparedCascade, _ caller: ID<Recipient>, _ places: [Tree.Place], _ names: Names
  ) -> [Block] {
    let line = cascade.line
    let id = "call-sheet-\(line.id)-\(caller)"
    let who = names.title(caller)
    let when: Cell =
      caller == cascade.from
      ? cascade.startsAt.map { .moment($0) } ?? .words("when you set the message off")
      : .words("when the message has reached them")
    let table = calls(places, line.retry, hasFacts: !line.facts.isEmpty, names)
    return Block.handedOver(id, "calls", to: who, when: when)
      + said(line.title, cascade.message, line.facts, id) + [Block("\(id)-open", .table(table))]
  }

  // MARK: - Parts of both

  private static func said(
    _ title: String, _ message: String, _ facts: [KeyFact], _ id: String
  ) -> [Block] {
    var blocks = [
      Block(
        "\(id)-message",
        .facts([Block.Fact("Message", .words(title)), Block.Fact("Say", .words(message))]))
    ]
    if !facts.isEmpty {
      let table = Block.Table(
        caption: "Key facts of \"\(title)\", to be said back to you", columns: ["Number", "Fact"],
        rows: facts.enumerated().map { [.number($0 + 1), .words($1.text)] })
      blocks.append(Block("\(id)-facts", .table(table)))
    }
    return blocks
  }

  private static func calls(
    _ places: [Tree.Place], _ retry: RetryRules, hasFacts: Bool, _ names: Names
  ) -> Block.Table {
    let back = hasFacts ? ["Facts said back"] : []
    return Block.Table(
      caption: "Ring in this order",
      columns: ["Whom", "Telephone", "If nobody answers", "Tries", "Told", "Time"] + back,
      rows: places.map { place in
        [
          .words(whom(place, names)), .line, .words(otherwise(place, retry)), .line, .box, .line,
        ] + (hasFacts ? [Cell.line] : [])
      })
  }

  private static func whom(_ place: Tree.Place, _ names: Names) -> String {
    names.title(place.recipient) + (place.isGroup ? " (\(place.size) people)" : "")
  }

  private static func otherwise(_ place: Tree.Place, _ retry: RetryRules? = nil) -> String {
    if place.isGroup { return "Write down how many were told" }
    let last = place.hasDeputy ? "ring the deputy" : "tell whoever rang you"
    guard let retry else { return "Try again, then \(last)" }
    guard retry.tries > 1 else { return "After one try \(last)" }
    return "Try \(retry.tries) times, \(retry.retryAfter.words) apart, then \(last)"
  }
}

extension Communication.PreparedCascade {
  /// Whom `caller` rings before anybody takes calls over.
  fileprivate func calls(of caller: ID<Recipient>, _ tree: Tree) -> [ID<Recipient>] {
    switch line.route {
    case .direct: caller == from ? below : []
    case .tree: below.filter { tree[$0]?.caller == caller }
    }
  }
}
