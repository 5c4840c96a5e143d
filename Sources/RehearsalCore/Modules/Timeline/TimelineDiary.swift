extension Timeline {
  /// The dates and deadlines that the call made known.
  package static func appointments(
    _ state: RehearsalState, for viewer: Viewer
  ) -> [Appointment] {
    let timeline = state[Timeline.self]
    let dates = zip(timeline.milestones.keys, timeline.milestones.values).map { id, date in
      Appointment("date-\(id)", .milestone, date.title, at: date.planned)
    }
    let deadlines = zip(timeline.deadlines.keys, timeline.deadlines.values).map { id, line in
      Appointment(
        "due-\(id)", .deadline, line.title, at: line.due, roles: line.owner.map { [$0] } ?? [])
    }
    return dates + deadlines
  }
}
