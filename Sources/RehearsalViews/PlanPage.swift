package import RehearsalCore

/// What a message's way through the tree is worth, as a page is told it.
package struct CallForecast: Sendable {
  package let title: String
  package let people: Int
  package let callLength: Duration
  package let asWritten: Duration
  package let best: Duration
  /// Callers who would ring in another order, with that order.
  package let changes: [Change]

  /// The order of calls that would be better for one caller, in titles.
  package struct Change: Sendable {
    package let caller: String
    package let calls: [String]

    package init(caller: String, calls: [String]) {
      self.caller = caller
      self.calls = calls
    }
  }

  package init(
    title: String, people: Int, callLength: Duration, asWritten: Duration, best: Duration,
    changes: [Change]
  ) {
    self.title = title
    self.people = people
    self.callLength = callLength
    self.asWritten = asWritten
    self.best = best
    self.changes = changes
  }
}

extension Page {
  /// The plan as a co-ordinator would print it: what it is about, who owes what, and every dated
  /// line, day by day.
  ///
  /// - Parameter briefing: what the modules say beside their dated steps
  package static func plan(
    _ plan: Plan, briefing: [Block], _ forecasts: [CallForecast]
  ) -> Page {
    let head = plan.scenario.head
    var blocks: [Block] = []
    if let purpose = head.purpose { blocks.append(Block("purpose", .text(purpose))) }
    if !plan.isDated { blocks.append(Block("undated", .notice(undated(plan)))) }
    blocks.append(Block("about", .facts(about(plan))))
    if !head.objectives.isEmpty {
      blocks.append(Block("objectives", .table(objectives(plan))))
    }
    if !judged(plan).isEmpty { blocks.append(Block("judgements", .table(judgements(plan)))) }
    blocks.append(Block("dates", .heading("Dates and deadlines")))
    blocks.append(days(plan))
    let briefing = briefing + [owed(plan), actions(plan)].compactMap { $0 }
    if !briefing.isEmpty {
      blocks.append(Block("briefing", .heading("Who does what")))
      blocks += briefing
    }
    blocks += calls(forecasts)
    let title = plan.scenario.head.title
    return Page(
      title: "\(title): plan", blocks: plan.isDated ? blocks : blocks.map { $0.counted(plan) })
  }

  private static func about(_ plan: Plan) -> [Block.Fact] {
    let head = plan.scenario.head
    let framework = plan.scenario.framework
    var facts: [Block.Fact] = []
    if let authority = head.authority { facts.append(Block.Fact("Council", .words(authority))) }
    facts.append(Block.Fact("Framework", .words(framework.title)))
    if let start = plan.start {
      facts.append(Block.Fact(framework.hasCall ? "The call" : start.title, .moment(start.at)))
    }
    if plan.isDated { facts.append(Block.Fact("Day 1", .words(plan.dayOne.longWords))) }
    for id in [ID<Milestone>.fieldworkStart, .fieldworkEnd, .known("publication")] {
      guard let found = plan.milestones.first(where: { $0.id == id }) else { continue }
      facts.append(Block.Fact(found.title, .moment(found.at)))
    }
    let inspectors = framework.inspectors.map { post in
      (post.count > 1 ? "\(post.count) × " : "") + post.title.lowercased()
        + (post.days.map { ", \($0) \($0 == 1 ? "day" : "days")" } ?? "")
    }
    if !inspectors.isEmpty {
      facts.append(Block.Fact("Inspectors", .words(inspectors.joined(separator: "; "))))
    }
    return facts
  }

  private static func undated(_ plan: Plan) -> String {
    let head = plan.scenario.head
    let from = head.window.from?.words ?? ""
    let to = head.window.to?.words ?? ""
    return "Nobody knows when the call comes: between \(from) and \(to). Days are counted from it "
      + "here, as if it came on \(plan.dayOne.longWords); bank holidays may move them. Say when it "
      + "came, and the plan has dates."
  }

  private static func objectives(_ plan: Plan) -> Block.Table {
    let areas = plan.scenario.framework.judgements
    return Block.Table(
      caption: "What the rehearsal is to find out", columns: ["Objective", "Area"],
      rows: plan.scenario.head.objectives.map { objective in
        let area = areas.first { $0.id == objective.judgement }
        return [.words(objective.title), area.map { .words($0.title) } ?? .none]
      }
    ).withoutEmptyColumns
  }

  /// What is judged in an inspection whose fieldwork begins on the plan's day.
  private static func judged(_ plan: Plan) -> [Judgement] {
    plan.scenario.framework.judgements.filter { $0.holds(on: plan.fieldworkDate) }
  }

  private static func judgements(_ plan: Plan) -> Block.Table {
    let grades = plan.scenario.framework.grades.map(\.title).joined(separator: ", ")
    return Block.Table(
      caption: grades.isEmpty ? "What is looked at" : "What is judged: \(grades)",
      columns: ["Area", "Part of"],
      rows: judged(plan).map { area in
        let above = plan.scenario.framework.judgements.first { $0.id == area.under }
        let part: Cell = area.isSeparate ? .words("Judged by itself") : .none
        return [.words(area.title), above.map { .words($0.title) } ?? part]
      }
    ).withoutEmptyColumns
  }

