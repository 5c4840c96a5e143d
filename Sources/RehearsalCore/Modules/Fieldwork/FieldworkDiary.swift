extension Fieldwork {
  /// Meetings, and the times to keep in touch. Those who play the inspectorate take part in all.
  package static func appointments(
    _ state: RehearsalState, for viewer: Viewer
  ) -> [Appointment] {
    let fieldwork = state[Fieldwork.self]
    // A meeting of nobody's is no more everybody's than others are.
    let inspectorate = state.inspectorate
    let meetings = fieldwork.meetings.values.compactMap { meeting -> Appointment? in
      let roles = meeting.roles + inspectorate.filter { !meeting.roles.contains($0) }
      guard viewer == .facilitator || !roles.isEmpty else { return nil }
      return Appointment(
        "meeting-\(meeting.id)", .meeting, meeting.title, at: state.begins(meeting),
        until: state.ends(meeting), place: meeting.place, roles: roles,
        isCancelled: meeting.standing == .cancelled)
    }
    let partners = fieldwork.keepInTouchWith + inspectorate
    guard viewer == .facilitator || !partners.isEmpty else { return meetings }
    let touches = fieldwork.touches.enumerated().map { number, touch in
      Appointment(
        "keep-in-touch-\(number + 1)", .meeting, "Keep-in-touch meeting with the lead inspector",
        at: state.moved(touch.at, since: touch.since), roles: partners)
    }
    return meetings + touches
  }
}
