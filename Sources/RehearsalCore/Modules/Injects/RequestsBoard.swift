/// What have inspectors asked for?
package struct RequestsBoard: Board {
  package static let name: StaticString = "inspector-requests"
  package static let question: StaticString = "What have inspectors asked for?"

  /// One request.
  package struct Line: Encodable, Sendable {
    package let id: String
    package let title: String
    package let who: String
    package let owner: String?
    package let raised: Moment
    package let due: Moment?
    /// `open`, `assigned`, `answered`, `sent-back`, `accepted` or `withdrawn`.
    package let standing: String
    package let isOverdue: Bool
    package let isLate: Bool
    package let reason: String?
    package let answer: String?
    package let documents: [String]
  }

  package let requests: [Line]
  package let measures: InjectsMeasures

  init(_ state: RehearsalState) {
    let injects = state[Injects.self]
    let names = state.names
    measures = InjectsMeasures(injects)
    requests = zip(injects.requests.keys, injects.requests.values).map { id, request in
      Line(
        id: id.text, title: request.title, who: names.title(who: request.who),
        owner: request.owner.map { names.title($0) }, raised: request.raised,
        due: request.due.map { state.moved($0, since: request.n) },
        standing: request.standing.rawValue,
        isOverdue: request.overdue != nil && request.isWaiting,
        isLate: request.answers.first?.isLate ?? false, reason: request.reason,
        answer: request.answers.last.map { "\(names.title(who: $0.who)): \($0.words)" },
        documents: request.answers.last?.documents.map(\.text) ?? [])
    }
  }

  package var glance: [Block.Fact] { [Block.Fact("Open requests", .number(measures.open))] }

  package var blocks: [Block] {
    let table = Block.Table(
      caption: "Requests",
      columns: [
        "In sentences", "What is asked for", "Asked by", "Owner", "Asked", "Due",
        "How it stands", "Answer", "Documents",
      ],
      rows: requests.map { line in
        [
          .words(line.id), .words(line.title), .words(line.who),
          line.owner.map { .words($0) } ?? .none, .moment(line.raised), .moment(line.due),
          standing(line), line.answer.map { .words($0) } ?? .none,
          line.documents.isEmpty ? .none : .words(line.documents.joined(separator: ", ")),
        ]
      })
    let figures = [
      Block.Fact("Answered in time", .number(measures.answeredInTime)),
      Block.Fact("Answered late", .number(measures.answeredLate)),
      Block.Fact("Open", .number(measures.open)),
      Block.Fact("Withdrawn", .number(measures.withdrawn)),
      Block.Fact("Median time to answer", .duration(measures.medianAnswer)),
    ]
    return [
      Block("inspector-requests", .heading("\(Self.question)")),
      Block("inspector-requests-facts", .facts(figures)),
      Block("inspector-requests-table", .table(table)),
    ]
  }

  private func standing(_ line: Line) -> Cell {
    let reason = line.reason.map { ": \($0)" } ?? ""
    return switch line.standing {
    case "withdrawn": .status(.neutral, "Withdrawn" + reason)
    case "sent-back" where line.isOverdue: .status(.problem, "Sent back and overdue" + reason)
    case "sent-back": .status(.atRisk, "Sent back" + reason)
    case _ where line.isOverdue: .status(.problem, "Overdue")
    case "open": .status(.neutral, "Open")
    case "assigned": .status(.underWay, "Assigned")
    case "answered" where line.isLate: .status(.late, "Answered late")
    case "answered": .status(.done, "Answered")
    default:
      line.isLate ? .status(.late, "Accepted, answered late") : .status(.done, "Accepted")
    }
  }
}
