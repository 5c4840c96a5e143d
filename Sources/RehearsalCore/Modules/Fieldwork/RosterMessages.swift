/// The inspectors, and the timetable as it stands on the day of the call.

package struct OpenFieldwork: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.open"
  package static let verb: StaticString = "makes the timetable known"
  package static let doc: StaticString = "The inspectors and their timetable become known"
}

extension OpenFieldwork {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {}

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    let prepared = plan[Fieldwork.self]
    let fieldwork = state[Fieldwork.self]
    let inspectors = prepared.inspectors.filter { fieldwork.inspectors[$0.line.id] == nil }.map {
      InspectorDays(
        inspector: $0.line.id, title: $0.line.title, from: state.moved($0.from),
        to: state.moved($0.to), days: $0.line.days.map { $0.dated(plan.dayOne) })
    }
    let meetings = prepared.meetings.filter { fieldwork.meetings[$0.line.id] == nil }.map {
      MeetingTime(
        meeting: $0.line.id, title: $0.line.title, sort: $0.line.sort,
        at: state.moved($0.begins), length: $0.line.length, roles: $0.line.with,
        inspectors: $0.line.inspectors, place: $0.line.place)
    }
    let touches = fieldwork.touches.isEmpty ? prepared.touches.map { state.moved($0) } : []
    return (inspectors.isEmpty ? [] : [RosterSet(inspectors: inspectors)])
      + (meetings.isEmpty && touches.isEmpty
        ? [] : [TimetableSet(meetings: meetings, touches: touches)])
  }
}

package struct BringIn: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.bring-in"
  package static let verb: StaticString = "brings in"
  package static let doc: StaticString = "An inspector joins the team"
  package let inspector: ID<Inspector>
  package let title: String
  package let from: Moment?
  package let to: Moment?
  package let days: [SiteDay]
}

extension BringIn {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inspector = f.one("inspector", old?.inspector, "A short name for them, never a real one")
    title = f.one("title", old?.title, "The post, such as Education inspector")
    from = f.maybe("from", old?.from, "When they come; left out, now")
    to = f.maybe("to", old?.to, "When they leave; left out, at the end")
    days = f.list("days", old?.days, "The days on which they are there; left out, all of them")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    try Fieldwork.requireInspectorate(context, state)
    if let known = state[Fieldwork.self].inspectors[inspector], known.left == nil {
      throw Rejection(FieldworkRefusal.inspectorExists(inspector))
    }
    let from = from ?? context.now
    if let to, to < from { throw Rejection(FieldworkRefusal.leavesFirst(to, from: from)) }
    return [
      InspectorJoined(
        inspector: inspector, title: title, from: from, to: to,
        days: days.map { $0.dated(plan.dayOne) })
    ]
  }
}

package struct CallAway: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.call-away"
  package static let verb: StaticString = "calls away"
  package static let doc: StaticString = "An inspector leaves the team early"
  package let inspector: ID<Inspector>
  package let because: String
}

extension CallAway {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inspector = f.one("inspector", old?.inspector, "Who leaves")
    because = f.one("because", old?.because, "Why, as everyone will read it")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    try Fieldwork.requireInspectorate(context, state)
    let found = try Fieldwork.inspector(inspector, state)
    if found.left != nil { throw Rejection(FieldworkRefusal.alreadyLeft(inspector)) }
    return [InspectorLeft(inspector: inspector, title: found.title, because: because)]
  }
}

/// An inspector and their days, as they are made known.
package struct InspectorDays: Record, Hashable {
  package let inspector: ID<Inspector>
  package let title: String
  package let from: Moment
  package let to: Moment?
  package let days: [SiteDay]
}

extension InspectorDays {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inspector = f.one("inspector", old?.inspector, "Who comes")
    title = f.one("title", old?.title, "The post")
    from = f.one("from", old?.from, "When they come")
    to = f.maybe("to", old?.to, "When they leave")
    days = f.list("days", old?.days, "The days on which they are there; none is all of them")
  }

  fileprivate func state(_ stamp: Stamp) -> Fieldwork.InspectorState {
    Fieldwork.InspectorState(title: title, from: from, to: to, days: days, since: stamp.n)
  }
}

package struct RosterSet: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.roster-set"
  package static let doc: StaticString = "It became known which inspectors come, and when"
  package let inspectors: [InspectorDays]
}

extension RosterSet {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inspectors = f.rows("inspectors", old?.inspectors, "Who comes, and on which days")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    for line in inspectors { state.inspectors[line.inspector] = line.state(stamp) }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { OpenFieldwork() }
  package func story(_ names: Names) -> String? {
    "named the inspectors: " + inspectors.map(\.title).joined(separator: ", ")
  }
}

package struct InspectorJoined: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.inspector-joined"
  package static let doc: StaticString = "An inspector joined the team"
  package let inspector: ID<Inspector>
  package let title: String
  package let from: Moment
  package let to: Moment?
  package let days: [SiteDay]
}

extension InspectorJoined {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inspector = f.one("inspector", old?.inspector, "Who joined")
    title = f.one("title", old?.title, "The post")
    from = f.one("from", old?.from, "When they come")
    to = f.maybe("to", old?.to, "When they leave")
    days = f.list("days", old?.days, "The days on which they are there; none is all of them")
  }

  /// Somebody who is there on every day between two moments.
  package init(inspector: ID<Inspector>, title: String, from: Moment, to: Moment?) {
    self.init(inspector: inspector, title: title, from: from, to: to, days: [])
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    let line = InspectorDays(inspector: inspector, title: title, from: from, to: to, days: days)
    state.inspectors[inspector] = line.state(stamp)
    state.inspectors.update(inspector) { $0.joined = stamp.when }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    BringIn(inspector: inspector, title: title, from: from, to: to, days: days)
  }
  package func story(_ names: Names) -> String? {
    "brought in another inspector, \(title), from \(from.words)"
      + (to.map { " to \($0.words)" } ?? "")
  }
  package var isNotable: Bool { true }
}

package struct InspectorLeft: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.inspector-left"
  package static let doc: StaticString = "An inspector left the team early"
  package let inspector: ID<Inspector>
  package let title: String
  package let because: String
}

extension InspectorLeft {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inspector = f.one("inspector", old?.inspector, "Who left")
    title = f.one("title", old?.title, "The post")
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    let unknown = Fieldwork.InspectorState(
      title: title, from: stamp.when, to: nil, days: [], since: stamp.n)
    state.inspectors.update(inspector, default: unknown) {
      $0.left = stamp.when
      $0.because = because
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    CallAway(inspector: inspector, because: because)
  }
  package func story(_ names: Names) -> String? { "called away \(title): \(because)" }
  package var isNotable: Bool { true }
}
