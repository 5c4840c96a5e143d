package import RehearsalCore

extension Page {
  /// The wall screen: what a room full of people must see from five metres away, and no more.
  package static func room(_ view: Replay.View, _ replay: Replay) -> Page {
    let glance = replay.modules.boards(view.state).flatMap(\.glance)
    return Page(
      title: replay.plan.scenario.head.title,
      blocks: halt(view) + [Block("glance", .facts(glance))])
  }

  /// How much of what happened one page of the log holds.
  private static let perPage = 100

  /// What happened, as the viewer knows it, the newest page of it first.
  ///
  /// - Parameter page: From 1, the newest; one that there is not is the last there is.
  package static func log(_ view: Replay.View, _ replay: Replay, page: Int = 1) -> Page {
    let story = view.shown.compactMap { $0.told(view.names) }
    let count = max(1, (story.count + perPage - 1) / perPage)
    let page = min(max(1, page), count)
    let end = story.count - (page - 1) * perPage
    let shown = Array(story[max(0, end - perPage)..<end])
    let which = count == 1 ? "" : " Page \(page) of \(count), the newest first."
    return Page(
      title: "\(replay.plan.scenario.head.title): log",
      blocks: halt(view) + [
        Block("log-length", .text("\(story.count) things happened that you may know.\(which)")),
        Block(
          "log-events", .timeline(shown.map { view.viewer == .facilitator ? $0 : $0.unnumbered })),
      ])
  }
}

extension Block.Happening {
  /// Without its number in the log, which says how much else there is.
  fileprivate var unnumbered: Block.Happening {
    Block.Happening(n: nil, at: at, who: who, words: words)
  }
}
