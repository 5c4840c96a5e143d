package struct StartRehearsal: Command, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.start"
  package static let verb: StaticString = "starts"
  package static let doc: StaticString = "Starts the rehearsal's clock"
  package static let gate = Gate.open
  package let pace: Pace
  package let followsPhases: Bool
  package let because: String?
}

extension StartRehearsal {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    pace = f.some("pace", old?.pace, default: .stepped, "stepped, real-time, or x60 and the like")
    followsPhases = f.some(
      "by-phase", old?.followsPhases, default: false,
      "Whether each phase sets the pace that the scenario gives it")
    because = f.maybe("because", old?.because, "Why, where nobody answers for a critical role")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    guard state[Timeline.self].status == .notStarted else {
      throw Rejection(TimelineRefusal.alreadyStarted)
    }
    let isExplained = because.map { !$0.allSatisfy(\.isWhitespace) } ?? false
    if !isExplained, state.has(Cover.self), let role = Cover.uncovered(state, plan).first {
      throw Rejection(TimelineRefusal.uncovered(role))
    }
    return [
      RehearsalStarted(
        pace: pace, followsPhases: followsPhases, room: context.wall, because: because)
    ]
  }
}

package struct PauseRehearsal: Command, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.pause"
  package static let verb: StaticString = "pauses"
  package static let doc: StaticString = "Stops the clock and takes no acts until it goes on"
  package let because: String?

  package init(because: String?) { self.because = because }
}

extension PauseRehearsal {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    because = f.maybe("because", old?.because, "Why, for everyone to read")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    return [RehearsalPaused(because: because)]
  }
}

package struct ResumeRehearsal: Command, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.resume"
  package static let verb: StaticString = "resumes"
  package static let doc: StaticString = "Lets the clock go on after a pause or a real incident"
  package static let gate = Gate.open
}

extension ResumeRehearsal {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {}

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    let status = state[Timeline.self].status
    guard status == .paused || status == .stopped else {
      throw Rejection(TimelineRefusal.notPaused)
    }
    return [RehearsalResumed(room: context.wall)]
  }
}

package struct SetPace: Command, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.set-pace"
  package static let verb: StaticString = "sets the pace to"
  package static let doc: StaticString = "Lets the clock run faster, slower, or step by step"
  package let pace: Pace
}

extension SetPace {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    pace = f.one("pace", old?.pace, "stepped, real-time, or x60 and the like")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    return state[Timeline.self].pace == pace ? [] : [PaceSet(pace: pace, room: context.wall)]
  }
}

package struct MoveClock: Command, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.move"
  package static let verb: StaticString = "moves to"
  package static let doc: StaticString =
    "Puts the clock forward; all that falls due on the way does"
  package let to: Moment
}

extension MoveClock {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    to = f.one("to", old?.to, "The moment to move to, such as day 2 09:00")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    guard to > context.now else { throw Rejection(TimelineRefusal.notLater(to)) }
    return [ClockMoved(to: to, room: context.wall)]
  }
}

package struct EndRehearsal: Command, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.end"
  package static let verb: StaticString = "ends"
  package static let doc: StaticString = "Ends the rehearsal for good"
  package static let gate = Gate.open
}

extension EndRehearsal {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {}

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    guard state[Timeline.self].status != .notStarted else {
      throw Rejection(TimelineRefusal.notStarted)
    }
    try Timeline.requireFacilitator(context)
    return [RehearsalEnded()]
  }
}

package struct StopForRealIncident: Command, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.stop"
  package static let verb: StaticString = "stops for a real incident"
  package static let doc: StaticString = "Stops the exercise at once, whoever says so"
  package static let gate = Gate.open
  package let because: String?
}

extension StopForRealIncident {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    because = f.maybe("because", old?.because, "What people must know; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    switch state[Timeline.self].status {
    case .notStarted: throw Rejection(TimelineRefusal.notStarted)
    case .stopped: []
    default: [StoppedForRealIncident(because: because)]
    }
  }
}

package struct MeetDeadline: Command, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.meet-deadline"
  package static let verb: StaticString = "meets"
  package static let doc: StaticString = "Says that what was due has been done"
  package let deadline: ID<DueItem>
}

extension MeetDeadline {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    deadline = f.one("deadline", old?.deadline, "What was due")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let timeline = state[Timeline.self]
    let line = try plan.deadline(deadline)
    switch context.actor {
    case .role, .facilitator, .tool: break
    case .clock, .inspector: throw Rejection(TimelineRefusal.facilitatorOnly)
    }
    if let owner = line.owner, let role = context.actor.role, role != owner {
      throw Rejection(TimelineRefusal.notYourDeadline(deadline, owner: owner))
    }
    let known = timeline.deadlines[deadline]
    if known?.met != nil || timeline.early[deadline] != nil {
      throw Rejection(TimelineRefusal.alreadyMet(deadline))
    }
    // What is done before the call must not give away when it would have been due.
    return [DeadlineMet(deadline: deadline, title: line.title, due: known?.due)]
  }
}

package struct PutOffMilestone: Command, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.put-off"
  package static let verb: StaticString = "puts off"
  package static let doc: StaticString =
    "Moves a milestone to a later time, and all that is planned behind it"
  package let milestone: ID<Milestone>
  package let to: Moment
  package let because: String?
}

extension PutOffMilestone {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    milestone = f.one("milestone", old?.milestone, "Which one")
    to = f.one("to", old?.to, "Its new time, such as day 8 09:00")
    because = f.maybe("because", old?.because, "Why, as everyone will read it")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    return [try DatesMoved.putting(off: milestone, to: to, because, state, plan, context)]
  }
}

extension Timeline {
  static func requireFacilitator(_ context: Context) throws(Rejection) {
    switch context.actor {
    case .facilitator, .tool: return
    default: throw Rejection(TimelineRefusal.facilitatorOnly)
    }
  }

  static func requireClock(_ context: Context) throws(Rejection) {
    guard context.actor == .clock else { throw Rejection(TimelineRefusal.clockOnly) }
  }
}

extension Plan {
  func deadline(_ id: ID<DueItem>) throws(Rejection) -> DeadlineDate {
    let all = self[Timeline.self].deadlines
    guard let line = all.first(where: { $0.deadline == id }) else {
      let near = Suggestion.nearest(to: id.text, among: all.map(\.deadline.text))
      throw Rejection(TimelineRefusal.deadlineUnknown(id, nearest: near))
    }
    return line
  }
}
