extension Cover {
  /// What a scenario says of the people behind the roles: when they work, when they are away, and
  /// which seats stay empty.
  package struct Section: Record {
    package let people: [PersonLine]
    package let patterns: [WorkingPattern]
    package let seats: [SeatLine]

    package init(_ f: inout some FieldVisitor, _ old: Self?) {
      people = f.rows("people", old?.people, "People about whom there is more to say than an id")
      patterns = f.rows("patterns", old?.patterns, "Working weeks other than Monday to Friday")
      seats = f.rows("seats", old?.seats, "Seats that nobody, or the computer, takes")
    }
  }
}

/// What is known of somebody's working week. Names stand in `people.json`, never here.
package struct PersonLine: Record, Hashable {
  package let id: ID<Person>
  package let pattern: ID<WorkingPattern>?
  package let holdsSeveral: Bool
  package let away: [Absence]
  package let basis: Basis?

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    id = f.one("id", old?.id, "The id that roles name as holder or deputy")
    pattern = f.maybe("pattern", old?.pattern, "When they work; left out, Monday to Friday, 9 to 5")
    holdsSeveral = f.some(
      "several-roles", old?.holdsSeveral, default: false, "Whether they may hold several roles")
    away = f.rows("away", old?.away, "When they are away")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// A stretch in which somebody cannot be reached.
package struct Absence: Record, Hashable {
  package let from: Deadline
  package let to: Deadline
  package let reason: String?

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    from = f.one("from", old?.from, "From when, such as day 2 09:00")
    to = f.one("to", old?.to, "Until when, such as day 3 17:00")
    reason = f.maybe("reason", old?.reason, "Why, as everyone may read it")
  }
}

/// A working week.
package struct WorkingPattern: Record, Kind, Hashable {
  package let title: String
  package let id: ID<WorkingPattern>
  package let days: [Weekday]
  package let from: TimeOfDay
  package let to: TimeOfDay
  package let basis: Basis?

  package static let kind = "working pattern"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What it is called, such as Mornings")
    id = f.identity("id", old?.id, from: title, "Its short name")
    days = f.list("days", old?.days, "The days worked; left out, Monday to Friday")
    from = f.some("from", old?.from, default: Availability.opens, "When work begins")
    to = f.some("to", old?.to, default: Deadline.closeOfDay, "When work ends")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// A seat that stays empty on purpose, or that the computer plays.
package struct SeatLine: Record, Hashable {
  /// What becomes of the seat.
  package enum Filling: String, Choice {
    case empty
    case computer
  }

  package let role: ID<Role>
  package let filling: Filling
  package let reason: String?

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "The role")
    filling = f.one("filled-by", old?.filling, "empty on purpose, or played by the computer")
    reason = f.maybe("reason", old?.reason, "Why")
  }
}
