import RehearsalStorage

/// Row 1: the log stops at any byte.
enum CutRow {
  static let row = Row(
    number: 1, title: "cut at every byte", run: { try run(.real, $0) },
    control: "a reader that takes what it gets",
    runControl: { budget in try run(careless, budget) })

  /// Leaves out what is torn, and calls the rest a log.
  private static let careless = Subject(isSound: { _ in true }, goOn: { _ in })

  private static func run(_ subject: Subject, _ budget: Budget) throws -> Tally {
    let sample = try Sample([1, 3, 1, 2], budget.bench)
    let folder = try budget.bench.folder("cut")
    var tally = Tally()
    for state in HeadState.allCases {
      for size in sizes(sample, budget) {
        let trial = trial(size, state, sample)
        tally.add(try trial.run(subject, in: folder, of: sample))
      }
    }
    return tally
  }

  /// Every size, or every size around the ends of lines and some between.
  private static func sizes(_ sample: Sample, _ budget: Budget) -> [Int] {
    let all = 0..<sample.bytes.count
    guard !budget.isFull else { return Array(all) }
    return all.filter { size in
      size % 13 == 0 || sample.bytes[max(0, size - 2)..<min(all.count, size + 2)].contains(0x0A)
    }
  }

  private static func trial(_ size: Int, _ state: HeadState, _ sample: Sample) -> Trial {
    let head = state.head(of: sample)
    let whole = sample.whole(in: size)?.size ?? 0
    let expectation: Trial.Expectation =
      if whole == 0 || head?.size ?? 0 > whole { .refused } else if whole == size { .shorter } else
      { .repaired }
    return Trial(
      name: "cut at \(size) with \(state.rawValue)", bytes: Array(sample.bytes[..<size]),
      head: head, intact: whole, expectation: expectation)
  }
}
