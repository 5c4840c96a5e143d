package import RehearsalCore

/// The boards of a view as JSON: each board's own figures, never the page they are shown on.
package enum BoardsJSON {
  private struct Whole: Encodable {
    let event: Int?
    let at: Moment?
    let seenAs: String
    let boards: [Entry]
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

  package static func text(_ view: Replay.View, _ replay: Replay) throws -> String {
    let viewer =
      switch view.viewer {
      case .facilitator: "facilitator"
      case .role(let role): role.text
      }
    // How far the log goes beyond what a role has seen is not the role's to know.
    let last = view.viewer == .facilitator ? view.last : view.shown.last
    return try CanonicalJSON.pretty(
      Whole(
        event: last?.n, at: last?.at, seenAs: viewer,
        boards: replay.modules.boards(view.state).map(Entry.init)))
  }
}
