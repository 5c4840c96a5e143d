import RehearsalStorage

/// Row 8: the power fails before any call, and again while what it left is repaired. Of what was
/// not synced, any part may be on the disk.
enum PowerCutRow {
  static let row = Row(
    number: 8, title: "power cuts", run: { try run($0, ignoresSyncs: false) },
    control: "a disk that ignores every sync", runControl: { try run($0, ignoresSyncs: true) })

  private static let acts = [("a", 1), ("b", 3), ("large", Sample.large), ("c", 1), ("d", 2)]

  private static func run(_ budget: Budget, ignoresSyncs: Bool) throws -> Tally {
    var numbers = budget.numbers(8)
    let sample = try Sample([1, 2], budget.bench)
    let folder = try budget.bench.folder("power")
    var tally = Tally()
    try prepare(folder, sample)
    let counting = SimulatedDisk()
    _ = play(folder, counting)
    for round in 0..<budget.times(3, full: 60) {
      for call in 0...counting.calls {
        try prepare(folder, sample)
        let disk = SimulatedDisk(powerFailsAt: call, ignoresSyncs: ignoresSyncs)
        var acknowledged = play(folder, disk)
        try disk.crash(&numbers)
        var name = "round \(round), power off before call \(call)"
        if numbers.below(3) > 0 {
          let second = numbers.below(30)
          let disk = SimulatedDisk(powerFailsAt: second, ignoresSyncs: ignoresSyncs)
          let client = Client(folder, disk)
          if (try? client.append("again")) != nil { acknowledged.append(("again", 1)) }
          try disk.crash(&numbers)
          name += " and before call \(second) of the repair"
        }
        tally.tried += 1
        let known = [("act-0", 1), ("act-1", 2)] + acknowledged
        Audit.check(name, folder, known.map { (id: $0.0, events: $0.1) }, &tally)
      }
    }
    return tally
  }

  private static func prepare(_ folder: LogFolder, _ sample: Sample) throws {
    for name in Files.torn(folder) { Files.remove("\(folder.path)/\(name)") }
    try Files.write(sample.bytes, folder.log)
    try Files.write(sample.head.bytes, folder.head)
  }

  private static func play(_ folder: LogFolder, _ disk: SimulatedDisk) -> [(String, Int)] {
    let client = Client(folder, disk)
    for (id, events) in acts { _ = client.append(id, events: events, tries: 1) }
    return client.acknowledged.map { ($0.id, $0.events) }
  }
}
