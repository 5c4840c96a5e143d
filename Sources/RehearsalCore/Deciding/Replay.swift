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
    /// How many acts of the viewer's own are among them.
    package let acts: Int
  }

  /// The view of `viewer` at `point`.
  ///
  /// A role's live page is the same ``Watch``, so that it and "view as" never differ.
  package func view(_ viewer: Viewer, at point: Point = .end) -> View {
    var watch = Watch(modules, plan, viewer)
    for event in events {
      guard point.includes(event) else { break }
      watch.see(event)
    }
    return watch.view
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
