package struct RehearsalStarted: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.started"
  package static let doc: StaticString = "The rehearsal's clock was started"
  package let pace: Pace
  package let followsPhases: Bool
  package let room: WallMoment
  package let because: String?
}

extension RehearsalStarted {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    pace = f.one("pace", old?.pace, "How fast the clock runs")
    followsPhases =
      f.maybe(
        "by-phase", old.flatMap { $0.followsPhases ? true : nil }, "Whether each phase sets it")
      ?? false
    room = f.one("room", old?.room, "The clock of the room at that moment")
    because = f.maybe("because", old?.because, "Why, where nobody answered for a critical role")
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {
    state.status = .running
    state.pace = pace
    state.followsPhases = followsPhases
    state.began = stamp.at
    state.anchor = Timeline.Anchor(story: stamp.at, room: room)
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    StartRehearsal(pace: pace, followsPhases: followsPhases, because: because)
  }
  package func story(_ names: Names) -> String? {
    "started the rehearsal, \(pace.words)" + (because.map { ": \($0)" } ?? "")
  }
  package var isNotable: Bool { true }
}

package struct RehearsalPaused: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.paused"
  package static let doc: StaticString = "The clock stands still"
  package let because: String?
}

extension RehearsalPaused {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    because = f.maybe("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {
    state.status = .paused
    state.halted = stamp.at
    state.reason = because
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { PauseRehearsal(because: because) }
  package func story(_ names: Names) -> String? { "paused the rehearsal" + reason(because) }
  package var isNotable: Bool { true }
}

package struct RehearsalResumed: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.resumed"
  package static let doc: StaticString = "The clock goes on"
  package let room: WallMoment
}

extension RehearsalResumed {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    room = f.one("room", old?.room, "The clock of the room at that moment")
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {
    state.status = .running
    state.halted = nil
    state.reason = nil
    state.anchor = Timeline.Anchor(story: stamp.at, room: room)
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { ResumeRehearsal() }
  package func story(_ names: Names) -> String? { "resumed the rehearsal" }
}

package struct PaceSet: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.rate-changed"
  package static let doc: StaticString = "The clock runs at another pace"
  package let pace: Pace
  package let room: WallMoment
}

extension PaceSet {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    pace = f.one("pace", old?.pace, "How fast the clock runs from here")
    room = f.one("room", old?.room, "The clock of the room at that moment")
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {
    state.pace = pace
    state.anchor = Timeline.Anchor(story: stamp.at, room: room)
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { SetPace(pace: pace) }
  package func story(_ names: Names) -> String? { "let the clock run \(pace.words)" }
}

package struct ClockMoved: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.moved"
  package static let doc: StaticString = "The clock was put forward"
  package let to: Moment
  package let room: WallMoment
}

extension ClockMoved {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    to = f.one("to", old?.to, "The moment it was put to")
    room = f.one("room", old?.room, "The clock of the room at that moment")
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {
    state.anchor = Timeline.Anchor(story: to, room: room)
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { MoveClock(to: to) }
  package func story(_ names: Names) -> String? { "put the clock forward to \(to.words)" }
}

package struct RehearsalEnded: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.ended"
  package static let doc: StaticString = "The rehearsal is over"
}

extension RehearsalEnded {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {}
  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) { state.status = .ended }
  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { EndRehearsal() }
  package func story(_ names: Names) -> String? { "ended the rehearsal" }
  package var isNotable: Bool { true }
}

package struct StoppedForRealIncident: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.stopped"
  package static let doc: StaticString = "The exercise was stopped for a real incident"
  package let because: String?
}

extension StoppedForRealIncident {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    because = f.maybe("because", old?.because, "What people must know")
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {
    state.status = .stopped
    state.halted = stamp.at
    state.reason = because
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { StopForRealIncident(because: because) }
  package func story(_ names: Names) -> String? {
    "stopped the exercise for a real incident" + reason(because)
  }
  package var isNotable: Bool { true }
}

package struct DeadlineMet: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.deadline-met"
  package static let doc: StaticString = "What was due has been done"
  package let deadline: ID<DueItem>
  package let title: String
  /// Absent where it was done before anybody could know.
  package let due: Moment?
}

extension DeadlineMet {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    deadline = f.one("deadline", old?.deadline, "Which one")
    title = f.one("title", old?.title, "What was due")
    due = f.maybe("due", old?.due, "By when, where the dates were known")
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {
    if let due {
      state.deadlines[deadline, default: Timeline.DeadlineState(title: title, due: due)]
        .met = stamp.when
    } else {
      state.early[deadline] = stamp.when
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { MeetDeadline(deadline: deadline) }
  package func story(_ names: Names) -> String? { "marked \"\(title)\" as done" }
  package var isNotable: Bool { true }
}

package struct DeadlineMissed: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.deadline-missed"
  package static let doc: StaticString = "A due time came and it was not done"
  package let deadline: ID<DueItem>
  package let title: String
  package let due: Moment
}

extension DeadlineMissed {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    deadline = f.one("deadline", old?.deadline, "Which one")
    title = f.one("title", old?.title, "What was due")
    due = f.one("due", old?.due, "By when")
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {
    state.deadlines[deadline, default: Timeline.DeadlineState(title: title, due: due)]
      .missed = stamp.at
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { PassDeadline(deadline: deadline) }
  package func story(_ names: Names) -> String? {
    "recorded a missed deadline: \"\(title)\""
  }
  package var isNotable: Bool { true }
}

package struct MilestoneReached: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.milestone-reached"
  package static let doc: StaticString = "A dated point of the inspection has come"
  package let milestone: ID<Milestone>
  package let title: String
}

extension MilestoneReached {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    milestone = f.one("milestone", old?.milestone, "Which one")
    title = f.one("title", old?.title, "What happened")
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {
    state.milestones[
      milestone, default: Timeline.MilestoneState(title: title, planned: stamp.at)
    ].reached = stamp.at
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { ReachMilestone(milestone: milestone) }
  package func story(_ names: Names) -> String? { "reached \"\(title)\"" }
  package var isNotable: Bool { true }
}

package struct PhaseBegan: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.phase-began"
  package static let doc: StaticString = "A phase of the inspection began"
  package let phase: ID<Phase>
  package let title: String
}

extension PhaseBegan {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    phase = f.one("phase", old?.phase, "Which one")
    title = f.one("title", old?.title, "What it is called")
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {
    state.phases[phase] = Timeline.PhaseState(title: title, began: stamp.at)
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { BeginPhase(phase: phase) }
  package func story(_ names: Names) -> String? { "began the phase \"\(title)\"" }
}

/// How a reason is added to what happened.
private func reason(_ because: String?) -> String { because.map { ": \($0)" } ?? "" }
