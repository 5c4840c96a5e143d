/// What somebody can write down, and what the debrief asks.
extension Notes {
  package static func offers(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Offer] {
    let notes = state[Notes.self]
    switch viewer {
    case .room: return []
    case .facilitator: return debriefing(state) + [noting(.later)]
    case .role(let me):
      return DebriefQuestion.allCases.compactMap { answering($0, me, notes.debrief) }
        + [noting(notes.observers.contains(me) ? .soon : .later)]
    }
  }

  private static func noting(_ urgency: Offer.Urgency) -> Offer {
    Offer(
      "notes.take", "Write down what you notice", why: "It stays in the log, so name nobody.",
      urgency,
      [
        Block.Form(TakeNote.self, "Note it", without: ["at-time", "about"]).reached(by: key)
      ])
  }

  /// Whoever watches has no time to look for where to write.
  private static let key = Block.Shortcut("n", "write a note", field: "words", begun: "at-time")

  private static func answering(
    _ question: DebriefQuestion, _ me: ID<Role>, _ debrief: Debrief?
  ) -> Offer? {
    guard let debrief, debrief.isOpen, debrief.answers[question]?[me] == nil else { return nil }
    let form = Block.Form(
      AnswerDebrief.self, "Say so", ["question": question],
      without: question == .clear ? [] : ["as"])
    return Offer(
      "notes.answer.\(question.rawValue)",
      debrief.questions?[question] ?? question.rawValue, since: debrief.opened, .now,
      [question == .clear ? form.needing("as") : form.needing("words")])
  }

  private static func debriefing(_ state: RehearsalState) -> [Offer] {
    guard state[Timeline.self].status != .notStarted else { return [] }
    if state[Notes.self].debrief?.isOpen == true {
      return [
        Offer(
          "notes.debrief", "The debrief is open", .soon,
          [Block.Form(CloseDebrief.self, "Take no more answers")])
      ]
    }
    return [
      Offer(
        "notes.debrief", "Open the hot debrief", why: "Every role is asked the three questions.",
        .later, [Block.Form(OpenDebrief.self, "Ask the three questions")])
    ]
  }
}
