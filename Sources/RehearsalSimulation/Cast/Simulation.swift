import RehearsalCore
import Synchronization

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
  ///   - progress: Told now and then how many are done, on the caller's own thread.
  package func run(
    replications: Range<UInt64>, threads: Int? = nil, progress: (Int) -> Void = { _ in }
  ) -> Playings {
    let count = replications.count
    let wanted = max(1, min(threads ?? Threads.processors, count / Crew.portion + 1))
    var tally = Tally(model)
    let values = [Int64](unsafeUninitializedCapacity: count * columns.count) { buffer, filled in
      let crew = Crew(self, replications, buffer)
      Threads.run(wanted - 1, { crew.play { _ in } }, own: { crew.play(progress) })
      for other in crew.tallies { tally.add(other) }
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

/// Threads that share the playings of a range, a portion at a time.
///
/// The portions are given out by a counter and nobody else touches a portion's rows, so that the
/// class may cross between threads although a pointer may not.
private final class Crew: @unchecked Sendable {
  /// How many playings are taken at once: long enough that the counter costs nothing, short enough
  /// that all threads end together.
  static let portion = 64

  private let simulation: Simulation
  private let replications: Range<UInt64>
  private let rows: UnsafeMutableBufferPointer<Int64>
  private let taken = Atomic(0)
  private let done = Atomic(0)
  private let sums = Mutex<[Tally]>([])

  init(
    _ simulation: Simulation, _ replications: Range<UInt64>,
    _ rows: UnsafeMutableBufferPointer<Int64>
  ) {
    self.simulation = simulation
    self.replications = replications
    self.rows = rows
  }

  /// What each thread's playings came to; sums of whole numbers have no order.
  var tallies: [Tally] { sums.withLock { $0 } }

  /// Plays portions until there are none left.
  func play(_ progress: (Int) -> Void) {
    guard let first = rows.baseAddress else { return }
    var performance = Performance(simulation.model)
    let width = simulation.columns.count
    let count = replications.count
    while true {
      let start = taken.add(Crew.portion, ordering: .relaxed).oldValue
      guard start < count else { break }
      let end = min(start + Crew.portion, count)
      for index in start..<end {
        let replication = replications.lowerBound + UInt64(index)
        performance.play(
          Chance(seed: simulation.seed, replication: replication), into: first + index * width)
      }
      progress(done.add(end - start, ordering: .relaxed).newValue)
    }
    let tally = performance.tally
    sums.withLock { $0.append(tally) }
  }
}
