/// What the commands of Fieldwork look up, in the order of precedence of its refusals.
extension Fieldwork {
  static func requireCall(_ state: RehearsalState) throws(Rejection) {
    if state[Timeline.self].milestones.isEmpty { throw Rejection(FieldworkRefusal.beforeCall) }
  }

  static func requireInspectorate(
    _ context: Context, _ state: RehearsalState
  ) throws(Rejection) {
    guard context.isInspectorate(state) else {
      throw Rejection(FieldworkRefusal.inspectorateOnly)
    }
  }

  /// Inspectors, the facilitator, and every role of the council that does not only watch.
  static func requirePlayer(
    _ context: Context, _ state: RehearsalState, _ plan: Plan
  ) throws(Rejection) {
    if context.isInspectorate(state) { return }
    let part = context.actor.role.flatMap { id in
      plan.scenario.head.roles.first { $0.id == id }?.part
    }
    guard part == .player else { throw Rejection(FieldworkRefusal.playersOnly) }
  }

  /// The inspectorate, and the roles of the council that keep in touch with it.
  static func requireTouch(
    _ context: Context, _ state: RehearsalState
  ) throws(Rejection) {
    if context.isInspectorate(state) { return }
    let with = state[Fieldwork.self].keepInTouchWith
    guard let role = context.actor.role, with.contains(role) else {
      throw Rejection(FieldworkRefusal.notInTouch(with))
    }
  }

  static func inspector(
    _ id: ID<Inspector>, _ state: RehearsalState
  ) throws(Rejection) -> InspectorState {
    let known = state[Fieldwork.self].inspectors
    guard let found = known[id] else {
      let near = Suggestion.nearest(to: id.text, among: known.keys.map(\.text))
      throw Rejection(FieldworkRefusal.inspectorUnknown(id, nearest: near))
    }
    return found
  }

  /// The meeting, if the actor belongs to it.
  static func meeting(
    _ id: ID<MeetingLine>, _ state: RehearsalState, _ context: Context
  ) throws(Rejection) -> MeetingState {
    let known = state[Fieldwork.self].meetings
    guard let found = known[id] else {
      let near = Suggestion.nearest(to: id.text, among: known.keys.map(\.text))
      throw Rejection(FieldworkRefusal.meetingUnknown(id, nearest: near))
    }
    if context.isInspectorate(state) { return found }
    guard let role = context.actor.role, found.roles.contains(role) else {
      throw Rejection(FieldworkRefusal.notYourMeeting(id))
    }
    return found
  }

  /// A meeting that is still to be held, or was missed and may be made up for.
  static func openMeeting(
    _ id: ID<MeetingLine>, _ state: RehearsalState, _ context: Context, mayBeMissed: Bool = false
  ) throws(Rejection) -> MeetingState {
    let found = try meeting(id, state, context)
    switch found.standing {
    case .held: throw Rejection(FieldworkRefusal.alreadyHeld(id))
    case .cancelled: throw Rejection(FieldworkRefusal.alreadyCancelled(id))
    case .missed where !mayBeMissed: throw Rejection(FieldworkRefusal.alreadyMissed(id))
    case .missed, .planned: return found
    }
  }

  static func requireRoles(_ roles: [ID<Role>], _ plan: Plan) throws(Rejection) {
    for role in roles where !plan.isRole(role) {
      let all = plan.scenario.head.roles.map(\.id.text)
      let near = Suggestion.nearest(to: role.text, among: all)
      throw Rejection(FieldworkRefusal.roleUnknown(role, nearest: near))
    }
  }

  /// What inspectors found, if the framework knows its area and its grade.
  static func verdict(
    _ area: ID<Judgement>?, _ grade: ID<Grade>?, _ text: String?, _ state: RehearsalState,
    _ plan: Plan
  ) throws(Rejection) -> Verdict {
    if grade == nil, text == nil { throw Rejection(FieldworkRefusal.nothingSaid) }
    let areas = plan.judged(state)
    let found = areas.first { $0.id == area }
    if let area, found == nil {
      throw Rejection(FieldworkRefusal.areaUnknown(area, areas.map(\.id)))
    }
    guard let grade else {
      return Verdict(area: area, title: found?.title, grade: nil, gradeTitle: nil, text: text)
    }
    let scale = plan.scenario.framework.grades
    if scale.isEmpty { throw Rejection(FieldworkRefusal.noGrades(grade)) }
    guard let step = scale.first(where: { $0.id == grade }) else {
      throw Rejection(FieldworkRefusal.gradeUnknown(grade, scale.map(\.id)))
    }
    guard let found else { throw Rejection(FieldworkRefusal.areaMissing(areas.map(\.id))) }
    return Verdict(
      area: found.id, title: found.title, grade: grade, gradeTitle: step.title, text: text)
  }

  static func requireUnpublished(_ state: RehearsalState) throws(Rejection) {
    if state[Fieldwork.self].published != nil { throw Rejection(FieldworkRefusal.published) }
  }

  /// Who may see what stays in confidence until it is published.
  static func confidants(_ state: RehearsalState) -> Audience {
    .roles(state[Fieldwork.self].mayKnow + state.inspectorate)
  }
}

extension Plan {
  /// What is judged: it depends on the first day of fieldwork, which may have been put off.
  func judged(_ state: RehearsalState) -> [Judgement] {
    let date = moment(of: .fieldworkStart).map { state.moved($0).date } ?? fieldworkDate
    return scenario.framework.judgements.filter { $0.holds(on: date) }
  }
}
