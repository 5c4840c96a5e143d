/// What the council says is wrong in the draft report, and what inspectors make of it.

package struct RaisePoint: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.raise-point"
  package static let verb: StaticString = "corrects the draft"
  package static let doc: StaticString = "Says that something in the draft report is not right"
  package let text: String
  package let part: String?
}

extension RaisePoint {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    text = f.one("text", old?.text, "What is not right, and what is")
    part = f.maybe("part", old?.part, "Where it stands, such as paragraph 12")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    try Fieldwork.requireConfidant(context, state)
    try Fieldwork.requireUnpublished(state)
    let timeline = state[Timeline.self]
    if plan.moment(of: .draftReport) != nil, timeline.milestones[.draftReport]?.reached == nil {
      throw Rejection(FieldworkRefusal.beforeDraft)
    }
    let due = timeline.deadlines[.known("factual-accuracy-due")]?.due
    let number = (state[Fieldwork.self].points.keys.max() ?? 0) + 1
    return [
      PointRaised(
        number: number, text: text, part: part, isLate: due.map { context.now > $0 } ?? false)
    ]
  }
}

package struct DecidePoint: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.decide-point"
  package static let verb: StaticString = "decides point"
  package static let doc: StaticString = "Says what becomes of a point on the draft report"
  package let point: Int
  package let outcome: PointOutcome
  package let because: String?
}

extension DecidePoint {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    point = f.one("point", old?.point, "Its number in the list")
    outcome = f.one("as", old?.outcome, "What becomes of it")
    because = f.maybe("because", old?.because, "Why; wanted unless it is accepted in full")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    try Fieldwork.requireInspectorate(context, state)
    try Fieldwork.requireUnpublished(state)
    guard let found = state[Fieldwork.self].points[point] else {
      throw Rejection(FieldworkRefusal.pointUnknown(point))
    }
    if found.outcome != nil { throw Rejection(FieldworkRefusal.alreadyDecided(point)) }
    if outcome != .accepted, because == nil {
      throw Rejection(FieldworkRefusal.reasonMissing(point))
    }
    return [
      PointDecided(
        number: point, text: found.text, part: found.part, outcome: outcome, because: because)
    ]
  }
}

package struct PointRaised: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.point-raised"
  package static let doc: StaticString = "The council said that the draft report is not right"
  package let number: Int
  package let text: String
  package let part: String?
  package let isLate: Bool
}

extension PointRaised {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    number = f.one("number", old?.number, "Its number, from 1")
    text = f.one("text", old?.text, "What is not right, and what is")
    part = f.maybe("part", old?.part, "Where it stands")
    isLate = f.some("late", old?.isLate, default: false, "Whether it came after the time for it")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.points[number] = Fieldwork.Point(
      text: text, part: part, raised: stamp.when, isLate: isLate)
  }

  package func audience(_ state: RehearsalState) -> Audience { Fieldwork.confidants(state) }
  package func act(_ stamp: Stamp) -> (any Command)? { RaisePoint(text: text, part: part) }
  package func story(_ names: Names) -> String? {
    "raised point \(number) on the draft report" + (isLate ? ", too late" : "")
      + (part.map { ", \($0)" } ?? "") + ": \(text)"
  }
  package var isNotable: Bool { true }
}

package struct PointDecided: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.point-decided"
  package static let doc: StaticString = "Inspectors said what becomes of a point on the draft"
  package let number: Int
  package let text: String
  package let part: String?
  package let outcome: PointOutcome
  package let because: String?
}

extension PointDecided {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    number = f.one("number", old?.number, "Its number")
    text = f.one("text", old?.text, "What is not right, and what is")
    part = f.maybe("part", old?.part, "Where it stands")
    outcome = f.one("outcome", old?.outcome, "What becomes of it")
    because = f.maybe("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    let unseen = Fieldwork.Point(text: text, part: part, raised: nil, isLate: false)
    state.points.update(number, default: unseen) {
      $0.outcome = outcome
      $0.because = because
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { Fieldwork.confidants(state) }
  package func act(_ stamp: Stamp) -> (any Command)? {
    DecidePoint(point: number, outcome: outcome, because: because)
  }
  package func story(_ names: Names) -> String? {
    let words =
      switch outcome {
      case .accepted: "accepted point \(number) on the draft report"
      case .partly: "accepted point \(number) on the draft report in part"
      case .rejected: "rejected point \(number) on the draft report"
      }
    return words + (because.map { ": \($0)" } ?? "")
  }
}

extension ID<Milestone> {
  static let draftReport = ID<Milestone>.known("draft-report")
  static let publication = ID<Milestone>.known("publication")
}
