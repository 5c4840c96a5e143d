/// The deadlines of one role, once the call has made them known. The facilitator's stand in the
/// running order.
extension Timeline {
  package static func paper(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Block] {
    guard case .role(let role) = viewer else { return [] }
    let own = state[Timeline.self].deadlines.values.filter { $0.owner == role && $0.met == nil }
    guard !own.isEmpty else { return [] }
    let table = Block.Table(
      caption: "Your deadlines", columns: ["What is due", "Due", "Done", "Time"],
      rows: own.map { [.words($0.title), .moment($0.due), .box, .line] })
    return [Block("deadlines", .heading("Deadlines")), Block("deadlines-table", .table(table))]
  }
}
