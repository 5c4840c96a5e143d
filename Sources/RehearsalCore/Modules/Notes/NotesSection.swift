extension Notes {
  /// What a scenario asks in the debrief.
  package struct Section: Record {
    package let questions: DebriefQuestions

    package init(_ f: inout some FieldVisitor, _ old: Self?) {
      questions = f.part("questions", old?.questions, "The three questions of the hot debrief")
    }
  }

  package static func check(_ section: Section, _ checker: inout Checker) {
    for question in DebriefQuestion.allCases
    where section.questions[question].allSatisfy(\.isWhitespace) {
      checker.note(
        .missing, "the question \"\(question.rawValue)\" asks nothing",
        at: "notes.questions.\(question.rawValue)",
        fix: "write the question, or leave the line out")
    }
  }
}

/// The questions of the hot debrief: three, because more are not answered.
package struct DebriefQuestions: Record, Hashable, Encodable {
  package let well: String
  package let not: String
  package let clear: String

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    well = f.some("well", old?.well, default: "What went well?", "What went well, asked your way")
    not = f.some("not", old?.not, default: "What did not?", "What did not, asked your way")
    clear = f.some(
      "clear", old?.clear, default: "Were the messages clear?",
      "Whether the messages were clear, asked your way")
  }

  package subscript(question: DebriefQuestion) -> String {
    switch question {
    case .well: well
    case .not: not
    case .clear: clear
    }
  }
}

/// Which of the three questions is meant.
package enum DebriefQuestion: String, Choice, Encodable {
  case well
  case not
  /// The one that can be counted.
  case clear
}

/// Whether the messages were clear.
package enum Clarity: String, Choice, Encodable {
  case yes, partly, no
}

/// What a note is an example of.
package enum NoteTag: String, Choice, Encodable {
  case strength
  /// An area for improvement.
  case improvement
  case other
}
