/// A meeting with all that a reader must know of it.
package struct MeetingTime: Record, Hashable {
  package let meeting: ID<MeetingLine>
  package let title: String
  package let sort: MeetingLine.Sort
  package let at: Moment
  package let length: Duration
  package let roles: [ID<Role>]
  package let inspectors: [ID<Inspector>]
  package let place: String?
}

extension MeetingTime {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "Which one")
    title = f.one("title", old?.title, "What it is about")
    sort = f.one("kind", old?.sort, "What happens there")
    at = f.one("at", old?.at, "When it begins")
    length = f.one("length", old?.length, "How long it lasts")
    roles = f.list("roles", old?.roles, "The roles that take part")
    inspectors = f.list("inspectors", old?.inspectors, "The inspectors who take part")
    place = f.maybe("place", old?.place, "Where")
  }

  func state(_ n: Int) -> Fieldwork.MeetingState {
    Fieldwork.MeetingState(
      id: meeting, title: title, sort: sort, at: at, length: length, roles: roles,
      inspectors: inspectors, place: place, since: n)
  }
}

package struct TimetableSet: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.timetable-set"
  package static let doc: StaticString = "The timetable became known"
  package let meetings: [MeetingTime]
  package let touches: [Moment]
}

extension TimetableSet {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meetings = f.rows("meetings", old?.meetings, "Interviews, observations and meetings")
    touches = f.list(
      "touches", old?.touches, "When the lead inspector and the director keep in touch")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    for line in meetings { state.meetings[line.meeting] = line.state(stamp.n) }
    state.touches += touches.map { Fieldwork.PlannedTouch(at: $0, since: stamp.n) }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { OpenFieldwork() }
  package func story(_ names: Names) -> String? {
    "published the timetable: \(meetings.count) meetings"
      + (touches.isEmpty ? "" : ", and \(touches.count) times to keep in touch")
  }
}

package struct MeetingBooked: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.meeting-booked"
  package static let doc: StaticString = "A meeting was put into the timetable"
  package let time: MeetingTime
  package let clashes: [Clash]
}

extension MeetingBooked {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    time = MeetingTime(&f, old?.time)
    clashes = f.rows("clashes", old?.clashes, "What did not fit together then")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.meetings[time.meeting] = time.state(stamp.n)
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    BookMeeting(
      meeting: time.meeting, title: time.title, at: time.at, sort: time.sort,
      length: time.length, with: time.roles, inspectors: time.inspectors, place: time.place)
  }
  package func story(_ names: Names) -> String? {
    "booked \"\(time.title)\" for \(time.at.words)" + Clash.story(clashes, names)
  }
  package var isNotable: Bool { !clashes.isEmpty }
}

package struct MeetingMoved: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.meeting-moved"
  package static let doc: StaticString = "A meeting has another time"
  package let meeting: ID<MeetingLine>
  package let title: String
  package let from: Moment
  package let to: Moment
  package let because: String
  package let clashes: [Clash]
}

extension MeetingMoved {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "Which one")
    title = f.one("title", old?.title, "What it is about")
    from = f.one("from", old?.from, "When it was to be")
    to = f.one("to", old?.to, "When it is now")
    because = f.one("because", old?.because, "Why")
    clashes = f.rows("clashes", old?.clashes, "What did not fit together then")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.meetings.update(meeting) {
      $0.at = to
      $0.since = stamp.n
      $0.standing = .planned
      $0.isUnrecorded = false
      $0.moves += 1
      $0.note = because
      $0.missedBy = []
      $0.recorded = nil
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    MoveMeeting(meeting: meeting, to: to, because: because)
  }
  package func story(_ names: Names) -> String? {
    "moved \"\(title)\" from \(from.words) to \(to.words): \(because)"
      + Clash.story(clashes, names)
  }
  package var isNotable: Bool { true }
}

package struct MeetingCancelled: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.meeting-cancelled"
  package static let doc: StaticString = "A meeting was taken out of the timetable"
  package let meeting: ID<MeetingLine>
  package let title: String
  package let because: String
}

extension MeetingCancelled {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "Which one")
    title = f.one("title", old?.title, "What it was about")
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.meetings.update(meeting) { $0.record(.cancelled, because, at: stamp.when) }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    CancelMeeting(meeting: meeting, because: because)
  }
  package func story(_ names: Names) -> String? { "cancelled \"\(title)\": \(because)" }
  package var isNotable: Bool { true }
}

