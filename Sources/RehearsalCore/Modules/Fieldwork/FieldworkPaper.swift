/// The timetable of fieldwork, with boxes. It becomes known with the call: before that it stands on
/// sheets that the facilitator hands over then.
extension Fieldwork {
  package static func paper(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Block] {
    let known = PaperMeeting.known(state)
    switch viewer {
    case .room: return []
    case .role(let role):
      let own = known.filter { $0.roles.contains(role) }
      guard !own.isEmpty else { return [] }
      return [
        Block("meetings", .heading("Meetings")),
        Block("meetings-table", table("Your meetings", own, state.names)),
      ]
    case .facilitator:
      let isKnown = !state[Timeline.self].milestones.isEmpty
      let meetings = isKnown ? known : PaperMeeting.planned(plan, state)
      guard !meetings.isEmpty else { return [] }
      return timetable(meetings, state)
        + (isKnown ? [] : sheets(meetings, state, plan.scenario.head.roles))
    }
  }

  /// A meeting as a sheet shows it.
  fileprivate struct PaperMeeting {
    let title: String
    let at: Moment
    let length: Duration?
    let roles: [ID<Role>]
    let inspectors: [String]
    let place: String?
  }

  private static func timetable(_ meetings: [PaperMeeting], _ state: RehearsalState) -> [Block] {
    var blocks = [Block.kept("fieldwork-timetable", "Timetable of fieldwork")]
    for date in meetings.map(\.at.date).firsts {
      let day = meetings.filter { $0.at.date == date }
      let number = blocks.count
      blocks.append(
        Block("fieldwork-timetable-\(number)", table("Day \(number)", day, state.names)))
    }
    return blocks
  }

  private static func sheets(
    _ meetings: [PaperMeeting], _ state: RehearsalState, _ roles: [Role]
  ) -> [Block] {
    roles.flatMap { role -> [Block] in
      let own = meetings.filter { $0.roles.contains(role.id) }
      guard !own.isEmpty else { return [] }
      let id = "meeting-sheet-\(role.id)"
      return Block.handedOver(
        id, "meetings", to: role.title, when: .words("when the call has come"))
        + [Block("\(id)-table", table("Your meetings", own, state.names))]
    }
  }

  private static func table(
    _ caption: String, _ meetings: [PaperMeeting], _ names: Names
  ) -> Block.Content {
    .table(
      Block.Table(
        caption: caption,
        columns: ["What", "Begins", "Lasts", "Who", "Inspectors", "Place", "Held", "Time"],
        rows: meetings.map { meeting in
          [
            .words(meeting.title), .moment(meeting.at), .duration(meeting.length),
            .words(names.list(meeting.roles)),
            .words(meeting.inspectors.joined(separator: ", ")), .words(meeting.place), .box, .line,
          ]
        }))
  }
}

extension Fieldwork.PaperMeeting {
  fileprivate static let touch = "Keep-in-touch meeting with the lead inspector"

  /// What still lies ahead of those that the viewer knows of, in the order of time.
  fileprivate static func known(_ state: RehearsalState) -> [Self] {
    let fieldwork = state[Fieldwork.self]
    let meetings = fieldwork.meetings.values.filter { $0.standing == .planned }.map { meeting in
      Self(
        title: meeting.title, at: state.begins(meeting), length: meeting.length,
        roles: meeting.roles,
        inspectors: meeting.inspectors.map { fieldwork.inspectors[$0]?.title ?? $0.text },
        place: meeting.place)
    }
    let last = fieldwork.talks.map(\.at).max() ?? Moment(microseconds: .min)
    let touches = fieldwork.touches.map { state.moved($0.at, since: $0.since) }.filter { $0 > last }
    return sorted(meetings, touches, fieldwork.keepInTouchWith)
  }

  fileprivate static func planned(_ plan: Plan, _ state: RehearsalState) -> [Self] {
    let prepared = plan[Fieldwork.self]
    let meetings = prepared.meetings.map { meeting in
      let line = meeting.line
      return Self(
        title: line.title, at: state.moved(meeting.begins), length: line.length, roles: line.with,
        inspectors: line.inspectors.map { id in
          prepared.inspectors.first { $0.line.id == id }?.line.title ?? id.text
        }, place: line.place)
    }
    return sorted(meetings, prepared.touches.map { state.moved($0) }, prepared.keepInTouchWith)
  }

  private static func sorted(
    _ meetings: [Self], _ touches: [Moment], _ roles: [ID<Role>]
  ) -> [Self] {
    let talks = touches.map {
      Self(title: touch, at: $0, length: nil, roles: roles, inspectors: [], place: nil)
    }
    return (meetings + talks).enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
  }
}
