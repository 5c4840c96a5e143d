/// What every module's paper has in common.
extension Block {
  /// A sheet that a facilitator keeps.
  static func kept(_ id: String, _ title: String) -> Block {
    Block(id, .sheet(Sheet(title, for: "For the facilitator alone.")))
  }

  /// A sheet that is handed to one role, with the moment at which that may be done on top of it.
  ///
  /// It holds what that role may know from then on, and nothing that is another's.
  static func handedOver(_ id: String, _ title: String, to role: String, when: Cell) -> [Block] {
    [
      Block(id, .sheet(Sheet("\(role): \(title)", for: "For: \(role)."))),
      Block("\(id)-when", .facts([Fact("Hand this over", when)])),
    ]
  }

  /// A line of a table that somebody fills in by hand: its number, then lines.
  static func blankRows(_ count: Int, columns: Int) -> [[Cell]] {
    (1...count).map { [.number($0)] + Array(repeating: Cell.line, count: columns - 1) }
  }
}

extension Cell {
  /// A due time, or a line for one that is not known yet: it is said with the call.
  static func due(_ moment: Moment?) -> Cell { moment.map { .moment($0) } ?? .line }

  /// Words, or nothing for none.
  static func words(_ words: String?) -> Cell { words.map { .words($0) } ?? .none }
}
