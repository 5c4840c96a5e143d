/// What a cascade is worth in figures, from what happened alone. People are counted: a role is
/// one, a group as many as it has.
package struct CascadeMeasures: Encodable, Sendable, Hashable {
  package let people: Int
  /// Told, or left a message.
  package let reached: Int
  package let confirmed: Int
  package let confirmedLate: Int
  package let unreachable: Int
  /// From setting out until so many in 100 of all knew.
  package let to50: Duration?
  package let to90: Duration?
  package let to100: Duration?
  /// The first and the last told after the one who knew first.
  package let first: Moment?
  package let last: Moment?
  package let attempts: Int
  package let stalls: Int
  /// Messages that were checked by repeating them back, and those that came back in full.
  package let checked: Int
  package let inFull: Int
  package let factsRepeated: Int
  package let factsAsked: Int
  /// Fidelity down the tree: level 1 are those told by the one who knew first.
  package let levels: [Level]
  /// How many had been told from each moment on.
  package let curve: [Block.Point]

  private enum CodingKeys: CodingKey {
    case people, reached, confirmed, confirmedLate, unreachable, to50, to90, to100, first, last
    case attempts, stalls, checked, inFull, factsRepeated, factsAsked, levels
  }

  /// How much of the message came back from those so many calls from the start.
  package struct Level: Encodable, Sendable, Hashable {
    package let level: Int
    package let factsRepeated: Int
    package let factsAsked: Int
  }

  package init(_ cascade: Communication.CascadeState) {
    let contacts = cascade.contacts.values
    people = cascade.people
    confirmed = cascade.peopleTold
    reached =
      confirmed
      + contacts.filter { $0.standing == .leftMessage }.reduce(0) { $0 + $1.size }
    unreachable = contacts.filter { $0.standing == .unreachable }
      .reduce(0) { $0 + $1.size - $1.count }
    attempts = contacts.reduce(0) { $0 + $1.attempts }
    stalls = cascade.stalls.count

    let told = CascadeMeasures.increments(contacts)
    curve = CascadeMeasures.curve(told, from: cascade.activated)
    let relayed = CascadeMeasures.increments(contacts.filter { $0.recipient != cascade.from })
    confirmedLate = told.filter { $0.at > cascade.due ?? $0.at }.reduce(0) { $0 + $1.people }
    first = relayed.first?.at
    last = relayed.last?.at
    func time(to share: Int) -> Duration? {
      guard let start = cascade.activated ?? told.first?.at else { return nil }
      var known = 0
      for step in told {
        known += step.people
        if known * 100 >= share * cascade.people { return step.at - start }
      }
      return nil
    }
    to50 = time(to: 50)
    to90 = time(to: 90)
    to100 = time(to: 100)

    let heard = contacts.filter { $0.repeated != nil }
    checked = heard.count
    inFull = heard.filter { $0.repeated?.count == cascade.facts.count }.count
    factsRepeated = heard.reduce(0) { $0 + ($1.repeated?.count ?? 0) }
    factsAsked = heard.count * cascade.facts.count
    levels = Set(heard.map(\.level)).sorted().map { level in
      let here = heard.filter { $0.level == level }
      return Level(
        level: level, factsRepeated: here.reduce(0) { $0 + ($1.repeated?.count ?? 0) },
        factsAsked: here.count * cascade.facts.count)
    }
  }

  private static func curve(
    _ told: [(at: Moment, people: Int)], from start: Moment?
  ) -> [Block.Point] {
    var points = start.map { [Block.Point($0, 0)] } ?? []
    var known = 0
    for step in told {
      known += step.people
      if points.last?.at == step.at { points.removeLast() }
      points.append(Block.Point(step.at, known))
    }
    return points
  }

  /// Each moment at which more people knew, and how many more, in order.
  private static func increments(
    _ contacts: [Communication.Contact]
  ) -> [(at: Moment, people: Int)] {
    var steps: [(at: Moment, people: Int)] = []
    for contact in contacts {
      var known = 0
      for count in contact.counts {
        if count.told > known { steps.append((count.at, count.told - known)) }
        known = count.told
      }
      if let told = contact.told, contact.size > known {
        steps.append((told, contact.size - known))
      }
    }
    return steps.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }
}

extension Communication.CascadeState {
  func isLate(_ contact: Communication.Contact) -> Bool {
    guard let told = contact.told, let due else { return false }
    return told > due
  }

  /// What the caller should do next about an open call, by the rules the scenario gives.
  func advice(_ contact: Communication.Contact) -> NextTry? {
    guard contact.told == nil, contact.standing != .unreachable, !contact.isGroup,
      let caller = contact.caller, isTold(caller)
    else { return nil }
    guard let last = contact.lastTried, contact.standing != .trying else { return nil }
    if contact.attempts < retry.tries { return .ringAgain(from: last + retry.retryAfter) }
    if contact.hasDeputy, contact.attempts < retry.tries + retry.deputyTries {
      return .ringDeputy
    }
    return .giveUp
  }
}

/// What a caller should do next.
package enum NextTry: Hashable, Sendable {
  case ringAgain(from: Moment)
  case ringDeputy
  case giveUp
}
