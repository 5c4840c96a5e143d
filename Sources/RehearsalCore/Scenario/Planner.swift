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
  private let callTime: TimeOfDay

  /// Whether the day of the call is known; else the plan counts from the first day of the window.
  package let isDated: Bool
  /// When each person works who does not work the standard week.
  package var availability: [ID<Person>: Availability] = [:]
  var work: [Work] = []
  /// When random requests come, where there are any.
  var requestWindow: RequestWindow?

  /// - Parameter notified: when the call came, in the place of what the scenario says
  init(_ scenario: Scenario, notified: CallDate?) {
    head = scenario.head
    framework = scenario.framework
    places = scenario.places
    calendar = WorkingCalendar(closures: scenario.head.closures)
    titles = head.roles.map { ($0.id.text, $0.title) }
    isDated = notified != nil || head.call != nil
    let times = CallTimes(head.window, framework.call)
    let said = notified ?? head.call.map { CallDate($0.date, $0.time) }
    let first = times?.dates(calendar).first ?? times?.from
    dayOne = said?.date ?? first ?? WorkingCalendar.firstCovered
    callTime = said?.time ?? times?.earliest ?? framework.call.earliest
    placeCall(isWindow: said == nil, isEmpty: times?.dates(calendar).isEmpty ?? false)
    guard !hasFailed else { return }
    placeMilestones()
    guard !hasFailed else { return }
    checkPhases()
    checkForce()
    placeActions()
    placeRequests()
  }

  private mutating func placeCall(isWindow: Bool, isEmpty: Bool) {
    guard calendar.covers(dayOne), let open = calendar.nextWorkingDay(onOrAfter: dayOne) else {
      note(
        .outsideYears, "\(dayOne.words) is outside the years this tool knows",
        at: isWindow ? "window.from" : "call",
        fix: "use a date from 2012 to 2099: bank holidays are known for those years only")
      return
    }
    if isWindow, isEmpty {
      note(
        .emptyWindow, "there is no day in this window on which the call may come", at: "window",
        fix: "name a longer window, or other days of the week")
      return
    }
    if open != dayOne {
      note(
        .callMoved, "no call comes on \(dayOne.longWords), which is not a working day",
        at: "call", fix: "the plan moves it to \(open.longWords)", as: .warning)
    }
    dayOne = open
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

  /// Says what people call an inspector, whose id may be that of a role as well.
  mutating func add(title: String, ofInspector id: ID<Inspector>) {
    titles.append(("inspector:\(id)", title))
  }

  package func moment(of milestone: ID<Milestone>) -> Moment? {
    milestones.first { $0.id == milestone }?.at
  }

  /// The call, or whatever else the framework begins with.
  package var start: Moment { Moment(dayOne, callTime) }

  /// The last date of the framework: nothing of the inspection is left after it.
  package var end: Moment { milestones.last?.at ?? start }

  /// Says that somebody must spend time on something before it is due. What is due too early is
  /// wrong for another reason, and is not counted.
  package mutating func add(_ added: Work) {
    if added.due >= start { work.append(added) }
  }

  /// The moment by which something must be done: what the scenario says, or the first of the
  /// framework's milestones in `standard` that there is, or its last date.
  ///
  /// Notes a due time before the call, and warns of one on a day that is not worked.
  package mutating func due(
    _ deadline: Deadline?, else standard: [ID<Milestone>], at path: String
  ) -> Moment? {
    guard let deadline else { return usual(standard) }
    guard let due = resolve(deadline, at: path) else { return nil }
    if due < start {
      note(
        .dueTooEarly, "this falls due \(due.words), before the call", at: path,
        fix: "count from \(framework.start?.id.text ?? "a milestone") or a later milestone")
    }
    warnIfClosed(due, at: path)
    return due
  }

  /// The first of some milestones that there is. Where inspectors arrive with the call, nobody can
  /// have done anything by then, and the first day is left for it.
  package func usual(_ standard: [ID<Milestone>]) -> Moment {
    guard let first = standard.compactMap({ moment(of: $0) }).first else { return end }
    return first > start ? first : max(start, Moment(dayOne, Deadline.closeOfDay))
  }

  /// Refuses what comes when nothing of the inspection is left, the scenario's own deadlines
  /// included.
  package mutating func noteIfOver(_ moment: Moment, at path: String) {
    let last = steps.map(\.at).max().map { max($0, end) } ?? end
    guard moment > last else { return }
    note(
      .afterEnd, "this comes \(moment.words), after the last date on \(last.words)", at: path,
      fix: "let it come earlier, or count from a milestone")
  }

  /// Warns of a moment on a weekend, a bank holiday or a closure; where the day of the call is not
  /// known, neither is that.
  package mutating func warnIfClosed(_ moment: Moment, at path: String) {
    guard isDated, !calendar.isWorkingDay(moment.date) else { return }
    note(
      .closedDay, "\(moment.date.longWords) is not a working day", at: path,
      fix: "name a working day, or count in working days", as: .warning)
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
    guard let when = when(milestone) else { return start }
    return try? when.resolve(frame()).get()
  }
}

