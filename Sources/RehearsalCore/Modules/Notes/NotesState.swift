extension Notes {
  /// The notes that the viewer may read, and what the debrief has said so far.
  package struct State: ModuleState {
    /// The roles that read all notes.
    package let observers: [ID<Role>]
    /// How many roles may answer in the debrief.
    package let seats: Int
    /// In the order in which they were finished.
    package var notes: [Note] = []
    package var debrief: Debrief?

    init(observers: [ID<Role>], seats: Int) {
      self.observers = observers
      self.seats = seats
    }
  }

  /// One note.
  package struct Note: Sendable, Encodable, Hashable {
    /// When somebody began to type, which is when it was noticed.
    package let begun: Moment
    package let who: String
    package let words: String
    package let about: String?
    package let tag: NoteTag
  }

  /// The hot debrief.
  package struct Debrief: Sendable, Encodable {
    package var opened: Moment?
    package var closed: Moment?
    package var questions: DebriefQuestions?
    package var answers = OrderedMap<DebriefQuestion, OrderedMap<ID<Role>, [DebriefAnswer]>>()

    package var isOpen: Bool { opened != nil && closed == nil }

    /// The answers to a question that count, in the order in which roles first answered.
    package func standing(_ question: DebriefQuestion) -> [(role: ID<Role>, answer: DebriefAnswer)]
    {
      guard let given = answers[question] else { return [] }
      return zip(given.keys, given.values).compactMap { role, answers in
        answers.last.map { (role, $0) }
      }
    }
  }

  /// What one role answered to one question.
  package struct DebriefAnswer: Sendable, Encodable, Hashable {
    package let clarity: Clarity?
    package let words: String?
    package let at: Moment
  }
}
