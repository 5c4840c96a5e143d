/// A scenario resolved on the calendar: every dated step and deadline.
package struct Plan: Sendable {
  package let scenario: Scenario
  package let calendar: WorkingCalendar
  /// The date of the call, moved to a working day where it fell on a closed one.
  package let dayOne: CalendarDate
  /// Whether that date is known; else the call comes in a window, this is its first day, and only
  /// the days counted from the call mean anything.
  package let isDated: Bool
  /// When the call comes, where the scenario leaves it open and a rehearsal has fixed it.
  package private(set) var secret: CallSecret?
  package let milestones: [PlannedMilestone]
  /// In the order in which they fall due; at one moment, in the order in which modules gave them.
  package let steps: [Step]
  /// What takes somebody's time, in no order.
  package let work: [Work]
  /// When each person works of whom the scenario says more than that they exist.
  package let availability: [ID<Person>: Availability]
  /// When random requests come, where there are any.
  package let requestWindow: RequestWindow?
  package let names: Names
  private let prepared: [(module: ObjectIdentifier, value: any Sendable)]

  init(
    scenario: Scenario, frame: Planner, prepared: [(module: ObjectIdentifier, value: any Sendable)]
  ) {
    self.scenario = scenario
    calendar = frame.calendar
    dayOne = frame.dayOne
    isDated = frame.isDated
    milestones = frame.milestones
    steps = frame.steps.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
    work = frame.work
    availability = frame.availability
    requestWindow = frame.requestWindow
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

  /// The plan of a rehearsal whose call was fixed in secret.
  package func keeping(_ secret: CallSecret) -> Plan {
    var plan = self
    plan.secret = secret
    return plan
  }

  /// The days and hours within which the call may come, for a scenario that leaves it open.
  package var callTimes: CallTimes? {
    CallTimes(scenario.head.window, scenario.framework.call)
  }

  /// How moments are read and written where people count days.
  package var days: TextContext { TextContext(dayOne: dayOne, writesDays: true) }

  /// The call, or whatever else the framework begins with.
  package var start: PlannedMilestone? {
    milestones.first { $0.id == scenario.framework.start?.id }
  }

  package func moment(of milestone: ID<Milestone>) -> Moment? {
    milestones.first { $0.id == milestone }?.at
  }

  /// The first day of inspectors on site, which decides what is judged; where nobody comes, the
  /// first day of all.
  package var fieldworkDate: CalendarDate { (moment(of: .fieldworkStart)?.date) ?? dayOne }

  /// What people call a message, a deadline or a new event, in quotes; its id where nobody said.
  package func title(_ id: String) -> String {
    let ids = [id, "due-\(id)", "cascade-\(id)", "inject-\(id)"]
    return steps.first { ids.contains($0.id) }.map { "\"\($0.title)\"" } ?? id
  }

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
    case milestone, phase, deadline, cascade, item, document, list, audit, inject, meeting, action
  }

  /// Unique in the plan, stable for ever: `notification`, `due-data`, `cascade-call`.
  package let id: String
  package let at: Moment
  /// The latest moment, for what comes at random.
  package let until: Moment?
  package let sort: Sort
  package let title: String
  /// What it is one of, where many such lines fall due together: `Leadership` for a document.
  package let group: String?
  package let module: String
  package let owner: ID<Role>?
  /// What the clock does when it falls due; `nil` where the line only informs.
  package let command: (any Command)?

  package init(
    id: String, at: Moment, sort: Sort, title: String, module: StaticString,
    owner: ID<Role>? = nil, group: String? = nil, until: Moment? = nil,
    command: (any Command)? = nil
  ) {
    self.id = id
    self.at = at
    self.until = until
    self.sort = sort
    self.title = title
    self.group = group
    self.module = "\(module)"
    self.owner = owner
    self.command = command
  }

  /// The id of the command that carries the step out, the same in every rehearsal.
  package var commandID: String { "step/\(id)" }
}
