/// What evaluators ask of the checklists.
extension Logistics {
  package static func outcomes(_ state: RehearsalState) -> [Outcome] {
    let measures = LogisticsMeasures(state)
    let needed = measures.items - measures.notApplicable
    guard needed > 0, state[Logistics.self].isDated else { return [] }
    return [
      Outcome(
        "logistics.in-time", "Checklist items done in time",
        .words("\(measures.doneInTime) of \(needed)")),
      Outcome("logistics.late", "Checklist items done late", .number(measures.doneLate)),
      Outcome("logistics.overdue", "Checklist items overdue", .number(measures.overdue)),
    ]
  }

  package static let conditions = ["everything is ready", "base-room is done"]

  package static func condition(
    _ words: [String], _ plan: Plan
  ) -> Result<Condition, Condition.Problem>? {
    if words == ["everything", "is", "ready"] {
      return .success(
        Condition { state in state[Logistics.self].items.values.allSatisfy { !$0.isOpen } })
    }
    guard words.count > 2, Array(words.suffix(2)) == ["is", "done"] else { return nil }
    let called = Called(Array(words.dropLast(2)))
    let all = plan[Logistics.self].items.map(\.line)
    guard let id = all.first(where: { called.fits(id: $0.id.text, title: $0.title) })?.id else {
      return .failure(called.unknown("checklist item", among: all.map(\.id.text)))
    }
    return .success(Condition { $0[Logistics.self].items[id]?.standing == .done })
  }
}
