/// Which cases were chosen?
package struct SamplesBoard: Board {
  package static let name: StaticString = "samples"
  package static let question: StaticString = "Which cases were chosen?"

  /// One chosen case.
  package struct Line: Encodable, Sendable {
    package let sample: String
    package let `case`: String
    package let replacedBy: String?
    package let because: String?
  }

  /// A draw, with all that is needed to repeat it.
  package struct Draw: Encodable, Sendable {
    package let id: String
    package let title: String
    package let list: String?
    package let size: Int
    package let seed: Int
    package let drawn: Moment
  }

  package let draws: [Draw]
  package let cases: [Line]

  init(_ fieldwork: Fieldwork.State) {
    let all = Array(zip(fieldwork.samples.keys, fieldwork.samples.values))
    draws = all.map { id, sample in
      Draw(
        id: id.text, title: sample.title, list: sample.list?.text, size: sample.size,
        seed: sample.seed, drawn: sample.drawn)
    }
    cases = all.flatMap { id, sample in
      sample.cases.map {
        Line(
          sample: id.text, case: $0.id.text, replacedBy: $0.replacedBy?.text, because: $0.because)
      }
    }
  }

  package var blocks: [Block] {
    [Block("samples", .heading("\(Self.question)"))]
      + draws.flatMap { draw in
        let own = cases.filter { $0.sample == draw.id }
        let table = Block.Table(
          caption: "Cases of \"\(draw.title)\"", columns: ["Case", "How it stands"],
          rows: own.map { line in
            let standing: Cell =
              line.replacedBy.map { by in
                .status(
                  .atRisk, "Replaced by \(by)" + (line.because.map { ": \($0)" } ?? ""))
              } ?? .status(.done, "Chosen")
            return [.words(line.case), standing]
          })
        let facts = [
          Block.Fact("What is looked into", .words(draw.title)),
          Block.Fact("In sentences", .words(draw.id)),
          Block.Fact("Drawn", .moment(draw.drawn)),
          Block.Fact("Drawn from", .words("\(draw.size) cases" + list(draw))),
          Block.Fact("Seed", .number(draw.seed)),
        ]
        return [
          Block("samples-\(draw.id)_facts", .facts(facts)),
          Block("samples-\(draw.id)_cases", .table(table)),
        ]
      }
  }

  private func list(_ draw: Draw) -> String { draw.list.map { " of \($0)" } ?? "" }
}

/// What was said when keeping in touch?
package struct KeepInTouchBoard: Board {
  package static let name: StaticString = "keep-in-touch"
  package static let question: StaticString = "What was said when keeping in touch?"

  /// One thing that was said.
  package struct Line: Encodable, Sendable {
    package let at: Moment
    package let said: String
    package let number: Int?
    package let concern: String?
    package let owner: String?
    package let answer: String?
    package let answered: Moment?
  }

  package let lines: [Line]
  package let concerns: Int
  package let answered: Int

  init(_ state: RehearsalState) {
    lines = state[Fieldwork.self].talks.map {
      Line(
        at: $0.at, said: $0.said, number: $0.number, concern: $0.concern,
        owner: $0.owner.map { state.names.title($0) }, answer: $0.answer, answered: $0.answered)
    }
    let measures = FieldworkMeasures(state)
    concerns = measures.concerns
    answered = measures.answered
  }

  package var blocks: [Block] {
    var blocks = [Block("keep-in-touch", .heading("\(Self.question)"))]
    if concerns > 0 {
      blocks.append(
        Block(
          "keep-in-touch-answered",
          .measure(Block.Measure("concerns answered", answered, of: concerns))))
    }
    let table = Block.Table(
      caption: "What was said",
      columns: ["When", "What was said", "Number", "Concern", "Owner", "Answer", "How it stands"],
      rows: lines.map { line in
        let standing: Cell =
          line.concern == nil
          ? .none
          : line.answered == nil ? .status(.atRisk, "Open") : .status(.done, "Answered")
        return [
          .moment(line.at), .words(line.said), line.number.map { .number($0) } ?? .none,
          words(line.concern), words(line.owner), words(line.answer), standing,
        ]
      })
    return blocks + [Block("keep-in-touch-table", .table(table))]
  }

  private func words(_ words: String?) -> Cell { words.map { .words($0) } ?? .none }
}

/// Is the draft report right?
package struct DraftReportBoard: Board {
  package static let name: StaticString = "draft-report"
  package static let question: StaticString = "Is the draft report right?"

  /// One point of the council.
  package struct Line: Encodable, Sendable {
    package let number: Int
    package let text: String
    package let part: String?
    package let raised: Moment?
    package let isLate: Bool
    package let outcome: PointOutcome?
    package let because: String?
  }

  package let points: [Line]

  init(_ state: RehearsalState) {
    let all = state[Fieldwork.self].points
    points = zip(all.keys, all.values).map { number, point in
      Line(
        number: number, text: point.text, part: point.part, raised: point.raised,
        isLate: point.isLate, outcome: point.outcome, because: point.because)
    }
  }

  package var blocks: [Block] {
    let decided = points.count { $0.outcome != nil }
    let table = Block.Table(
      caption: "Points on the draft report",
      columns: ["Number", "What is not right", "Where", "Raised", "How it stands"],
      rows: points.map { point in
        [
          .number(point.number), .words(point.text), point.part.map { .words($0) } ?? .none,
          .moment(point.raised), cell(point),
        ]
      })
    return [
      Block("draft-report", .heading("\(Self.question)")),
      Block(
        "draft-report-decided",
        .measure(Block.Measure("points decided", decided, of: points.count))),
      Block("draft-report-points", .table(table)),
    ]
  }

  private func cell(_ point: Line) -> Cell {
    let because = point.because.map { ": \($0)" } ?? ""
    return switch point.outcome {
    case .accepted: .status(.done, "Accepted" + because)
    case .partly: .status(.done, "Accepted in part" + because)
    case .rejected: .status(.problem, "Rejected" + because)
    case nil: point.isLate ? .status(.late, "Raised too late") : .status(.underWay, "Raised")
    }
  }
}
