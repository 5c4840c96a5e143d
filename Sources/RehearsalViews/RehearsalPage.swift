package import RehearsalCore

extension Page {
  /// How a recorded rehearsal stood at one point, to one viewer: where it is, what each board
  /// says, and what had happened. A `warning` says what must be known before any of it is believed.
  package static func rehearsal(
    _ view: Replay.View, _ replay: Replay, warning: String? = nil
  ) -> Page {
    var blocks = about(view, replay, warning)
    for board in replay.modules.boards(view.state) { blocks += board.blocks }
    blocks.append(Block("story", .heading("What happened")))
    let story = view.shown.compactMap { $0.told(view.names) }
    blocks.append(Block("story-events", .timeline(story)))
    return Page(title: "\(replay.plan.scenario.head.title): rehearsal", blocks: blocks)
  }

  /// How a recorded rehearsal stood at one point, to one viewer, and nothing of how it came there.
  package static func boards(
    _ view: Replay.View, _ replay: Replay, warning: String? = nil
  ) -> Page {
    var blocks = about(view, replay, warning)
    for board in replay.modules.boards(view.state) { blocks += board.blocks }
    return Page(title: "\(replay.plan.scenario.head.title): how it stood", blocks: blocks)
  }

  /// Which rehearsal it is, how far it had come, and whose eyes see it.
  static func about(_ view: Replay.View, _ replay: Replay, _ warning: String?) -> [Block] {
    let head = replay.plan.scenario.head
    var facts = [
      Block.Fact("Scenario", .words(head.title)),
      Block.Fact("Framework", .words(replay.plan.scenario.framework.title)),
      Block.Fact("Seen as", .words(name(view.viewer, replay.plan.names))),
    ]
    if let authority = head.authority {
      facts.insert(Block.Fact("Council", .words(authority)), at: 1)
    }
    facts += position(view, of: replay)
    let about = Block("about", .facts(facts))
    return warning.map { [Block("warning", .notice($0)), about] } ?? [about]
  }

  /// Where the page stands. How many events there are is itself something a role may not know.
  private static func position(_ view: Replay.View, of replay: Replay) -> [Block.Fact] {
    switch view.viewer {
    case .role, .room:
      return [Block.Fact("Last thing seen", .moment(view.shown.last?.at))]
    case .facilitator:
      guard let last = view.last else { return [] }
      return [
        Block.Fact("Exercise time", .moment(last.at)),
        Block.Fact("Point in the log", .words("event \(last.n) of \(replay.events.count - 1)")),
      ]
    }
  }

  private static func name(_ viewer: Viewer, _ names: Names) -> String {
    switch viewer {
    case .facilitator: "Facilitator, who sees everything"
    case .role(let role): names.title(role)
    case .room: "The room, from a wall screen"
    }
  }
}
