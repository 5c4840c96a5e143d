/// Why Cover says no, in order of precedence.
package enum CoverRefusal: Refusal {
  case roleNeeded
  case roleUnknown(ID<Role>, nearest: String?)
  case notYours(ID<Role>)
  case nobodyThere(ID<Role>)
  case noDeputy(ID<Role>)
  case notDeputised(ID<Role>)
  case reasonMissing(ID<Role>)
  case seatTaken(ID<Role>)
  case severalRoles(ID<Person>, other: ID<Role>)
  case untilPast(Moment)

  package static let precedence = [
    "role-needed", "role-unknown", "not-yours", "nobody-there", "no-deputy", "not-deputised",
    "reason-missing", "seat-taken", "several-roles", "until-past",
  ].map { "cover." + $0 }

  package var code: String {
    let name =
      switch self {
      case .roleNeeded: "role-needed"
      case .roleUnknown: "role-unknown"
      case .notYours: "not-yours"
      case .nobodyThere: "nobody-there"
      case .noDeputy: "no-deputy"
      case .notDeputised: "not-deputised"
      case .reasonMissing: "reason-missing"
      case .seatTaken: "seat-taken"
      case .severalRoles: "several-roles"
      case .untilPast: "until-past"
      }
    return "cover." + name
  }

  package var reason: String {
    switch self {
    case .roleNeeded: "Nobody says for which role this is"
    case .roleUnknown(let role, _): "No role is called \"\(role)\" in this rehearsal"
    case .notYours(let role): "The seat of \"\(role)\" is not yours"
    case .nobodyThere(let role): "No person sits in \"\(role)\""
    case .noDeputy(let role): "\"\(role)\" has no deputy"
    case .notDeputised(let role): "No deputy sits in \"\(role)\""
    case .reasonMissing(let role): "Nobody says why, for \"\(role)\""
    case .seatTaken(let role): "Somebody has joined as \"\(role)\" already"
    case .severalRoles(let person, let other): "\"\(person)\" sits in \"\(other)\" already"
    case .untilPast(let until): "\(until.words) is not later than now"
    }
  }

  package var fix: String {
    switch self {
    case .roleNeeded: "Name it: as head-of-service, for example."
    case .roleUnknown(_, let near?): "Did you mean \"\(near)\"?"
    case .roleUnknown: "Name a role that the scenario lists."
    case .notYours(let role): "Let \(role) or a facilitator say so."
    case .nobodyThere: "Only a person can be away; let a facilitator seat somebody first."
    case .noDeputy: "Let a facilitator seat somebody else there."
    case .notDeputised: "There is nothing to hand back."
    case .reasonMissing: "Say why, such as: because \"not needed on day 1\"."
    case .seatTaken: "Choose another role, or ask a facilitator to seat you there."
    case .severalRoles:
      "Let a facilitator do it and give the reason, under because; or choose somebody else."
    case .untilPast: "Name a later moment, or leave it out."
    }
  }
}
