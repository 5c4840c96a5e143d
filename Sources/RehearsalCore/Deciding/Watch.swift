/// What one viewer comes to know as a rehearsal goes on, event by event.
///
/// Who may see an event is judged on the whole state; what the viewer then knows is folded from
/// what may be seen, and from nothing else. A live page holds one of these and goes on; "view as"
/// in a replay makes one and runs it through.
package struct Watch: Sendable {
  private let modules: Modules
  private let viewer: Viewer
  private var whole: RehearsalState
  private var seen: RehearsalState
  private var shown: [RecordedEvent] = []
  private var last: RecordedEvent?
  private var acts = 0
  private var lastAct: String?

  package init(_ modules: Modules, _ plan: Plan, _ viewer: Viewer) {
    self.modules = modules
    self.viewer = viewer
    whole = modules.initialState(plan)
    seen = whole
  }

  /// The next event, in the order of the log. Returns whether the viewer may see it.
  @discardableResult
  package mutating func see(_ event: RecordedEvent) -> Bool {
    last = event
    whole.evolve(event)
    guard whole.shows(event, to: viewer) else { return false }
    if viewer != .facilitator { seen.evolve(event) }
    shown.append(event)
    if event.actor.isSeenAs(viewer), event.id != lastAct {
      acts += 1
      lastAct = event.id
    }
    return true
  }

  /// How much the viewer has seen. A number of their own: how many events the log has says how
  /// much is kept from them.
  package var position: Int { shown.count }

  package var view: Replay.View {
    let state = viewer == .facilitator ? whole : seen
    return Replay.View(
      viewer: viewer, state: state, names: modules.names(state), shown: shown, last: last,
      acts: acts)
  }
}

extension Actor {
  /// Whether whoever looks with these eyes did it, or somebody in the same seat.
  fileprivate func isSeenAs(_ viewer: Viewer) -> Bool {
    switch viewer {
    case .facilitator: if case .facilitator = self { true } else { false }
    case .role(let role): self.role == role
    case .room: false
    }
  }
}
