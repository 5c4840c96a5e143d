extension Communication {
  /// The tree that everybody knows, and the messages that the viewer knows of.
  package struct State: ModuleState {
    package let tree: Tree
    package var cascades = OrderedMap<ID<CascadeLine>, CascadeState>()

    init(tree: Tree) { self.tree = tree }
  }

  /// How one message has got on, as far as the viewer may know.
  package struct CascadeState: Sendable, Encodable {
    package let id: ID<CascadeLine>
    package var title: String
    /// Where it set out; known to those who may see the whole.
    package var from: ID<Recipient>?
    package var message = ""
    package var facts: [KeyFact] = []
    package var retry = RetryRules.standard
    package var fidelityTarget: Int?
    package var isDirect = false
    package var overseers: [ID<Role>] = []
    package var activated: Moment?
    /// The event that set it out: the clock's own acts are named after it.
    package var activatedBy = 0
    package var due: Moment?
    package var targets: [TargetState] = []
    package var contacts = OrderedMap<ID<Recipient>, Contact>()
    package var stalls: [Stall] = []

    init(id: ID<CascadeLine>, title: String) {
      self.id = id
      self.title = title
    }
  }

  /// A target of a message that has set out, and what became of it.
  package struct TargetState: Sendable, Encodable {
    package let share: Int
    package let by: Moment
    package var met: Moment?
    package var missed: Moment?
  }

  /// Somebody who was told and rang nobody for too long.
  package struct Stall: Sendable, Encodable, Hashable {
    package let caller: ID<Recipient>
    package let noticed: Moment
  }

  /// How far a message has come with one recipient.
  package enum Standing: String, Sendable, Encodable {
    /// Nobody has tried yet.
    case waiting
    case trying
    case noAnswer = "no-answer"
    case leftMessage = "left-message"
    case confirmed
    case unreachable
  }

  /// One edge of a cascade: a recipient, who rings, and what came of it.
  package struct Contact: Sendable, Encodable {
    package let recipient: ID<Recipient>
    /// Who must ring. Changes when somebody takes the calls over; `nil` where it set out.
    package var caller: ID<Recipient>?
    package let size: Int
    package let isGroup: Bool
    package let hasDeputy: Bool
    /// Calls between the viewer's own place and here.
    package let level: Int
    package var standing = Standing.waiting
    package var attempts = 0
    package var firstTried: Moment?
    package var lastTried: Moment?
    /// The event of being told, and when; for a group, when all were.
    package var told: Moment?
    package var toldBy = 0
    package var via = Seat.holder
    /// What was repeated back; `nil` where nobody checked.
    package var repeated: [ID<KeyFact>]?
    package var reason: String?
    /// When this one took calls over: nobody stalls at calls that were not theirs until now.
    package var tookOver: Moment?
    /// Of a group: how many have been told, and the times at which the count rose.
    package var counts: [Count] = []

    package var count: Int { told != nil ? size : counts.last?.told ?? 0 }
  }

  /// How many of a group had been told at a moment.
  package struct Count: Sendable, Encodable, Hashable {
    package let at: Moment
    package let told: Int
  }
}

/// Who was rung in a role: its holder or the deputy.
package enum Seat: String, Choice, Encodable {
  case holder
  case deputy
}

extension Communication.CascadeState {
  /// The contact of `recipient`, made from the tree where it is not there yet: a role's own state
  /// learns of contacts only as it may.
  mutating func add(_ recipient: ID<Recipient>, caller: ID<Recipient>?, _ tree: Tree) {
    guard contacts[recipient] == nil else { return }
    let place = tree[recipient]
    contacts[recipient] = Communication.Contact(
      recipient: recipient, caller: caller, size: place?.size ?? 1,
      isGroup: place?.isGroup ?? false, hasDeputy: place?.hasDeputy ?? false,
      level: caller.map { (contacts[$0]?.level ?? 0) + 1 } ?? 0)
  }

  /// Who rings `recipient` before anybody takes calls over, for one who was told by `informed`.
  func caller(of recipient: ID<Recipient>, _ informed: ID<Recipient>, _ tree: Tree)
    -> ID<Recipient>?
  {
    isDirect ? informed : tree[recipient]?.caller
  }

  func isTold(_ recipient: ID<Recipient>) -> Bool { contacts[recipient]?.told != nil }

  var people: Int { contacts.values.reduce(0) { $0 + $1.size } }
  var peopleTold: Int { contacts.values.reduce(0) { $0 + $1.count } }

  /// Calls that `caller` still has to make.
  func openCalls(of caller: ID<Recipient>) -> [Communication.Contact] {
    contacts.values.filter {
      $0.caller == caller && $0.told == nil && $0.standing != .unreachable
    }
  }

  /// Whoever rings on the way to `recipient`, nearest first.
  func chain(above recipient: ID<Recipient>) -> [ID<Recipient>] {
    var chain: [ID<Recipient>] = []
    var at = contacts[recipient]?.caller
    while let caller = at, !chain.contains(caller) {
      chain.append(caller)
      at = contacts[caller]?.caller
    }
    return chain
  }

  /// Those whom the message still reaches through `callers`, as the calls stand now.
  func below(_ callers: [ID<Recipient>]) -> [ID<Recipient>] {
    contacts.keys.filter { chain(above: $0).contains(where: callers.contains) }
  }

  /// Those who may see what happens with `recipient`: everyone told on the way there, the
  /// recipient once told, and the overseers.
  func audience(of recipient: ID<Recipient>, andItself: Bool = false) -> Audience {
    var roles = chain(above: recipient).filter(isTold)
    if andItself || isTold(recipient) { roles.append(recipient) }
    return .roles(roles.map { $0.as(Role.self) } + overseers)
  }

  /// Those who may see the whole.
  var wholeAudience: Audience { .roles((from.map { [$0.as()] } ?? []) + overseers) }
}
