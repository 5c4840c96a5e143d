/// Who sits where, for somebody to write down.
extension Cover {
  package static func paper(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Block] {
    let seats = state[Cover.self].seats
    switch viewer {
    case .room: return []
    case .role(let role):
      guard let seat = seats[role] else { return [] }
      let hasDeputy = plan.scenario.head.roles.contains { $0.id == role && $0.deputy != nil }
      return [
        Block(
          "seat",
          .facts([
            Block.Fact("Who sits here", seat.isPerson ? .line : .words(words(seat))),
            Block.Fact("Who stands in", hasDeputy ? .line : .words("Nobody is named")),
          ]))
      ]
    case .facilitator:
      let columns = ["Role", "How it is filled", "Name", "Telephone", "Came", "Left", "Signature"]
      let rows = zip(seats.keys, seats.values).map { role, seat -> [Cell] in
        [.words(state.names.title(role)), .words(words(seat))]
          + Array(repeating: .line, count: columns.count - 2)
      }
      let visiting = ["Number", "Name", "Why they are here", "Came", "Left", "Signature"]
      return [
        Block.kept("sign-in", "Sign-in sheet"),
        Block(
          "sign-in-notice",
          .text("Names stay on this sheet. Keep it as long as you must, and no longer.")),
        Block(
          "sign-in-roles",
          .table(Block.Table(caption: "Roles", columns: columns, rows: rows))),
        Block(
          "sign-in-others",
          .table(
            Block.Table(
              caption: "Observers and visitors", columns: visiting,
              rows: Block.blankRows(8, columns: visiting.count)))),
      ]
    }
  }

  private static func words(_ seat: SeatState) -> String {
    switch seat.filling {
    case .taken: "By its holder"
    case .deputised: "By the deputy"
    case .computer: "Played by the computer"
    case .empty: "Empty on purpose"
    case .vacant: "Nobody yet"
    }
  }
}
