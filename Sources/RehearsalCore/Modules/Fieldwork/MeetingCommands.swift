/// What is done with the timetable.

package struct BookMeeting: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.book-meeting"
  package static let verb: StaticString = "books meeting"
  package static let doc: StaticString = "Puts a meeting into the timetable"
  package let meeting: ID<MeetingLine>
  package let title: String
  package let at: Moment
  package let sort: MeetingLine.Sort
  package let length: Duration
  package let with: [ID<Role>]
  package let inspectors: [ID<Inspector>]
  package let place: String?
}

extension BookMeeting {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "A short name for it")
    title = f.one("title", old?.title, "What it is about")
    at = f.one("at", old?.at, "When it begins, such as day 8 10:00")
    sort = f.some("kind", old?.sort, default: .meeting, "What happens there")
    length = f.some("length", old?.length, default: .minutes(45), "How long it lasts")
    with = f.list("with", old?.with, "The roles that take part")
    inspectors = f.list("inspectors", old?.inspectors, "The inspectors who take part")
    place = f.maybe("place", old?.place, "Where, such as Room 2 or by telephone")
  }

  /// Clashes are no reason to refuse: they are recorded, and somebody must look after them.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    try Fieldwork.requirePlayer(context, state, plan)
    for inspector in inspectors { _ = try Fieldwork.inspector(inspector, state) }
    if state[Fieldwork.self].meetings[meeting] != nil {
      throw Rejection(FieldworkRefusal.meetingExists(meeting))
    }
    if with.isEmpty, inspectors.isEmpty { throw Rejection(FieldworkRefusal.nobody) }
    try Fieldwork.requireRoles(with, plan)
    if length <= .zero { throw Rejection(FieldworkRefusal.noLength(length)) }
    if at < context.now { throw Rejection(FieldworkRefusal.inThePast(at)) }
    let time = MeetingTime(
      meeting: meeting, title: title, sort: sort, at: at, length: length, roles: with,
      inspectors: inspectors, place: place)
    let planned = time.state(Int.max)
    return [MeetingBooked(time: time, clashes: state.clashes(of: planned))]
      + AwayNoticed.about(planned, state)
  }
}

package struct MoveMeeting: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.move-meeting"
  package static let verb: StaticString = "moves meeting"
  package static let doc: StaticString = "Gives a meeting another time"
  package let meeting: ID<MeetingLine>
  package let to: Moment
  package let because: String
}

extension MoveMeeting {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "Which one")
    to = f.one("to", old?.to, "When it begins now, such as day 8 10:00")
    because = f.one("because", old?.because, "Why")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    var found = try Fieldwork.openMeeting(meeting, state, context, mayBeMissed: true)
    let from = state.begins(found)
    if to == from, found.standing == .planned { return [] }
    if to < context.now { throw Rejection(FieldworkRefusal.inThePast(to)) }
    found.at = to
    found.since = Int.max
    return [
      MeetingMoved(
        meeting: meeting, title: found.title, from: from, to: to, because: because,
        clashes: state.clashes(of: found))
    ] + AwayNoticed.about(found, state)
  }
}

package struct CancelMeeting: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.cancel-meeting"
  package static let verb: StaticString = "cancels meeting"
  package static let doc: StaticString = "Takes a meeting out of the timetable"
  package let meeting: ID<MeetingLine>
  package let because: String
}

extension CancelMeeting {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "Which one")
    because = f.one("because", old?.because, "Why")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    let found = try Fieldwork.openMeeting(meeting, state, context, mayBeMissed: true)
    return [MeetingCancelled(meeting: meeting, title: found.title, because: because)]
  }
}

package struct HoldMeeting: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.hold-meeting"
  package static let verb: StaticString = "holds meeting"
  package static let doc: StaticString = "Says that a meeting was held"
  package let meeting: ID<MeetingLine>
  package let note: String?
}

extension HoldMeeting {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "Which one")
    note = f.maybe("note", old?.note, "What came of it; it stays in the log for all to read")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    let found = try Fieldwork.openMeeting(meeting, state, context)
    let begins = state.begins(found)
    if begins > context.now { throw Rejection(FieldworkRefusal.tooEarly(meeting, at: begins)) }
    return [MeetingHeld(meeting: meeting, title: found.title, note: note)]
  }
}

package struct MissMeeting: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.miss-meeting"
  package static let verb: StaticString = "misses meeting"
  package static let doc: StaticString = "Says that a meeting did not take place, and why"
  package let meeting: ID<MeetingLine>
  package let because: String
  package let roles: [ID<Role>]
  package let inspectors: [ID<Inspector>]
}

extension MissMeeting {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "Which one")
    because = f.one("because", old?.because, "Why")
    roles = f.list("roles", old?.roles, "The roles that did not come")
    inspectors = f.list("inspectors", old?.inspectors, "The inspectors who did not come")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    for inspector in inspectors { _ = try Fieldwork.inspector(inspector, state) }
    let found = try Fieldwork.openMeeting(meeting, state, context)
    let begins = state.begins(found)
    if begins > context.now { throw Rejection(FieldworkRefusal.tooEarly(meeting, at: begins)) }
    try Fieldwork.requireRoles(roles, plan)
    return [
      MeetingMissed(
        meeting: meeting, title: found.title, because: because, roles: roles,
        inspectors: inspectors)
    ]
  }
}

package struct NoticeUnrecorded: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.notice-unrecorded"
  package static let verb: StaticString = "sees the end of"
  package static let doc: StaticString = "A meeting is over, and nobody has said what came of it"
  package let meeting: ID<MeetingLine>
}

extension NoticeUnrecorded {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "Which one")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    guard let found = state[Fieldwork.self].meetings[meeting], found.standing == .planned,
      !found.isUnrecorded, state.unrecordedAt(found) <= context.now
    else { return [] }
    return [MeetingUnrecorded(meeting: meeting, title: found.title)]
  }
}
