import RehearsalCore

/// Plays a model as often as anybody likes.
///
/// All playings of a seed can be told apart by their numbers and each can be played by itself: what
/// is drawn depends on the seed, the number and what it is drawn for, on nothing else.
package struct Simulation: Sendable {
  package let model: CastModel
  package let seed: UInt64
  package let columns: Columns

  package init(_ model: CastModel, seed: UInt64) {
    self.model = model
    self.seed = seed
    columns = Columns(model)
  }

  /// Plays a range of them.
  ///
  /// - Parameters:
  ///   - threads: `nil` for as many as there are processors.
  ///   - progress: Told now and then about how many are done, on the caller's own thread.
  package func run(
    replications: Range<UInt64>, threads: Int? = nil, progress: (Int) -> Void = { _ in }
  ) -> Playings {
    let count = replications.count
    let wanted = max(1, min(threads ?? Threads.processors, count / Lot.portion + 1))
    var tally = Tally(model)
    let values = [Int64](unsafeUninitializedCapacity: count * columns.count) { buffer, filled in
      let lots = (0..<wanted).map { Lot($0, of: wanted, self, replications, buffer) }
      Threads.run(lots.dropFirst().map { lot in { lot.play { _ in } } }) {
        // The others are about as far.
        lots[0].play { progress(min(count, $0 * wanted)) }
      }
      for lot in lots { tally.add(lot.tally) }
      filled = count * columns.count
    }
    return Playings(
      columns: columns, seed: seed, replications: replications, values: values, tally: tally)
  }

  /// Plays one and says who did what, in the order of time.
  package func acts(of replication: UInt64) -> (acts: [Act], row: [Int64]) {
    var performance = Performance(model, recording: true)
    let row = [Int64](unsafeUninitializedCapacity: columns.count) { buffer, filled in
      guard let first = buffer.baseAddress else { return }
      performance.play(Chance(seed: seed, replication: replication), into: first)
      filled = columns.count
    }
    return (performance.actsInOrder(), row)
  }
}

/// Every so manieth portion of a range, for one thread.
///
/// Nobody else touches the rows or the tally of a lot before all have been played, so that it may
/// cross to its thread although a pointer may not.
private final class Lot: @unchecked Sendable {
  /// How many playings stand together: short enough that all threads end together.
  static let portion = 64

  private let first: Int
  private let step: Int
  private let simulation: Simulation
  private let replications: Range<UInt64>
  private let rows: UnsafeMutableBufferPointer<Int64>
  /// What its playings came to; sums of whole numbers have no order.
  private(set) var tally: Tally

  init(
    _ number: Int, of lots: Int, _ simulation: Simulation, _ replications: Range<UInt64>,
    _ rows: UnsafeMutableBufferPointer<Int64>
  ) {
    first = number * Lot.portion
    step = lots * Lot.portion
    self.simulation = simulation
    self.replications = replications
    self.rows = rows
    tally = Tally(simulation.model)
  }

  /// - Parameter progress: Told how many of its own are done.
  func play(_ progress: (Int) -> Void) {
    guard let row = rows.baseAddress else { return }
    var performance = Performance(simulation.model)
    let width = simulation.columns.count
    let count = replications.count
    var done = 0
    for start in stride(from: first, to: count, by: step) {
      let end = min(start + Lot.portion, count)
      for index in start..<end {
        let replication = replications.lowerBound + UInt64(index)
        performance.play(
          Chance(seed: simulation.seed, replication: replication), into: row + index * width)
      }
      done += end - start
      progress(done)
    }
    tally = performance.tally
  }
}
