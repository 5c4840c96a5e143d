/// Who sits behind the roles: when they work, when they are away, which seats stay empty.
///
/// It stands before the modules that give people work, because whether there is time for that
/// depends on it.
package enum Cover: Module {
  package static let name: StaticString = "cover"
  package static let doc: StaticString = "The people behind the roles, and when they work"

  /// What is known of the people, ready for others to ask.
  package struct Prepared: Sendable {
    package let seats: [SeatLine]
  }

  package static func prepare(_ section: Section, _ planner: inout Planner) -> Prepared {
    for (index, person) in section.people.enumerated() {
      let path = "cover.people[\(index)]"
      let pattern = section.patterns.first { $0.id == person.pattern }
      let away = person.away.enumerated().compactMap { number, absence in
        Cover.away(absence, at: "\(path).away[\(number)]", &planner)
      }
      let days = pattern?.days ?? []
      let availability = Availability(
        days: days.isEmpty ? Availability.weekdays : days,
        from: pattern?.from ?? Availability.standard.from,
        to: pattern?.to ?? Availability.standard.to, away: away)
      planner.availability[person.id] = availability
      checkPresence(of: person, availability, at: path, &planner)
    }
    return Prepared(seats: section.seats)
  }

  private static func away(
    _ absence: Absence, at path: String, _ planner: inout Planner
  ) -> Availability.Away? {
    guard let from = planner.resolve(absence.from, at: "\(path).from"),
      let to = planner.resolve(absence.to, at: "\(path).to")
    else { return nil }
    if to <= from {
      planner.note(
        .impossibleAbsence, "away until \(to.words), but only from \(from.words)",
        at: "\(path).to", fix: "turn the two times round")
    }
    return Availability.Away(from: from, to: to)
  }

  /// Somebody who holds a role and works at no hour of the whole inspection.
  private static func checkPresence(
    of person: PersonLine, _ availability: Availability, at path: String,
    _ planner: inout Planner
  ) {
    guard let role = planner.head.roles.first(where: { $0.holder == person.id }),
      availability.hours(from: planner.start, to: planner.end, planner.calendar) == .zero,
      planner.end > planner.start
    else { return }
    planner.note(
      .neverThere, "\"\(person.id)\" holds \(role.id) and is never at work before the end",
      at: path, fix: "give the role another holder, or change when they work")
  }
}
