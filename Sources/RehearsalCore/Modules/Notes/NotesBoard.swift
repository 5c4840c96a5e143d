/// What did people notice?
package struct NotesBoard: Board {
  package static let name: StaticString = "notes"
  package static let question: StaticString = "What did people notice?"

  /// One note.
  package struct Line: Encodable, Sendable {
    package let begun: Moment
    package let who: String
    package let words: String
    package let about: String?
    package let tag: NoteTag
  }

  /// In the order in which things were noticed.
  package let notes: [Line]

  init(_ state: Notes.State, _ names: Names) {
    notes = state.notes.enumerated().sorted {
      ($0.element.begun, $0.offset) < ($1.element.begun, $1.offset)
    }.map { _, note in
      Line(
        begun: note.begun, who: names.title(who: note.who), words: note.words,
        about: note.about, tag: note.tag)
    }
  }

  package var blocks: [Block] {
    let table = Block.Table(
      caption: "Notes", columns: ["What was noticed", "When", "By", "About", "What it shows"],
      rows: notes.map { note in
        [
          .words(note.words), .moment(note.begun), .words(note.who),
          note.about.map { .words($0) } ?? .none, tag(note.tag),
        ]
      })
    return [
      Block("notes", .heading("\(Self.question)")),
      Block(
        "notes-facts",
        .facts([
          Block.Fact("Strengths", .number(notes.count { $0.tag == .strength })),
          Block.Fact("Areas for improvement", .number(notes.count { $0.tag == .improvement })),
          Block.Fact("Other notes", .number(notes.count { $0.tag == .other })),
        ])),
      Block("notes-table", .table(table)),
    ]
  }

  private func tag(_ tag: NoteTag) -> Cell {
    switch tag {
    case .strength: .status(.done, "Strength")
    case .improvement: .status(.atRisk, "Area for improvement")
    case .other: .none
    }
  }
}
