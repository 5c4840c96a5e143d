package import RehearsalCore

extension Page {
  /// What happened up to one point, to one viewer, phase by phase; with `all`, every event.
  package static func story(
    _ view: Replay.View, _ replay: Replay, all: Bool, warning: String? = nil
  ) -> Page {
    var blocks = Page.about(view, replay, warning)
    let outcomes = replay.modules.outcomes(view.state)
    if !outcomes.isEmpty {
      blocks.append(
        Block("outcomes", .facts(outcomes.map { Block.Fact($0.title, $0.value) })))
    }
    let story = Story(view, all: all)
    for (number, chapter) in story.chapters.enumerated() {
      blocks.append(Block("chapter-\(number + 1)", .heading(chapter.title)))
      blocks.append(Block("chapter-\(number + 1)-events", .timeline(chapter.happenings)))
    }
    return Page(title: "\(replay.plan.scenario.head.title): what happened", blocks: blocks)
  }
}
