/// What somebody can do about the clock and about deadlines.
extension Timeline {
  package static func offers(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Offer] {
    let timeline = state[Timeline.self]
    switch viewer {
    case .room: return []
    case .facilitator:
      return controls(state, plan) + deadlines(timeline) { _ in true }
    case .role(let me):
      // What nobody in particular must meet, whoever sees to it says so.
      let isCouncil = viewer.council(state) != nil
      return deadlines(timeline) { $0.owner == me || isCouncil && $0.owner == nil }
        + (timeline.canStop ? [stopping] : [])
    }
  }

  /// So many deadlines that are everybody's are worth watching at a time.
  private static let nearest = 2

  private static func deadlines(
    _ timeline: State, where isMine: (DeadlineState) -> Bool
  ) -> [Offer] {
    let open = zip(timeline.deadlines.keys, timeline.deadlines.values).filter { _, deadline in
      deadline.met == nil && isMine(deadline)
    }
    let common = open.filter { $1.owner == nil && $1.missed == nil }.map(\.1.due).sorted()
    let near = common.prefix(nearest).last
    return open.map { id, deadline in
      let isFar = deadline.owner == nil && near.map { deadline.due > $0 } ?? false
      let isLate = deadline.missed != nil && deadline.owner != nil
      return Offer(
        "timeline.meet.\(id)", deadline.title,
        why: deadline.missed == nil ? "" : "Its time has passed.", due: deadline.due,
        since: deadline.missed,
        isLate ? .now : isFar ? .later : .soon,
        [Block.Form(MeetDeadline.self, "It is done", ["deadline": id])])
    }
  }

  /// Whoever sees a real incident says so, whatever their role.
  private static var stopping: Offer {
    Offer(
      "timeline.stop", "Something real has happened",
      why: "The exercise stops at once, on everyone's screen.", .later, [stop])
  }

  private static var stop: Block.Form {
    Block.Form(StopForRealIncident.self, "Real incident, stop the exercise", isDangerous: true)
  }

  /// One main and one dangerous control for each state of the clock, then the finer ones.
  private static func controls(_ state: RehearsalState, _ plan: Plan) -> [Offer] {
    let timeline = state[Timeline.self]
    let resume = Block.Form(ResumeRehearsal.self, "Go on")
    let end = Block.Form(EndRehearsal.self, "End the rehearsal", isDangerous: true)
    let pause = Block.Form(PauseRehearsal.self, "Pause")
    switch timeline.status {
    case .notStarted: return [starting(state, plan)]
    case .ended: return []
    case .paused:
      return [control("The rehearsal is paused", timeline.reason, [resume, end]), stopping]
    case .stopped:
      return [control("Stopped for a real incident", timeline.reason, [resume, end])]
    case .running:
      let ending = Offer(
        "timeline.end", "End the rehearsal", why: "Nothing is taken any more after that.", .later,
        [end])
      return [
        control("It runs \(timeline.pace.words)", nil, [pause, stop]), stepping(state, plan),
        clock(state), ending, puttingOff(state),
      ].compactMap { $0 }
    }
  }

  private static func control(
    _ title: String, _ why: String?, _ forms: [Block.Form]
  ) -> Offer {
    Offer("timeline.control", title, why: why ?? "", .now, forms)
  }

  private static func starting(_ state: RehearsalState, _ plan: Plan) -> Offer {
    let open = Cover.uncovered(state, plan).map { state.names.title($0) }
    return Offer(
      "timeline.control", "Start the rehearsal",
      why: open.isEmpty ? "" : "Nobody answers for \(open.joined(separator: ", ")).", .now,
      [
        open.isEmpty
          ? Block.Form(StartRehearsal.self, "Start", without: ["because"], choices: [paces])
          : Block.Form(StartRehearsal.self, "Start all the same", choices: [paces])
      ])
  }

  private static var paces: Block.Choices {
    let all: [Pace] = [.times(1), .stepped, .times(10), .times(60), .times(600), .workingHours(60)]
    return Block.Choices("pace", all.map { (value: $0, words: $0.words) })
  }

  /// Where nobody moves the clock but the facilitator: to the next thing that is planned.
  private static func stepping(_ state: RehearsalState, _ plan: Plan) -> Offer? {
    let timeline = state[Timeline.self]
    guard timeline.pace == .stepped, let began = timeline.anchor?.story else { return nil }
    // A script says its own times, and moves no clock.
    let now = max(began, state.latest ?? began)
    let next = plan.steps.lazy.filter { $0.command != nil }
      .map { (at: state.moved($0.at), title: $0.title) }.first { $0.at > now }
    guard let next else { return nil }
    return Offer(
      "timeline.step", "Next: \(next.title)", due: next.at, .now,
      [Block.Form(MoveClock.self, "Go on to \(next.at.words)", ["to": next.at])])
  }

  private static func clock(_ state: RehearsalState) -> Offer {
    Offer(
      "timeline.clock", "Change the clock", why: "Time never goes back.", .later,
      [
        Block.Form(SetPace.self, "Set the pace", choices: [paces]),
        Block.Form(MoveClock.self, "Move forward to"),
      ])
  }

  private static func puttingOff(_ state: RehearsalState) -> Offer? {
    let milestones = state[Timeline.self].milestones
    let open = zip(milestones.keys, milestones.values).filter { $1.reached == nil }
    guard !open.isEmpty else { return nil }
    let options = open.map { (value: $0.0 as any FieldValue, words: $0.1.title) }
    return Offer(
      "timeline.put-off", "Put off a milestone",
      why: "All that is planned behind it moves as well.", .later,
      [
        Block.Form(
          PutOffMilestone.self, "Put it off", choices: [Block.Choices("milestone", options)])
      ])
  }
}

extension Timeline.State {
  fileprivate var canStop: Bool { status == .running || status == .paused }
}
