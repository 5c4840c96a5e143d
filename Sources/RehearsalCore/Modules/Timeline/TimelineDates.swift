/// The dates that follow from the call, made known to everyone when it comes.
package struct DatesSet: Event, Hashable {
  package typealias Home = Timeline
  package static let name: StaticString = "timeline.dates-set"
  package static let doc: StaticString = "The dates that follow from the call became known"
  package let milestones: [MilestoneDate]
  package let deadlines: [DeadlineDate]
}

extension DatesSet {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    milestones = f.rows("milestones", old?.milestones, "Dated points, in order")
    deadlines = f.rows("deadlines", old?.deadlines, "What must be done by when")
  }

  package func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {
    for date in milestones {
      state.milestones[
        date.milestone, default: Timeline.MilestoneState(title: date.title, planned: date.at)
      ].planned = date.at
    }
    for date in deadlines {
      state.deadlines[
        date.deadline,
        default: Timeline.DeadlineState(title: date.title, due: date.due, owner: date.owner)
      ].due = date.due
      if let met = state.early[date.deadline] {
        state.deadlines.update(date.deadline) { $0.met = met }
      }
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { nil }
  package func story(_ names: Names) -> String? {
    "published \(milestones.count) dates and \(deadlines.count) deadlines"
  }
}

/// A milestone with its date, as it is made known.
package struct MilestoneDate: Record, Hashable {
  package let milestone: ID<Milestone>
  package let title: String
  package let at: Moment
}

extension MilestoneDate {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    milestone = f.one("milestone", old?.milestone, "Its id")
    title = f.one("title", old?.title, "What happens")
    at = f.one("at", old?.at, "When")
  }
}
