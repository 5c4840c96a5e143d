import RehearsalCore

/// Who has too much to do, where work waits, and who must not be missed.
struct SimulationPeople {
  private let words: SimulationWords
  private let findings: Findings
  /// How many rows a table has.
  private static let most = 8

  init(_ words: SimulationWords, _ findings: Findings) {
    self.words = words
    self.findings = findings
  }

  var blocks: [Block] {
    let stuck = [late, workload, queues].compactMap { $0 }
    return (stuck.isEmpty ? [] : [Block("stuck", .heading("Where does it get stuck?"))] + stuck)
      + links
  }

  /// Who is late most often and who finishes last: usually not the same.
  private var late: Block? {
    var lines: [String] = []
    if let late = findings.people.max(by: { $0.late.count < $1.late.count }), late.late.count > 0 {
      lines.append(
        "Late most often: \(words.who(late.roles)), in \(SimulationWords.share(late.late)) cases.")
    }
    if let last = findings.people.max(by: { $0.last.count < $1.last.count }), last.last.count > 0 {
      lines.append(
        "Last to finish a document most often: \(words.who(last.roles)), in "
          + "\(SimulationWords.share(last.last)) cases.")
    }
    return lines.isEmpty ? nil : Block("stuck-late", .text(lines.joined(separator: "\n")))
  }

  private var workload: Block? {
    let busy = findings.people.filter { $0.busy > 0 }.enumerated().sorted {
      let (one, other) = ($0.element.load, $1.element.load)
      return one == other ? $0.offset < $1.offset : one > other
    }.prefix(SimulationPeople.most).map(\.element)
    guard !busy.isEmpty else { return nil }
    let table = Block.Table(
      caption: "Who has most on their hands; hours are those from the call to "
        + words.by(findings.workloadUntil),
      columns: ["Who", "Work", "Hours there are", "Taken up", "Something late"],
      rows: busy.map { person in
        [
          .words(words.who(person.roles)), .words(SimulationWords.minutes(person.busy)),
          .words(SimulationWords.minutes(person.hours)),
          taken(person), .words(SimulationWords.share(person.late)),
        ]
      })
    return Block("stuck-work", .table(table))
  }

  private func taken(_ person: Findings.Workload) -> Cell {
    guard let part = person.utilisation else { return .status(.problem, "No hours at all") }
    let words = "\(SimulationWords.hundred(part)) in 100"
    switch part {
    case 1...: return .status(.problem, "\(words): more than there is time for")
    case 0.8..<1: return .status(.atRisk, "\(words): nearly full")
    default: return .words(words)
    }
  }

  private var queues: Block? {
    let waiting = findings.approvers.enumerated().sorted {
      let (one, other) = ($0.element.wait, $1.element.wait)
      return one == other ? $0.offset < $1.offset : one > other
    }.prefix(SimulationPeople.most).map(\.element)
    guard !waiting.isEmpty else { return nil }
    let table = Block.Table(
      caption: "Work that waits to be looked over, nights and weekends counted",
      columns: ["Who looks it over", "Pieces", "Each piece waits", "Most at once"],
      rows: waiting.map { queue in
        [
          .words(words.who(queue.roles)), .number(Int(queue.reviews.rounded())),
          .words(SimulationWords.minutes(queue.wait)), .number(Int(queue.longest.rounded(.up))),
        ]
      })
    return Block("stuck-waiting", .table(table))
  }

  private var links: [Block] {
    let shown = findings.links.prefix(SimulationPeople.most)
    guard !shown.isEmpty else { return [] }
    let table = Block.Table(
      caption: "Those who pass the call on",
      columns: [
        "Who", "Deputy", "People who hear nothing if both fail and nobody takes over",
        "On the way to the last person reached", "Away on the day, the last person knows",
      ],
      rows: shown.map { link in
        [
          .words(words.who(link.recipient)),
          link.hasDeputy ? .words("yes") : .status(.atRisk, "No deputy"), .number(link.below),
          .words(SimulationWords.share(link.onChain)), absence(link),
        ]
      })
    return [
      Block("links", .heading("Who must not be missed?")), Block("links-table", .table(table)),
    ]
  }

  private func absence(_ link: Findings.Link) -> Cell {
    guard link.absences > 0 else { return .none }
    guard let minutes = link.absence else { return .words("too rare to tell") }
    let rounded = Int(minutes.rounded())
    if rounded == 0 { return .words("no later") }
    return .words(
      "\(SimulationWords.minutes(abs(minutes))) \(rounded > 0 ? "later" : "sooner"), in "
        + "\(SimulationWords.grouped(link.absences)) cases")
  }
}

extension Findings.Workload {
  /// Somebody with work and no hours at all is busier than anybody.
  fileprivate var load: Double { utilisation ?? .infinity }
}
