/// What does good look like, and what is still to judge? For those who judge.
package struct ExpectationsBoard: Board {
  package static let name: StaticString = "expectations"
  package static let question: StaticString =
    "What does good look like, and what is still to judge?"

  /// One thing expected of a response.
  package struct Line: Encodable, Sendable {
    package let id: String
    package let number: Int
    /// `nil` for whoever judged in the place of the judge.
    package let expected: String?
    package let verdict: Fulfilment?
    package let remark: String?
    package let who: String?
    /// How often it was judged before.
    package let earlier: Int
  }

  package let expectations: [Line]

  init(_ state: RehearsalState) {
    let injects = state[Injects.self]
    var lines: [Line] = []
    for (id, expected) in zip(injects.expected.keys, injects.expected.values) {
      let count = max(expected.things.count, expected.judgements.keys.max() ?? 0)
      for index in 0..<count {
        let judged = expected.judgements[index + 1] ?? []
        let thing = expected.things.indices.contains(index) ? expected.things[index] : nil
        if thing == nil, judged.isEmpty { continue }
        lines.append(
          Line(
            id: id.text, number: index + 1, expected: thing, verdict: judged.last?.verdict,
            remark: judged.last?.remark, who: judged.last.map { state.names.title(who: $0.who) },
            earlier: max(0, judged.count - 1)))
      }
    }
    expectations = lines
  }

  package var blocks: [Block] {
    let judged = expectations.count { $0.verdict != nil }
    let table = Block.Table(
      caption: "What good looks like",
      columns: [
        "New event", "Number", "What good looks like", "How it was", "Remark", "Judged by",
      ],
      rows: expectations.map { line in
        [
          .words(line.id), .number(line.number), line.expected.map { .words($0) } ?? .none,
          verdict(line), line.remark.map { .words($0) } ?? .none,
          line.who.map { .words($0) } ?? .none,
        ]
      })
    return [
      Block("expectations", .heading("\(Self.question)")),
      Block(
        "expectations-judged",
        .measure(Block.Measure("judged", judged, of: expectations.count))),
      Block("expectations-table", .table(table)),
    ]
  }

  private func verdict(_ line: Line) -> Cell {
    let again = line.earlier == 0 ? "" : ", judged before"
    return switch line.verdict {
    case .met: .status(.done, Fulfilment.met.words + again)
    case .partly: .status(.atRisk, Fulfilment.partly.words + again)
    case .not: .status(.problem, Fulfilment.not.words + again)
    case nil: .status(.neutral, "Still to judge")
    }
  }
}
