/// What was decided, and why?
package struct DecisionsBoard: Board {
  package static let name: StaticString = "decisions"
  package static let question: StaticString = "What was decided, and why?"

  /// One decision.
  package struct Line: Encodable, Sendable {
    package let at: Moment
    package let who: String
    package let what: String
    package let because: String
    package let about: String?
  }

  package let decisions: [Line]

  init(_ state: Injects.State, _ names: Names) {
    decisions = state.decisions.map {
      Line(
        at: $0.at, who: names.title(who: $0.who), what: $0.what, because: $0.because,
        about: $0.about?.text)
    }
  }

  package var blocks: [Block] {
    let table = Block.Table(
      caption: "Decisions", columns: ["What was decided", "Why", "By", "When", "About"],
      rows: decisions.map { line in
        [
          .words(line.what), .words(line.because), .words(line.who), .moment(line.at),
          line.about.map { .words($0) } ?? .none,
        ]
      })
    return [
      Block("decisions", .heading("\(Self.question)")), Block("decisions-table", .table(table)),
    ]
  }
}
