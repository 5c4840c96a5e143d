/// Where are we, and what is due next?
package struct TimelineBoard: Board {
  package static let name: StaticString = "timeline"
  package static let question: StaticString = "Where are we, and what is due next?"

  /// One line of the table of deadlines.
  package struct Deadline: Encodable, Sendable {
    package let title: String
    package let due: Moment
    package let owner: String?
    /// `open`, `met`, `met-late` or `missed`.
    package let standing: String
    package let met: Moment?
  }

  /// One line of the table of dates.
  package struct Date: Encodable, Sendable {
    package let title: String
    package let at: Moment
    package let reached: Bool
  }

  package let status: String
  package let reason: String?
  package let pace: String
  package let phase: String?
  package let phaseBegan: Moment?
  package let dates: [Date]
  package let deadlines: [Deadline]

  init(_ state: Timeline.State, _ names: Names) {
    status = state.status.rawValue
    reason = state.reason
    pace = state.pace.words
    phase = state.phases.values.last?.title
    phaseBegan = state.phases.values.last?.began
    dates = state.milestones.values.map {
      Date(title: $0.title, at: $0.planned, reached: $0.reached != nil)
    }
    deadlines = state.deadlines.values.map { line in
      let standing =
        switch (line.met, line.missed) {
        case (.some(let met), _): met > line.due ? "met-late" : "met"
        case (nil, .some): "missed"
        case (nil, nil): "open"
        }
      return Deadline(
        title: line.title, due: line.due, owner: line.owner.map { names.title($0) },
        standing: standing, met: line.met)
    }
  }

  package var blocks: [Block] {
    var blocks = [Block("timeline", .heading("\(Self.question)"))]
    if status == "stopped" {
      let words = "Stopped for a real incident." + (reason.map { " \($0)" } ?? "")
      blocks.append(Block("timeline-stop", .notice(words)))
    }
    var facts = [
      Block.Fact("Exercise", statusCell), Block.Fact("Clock", .words(pace)),
    ]
    if let phase { facts.append(Block.Fact("Phase", .words(phase))) }
    if let phaseBegan { facts.append(Block.Fact("Phase began", .moment(phaseBegan))) }
    if status == "paused", let reason { facts.append(Block.Fact("Paused because", .words(reason))) }
    blocks.append(Block("timeline-facts", .facts(facts)))
    if !deadlines.isEmpty { blocks.append(Block("timeline-deadlines", .table(deadlineTable))) }
    if !dates.isEmpty { blocks.append(Block("timeline-dates", .table(dateTable))) }
    return blocks
  }

  package var glance: [Block.Fact] {
    var facts = phase.map { [Block.Fact("Phase", .words($0))] } ?? []
    let next = deadlines.filter { $0.standing == "open" }.min { $0.due < $1.due }
    if let next { facts.append(Block.Fact("Next due: \(next.title)", .moment(next.due))) }
    return facts
  }

  private var statusCell: Cell {
    switch status {
    case "notStarted": .status(.neutral, "Not started")
    case "running": .status(.underWay, "Running")
    case "paused": .status(.atRisk, "Paused")
    case "stopped": .status(.problem, "Stopped")
    default: .status(.done, "Ended")
    }
  }

  private var deadlineTable: Block.Table {
    Block.Table(
      caption: "Deadlines", columns: ["What is due", "Due", "Owner", "How it stands", "Met"],
      rows: deadlines.map { line in
        let standing: Cell =
          switch line.standing {
          case "met": .status(.done, "Met")
          case "met-late": .status(.late, "Met late")
          case "missed": .status(.problem, "Missed")
          default: .status(.neutral, "Open")
          }
        return [
          .words(line.title), .moment(line.due), line.owner.map { .words($0) } ?? .none,
          standing, .moment(line.met),
        ]
      })
  }

  private var dateTable: Block.Table {
    Block.Table(
      caption: "Dates", columns: ["What happens", "When", "How it stands"],
      rows: dates.map { date in
        [
          .words(date.title), .moment(date.at),
          date.reached ? .status(.done, "Reached") : .status(.neutral, "To come"),
        ]
      })
  }
}
