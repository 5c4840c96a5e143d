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
    package let absences: [PreparedAbsence]
  }

  /// Somebody away between two moments.
  package struct PreparedAbsence: Sendable {
    package let person: ID<Person>
    package let away: Availability.Away
    package let reason: String?
  }

  package static func prepare(_ section: Section, _ planner: inout Planner) -> Prepared {
    var absences: [PreparedAbsence] = []
    for (index, person) in section.people.enumerated() {
      let path = "cover.people[\(index)]"
      let pattern = section.patterns.first { $0.id == person.pattern }
      let own = person.away.enumerated().compactMap { number, absence in
        Cover.away(absence, at: "\(path).away[\(number)]", &planner).map {
          PreparedAbsence(person: person.id, away: $0, reason: absence.reason)
        }
      }
      absences += own
      let days = pattern?.days ?? []
      let availability = Availability(
        days: days.isEmpty ? Availability.weekdays : days,
        from: pattern?.from ?? Availability.standard.from,
        to: pattern?.to ?? Availability.standard.to, away: own.map(\.away))
      planner.availability[person.id] = availability
      checkPresence(of: person, availability, at: path, &planner)
    }
    return Prepared(seats: section.seats, absences: absences)
  }

  package static func briefing(_ plan: Plan) -> [Block] {
    let prepared = plan[Cover.self]
    let roles = plan.scenario.head.roles
    var blocks: [Block] = []
    if !prepared.absences.isEmpty {
      let table = Block.Table(
        caption: "Who is away", columns: ["Role", "From", "To", "Why"],
        rows: prepared.absences.map { absence in
          let own = roles.filter { $0.holder == absence.person }.map(\.title)
          let others = roles.filter { $0.deputy == absence.person }.map { "Deputy: \($0.title)" }
          return [
            .words((own + others).joined(separator: ", ")), .moment(absence.away.from),
            .moment(absence.away.to), absence.reason.map { .words($0) } ?? .none,
          ]
        })
      blocks.append(Block("briefing-away", .table(table)))
    }
    if !prepared.seats.isEmpty {
      let table = Block.Table(
        caption: "Seats that nobody takes", columns: ["Role", "What becomes of it", "Why"],
        rows: prepared.seats.map { seat in
          [
            .words(plan.names.title(seat.role)),
            .words(seat.filling == .empty ? "Empty on purpose" : "Played by the computer"),
            seat.reason.map { .words($0) } ?? .none,
          ]
        })
      blocks.append(Block("briefing-seats", .table(table)))
    }
    return blocks
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
