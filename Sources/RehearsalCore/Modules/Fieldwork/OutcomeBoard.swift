/// What was the outcome, and who may know it?
package struct OutcomeBoard: Board {
  package static let name: StaticString = "outcome"
  package static let question: StaticString = "What was the outcome, and who may know it?"

  /// What was found in one area, or about the whole.
  package struct Line: Encodable, Sendable {
    package let area: String?
    package let grade: String?
    package let text: String?
    package let at: Moment
  }

  /// Somebody who may know it before it is published.
  package struct Reader: Encodable, Sendable {
    package let role: String
    /// Who told them, where they are not on the list from the start.
    package let by: String?
    package let because: String?
    package let at: Moment?
  }

  package let provisional: [Line]
  package let final: [Line]
  package let published: Moment?
  package let daysToPublication: Int?
  package let readers: [Reader]
  package let leaks: [Fieldwork.Leak]

  init(_ state: RehearsalState) {
    let fieldwork = state[Fieldwork.self]
    let names = state.names
    func line(_ finding: Fieldwork.Finding) -> Line {
      let verdict = finding.verdict
      return Line(
        area: verdict.title, grade: verdict.gradeTitle, text: verdict.text, at: finding.at)
    }
    provisional = fieldwork.feedback.map(line)
    final = fieldwork.judgements.map(line)
    published = fieldwork.published
    daysToPublication = FieldworkMeasures(state).daysToPublication
    readers =
      fieldwork.embargo.map {
        Reader(role: names.title($0), by: nil, because: nil, at: nil)
      }
      + fieldwork.shares.map {
        Reader(
          role: names.title($0.role), by: names.title(words: $0.by), because: $0.because, at: $0.at)
      }
    leaks = fieldwork.leaks.map {
      Fieldwork.Leak(who: names.title(words: $0.who), because: $0.because, at: $0.at)
    }
  }

  package var blocks: [Block] {
    var blocks = [Block("outcome", .heading("\(Self.question)"))]
    if published == nil {
      blocks.append(
        Block("outcome-embargo", .notice("In confidence until the report is published.")))
    }
    var facts = [Block.Fact("Published", .moment(published))]
    if let daysToPublication {
      facts.append(Block.Fact("Working days from feedback", .number(daysToPublication)))
    }
    blocks.append(Block("outcome-facts", .facts(facts)))
    if !final.isEmpty || published != nil {
      blocks.append(
        Block(
          "outcome-final",
          .table(
            table(
              final, published == nil ? "Final judgements, in confidence" : "What was published"))))
    }
    if !provisional.isEmpty {
      blocks.append(Block("outcome-provisional", .table(table(provisional, "Said provisionally"))))
    }
    if !provisional.isEmpty || published == nil {
      blocks.append(Block("outcome-readers", .table(readerTable)))
    }
    if !leaks.isEmpty { blocks.append(Block("outcome-leaks", .table(leakTable))) }
    return blocks
  }

  private func table(_ lines: [Line], _ caption: String) -> Block.Table {
    Block.Table(
      caption: caption, columns: ["Area", "Grade", "What was found", "When"],
      rows: lines.map { line in
        let isEmpty = line.grade == nil && line.text == nil
        return [
          .words(line.area ?? "The whole"),
          isEmpty
            ? .status(.neutral, "No judgement was given")
            : line.grade.map { .words($0) } ?? .none,
          line.text.map { .words($0) } ?? .none, .moment(line.at),
        ]
      })
  }

  private var readerTable: Block.Table {
    Block.Table(
      caption: "Who may know it before it is published",
      columns: ["Who", "Told by", "Why", "When"],
      rows: readers.map { reader in
        [
          .words(reader.role), reader.by.map { .words($0) } ?? .words("From the start"),
          reader.because.map { .words($0) } ?? .none, .moment(reader.at),
        ]
      })
  }

  private var leakTable: Block.Table {
    Block.Table(
      caption: "Who learned of it and should not have",
      columns: ["Who", "How", "When"],
      rows: leaks.map { [.status(.problem, $0.who), .words($0.because), .moment($0.at)] })
  }
}