package struct MeetingHeld: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.meeting-held"
  package static let doc: StaticString = "A meeting was held"
  package let meeting: ID<MeetingLine>
  package let title: String
  package let note: String?
}

extension MeetingHeld {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "Which one")
    title = f.one("title", old?.title, "What it was about")
    note = f.maybe("note", old?.note, "What came of it")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.meetings.update(meeting) { $0.record(.held, note, at: stamp.when) }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { HoldMeeting(meeting: meeting, note: note) }
  package func story(_ names: Names) -> String? {
    "held \"\(title)\"" + (note.map { ": \($0)" } ?? "")
  }
}

package struct MeetingMissed: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.meeting-missed"
  package static let doc: StaticString = "A meeting did not take place"
  package let meeting: ID<MeetingLine>
  package let title: String
  package let because: String
  package let roles: [ID<Role>]
  package let inspectors: [ID<Inspector>]
}

extension MeetingMissed {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "Which one")
    title = f.one("title", old?.title, "What it was about")
    because = f.one("because", old?.because, "Why")
    roles = f.list("roles", old?.roles, "The roles that did not come")
    inspectors = f.list("inspectors", old?.inspectors, "The inspectors who did not come")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.meetings.update(meeting) {
      $0.record(.missed, because, at: stamp.when)
      $0.misses += 1
      $0.missedBy = roles.map(\.text) + inspectors.map(\.text)
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    MissMeeting(meeting: meeting, because: because, roles: roles, inspectors: inspectors)
  }
  package func story(_ names: Names) -> String? {
    let who = roles.map { names.title($0) } + inspectors.map { names.title($0) }
    return "recorded \"\(title)\" as missed"
      + (who.isEmpty ? "" : " by \(who.joined(separator: ", "))") + ": \(because)"
  }
  package var isNotable: Bool { true }
}

package struct MeetingUnrecorded: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.meeting-unrecorded"
  package static let doc: StaticString = "A meeting is over, and nobody has said what came of it"
  package let meeting: ID<MeetingLine>
  package let title: String
}

extension MeetingUnrecorded {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "Which one")
    title = f.one("title", old?.title, "What it was about")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.meetings.update(meeting) { $0.isUnrecorded = true }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { NoticeUnrecorded(meeting: meeting) }
  package func story(_ names: Names) -> String? {
    "noticed that nobody has said yet how \"\(title)\" went"
  }
}

/// A meeting was given a time at which somebody of the council is known to be away. For the
/// council alone: inspectors are not told of absences by a diary.
package struct AwayNoticed: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.away-noticed"
  package static let doc: StaticString = "A meeting falls into an absence that is known"
  package let meeting: ID<MeetingLine>
  package let title: String
  package let roles: [ID<Role>]
}

extension AwayNoticed {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    meeting = f.one("meeting", old?.meeting, "Which one")
    title = f.one("title", old?.title, "What it is about")
    roles = f.list("roles", old?.roles, "The roles that are away then")
  }

  static func about(_ meeting: Fieldwork.MeetingState, _ state: RehearsalState) -> [AwayNoticed] {
    let roles = state.away(from: meeting)
    return roles.isEmpty
      ? [] : [AwayNoticed(meeting: meeting.id, title: meeting.title, roles: roles)]
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {}
  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { nil }
  package func story(_ names: Names) -> String? {
    "gave \"\(title)\" a time at which somebody is away: "
      + roles.map { names.title($0) }.joined(separator: ", ")
  }
  package var isNotable: Bool { true }
}

extension Fieldwork.MeetingState {
  fileprivate mutating func record(
    _ standing: Fieldwork.Standing, _ note: String?, at moment: Moment
  ) {
    self.standing = standing
    self.note = note
    isUnrecorded = false
    recorded = moment
  }
}

extension Clash {
  /// Clashes behind what happened, as a story adds them.
  fileprivate static func story(_ clashes: [Clash], _ names: Names) -> String {
    if clashes.isEmpty { return "" }
    let all = clashes.map { clash in
      let who = names.title(clash.who)
      return clash.meeting.map { "\(who) is in \($0) then" } ?? "\(who) is not there that day"
    }
    return "; clashes: " + all.joined(separator: ", ")
  }
}
