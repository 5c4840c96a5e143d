/// What stands in a log or is asked of a rehearsal: a command or an event. Its name is ours,
/// dotted kebab-case that begins with the module's, and never a Swift name; once a log holds it,
/// it does not change.
package protocol Message: Record {
  static var name: StaticString { get }
  /// One sentence for help, schema and forms.
  static var doc: StaticString { get }
}

/// Something somebody asks for. It is decided, not recorded: only what follows from it is.
package protocol Command: Message {
  associatedtype Home: Module

  /// The words between who acts and what is acted on: `confirms`, `leaves a message for`.
  static var verb: StaticString { get }

  /// When the rehearsal takes it at all.
  static var gate: Gate { get }

  /// What follows, or why not. Rejections are tried in the order of precedence that the module
  /// lists. An empty list means that all is as asked for already.
  func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event]
}

extension Command {
  package static var gate: Gate { .running }
}

/// The states of a rehearsal in which a command makes sense.
package enum Gate: Sendable {
  /// Only while it runs.
  case running
  /// Whenever it has not ended; the command itself looks closer.
  case open
}

/// Something that happened. It is recorded for good and never refused.
package protocol Event: Message {
  associatedtype Home: Module

  /// The version of its fields. An older line is brought up to it in the module's own folder.
  static var version: Int { get }

  /// Brings the fields of an older line from one version to the next. Only asked for versions
  /// below `version`; it must not fail, because a log is never rewritten.
  static func upcast(_ node: Node, from version: Int) -> Node

  /// Whether it says something of bytes beside the log, so that checking a log reads only those
  /// events that do.
  static var marksDocuments: Bool { get }
  var marks: [DocumentMark] { get }

  /// Changes the module's state. It refuses nothing and decides nothing; a role's state is the
  /// fold of what that role may see, so earlier events may be missing.
  func evolve(_ state: inout Home.State, _ stamp: Stamp)

  /// Who may see it, judged on the whole state after it. There is no default, so that nobody
  /// forgets to say.
  func audience(_ state: RehearsalState) -> Audience

  /// The command that gives this event, for writing a log back as a script. `nil` for what only
  /// followed from another event of the same act.
  func act(_ stamp: Stamp) -> (any Command)?

  /// What happened, as a person would tell it; the time and the actor stand before it. `nil` where
  /// the event before it has said it already.
  func story(_ names: Names) -> String?

  /// What reaches roles as a message with it. Only those who may see the event get one.
  ///
  /// - Parameters:
  ///   - state: The whole, after it.
  ///   - plan: For who there is.
  func letters(_ state: RehearsalState, _ plan: Plan, _ stamp: Stamp) -> [Letter]

  /// Whether it is told even where a quiet stretch is folded into one line: what went wrong, what
  /// was late, what changed the course of things.
  var isNotable: Bool { get }
}

extension Event {
  package var isNotable: Bool { false }
  package func letters(
    _ state: RehearsalState, _ plan: Plan, _ stamp: Stamp
  ) -> [Letter] { [] }
  package static var version: Int { 1 }
  package static func upcast(_ node: Node, from version: Int) -> Node { node }
  package static var marksDocuments: Bool { false }
  package var marks: [DocumentMark] { [] }
}

/// What the core is given and never asks for: the time, who acts, the command's id.
package struct Context: Sendable {
  /// Scenario time.
  package let now: Moment
  package let wall: WallMoment
  package let actor: Actor
  /// At most 64 ASCII characters, made by the caller; the same id is the same act.
  package let id: String
  /// When it happened in the story, where it is typed later than that.
  package let happened: Moment?

  /// When it happened, which is what lateness is judged by.
  package var when: Moment { happened ?? now }

  package init(
    now: Moment, wall: WallMoment, actor: Actor, id: String, happened: Moment? = nil
  ) {
    self.now = now
    self.wall = wall
    self.actor = actor
    self.id = id
    self.happened = happened
  }
}

/// What the log says of an event beside its fields.
package struct Stamp: Sendable, Hashable {
  package let n: Int
  /// When it was recorded, in the story. It orders events.
  package let at: Moment
  package let actor: Actor
  /// When it happened in the story, where it was typed later than that.
  package let happened: Moment?

  /// When it happened, which is what measures are taken of.
  package var when: Moment { happened ?? at }

  package init(n: Int, at: Moment, actor: Actor, happened: Moment? = nil) {
    self.n = n
    self.at = at
    self.actor = actor
    self.happened = happened
  }
}

/// Who may see an event. Facilitators see all.
package enum Audience: Hashable, Sendable {
  case everyone
  /// Everyone but those who play the inspectorate: what the council does among itself.
  case council
  case roles([ID<Role>])
  case facilitators

  package func includes(_ viewer: Viewer, _ parties: Parties) -> Bool {
    switch (self, viewer) {
    case (_, .facilitator), (.everyone, _): true
    case (.council, .role(let role)): !parties.inspectorate.contains(role)
    case (.roles(let roles), .role(let role)): roles.contains(role)
    case (.council, .room): true
    case (.roles(let roles), .room): roles.contains { parties.players.contains($0) }
    case (.facilitators, .role), (.facilitators, .room): false
    }
  }
}

/// Which roles sit on which side.
package struct Parties: Hashable, Sendable {
  /// Those that play the council.
  package let players: [ID<Role>]
  /// Those that play the inspectorate, which do not see what the council does among itself.
  package let inspectorate: [ID<Role>]

  init(_ roles: [Role]) {
    players = roles.filter { $0.part == .player }.map(\.id)
    inspectorate = roles.filter { $0.part == .inspector }.map(\.id)
  }
}

/// Whose eyes a rehearsal is looked at with.
package enum Viewer: Hashable, Sendable {
  case facilitator
  case role(ID<Role>)
  /// The wall screen of the steering group: what some of the council's roles know. Only what a
  /// board gives for a glance is shown of it, and never what is in confidence.
  case room
}

/// Why a command was refused. The code is `module.case`, in order of precedence in the module's
/// list, and is never renamed.
package struct Rejection: Error, Hashable, Sendable {
  package let code: String
  package let reason: String
  package let fix: String

  package init(_ refusal: some Refusal) {
    code = refusal.code
    reason = refusal.reason
    fix = refusal.fix
  }

  /// Both sentences, for a terminal or a page.
  package var words: String { "\(reason). \(fix)" }
}

/// A module's list of ways to say no: one case a way, its text in one place.
package protocol Refusal: Hashable, Sendable {
  var code: String { get }
  /// What is wrong, quoting the word that was used. No full stop.
  var reason: String { get }
  /// What to do instead, with its full stop.
  var fix: String { get }
  /// Every code, the one that wins first.
  static var precedence: [String] { get }
}