  private static func words(_ line: PlanLine, _ plan: Plan) -> String {
    let until = line.until.map { until in
      let isSameDay = until.date == line.at.date
      let words = isSameDay ? until.time.words : plan.isDated ? until.words : plan.counted(until)
      return line.sort == .inject ? ", at random until \(words)" : ", until \(words)"
    }
    let owner = line.owner.map { " (\(plan.names.title($0)))" }
    return line.title + (until ?? "") + (owner ?? "")
  }

  private static func days(_ plan: Plan) -> Block {
    guard plan.isDated else {
      let table = Block.Table(
        caption: "Counted from the call", columns: ["When", "Kind", "What"],
        rows: plan.lines.map { line in
          [.moment(line.at), .words(line.sort.words), .words(words(line, plan))]
        })
      return Block("dates-steps", .table(table))
    }
    return Block(
      "dates-steps",
      .timeline(
        plan.lines.map { line in
          Block.Happening(n: nil, at: line.at, who: line.sort.words, words: words(line, plan))
        }))
  }

  /// How much each role has on its hands, in the order of the roles.
  private static func owed(_ plan: Plan) -> Block? {
    let rows: [[Cell]] = plan.scenario.head.roles.compactMap { role in
      let own = plan.work.filter { $0.owner == role.id }
      guard !own.isEmpty else { return nil }
      let sum = own.reduce(Duration.zero) { $0 + $1.effort }
      return [
        .words(role.title), .number(own.count), .duration(sum), .moment(own.map(\.due).min()),
        .moment(own.map(\.due).max()),
      ]
    }
    guard !rows.isEmpty else { return nil }
    let table = Block.Table(
      caption: "What each role owes",
      columns: ["Role", "Pieces of work", "Time it takes", "First due", "Last due"], rows: rows)
    return Block("briefing-owed", .table(table))
  }

  private static func actions(_ plan: Plan) -> Block? {
    let actions = plan.scenario.head.actions
    guard !actions.isEmpty else { return nil }
    let table = Block.Table(
      caption: "Improvements known before the inspection",
      columns: ["What", "Theme", "Who", "How it stands"],
      rows: actions.map { action in
        [
          .words(action.title), action.theme.map { .words($0) } ?? .none,
          action.owner.map { .words(plan.names.title($0)) } ?? .none,
          status(action.standing),
        ]
      })
    return Block("briefing-actions", .table(table.withoutEmptyColumns))
  }

  private static func status(_ standing: EarlierAction.Standing) -> Cell {
    switch standing {
    case .open: .status(.neutral, "Open")
    case .underWay: .status(.underWay, "Under way")
    case .done: .status(.done, "Done")
    }
  }

  private static func calls(_ forecasts: [CallForecast]) -> [Block] {
    guard !forecasts.isEmpty else { return [] }
    var blocks = [
      Block("calls", .heading("If everyone answers at once")),
      Block("calls-table", .table(table(forecasts))),
    ]
    let changes = forecasts.flatMap { forecast in forecast.changes.map { (forecast, $0) } }
    if !changes.isEmpty { blocks.append(Block("calls-order", .table(better(changes)))) }
    blocks.append(
      Block(
        "calls-note",
        .text(
          "Each call takes \(forecasts[0].callLength.words) here, one call at a time. "
            + "The best order rings those first who have the most calls below them.")))
    return blocks
  }

  private static func better(
    _ changes: [(forecast: CallForecast, change: CallForecast.Change)]
  ) -> Block.Table {
    Block.Table(
      caption: "The best order, where it is another", columns: ["Message", "Who rings", "Whom"],
      rows: changes.map { forecast, change in
        [
          .words(forecast.title), .words(change.caller),
          .words(change.calls.joined(separator: ", then ")),
        ]
      })
  }

  private static func table(_ forecasts: [CallForecast]) -> Block.Table {
    Block.Table(
      caption: "When the last person knows",
      columns: ["Message", "Roles and groups", "In the order written", "In the best order"],
      rows: forecasts.map {
        [.words($0.title), .number($0.people), .duration($0.asWritten), .duration($0.best)]
      })
  }
}

extension Plan {
  /// A moment by the day on which it falls, counted from the call: `Day 2, 5pm`.
  fileprivate func counted(_ moment: Moment) -> String {
    "\(counted(moment.date)), \(moment.time.words)"
  }

  /// A date counted from the call: `Day 2`.
  func counted(_ date: CalendarDate) -> String {
    let days = date.ordinal - dayOne.ordinal
    return days < 0 ? "\(-days) \(days == -1 ? "day" : "days") before" : "Day \(days + 1)"
  }
}

extension Block {
  /// The block with days counted from the call in the place of dates that nobody knows yet.
  func counted(_ plan: Plan) -> Block {
    func words(_ cell: Cell) -> Cell {
      if case .moment(let moment) = cell { return .words(plan.counted(moment)) }
      return cell
    }
    switch content {
    case .facts(let facts):
      return Block(id, .facts(facts.map { Fact($0.name, words($0.value)) }))
    case .table(let table):
      let rows = table.rows.map { $0.map(words) }
      return Block(
        id, .table(Table(caption: table.caption, columns: table.columns, rows: rows)))
    default: return self
    }
  }
}

extension Block.Table {
  /// The table without columns in which no row says anything.
  fileprivate var withoutEmptyColumns: Block.Table {
    let kept = columns.indices.filter { column in rows.contains { $0[column] != .none } }
    return Block.Table(
      caption: caption, columns: kept.map { columns[$0] },
      rows: rows.map { row in kept.map { row[$0] } })
  }
}
