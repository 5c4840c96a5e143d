/// What did the hot debrief say?
package struct DebriefBoard: Board {
  package static let name: StaticString = "debrief"
  package static let question: StaticString = "What did the hot debrief say?"

  /// One question with its answers.
  package struct Line: Encodable, Sendable {
    package let question: DebriefQuestion
    package let asked: String
    package let answered: Int
    package let answers: [Answer]
  }

  /// What one role says.
  package struct Answer: Encodable, Sendable {
    package let who: String
    package let clarity: Clarity?
    package let words: String?
  }

  package let isOpen: Bool
  package let seats: Int
  package let questions: [Line]

  init(_ state: Notes.State, _ names: Names) {
    isOpen = state.debrief?.isOpen ?? false
    seats = state.seats
    questions = DebriefQuestion.allCases.map { question in
      let answers = state.debrief?.standing(question) ?? []
      return Line(
        question: question,
        asked: state.debrief?.questions?[question] ?? question.rawValue,
        answered: answers.count,
        answers: answers.map {
          Answer(
            who: names.title($0.role), clarity: $0.answer.clarity, words: $0.answer.words)
        })
    }
  }

  package var blocks: [Block] {
    let status: Cell = isOpen ? .status(.underWay, "Open") : .status(.done, "Closed")
    var blocks = [
      Block("debrief", .heading("\(Self.question)")),
      Block("debrief-facts", .facts([Block.Fact("Debrief", status)])),
    ]
    for line in questions {
      let key = "debrief-\(line.question.rawValue)"
      blocks += [
        Block(key, .heading(line.asked)),
        Block("\(key)-answered", .measure(Block.Measure("answered", line.answered, of: seats))),
      ]
      if line.question == .clear { blocks.append(Block("\(key)-facts", .facts(counts(line)))) }
      if !line.answers.isEmpty { blocks.append(Block("\(key)-table", .table(table(line)))) }
    }
    return blocks
  }

  private func counts(_ line: Line) -> [Block.Fact] {
    Clarity.allCases.map { clarity in
      Block.Fact(clarity.words, .number(line.answers.count { $0.clarity == clarity }))
    }
  }

  private func table(_ line: Line) -> Block.Table {
    let isCounted = line.question == .clear
    return Block.Table(
      caption: line.asked,
      columns: ["Who"] + (isCounted ? ["Clear?", "Remark"] : ["Answer"]),
      rows: line.answers.map { answer in
        [.words(answer.who)]
          + (isCounted ? [answer.clarity.map { .words($0.words) } ?? .none] : [])
          + [answer.words.map { .words($0) } ?? .none]
      })
  }
}

extension Clarity {
  /// How a choice is shown.
  fileprivate var words: String {
    switch self {
    case .yes: "Yes"
    case .partly: "Partly"
    case .no: "No"
    }
  }
}
