extension Injects {
  /// What the facilitator has in store, as far as the viewer may know; what has come of it, and
  /// what was done about it.
  package struct State: ModuleState {
    /// What is in store; empty for everybody but facilitators.
    package var store = OrderedMap<ID<InjectLine>, Stored>()
    /// What the random times are drawn with; `nil` where it was left at what the scenario says.
    package var seed: Int?
    /// What a facilitator changed about those that have not come.
    package var changes = OrderedMap<ID<InjectLine>, Change>()
    package var released = OrderedMap<ID<InjectLine>, Released>()
    /// What good looks like, for those who judge it.
    package var expected = OrderedMap<ID<InjectLine>, Expected>()
    package var outages = OrderedMap<ID<InjectLine>, Outage>()
    package var requests = OrderedMap<ID<InspectorRequest>, Request>()
    /// In the order in which they were taken.
    package var decisions: [Decision] = []
  }

  /// One inject in store.
  package struct Stored: Sendable, Encodable {
    package let title: String
    package let to: [ID<Role>]
    /// The planned or drawn moment, as the plan has it.
    package var at: Moment?
    package let isRandom: Bool
    package let condition: String?
  }

  /// What became of an inject's time.
  package enum Change: Sendable, Encodable, Hashable {
    case skipped(because: String)
    /// `n` is the event that said so: what is put off later moves it as well.
    case heldBack(to: Moment, n: Int, because: String)
  }

  /// One inject that has come up.
  package struct Released: Sendable, Encodable {
    package let id: ID<InjectLine>
    package let sort: InjectSort
    package let from: String?
    package let to: [ID<Role>]
    /// Who sees it beside those who receive it.
    package let watchers: [ID<Role>]
    package let channel: Channel?
    package let message: String
    package let isAdHoc: Bool
    package let at: Moment
    /// The event that released it: what is put off later moves its due time as well.
    package let n: Int
    package let respondBy: Moment?
    package var acknowledged: [Acknowledgement] = []
    package var responses: [Response] = []
    package var overdue: Moment?
    /// Why it put nothing off, where it was to; for facilitators.
    package var problem: String?
  }

  /// Somebody has taken note.
  package struct Acknowledgement: Sendable, Encodable, Hashable {
    package let role: ID<Role>
    package let at: Moment
  }

  /// What somebody did about an inject.
  package struct Response: Sendable, Encodable, Hashable {
    /// The word that a sentence begins with for whoever did it.
    package let who: String
    package let words: String
    package let at: Moment
    package let isLate: Bool
  }

  /// What good looks like, one thing each, and what was found.
  package struct Expected: Sendable, Encodable {
    package var things: [String] = []
    /// By number, counted from 1, in the order in which things were first judged; the last
    /// judgement of each counts.
    package var judgements = OrderedMap<Int, [Judged]>()
  }

  /// What somebody found of one thing expected.
  package struct Judged: Sendable, Encodable, Hashable {
    package let verdict: Fulfilment
    package let remark: String?
    package let who: String
    package let at: Moment
  }

  /// Something that does not work for a while.
  package struct Outage: Sendable, Encodable, Hashable {
    package let what: String
    package let since: Moment
    package let until: Moment?
    package let n: Int
    package var ended: Moment?
  }

  /// Something that was decided.
  package struct Decision: Sendable, Encodable, Hashable {
    package let what: String
    package let because: String
    package let about: ID<InjectLine>?
    package let who: String
    package let at: Moment
  }
}

/// How far a response was what good looks like.
package enum Fulfilment: String, Choice, Encodable {
  case met, partly, not
}

/// Something that an inspector asks for.
package enum InspectorRequest: Kind {
  package static let kind = "inspector request"
}

extension Injects {
  /// Where a request stands.
  package enum Standing: String, Sendable, Encodable {
    case open
    case assigned
    case answered
    case sentBack = "sent-back"
    case accepted
    case withdrawn
  }

  /// One request of an inspector.
  package struct Request: Sendable, Encodable {
    package var title: String
    package var who: String
    package var raised: Moment
    package var owner: ID<Role>?
    /// Those whom it came to, who may answer beside the owner.
    package var to: [ID<Role>] = []
    package var due: Moment?
    /// The event that said when it is due.
    package var n: Int
    package var standing = Standing.open
    /// Since when somebody waits for an answer.
    package var waitingSince: Moment
    package var answers: [Answer] = []
    /// When it was noticed that the answer for which somebody waits was overdue.
    package var overdue: Moment?
    /// Why it was last sent back, or withdrawn.
    package var reason: String?

    /// Whether somebody waits for an answer.
    package var isWaiting: Bool {
      standing == .open || standing == .assigned || standing == .sentBack
    }
    package var isClosed: Bool { standing == .accepted || standing == .withdrawn }
  }

  /// What a request was answered with.
  package struct Answer: Sendable, Encodable, Hashable {
    package let who: String
    package let words: String
    package let documents: [ID<DocumentItem>]
    package let at: Moment
    package let isLate: Bool
  }
}

extension Injects.Released {
  /// An outage is felt by everybody in the council, and a date that moves concerns them all.
  package var audience: Audience {
    switch sort {
    case .outage, .milestoneChange, .inspectorJoins: .council
    case .message, .request, .absence: .roles(to + watchers)
    }
  }

  /// Where nobody in particular receives it, it is for the whole council.
  func isFor(_ role: ID<Role>) -> Bool { to.isEmpty || to.contains(role) }
}

extension Injects.State {
  /// Whether `actor` may see that an inject has come.
  func shows(_ inject: Injects.Released, to actor: Actor, _ parties: Parties) -> Bool {
    switch actor {
    case .facilitator, .clock, .tool: true
    case .role(let role, _): inject.audience.includes(.role(role), parties)
    case .inspector: false
    }
  }

  /// The judgement of a thing expected that counts.
  func judgement(_ inject: ID<InjectLine>, _ number: Int) -> Injects.Judged? {
    expected[inject]?.judgements[number]?.last
  }
}

extension Names {
  /// What people call whoever began a sentence with `who`.
  func title(who: String) -> String {
    (Actor(text: who) ?? Actor(text: "role:\(who)")).map { title($0) } ?? who
  }

  /// Roles as they are listed in a sentence.
  func list(_ roles: [ID<Role>]) -> String { roles.map { title($0) }.joined(separator: ", ") }
}
