/// The communication tree: everyone who can be told, who tells them, in the order of the calls.
/// It is the council's own plan, known to all before the day.
package struct Tree: Sendable, Encodable, Hashable {
  /// Where one recipient stands in the tree.
  package struct Place: Sendable, Encodable, Hashable {
    package let recipient: ID<Recipient>
    /// Who rings; `nil` at the top.
    package let caller: ID<Recipient>?
    /// How many people are told through this place: 1 for a role.
    package let size: Int
    package let isGroup: Bool
    package let hasDeputy: Bool
    /// How many calls lie between the top and here.
    package let level: Int
  }

  /// Callers before those they call; at one caller, in the order of the calls.
  package let places: [Place]
  /// Roles and groups that no line of the tree names; a direct message may still go to them.
  package let outside: [Place]

  package subscript(recipient: ID<Recipient>) -> Place? {
    places.first { $0.recipient == recipient } ?? outside.first { $0.recipient == recipient }
  }

  /// Those whom `caller` rings, in order.
  package func calls(of caller: ID<Recipient>) -> [ID<Recipient>] {
    places.filter { $0.caller == caller }.map(\.recipient)
  }

  /// Everyone beneath `top`, callers first.
  package func below(_ top: ID<Recipient>) -> [ID<Recipient>] {
    var found: [ID<Recipient>] = []
    var open = calls(of: top)[...]
    while let next = open.popFirst() {
      found.append(next)
      open += calls(of: next)
    }
    return found
  }

  /// The callers from `recipient` upwards, nearest first.
  package func chain(above recipient: ID<Recipient>) -> [ID<Recipient>] {
    var chain: [ID<Recipient>] = []
    var at = self[recipient]?.caller
    while let caller = at, !chain.contains(caller) {
      chain.append(caller)
      at = self[caller]?.caller
    }
    return chain
  }

  /// The tree that a scenario's lines describe. Lines that close a circle, or tell somebody
  /// twice, are the check's to report; here the first caller wins.
  init(_ section: Communication.Section, roles: [Role]) {
    var callers: [(recipient: ID<Recipient>, caller: ID<Recipient>)] = []
    for line in section.tree {
      for told in line.tells where !callers.contains(where: { $0.recipient == told }) {
        callers.append((told, line.role.as()))
      }
    }
    let named = section.tree.flatMap { [$0.role.as(Recipient.self)] + $0.tells }
    var places: [Place] = []
    func add(_ recipient: ID<Recipient>, _ caller: ID<Recipient>?, _ level: Int) {
      guard !places.contains(where: { $0.recipient == recipient }) else { return }
      let group = section.groups.first { $0.id.text == recipient.text }
      let role = roles.first { $0.id.text == recipient.text }
      places.append(
        Place(
          recipient: recipient, caller: caller, size: group?.size ?? 1, isGroup: group != nil,
          hasDeputy: role?.deputy != nil, level: level))
    }
    for recipient in named where !callers.contains(where: { $0.recipient == recipient }) {
      add(recipient, nil, 0)
    }
    var next = 0
    while next < places.count {
      let caller = places[next]
      for (recipient, by) in callers where by == caller.recipient {
        add(recipient, by, caller.level + 1)
      }
      next += 1
    }
    let inside = places
    self.places = inside
    places = []
    for recipient in roles.map({ $0.id.as(Recipient.self) }) + section.groups.map({ $0.id.as() })
    where !inside.contains(where: { $0.recipient == recipient }) {
      add(recipient, nil, 0)
    }
    outside = places
  }
}
