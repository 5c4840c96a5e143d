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
  /// The plan as a co-ordinator would print it: every dated line, day by day.
  package static func plan(_ plan: Plan, _ forecasts: [CallForecast]) -> Page {
    let head = plan.scenario.head
    var facts = [
      Block.Fact("Framework", .words(plan.scenario.framework.title)),
      Block.Fact("The call", .moment(plan.milestones.first { $0.id == .notification }?.at)),
      Block.Fact("Day 1", .words(plan.dayOne.longWords)),
    ]
    if let authority = head.authority {
      facts.insert(Block.Fact("Council", .words(authority)), at: 0)
    }
    var blocks: [Block] = []
    if let purpose = head.purpose { blocks.append(Block("purpose", .text(purpose))) }
    blocks.append(Block("about", .facts(facts)))
    blocks.append(Block("dates", .heading("Dates and deadlines")))
    blocks.append(
      Block(
        "dates-steps",
        .timeline(
          plan.steps.map { step in
            Block.Happening(
              n: nil, at: step.at, who: word(step.sort),
              words: step.title + (step.owner.map { " (\(plan.names.title($0)))" } ?? ""))
          })))
    if !forecasts.isEmpty {
      blocks.append(Block("calls", .heading("If everyone answers at once")))
      blocks.append(Block("calls-table", .table(table(forecasts))))
      let changes = forecasts.flatMap { forecast in forecast.changes.map { (forecast, $0) } }
      if !changes.isEmpty { blocks.append(Block("calls-order", .table(better(changes)))) }
      blocks.append(
        Block(
          "calls-note",
          .text(
            "Each call takes \(forecasts[0].callLength.words) here, one call at a time. "
              + "The best order rings those first who have the most calls below them.")))
    }
    return Page(title: "\(head.title): plan", blocks: blocks)
  }

  private static func word(_ sort: Step.Sort) -> String {
    switch sort {
    case .milestone: "Date"
    case .phase: "Phase"
    case .deadline: "Due"
    case .cascade: "Message"
    }
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
