package import RehearsalCore

extension Page {
  /// How a recorded rehearsal stood at one point, to one viewer: where it is, what each board
  /// says, and what had happened. A `warning` says what must be known before any of it is believed.
  package static func rehearsal(
    _ view: Replay.View, _ replay: Replay, warning: String? = nil
  ) -> Page {
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
    var blocks = [Block("about", .facts(facts))]
    if let warning { blocks.insert(Block("warning", .notice(warning)), at: 0) }
    for board in replay.modules.boards(view.state) { blocks += board.blocks }
    blocks.append(Block("story", .heading("What happened")))
    let story = happenings(view, replay.plan.names)
    blocks.append(Block("story-events", .timeline(story)))
    return Page(title: "\(head.title): rehearsal", blocks: blocks)
  }

  /// Where the page stands. How many events there are is itself something a role may not know.
  private static func position(_ view: Replay.View, of replay: Replay) -> [Block.Fact] {
    switch view.viewer {
    case .role:
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
    }
  }

  private static func happenings(_ view: Replay.View, _ names: Names) -> [Block.Happening] {
    view.shown.compactMap { recorded in
      let words: String? =
        switch recorded.payload {
        case .opened(let opened): "opened the log of \"\(opened.scenario)\" with \(opened.tool)"
        case .recovered(let torn):
          "cut off \(torn.bytes) torn bytes that no act had been told were kept; they are in "
            + torn.file
        case .sealed(let seal): "sealed \(seal.events) events with the key \(seal.key)"
        case .event(let event): event.story(names)
        case .unknown(let type, let version, _):
          "did something this version does not know: \(type), version \(version)"
        }
      return words.map {
        Block.Happening(
          n: recorded.n, at: recorded.at, who: names.title(recorded.actor), words: $0)
      }
    }
  }
}
