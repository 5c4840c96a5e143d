package import RehearsalCore
package import RehearsalStorage

/// The one writer of a rehearsal: turns acts into events and appends them, with whatever falls due
/// on the way.
///
/// Everything happens under the log's lock, in one go: catch up with what others wrote, carry out
/// due steps, decide on a copy of the state, write, sync. Only then does the copy become the
/// state. Nothing suspends in between, so no two acts can be decided on the same state.
package final class RehearsalWriter {
  /// Something somebody wants to do.
  package struct Act: Sendable {
    package let command: any Command
    package let actor: Actor
    /// The same id is the same act: asked for again, it answers what it did the first time.
    package let id: String
    /// When it happens in the story; `nil` for now, as the pace says.
    package let at: Moment?
    /// The last event that its author had seen; `nil` where that does not matter. Where others have
    /// been faster it is refused, so that nobody decides on what is no longer so.
    package let seen: Int?
    /// When it happened in the story, where it is typed later than that.
    package let happened: Moment?
    /// When it fell due, for what the computer plays: it then happened at that time, like what the
    /// plan has in store, unless something stands in the log behind it. Only for a clock that runs.
    package let due: Moment?
    /// What is written for the seat where the act names none and nobody sits in the role.
    package let emptySeat: String

    /// - Parameter actor: Without a seat it is whoever sits in the role at that time.
    package init(
      _ command: any Command, by actor: Actor, id: String, at: Moment? = nil, seen: Int? = nil,
      happened: Moment? = nil, due: Moment? = nil, emptySeat: String = "script"
    ) {
      self.command = command
      self.actor = actor
      self.id = id
      self.at = at
      self.seen = seen
      self.happened = happened
      self.due = due
      self.emptySeat = emptySeat
    }
  }

  /// What came of an act: the events that stand in the log for it, or why not.
  package typealias Outcome = Result<ClosedRange<Int>?, Rejection>

  package let modules: Modules
  package let plan: Plan
  package private(set) var state: RehearsalState
  /// The story's time at the last event.
  package private(set) var lastAt: Moment
  private let log: LogFile
  private let wall: () -> WallMoment
  /// Whether acts say their own times, whatever the pace: a script is played as fast as it goes.
  private let isScripted: Bool
  private let keepsNews: Bool
  /// Whether the story stands still at the last event although its clock would run, until
  /// ``release(_:)``.
  package private(set) var isHeld: Bool
  private var news: [RecordedEvent] = []
  private var position = Position()

  /// Where the writer stands in the log and in the plan.
  private struct Position {
    var ids: [String: ClosedRange<Int>] = [:]
    var next = 0
    var step = 0
  }

  /// - Parameters:
  ///   - keepsNews: whether it remembers what was recorded, for ``takeNews()``
  ///   - holds: whether a clock that has run on while nobody was there is held where it was
  ///   - wall: reads the clock of the room, in UTC
  package init(
    _ log: LogFile, _ modules: Modules, _ plan: Plan, isScripted: Bool = false,
    keepsNews: Bool = false, holds: Bool = false, wall: @escaping () -> WallMoment
  ) throws {
    self.isScripted = isScripted
    isHeld = holds
    self.keepsNews = keepsNews
    self.log = log
    self.modules = modules
    self.plan = plan
    self.wall = wall
    state = modules.initialState(plan)
    lastAt = Moment(microseconds: .min)
    try perform([])
    if isHeld, !clock.runs {
      isHeld = false
      try perform([])
    }
  }

  /// Lets the clock go on that was held: what fell due meanwhile is then recorded, unless the acts
  /// prevent it, which happen right behind the last event. Where one of them is refused, it stays
  /// held.
  package func release(_ acts: [Act]) throws -> [Outcome] {
    let outcomes = try perform(acts, stopAtRejection: true)
    if case .failure? = outcomes.last { return outcomes }
    isHeld = false
    do {
      try perform([])
    } catch {
      // What fell due was not recorded, so the time has not gone on.
      isHeld = true
      throw error
    }
    return outcomes
  }

  /// Whether others have recorded something. Cheap, and takes no lock.
  package var hasNews: Bool {
    get throws(StorageProblem) { try log.hasNews }
  }

  /// What was recorded since this was last asked, by anybody, as it would be read back.
  package func takeNews() -> [RecordedEvent] {
    defer { news = [] }
    return news
  }

  /// The time in the story now, and whether it goes on by itself.
  package var clock: (now: Moment, runs: Bool) {
    let draft = Draft(
      state: state, lastAt: lastAt, position: position, isScripted: isScripted, isHeld: isHeld)
    return (draft.storyTime(wall()), draft.runsByItself)
  }

  /// Carries out acts in order. With `stopAtRejection` the acts behind a refused one are left out;
  /// those before it stand.
  @discardableResult
  package func perform(_ acts: [Act], stopAtRejection: Bool = false) throws -> [Outcome] {
    var outcomes: [Outcome] = []
    var draft = Draft(
      state: state, lastAt: lastAt, position: position, isScripted: isScripted, isHeld: isHeld)
    var others: [RecordedEvent] = []
    try log.transact { suffix in
      let events = try suffix.events(modules)
      draft.catchUp(events)
      if keepsNews { others = events }
      let now = wall()
      for act in acts {
        let outcome = try perform(act, now, &draft)
        outcomes.append(outcome)
        if stopAtRejection, case .failure = outcome { break }
      }
      try carryOutDue(until: draft.storyTime(now), now, &draft)
      return draft.lines
    }
    state = draft.state
    lastAt = draft.lastAt
    position = draft.position
    if keepsNews { news += others + draft.recorded }
    return outcomes
  }

  private func perform(_ act: Act, _ now: WallMoment, _ draft: inout Draft) throws -> Outcome {
    if let before = draft.position.ids[act.id] { return .success(before) }
    let last = draft.position.next - 1
    if let seen = act.seen, seen != last {
      return .failure(Rejection(WriterRefusal.conflict(seen: seen, last: last)))
    }
    let storyTime = draft.storyTime(now)
    if act.at != nil, draft.runsByItself { throw WriterProblem.clockRuns }
    if let at = act.at, at < storyTime {
      throw WriterProblem.timeWentBack(at, last: storyTime)
    }
    let at = act.at ?? act.due.map { min($0, storyTime) } ?? storyTime
    try carryOutDue(until: at, now, &draft)
    let context = Context(
      now: max(at, draft.lastAt), wall: now, actor: seated(act, draft.state), id: act.id,
      happened: act.happened)
    do throws(Rejection) {
      let events = try modules.decide(act.command, draft.state, plan, context)
      return .success(draft.stage(events, context))
    } catch {
      return .failure(error)
    }
  }

  /// The actor of an act with a seat: the one it names, else whoever sits in the role now.
  private func seated(_ act: Act, _ state: RehearsalState) -> Actor {
    guard case .role(let role, let seat) = act.actor, seat.isEmpty, modules.has(Cover.self),
      let person = state[Cover.self].seats[role]?.person
    else { return plan.seated(act.actor, else: act.emptySeat) }
    return .role(role, seat: person.text)
  }

  /// Everything that time alone does up to `moment`, each at its own time.
  private func carryOutDue(
    until moment: Moment, _ now: WallMoment, _ draft: inout Draft
  ) throws {
    while !isHeld, draft.state[Timeline.self].status == .running {
      while draft.position.step < plan.steps.count {
        let step = plan.steps[draft.position.step]
        guard step.command == nil || draft.position.ids[step.commandID] != nil else { break }
        draft.position.step += 1
      }
      let planned =
        draft.position.step < plan.steps.count ? plan.steps[draft.position.step] : nil
      let implied = modules.nextDue(draft.state, plan)
      // A step of the plan may have been put off; what the state implies has its own time.
      let plannedAt = planned.map { draft.state.moved($0.at) }
      let isPlanned = plannedAt.map { $0 <= implied?.at ?? $0 } ?? false
      guard let step = isPlanned ? planned : implied, let command = step.command,
        let at = isPlanned ? plannedAt : implied?.at, at <= moment
      else { return }
      let id = isPlanned ? step.commandID : step.id
      let context = Context(
        now: max(at, draft.lastAt), wall: now, actor: .clock, id: id)
      do throws(Rejection) {
        let events = try modules.decide(command, draft.state, plan, context)
        if events.isEmpty, !isPlanned { return }
        draft.stage(events, context)
      } catch {
        throw WriterProblem.stepRefused(step.id, error)
      }
      if isPlanned { draft.position.step += 1 }
    }
  }

  /// The copy that acts are decided on, and the lines they give.
  private struct Draft {
    var state: RehearsalState
    var lastAt: Moment
    var position: Position
    let isScripted: Bool
    let isHeld: Bool
    var lines: [[NewEvent]] = []

    /// Whether the clock moves by itself, so that nobody may say what time it is.
    var runsByItself: Bool {
      let timeline = state[Timeline.self]
      return !isScripted && timeline.pace.times != nil && timeline.status == .running
    }

    func storyTime(_ wall: WallMoment) -> Moment {
      let timeline = state[Timeline.self]
      if isHeld { return lastAt }
      if isScripted { return max(lastAt, timeline.anchor?.story ?? lastAt) }
      return max(lastAt, timeline.now(at: wall, state.calendar) ?? timeline.anchor?.story ?? lastAt)
    }

    /// The lines as they will be read back from the batches that they are written in.
    var recorded: [RecordedEvent] {
      var n = position.next - lines.reduce(0) { $0 + $1.count }
      var recorded: [RecordedEvent] = []
      for batch in LogFile.packed(lines) {
        for (index, line) in batch.enumerated() {
          recorded.append(line.recorded(n: n, batch: Batch(index: index, count: batch.count)))
          n += 1
        }
      }
      return recorded
    }

    mutating func catchUp(_ events: [RecordedEvent]) {
      for recorded in events {
        state.evolve(recorded)
        lastAt = recorded.at
        position.next = recorded.n + 1
        note(recorded.id, recorded.n)
      }
    }

    private mutating func note(_ id: String, _ n: Int) {
      let first = position.ids[id]?.lowerBound ?? n
      position.ids[id] = first...n
    }

    @discardableResult
    mutating func stage(_ events: [any Event], _ context: Context) -> ClosedRange<Int>? {
      guard !events.isEmpty else { return nil }
      let first = position.next
      lines.append(
        events.map { event in
          NewEvent(
            id: context.id, at: context.now, rec: context.wall, actor: context.actor,
            happened: context.happened, payload: .event(event))
        })
      for event in events {
        state.evolve(
          event,
          Stamp(
            n: position.next, at: context.now, actor: context.actor,
            happened: context.happened))
        note(context.id, position.next)
        position.next += 1
      }
      lastAt = context.now
      return first...(position.next - 1)
    }
  }
}
