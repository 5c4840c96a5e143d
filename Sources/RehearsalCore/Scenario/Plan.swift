/// A scenario resolved on the calendar: every dated step and deadline.
package struct Plan: Sendable {
  package let scenario: Scenario
  package let calendar: WorkingCalendar
  /// The date of the call, moved to a working day where it fell on a closed one.
  package let dayOne: CalendarDate
  package let milestones: [PlannedMilestone]
  /// In the order in which they fall due; at one moment, in the order in which modules gave them.
  package let steps: [Step]
  package let names: Names
  private let prepared: [(module: ObjectIdentifier, value: any Sendable)]

  init(
    scenario: Scenario, frame: Planner, prepared: [(module: ObjectIdentifier, value: any Sendable)]
  ) {
    self.scenario = scenario
    calendar = frame.calendar
    dayOne = frame.dayOne
    milestones = frame.milestones
    steps = frame.steps.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
    names = Names(frame.titles)
    self.prepared = prepared
  }

  package subscript<M: Module>(_ module: M.Type) -> M.Prepared {
    let key = ObjectIdentifier(module)
    guard let value = prepared.first(where: { $0.module == key })?.value as? M.Prepared else {
      preconditionFailure("\(M.name) is not part of this plan")
    }
    return value
  }

  /// How moments are read and written where people count days.
  package var days: TextContext { TextContext(dayOne: dayOne, writesDays: true) }

  package func isRole(_ id: ID<Role>) -> Bool { scenario.head.roles.contains { $0.id == id } }
}

/// A milestone with its date.
package struct PlannedMilestone: Sendable, Hashable {
  package let id: ID<Milestone>
  package let title: String
  package let at: Moment
  package let isDeadline: Bool
}

/// One dated line of the plan.
package struct Step: Sendable {
  /// What kind of line it is, the same words in text and JSON.
  package enum Sort: String, Sendable, CaseIterable {
    case milestone, phase, deadline, cascade
  }

  /// Unique in the plan, stable for ever: `notification`, `due-data`, `cascade-call`.
  package let id: String
  package let at: Moment
  package let sort: Sort
  package let title: String
  package let module: String
  package let owner: ID<Role>?
  /// What the clock does when it falls due; `nil` where the line only informs.
  package let command: (any Command)?

  package init(
    id: String, at: Moment, sort: Sort, title: String, module: StaticString,
    owner: ID<Role>? = nil, command: (any Command)? = nil
  ) {
    self.id = id
    self.at = at
    self.sort = sort
    self.title = title
    self.module = "\(module)"
    self.owner = owner
    self.command = command
  }

  /// The id of the command that carries the step out, the same in every rehearsal.
  package var commandID: String { "step/\(id)" }
}

