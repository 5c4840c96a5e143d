/// The hot debrief for a room without screens.
extension Notes {
  package static func paper(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Block] {
    guard viewer == .facilitator else { return [] }
    let questions = plan[Notes.self]
    return [
      Block(
        "debrief-sheet",
        .sheet(
          Block.Sheet("Hot debrief", for: "For everyone. Copy it, and hand it out at the end."))
      ),
      Block("debrief-sheet-who", .facts([Block.Fact("Your role", .line)])),
      Block(
        "debrief-sheet-questions",
        .facts(
          DebriefQuestion.allCases.flatMap { question in
            [Block.Fact(questions[question], .line), Block.Fact("", .line)]
          })),
    ]
  }
}
