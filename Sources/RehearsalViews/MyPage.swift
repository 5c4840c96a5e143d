package import RehearsalCore

extension Page {
  /// What a viewer has to do, what presses most first, and what they may know of the rest.
  ///
  /// The same for whoever looks at the live page and for "view as" in a replay: it is made from
  /// what the viewer has been told.
  package static func mine(
    _ view: Replay.View, _ replay: Replay, warning: String? = nil
  ) -> Page {
    var blocks = about(view, replay, warning)
    let offers = replay.modules.offers(view.state, replay.plan, for: view.viewer)
    for urgency in Offer.Urgency.allCases {
      let these = offers.filter { $0.urgency == urgency }
      guard !these.isEmpty || urgency == .now else { continue }
      blocks.append(Block("todo-\(urgency.rawValue)", .heading(urgency.words)))
      if these.isEmpty {
        blocks.append(Block("todo-nothing", .text("Nothing waits for you.")))
      }
      // An offer's id has points in it, which no other block's has.
      blocks += these.map { Block("todo.\($0.id)", .offer($0)) }
    }
    for board in replay.modules.boards(view.state) { blocks += board.blocks }
    return Page(title: "\(replay.plan.scenario.head.title): my page", blocks: blocks)
  }
}
