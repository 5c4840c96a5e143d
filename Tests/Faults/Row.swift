import Foundation

/// One line of the table: a kind of fault, and the same with a guard left out.
struct Row: Sendable {
  let number: Int
  let title: String
  let run: @Sendable (Budget) throws -> Tally
  /// What the control leaves out.
  let control: String
  let runControl: @Sendable (Budget) throws -> Tally

  static let all = [
    CutRow.row, FlipRow.row, LineRow.row, SectorRow.row, KillRow.row, FailingCallRow.row,
    ReadErrorRow.row, PowerCutRow.row, RaceRow.row, ClockRow.row, InjectRow.row,
    OtherVerifierRow.row, LiveKillRow.row, UploadKillRow.row, UploadMemoryRow.row,
  ]
}

/// What became of what a row tried.
struct Tally {
  var tried = 0
  /// Said to be damaged, or failed with a reason, and nothing was changed.
  var refused = 0
  /// A torn tail was put aside and the repair recorded.
  var repaired = 0
  /// Nothing was missing afterwards.
  var harmless = 0
  /// An acknowledged event was missing afterwards.
  var lost = 0
  /// A changed log passed for sound.
  var undetected = 0
  /// Any other promise that was not kept.
  var problems: [String] = []

  var hasFaults: Bool { lost > 0 || undetected > 0 || !problems.isEmpty }

  mutating func add(_ other: Tally) {
    tried += other.tried
    refused += other.refused
    repaired += other.repaired
    harmless += other.harmless
    lost += other.lost
    undetected += other.undetected
    problems += other.problems
  }

  /// Notes a loss with its case, so that the table can say how to see it again.
  mutating func lose(_ words: String) {
    lost += 1
    problems.append("lost: \(words)")
  }

  mutating func miss(_ words: String) {
    undetected += 1
    problems.append("undetected: \(words)")
  }
}

/// Why a row could not be tried here.
struct NotRun: Error {
  let why: String
}

/// A row with what came of it.
struct Result {
  private let row: Row
  private let tally: Tally?
  private let note: String
  private let control: String
  let holds: Bool

  init(of row: Row, _ budget: Budget) {
    self.row = row
    let begin = Date()
    do {
      let found = try row.run(budget)
      let counter = try row.runControl(budget)
      tally = found
      note = "\(Int(Date().timeIntervalSince(begin) * 10) / 10) s"
      control =
        counter.hasFaults
        ? "\(row.control): failed as it must (\(counter.problems.count) of \(counter.tried))"
        : "\(row.control): PASSED, so this row is blind"
      holds = !found.hasFaults && counter.hasFaults
    } catch let reason as NotRun {
      tally = nil
      (note, control, holds) = ("NOT RUN: \(reason.why)", "", true)
    } catch {
      tally = nil
      (note, control, holds) = ("FAILED: \(error)", "", false)
    }
  }

  static let heading =
    "row                                      tried refused repaired harmless  lost undetected"

  var line: String {
    let name = "\(row.number) \(row.title)"
    let title = name + String(repeating: " ", count: max(0, 40 - name.count))
    guard let tally else { return "\(title) \(note)" }
    let columns = [
      (tally.tried, 6), (tally.refused, 8), (tally.repaired, 9), (tally.harmless, 9),
      (tally.lost, 6), (tally.undetected, 11),
    ]
    let figures = columns.map { figure, width in
      let text = String(figure)
      return String(repeating: " ", count: max(0, width - text.count)) + text
    }
    let isKept = tally.hasFaults ? "  FAULTS" : ""
    return "\(title)\(figures.joined())  \(note)\(isKept)\n    control: \(control)"
  }

  /// The first few things that went wrong, one a line.
  var problems: [String] {
    guard let all = tally?.problems, !all.isEmpty else { return [] }
    let worst = all.filter { $0.hasPrefix("lost") || $0.hasPrefix("undetected") }
    let found = worst + all.filter { !worst.contains($0) }
    return found.prefix(8).map { "row \(row.number): \($0)" }
      + (found.count > 8 ? ["row \(row.number): and \(found.count - 8) more"] : [])
  }
}
