package import RehearsalCore

/// The boards of a view as JSON: each board's own figures, never the page they are shown on.
package enum BoardsJSON {
  private struct Whole: Encodable {
    let event: Int?
    let at: Moment?
    let seenAs: String
    let boards: [Entry]
    let story: [Told]?
  }

  /// One event as the story tells it.
  private struct Told: Encodable {
    let event: Int?
    let at: Moment
    let happened: Moment?
    let who: String
    let words: String
    let notable: Bool
  }

  private struct Entry: Encodable {
    let board: any Board

    private enum CodingKeys: CodingKey { case name, question, board }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      func open<B: Board>(_ board: B) throws {
        try container.encode("\(B.name)", forKey: .name)
        try container.encode("\(B.question)", forKey: .question)
        try container.encode(board, forKey: .board)
      }
      try open(board)
    }
  }

  /// - Parameter isNumbered: Whether the numbers of the log's lines may be known: while a rehearsal
  ///   lasts, a role could count from them what it is not told.
  package static func text(
    _ view: Replay.View, _ replay: Replay, withStory: Bool = false, isNumbered: Bool = true
  ) throws -> String {
    let viewer =
      switch view.viewer {
      case .facilitator: "facilitator"
      case .role(let role): role.text
      case .room: "room"
      }
    // How far the log goes beyond what a role has seen is not the role's to know.
    let last = view.viewer == .facilitator ? view.last : view.shown.last
    return try CanonicalJSON.pretty(
      Whole(
        event: isNumbered ? last?.n : nil, at: last?.at, seenAs: viewer,
        boards: replay.modules.boards(view.state).map(Entry.init),
        story: withStory ? story(view) : nil))
  }

  private static func story(_ view: Replay.View) -> [Told] {
    view.shown.compactMap { recorded in
      recorded.told(view.names).map { line in
        Told(
          event: line.n, at: line.at, happened: recorded.happened, who: line.who,
          words: line.words, notable: recorded.event?.isNotable ?? true)
      }
    }
  }
}
