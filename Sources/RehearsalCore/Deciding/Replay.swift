/// A recorded rehearsal, to be looked at as it stood at any point and with anybody's eyes.
package struct Replay: Sendable {
  package let modules: Modules
  package let plan: Plan
  package let events: [RecordedEvent]

  package init(_ modules: Modules, _ plan: Plan, _ events: [RecordedEvent]) {
    self.modules = modules
    self.plan = plan
    self.events = events
  }

  /// How far to go.
  package enum Point: Sendable, Hashable {
    case end
    /// Through event n.
    case event(Int)
    /// Through everything that had happened by then.
    case moment(Moment)

    func includes(_ event: RecordedEvent) -> Bool {
      switch self {
      case .end: true
      case .event(let n): event.n <= n
      case .moment(let moment): event.at <= moment
      }
    }
  }

  /// What one viewer knows at one point.
  package struct View: Sendable {
    package let viewer: Viewer
    /// The fold of what the viewer may see, and of nothing else.
    package let state: RehearsalState
    /// What roles, groups and the things that the viewer has learned of are called.
    package let names: Names
    /// The events the viewer may see, with each as the story tells it.
    package let shown: [RecordedEvent]
    /// The last event of all, seen or not.
    package let last: RecordedEvent?
  }

  /// The view of `viewer` at `point`.
  ///
  /// Who may see an event is judged on the whole state; what the viewer then knows is folded from
  /// what may be seen. So "view as" and a role's live page are one function.
  package func view(_ viewer: Viewer, at point: Point = .end) -> View {
    var whole = modules.initialState(plan)
    var seen = whole
    var shown: [RecordedEvent] = []
    var last: RecordedEvent?
    for event in events {
      guard point.includes(event) else { break }
      last = event
      whole.evolve(event)
      guard whole.shows(event, to: viewer) else { continue }
      if viewer != .facilitator { seen.evolve(event) }
      shown.append(event)
    }
    let state = viewer == .facilitator ? whole : seen
    return View(
      viewer: viewer, state: state, names: modules.names(state), shown: shown, last: last)
  }

  /// The log as a script: each act once, as a sentence. What the clock does is left out, because
  /// the plan brings it about again.
  package func script() -> [String] {
    var lines: [String] = []
    var lastID: String?
    for recorded in events {
      defer { lastID = recorded.id }
      guard recorded.id != lastID, let event = recorded.event,
        recorded.actor != .clock, let act = event.act(recorded.stamp)
      else { continue }
      let sentence = SentenceWriter.sentence(
        recorded.actor, act, happened: recorded.happened, plan.days)
      lines.append("\(recorded.at.text(plan.days)) \(sentence)")
    }
    return lines
  }
}
