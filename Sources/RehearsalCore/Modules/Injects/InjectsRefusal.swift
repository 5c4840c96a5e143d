/// Why Injects says no, in order of precedence.
package enum InjectsRefusal: Refusal {
  case councilOnly
  case inspectorateOnly
  case eventUnknown(ID<InjectLine>, nearest: String?)
  case notComeUp(ID<InjectLine>, nearest: String?)
  case requestUnknown(ID<InspectorRequest>, nearest: String?)
  case idTaken(ID<InjectLine>)
  case alreadyReleased(ID<InjectLine>)
  case alreadyDrawn(ID<InjectLine>)
  case notForYou(ID<InjectLine>, to: [ID<Role>])
  case notYourRequest(ID<InspectorRequest>, owner: ID<Role>?)
  case isRequest(ID<InjectLine>)
  case requestClosed(ID<InspectorRequest>, Injects.Standing)
  case notAnswered(ID<InspectorRequest>)
  case notJudge(ID<InjectLine>)
  case nothingExpected(ID<InjectLine>)
  case numberUnknown(Int, of: Int)
  case toNobody
  case roleUnknown(ID<Role>, nearest: String?)
  case notCouncil(ID<Role>)
  case documentUnknown(ID<DocumentItem>, nearest: String?)
  case saysNothing(String)
  case notLater(Moment)

  package static let precedence = [
    "council-only", "inspectorate-only", "event-unknown", "not-come-up", "request-unknown",
    "id-taken", "already-released", "already-drawn", "not-for-you", "not-your-request",
    "is-request", "request-closed", "not-answered", "not-judge", "nothing-expected",
    "number-unknown", "to-nobody", "role-unknown", "not-council", "document-unknown",
    "says-nothing", "not-later",
  ].map { "injects." + $0 }

  package var code: String {
    let name =
      switch self {
      case .councilOnly: "council-only"
      case .inspectorateOnly: "inspectorate-only"
      case .eventUnknown: "event-unknown"
      case .notComeUp: "not-come-up"
      case .requestUnknown: "request-unknown"
      case .idTaken: "id-taken"
      case .alreadyReleased: "already-released"
      case .alreadyDrawn: "already-drawn"
      case .notForYou: "not-for-you"
      case .notYourRequest: "not-your-request"
      case .isRequest: "is-request"
      case .requestClosed: "request-closed"
      case .notAnswered: "not-answered"
      case .notJudge: "not-judge"
      case .nothingExpected: "nothing-expected"
      case .numberUnknown: "number-unknown"
      case .toNobody: "to-nobody"
      case .roleUnknown: "role-unknown"
      case .notCouncil: "not-council"
      case .documentUnknown: "document-unknown"
      case .saysNothing: "says-nothing"
      case .notLater: "not-later"
      }
    return "injects." + name
  }

  package var reason: String {
    switch self {
    case .councilOnly: "Only a role of the council does this"
    case .inspectorateOnly: "Only an inspector does this"
    case .eventUnknown(let id, _): "There is no new event called \"\(id)\" in store"
    case .notComeUp(let id, _): "No new event called \"\(id)\" has come up for you"
    case .requestUnknown(let id, _): "No inspector has asked for \"\(id)\""
    case .idTaken(let id): "Something is called \"\(id)\" already"
    case .alreadyReleased(let id): "\"\(id)\" has come up already"
    case .alreadyDrawn(let id): "\"\(id)\" came at random already"
    case .notForYou(let id, let to):
      "\"\(id)\" is for " + to.map(\.text).joined(separator: ", ")
    case .notYourRequest(let id, let owner):
      "\"\(id)\" is for " + (owner.map { "\($0)" } ?? "somebody else") + " to answer"
    case .isRequest(let id): "\"\(id)\" is a request of an inspector"
    case .requestClosed(let id, let standing): "\"\(id)\" is \(standing.rawValue) already"
    case .notAnswered(let id): "\"\(id)\" has no answer yet"
    case .notJudge(let id): "You do not judge \"\(id)\""
    case .nothingExpected(let id): "Nobody has said what good looks like for \"\(id)\""
    case .numberUnknown(let number, _): "There is no number \(number)"
    case .toNobody: "Nobody would receive this"
    case .roleUnknown(let role, _): "No role is called \"\(role)\" in this rehearsal"
    case .notCouncil(let role): "\"\(role)\" plays the inspectorate"
    case .documentUnknown(let id, _): "No document is called \"\(id)\""
    case .saysNothing(let field): "\"\(field)\" says nothing"
    case .notLater(let moment): "\(moment.words) is not later than now"
    }
  }

  package var fix: String {
    switch self {
    case .councilOnly: "Begin the sentence with the role that does it."
    case .inspectorateOnly:
      "Let an inspector do it, such as inspector:lead, or the facilitator for them."
    case .eventUnknown(_, let nearest):
      nearest.map { "Did you mean \"\($0)\"?" } ?? "The plan of the scenario lists them."
    case .notComeUp(_, let nearest):
      nearest.map { "Did you mean \"\($0)\"?" } ?? "Use the name that it came with."
    case .requestUnknown(_, let nearest):
      nearest.map { "Did you mean \"\($0)\"?" } ?? "Use the name that the list of requests has."
    case .idTaken: "Use another short name."
    case .alreadyReleased: "Announce another, if it is to come again."
    case .alreadyDrawn: "Release or hold back the others by hand."
    case .notForYou(_, let to): "Let \(to.first.map { "\($0)" } ?? "them") do it."
    case .notYourRequest(let id, let owner):
      "Let \(owner.map { "\($0)" } ?? "the owner") answer, or say: reassigns \(id) to …."
    case .isRequest(let id): "Say: answers \(id) with …."
    case .requestClosed: "Nothing more to do."
    case .notAnswered: "Wait for the answer, or take the request back."
    case .notJudge: "Let its judge, an observer or a facilitator say how good it was."
    case .nothingExpected: "Write it down as a note instead."
    case .numberUnknown(_, let count): "Use a number from 1 to \(count)."
    case .toNobody: "Add: to, and the roles that receive it."
    case .roleUnknown(_, let nearest):
      nearest.map { "Did you mean \"\($0)\"?" } ?? "Name a role that the scenario lists."
    case .notCouncil: "Name a role of the council."
    case .documentUnknown(_, let nearest):
      nearest.map { "Did you mean \"\($0)\"?" } ?? "Look for its reference in the document list."
    case .saysNothing: "Write a few words."
    case .notLater: "Name a later time."
    }
  }
}
