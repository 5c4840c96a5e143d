import RehearsalStorage

/// Row 2: one bit of any byte is another.
enum FlipRow {
  static let row = Row(
    number: 2, title: "a bit flipped at every byte", run: { try run(.real, $0) },
    control: "a verifier that counts lines and checks no hash",
    runControl: { budget in try run(countingLines, budget) })

  private static let countingLines = Subject(
    isSound: { folder in
      let bytes = try Files.read(folder.log)
      return bytes.last == 0x0A && bytes.split(separator: 0x0A).allSatisfy { $0.last == 0x7D }
    }, goOn: { _ in })

  private static func run(_ subject: Subject, _ budget: Budget) throws -> Tally {
    var numbers = budget.numbers(2)
    var tally = Tally()
    // The second log ends in a batch of one line, before which a newline parts two batches.
    for batches in [[1, 3, 1, 2], [2, 1, 1]] {
      let sample = try Sample(batches, budget.bench)
      let folder = try budget.bench.folder("flip")
      let step = budget.times(9, full: 1)
      for state in HeadState.allCases {
        for offset in stride(from: numbers.below(step), to: sample.bytes.count, by: step) {
          var bytes = sample.bytes
          bytes[offset] ^= 1 << UInt8(numbers.below(8))
          let trial = trial(bytes, offset, state, sample)
          tally.add(try trial.run(subject, in: folder, of: sample))
        }
      }
    }
    return tally
  }

  private static func trial(
    _ bytes: [UInt8], _ offset: Int, _ state: HeadState, _ sample: Sample
  ) -> Trial {
    let head = state.head(of: sample)
    let whole = sample.whole(in: offset)?.size ?? 0
    let isLast = offset >= sample.before.size
    // The newline before a batch of one line: with it the two are one line, which ends the log.
    let joins = bytes[sample.before.size - 1] != 0x0A && sample.head.n - sample.before.n == 1
    let expectation: Trial.Expectation =
      if whole == 0 || head?.size ?? 0 > whole { .refused } else if isLast {
        .repaired
      } else if joins { .either } else { .refused }
    return Trial(
      name: "byte \(offset) with \(state.rawValue)", bytes: bytes, head: head, intact: whole,
      expectation: expectation)
  }
}
