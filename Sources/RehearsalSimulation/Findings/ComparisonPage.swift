package import RehearsalCore

extension Page {
  /// Two plans beside each other, for people.
  package static func comparison(
    _ first: Plan, _ second: Plan, _ comparison: Comparison, details: [Block.Fact] = []
  ) -> Page {
    let titles = (first: first.scenario.head.title, second: second.scenario.head.title)
    let names =
      titles.first == titles.second
      ? ("\(titles.first) (first)", "\(titles.second) (second)") : titles
    let words = (SimulationWords(first), SimulationWords(second))
    var blocks = opening(first)
    blocks.append(
      Block(
        "same-luck",
        .text(
          "Both plans met the same luck each time: who was away, who did not answer, how long each "
            + "piece of work took. What differs is the plans.")))
    blocks += chances(comparison, names) + times(comparison, names, words)
    blocks += only(comparison.onlyFirst, in: names.0, "first")
    blocks += only(comparison.onlySecond, in: names.1, "second")
    blocks += method(details)
    return Page(title: "\(names.0) and \(names.1): two plans compared", blocks: blocks)
  }

  private static func chances(
    _ comparison: Comparison, _ names: (String, String)
  ) -> [Block] {
    guard !comparison.chances.isEmpty else { return [] }
    let table = Block.Table(
      caption: "The chances", columns: ["What", names.0, names.1, "The second against the first"],
      rows: comparison.chances.map { chance in
        let (low, high) = chance.difference.interval
        return [
          .words(chance.words.capitalised), .words(SimulationWords.chance(chance.first)),
          .words(SimulationWords.chance(chance.second)),
          chance.difference.isBeyondChance
            ? .words(SimulationWords.points(chance.difference.points, low, high))
            : .words("no difference beyond chance"),
        ]
      })
    return [
      Block("chances", .heading("Which is more likely to be made?")),
      Block("chances-table", .table(table)),
    ]
  }

  private static func times(
    _ comparison: Comparison, _ names: (String, String),
    _ words: (SimulationWords, SimulationWords)
  ) -> [Block] {
    guard !comparison.times.isEmpty else { return [] }
    let table = Block.Table(
      caption: "In half of all cases by",
      columns: ["What", names.0, names.1, "The second against the first, on average"],
      rows: comparison.times.map { time in
        let difference: Cell =
          switch time.difference {
          case .some(let mean) where mean.isBeyondChance: .words(SimulationWords.later(mean))
          case .some: .words("no difference beyond chance")
          case nil: .none
          }
        return [
          .words(time.sort.words), words.0.cell(time.first.at), words.1.cell(time.second.at),
          difference,
        ]
      })
    return [Block("times", .heading("Which is sooner?")), Block("times-table", .table(table))]
  }

  private static func only(
    _ chances: [Findings.Chance], in name: String, _ id: String
  ) -> [Block] {
    guard !chances.isEmpty else { return [] }
    let table = Block.Table(
      caption: "Only in \(name)", columns: ["What", "Chance"],
      rows: chances.map {
        [.words($0.goal.words.capitalised), .words(SimulationWords.chance($0.frequency))]
      })
    return [Block("only-\(id)", .table(table))]
  }
}
