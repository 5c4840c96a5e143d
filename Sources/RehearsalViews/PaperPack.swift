package import RehearsalCore

extension Page {
  /// What is printed before the day, for when no screen works.
  ///
  /// For the facilitator: the running order, every module's sheets, and a card for each role. For a
  /// role: its own card, made of what everybody knows before the day.
  package static func paperPack(
    _ plan: Plan, _ modules: Modules, for viewer: Viewer = .facilitator
  ) -> Page {
    let state = modules.initialState(plan)
    return PaperPack(plan: plan, modules: modules) { _ in (state, nil) }.page(viewer)
  }

  /// The same from where a rehearsal stands: what is over is left out, and each card holds what its
  /// role has been told by then.
  package static func paperPack(
    _ replay: Replay, for viewer: Viewer = .facilitator, at point: Replay.Point = .end
  ) -> Page {
    PaperPack(plan: replay.plan, modules: replay.modules) { viewer in
      let view = replay.view(viewer, at: point)
      // When something happened that a role was not told of is itself a secret.
      return (view.state, view.shown.last?.at)
    }.page(viewer)
  }
}

/// The parts that belong to no module, and the order of all of them.
private struct PaperPack {
  let plan: Plan
  let modules: Modules
  /// What each viewer knows, and since when; with no moment before a rehearsal has begun.
  let known: (Viewer) -> (state: RehearsalState, at: Moment?)

  func page(_ viewer: Viewer) -> Page {
    let title = plan.scenario.head.title
    switch viewer {
    case .room: return Page(title: title, blocks: [])
    case .facilitator:
      return Page(title: "\(title): paper pack", blocks: counted(facilitator))
    case .role(let id):
      let blocks = plan.scenario.head.roles.filter { $0.id == id }.flatMap { card($0) }
      // The page's own title stands above a card that is printed alone.
      return Page(
        title: "\(title): card for \(plan.names.title(id))",
        blocks: counted(blocks.filter { !$0.isSheet }))
    }
  }

  /// Days are counted where nobody knows the date yet.
  private func counted(_ blocks: [Block]) -> [Block] {
    plan.isDated ? blocks : blocks.map { $0.counted(plan) }
  }

  private var facilitator: [Block] {
    let (state, at) = known(.facilitator)
    var blocks = [
      Block("about", .facts(about(at) + [Block.Fact("Facilitator", .line)])),
      Block("use", .text(PaperPack.use)),
      Block("running-order", .sheet(Block.Sheet("Running order", for: PaperPack.alone))),
    ]
    blocks += runningOrder(state, from: at)
    blocks += modules.paper(state, plan, for: .facilitator)
    for role in plan.scenario.head.roles { blocks += card(role) }
    return blocks
  }

  private static let alone = "For the facilitator alone."

  private static let use = """
    Print this on one side of the paper. Each part begins on a sheet of its own and says on top \
    whom it is for. Keep the facilitator's sheets. Give each role its card before the day. Hand \
    over the other sheets when their time has come, and not before.

    If no screen works, go on from paper and write the time beside everything. When the screens \
    work again, enter what happened with the times that people wrote down.
    """

  private func about(_ at: Moment?) -> [Block.Fact] {
    let head = plan.scenario.head
    var facts = [Block.Fact("Exercise", .words(head.title))]
    if let authority = head.authority { facts.append(Block.Fact("Council", .words(authority))) }
    facts.append(Block.Fact("Framework", .words(plan.scenario.framework.title)))
    if let at { facts.append(Block.Fact("As it stood at", .moment(at))) }
    return facts
  }

  // MARK: - Running order

  /// Every dated line that is still to come, the new events among them: one table a day.
  private func runningOrder(_ state: RehearsalState, from: Moment?) -> [Block] {
    let lines = plan.lines.map { Running(line: $0, state) }.filter { line in
      from.map { (line.until ?? line.at) > $0 } ?? true
    }
    let days = lines.map(\.at.date).sorted().reduce(into: [CalendarDate]()) { days, date in
      if days.last != date { days.append(date) }
    }
    return days.map { date in
      let table = Block.Table(
        caption: plan.isDated ? date.longWords : plan.counted(date),
        columns: ["What", "When", "Until", "Kind", "Who", "Done", "Time"],
        rows: lines.filter { $0.at.date == date }.sorted { $0.at < $1.at }.map { row($0) })
      return Block("running-order-\(date.text())", .table(table))
    }
  }

  /// A line of the plan where it has gone to, now that things were put off.
  private struct Running {
    let line: PlanLine
    let at: Moment
    let until: Moment?

    init(line: PlanLine, _ state: RehearsalState) {
      self.line = line
      at = state.moved(line.at)
      until = line.until.map { state.moved($0) }
    }
  }

  private func row(_ running: Running) -> [Cell] {
    let until = running.until.map { until -> Cell in
      until.date == running.at.date ? .words(until.time.words) : .moment(until)
    }
    let who = running.line.owner.map { plan.names.title($0) }
    return [
      .words(running.line.title), .words(running.at.time.words), until ?? .none,
      .words(running.line.sort.words), who.map { .words($0) } ?? .none, .box, .line,
    ]
  }

  // MARK: - Cards

  /// One role's card. Everything on it comes from what that role knows.
  private func card(_ role: Role) -> [Block] {
    let viewer = Viewer.role(role.id)
    let (state, at) = known(viewer)
    var blocks = [
      Block("card", .sheet(Block.Sheet("\(role.title): card", for: "For: \(role.title)."))),
      Block("about", .facts(about(at))),
      Block("real", .notice(PaperPack.real)),
      Block("first", .heading("What to do first")),
      Block("first-steps", .text(PaperPack.first)),
    ]
    if at != nil { blocks += waiting(state, viewer) }
    blocks += modules.paper(state, plan, for: viewer)
    blocks += [
      Block("look-up", .heading("Where to look things up")),
      Block("look-up-facts", .facts(PaperPack.lookUp)),
    ]
    return blocks.map { Block("card-\(role.id)-\($0.id)", $0.content) }
  }

  private static let real = """
    This is an exercise. If something real happens, say "Real incident, stop the exercise", and \
    tell the facilitator at once.
    """

  private static let first = """
    Write your name below. When you are told something, say it back, and write down who told you \
    and when. Pass it on to those below in the order in which they stand. Then go through the \
    rest from top to bottom, and write the time beside everything you do.

    When the exercise is over, give this card to the facilitator.
    """

  private static let lookUp = [
    Block.Fact("When things are planned", .words("Ask the facilitator, who has the running order")),
    Block.Fact("Telephone numbers", .words("Write them down here before the day")),
    Block.Fact("What to say", .words("It stands on the sheet that comes with each message")),
    Block.Fact("Whom to ask in doubt", .words("The facilitator")),
    Block.Fact("When screens work again", .words("Your page, which says what waits for you")),
  ]

  /// What presses where a rehearsal is under way.
  private func waiting(_ state: RehearsalState, _ viewer: Viewer) -> [Block] {
    let offers = modules.offers(state, plan, for: viewer).filter { $0.urgency == .now }
    guard !offers.isEmpty else { return [] }
    let table = Block.Table(
      caption: "What waits for you now", columns: ["What", "Due", "Done", "Time"],
      rows: offers.map { [.words($0.title), .moment($0.due), .box, .line] })
    return [Block("waiting", .table(table))]
  }
}

extension Block {
  /// Whether it begins a sheet of paper.
  var isSheet: Bool { if case .sheet = content { true } else { false } }
}
