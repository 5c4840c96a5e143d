/// One concern of a rehearsal, in one folder: its vocabulary, its messages, its section of the
/// scenario, its board. The composition names it once and everything else follows from what it
/// says here.
package protocol Module: Sendable {
  /// The key of its section in a scenario, and the first part of every wire name.
  static var name: StaticString { get }
  /// What its section is for, in one sentence.
  static var doc: StaticString { get }
  /// What its page is called, in a word or two; left out, as it is called itself.
  static var title: StaticString { get }

  /// What a scenario may say; left out, it is read from nothing, so every field has a default.
  associatedtype Section: Record
  /// The section resolved on the calendar: what deciding needs and a role's board must not see.
  associatedtype Prepared: Sendable
  associatedtype State: ModuleState = NoState

  static var commands: [any Command.Type] { get }
  static var events: [any Event.Type] { get }

  /// What reading cannot see by itself: a cycle, a deputy of oneself, a time before its work.
  static func check(_ section: Section, _ checker: inout Checker)

  /// Puts the section on the calendar and adds its dated steps.
  static func prepare(_ section: Section, _ planner: inout Planner) -> Prepared

  /// What is known before the day. Whatever must stay secret is not in it: that comes by events.
  static func initialState(_ plan: Plan) -> State

  /// The earliest thing that time alone will do, beyond the steps of the plan.
  static func nextDue(_ state: RehearsalState, _ plan: Plan) -> Step?

  static func boards(_ state: RehearsalState) -> [any Board]

  /// What a viewer can do.
  ///
  /// - Parameters:
  ///   - state: What the viewer has been told. Times, texts and who has what come from here alone.
  ///   - plan: For what everybody may know before the day, such as the roles and the framework's
  ///     scale. Only for the facilitator may more be taken from it.
  static func offers(_ state: RehearsalState, _ plan: Plan, for viewer: Viewer) -> [Offer]

  /// What the plan's briefing says of this module, beside its dated steps.
  static func briefing(_ plan: Plan) -> [Block]

  /// What a viewer takes along on paper, for the hours in which no screen works.
  ///
  /// - Parameters:
  ///   - state: What the viewer has been told; before the day, what everybody knows.
  ///   - plan: As for offers: for a role, only what everybody may know.
  /// - Returns: For a role, parts of its card, without a sheet of their own. For the facilitator,
  ///   whole sheets: those to keep, and those to hand over when their time has come.
  static func paper(_ state: RehearsalState, _ plan: Plan, for viewer: Viewer) -> [Block]

  /// What has a time and stands in a viewer's diary, made of what the viewer has been told. An
  /// appointment keeps its id for as long as the rehearsal lasts. Those of other roles may be among
  /// them: a diary leaves them out.
  static func appointments(_ state: RehearsalState, for viewer: Viewer) -> [Appointment]

  /// What a rehearsal came to, in the figures that steering groups ask for and compare.
  static func outcomes(_ state: RehearsalState) -> [Outcome]

  /// What things are called that a viewer learned of as the rehearsal went on, each by its kind and
  /// id.
  static func titles(_ state: State) -> [(id: String, title: String)]

  /// The condition that some words in small letters say of this module's things; `nil` where they
  /// say nothing of them.
  static func condition(
    _ words: [String], _ plan: Plan
  ) -> Result<Condition, Condition.Problem>?
  /// How its conditions are said, each as one example.
  static var conditions: [String] { get }
}

/// One figure that a rehearsal came to.
package struct Outcome: Sendable, Hashable {
  /// The same in every rehearsal of a scenario, so that two can be compared.
  package let id: String
  package let title: String
  package let value: Cell

  package init(_ id: String, _ title: String, _ value: Cell) {
    self.id = id
    self.title = title
    self.value = value
  }
}

extension Module {
  package static var title: StaticString { name }
  package static var commands: [any Command.Type] { [] }
  package static var events: [any Event.Type] { [] }
  package static func boards(_ state: RehearsalState) -> [any Board] { [] }
  package static func offers(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Offer] { [] }
  package static func briefing(_ plan: Plan) -> [Block] { [] }
  package static func paper(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Block] { [] }
  package static func appointments(
    _ state: RehearsalState, for viewer: Viewer
  ) -> [Appointment] { [] }
  package static func outcomes(_ state: RehearsalState) -> [Outcome] { [] }
  package static var conditions: [String] { [] }
  package static func titles(_ state: State) -> [(id: String, title: String)] { [] }
  package static func condition(
    _ words: [String], _ plan: Plan
  ) -> Result<Condition, Condition.Problem>? { nil }
  package static func check(_ section: Section, _ checker: inout Checker) {}
  package static func nextDue(_ state: RehearsalState, _ plan: Plan) -> Step? { nil }
}

