import Dispatch
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage
import RehearsalTestSupport
import Synchronization

/// Row 9: two writers at once, in two threads and in two processes, with acts that both are asked
/// for.
enum RaceRow {
  static let row = Row(
    number: 9, title: "two writers racing", run: run,
    control: "two writers that do not look at each other", runControl: runControl)

  private static func run(_ budget: Budget) throws -> Tally {
    var tally = Tally()
    try raceThreads(budget, &tally)
    try raceProcesses(budget, &tally)
    try raceRehearsals(budget, &tally)
    return tally
  }

  private static func raceThreads(_ budget: Budget, _ tally: inout Tally) throws {
    let folder = try budget.bench.folder("threads")
    try Sample.create(folder)
    let count = budget.times(100, full: 2_000)
    let results = Mutex<(acts: [String: Int], problems: [String])>(([:], []))
    DispatchQueue.concurrentPerform(iterations: 2) { writer in
      let client = Client(folder)
      for number in 0..<count {
        let id = number % 3 == 0 ? "shared-\(number)" : "\(writer)-\(number)"
        do {
          try client.append(id, events: 2)
          results.withLock { $0.acts[id] = 2 }
        } catch {
          results.withLock { $0.problems.append(Audit.words(error)) }
        }
      }
    }
    let (acts, problems) = results.withLock { $0 }
    tally.tried += 2 * count
    tally.problems += problems
    Audit.check("threads", folder, acts.map { (id: $0.key, events: $0.value) }, &tally)
  }

  private static func raceProcesses(_ budget: Budget, _ tally: inout Tally) throws {
    let folder = try budget.bench.folder("processes")
    try Sample.create(folder)
    let count = budget.times(100, full: 2_000)
    let children = try ["left", "right"].map {
      try Started(folder, name: $0, seed: budget.seed, count: count, isEager: false)
    }
    for child in children {
      let status = child.wait()
      if status != 0 { tally.problems.append("a child ended with \(status): \(child.complaint())") }
      let told = try child.acknowledged()
      tally.tried += count
      if told.count != count { tally.problems.append("\(told.count) of \(count) acknowledged") }
      try Audit.compare("processes", folder, told, &tally)
    }
    Audit.check("processes", folder, [], &tally)
  }

  /// Two writers of a rehearsal, which share the state that acts are decided on.
  private static func raceRehearsals(_ budget: Budget, _ tally: inout Tally) throws {
    let log = try RecordedScenario(lines: 3)
    let (folder, plan) = (log.folder, log.plan)
    let count = budget.times(12, full: 200)
    let results = Mutex<(acts: [String: Int], problems: [String])>(([:], []))
    DispatchQueue.concurrentPerform(iterations: 2) { writer in
      do {
        let writer = (
          number: writer,
          it: try RehearsalWriter(
            LogFile.open(folder, forWriting: true), .rehearsal, plan,
            wall: { WallMoment(microseconds: 0) })
        )
        let act = try Acts.unanswered(plan)
        for number in 0..<count {
          let id = number % 3 == 0 ? "shared-\(number)" : "\(writer.number)-\(number)"
          let outcome = try writer.it.perform([.init(act.command, by: act.actor, id: id)])[0]
          let events = try outcome.get()?.count ?? 0
          results.withLock { $0.acts[id] = events }
        }
      } catch {
        results.withLock { $0.problems.append("\(error)") }
      }
    }
    let (acts, problems) = results.withLock { $0 }
    tally.tried += 2 * count
    tally.problems += problems
    Audit.check("rehearsals", folder, acts.map { (id: $0.key, events: $0.value) }, &tally)
  }

  /// Each appends to the log what would have been right if it were alone.
  private static func runControl(_ budget: Budget) throws -> Tally {
    var tally = Tally()
    let folder = try budget.bench.folder("alone")
    try Sample.create(folder)
    let line = try Files.read(folder.log)
    var lines: [[UInt8]] = []
    for name in ["one", "other"] {
      try Files.write(line, folder.log)
      Files.remove(folder.head)
      try Client(folder).append(name, events: 2)
      lines.append(Array(try Files.read(folder.log)[line.count...]))
    }
    try Files.write(line + lines.joined(), folder.log)
    Files.remove(folder.head)
    tally.tried = 2
    Audit.check("alone", folder, [("one", 2), ("other", 2)], &tally)
    return tally
  }
}
