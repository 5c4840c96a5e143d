import RehearsalCore

/// The visitors' book: who signed in at which entrance, who has left. A module in earnest, kept
/// small, to show what one costs; nothing outside this folder knows what is in it.
///
/// The desk sees what is written in the book, and nobody else does.
enum VisitorsBook: Module {
  static let name: StaticString = "visitors-book"
  static let doc: StaticString = "Who signs in, and where"
  static let title: StaticString = "Visitors"

  static let commands: [any Command.Type] = [SignVisitorIn.self, SignVisitorOut.self]
  static let events: [any Event.Type] = [VisitorSignedIn.self, VisitorSignedOut.self]

  static func initialState(_ plan: Plan) -> State {
    State(desk: plan[VisitorsBook.self].desk)
  }

  static func boards(_ state: RehearsalState) -> [any Board] {
    [VisitorsBookBoard(state[VisitorsBook.self], state.names)]
  }

  static func paper(_ state: RehearsalState, _ plan: Plan, for viewer: Viewer) -> [Block] {
    guard viewer == .facilitator else { return [] }
    return [
      Block("visitors", .sheet(Block.Sheet("Visitors' book", for: "For the desk."))),
      Block("visitors-who", .facts([Block.Fact("Visitor", .line)])),
    ]
  }
}
