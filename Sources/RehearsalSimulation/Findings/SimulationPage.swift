package import RehearsalCore

extension Page {
  /// What a steering group reads of a plan that was played many times: in plain words, without the
  /// numbers of the method. Those stand at the end where `details` holds them. `from` is when the
  /// playing began, for the rest of a rehearsal in progress.
  package static func simulation(
    _ plan: Plan, _ findings: Findings, _ improvements: Improvements?, from: Moment? = nil,
    details: [Block.Fact] = []
  ) -> Page {
    let words = SimulationWords(plan)
    let blocks =
      opening(plan) + continuing(from) + SimulationChances(words, findings).blocks
      + (plan.isDated ? SimulationCharts(plan, findings).blocks : [])
      + SimulationPeople(words, findings).blocks
      + (improvements.map { SimulationAdvice(words, findings, $0).blocks } ?? [])
      + impossible(findings, words) + left(findings) + method(details)
    return Page(title: "\(plan.scenario.head.title): what the plan is worth", blocks: blocks)
  }

  /// What every page of this kind begins with.
  static func opening(_ plan: Plan) -> [Block] {
    var blocks = [Block("how-to-read", .text(reading))]
    if !plan.isDated {
      blocks.append(
        Block(
          "undated",
          .notice(
            "Nobody knows when the call comes. Here it comes on the first day on which it may, and "
              + "days are counted from it.")))
    }
    return blocks
  }

  private static func continuing(_ from: Moment?) -> [Block] {
    guard let from else { return [] }
    let words =
      "Will we make it from here? This is the rest of a rehearsal, as it stood at "
      + "\(from.toTheMinute.words). What had been done is done."
    return [Block("from", .notice(words))]
  }

  private static let reading = """
    The computer played it through many times. Each time people were away, did not answer, took \
    longer or were quicker, as chance would have it. "52 in 100" means that it came about in 52 of \
    100 cases.

    The range in brackets covers chance only. It does not cover wrong assumptions: if documents \
    take twice as long as the plan says, every figure here is wrong. It tests the plan, not people.
    """

  private static func impossible(_ findings: Findings, _ words: SimulationWords) -> [Block] {
    guard !findings.impossible.isEmpty else { return [] }
    let table = Block.Table(
      caption: "Nobody works so long in the time there is", columns: ["What", "Who", "From", "By"],
      rows: findings.impossible.map { job in
        [
          .words(job.title), .words(words.who([job.owner])), words.cell(job.ready),
          words.cell(job.due),
        ]
      })
    return [
      Block("impossible", .heading("What cannot be done in time?")),
      Block("impossible-table", .table(table)),
    ]
  }

  private static func left(_ findings: Findings) -> [Block] {
    guard !findings.left.isEmpty else { return [] }
    let most = 12
    let more = findings.left.count - most
    let lines = findings.left.prefix(most) + (more > 0 ? ["And \(more) more."] : [])
    return [
      Block("left", .heading("What is not counted here?")),
      Block(
        "left-words",
        .text(
          "Nobody was there to do it, so no figure includes it.\n" + lines.joined(separator: "\n"))
      ),
    ]
  }

  /// How it was reckoned, for those who ask.
  static func method(_ details: [Block.Fact]) -> [Block] {
    guard !details.isEmpty else { return [] }
    return [
      Block("method", .heading("How was this reckoned?")), Block("method-facts", .facts(details)),
      Block("method-words", .text(methodWords)),
    ]
  }

  private static let methodWords = """
    Chances are shares of independent replications with 95% Wilson intervals; where something came \
    about in none or in all of them, the rule of three. Times are the median and the 90th \
    percentile; their intervals in the JSON are order statistics. Changes are compared pairwise on \
    common random numbers: a draw depends on the seed, the replication and what it is drawn for, \
    and on nothing else. Differences have paired 95% intervals; warnings are given beyond 3.9 \
    standard errors. What an absence costs is the mean with the holder away less the mean with the \
    holder present.
    """
}

/// How likely, and when.
struct SimulationChances {
  private let words: SimulationWords
  private let findings: Findings

  init(_ words: SimulationWords, _ findings: Findings) {
    self.words = words
    self.findings = findings
  }

  var blocks: [Block] { chances + times }

  /// How many stand in sentences above the table.
  private static let most = 3

