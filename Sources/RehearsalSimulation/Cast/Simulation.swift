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
    preconditionFailure("not yet")
  }

  /// Plays one and says who did what, in the order of time.
  package func acts(of replication: UInt64) -> (acts: [Act], row: [Int64]) {
    preconditionFailure("not yet")
  }
}
