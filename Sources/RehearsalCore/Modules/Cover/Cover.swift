/// Who sits behind the roles: when they work, when they are away, which seats stay empty.
///
/// It stands before the modules that give people work, because whether there is time for that
/// depends on it. Who sits where, and who is away, is known in the council; of the inspectorate's
/// own seats everyone knows. Events carry the ids of people, never names.
package enum Cover: Module {
  package static let name: StaticString = "cover"
  package static let doc: StaticString = "The people behind the roles, and when they work"
  package static let title: StaticString = "Who is here"

  /// What is known of the people, ready for others to ask.
  package struct Prepared: Sendable {
    package let seats: [SeatLine]
    package let absences: [PreparedAbsence]
    /// People who may sit in several roles.
    package let holdsSeveral: [ID<Person>]

    func absence(_ number: Int, of person: ID<Person>) -> PreparedAbsence? {
      absences.first { $0.person == person && $0.number == number }
    }
  }

  /// Somebody away between two moments.
  package struct PreparedAbsence: Sendable {
    package let person: ID<Person>
    /// Which of the person's absences it is, from 1.
    package let number: Int
    package let away: Availability.Away
    package let reason: String?
    /// When a rehearsal hears of it: what began before the call, with the call. `nil` where all of
    /// it lies before the call or after the end.
    package let begins: Moment?
  }

  package static func prepare(_ section: Section, _ planner: inout Planner) -> Prepared {
    var absences: [PreparedAbsence] = []
    for (index, person) in section.people.enumerated() {
      let path = "cover.people[\(index)]"
      let pattern = section.patterns.first { $0.id == person.pattern }
      let own = person.away.enumerated().compactMap { number, absence in
        Cover.away(absence, at: "\(path).away[\(number)]", &planner).map { away in
          let isWithin = away.to > planner.start && away.from <= planner.end
          return PreparedAbsence(
            person: person.id, number: number + 1, away: away, reason: absence.reason,
            begins: isWithin ? max(away.from, planner.start) : nil)
        }
      }
      absences += own
      for absence in own { addSteps(absence, &planner) }
      let days = pattern?.days ?? []
      let availability = Availability(
        days: days.isEmpty ? Availability.weekdays : days,
        from: pattern?.from ?? Availability.standard.from,
        to: pattern?.to ?? Availability.standard.to, away: own.map(\.away))
      planner.availability[person.id] = availability
      checkPresence(of: person, availability, at: path, &planner)
    }
    return Prepared(
      seats: section.seats, absences: absences,
      holdsSeveral: section.people.filter(\.holdsSeveral).map(\.id))
  }

  /// The clock says who goes and who comes back, but never before the call: until then nobody may
  /// know on which day of somebody's leave it falls.
  private static func addSteps(_ absence: PreparedAbsence, _ planner: inout Planner) {
    let person = absence.person
    let held = planner.head.roles.filter { $0.holder == person }
    let deputised = planner.head.roles.filter { $0.deputy == person }
    guard let begins = absence.begins, !(held + deputised).isEmpty else { return }
    let who =
      held.isEmpty
      ? "Deputy of " + deputised.map(\.title).joined(separator: ", ")
      : held.map(\.title).joined(separator: ", ")
    planner.add(
      Step(
        id: "away-\(person)-\(absence.number)", at: begins, sort: .milestone,
        title: "\(who): away", module: name, owner: held.first?.id,
        command: BeginLeave(person: person, number: absence.number)))
    guard absence.away.to <= planner.end else { return }
    planner.add(
      Step(
        id: "back-\(person)-\(absence.number)", at: absence.away.to, sort: .milestone,
        title: "\(who): back", module: name, owner: held.first?.id,
        command: EndLeave(person: person, number: absence.number)))
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
