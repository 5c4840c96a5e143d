/// What evaluators ask of the clock.
extension Timeline {
  package static func outcomes(_ state: RehearsalState) -> [Outcome] {
    let timeline = state[Timeline.self]
    let lines = timeline.deadlines.values
    guard !lines.isEmpty else { return [] }
    let met = lines.count { line in line.met.map { $0 <= line.due } ?? false }
    let late = lines.count { line in line.met.map { $0 > line.due } ?? false }
    let missed = lines.count { $0.met == nil && $0.missed != nil }
    return [
      Outcome("timeline.met", "Deadlines met", .words("\(met) of \(lines.count)")),
      Outcome("timeline.met-late", "Deadlines met late", .number(late)),
      Outcome("timeline.missed", "Deadlines missed", .number(missed)),
    ]
  }

  package static let conditions = [
    "data-due is met", "data-due is missed", "fieldwork-start is reached", "fieldwork begins",
    "the rehearsal ends",
  ]

  package static func condition(
    _ words: [String], _ plan: Plan
  ) -> Result<Condition, Condition.Problem>? {
    if words == ["the", "rehearsal", "ends"] {
      return .success(Condition { $0[Timeline.self].status == .ended })
    }
    if words.count > 1, words.last == "begins" { return phase(Array(words.dropLast()), plan) }
    guard words.count > 2, words[words.count - 2] == "is", let verb = words.last else {
      return nil
    }
    let called = Called(Array(words.dropLast(2)))
    switch verb {
    case "met", "missed": return deadline(called, isMet: verb == "met", plan)
    case "reached": return milestone(called, plan)
    default: return nil
    }
  }

  private static func deadline(
    _ called: Called, isMet: Bool, _ plan: Plan
  ) -> Result<Condition, Condition.Problem> {
    let all = plan[Timeline.self].deadlines
    guard
      let id = all.first(where: { called.fits(id: $0.deadline.text, title: $0.title) })?.deadline
    else { return .failure(called.unknown("deadline", among: all.map(\.deadline.text))) }
    return .success(
      Condition { state in
        let timeline = state[Timeline.self]
        let line = timeline.deadlines[id]
        return isMet
          ? line?.met != nil || timeline.early[id] != nil : line?.missed != nil
      })
  }

  private static func milestone(
    _ called: Called, _ plan: Plan
  ) -> Result<Condition, Condition.Problem> {
    let all = plan[Timeline.self].milestones.filter { !$0.isDeadline }
    guard let id = all.first(where: { called.fits(id: $0.id.text, title: $0.title) })?.id else {
      return .failure(called.unknown("milestone", among: all.map(\.id.text)))
    }
    return .success(Condition { $0[Timeline.self].milestones[id]?.reached != nil })
  }

  private static func phase(
    _ words: [String], _ plan: Plan
  ) -> Result<Condition, Condition.Problem> {
    let all = plan[Timeline.self].phases
    let called = Called(words)
    guard let id = all.first(where: { called.fits(id: $0.id.text, title: $0.title) })?.id else {
      return .failure(called.unknown("phase", among: all.map(\.id.text)))
    }
    return .success(Condition { $0[Timeline.self].phases[id] != nil })
  }
}
