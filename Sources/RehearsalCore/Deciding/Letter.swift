/// Words that reach one role as a message would: somebody told it something, asked it for
/// something, or something new came up.
package struct Letter: Sendable, Hashable {
  /// One role. Several get one each, so that nobody learns from it who else did.
  package let to: ID<Role>
  package let subject: String
  /// Paragraphs, in order.
  package let body: [String]

  package init(to: ID<Role>, subject: String, body: [String]) {
    self.to = to
    self.subject = subject
    self.body = body.filter { !$0.allSatisfy(\.isWhitespace) }
  }
}

extension RecordedEvent {
  /// The letters that go out with this event: at most one to a role, and only to roles that may see
  /// it.
  ///
  /// - Parameter state: The whole, after it.
  package func letters(_ state: RehearsalState, _ plan: Plan) -> [Letter] {
    guard let event else { return [] }
    return event.letters(state, plan, stamp).reduce(into: []) { letters, letter in
      guard !letters.contains(where: { $0.to == letter.to }), plan.isRole(letter.to),
        state.shows(self, to: .role(letter.to))
      else { return }
      letters.append(letter)
    }
  }
}

extension Plan {
  /// Whom a letter to everybody goes to.
  var everyone: [ID<Role>] { scenario.head.roles.map(\.id) }

  /// Whom a letter goes to that is for nobody in particular in the council.
  var players: [ID<Role>] { scenario.head.roles.filter { $0.part == .player }.map(\.id) }
}
