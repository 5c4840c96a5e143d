import RehearsalCore

/// Whom to ring first, and what would help most.
struct SimulationAdvice {
  private let words: SimulationWords
  private let findings: Findings
  private let improvements: Improvements

  init(_ words: SimulationWords, _ findings: Findings, _ improvements: Improvements) {
    self.words = words
    self.findings = findings
    self.improvements = improvements
  }

  var blocks: [Block] { calls + changes }

  private var calls: [Block] {
    guard let calls = improvements.calls else { return [] }
    let written = SimulationWords.minutes(calls.asWritten)
    var text = "In the order written, the last person reached knows after \(written) on average. "
    if calls.changes.isEmpty {
      text +=
        calls.isProven
        ? "No other order is better." : "No other order that was tried is better."
    } else {
      text +=
        "In the best order it is \(SimulationWords.minutes(calls.best)): "
        + "\(SimulationWords.later(calls.difference)). "
        + (calls.isProven
          ? "No order can be better."
          : "It is the best of those tried; where calls are missed and last as long as they last, "
            + "nobody can say that no other is better.")
    }
    var blocks = [
      Block("calls", .heading("Whom to ring first?")), Block("calls-words", .text(text)),
    ]
    if !calls.changes.isEmpty {
      let table = Block.Table(
        caption: "The best order, where it is another", columns: ["Who rings", "Whom"],
        rows: calls.changes.map { caller, calls in
          [
            .words(words.who(caller)),
            .words(calls.map { words.who($0) }.joined(separator: ", then ")),
          ]
        })
      blocks.append(Block("calls-order", .table(table)))
    }
    return blocks
  }

  private var changes: [Block] {
    let helps = improvements.all.filter(\.helps)
    guard !improvements.all.isEmpty else { return [] }
    var blocks = [Block("help", .heading("What would help most?"))]
    if !helps.isEmpty {
      blocks.append(Block("help-table", .table(table(helps))))
    }
    let others = improvements.all.filter { !$0.helps && warning($0) == nil }.map {
      words.words($0.change, findings)
    }
    if !others.isEmpty {
      blocks.append(
        Block(
          "help-not",
          .text(
            "Tried as well, and no better than chance would explain:\n"
              + others.joined(separator: "\n"))))
    }
    for (number, warning) in improvements.all.compactMap(warning).enumerated() {
      blocks.append(Block("help-warning-\(number + 1)", .notice(warning)))
    }
    return blocks
  }

  private func table(_ helps: [Improvement]) -> Block.Table {
    Block.Table(
      caption: "Changes tried one at a time, with the same luck as the plan itself",
      columns: [
        "What", "Deadlines and targets met", "The last person knows", "Most of all the chance",
      ],
      rows: helps.map { change in
        [
          .words(words.words(change.change, findings)),
          .words(
            SimulationWords.points(change.goals.mean, change.goals.low, change.goals.high)),
          change.last.map { .words(SimulationWords.later($0)) } ?? .none,
          change.most.flatMap(effect).map { .words($0) } ?? .none,
        ]
      })
  }

  /// `that everyone knows: 71 instead of 52 in 100`; `nil` for what rounds to the same.
  private func effect(_ effect: Improvement.Effect) -> String? {
    let (before, after) = (
      SimulationWords.hundred(effect.before.value), SimulationWords.hundred(effect.after.value)
    )
    return before == after ? nil : "that \(effect.goal.words): \(after) instead of \(before) in 100"
  }

  /// What a change makes worse although it was meant to help.
  private func warning(_ change: Improvement) -> String? {
    var lines = change.worse.compactMap { effect($0) }.map { "The chance \($0)." }
    if change.isLater, let last = change.last, last.mean >= 0.5 {
      lines.append("The last person knows \(SimulationWords.later(last)).")
    }
    guard !lines.isEmpty else { return nil }
    let name = words.words(change.change, findings)
    let reason =
      change.change == .deputySooner
      ? "Those who have no deputy are tried once less."
      : "What is sooner in one place may stand in the way in another."
    return "\(name): this was meant to help, and it makes something worse. \(reason)\n"
      + lines.joined(separator: "\n")
  }
}
