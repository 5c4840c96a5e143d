/// What fieldwork is worth in figures, from what happened alone and as far as the viewer knows.
package struct FieldworkMeasures: Encodable, Sendable, Hashable {
  package let meetings: Int
  package let held: Int
  /// How often a meeting was given another time.
  package let moved: Int
  /// How often a meeting was missed, those made up for later included.
  package let missed: Int
  package let cancelled: Int
  /// Meetings that are over and of which nobody has said what came of them.
  package let unrecorded: Int
  /// Meetings in which something does not fit together as the timetable stands.
  package let clashes: Int
  package let concerns: Int
  package let answered: Int
  package let points: Int
  /// Points that were accepted, in full or in part.
  package let accepted: Int
  package let pointsLate: Int
  /// Working days from the first feedback in confidence until everyone knew.
  package let daysToPublication: Int?

  package init(_ state: RehearsalState) {
    let fieldwork = state[Fieldwork.self]
    let all = fieldwork.meetings.values
    meetings = all.count
    held = all.count { $0.standing == .held }
    moved = all.reduce(0) { $0 + $1.moves }
    missed = all.reduce(0) { $0 + $1.misses }
    cancelled = all.count { $0.standing == .cancelled }
    unrecorded = all.count { $0.isUnrecorded }
    clashes = all.count { meeting in
      meeting.isOn && (!state.clashes(of: meeting).isEmpty || !state.away(from: meeting).isEmpty)
    }
    concerns = fieldwork.talks.count { $0.concern != nil }
    answered = fieldwork.talks.count { $0.concern != nil && $0.answered != nil }
    points = fieldwork.points.count
    accepted = fieldwork.points.values.count { $0.outcome == .accepted || $0.outcome == .partly }
    pointsLate = fieldwork.points.values.count(where: \.isLate)
    daysToPublication = fieldwork.feedbackGiven.flatMap { given in
      fieldwork.published.map {
        state.calendar.workingDays(after: given.date, through: $0.date)
      }
    }
  }
}

extension Fieldwork.MeetingState {
  /// Whether it takes up its time: held, or still to be.
  var isOn: Bool { standing == .planned || standing == .held }
}
