import RehearsalCore

/// Who is in the building?
struct VisitorsBookBoard: Board {
  static let name: StaticString = "visitors-book"
  static let question: StaticString = "Who is in the building?"

  struct Line: Encodable, Sendable {
    let visitor: String
    let entrance: String
    let came: Moment
    let left: Moment?
    let brings: [String]
  }

  let lines: [Line]

  init(_ state: VisitorsBook.State, _ names: Names) {
    lines = zip(state.visits.keys, state.visits.values).map { visitor, visit in
      Line(
        visitor: visitor.text, entrance: names.title(visit.at), came: visit.came,
        left: visit.left, brings: visit.brings)
    }
  }

  var blocks: [Block] {
    let rows = lines.map { line -> [Cell] in
      [.words(line.visitor), .words(line.entrance), .moment(line.came), .moment(line.left)]
    }
    return [
      Block("visitors-book", .heading("\(Self.question)")),
      Block(
        "visitors-book-lines",
        .table(
          Block.Table(
            caption: "Visitors", columns: ["Who", "Where", "Came", "Left"], rows: rows))),
      Block("visitors-book-sign-in", .form(Block.Form(for: SignVisitorIn.self))),
    ]
  }
}