/// Puts a scenario on the calendar, module by module.
package struct Planner {
  package let head: ScenarioHead
  package let framework: Framework
  package let calendar: WorkingCalendar
  package private(set) var dayOne: CalendarDate
  package private(set) var milestones: [PlannedMilestone] = []
  package private(set) var steps: [Step] = []
  package private(set) var diagnostics: [Diagnostic] = []
  private(set) var titles: [(id: String, title: String)]
  private let places: Places

  init(_ scenario: Scenario) {
    head = scenario.head
    framework = scenario.framework
    places = scenario.places
    calendar = WorkingCalendar(closures: scenario.head.closures)
    dayOne = scenario.head.call.date
    titles = head.roles.map { ($0.id.text, $0.title) }
    guard calendar.covers(dayOne), let open = calendar.nextWorkingDay(onOrAfter: dayOne) else {
      note(
        .outsideYears, "\(dayOne.words) is outside the years this tool knows", at: "call",
        fix: "use a date from 2012 to 2099: bank holidays are known for those years only")
      return
    }
    if open != dayOne {
      note(
        .callMoved, "no call comes on \(dayOne.longWords), which is not a working day",
        at: "call", fix: "the plan moves it to \(open.longWords)", as: .warning)
    }
    dayOne = open
    placeMilestones()
  }

  package mutating func note(
    _ code: DiagnosticCode, _ message: String, at path: String, fix: String? = nil,
    as severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(Diagnostic(code, message, at: places[path], fix: fix, as: severity))
  }

  var hasFailed: Bool { diagnostics.contains { $0.severity == .error } }

  package mutating func add(_ step: Step) { steps.append(step) }

  /// Says what people call something that messages name, beside the roles.
  package mutating func add<K: Kind>(title: String, of id: ID<K>) {
    titles.append((id.text, title))
  }

  package func moment(of milestone: ID<Milestone>) -> Moment? {
    milestones.first { $0.id == milestone }?.at
  }

  /// The moment of a due time; notes why not where there is none. `base` is what `+45m` counts
  /// from.
  package mutating func resolve(
    _ deadline: Deadline, at path: String, base: Moment? = nil
  ) -> Moment? {
    let result = deadline.resolve(frame(base: base))
    switch result {
    case .success(let moment): return moment
    case .failure(let problem):
      note(problem, at: path)
      return nil
    }
  }

  private mutating func note(_ problem: DeadlineProblem, at path: String) {
    switch problem {
    case .unknownAnchor(let id):
      note(
        .noDate, "\"\(id)\" has no date to count from", at: path,
        fix: "count from another milestone, or give that one a date")
    case .outsideYears(let date):
      note(
        .outsideYears, "\(date.words) is outside the years this tool knows", at: path,
        fix: "use a date from 2012 to 2099: bank holidays are known for those years only")
    case .needsBase:
      note(
        .noBase, "there is nothing here for \"+\" to count from", at: path,
        fix: "name a milestone or a date, such as day 2 10:15")
    }
  }

  package func frame(base: Moment? = nil) -> DeadlineFrame {
    DeadlineFrame(
      anchors: milestones.map { ($0.id.text, $0.at) }, calendar: calendar, dayOne: dayOne,
      base: base)
  }

  /// Dates every milestone, however they are ordered in the file: as long as one more can be
  /// counted from those already dated, there is progress.
  private mutating func placeMilestones() {
    var open = framework.milestones
    var progress = true
    while progress, !open.isEmpty {
      progress = false
      for milestone in open {
        guard let at = date(of: milestone) else { continue }
        milestones.append(
          PlannedMilestone(
            id: milestone.id, title: milestone.title, at: at, isDeadline: milestone.isDeadline))
        open.removeAll { $0.id == milestone.id }
        progress = true
      }
    }
    let order = framework.milestones.map(\.id)
    milestones.sort {
      ($0.at, order.firstIndex(of: $0.id) ?? 0) < ($1.at, order.firstIndex(of: $1.id) ?? 0)
    }
    var problems: [(problem: DeadlineProblem, path: String?)] = []
    for milestone in open {
      guard let when = when(milestone), case .failure(let problem) = when.resolve(frame())
      else { continue }
      let index = head.milestones.firstIndex { $0.milestone == milestone.id }
      problems.append((problem, index.map { "milestones[\($0)].when" }))
    }
    noteCauses(problems)
  }

  /// Notes what keeps milestones from a date, each cause once. What leans on a milestone without a
  /// date is no second mistake; in a circle, the scenario's own lines are what can be changed.
  private mutating func noteCauses(_ problems: [(problem: DeadlineProblem, path: String?)]) {
    let roots = problems.filter { if case .unknownAnchor = $0.problem { false } else { true } }
    let own = problems.filter { $0.path != nil }
    let causes = roots.isEmpty ? (own.isEmpty ? problems : own) : roots
    for (index, cause) in causes.enumerated()
    where !causes[..<index].contains(where: { $0 == cause }) {
      var place = "framework"
      if case .outsideYears = cause.problem { place = "call" }
      note(cause.problem, at: cause.path ?? place)
    }
  }

  private func when(_ milestone: Milestone) -> Deadline? {
    if let change = head.milestones.last(where: { $0.milestone == milestone.id }) {
      return change.when
    }
    let anchor = milestone.when?.anchor.flatMap { ID<Milestone>($0) }.flatMap { moment(of: $0) }
    guard let date = anchor?.date else { return milestone.when }
    return milestone.changes.last { $0.from <= date }?.when ?? milestone.when
  }

  private func date(of milestone: Milestone) -> Moment? {
    guard let when = when(milestone) else { return Moment(dayOne, head.call.time) }
    return try? when.resolve(frame()).get()
  }
}

extension DiagnosticCode {
  /// A date for which bank holidays are not known.
  package static let outsideYears = DiagnosticCode("P001")
  /// A due time that leans on what has no date.
  package static let noDate = DiagnosticCode("P002")
  /// `+45m` where nothing begins.
  package static let noBase = DiagnosticCode("P003")
  /// A call on a closed day.
  package static let callMoved = DiagnosticCode("P004")
}

extension Modules {
  /// The plan of a scenario, and what is wrong or unwise about its dates.
  package func plan(_ scenario: Scenario) -> (plan: Plan?, diagnostics: [Diagnostic]) {
    func open<M: Module>(
      _ module: M.Type, _ section: any Record, _ planner: inout Planner
    ) -> (ObjectIdentifier, any Sendable) {
      guard let section = section as? M.Section else {
        preconditionFailure("\(M.name) was given another module's section")
      }
      return (ObjectIdentifier(module), M.prepare(section, &planner))
    }
    var planner = Planner(scenario)
    // Without its dates nothing in the scenario has any: one mistake is reported once.
    if planner.hasFailed { return (nil, planner.diagnostics) }
    var prepared: [(module: ObjectIdentifier, value: any Sendable)] = []
    for (module, section) in zip(all, scenario.sections) {
      prepared.append(open(module, section, &planner))
    }
    let plan = Plan(scenario: scenario, frame: planner, prepared: prepared)
    return (planner.hasFailed ? nil : plan, planner.diagnostics)
  }
}
