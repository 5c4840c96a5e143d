import ArgumentParser
import RehearsalSimulation

/// How often a plan is played, and on what.
struct SimulateOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "How often it is played. [default: 10000]")
  var replications: Int?

  @Option(parsing: .unconditional, help: "Another seed is other luck.")
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: "Go on until no chance is further off than so many points, such as 1.")
  var until: Double?

  @Option(
    parsing: .unconditional, help: "How many threads play. [default: all processors]")
  var threads: Int?

  /// More rows than this are not kept in memory.
  static let most = 1_000_000
  private static let usual = 10_000
  private static let portion = 4_096

  func validate() throws {
    if let replications, replications < 1 {
      throw ValidationError("It must be played at least once: use 1 or more for --replications.")
    }
    if let threads, !(1...1_024).contains(threads) {
      throw ValidationError("Use 1 to 1024 for --threads.")
    }
    if let until, !(0.1...50).contains(until) {
      throw ValidationError(
        "Use 0.1 to 50 points for --until: a chance can be told more closely only by more than a "
          + "million playings.")
    }
  }

  // MARK: - Playing

  func play(_ model: CastModel) -> Playings {
    let simulation = Simulation(model, seed: seed)
    guard let until else { return run(simulation, 0..<UInt64(replications ?? Self.usual)) }
    let goals = Goal.all(of: model)
    let limit = replications ?? Self.most
    var playings = run(simulation, 0..<UInt64(min(1_000, limit)))
    while playings.count < limit,
      let wanted = goals.wanted(until, in: playings)
    {
      let end = UInt64(min(limit, max(wanted, playings.count + 1_000)))
      playings = playings.joined(with: run(simulation, playings.replications.upperBound..<end))
    }
    return playings
  }

  /// As often as another plan was.
  func play(_ model: CastModel, as other: Playings) -> Playings {
    run(Simulation(model, seed: seed), other.replications)
  }

  private func run(_ simulation: Simulation, _ range: Range<UInt64>) -> Playings {
    let progress = Progress(range.count, "times played")
    let playings = simulation.run(
      replications: range, threads: threads, progress: progress.show)
    progress.end()
    return playings
  }

  /// A line for each playing. What was written is forgotten, so that millions need no memory.
  func playEach(_ model: CastModel) {
    let simulation = Simulation(model, seed: seed)
    let end = UInt64(replications ?? Self.usual)
    let progress = Progress(Int(end), "times played")
    Terminal.out(simulation.columns.header)
    var next: UInt64 = 0
    while next < end {
      let range = next..<min(end, next + UInt64(Self.portion))
      let playings = simulation.run(replications: range, threads: threads)
      Terminal.out(String(decoding: playings.lines, as: UTF8.self))
      next = range.upperBound
      progress.show(Int(next))
    }
    progress.end()
  }

  /// Changes need fewer playings than the plan: what is compared is met by the same luck.
  func improve(_ model: CastModel, _ findings: Findings) -> Improvements {
    let improvements = Improvements(
      model, findings, seed: seed, playings: UInt64(min(2_000, findings.playings)),
      threads: threads
    ) { done, all in
      Terminal.progress(done, of: all, "changes tried")
    }
    return improvements
  }
}

/// A line on the screen that ends exactly once.
private struct Progress {
  private let all: Int
  private let what: String

  init(_ all: Int, _ what: String) {
    self.all = all
    self.what = what
  }

  func show(_ done: Int) { if done < all { Terminal.progress(done, of: all, what) } }

  func end() { Terminal.progress(all, of: all, what) }
}

extension [Goal] {
  /// How many playings it takes until every chance is told to so many points; `nil` where these
  /// are enough.
  fileprivate func wanted(_ points: Double, in playings: Playings) -> Int? {
    let shares = map { $0.frequency(in: playings) }.filter { $0.halfWidth > points }
    let wanted = shares.map { share in
      let width = 1.96 / (points / 100)
      return Int((Swift.max(share.value * (1 - share.value), 0.01) * width * width).rounded(.up))
    }
    return wanted.max()
  }
}
