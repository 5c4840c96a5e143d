import Hummingbird
import RehearsalCore
import RehearsalStorage

/// Whoever opened a page: with whose eyes they see, and as whom they act.
struct Visitor: Sendable {
  let viewer: Viewer
  let actor: Actor
  /// Whether a facilitator plays this part.
  let isPlayed: Bool

  /// The seat that an address names, if whoever asks has a right to it: its own token, or the
  /// facilitator's, who may play any part.
  static func find(
    _ who: String, _ request: Request, in rehearsal: ServedRehearsal
  ) throws -> Visitor {
    let cookies = Cookies(request)
    let bearer = bearer(request)
    let own = bearer ?? cookies[Cookies.seat + who]
    if let own, let actor = rehearsal.access.holder(of: own), actor.who == who {
      return Visitor(actor)
    }
    let facilitator = bearer ?? cookies[Cookies.seat + Viewer.facilitator.who]
    guard let facilitator, let holder = rehearsal.access.holder(of: facilitator),
      case .facilitator = holder, let role = rehearsal.role(who)
    else { throw VisitProblem.unknownSeat }
    return Visitor(playing: role.id)
  }

  /// The token that a program sends; where there is one, no cookie counts.
  static func bearer(_ request: Request) -> String? {
    request.headers[.authorization].flatMap { header in
      header.hasPrefix("Bearer ") ? String(header.dropFirst(7)) : nil
    }
  }

  private init(_ actor: Actor) {
    self.actor = actor
    viewer = actor.role.map { .role($0) } ?? .facilitator
    isPlayed = false
  }

  private init(playing role: ID<Role>) {
    actor = .role(role, seat: "facilitator")
    viewer = .role(role)
    isPlayed = true
  }
}

extension Actor {
  /// What it is called in addresses.
  var who: String { role.map { "\($0)" } ?? "facilitator" }
}