extension Module where State == NoState {
  package static func initialState(_ plan: Plan) -> NoState { NoState() }
}

/// The state of a module that only adds to the plan.
package struct NoState: ModuleState {}

/// A module's part of the state. `Encodable` so that a digest can be taken of it; keep no
/// `Dictionary` or `Set` in it, whose order differs in every process.
package protocol ModuleState: Sendable, Encodable {}

extension ModuleState {
  /// Applies an event of this state's own module, in place.
  mutating func apply<E: Event>(_ event: E, _ stamp: Stamp) {
    precondition(Self.self == E.Home.State.self, "\(E.name) belongs to another module")
    // The types were just seen to be the same. Going on in place avoids a copy of the state for
    // every event.
    withUnsafeMutablePointer(to: &self) { pointer in
      let state = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: E.Home.State.self)
      event.evolve(&state.pointee, stamp)
    }
  }
}

/// Where a rehearsal stands: the states of its modules, and what everybody may know beside them.
package struct RehearsalState: Sendable {
  package let names: Names
  package let calendar: WorkingCalendar
  package let parties: Parties
  /// The roles that play the inspectorate.
  package var inspectorate: [ID<Role>] { parties.inspectorate }
  /// When the last thing happened of those that whoever has this state may know.
  package private(set) var latest: Moment?
  private let keys: [ObjectIdentifier]
  private var parts: [any ModuleState]

  init(_ plan: Plan, _ states: [(module: ObjectIdentifier, state: any ModuleState)]) {
    names = plan.names
    calendar = plan.calendar
    parties = Parties(plan.scenario.head.roles)
    keys = states.map(\.module)
    parts = states.map(\.state)
  }

  package subscript<M: Module>(_ module: M.Type) -> M.State {
    guard let part = parts[index(of: ObjectIdentifier(module))] as? M.State else {
      preconditionFailure("\(M.name) has another state")
    }
    return part
  }

  /// Whether the rehearsal has this module.
  func has(_ module: any Module.Type) -> Bool { keys.contains(ObjectIdentifier(module)) }

  private func index(of key: ObjectIdentifier) -> Int {
    guard let index = keys.firstIndex(of: key) else {
      preconditionFailure("a module asks for one that this rehearsal does not have")
    }
    return index
  }

  package mutating func evolve(_ event: any Event, _ stamp: Stamp) {
    latest = stamp.at
    func open<E: Event>(_ event: E) {
      parts[index(of: ObjectIdentifier(E.Home.self))].apply(event, stamp)
    }
    open(event)
  }

  /// Each module's state in the order of the composition, for a digest.
  package var states: [any ModuleState] { parts }
}

/// The titles of roles and groups, which everybody in a rehearsal may know.
package struct Names: Sendable {
  private let titles: OrderedMap<String, String>
  /// Whether a call begins it, as an inspection, or the council itself.
  let hasCall: Bool
  /// Whether the framework sends anybody to whom things are handed over.
  let hasInspectors: Bool

  /// These, and those that a viewer has learned.
  func adding(_ learned: [(id: String, title: String)]) -> Names {
    Names(
      Array(zip(titles.keys, titles.values)).map { ($0, $1) } + learned, hasCall: hasCall,
      hasInspectors: hasInspectors)
  }

  init(_ titles: [(id: String, title: String)], hasCall: Bool, hasInspectors: Bool) {
    self.hasCall = hasCall
    self.hasInspectors = hasInspectors
    var map = OrderedMap<String, String>()
    for (id, title) in titles { map[id] = title }
    self.titles = map
  }

  /// The title of a role or group, or the id where nobody has said one.
  package func title<K: Kind>(_ id: ID<K>) -> String { titles[id.text] ?? id.text }

  /// What a message that goes round is called, in quotes; its id for whoever has not been told.
  package func message(_ id: ID<CascadeLine>) -> String {
    titles["message:\(id)"].map { "\"\($0)\"" } ?? id.text
  }

  /// What a new event or a request is called, in quotes; its id for whoever only received it.
  package func event(_ id: String) -> String { titles["event:\(id)"].map { "\"\($0)\"" } ?? id }

  /// What was expected of those who dealt with an event, in quotes; its number for others.
  func expected(_ number: Int, of id: ID<InjectLine>) -> String {
    titles["expected:\(id):\(number)"].map { "\"\($0)\"" } ?? "number \(number)"
  }

  /// How it is told that something was handed over, by who comes to read it.
  var sent: String { hasInspectors ? "sent inspectors" : "handed over" }

  package func title(_ actor: Actor) -> String {
    switch actor {
    case .role(let role, _): title(role)
    case .facilitator: "Facilitator"
    case .inspector(let name, _): titles["inspector:\(name)"] ?? "Inspector \(name)"
    case .clock: "Clock"
    case .tool: "Tool"
    }
  }
}
