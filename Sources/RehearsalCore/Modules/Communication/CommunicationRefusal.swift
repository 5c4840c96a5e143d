/// Why Communication says no, in order of precedence.
package enum CommunicationRefusal: Refusal {
  case clockOnly
  case roleNeeded
  case cascadeUnknown(ID<CascadeLine>, nearest: String?)
  case alreadyActivated(ID<CascadeLine>)
  case notYoursToActivate(ID<CascadeLine>, from: ID<Recipient>)
  case notActivated(ID<CascadeLine>)
  case notToldYet(ID<Recipient>, ID<CascadeLine>)
  case recipientUnknown(ID<Recipient>, ID<CascadeLine>, nearest: String?)
  case notOnItsWay(ID<Recipient>, ID<CascadeLine>)
  case ownCalls(ID<Recipient>)
  case notYourCall(ID<Recipient>, caller: ID<Recipient>?)
  case isGroup(ID<Recipient>)
  case notGroup(ID<Recipient>)
  case noDeputy(ID<Recipient>)
  case alreadyTold(ID<Recipient>)
  case alreadyGivenUp(ID<Recipient>)
  case recipientNotTold(ID<Recipient>)
  case noCallsLeft(ID<Recipient>)
  case factUnknown(ID<KeyFact>, nearest: String?)
  case tooMany(Int, of: Int)
  case countFell(Int, from: Int)

  package static let precedence = [
    "clock-only", "role-needed", "cascade-unknown", "already-activated", "not-yours-to-activate",
    "not-activated", "not-told-yet", "recipient-unknown", "not-on-its-way", "own-calls",
    "not-your-call", "is-group", "not-group", "no-deputy", "already-told", "already-given-up",
    "recipient-not-told", "no-calls-left", "fact-unknown", "too-many", "count-fell",
  ].map { "communication." + $0 }

  package var code: String {
    let name =
      switch self {
      case .clockOnly: "clock-only"
      case .roleNeeded: "role-needed"
      case .cascadeUnknown: "cascade-unknown"
      case .alreadyActivated: "already-activated"
      case .notYoursToActivate: "not-yours-to-activate"
      case .notActivated: "not-activated"
      case .recipientUnknown: "recipient-unknown"
      case .notToldYet: "not-told-yet"
      case .notOnItsWay: "not-on-its-way"
      case .ownCalls: "own-calls"
      case .notYourCall: "not-your-call"
      case .isGroup: "is-group"
      case .notGroup: "not-group"
      case .noDeputy: "no-deputy"
      case .alreadyTold: "already-told"
      case .alreadyGivenUp: "already-given-up"
      case .recipientNotTold: "recipient-not-told"
      case .noCallsLeft: "no-calls-left"
      case .factUnknown: "fact-unknown"
      case .tooMany: "too-many"
      case .countFell: "count-fell"
      }
    return "communication." + name
  }

  package var reason: String {
    switch self {
    case .clockOnly: "Only the clock does this"
    case .roleNeeded: "Only a role passes a message on"
    case .cascadeUnknown(let id, _): "No message is called \"\(id)\""
    case .alreadyActivated(let id): "\"\(id)\" has been sent already"
    case .notYoursToActivate(let id, let from): "\"\(id)\" is for \(from) to send"
    case .notActivated(let id): "\"\(id)\" has not been sent yet"
    case .recipientUnknown(let id, let cascade, _): "\"\(cascade)\" does not go to \"\(id)\""
    case .notToldYet(let id, let cascade): "\(id) has not been told of \"\(cascade)\""
    case .notOnItsWay(let id, let cascade): "\"\(cascade)\" has not come as far as \(id)"
    case .ownCalls(let id): "\(id) has these calls already"
    case .notYourCall(let id, let caller):
      caller.map { "\"\(id)\" is for \($0) to ring" } ?? "\"\(id)\" knew first"
    case .isGroup(let id): "\"\(id)\" is a group"
    case .notGroup(let id): "\"\(id)\" is not a group"
    case .noDeputy(let id): "\"\(id)\" has no deputy"
    case .alreadyTold(let id): "\"\(id)\" has been told already"
    case .alreadyGivenUp(let id): "\"\(id)\" is already recorded as unreachable"
    case .recipientNotTold(let id): "\"\(id)\" has not been told yet"
    case .noCallsLeft(let id): "\"\(id)\" has no calls left to make"
    case .factUnknown(let id, _): "The message has no fact called \"\(id)\""
    case .tooMany(let told, let size): "\(told) is more than the \(size) there are"
    case .countFell(let told, let before): "\(told) is fewer than the \(before) told before"
    }
  }

  package var fix: String {
    switch self {
    case .clockOnly: "It happens by itself when it falls due."
    case .roleNeeded: "Begin the sentence with the role that rings."
    case .cascadeUnknown(_, let nearest), .recipientUnknown(_, _, let nearest),
      .factUnknown(_, let nearest):
      nearest.map { "Did you mean \"\($0)\"?" } ?? "Check the names in the scenario."
    case .alreadyActivated: "Nothing more to do."
    case .notYoursToActivate(_, let from): "Let \(from) or a facilitator activate it."
    case .notActivated: "It is sent at its time, or when somebody activates it."
    case .notToldYet: "Only somebody who has been told can pass it on."
    case .notOnItsWay: "Whoever rings there must be told first."
    case .ownCalls: "Make them, or let somebody else take them over."
    case .notYourCall(let id, let caller):
      caller.map { "Take over the calls of \($0) first, or let \($0) ring." }
        ?? "Nobody needs to ring \(id)."
    case .isGroup(let id): "Say how many were told: reports \(id) about … told 41."
    case .notGroup(let id): "Say: tells \(id) about …."
    case .noDeputy: "Ring the holder, or report that nobody can be reached."
    case .alreadyTold: "Nothing more to do."
    case .alreadyGivenUp: "Take over the calls that were to be made from there."
    case .recipientNotTold: "Tell them first."
    case .noCallsLeft: "Nothing to take over."
    case .tooMany(_, let size): "Say how many of the \(size) have been told in all."
    case .countFell: "Say how many have been told in all, not since the last report."
    }
  }
}
