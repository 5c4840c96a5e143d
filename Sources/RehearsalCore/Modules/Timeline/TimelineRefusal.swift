/// Why Timeline says no, in order of precedence.
package enum TimelineRefusal: Refusal {
  case ended
  case stopped
  case notStarted
  case paused
  case roleUnknown(ID<Role>)
  case happenedLater(Moment)
  case happenedBefore(Moment)
  case facilitatorOnly
  case clockOnly
  case alreadyStarted
  case uncovered(ID<Role>)
  case notPaused
  case milestoneUnknown(ID<Milestone>, nearest: String?)
  case phaseUnknown(ID<Phase>)
  case deadlineUnknown(ID<DueItem>, nearest: String?)
  case notYourDeadline(ID<DueItem>, owner: ID<Role>)
  case alreadyMet(ID<DueItem>)
  case alreadyReached(ID<Milestone>)
  case notPutOff(ID<Milestone>, from: Moment?)
  case notLater(Moment)

  package static let precedence = [
    "ended", "stopped", "not-started", "paused", "role-unknown", "happened-later",
    "happened-before", "facilitator-only", "clock-only",
    "already-started", "uncovered", "not-paused", "milestone-unknown", "phase-unknown",
    "deadline-unknown",
    "not-your-deadline", "already-met", "already-reached", "not-put-off", "not-later",
  ].map { "timeline." + $0 }

  package var code: String {
    let name =
      switch self {
      case .ended: "ended"
      case .stopped: "stopped"
      case .notStarted: "not-started"
      case .paused: "paused"
      case .roleUnknown: "role-unknown"
      case .happenedLater: "happened-later"
      case .happenedBefore: "happened-before"
      case .facilitatorOnly: "facilitator-only"
      case .clockOnly: "clock-only"
      case .alreadyStarted: "already-started"
      case .uncovered: "uncovered"
      case .notPaused: "not-paused"
      case .milestoneUnknown: "milestone-unknown"
      case .phaseUnknown: "phase-unknown"
      case .deadlineUnknown: "deadline-unknown"
      case .notYourDeadline: "not-your-deadline"
      case .alreadyMet: "already-met"
      case .alreadyReached: "already-reached"
      case .notPutOff: "not-put-off"
      case .notLater: "not-later"
      }
    return "timeline." + name
  }

  package var reason: String {
    switch self {
    case .ended: "The rehearsal has ended"
    case .stopped: "The rehearsal was stopped for a real incident"
    case .notStarted: "The rehearsal has not started"
    case .paused: "The rehearsal is paused"
    case .roleUnknown(let role): "No role is called \"\(role)\" in this rehearsal"
    case .happenedLater(let moment): "\(moment.words) has not come yet"
    case .happenedBefore(let moment): "\(moment.words) is before the rehearsal started"
    case .facilitatorOnly: "Only a facilitator may do this"
    case .clockOnly: "Only the clock does this"
    case .alreadyStarted: "The rehearsal has started already"
    case .uncovered(let role): "Nobody answers for \"\(role)\", which is critical"
    case .notPaused: "The rehearsal is not paused"
    case .milestoneUnknown(let id, _): "No milestone is called \"\(id)\""
    case .phaseUnknown(let id): "No phase is called \"\(id)\""
    case .deadlineUnknown(let id, _): "No deadline is called \"\(id)\""
    case .notYourDeadline(let id, let owner): "\"\(id)\" belongs to \(owner)"
    case .alreadyMet(let id): "\"\(id)\" has been met already"
    case .alreadyReached(let id): "\"\(id)\" has come already"
    case .notPutOff(let id, let from?): "\"\(id)\" is on \(from.words) already"
    case .notPutOff(let id, nil): "\"\(id)\" comes later than that already"
    case .notLater(let moment): "\(moment.words) is not later than now"
    }
  }

  package var fix: String {
    switch self {
    case .ended: "Open a new rehearsal to go on practising."
    case .stopped: "Deal with the incident; a facilitator may resume afterwards."
    case .notStarted: "A facilitator starts it."
    case .paused: "Wait until a facilitator resumes it."
    case .roleUnknown: "Act as a role that the scenario lists."
    case .happenedLater: "Say when it happened, no later than now."
    case .happenedBefore: "Say when it happened, since the start."
    case .facilitatorOnly: "Ask a facilitator."
    case .clockOnly: "It happens by itself when it falls due."
    case .alreadyStarted: "Pause it, or end it."
    case .uncovered: "Fill the seat, or give the reason to start without, under because."
    case .notPaused: "There is nothing to resume."
    case .phaseUnknown: "The plan of the scenario lists them."
    case .deadlineUnknown(_, let nearest), .milestoneUnknown(_, let nearest):
      nearest.map { "Did you mean \"\($0)\"?" } ?? "The plan of the scenario lists them."
    case .notYourDeadline(_, let owner): "Let \(owner) or a facilitator say that it is met."
    case .alreadyMet: "Nothing more to do."
    case .alreadyReached: "Put off something that is still to come."
    case .notPutOff: "Put it off to a later time."
    case .notLater: "Time never goes back; move to a later moment."
    }
  }
}
