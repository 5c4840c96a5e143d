import RehearsalStorage

/// Row 6: of everything that recording asks of the system, one call after the other goes wrong in
/// every way it can, on a sound log and on one with a torn tail.
enum FailingCallRow {
  static let row = Row(
    number: 6, title: "every file call fails in turn", run: { try run($0, isEager: false) },
    control: "acknowledged although the call failed", runControl: { try run($0, isEager: true) })

  private static let acts = [("a", 1), ("b", 3), ("large", Sample.large), ("c", 1)]

  private static func run(_ budget: Budget, isEager: Bool) throws -> Tally {
    var numbers = budget.numbers(6)
    let sample = try Sample([1, 2], budget.bench)
    let folder = try budget.bench.folder("calls")
    var tally = Tally()
    for isTorn in [false, true] {
      let bytes = isTorn ? Array(sample.bytes.dropLast(40)) : sample.bytes
      let known = isTorn ? [("act-0", 1)] : [("act-0", 1), ("act-1", 2)]
      let counting = FailingCalls()
      try prepare(folder, bytes, sample.ends[1])
      _ = play(folder, counting)
      for (number, kind) in counting.kinds.enumerated() {
        for fault in CallFault.all(kind) where budget.isFull || numbers.below(2) == 0 {
          try prepare(folder, bytes, sample.ends[1])
          let calls = FailingCalls(at: number, fault)
          let client = play(folder, calls)
          tally.tried += 1
          let name = "call \(number) (\(kind)) \(fault)\(isTorn ? ", torn" : "")"
          if calls.retriesAfterFailedSync > 0 {
            tally.problems.append("\(name): went on with a file whose sync had failed")
          }
          let tails = Files.torn(folder).count
          if tails > 2 { tally.problems.append("\(name): left \(tails) copies of one tail") }
          if client.failures > 0 { tally.refused += 1 }
          let told = isEager ? acts.map { ($0.0, $0.1) } : client.acknowledged
          Audit.check(
            name, folder,
            known.map { (id: $0.0, events: $0.1) } + told.map { (id: $0.0, events: $0.1) }, &tally)
        }
      }
    }
    return tally
  }

  private static func prepare(_ folder: LogFolder, _ bytes: [UInt8], _ head: LogHead) throws {
    for name in Files.torn(folder) { Files.remove("\(folder.path)/\(name)") }
    try Files.write(bytes, folder.log)
    try Files.write(head.bytes, folder.head)
  }

  /// Records the acts, each tried twice, with a verifier at work in between.
  private static func play(
    _ folder: LogFolder, _ calls: FailingCalls
  ) -> (acknowledged: [(String, Int)], failures: Int) {
    let client = Client(folder, calls)
    var failures = 0
    for (id, events) in acts {
      if client.append(id, events: events, tries: 2) != nil { failures += 1 }
      _ = try? LogVerifier(folder, calls: calls).verify()
    }
    return (client.acknowledged.map { ($0.id, $0.events) }, failures)
  }
}
