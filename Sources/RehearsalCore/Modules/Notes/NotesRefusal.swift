/// Why Notes says no, in order of precedence.
package enum NotesRefusal: Refusal {
  case somebodyNeeded
  case roleNeeded
  case debriefClosed
  case choiceNeeded
  case noChoice(DebriefQuestion)
  case saysNothing(String)
  case notYet(Moment)

  package static let precedence = [
    "somebody-needed", "role-needed", "debrief-closed", "choice-needed", "no-choice",
    "says-nothing", "not-yet",
  ].map { "notes." + $0 }

  package var code: String {
    let name =
      switch self {
      case .somebodyNeeded: "somebody-needed"
      case .roleNeeded: "role-needed"
      case .debriefClosed: "debrief-closed"
      case .choiceNeeded: "choice-needed"
      case .noChoice: "no-choice"
      case .saysNothing: "says-nothing"
      case .notYet: "not-yet"
      }
    return "notes." + name
  }

  package var reason: String {
    switch self {
    case .somebodyNeeded: "The clock notices nothing"
    case .roleNeeded: "Only a role answers in the debrief"
    case .debriefClosed: "The debrief is not open"
    case .choiceNeeded: "\"clear\" is answered with yes, partly or no"
    case .noChoice(let question): "\"\(question.rawValue)\" is answered in words"
    case .saysNothing(let field): "\"\(field)\" says nothing"
    case .notYet(let moment): "\(moment.words) is still to come"
    }
  }

  package var fix: String {
    switch self {
    case .somebodyNeeded: "Begin the sentence with whoever noticed it."
    case .roleNeeded: "Begin the sentence with the role that answers."
    case .debriefClosed: "A facilitator opens it."
    case .choiceNeeded: "Say: says in the debrief clear as partly words \"…\"."
    case .noChoice(let question): "Say: says in the debrief \(question.rawValue) words \"…\"."
    case .saysNothing: "Write a few words."
    case .notYet: "Use the time at which it was noticed, or leave it out."
    }
  }
}
