import RehearsalStorage

/// Row 4: the write of the last batch reached the disk in part: some of its sectors are old or
/// zero, and the file may be shorter.
enum SectorRow {
  static let row = Row(
    number: 4, title: "sectors of the last batch lost", run: run,
    control: "a repair that cuts wherever a line is bad", runControl: runControl)

  private static let sector = 512

  private static func run(_ budget: Budget) throws -> Tally {
    var numbers = budget.numbers(4)
    let sample = try Sample([1, 2, 12], budget.bench)
    let folder = try budget.bench.folder("sectors")
    var tally = Tally()
    for round in 0..<budget.times(400, full: 20_000) {
      let bytes = torn(sample, from: sample.before.size, &numbers)
      guard bytes != sample.bytes else { continue }
      let state = numbers.below(2) == 0 ? HeadState.missing : .lagging
      let trial = Trial(
        name: "round \(round) with \(state.rawValue)", bytes: bytes, head: state.head(of: sample),
        intact: sample.before.size,
        expectation: bytes.count == sample.before.size ? .shorter : .repaired)
      tally.add(try trial.run(.real, in: folder, of: sample))
    }
    return tally
  }

  /// The log as the disk may have it: sectors from `start` on are kept or zero.
  private static func torn(
    _ sample: Sample, from start: Int, _ numbers: inout SeededNumbers
  ) -> [UInt8] {
    var bytes = sample.bytes
    let share = 1 + numbers.below(9)
    for at in stride(from: start / sector * sector, to: bytes.count, by: sector)
    where numbers.below(10) < share {
      for index in max(at, start)..<min(at + sector, bytes.count) { bytes[index] = 0 }
    }
    if numbers.below(3) == 0 {
      bytes.removeLast(numbers.below(bytes.count - sample.before.size + 1))
    }
    return bytes
  }

  /// Sectors of earlier batches, which had been synced, are zeroed: cutting there loses batches
  /// that stand whole behind.
  private static func runControl(_ budget: Budget) throws -> Tally {
    var numbers = budget.numbers(4)
    let sample = try Sample([1, 2, 12], budget.bench)
    let folder = try budget.bench.folder("sectors")
    let cutting = Subject(
      isSound: { try LogVerifier($0).verify().isSound },
      goOn: { folder in
        let good = try LogVerifier(folder).verify().head?.size ?? 0
        let bytes = try Files.read(folder.log)
        try Files.write(Array(bytes[..<good]), folder.log)
      })
    var tally = Tally()
    for round in 0..<20 {
      var bytes = sample.bytes
      let at = numbers.below(sample.before.size / sector) * sector
      for index in at..<at + sector { bytes[index] = 0 }
      let trial = Trial(
        name: "round \(round)", bytes: bytes, head: nil, intact: sample.before.size,
        expectation: .refused)
      tally.add(try trial.run(cutting, in: folder, of: sample))
    }
    return tally
  }
}
