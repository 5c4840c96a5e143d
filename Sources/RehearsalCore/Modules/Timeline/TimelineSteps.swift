/// What the clock does by itself when a step of the plan falls due.

package struct ReachMilestone: Command, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.reach-milestone"
  package static let verb: StaticString = "reaches"
  package static let doc: StaticString = "A dated point of the inspection has come"
  package let milestone: ID<Milestone>
}

extension ReachMilestone {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    milestone = f.one("milestone", old?.milestone, "Which one")
  }

  /// The call makes all other dates known: before it, nobody can say when they are.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    let prepared = plan[Timeline.self]
    guard let planned = prepared.milestones.first(where: { $0.id == milestone }) else {
      throw Rejection(TimelineRefusal.milestoneUnknown(milestone, nearest: nil))
    }
    if state[Timeline.self].milestones[milestone]?.reached != nil { return [] }
    let reached = MilestoneReached(milestone: milestone, title: planned.title)
    guard milestone == plan.start?.id else { return [reached] }
    let dates = prepared.milestones.filter { !$0.isDeadline }.map {
      MilestoneDate(milestone: $0.id, title: $0.title, at: state.moved($0.at))
    }
    let deadlines = prepared.deadlines.map { line in
      DeadlineDate(
        deadline: line.deadline, title: line.title, due: state.moved(line.due), owner: line.owner)
    }
    let secret = plan.secret.map { CallRevealed(moment: $0.moment, salt: $0.salt) }
    return [reached] + [secret].compactMap { $0 }
      + [DatesSet(milestones: dates, deadlines: deadlines)]
  }
}

package struct BeginPhase: Command, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.begin-phase"
  package static let verb: StaticString = "begins"
  package static let doc: StaticString = "A phase of the inspection begins"
  package let phase: ID<Phase>
}

extension BeginPhase {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    phase = f.one("phase", old?.phase, "Which one")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    guard let planned = plan[Timeline.self].phases.first(where: { $0.id == phase }) else {
      throw Rejection(TimelineRefusal.phaseUnknown(phase))
    }
    if state[Timeline.self].phases[phase] != nil { return [] }
    let timeline = state[Timeline.self]
    let pace = plan[Timeline.self].paces.first { $0.phase == phase }?.pace
    let change = pace.flatMap { timeline.followsPhases && $0 != timeline.pace ? $0 : nil }
    return [PhaseBegan(phase: phase, title: planned.title)]
      + (change.map { [PaceSet(pace: $0, room: context.wall)] } ?? [])
  }
}

package struct PassDeadline: Command, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.pass-deadline"
  package static let verb: StaticString = "passes"
  package static let doc: StaticString = "A due time has come; what is not done by now is missed"
  package let deadline: ID<DueItem>
}

extension PassDeadline {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    deadline = f.one("deadline", old?.deadline, "What was due")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    let line = try plan.deadline(deadline)
    let known = state[Timeline.self].deadlines[deadline]
    let isDone = known?.met != nil || state[Timeline.self].early[deadline] != nil
    if isDone || known?.missed != nil { return [] }
    return [
      DeadlineMissed(deadline: deadline, title: line.title, due: state.moved(line.due))
    ]
  }
}
