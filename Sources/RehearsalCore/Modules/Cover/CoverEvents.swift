/// Nobody can reach a role for a while: its holder and deputy are away, ill, or wanted elsewhere.
package struct AbsenceBegan: Event, Hashable {
  package typealias Home = Cover
  package static let name: StaticString = "cover.absence-began"
  package static let doc: StaticString = "Somebody cannot be reached in a role"
  package let role: ID<Role>
  package let until: Moment?
  package let because: String?
}

extension AbsenceBegan {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "Which role")
    until = f.maybe("until", old?.until, "Until when, where anybody knows")
    because = f.maybe("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Cover.State, _ stamp: Stamp) {
    state.away[role] = Cover.Away(since: stamp.when, until: until, because: because)
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { nil }
  package func story(_ names: Names) -> String? {
    "\(names.title(role)) cannot be reached"
      + (until.map { " until \($0.words)" } ?? "") + (because.map { ": \($0)" } ?? "")
  }
  package var isNotable: Bool { true }
}
