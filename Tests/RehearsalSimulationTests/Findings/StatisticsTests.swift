import Testing

@testable import RehearsalSimulation

/// The statistics against published and independently computed figures.
@Suite("Statistics")
struct StatisticsTests {
  @Test(
    "shares with their intervals",
    arguments: [
      (0, 20, 0, 0.161125), (8, 10, 0.490162, 0.943318), (20, 20, 0.838875, 1),
      (517, 1_000, 0.486022, 0.547848), (238, 1_000, 0.212640, 0.265366),
      (9_815, 10_000, 0.978668, 0.983962),
    ])
  func wilson(_ count: Int, _ of: Int, _ low: Double, _ high: Double) {
    let interval = Frequency(count, of: of).interval
    #expect(abs(interval.low - low) < 6e-7)
    #expect(abs(interval.high - high) < 6e-7)
  }

  @Test("nothing and everything stay at the edge, exactly", arguments: [1, 7, 1_000, 1_000_000])
  func edges(_ of: Int) {
    #expect(Frequency(0, of: of).interval.low == 0)
    #expect(Frequency(of, of: of).interval.high == 1)
    #expect(Frequency(0, of: of).interval.high > 0)
    #expect(Frequency(of, of: of).interval.low < 1)
  }

  @Test("half widths in points", arguments: [(1_000, 3.1), (10_000, 0.98), (100_000, 0.31)])
  func halfWidth(_ of: Int, _ points: Double) {
    #expect(abs(Frequency(of / 2, of: of).halfWidth - points) < 0.01)
  }

  @Test(
    "between which values a quantile lies",
    arguments: [
      (1_000, 50, 500, 469, 532), (1_000, 90, 900, 881, 919), (10_000, 50, 5_000, 4_902, 5_099),
      (10_000, 90, 9_000, 8_941, 9_059), (200, 50, 100, 86, 115), (200, 90, 180, 171, 189),
    ])
  func ranks(_ count: Int, _ share: Int, _ at: Int, _ low: Int, _ high: Int) {
    let ranks = Statistics.ranks(of: share, among: count)
    #expect(ranks == Statistics.Ranks(at: at, low: low, high: high))
  }

  @Test("few values, and a million", arguments: [1, 2, 3, 9, 10, 11, 1_000_000], [1, 50, 90, 99])
  func ranksStayInside(_ count: Int, _ share: Int) {
    let ranks = Statistics.ranks(of: share, among: count)
    #expect(1 <= ranks.low && ranks.low <= ranks.at && ranks.at <= ranks.high)
    #expect(ranks.high <= count)
    #expect(ranks.at == Int((Double(count) * Double(share) / 100).rounded(.up)))
    if count == 1_000_000 { #expect(ranks.high - ranks.low < 2_000) }
  }

  @Test("a quantile is one of the values, and may be never")
  func quantile() {
    let values = (1...200).map(Int64.init)
    #expect(Statistics.quantile(50, of: values) == (100, 86, 115))
    let cut = values.map { $0 > 175 ? Int64.max : $0 }
    #expect(Statistics.quantile(90, of: cut) == (.max, 171, .max))
    #expect(Statistics.quantile(90, of: [7]) == (7, 7, 7))
  }

  @Test(
    "Student's distribution",
    arguments: [(11, 2.228139), (31, 2.042272), (101, 1.983972), (10_000, 1.960201)])
  func student(_ count: Int, _ spread: Double) {
    #expect(abs(Statistics.spread(ofMeanOf: count) - spread) < 2e-4)
  }

  @Test("a mean difference of pairs")
  func paired() throws {
    // 5 pairs: mean 2, standard deviation 1.5811, error 0.7071.
    let difference = try #require(MeanDifference([0, 1, 2, 3, 4], spread: 2))
    #expect(difference.mean == 2)
    #expect(abs(difference.low - (2 - 1.414214)) < 1e-6)
    #expect(abs(difference.high - (2 + 1.414214)) < 1e-6)
    #expect(difference.isBeyondChance)
    #expect(MeanDifference([]) == nil)
    let one = try #require(MeanDifference([3]))
    #expect((one.low, one.high) == (3, 3))
  }

  @Test("pairs in which something never came are left out and counted")
  func never() throws {
    let difference = try #require(
      MeanDifference([60, 120, .max, .max], [120, .max, 60, .max], in: 60))
    #expect(difference.mean == 1)
    #expect(difference.pairs == 1)
    #expect(difference.leftOut == 3)
    #expect(MeanDifference([.max], [1], in: 1) == nil)
  }

  @Test("only pairs that differ say anything")
  func discordant() {
    let difference = ShareDifference(
      [true, true, false, false, false], [true, false, true, true, false])
    #expect(difference == ShareDifference(gained: 2, lost: 1, pairs: 5))
    #expect(difference.points == 20)
    let large = ShareDifference(gained: 300, lost: 100, pairs: 1_000)
    // 20 points; error of the difference: root of (400 - 40) over 1,000.
    #expect(abs(large.interval.low - (20 - 3.718766)) < 1e-5)
    #expect(abs(large.interval.high - (20 + 3.718766)) < 1e-5)
    #expect(large.isBeyondChance)
    #expect(!ShareDifference(gained: 10, lost: 8, pairs: 1_000).isBeyondChance)
    let none = ShareDifference(gained: 0, lost: 0, pairs: 1_000)
    #expect(none.interval == (-0.3, 0.3))
    #expect(!none.isBeyondChance)
    let all = ShareDifference(gained: 4, lost: 0, pairs: 4)
    #expect(all.interval == (100, 100))
  }
}
