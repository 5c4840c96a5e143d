/// Somebody expected in two places at once, or not there on the day.
package struct Clash: Record, Hashable, Encodable {
  /// What is wrong.
  package enum Sort: String, Choice, Encodable {
    /// A role or an inspector is in another meeting then.
    case twice
    /// An inspector is not there on that day.
    case notThere = "not-there"
  }

  package let sort: Sort
  package let who: ID<Attendee>
  package let meeting: ID<MeetingLine>?
}

extension Clash {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    sort = f.one("kind", old?.sort, "What is wrong")
    who = f.one("who", old?.who, "The role or inspector")
    meeting = f.maybe("meeting", old?.meeting, "The other meeting")
  }
}

/// Whoever takes part in a meeting: a role or an inspector.
package enum Attendee: Kind {
  package static let kind = "role or inspector"
  package static let isListed = false
}

extension RehearsalState {
  /// When `meeting` begins, now that things were put off.
  func begins(_ meeting: Fieldwork.MeetingState) -> Moment {
    moved(meeting.at, since: meeting.since)
  }

  func ends(_ meeting: Fieldwork.MeetingState) -> Moment { begins(meeting) + meeting.length }

  /// When it is noticed that nobody has said how `meeting` went: not with its last minute, in which
  /// people are still talking, but once it is over.
  func unrecordedAt(_ meeting: Fieldwork.MeetingState) -> Moment { ends(meeting) + .minutes(1) }

  /// What does not fit together about `meeting` as the timetable stands now.
  func clashes(of meeting: Fieldwork.MeetingState) -> [Clash] {
    let (begins, ends) = (begins(meeting), ends(meeting))
    var clashes: [Clash] = []
    for other in self[Fieldwork.self].meetings.values {
      guard other.id != meeting.id, other.standing == .planned || other.standing == .held,
        self.begins(other) < ends, begins < self.ends(other)
      else { continue }
      let roles = meeting.roles.filter(other.roles.contains).map { $0.as(Attendee.self) }
      let inspectors = meeting.inspectors.filter(other.inspectors.contains).map {
        $0.as(Attendee.self)
      }
      clashes += (roles + inspectors).map { Clash(sort: .twice, who: $0, meeting: other.id) }
    }
    for id in meeting.inspectors {
      guard let inspector = self[Fieldwork.self].inspectors[id],
        !isThere(inspector, on: begins.date)
      else { continue }
      clashes.append(Clash(sort: .notThere, who: id.as(), meeting: nil))
    }
    return clashes
  }

  /// Whether an inspector may be met on `date`. Before fieldwork they may telephone.
  func isThere(_ inspector: Fieldwork.InspectorState, on date: CalendarDate) -> Bool {
    if let left = inspector.left, date > left.date { return false }
    if let start = self[Timeline.self].milestones[.fieldworkStart]?.planned, date < start.date {
      return true
    }
    let from = moved(inspector.from, since: inspector.since).date
    let to = inspector.to.map { moved($0, since: inspector.since).date }
    let days = inspector.days.map { day -> SiteDay in
      guard case .date(let date) = day else { return day }
      return .date(moved(Moment(date, inspector.from.time), since: inspector.since).date)
    }
    return from <= date && to.map { date <= $0 } ?? true && days.allow(date)
  }

  /// The roles of `meeting` that are known to be away then, as far as the viewer may know.
  func away(from meeting: Fieldwork.MeetingState) -> [ID<Role>] {
    let (begins, ends) = (begins(meeting), ends(meeting))
    return meeting.roles.filter { role in
      guard let away = self[Cover.self].away[role] else { return false }
      let until = away.ended ?? away.until.map { moved($0, since: away.said) }
      return away.since < ends && until.map { begins < $0 } ?? true
    }
  }
}
