package import RehearsalCore

/// Two plans, playing by playing on the same chances: what differs is the plans and not luck.
package struct Comparison: Sendable, Encodable {
  package let playings: Int
  package let seed: UInt64
  package let chances: [Chance]
  package let times: [Finish]
  /// Goals that only one of the two plans has.
  package let onlyFirst: [Findings.Chance]
  package let onlySecond: [Findings.Chance]

  /// Something that both plans are asked for.
  package struct Chance: Sendable, Encodable {
    package let kind: Goal.Sort
    package let id: String
    package let words: String
    /// By when, in each of the two.
    package let firstDue: Moment?
    package let secondDue: Moment?
    package let first: Frequency
    package let second: Frequency
    /// The second less the first.
    package let difference: ShareDifference
  }

  /// When both plans reach something, in half of all playings.
  package struct Finish: Sendable, Encodable {
    package let sort: Findings.Finish.Sort
    package let first: Findings.When
    package let second: Findings.When
    /// By how many minutes the second is later, on average; `nil` where it never comes in one.
    package let difference: MeanDifference?
  }

  /// - Parameters:
  ///   - second: keyed like the first, see `CastModel.keyed(like:)`.
  ///   - playings: of both the same numbers and the same seed.
  package init(
    _ first: CastModel, _ second: CastModel, playings: (first: Playings, second: Playings)
  ) {
    precondition(
      playings.first.replications == playings.second.replications
        && playings.first.seed == playings.second.seed, "only the same playings can be compared")
    self.playings = playings.first.count
    seed = playings.first.seed
    let findings = (
      first: Findings(first, playings.first), second: Findings(second, playings.second)
    )
    func partner(_ chance: Findings.Chance, in all: [Findings.Chance]) -> Findings.Chance? {
      all.first { $0.goal.sort == chance.goal.sort && $0.goal.id == chance.goal.id }
    }
    chances = findings.first.chances.compactMap { one in
      partner(one, in: findings.second.chances).map { other in
        Chance(
          kind: one.goal.sort, id: one.goal.id, words: one.goal.words, firstDue: one.due,
          secondDue: other.due, first: one.frequency, second: other.frequency,
          difference: Comparison.difference(one.goal, other.goal, playings))
      }
    }
    onlyFirst = findings.first.chances.filter {
      partner($0, in: findings.second.chances) == nil
    }
    onlySecond = findings.second.chances.filter {
      partner($0, in: findings.first.chances) == nil
    }
    times = findings.first.times.compactMap { one in
      findings.second.times.first { $0.sort == one.sort }.map { other in
        Finish(
          sort: one.sort, first: one.median, second: other.median,
          difference: MeanDifference(
            playings.first.column(one.column), playings.second.column(other.column),
            in: OfficeClock.minute))
      }
    }
  }

  private static func difference(
    _ one: Goal, _ other: Goal, _ playings: (first: Playings, second: Playings)
  ) -> ShareDifference {
    let rows = 0..<playings.first.count
    return ShareDifference(
      rows.map { one.holds(in: playings.first, row: $0) },
      rows.map { other.holds(in: playings.second, row: $0) })
  }
}
