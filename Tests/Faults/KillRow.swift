import Foundation
import RehearsalStorage

/// Row 5: two processes record in one log and are killed at any moment; both begin again where the
/// log stands, and in the end everything that either was told is safe stands there once.
enum KillRow {
  static let row = Row(
    number: 5, title: "two processes, kill -9", run: { try run($0, isEager: false) },
    control: "acknowledged before it is safe", runControl: { try run($0, isEager: true) })

  private static func run(_ budget: Budget, isEager: Bool) throws -> Tally {
    var numbers = budget.numbers(5)
    var tally = Tally()
    for round in 0..<budget.times(isEager ? 8 : 20, full: isEager ? 20 : 300) {
      let folder = try budget.bench.folder("kill")
      try Sample.create(folder)
      for life in 0..<2 {
        let children = try ["left", "right"].map { name in
          try Started(
            folder, name: "\(name)-\(life)", seed: numbers.next(), count: 100_000, isEager: isEager)
        }
        usleep(UInt32(40_000 + numbers.below(120_000)))
        for child in children.shuffled(using: &numbers) {
          child.end()
          usleep(UInt32(numbers.below(2_000)))
        }
        children.forEach { _ = $0.wait() }
        let told = try children.flatMap { try $0.acknowledged() }
        tally.tried += told.count
        // What both were told of is one act.
        let acts = Dictionary(told.map { ($0.id, $0.events) }, uniquingKeysWith: { one, _ in one })
        Audit.check(
          "round \(round), life \(life)", folder, acts.map { (id: $0.key, events: $0.value) },
          &tally)
        for child in children where !child.complaint().isEmpty {
          tally.problems.append("round \(round): a child said \(child.complaint().prefix(300))")
        }
      }
    }
    return tally
  }
}
