/// Types of events by their names, those of one length together: few names are as long as another.
private struct NamedEvents: Sendable {
  private var byLength: [[any Event.Type]] = []

  init(_ events: [any Event.Type]) {
    for event in events {
      let length = event.name.utf8CodeUnitCount
      while byLength.count <= length { byLength.append([]) }
      byLength[length].append(event)
    }
  }

  subscript(name: UnsafeBufferPointer<UInt8>) -> (any Event.Type)? {
    guard name.count < byLength.count else { return nil }
    return byLength[name.count].first { event in
      event.name.withUTF8Buffer { own in
        // From the end, because the first part is the module's, which many share.
        name.indices.reversed().allSatisfy { own[$0] == name[$0] }
      }
    }
  }
}

/// The modules of a rehearsal, and what follows from the list: which sections a scenario has,
/// which commands may be asked for, which events may be read.
package struct Modules: Sendable {
  package let all: [any Module.Type]
  package let commands: [any Command.Type]
  private let commandsByName: [String: any Command.Type]
  private let events: NamedEvents

  package init(_ all: [any Module.Type]) {
    self.all = all
    commands = all.flatMap { $0.commands }
    commandsByName = Dictionary(commands.map { ("\($0.name)", $0) }) { first, _ in first }
    events = NamedEvents(all.flatMap { $0.events })
  }

  package func has(_ module: any Module.Type) -> Bool { all.contains { $0 == module } }

  package func event(named name: String) -> (any Event.Type)? {
    var name = name
    return name.withUTF8 { events[$0] }
  }

  /// As above, of the bytes of a line: every line that is read asks, and a text made of them and
  /// its hash would take as long as reading a field.
  package func event(named name: Span<UInt8>) -> (any Event.Type)? {
    name.withUnsafeBufferPointer { events[$0] }
  }

  package func command(named name: String) -> (any Command.Type)? { commandsByName[name] }

  /// The state before the first event. The same for every viewer: what is secret comes by events.
  package func initialState(_ plan: Plan) -> RehearsalState {
    func open<M: Module>(_ module: M.Type) -> (ObjectIdentifier, any ModuleState) {
      (ObjectIdentifier(module), M.initialState(plan))
    }
    return RehearsalState(plan, all.map { open($0) })
  }

  /// What follows from a command, or why not.
  package func decide(
    _ command: any Command, _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.admit(command, state[Timeline.self], plan, context)
    return try command.decide(state, plan, context)
  }

  /// The earliest thing that time alone will do beyond the steps of the plan.
  package func nextDue(_ state: RehearsalState, _ plan: Plan) -> Step? {
    return all.compactMap { $0.nextDue(state, plan) }.min { $0.at < $1.at }
  }

  /// What the modules say of a plan beside its dated steps.
  package func briefing(_ plan: Plan) -> [Block] { all.flatMap { $0.briefing(plan) } }

  /// What the modules put on paper for a viewer who knows `state`.
  package func paper(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Block] { all.flatMap { $0.paper(state, plan, for: viewer) } }

  /// The names of roles and groups, and of what whoever has this state has learned of.
  package func names(_ state: RehearsalState) -> Names {
    func open<M: Module>(_ module: M.Type) -> [(id: String, title: String)] {
      M.titles(state[module])
    }
    return state.names.adding(all.flatMap { open($0) })
  }

  /// What a rehearsal came to so far.
  package func outcomes(_ state: RehearsalState) -> [Outcome] {
    all.flatMap { $0.outcomes(state) }
  }

  package func boards(_ state: RehearsalState) -> [any Board] {
    all.flatMap { $0.boards(state) }
  }

  /// The one that keeps the clock: it stands first, because it admits the others.
  package var clock: any Module.Type { all[0] }

  package func module(named name: String) -> (any Module.Type)? {
    all.first { "\($0.name)" == name }
  }
}
