package import RehearsalCore

/// The diary of one role as a calendar to subscribe to (RFC 5545): what the role has been told of
/// by now, and nothing that is still to come as a surprise.
package enum RoleCalendar {
  /// The calendar of `view`'s viewer.
  ///
  /// It is made of the log alone, so that the same log gives the same bytes. An event's `UID` holds
  /// the id of what it is and when the log was opened: it is the same in everybody's calendar and
  /// another in every rehearsal. `SEQUENCE` counts how often it changed, and `DTSTAMP` is when the
  /// viewer heard of it as it is now.
  package static func text(_ view: Replay.View, _ replay: Replay) -> String {
    let head = replay.plan.scenario.head
    let opened = replay.events.first.map { CalendarText.digits($0.rec) } ?? "unopened"
    let who = name(view.viewer, replay.plan.names)
    return CalendarText.calendar(
      program: "diary", name: "EXERCISE: \(head.title), \(who)",
      replay.diary(view).map { entry in
        let appointment = entry.appointment
        let roles = appointment.roles.map { replay.plan.names.title($0) }
        return CalendarText.Entry(
          uid: "\(appointment.id)@\(opened).\(head.id.text).rehearse.invalid",
          stamp: entry.heard, sequence: Int64(entry.changes), begins: appointment.at,
          ends: appointment.until, summary: "EXERCISE: \(appointment.title)",
          about: ["Kind: \(appointment.sort.words)"]
            + (roles.isEmpty ? [] : ["Who: \(roles.joined(separator: ", "))"]),
          category: appointment.sort.words, place: appointment.place,
          isCancelled: appointment.isCancelled)
      })
  }

  private static func name(_ viewer: Viewer, _ names: Names) -> String {
    switch viewer {
    case .facilitator: "facilitator"
    case .role(let role): names.title(role)
    case .room: "the room"
    }
  }
}
