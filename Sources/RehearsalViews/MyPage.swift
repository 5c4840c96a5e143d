package import RehearsalCore

extension Page {
  /// What a viewer has to do, what presses most first, and what comes next.
  ///
  /// The same for whoever looks at the live page and for "view as" in a replay: it is made from
  /// what the viewer has been told.
  package static func mine(
    _ view: Replay.View, _ replay: Replay, warning: String? = nil
  ) -> Page {
    var blocks = halt(view) + todo(Offer.Urgency.allCases, replay.modules.all, view, replay)
    for board in replay.modules.clock.boards(view.state) { blocks += board.blocks }
    blocks += about(view, replay, warning)
    return Page(title: "\(replay.plan.scenario.head.title): my page", blocks: blocks)
  }

  /// What stands about one concern, and what the viewer can do about it.
  package static func module(
    _ module: any Module.Type, _ view: Replay.View, _ replay: Replay
  ) -> Page {
    let boards = module.boards(view.state).flatMap(\.blocks)
    let blocks =
      todo([.now, .soon], [module], view, replay) + boards + todo([.later], [module], view, replay)
    let nothing = Block("nothing-yet", .text("There is nothing to show here yet."))
    return Page(
      title: "\(replay.plan.scenario.head.title): \("\(module.title)".lowercasedFirst)",
      blocks: halt(view) + (blocks.isEmpty ? [nothing] : blocks))
  }

  /// What everybody must know where the rehearsal does not run.
  static func halt(_ view: Replay.View) -> [Block] {
    view.state.halt.map { [Block("halt", .notice($0))] } ?? []
  }

  /// Empty where there is nothing to do in some modules of several.
  private static func todo(
    _ urgencies: [Offer.Urgency], _ modules: [any Module.Type], _ view: Replay.View,
    _ replay: Replay
  ) -> [Block] {
    let offers = replay.modules.offers(of: modules, view.state, replay.plan, for: view.viewer)
    let isWhole = modules.count == replay.modules.all.count
    var blocks: [Block] = []
    for urgency in urgencies {
      let these = offers.filter { $0.urgency == urgency }
      guard !these.isEmpty || isWhole && urgency == .now else { continue }
      blocks.append(Block("todo-\(urgency.rawValue)", .heading(urgency.words)))
      if these.isEmpty {
        blocks.append(Block("todo-nothing", .text("Nothing waits for you.")))
      }
      // An offer's id has points in it, which no other block's has.
      blocks += these.map { Block(place(of: $0), .offer($0)) }
    }
    return blocks
  }

  /// The id of the block in which an offer stands, on every page that has it.
  package static func place(of offer: Offer) -> String { "todo.\(offer.id)" }
}

extension String {
  /// For a title in the middle of a sentence.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
