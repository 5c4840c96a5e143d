extension RehearsalState {
  /// The person who sits in a role: its holder, a deputy or somebody else. Nobody where it is empty
  /// or played by the computer.
  package func person(in role: ID<Role>) -> ID<Person>? {
    self[Cover.self].seats[role].flatMap { $0.isPerson ? $0.person : nil }
  }
}
