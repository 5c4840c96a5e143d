import RehearsalCore

extension Improvements: Encodable {
  private enum CodingKeys: CodingKey { case playings, callOrder, changes }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(playings, forKey: .playings)
    try container.encode(calls, forKey: .callOrder)
    try container.encode(all, forKey: .changes)
  }
}

extension Improvement: Encodable {
  private enum CodingKeys: CodingKey {
    case change, about, goalsMetOfHundred, lastToldMinutes, helps, most, worse, isLater
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(change.name, forKey: .change)
    try container.encode(change.about, forKey: .about)
    try container.encode(goals, forKey: .goalsMetOfHundred)
    try container.encode(last, forKey: .lastToldMinutes)
    try container.encode(helps, forKey: .helps)
    try container.encode(most, forKey: .most)
    try container.encode(worse, forKey: .worse)
    try container.encode(isLater, forKey: .isLater)
  }
}

extension Change {
  /// What it is done to, where it is not done to all.
  fileprivate var about: [String] {
    switch self {
    case .deputy(let recipient): [recipient.text]
    case .approver(let from, let to): [from, to]
    case .later(let titles, _, _): titles
    default: []
    }
  }
}

extension Improvement.Effect: Encodable {
  private enum CodingKeys: CodingKey { case kind, id, words, due, before, after, difference }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(goal.sort, forKey: .kind)
    try container.encode(goal.id, forKey: .id)
    try container.encode(goal.words, forKey: .words)
    try container.encode(due, forKey: .due)
    try container.encode(before, forKey: .before)
    try container.encode(after, forKey: .after)
    try container.encode(difference, forKey: .difference)
  }
}

extension CallAdvice: Encodable {
  private enum CodingKeys: CodingKey {
    case asWrittenMinutes, bestMinutes, difference, isProven, changes
  }

  private struct Caller: Encodable {
    let caller: ID<Recipient>
    let calls: [ID<Recipient>]
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(asWritten, forKey: .asWrittenMinutes)
    try container.encode(best, forKey: .bestMinutes)
    try container.encode(difference, forKey: .difference)
    try container.encode(isProven, forKey: .isProven)
    try container.encode(
      changes.map { Caller(caller: $0.caller, calls: $0.calls) }, forKey: .changes)
  }
}
