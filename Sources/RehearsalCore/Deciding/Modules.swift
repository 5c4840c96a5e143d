/// The modules of a rehearsal, and what follows from the list: which sections a scenario has,
/// which commands may be asked for, which events may be read.
package struct Modules: Sendable {
  package let all: [any Module.Type]
  package let commands: [any Command.Type]
  private let commandsByName: [String: any Command.Type]
  private let eventsByName: [String: any Event.Type]

  package init(_ all: [any Module.Type]) {
    self.all = all
    commands = all.flatMap { $0.commands }
    commandsByName = Dictionary(commands.map { ("\($0.name)", $0) }) { first, _ in first }
    eventsByName = Dictionary(all.flatMap { $0.events }.map { ("\($0.name)", $0) }) { first, _ in
      first
    }
  }

  package func has(_ module: any Module.Type) -> Bool { all.contains { $0 == module } }

  package func event(named name: String) -> (any Event.Type)? { eventsByName[name] }
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
