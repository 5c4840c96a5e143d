/// One thing that a viewer can do: what it is, why, by when, and a form for each way to do it.
///
/// It is made from what the viewer has been told and from nothing else, so it gives nothing away.
package struct Offer: Sendable, Hashable {
  /// How much it presses. There is no clock in it: it follows from what has happened.
  package enum Urgency: String, Sendable, Hashable, CaseIterable {
    /// Somebody waits for the viewer, or its time has passed.
    case now
    /// It can be done, and must be.
    case soon
    /// It cannot be done yet, need not be, or nobody knows by when.
    case later

    package var words: String {
      switch self {
      case .now: "Now"
      case .soon: "Next"
      case .later: "Later"
      }
    }
  }

  /// Unique in a page and the same for as long as it stands: `communication.tell.call.director`.
  package let id: String
  package let title: String
  /// What to know or to say, in a sentence or two; empty where the title says it all.
  package let why: String
  package let due: Moment?
  /// Since when it has waited, where that is known.
  package let since: Moment?
  package let urgency: Urgency
  /// The usual one first.
  package let forms: [Block.Form]

  package init(
    _ id: String, _ title: String, why: String = "", due: Moment? = nil, since: Moment? = nil,
    _ urgency: Urgency, _ forms: [Block.Form]
  ) {
    self.id = id
    self.title = title
    self.why = why
    self.due = due
    self.since = since
    self.urgency = urgency
    self.forms = forms
  }

  /// The same with other forms.
  func with(_ forms: [Block.Form]) -> Offer {
    Offer(id, title, why: why, due: due, since: since, urgency, forms)
  }
}

extension Viewer {
  /// The word that a sentence of theirs begins with.
  package var who: String {
    switch self {
    case .facilitator: "facilitator"
    case .role(let role): role.text
    case .room: "room"
    }
  }

  /// The role, if it is one of the council's or one that only watches.
  func council(_ state: RehearsalState) -> ID<Role>? {
    guard case .role(let role) = self, !state.inspectorate.contains(role) else { return nil }
    return role
  }

  /// Whether they play the inspectorate.
  func isInspectorate(_ state: RehearsalState) -> Bool {
    guard case .role(let role) = self else { return false }
    return state.inspectorate.contains(role)
  }
}
