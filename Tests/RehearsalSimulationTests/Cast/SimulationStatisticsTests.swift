import RehearsalCore
import Testing

@testable import RehearsalSimulation

/// Many playings of the reference model beside a million of another program's, which drew other
/// numbers: means, proportions, medians and ninth deciles, and how much each worker had to do.
@Suite struct SimulationStatisticsTests {
  #if DEBUG
    private static let count = 4_000
  #else
    private static let count = 100_000
  #endif

  /// So many standard errors: all of them together fail by chance once in a hundred times, and the
  /// seed is fixed.
  private static let errors = 3.9

  private struct Field {
    let name: String
    let mean, sd, p50, p90: Double
  }

  private func fields() throws -> [Field] {
    try ReferenceModel.lines("reference_1M.txt").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 9, words[1] == "mean" else { return nil }
      let numbers = words.compactMap { Double($0) }
      return Field(
        name: words[0], mean: numbers[0], sd: numbers[1], p50: numbers[2], p90: numbers[3])
    }
  }

  @Test("every field of the outcome") func outcome() throws {
    let playings = Simulation(try ReferenceModel.make(), seed: 2)
      .run(replications: 0..<UInt64(Self.count))
    let root = Double(Self.count).squareRoot()
    let fields = try fields()
    #expect(fields.count == 14)
    for field in fields {
      let short = ["A": "A_met", "B": "B_met", "C": "C_met", "surp_late": "surprise_late"]
      let index = try #require(playings.columns.index(of: short[field.name] ?? field.name))
      let isTime = playings.columns.all[index].unit == .time
      let values = playings.column(index).map { Double($0) / (isTime ? 60_000_000 : 1) }
      let mean = values.reduce(0, +) / Double(Self.count)
      #expect(
        (mean - field.mean).magnitude <= Self.errors * field.sd / root,
        "\(field.name): \(mean), \(field.mean)")
      guard isTime else { continue }
      for (share, quantile) in [(0.5, field.p50), (0.9, field.p90)] {
        let below = Double(values.count { $0 <= quantile }) / Double(Self.count)
        let error = (share * (1 - share)).squareRoot() / root
        #expect((below - share).magnitude <= Self.errors * error, "\(field.name): \(below)")
      }
    }
    let index = try #require(playings.columns.index(of: "call_100_met"))
    let met = Double(playings.column(index).reduce(0, +)) / Double(Self.count)
    let wanted = 0.516846
    #expect((met - wanted).magnitude <= Self.errors * (wanted * (1 - wanted)).squareRoot() / root)
  }

  @Test("how much each worker has to do") func busy() throws {
    let model = try ReferenceModel.make()
    var performance = Performance(model)
    var row = [Int64](repeating: 0, count: performance.columns.count)
    var before = [Int64](repeating: 0, count: model.workers.count)
    var sums = [Double](repeating: 0, count: model.workers.count)
    var squares = sums
    for replication in 0..<UInt64(Self.count / 2) {
      performance.play(Chance(seed: 3, replication: replication), into: &row)
      for worker in before.indices {
        let all = performance.tallyWorkers[worker].busy
        let minutes = Double(all - before[worker]) / 60_000_000
        before[worker] = all
        sums[worker] += minutes
        squares[worker] += minutes * minutes
      }
    }
    let line = try #require(
      try ReferenceModel.lines("reference_1M.txt").first { $0.hasPrefix("work ") })
    let wanted = line.split(separator: " ").dropFirst().compactMap {
      Double($0.split(separator: ":")[1])
    }
    #expect(wanted.count == 39)
    let count = Double(Self.count / 2)
    for worker in before.indices {
      let mean = sums[worker] / count
      let sd = (squares[worker] / count - mean * mean).squareRoot()
      #expect(
        (mean - wanted[worker]).magnitude <= Self.errors * sd / count.squareRoot(),
        "\(worker + 1): \(mean), \(wanted[worker])")
    }
  }

  /// Shares that another program found in the same model.
  @Test("whose absence costs most, and who is on the way to the last") func contacts() throws {
    let tally = Simulation(try ReferenceModel.make(), seed: 4)
      .run(replications: 0..<UInt64(Self.count)).tally
    #expect(tally.runs == Self.count)
    func share(_ contact: Int) -> Double {
      Double(tally.contacts[contact].lastChains) / Double(Self.count)
    }
    #expect(share(0) == 1)
    for (contact, wanted) in [(1, 0.56), (6, 0.26), (3, 0.20), (5, 0.19)] {
      #expect((share(contact) - wanted).magnitude < 0.03, "\(contact): \(share(contact))")
    }
    func cost(_ contact: Int) -> Double {
      let sums = tally.contacts[contact]
      return
        (Double(sums.awayTime) / Double(sums.awayRuns)
        - Double(sums.presentTime) / Double(sums.presentRuns)) / 60_000_000
    }
    #expect((cost(1) - 27).magnitude < 7)
    #expect(tally.contacts[0].awayRuns + tally.contacts[0].presentRuns == 0)
    #expect(tally.contacts[7].awayRuns + tally.contacts[7].presentRuns == tally.runs)
    let unreached = Double(tally.contacts.reduce(0) { $0 + $1.unreached }) / Double(Self.count)
    #expect((unreached - 0.205438).magnitude < 0.03)
    let last = (0..<39).map { Double(tally.workers[$0].lastDocuments) / Double(Self.count) }
    #expect((last[23] - 0.23).magnitude < 0.04 && (last[11] - 0.21).magnitude < 0.04)
    #expect(tally.workers.reduce(0) { $0 + $1.lastDocuments } == tally.runs)
  }
}