  private var chances: [Block] {
    guard !findings.chances.isEmpty else { return [] }
    let least = findings.chances.enumerated().sorted {
      ($0.element.frequency.count, $0.offset) < ($1.element.frequency.count, $1.offset)
    }.prefix(SimulationChances.most).map { sentence($0.element) }
    let table = Block.Table(
      caption: "The chances", columns: ["What", "By", "Chance"],
      rows: findings.chances.map { chance in
        [
          .words(chance.goal.words.capitalised), chance.due.map { words.cell($0) } ?? .none,
          SimulationWords.status(chance.frequency),
        ]
      })
    return [
      Block("chances", .heading("Will it be made?")),
      Block("chances-least", .text("Least likely:\n" + least.joined(separator: "\n"))),
      Block("chances-table", .table(table)),
    ]
  }

  private func sentence(_ chance: Findings.Chance) -> String {
    let by = chance.due.map { " by \(words.by($0))" } ?? ""
    if chance.frequency.count == 0 || chance.frequency.count == chance.frequency.of {
      return "\(chance.goal.words.capitalised)\(by): \(SimulationWords.chance(chance.frequency))."
    }
    return "\(SimulationWords.chance(chance.frequency)) chance that \(chance.goal.words)\(by)."
  }

  private var times: [Block] {
    guard !findings.times.isEmpty else { return [] }
    let table = Block.Table(
      caption: "By when", columns: ["What", "In half of all cases by", "In 90 of 100 cases by"],
      rows: findings.times.map { time in
        [.words(time.sort.words), words.cell(time.median.at), words.cell(time.nine.at)]
      })
    return [Block("times", .heading("When is it done?")), Block("times-table", .table(table))]
  }
}

extension Findings.Finish.Sort {
  var words: String {
    switch self {
    case .half: "Half of all people know"
    case .nearlyAll: "9 in 10 people know"
    case .last: "The last person reached knows"
    case .documents: "All documents are in"
    case .items: "All checklists are done"
    case .audits: "All case files are audited"
    case .lists: "All lists of data are in"
    }
  }
}

extension String {
  /// With its first letter large, as a sentence begins.
  var capitalised: String { prefix(1).uppercased() + dropFirst() }
}

/// Pictures of when the last is done, each with its table.
struct SimulationCharts {
  private let plan: Plan
  private let findings: Findings

  init(_ plan: Plan, _ findings: Findings) {
    self.plan = plan
    self.findings = findings
  }

  var blocks: [Block] {
    let call = findings.chances.first { $0.goal.sort == .reached }?.goal.id
    return [
      block(
        .last, "The last person reached knows",
        marks: marks { $0.sort == .target && call.map($0.id.hasPrefix) ?? false }),
      block(.documents, "All documents are in", marks: marks { $0.sort == .tranche }),
    ].compactMap { $0 }
  }

  private func block(
    _ sort: Findings.Finish.Sort, _ words: String, marks: [Block.Mark]
  ) -> Block? {
    guard let time = findings.times.first(where: { $0.sort == sort }), let half = time.median.at
    else { return nil }
    var points: [Block.Point] = []
    for (number, moment) in time.tenths.enumerated() {
      guard let moment else { continue }
      let point = Block.Point(SimulationWords.upToTheMinute(moment), (number + 1) * 10)
      // Two tenths in one minute are one step.
      if points.last?.at == point.at { points.removeLast() }
      points.append(point)
    }
    guard points.count > 1 else { return nil }
    let by = SimulationWords(plan).by(half)
    return Block(
      "chart-\(sort.rawValue)",
      .chart(
        Block.Chart(
          title: "\(words) by \(by) in half of all cases", unit: "of 100 cases", whole: 100,
          series: [Block.Series("Done by then", points)], marks: marks)))
  }

  /// When goals fall due, each moment once.
  private func marks(_ isMeant: (Goal) -> Bool) -> [Block.Mark] {
    var marks: [(at: Moment, titles: [String])] = []
    for chance in findings.chances where isMeant(chance.goal) {
      guard let due = chance.due, let title = chance.goal.title else { continue }
      if let known = marks.firstIndex(where: { $0.at == due }) {
        marks[known].titles.append(title)
      } else if marks.count < 4 {
        marks.append((due, [title]))
      }
    }
    return marks.map { mark in
      let more = mark.titles.count - 1
      return Block.Mark(
        mark.at, "Due: \(mark.titles[0])" + (more > 0 ? " and \(more) more" : ""))
    }
  }
}
