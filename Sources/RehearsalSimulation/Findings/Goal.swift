import RehearsalCore

/// Something that a playing of a plan either brings or does not, such as that everyone is told by
/// five: what a chance is given for.
package struct Goal: Sendable, Hashable {
  /// What is asked for; the words stand in the JSON.
  package enum Sort: String, Sendable, Encodable {
    /// So many people know by a moment.
    case target
    /// Nobody is left out.
    case reached
    /// Everything handed over together is in time.
    case tranche
    case deadline
    /// All work of a sort is in time: `items`, `requests` or `audits`.
    case work
  }

  package let sort: Sort
  /// Unique among goals of its sort.
  package let id: String
  /// What comes about, to follow "the chance that".
  package let words: String
  /// What it is about, such as a deadline's title; `nil` for all work of a sort.
  package let title: String?
  /// By when; `nil` where its parts are due at different moments.
  package let due: Int64?
  /// Where it stands in a row, and the value there that says yes.
  let column: Int
  private let value: Int64

  private init(
    _ sort: Sort, _ id: String, _ words: String, title: String? = nil, due: Int64?, column: Int,
    value: Int64 = 1
  ) {
    self.title = title
    self.sort = sort
    self.id = id
    self.words = words
    self.due = due
    self.column = column
    self.value = value
  }

  package func holds(in playings: Playings, row: Int) -> Bool {
    playings[row, column] == value
  }

  package func frequency(in playings: Playings) -> Frequency {
    let met = (0..<playings.count).count { holds(in: playings, row: $0) }
    return Frequency(met, of: playings.count)
  }
}

extension Goal {
  /// What is asked of a model: messages first, then what is handed over, deadlines, and other work.
  package static func all(of model: CastModel) -> [Goal] {
    let columns = Columns(model)
    return targets(model, columns) + tranches(model, columns) + deadlines(model, columns)
      + work(model, columns)
  }

  private static func targets(_ model: CastModel, _ columns: Columns) -> [Goal] {
    var goals: [Goal] = []
    var column = columns.targets
    for (index, cascade) in model.cascades.enumerated() {
      for target in cascade.targets {
        let who = Goal.people(target.share)
        goals.append(
          Goal(
            .target, "\(cascade.id.text)-\(target.share)",
            "\(who) \(target.share == 100 ? "knows" : "know") of \"\(cascade.title)\"",
            title: who, due: target.by, column: column))
        column += 1
      }
      guard index == 0 else { continue }
      goals.append(
        Goal(
          .reached, cascade.id.text, "nobody is left out of \"\(cascade.title)\"", due: nil,
          column: columns.unreached, value: 0))
    }
    return goals
  }

  private static func people(_ share: Int32) -> String {
    switch share {
    case 100...: "everyone"
    case 50: "half of all people"
    case let share where share % 10 == 0: "\(share / 10) in 10 people"
    default: "\(share) in 100 people"
    }
  }

  private static func tranches(_ model: CastModel, _ columns: Columns) -> [Goal] {
    model.tranches.enumerated().map { index, tranche in
      let due = Set(model.jobs.filter { $0.tranche == Int32(index) }.map(\.due))
      return Goal(
        .tranche, tranche.id, "all of \"\(tranche.title)\" is handed over in time",
        title: tranche.title, due: due.count == 1 ? due.first : nil,
        column: columns.tranches + index)
    }
  }

  private static func deadlines(_ model: CastModel, _ columns: Columns) -> [Goal] {
    model.deadlines.enumerated().map { index, deadline in
      Goal(
        .deadline, deadline.id.text, "\"\(deadline.title)\" is met",
        title: deadline.title, due: deadline.due,
        column: columns.deadlines + index)
    }
  }

  private static func work(_ model: CastModel, _ columns: Columns) -> [Goal] {
    func has(_ sort: CastModel.Job.Sort) -> Bool {
      model.jobs.contains { $0.sort == sort && $0.due != .max }
    }
    var goals: [Goal] = []
    if has(.item) {
      goals.append(
        Goal(
          .work, "items", "everything on the checklists is done in time", due: nil,
          column: columns.tasksLate, value: 0))
    }
    if columns.auditsLate >= 0 {
      goals.append(
        Goal(
          .work, "audits", "every case file is audited in time", due: nil,
          column: columns.auditsLate, value: 0))
    }
    if has(.request) || model.requests != nil {
      goals.append(
        Goal(
          .work, "requests", "every inspector request is answered in time", due: nil,
          column: columns.surpriseLate, value: 0))
    }
    return goals
  }
}
