/// How far figures from many playings can be trusted: intervals that hold in 95 cases of 100.
///
/// Sums are taken in the order of the playings and with integers where there are some, so that the
/// same playings give the same figures to the last digit.
package enum Statistics {
  /// How many standard deviations of a normal distribution hold 95 in 100.
  static let spread = 1.959_963_984_540_054

  /// Where a quantile stands among sorted values, counted from 1, and between which of them the
  /// true one lies with 95 in 100: `low` and `high` are themselves values, whatever the values are
  /// distributed like.
  package struct Ranks: Sendable, Hashable {
    package let at: Int
    package let low: Int
    package let high: Int
  }

  /// The ranks of the value that `share` in 100 do not exceed.
  ///
  /// How many of `count` values lie below the true quantile is binomial; its distribution is
  /// summed from the middle outwards, without factorials, so that a million values cost no more
  /// than some thousand steps.
  ///
  /// - Parameter share: between 1 and 99.
  package static func ranks(of share: Int, among count: Int) -> Ranks {
    precondition((1...99).contains(share) && count > 0, "a quantile needs a share and values")
    let odds = Double(share) / Double(100 - share)
    let middle = (count + 1) * share / 100
    var below: [Double] = []
    var weight = 1.0
    var index = middle
    while index > 0, weight > 1e-20 {
      weight *= Double(index) / (Double(count - index + 1) * odds)
      index -= 1
      below.append(weight)
    }
    var above = [1.0]
    weight = 1
    index = middle
    while index < count, weight > 1e-20 {
      weight *= Double(count - index) * odds / Double(index + 1)
      index += 1
      above.append(weight)
    }
    let weights = below.reversed() + above
    let whole = weights.reduce(0, +)
    var (sum, low, high) = (0.0, 0, count)
    for (offset, weight) in weights.enumerated() {
      let before = sum
      sum += weight / whole
      let number = middle - below.count + offset
      if before < 0.025, sum >= 0.025 { low = number }
      if sum >= 0.975 {
        high = number
        break
      }
    }
    return Ranks(
      at: max(1, (count * share + 99) / 100), low: max(1, low), high: min(count, high + 1))
  }

  /// A value that so many in 100 do not exceed, and between which values the true one lies.
  package static func quantile(
    _ share: Int, of sorted: [Int64]
  ) -> (value: Int64, low: Int64, high: Int64) {
    let ranks = ranks(of: share, among: sorted.count)
    return (sorted[ranks.at - 1], sorted[ranks.low - 1], sorted[ranks.high - 1])
  }

  /// How many standard errors around a mean hold 95 in 100, for a mean of `count` values: Student's
  /// distribution by its expansion around the normal one, good to four digits from ten values on.
  static func spread(ofMeanOf count: Int) -> Double {
    guard count > 1 else { return 0 }
    let (z, freedom) = (spread, Double(count - 1))
    let (square, cube) = (z * z, z * z * z)
    let first = (cube + z) / (4 * freedom)
    let second = (5 * cube * square + 16 * cube + 3 * z) / (96 * freedom * freedom)
    let third =
      (3 * cube * square * square + 19 * cube * square + 17 * cube - 15 * z)
      / (384 * freedom * freedom * freedom)
    return z + first + second + third
  }
}

/// How often something came about: so many times of so many.
package struct Frequency: Sendable, Hashable {
  package let count: Int
  package let of: Int

  /// - Parameter of: not 0.
  package init(_ count: Int, of whole: Int) {
    precondition(whole > 0 && (0...whole).contains(count), "a share of nothing")
    self.count = count
    of = whole
  }

  /// Between 0 and 1.
  package var value: Double { Double(count) / Double(of) }

  /// Between which the true share lies with 95 in 100 (Wilson 1927): it never leaves 0 to 1, and
  /// says something even where nothing or everything came about.
  package var interval: (low: Double, high: Double) {
    let (n, p, z) = (Double(of), value, Statistics.spread)
    let scale = 1 + z * z / n
    let centre = (p + z * z / (2 * n)) / scale
    let half = z / scale * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return (count == 0 ? 0 : centre - half, count == of ? 1 : centre + half)
  }

  /// Half the width of the interval, in points of 100.
  package var halfWidth: Double { (interval.high - interval.low) * 50 }
}

/// What a mean difference of pairs comes to: the same playings of two plans.
package struct MeanDifference: Sendable, Hashable {
  package let mean: Double
  package let low: Double
  package let high: Double
  package let pairs: Int
  /// Pairs that could not be compared, because something never came about in one of the two.
  package let leftOut: Int

  /// - Parameters:
  ///   - differences: the second less the first, one for each pair.
  ///   - spread: how many standard errors to either side; `nil` for 95 in 100.
  package init?(_ differences: [Double], leftOut: Int = 0, spread: Double? = nil) {
    guard !differences.isEmpty else { return nil }
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = differences.count < 2 ? 0 : (squares / (count - 1) / count).squareRoot()
    let reach = error * (spread ?? Statistics.spread(ofMeanOf: differences.count))
    self.mean = mean
    low = mean - reach
    high = mean + reach
    pairs = differences.count
    self.leftOut = leftOut
  }

  /// The difference of two columns of moments or lengths of time, `never` where there is none.
  package init?(_ first: [Int64], _ second: [Int64], never: Int64 = .max, in unit: Double) {
    var differences: [Double] = []
    differences.reserveCapacity(first.count)
    for (one, other) in zip(first, second) where one != never && other != never {
      differences.append(Double(other - one) / unit)
    }
    self.init(differences, leftOut: first.count - differences.count)
  }

  /// Whether the interval lies on one side of nothing.
  package var isBeyondChance: Bool { low > 0 || high < 0 }
}

/// What changes from one plan to another in something that a playing brings or does not: only the
/// pairs in which the two differ say anything (McNemar 1947).
package struct ShareDifference: Sendable, Hashable {
  /// Pairs in which the second plan brings it and the first does not.
  package let gained: Int
  package let lost: Int
  package let pairs: Int

  package init(gained: Int, lost: Int, pairs: Int) {
    precondition(pairs > 0, "a comparison of nothing")
    self.gained = gained
    self.lost = lost
    self.pairs = pairs
  }

  package init(_ first: [Bool], _ second: [Bool]) {
    var (gained, lost) = (0, 0)
    for (one, other) in zip(first, second) where one != other {
      if other { gained += 1 } else { lost += 1 }
    }
    self.init(gained: gained, lost: lost, pairs: first.count)
  }

  /// In points of 100.
  package var points: Double { Double(gained - lost) * 100 / Double(pairs) }

  /// In points of 100. Where no pair differs, the rule of three says what may have been missed.
  package var interval: (low: Double, high: Double) { interval(spread: Statistics.spread) }

  /// - Parameter spread: how many standard errors to either side.
  package func interval(spread: Double) -> (low: Double, high: Double) {
    let (n, different) = (Double(pairs), Double(gained + lost))
    guard different > 0 else { return (max(-100, -300 / n), min(100, 300 / n)) }
    let net = Double(gained - lost)
    let reach = 100 * spread * max(0, different - net * net / n).squareRoot() / n
    return (max(-100, points - reach), min(100, points + reach))
  }

  package var isBeyondChance: Bool { gained + lost > 0 && (interval.low > 0 || interval.high < 0) }
}
