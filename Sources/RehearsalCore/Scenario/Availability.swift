/// When one person works.
package struct Availability: Sendable, Hashable {
  package let days: [Weekday]
  package let from: TimeOfDay
  package let to: TimeOfDay
  package let away: [Away]

  /// A stretch in which the person cannot be reached.
  package struct Away: Sendable, Hashable {
    package let from: Moment
    package let to: Moment

    package init(from: Moment, to: Moment) {
      self.from = from
      self.to = to
    }
  }

  /// When offices open, which is practice and no rule.
  package static let opens = TimeOfDay(checked: 9 * Duration.perHour)
  package static let weekdays = Weekday.allCases.filter { !$0.isWeekend }
  package static let standard = Availability(
    days: weekdays, from: opens, to: Deadline.closeOfDay, away: [])

  /// How long the person works between two moments, not counting days that the calendar closes.
  package func hours(
    from start: Moment, to end: Moment, _ calendar: WorkingCalendar
  ) -> Duration {
    var total: Int64 = 0
    // A night's work begins on the day before.
    let isOverNight = to < from
    var date = isOverNight ? start.date.adding(days: -1) : start.date
    while date <= end.date, calendar.covers(date) {
      if days.contains(date.weekday), calendar.isWorkingDay(date) {
        let (opens, closes) = (
          Moment(date, from), Moment(isOverNight ? date.adding(days: 1) : date, to)
        )
        let present = overlap(start, end, opens, closes)
        let missing = away.map { absence in
          overlap(
            max(start, absence.from), min(end, absence.to), opens, closes)
        }.reduce(0, +)
        total += max(0, present - missing)
      }
      date = date.adding(days: 1)
    }
    return Duration(microseconds: total)
  }

  private func overlap(_ from: Moment, _ to: Moment, _ opens: Moment, _ closes: Moment) -> Int64 {
    max(0, (min(to, closes) - max(from, opens)).microseconds)
  }
}

/// Something that takes somebody's time before a due time.
package struct Work: Sendable {
  package let owner: ID<Role>
  package let effort: Duration
  package let due: Moment
  /// Where the scenario says how long it takes.
  let path: String
}

extension Planner {
  /// Warns of everyone who owns more work than there are hours for before some due time. Work is
  /// taken in the order in which it falls due, from the call on, as one person would do it.
  mutating func checkWork() {
    let roles = head.roles
    var people: [(key: String, role: Int, work: [Work])] = []
    for work in work {
      guard let index = roles.firstIndex(where: { $0.id == work.owner }) else { continue }
      let key = roles[index].holder.map { "person \($0)" } ?? "role \(roles[index].id)"
      if let at = people.firstIndex(where: { $0.key == key }) {
        people[at].work.append(work)
      } else {
        people.append((key, index, [work]))
      }
    }
    for person in people { checkWork(of: roles[person.role], person.role, person.work) }
  }

  private mutating func checkWork(of role: Role, _ index: Int, _ work: [Work]) {
    let availability = role.holder.flatMap { self.availability[$0] } ?? Availability.standard
    var sum: Int64 = 0
    let ordered = work.sorted { $0.due < $1.due }
    for (position, item) in ordered.enumerated() {
      sum += item.effort.microseconds
      if position + 1 < ordered.count, ordered[position + 1].due == item.due { continue }
      let hours = availability.hours(from: start, to: item.due, calendar)
      guard sum > hours.microseconds else { continue }
      let who = role.holder.map { "\"\($0)\"" } ?? "\"\(role.id)\""
      note(
        .tooMuchWork,
        "\(who) owns \(Duration(microseconds: sum).words) of work and has \(hours.words) "
          + "before \(item.due.words)",
        at: "roles[\(index)]", fix: "give some of it to another role, or a later due time",
        as: .warning)
      return
    }
  }
}
