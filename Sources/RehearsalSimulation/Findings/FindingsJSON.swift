import RehearsalCore

extension Frequency: Encodable {
  private enum CodingKeys: CodingKey { case count, of, share, low, high }

  /// The count, and the share with its interval, between 0 and 1.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(count, forKey: .count)
    try container.encode(of, forKey: .of)
    try container.encode(value, forKey: .share)
    try container.encode(interval.low, forKey: .low)
    try container.encode(interval.high, forKey: .high)
  }
}

extension MeanDifference: Encodable {
  private enum CodingKeys: CodingKey { case mean, low, high, pairs, leftOut }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(mean, forKey: .mean)
    try container.encode(low, forKey: .low)
    try container.encode(high, forKey: .high)
    try container.encode(pairs, forKey: .pairs)
    try container.encode(leftOut, forKey: .leftOut)
  }
}

extension ShareDifference: Encodable {
  private enum CodingKeys: CodingKey { case points, low, high, gained, lost, pairs }

  /// In points of 100.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(points, forKey: .points)
    try container.encode(interval.low, forKey: .low)
    try container.encode(interval.high, forKey: .high)
    try container.encode(gained, forKey: .gained)
    try container.encode(lost, forKey: .lost)
    try container.encode(pairs, forKey: .pairs)
  }
}

extension Findings.Chance: Encodable {
  private enum CodingKeys: CodingKey { case kind, id, words, due, chance }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(goal.sort, forKey: .kind)
    try container.encode(goal.id, forKey: .id)
    try container.encode(goal.words, forKey: .words)
    try container.encode(due, forKey: .due)
    try container.encode(frequency, forKey: .chance)
  }
}
