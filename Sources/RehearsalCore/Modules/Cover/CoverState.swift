extension Cover {
  /// Who cannot be reached.
  package struct State: ModuleState {
    package var away = OrderedMap<ID<Role>, Away>()
  }

  /// A stretch in which nobody can be reached in a role.
  package struct Away: Sendable, Encodable, Hashable {
    package let since: Moment
    package var until: Moment?
    package let because: String?
  }

  package static let events: [any Event.Type] = [AbsenceBegan.self]

  package static func initialState(_ plan: Plan) -> State { State() }
}
