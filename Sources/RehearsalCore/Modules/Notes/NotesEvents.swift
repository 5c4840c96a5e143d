/// Somebody noticed something.
package struct NoteTaken: Event, Hashable {
  package typealias Home = Notes
  package static let name: StaticString = "notes.taken"
  package static let doc: StaticString = "Somebody wrote down what was noticed"
  package let words: String
  package let begun: Moment
  package let role: ID<Role>?
  package let about: String?
  package let tag: NoteTag
}

extension NoteTaken {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    words = f.one("words", old?.words, "What was noticed")
    begun = f.one("begun", old?.begun, "When somebody began to write it")
    role = f.maybe("role", old?.role, "The role that wrote it")
    about = f.maybe("about", old?.about, "What it is about")
    tag = f.some("tag", old?.tag, default: .other, "What it is an example of")
  }

  package func evolve(_ state: inout Notes.State, _ stamp: Stamp) {
    state.notes.append(
      Notes.Note(begun: begun, who: stamp.actor.who, words: words, about: about, tag: tag))
  }

  package func audience(_ state: RehearsalState) -> Audience {
    .roles(state[Notes.self].observers + [role].compactMap { $0 })
  }

  package func act(_ stamp: Stamp) -> (any Command)? {
    TakeNote(words: words, begun: begun == stamp.at ? nil : begun, about: about, tag: tag)
  }

  package func story(_ names: Names) -> String? {
    "noted\(about.map { " about \(names.event($0))" } ?? ""): \(words)"
  }
  package var isNotable: Bool { true }
}

package struct DebriefOpened: Event, Hashable {
  package typealias Home = Notes
  package static let name: StaticString = "notes.debrief-opened"
  package static let doc: StaticString = "Everybody is asked the three questions"
  package let questions: DebriefQuestions
}

extension DebriefOpened {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    questions = f.part("questions", old?.questions, "The questions")
  }

  package func evolve(_ state: inout Notes.State, _ stamp: Stamp) {
    var debrief = state.debrief ?? Notes.Debrief()
    debrief.opened = stamp.when
    debrief.closed = nil
    debrief.questions = questions
    state.debrief = debrief
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { OpenDebrief() }
  package func story(_ names: Names) -> String? { "opened the debrief" }
  package var isNotable: Bool { true }
}

package struct DebriefAnswered: Event, Hashable {
  package typealias Home = Notes
  package static let name: StaticString = "notes.debrief-answered"
  package static let doc: StaticString = "A role answered a question of the debrief"
  package let question: DebriefQuestion
  package let role: ID<Role>
  package let words: String?
  package let clarity: Clarity?
}

extension DebriefAnswered {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    question = f.one("question", old?.question, "Which question")
    role = f.one("role", old?.role, "Who answered")
    words = f.maybe("words", old?.words, "The answer")
    clarity = f.maybe("as", old?.clarity, "Whether the messages were clear")
  }

  package func evolve(_ state: inout Notes.State, _ stamp: Stamp) {
    var debrief = state.debrief ?? Notes.Debrief()
    let answer = Notes.DebriefAnswer(clarity: clarity, words: words, at: stamp.when)
    debrief.answers.update(question, default: OrderedMap()) {
      $0.update(role, default: []) { $0.append(answer) }
    }
    state.debrief = debrief
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    AnswerDebrief(question: question, words: words, clarity: clarity)
  }

  package func story(_ names: Names) -> String? {
    let said = [clarity?.rawValue, words].compactMap { $0 }.joined(separator: ", ")
    return switch question {
    case .well: "said what went well: \(said)"
    case .not: "said what did not go well: \(said)"
    case .clear: "said whether the messages were clear: \(said)"
    }
  }
  package var isNotable: Bool { true }
}

package struct DebriefClosed: Event, Hashable {
  package typealias Home = Notes
  package static let name: StaticString = "notes.debrief-closed"
  package static let doc: StaticString = "The debrief takes no more answers"
}

extension DebriefClosed {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {}

  package func evolve(_ state: inout Notes.State, _ stamp: Stamp) {
    state.debrief?.closed = stamp.when
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { CloseDebrief() }
  package func story(_ names: Names) -> String? { "closed the debrief" }
}
