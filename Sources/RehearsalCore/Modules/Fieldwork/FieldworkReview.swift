/// What evaluators ask of the inspectors' time with the council.
extension Fieldwork {
  package static func outcomes(_ state: RehearsalState) -> [Outcome] {
    let measures = FieldworkMeasures(state)
    guard measures.meetings > 0 else { return [] }
    var outcomes = [
      Outcome(
        "fieldwork.held", "Meetings held", .words("\(measures.held) of \(measures.meetings)")),
      Outcome("fieldwork.moved", "Meetings moved", .number(measures.moved)),
    ]
    if measures.concerns > 0 {
      outcomes.append(
        Outcome(
          "fieldwork.concerns", "Concerns answered",
          .words("\(measures.answered) of \(measures.concerns)")))
    }
    if let days = measures.daysToPublication {
      outcomes.append(
        Outcome(
          "fieldwork.days", "Working days from feedback to publication", .number(days)))
    }
    return outcomes
  }

  package static let conditions = ["the report is published"]

  package static func condition(
    _ words: [String], _ plan: Plan
  ) -> Result<Condition, Condition.Problem>? {
    guard words == ["the", "report", "is", "published"] else { return nil }
    return .success(
      Condition { state in
        state[Fieldwork.self].published != nil
          || state[Timeline.self].milestones[.known("publication")]?.reached != nil
      })
  }
}
