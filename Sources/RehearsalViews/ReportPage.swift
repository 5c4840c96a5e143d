package import RehearsalCore

extension Page {
  /// What an evaluator hands round: the figures first, then what mattered phase by phase, then
  /// every board, and how a reader checks that it is true.
  ///
  /// - Parameter proof: How the log can be checked, such as its head.
  package static func report(
    _ view: Replay.View, _ replay: Replay, warning: String? = nil, proof: [Block.Fact]
  ) -> Page {
    var blocks = about(view, replay, warning)
    if let purpose = replay.plan.scenario.head.purpose {
      blocks.append(Block("purpose", .text(purpose)))
    }
    blocks.append(Block("summary", .heading("What did it come to?")))
    let outcomes = replay.modules.outcomes(view.state)
    blocks.append(
      Block("summary-figures", .facts(outcomes.map { Block.Fact($0.title, $0.value) })))
    blocks += pace(view.state)
    for (number, chapter) in Story(view, all: false).chapters.enumerated() {
      let title = "What happened: \(chapter.title)"
      blocks.append(Block("chapter-\(number + 1)", .heading(title)))
      blocks.append(Block("chapter-\(number + 1)-events", .timeline(chapter.happenings)))
    }
    for board in replay.modules.boards(view.state) { blocks += board.blocks }
    blocks.append(Block("verify", .heading("How can this be checked?")))
    blocks.append(Block("verify-words", .text(checking)))
    blocks.append(Block("verify-facts", .facts(proof)))
    return Page(title: "\(replay.plan.scenario.head.title): report", blocks: blocks)
  }

  /// At which pace the figures were taken: what people do in compressed time is another thing than
  /// what they do in real time.
  private static func pace(_ state: RehearsalState) -> [Block] {
    let paces = state[Timeline.self].paces.map(\.words)
    guard !paces.isEmpty else { return [] }
    let words = "The clock of the exercise ran \(paces.joined(separator: ", then "))."
    return [Block("summary-pace", .text(words))]
  }

  private static let checking = """
    Everything here was worked out from the log of the rehearsal, in which each line holds the \
    hash of the line before. A change shows as a break in that chain. Compare the head below with \
    one that was written down elsewhere at the time: whole lines cut off the end show only so.

    Run: rehearse verify LOG. A program of ten lines that does the same is in the tool's README.
    """
}
