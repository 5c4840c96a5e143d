package struct TakeNote: Command, Hashable {
  package typealias Home = Notes
  package static let name: StaticString = "notes.take"
  package static let verb: StaticString = "notes"
  package static let doc: StaticString = "Writes down what was noticed"
  package static let gate = Gate.open
  package let words: String
  package let begun: Moment?
  package let about: String?
  package let tag: NoteTag
}

extension TakeNote {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    words = f.one("words", old?.words, "What was noticed; it stays in the log, so name nobody")
    begun = f.maybe("at-time", old?.begun, "When it was noticed, where that was before now")
    about = f.maybe("about", old?.about, "What it is about, such as the id of a new event")
    tag = f.some("tag", old?.tag, default: .other, "A strength, an improvement to make, or other")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    if context.actor == .clock { throw Rejection(NotesRefusal.somebodyNeeded) }
    if words.allSatisfy(\.isWhitespace) { throw Rejection(NotesRefusal.saysNothing("words")) }
    if let begun, begun > context.now { throw Rejection(NotesRefusal.notYet(begun)) }
    return [
      NoteTaken(
        words: words, begun: begun ?? context.now, role: context.actor.role, about: about,
        tag: tag)
    ]
  }
}

package struct OpenDebrief: Command, Hashable {
  package typealias Home = Notes
  package static let name: StaticString = "notes.open-debrief"
  package static let verb: StaticString = "opens the debrief"
  package static let doc: StaticString = "Asks every role the three questions"
  package static let gate = Gate.open
}

extension OpenDebrief {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {}

  /// It may be opened again: somebody was in the car park.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    if state[Timeline.self].status == .notStarted {
      throw Rejection(TimelineRefusal.notStarted)
    }
    try Timeline.requireFacilitator(context)
    if state[Notes.self].debrief?.isOpen == true { return [] }
    return [DebriefOpened(questions: plan[Notes.self])]
  }
}

package struct AnswerDebrief: Command, Hashable {
  package typealias Home = Notes
  package static let name: StaticString = "notes.answer-debrief"
  package static let verb: StaticString = "says in the debrief"
  package static let doc: StaticString = "Answers one of the three questions"
  package static let gate = Gate.open
  package let question: DebriefQuestion
  package let words: String?
  package let clarity: Clarity?
}

extension AnswerDebrief {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    question = f.one("question", old?.question, "What went well, what did not, what was clear")
    words = f.maybe("words", old?.words, "The answer; it stays in the log, so name nobody")
    clarity = f.maybe("as", old?.clarity, "For clear: yes, partly or no")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    guard let role = context.actor.role else { throw Rejection(NotesRefusal.roleNeeded) }
    guard let debrief = state[Notes.self].debrief, debrief.isOpen else {
      throw Rejection(NotesRefusal.debriefClosed)
    }
    switch (question, clarity) {
    case (.clear, nil): throw Rejection(NotesRefusal.choiceNeeded)
    case (.well, .some), (.not, .some): throw Rejection(NotesRefusal.noChoice(question))
    default: break
    }
    if question != .clear || words != nil, (words ?? "").allSatisfy(\.isWhitespace) {
      throw Rejection(NotesRefusal.saysNothing("words"))
    }
    if let last = debrief.answers[question]?[role]?.last, last.words == words,
      last.clarity == clarity
    {
      return []
    }
    return [DebriefAnswered(question: question, role: role, words: words, clarity: clarity)]
  }
}

package struct CloseDebrief: Command, Hashable {
  package typealias Home = Notes
  package static let name: StaticString = "notes.close-debrief"
  package static let verb: StaticString = "closes the debrief"
  package static let doc: StaticString = "Takes no more answers"
  package static let gate = Gate.open
}

extension CloseDebrief {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {}

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    guard let debrief = state[Notes.self].debrief else {
      throw Rejection(NotesRefusal.debriefClosed)
    }
    return debrief.isOpen ? [DebriefClosed()] : []
  }
}
