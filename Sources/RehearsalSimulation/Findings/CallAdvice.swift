package import RehearsalCore

/// Whom each caller should ring first, and what that is worth.
///
/// For calls whose lengths are certain the best order is known: whoever has the most still to pass
/// on is rung first. Where calls last longer or shorter, are missed and tried again, the order by
/// means is where the search begins; swaps of two calls at one caller are then judged on the same
/// playings, and what remains is judged again on others, so that luck in the search is no gain.
package struct CallAdvice: Sendable {
  /// Who rings whom in which order, for each contact of the first message.
  package let order: [[Int32]]
  /// Callers whose order differs, with that order.
  package let changes: [(caller: ID<Recipient>, calls: [ID<Recipient>])]
  /// Minutes until the last person knows, on average.
  package let asWritten: Double
  package let best: Double
  /// The best less the one written, in minutes.
  package let difference: MeanDifference
  /// Whether no order can be better: only where nothing of a call is left to chance.
  package let isProven: Bool

  /// How much may be spent.
  package struct Budget: Sendable {
    /// Swaps that are tried.
    package var swaps = 60
    /// How often each is played.
    package var playings: UInt64 = 400
    /// How often the result is.
    package var judged: UInt64 = 2_000

    package init() {}
  }

  /// `nil` where there is no message, or nothing in which callers could differ.
  package init?(
    _ model: CastModel, seed: UInt64, budget: Budget = Budget(), threads: Int? = nil
  ) {
    guard let cascade = model.cascades.first, model.start == model.called,
      cascade.children.contains(where: { $0.count > 1 })
    else { return nil }
    let stage = CallStage(model, seed: seed, threads: threads)
    guard var order = stage.byMeans() else { return nil }
    isProven = stage.isCertain
    if !isProven { order = stage.improve(order, budget) }
    let judged = 0..<(isProven ? 1 : budget.judged)
    let written = stage.times(cascade.children, judged)
    let times = stage.times(order, judged)
    guard
      let difference = MeanDifference(
        written, times, in: OfficeClock.minute)
    else { return nil }
    // An order that is not better beyond chance is no advice.
    let helps = isProven ? difference.mean < 0 : difference.high < 0
    self.order = helps ? order : cascade.children
    self.difference = helps ? difference : MeanDifference(difference: 0, pairs: written.count)
    asWritten = CallStage.mean(written)
    best = CallStage.mean(helps ? times : written)
    changes = cascade.children.indices.compactMap { index in
      helps && order[index] != cascade.children[index]
        ? (
          cascade.contacts[index].recipient,
          order[index].map { cascade.contacts[Int($0)].recipient }
        ) : nil
    }
  }
}

extension MeanDifference {
  /// Certain, and the same for all pairs.
  init(difference: Double, pairs: Int) {
    (mean, low, high, self.pairs, leftOut) = (difference, difference, difference, pairs, 0)
  }
}

/// The first message of a plan by itself, played with different orders of calls.
private struct CallStage {
  private let model: CastModel
  private let cascade: CastModel.Cascade
  private let seed: UInt64
  private let threads: Int?
  /// Playings for the search; those of the results stand far below.
  private static let search: UInt64 = 1 << 40

  init(_ model: CastModel, seed: UInt64, threads: Int?) {
    var model = model
    (model.workers, model.jobs, model.tranches, model.deadlines) = ([], [], [], [])
    model.requests = nil
    model.cascades = [model.cascades[0]]
    self.model = model
    cascade = model.cascades[0]
    self.seed = seed
    self.threads = threads
  }

  var isCertain: Bool {
    let chances = model.chances
    let hasGroups = cascade.contacts.contains(where: \.isGroup)
    return chances.noAnswer == 0 && chances.awayAtCall == 0 && chances.callSpread == 0
      && (!hasGroups || chances.groupSpread == 0)
  }

  /// When the last person told is told, in each playing.
  func times(_ order: [[Int32]], _ playings: Range<UInt64>) -> [Int64] {
    var model = model
    model.cascades[0].children = order
    let played = Simulation(model, seed: seed).run(replications: playings, threads: threads)
    return played.column(played.columns.t100)
  }

  static func mean(_ times: [Int64]) -> Double {
    times.reduce(0) { $0 + Double($1) } / Double(times.count) / OfficeClock.minute
  }

  /// The order that would be best if every call took its mean time.
  func byMeans() -> [[Int32]]? {
    let chances = model.chances
    func mean(_ median: Double, _ spread: Double) -> Int64 {
      Int64((median * Mathematics.exp(spread * spread / 2) * OfficeClock.minute).rounded())
    }
    let (call, group) = (
      mean(chances.call, chances.callSpread), mean(chances.group, chances.groupSpread)
    )
    let tree = CallTree(
      children: cascade.children.map { $0.map(Int.init) },
      lengths: cascade.contacts.map { $0.isGroup ? group : call })
    return tree?.best().order.map { $0.map(Int32.init) }
  }

  /// Swaps two calls at a caller where that is better beyond chance, as long as the budget lasts.
  ///
  /// Two who ring nobody are never swapped: their order is the same to everyone else.
  func improve(_ start: [[Int32]], _ budget: CallAdvice.Budget) -> [[Int32]] {
    let playings = CallStage.search..<(CallStage.search + max(2, budget.playings))
    var order = start
    var times = self.times(order, playings)
    let written = self.times(cascade.children, playings)
    if CallStage.mean(written) < CallStage.mean(times) {
      (order, times) = (cascade.children, written)
    }
    var left = budget.swaps
    var hasImproved = true
    while hasImproved, left > 0 {
      hasImproved = false
      for caller in order.indices {
        for (one, other) in pairs(order[caller]) where left > 0 {
          left -= 1
          var tried = order
          tried[caller].swapAt(one, other)
          let swapped = self.times(tried, playings)
          guard let difference = MeanDifference(times, swapped, in: OfficeClock.minute),
            difference.high < 0
          else { continue }
          (order, times, hasImproved) = (tried, swapped, true)
        }
      }
    }
    return order
  }

  /// Neighbours first, because most gains are there.
  private func pairs(_ calls: [Int32]) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    for distance in 1..<max(1, calls.count) {
      for one in 0..<(calls.count - distance) {
        let other = one + distance
        let bothAreLeaves =
          cascade.children[Int(calls[one])].isEmpty && cascade.children[Int(calls[other])].isEmpty
        if !bothAreLeaves { pairs.append((one, other)) }
      }
    }
    return pairs
  }
}
