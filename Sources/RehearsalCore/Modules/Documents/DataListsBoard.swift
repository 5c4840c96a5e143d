/// Which lists have been run, checked and sent?
package struct DataListsBoard: Board {
  package static let name: StaticString = "data-lists"
  package static let question: StaticString = "Which lists have been run, checked and sent?"

  /// One list, in words that do not change: scripts read them.
  package struct Line: Encodable, Sendable {
    package let list: String
    package let title: String
    package let owner: String?
    package let checker: String?
    /// `not-run`, `run`, `failed`, `checked` or `sent`.
    package let standing: String
    package let reason: String?
    package let rows: Int?
    package let runs: Int
    package let run: Moment?
    package let checked: Moment?
    package let sent: Moment?
    package let sentRows: Int?
    package let due: Moment?
    package let isLate: Bool
    package let isOverdue: Bool
    package let isOwnCheck: Bool
  }

  package let measures: DataListsMeasures
  package let lists: [Line]

  init(_ state: RehearsalState) {
    let own = state[Documents.self]
    measures = DataListsMeasures(own)
    lists = own.lists.values.map { line in
      Line(
        list: line.id.text, title: line.title, owner: line.owner.map { state.names.title($0) },
        checker: line.checker.map { state.names.title($0) }, standing: line.standing.rawValue,
        reason: line.reason, rows: line.newest?.rows, runs: line.runs.count, run: line.newest?.at,
        checked: line.checked, sent: line.sendings.last?.at, sentRows: line.sendings.last?.rows,
        due: line.due.map { state.moved($0, since: line.dueSaid) },
        isLate: line.sendings.first?.isLate ?? false,
        isOverdue: line.overdue != nil && line.sendings.isEmpty, isOwnCheck: line.isOwnCheck)
    }
  }

  package var blocks: [Block] {
    [
      Block("data-lists", .heading("\(Self.question)")),
      Block(
        "data-lists-sent",
        .measure(Block.Measure("handed over", measures.sent, of: measures.needed))),
      Block(
        "data-lists-facts",
        .facts([
          Block.Fact("Run", .number(measures.run)),
          Block.Fact("Checked", .number(measures.checked)),
          Block.Fact("Sent in time", .number(measures.sentInTime)),
          Block.Fact("Sent late", .number(measures.sentLate)),
          Block.Fact("Overdue", .number(measures.overdue)),
          Block.Fact("Failed checks", .number(measures.failures)),
          Block.Fact("Run again", .number(measures.reruns)),
        ])),
      Block("data-lists-table", .table(table)),
    ]
  }

  private var table: Block.Table {
    Block.Table(
      caption: "Lists of data",
      columns: [
        "List", "Who runs it", "Who checks it", "Rows", "Run", "Checked", "Sent", "Due",
        "How it stands",
      ],
      rows: lists.map { line in
        [
          .words(line.title), line.owner.map { .words($0) } ?? .none,
          line.checker.map { .words($0) } ?? .none, line.rows.map { .number($0) } ?? .none,
          .moment(line.run), .moment(line.checked), .moment(line.sent), .moment(line.due),
          line.cell,
        ]
      })
  }
}

extension DataListsBoard.Line {
  /// How it stands, in words that go with the colour.
  fileprivate var cell: Cell {
    let again = sent == nil ? "" : "Sent with \(sentRows ?? 0) rows; "
    let (status, words) = plain
    if isOverdue { return .status(.late, "Overdue: \(words)") }
    let all = standing == "sent" || again.isEmpty ? words : again + words
    return .status(status, all.prefix(1).uppercased() + all.dropFirst())
  }

  private var plain: (Status, String) {
    switch standing {
    case "run": (.underWay, runs > 1 ? "run again, to be checked" : "run, to be checked")
    case "failed": (.atRisk, "failed its check" + (reason.map { ": \($0)" } ?? ""))
    case "checked": (.underWay, isOwnCheck ? "checked by whoever ran it" : "checked")
    case "sent": isLate ? (.late, "sent late") : (.done, "sent")
    default: (.neutral, "not run")
    }
  }
}
