/// A milestone was put off: the inspectorate rang late, or put off the visit. All that is planned
/// behind it moves by as many working days.
package struct DatesMoved: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.dates-moved"
  package static let doc: StaticString = "A milestone was put off, with all that lies behind it"
  package let milestone: ID<Milestone>
  package let title: String
  package let from: Moment
  package let to: Moment
  package let days: Int
  package let milestones: [MilestoneDate]
  package let deadlines: [DeadlineDate]
  package let because: String?
}

extension DatesMoved {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    milestone = f.one("milestone", old?.milestone, "Which one")
    title = f.one("title", old?.title, "What it is called")
    from = f.one("from", old?.from, "When it was to be")
    to = f.one("to", old?.to, "When it will be")
    days = f.one("days", old?.days, "By how many working days what lies behind it moves")
    milestones = f.rows("milestones", old?.milestones, "The dates that are others now")
    deadlines = f.rows("deadlines", old?.deadlines, "The deadlines that are others now")
    because = f.maybe("because", old?.because, "Why")
  }

  /// Puts `id` off, if it is still to come.
  static func putting(
    off id: ID<Milestone>, to: Moment, _ because: String?, _ state: RehearsalState,
    _ plan: Plan, _ context: Context
  ) throws(Rejection) -> DatesMoved {
    let prepared = plan[Timeline.self]
    guard let line = prepared.milestones.first(where: { $0.id == id }) else {
      let near = Suggestion.nearest(to: id.text, among: prepared.milestones.map(\.id.text))
      throw Rejection(TimelineRefusal.milestoneUnknown(id, nearest: near))
    }
    let from = state.moved(line.at)
    if state[Timeline.self].milestones[id]?.reached != nil || from < context.now {
      throw Rejection(TimelineRefusal.alreadyReached(id))
    }
    guard to > from else {
      let isSecret = plan.secret != nil && state[Timeline.self].milestones.isEmpty
      throw Rejection(TimelineRefusal.notPutOff(id, from: isSecret ? nil : from))
    }
    let days = plan.calendar.workingDays(after: from.date, through: to.date)
    let delay = Timeline.Delay(n: .max, from: from, to: to, days: days)
    return DatesMoved(id, line.title, delay, because, state, prepared)
  }

  private init(
    _ id: ID<Milestone>, _ title: String, _ delay: Timeline.Delay, _ because: String?,
    _ state: RehearsalState, _ prepared: Timeline.Prepared
  ) {
    var timeline = state[Timeline.self]
    timeline.delays.append(delay)
    func moved(_ planned: Moment) -> Moment? {
      let at = timeline.moved(planned, since: -1, state.calendar)
      return at == state.moved(planned) ? nil : at
    }
    let milestones = prepared.milestones.compactMap { line in
      line.isDeadline
        ? nil
        : moved(line.at).map { MilestoneDate(milestone: line.id, title: line.title, at: $0) }
    }
    let deadlines = prepared.deadlines.compactMap { line in
      moved(line.due).map {
        DeadlineDate(deadline: line.deadline, title: line.title, due: $0, owner: line.owner)
      }
    }
    self.init(
      milestone: id, title: title, from: delay.from, to: delay.to, days: delay.days,
      milestones: milestones, deadlines: deadlines, because: because)
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {
    state.delays.append(Timeline.Delay(n: stamp.n, from: from, to: to, days: days))
    for line in milestones { state.milestones.update(line.milestone) { $0.planned = line.at } }
    for line in deadlines { state.deadlines.update(line.deadline) { $0.due = line.due } }
  }

  /// Before the call nobody knows of dates that could move.
  package func audience(_ state: RehearsalState) -> Audience {
    state[Timeline.self].milestones.isEmpty ? .facilitators : .everyone
  }

  package func act(_ stamp: Stamp) -> (any Command)? {
    PutOffMilestone(milestone: milestone, to: to, because: because)
  }

  package func story(_ names: Names) -> String? {
    // Not from when: that may be a call that nobody is to know of.
    "put off \"\(title)\" to \(to.words)"
      + (because.map { ": \($0)" } ?? "")
  }

  package var isNotable: Bool { true }
}
