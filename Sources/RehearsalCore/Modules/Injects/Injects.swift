/// Surprises: what befalls the council while it is being inspected, and what inspectors ask for;
/// what was done about each, how good that was, and what was decided.
///
/// They are the facilitator's secret. The plan that a facilitator reads lists them; what a role
/// sees comes by events only. Those who receive one see it, with whoever judges it; what good
/// looks like is for the judge alone.
package enum Injects: Module {
  package static let name: StaticString = "injects"
  package static let doc: StaticString = "New events that the facilitator has in store"
  package static let title: StaticString = "Requests and events"

  package static let commands: [any Command.Type] = [
    KeepInStore.self, DrawTimes.self, ReleaseInject.self, AnnounceInject.self, SkipInject.self,
    HoldBackInject.self, EndOutage.self, AcknowledgeInject.self, RespondToInject.self,
    NoticeNoResponse.self, JudgeExpectation.self, RaiseRequest.self, ReassignRequest.self,
    AnswerRequest.self, AcceptAnswer.self, TurnDownAnswer.self, WithdrawRequest.self,
    NoticeNoAnswer.self, TakeDecision.self,
  ]

  package static let events: [any Event.Type] = [
    InjectsStored.self, TimesDrawn.self, InjectReleased.self, ExpectationsSet.self,
    NothingPutOff.self, InjectSkipped.self, InjectHeldBack.self, OutageEnded.self,
    InjectAcknowledged.self, InjectRespondedTo.self, ResponseOverdue.self,
    ExpectationJudged.self, RequestRaised.self, RequestReassigned.self, RequestAnswered.self,
    AnswerAccepted.self, AnswerTurnedDown.self, RequestWithdrawn.self, RequestOverdue.self,
    DecisionTaken.self,
  ]

  package static func initialState(_ plan: Plan) -> State { State() }

  package static func boards(_ state: RehearsalState) -> [any Board] {
    let injects = state[Injects.self]
    var boards: [any Board] = []
    if !injects.store.isEmpty { boards.append(InjectStoreBoard(state)) }
    if !injects.released.isEmpty || !injects.outages.isEmpty { boards.append(InjectsBoard(state)) }
    if !injects.expected.isEmpty { boards.append(ExpectationsBoard(state)) }
    if !injects.requests.isEmpty { boards.append(RequestsBoard(state)) }
    if !injects.decisions.isEmpty { boards.append(DecisionsBoard(injects, state.names)) }
    return boards
  }

  /// The injects on the calendar.
  package struct Prepared: Sendable {
    package let events: [PreparedInject]
    /// Draws the random times, unless the facilitator draws them anew.
    package let seed: Int
    /// Roles that only watch: each may judge whatever it sees.
    package let observers: [ID<Role>]
    /// The observers whom the scenario lets judge something; they see everything come.
    package let watchers: [ID<Role>]

    package func event(_ id: ID<InjectLine>) -> PreparedInject? {
      events.first { $0.line.id == id }
    }
  }

  /// An inject with the moments between which it comes; `nil` where a condition or the facilitator
  /// decides.
  package struct PreparedInject: Sendable {
    package let line: InjectLine
    package let earliest: Moment?
    package let latest: Moment?
    let frame: DeadlineFrame

    /// Whether its moment is drawn.
    package var isRandom: Bool { line.at == nil && earliest != nil && latest != nil }
  }

  package static func prepare(_ section: Section, _ planner: inout Planner) -> Prepared {
    var events: [PreparedInject] = []
    for (index, line) in section.events.enumerated() {
      let path = "injects.events[\(index)]"
      let (first, last) = line.at.map { ($0, $0) } ?? (line.earliest, line.latest)
      let names = line.at == nil ? ("earliest", "latest") : ("at", "at")
      let earliest = first.flatMap { moment($0, "\(path).\(names.0)", &planner) }
      // The same due time has the same problems, which are noted once.
      let latest =
        line.at == nil ? last.flatMap { moment($0, "\(path).\(names.1)", &planner) } : earliest
      if let earliest, let latest, latest < earliest {
        planner.note(
          .injectReversed, "this is before \(earliest.words), when it may come at the earliest",
          at: "\(path).latest", fix: "turn the two times round")
      }
      resolveOthers(line, path, base: earliest, &planner)
      events.append(
        PreparedInject(
          line: line, earliest: earliest, latest: latest, frame: planner.frame()))
      guard let earliest else { continue }
      // When a random one comes is drawn in the rehearsal, so its step only informs.
      planner.add(
        Step(
          id: "inject-\(line.id)", at: earliest, sort: .inject, title: line.title, module: name,
          owner: line.to.first, until: latest == earliest ? nil : latest,
          command: line.at == nil ? nil : ReleaseInject(inject: line.id)))
    }
    let observers = planner.head.roles.filter { $0.part == .observer }.map(\.id)
    let judges = section.events.compactMap(\.judge)
    return Prepared(
      events: events, seed: section.seed, observers: observers,
      watchers: observers.filter(judges.contains))
  }

  private static func moment(
    _ deadline: Deadline, _ path: String, _ planner: inout Planner
  ) -> Moment? {
    guard let moment = planner.resolve(deadline, at: path) else { return nil }
    if moment.date < planner.start.date {
      planner.note(
        .dueTooEarly, "this comes \(moment.words), before day 1", at: path,
        fix: "let it come on day 1 or later")
    }
    planner.noteIfOver(moment, at: path)
    return moment
  }

  /// Times that only matter once it has come: they must be readable all the same.
  private static func resolveOthers(
    _ line: InjectLine, _ path: String, base: Moment?, _ planner: inout Planner
  ) {
    let base = base ?? planner.start
    if let by = line.respondBy {
      let due = planner.resolve(by, at: "\(path).respond-by", base: base)
      if let due, due < base {
        planner.note(
          .dueTooEarly, "the response falls due \(due.words), before it is asked for",
          at: "\(path).respond-by", fix: "count from its release, such as +2h")
      }
    }
    guard let until = line.until else { return }
    let end = planner.resolve(until, at: "\(path).until", base: base)
    if let end, end < base {
      planner.note(
        .dueTooEarly, "this is \(end.words), before it comes", at: "\(path).until",
        fix: "use a later time, or one counted from its release such as +3h")
    }
  }

  package static func briefing(_ plan: Plan) -> [Block] {
    let undated = plan[Injects.self].events.filter { $0.earliest == nil }
    guard !undated.isEmpty else { return [] }
    let table = Block.Table(
      caption: "New events without a time of their own", columns: ["What", "When", "To"],
      rows: undated.map { event in
        [
          .words(event.line.title),
          .words(
            event.line.when.map { "when \($0.words(naming: plan.title))" }
              ?? "when the facilitator releases it"),
          event.line.to.isEmpty
            ? .none
            : .words(event.line.to.map { plan.names.title($0) }.joined(separator: ", ")),
        ]
      })
    return [Block("briefing-injects", .table(table))]
  }
}
