package import RehearsalCore

/// Why a writer cannot go on, beyond what a module refuses.
package enum WriterProblem: Error, Sendable {
  case timeWentBack(Moment, last: Moment)
  case clockRuns
  /// A step of the plan that its own module refused: the plan is wrong.
  case stepRefused(String, Rejection)

  package var words: String {
    switch self {
    case .timeWentBack(let at, let last):
      "\(at.words) is earlier than exercise time, \(last.words). Time never goes back."
    case .clockRuns:
      "The clock of this rehearsal runs by itself. Leave the time out of the sentence."
    case .stepRefused(let id, let rejection):
      "The plan's own step \"\(id)\" was refused: \(rejection.words)"
    }
  }
}

/// What the writer itself refuses, before a module is asked.
package enum WriterRefusal: Refusal {
  /// Somebody else recorded something behind the event that the act leans on.
  case conflict(seen: Int, last: Int)

  package var code: String { "log.conflict" }

  package var reason: String {
    switch self {
    case .conflict(let seen, let last):
      last > seen
        ? "events \(seen + 1) to \(last) were recorded behind event \(seen), the last you had seen"
        : "there is no event \(seen) yet: the last is event \(last)"
    }
  }

  package var fix: String { "Look at what was recorded, and ask again if it still holds." }
  package static let precedence = ["log.conflict"]
}
