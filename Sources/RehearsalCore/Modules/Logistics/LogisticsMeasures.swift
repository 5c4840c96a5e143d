/// What the checklists came to in figures, from what happened alone.
package struct LogisticsMeasures: Encodable, Sendable, Hashable {
  package let items: Int
  package let doneInTime: Int
  package let doneLate: Int
  /// Past their due time and still to be done.
  package let overdue: Int
  package let blocked: Int
  package let notApplicable: Int

  package init(_ state: RehearsalState) {
    let all = state[Logistics.self].items.values
    let late = all.filter { $0.isLate(state) }.count
    items = all.count
    doneInTime = all.filter { $0.standing == .done }.count - late
    doneLate = late
    overdue = all.filter(\.isOverdue).count
    blocked = all.filter { $0.standing == .blocked }.count
    notApplicable = all.filter { $0.standing == .notApplicable }.count
  }
}