extension Planner {
  /// A phase that a change of dates has turned round.
  private mutating func checkPhases() {
    for phase in framework.phases {
      guard let begins = moment(of: phase.begins), let ends = moment(of: phase.ends),
        ends < begins
      else { continue }
      let change = head.milestones.firstIndex {
        $0.milestone == phase.begins || $0.milestone == phase.ends
      }
      note(
        .phaseReversed,
        "\"\(phase.id)\" would end on \(ends.words), before it begins on \(begins.words)",
        at: change.map { "milestones[\($0)].when" } ?? "framework",
        fix: "move \(phase.begins) or \(phase.ends)")
    }
  }

  /// What was promised before the inspection and falls due after the call. It may have been due
  /// long before; only its date must be one.
  private mutating func placeActions() {
    for (index, action) in head.actions.enumerated() {
      guard let deadline = action.due, action.standing != .done,
        let due = resolve(deadline, at: "actions[\(index)].due"), due >= start
      else { continue }
      add(
        Step(
          id: "action-\(action.id)", at: due, sort: .action, title: action.title,
          module: Timeline.name, owner: action.owner, group: action.theme))
    }
  }

  /// Frameworks are in force by the day on which fieldwork begins, because that decides what is
  /// judged.
  private mutating func checkForce() {
    let date = (moment(of: .fieldworkStart) ?? start).date
    let isEarly = framework.inForceFrom.map { date < $0 } ?? false
    let isLate = framework.inForceTo.map { date > $0 } ?? false
    guard isEarly || isLate else { return }
    let bounds = [
      framework.inForceFrom.map { "from \($0.words)" },
      framework.inForceTo.map { "to \($0.words)" },
    ].compactMap { $0 }.joined(separator: " ")
    note(
      .notInForce, "\"\(framework.id)\" is not in force on \(date.words)", at: "framework",
      fix: "it holds \(bounds); name another framework or date", as: .warning)
  }
}

extension DiagnosticCode {
  /// Something due before the call.
  package static let dueTooEarly = DiagnosticCode("P005")
  /// Something due on a day that is not worked.
  package static let closedDay = DiagnosticCode("P006")
  /// Something that happens after the last date of the framework.
  package static let afterEnd = DiagnosticCode("P007")
  /// Somebody who owns more work than there are hours for.
  package static let tooMuchWork = DiagnosticCode("P008")
  /// A framework that did not apply on that date.
  package static let notInForce = DiagnosticCode("P009")
  /// A window without a day for the call.
  package static let emptyWindow = DiagnosticCode("P010")
  /// A phase that ends before it begins.
  package static let phaseReversed = DiagnosticCode("P011")
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
  ///
  /// - Parameter notified: when the call came, in the place of what the scenario says
  package func plan(
    _ scenario: Scenario, notified: CallDate? = nil
  ) -> (plan: Plan?, diagnostics: [Diagnostic]) {
    func open<M: Module>(
      _ module: M.Type, _ section: any Record, _ planner: inout Planner
    ) -> (ObjectIdentifier, any Sendable) {
      guard let section = section as? M.Section else {
        preconditionFailure("\(M.name) was given another module's section")
      }
      return (ObjectIdentifier(module), M.prepare(section, &planner))
    }
    var planner = Planner(scenario, notified: notified)
    // Without its dates nothing in the scenario has any: one mistake is reported once.
    if planner.hasFailed { return (nil, planner.diagnostics) }
    var prepared: [(module: ObjectIdentifier, value: any Sendable)] = []
    for (module, section) in zip(all, scenario.sections) {
      prepared.append(open(module, section, &planner))
    }
    planner.checkEfforts()
    planner.checkWork()
    let plan = Plan(scenario: scenario, frame: planner, prepared: prepared)
    return (planner.hasFailed ? nil : plan, planner.diagnostics)
  }
}
