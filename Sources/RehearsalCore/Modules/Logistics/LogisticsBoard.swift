/// What is ready, and what is not?
package struct LogisticsBoard: Board {
  package static let name: StaticString = "logistics"
  package static let question: StaticString = "What is ready, and what is not?"

  /// One item, in words that do not change: scripts read them.
  package struct Item: Encodable, Sendable {
    package let item: String
    package let title: String
    package let owner: String?
    package let due: Moment?
    /// `to-do`, `in-progress`, `done`, `blocked` or `not-applicable`.
    package let standing: String
    package let isLate: Bool
    package let isOverdue: Bool
    package let reason: String?
    package let done: Moment?
    package let proof: String?
    /// What must still be shown before it can be done.
    package let asksFor: String?
    package let waitsFor: [String]
  }

  /// One checklist.
  package struct Checklist: Encodable, Sendable {
    package let title: String
    package let done: Int
    /// Those that apply.
    package let of: Int
    package let items: [Item]
  }

  /// How much one role still has to do.
  package struct Load: Encodable, Sendable {
    package let owner: String
    package let open: Int
    package let overdue: Int
  }

  /// An item that went to another role, by whom and why.
  package struct HandOver: Encodable, Sendable {
    package let title: String
    package let from: String?
    package let to: String
    package let by: String
    package let at: Moment
    package let because: String
  }

  package let measures: LogisticsMeasures
  package let checklists: [Checklist]
  package let load: [Load]
  package let handOvers: [HandOver]

  init(_ state: RehearsalState) {
    let names = state.names
    let logistics = state[Logistics.self]
    let all = logistics.items.values
    measures = LogisticsMeasures(state)
    checklists = all.map(\.checklist).firsts.map { title in
      let own = all.filter { $0.checklist == title }
      return Checklist(
        title: title, done: own.filter { $0.standing == .done }.count,
        of: own.filter { $0.standing != .notApplicable }.count,
        items: own.map { Item($0, state) })
    }
    load = all.map(\.owner).firsts.map { owner in
      let own = all.filter { $0.owner == owner && $0.isOpen }
      return Load(
        owner: owner.map { names.title($0) } ?? "Nobody", open: own.count,
        overdue: own.filter(\.isOverdue).count)
    }
    handOvers = all.flatMap { item in
      item.handOvers.map { line in
        HandOver(
          title: item.title, from: line.from.map { names.title($0) }, to: names.title(line.to),
          by: names.title(line.by), at: line.at, because: line.because)
      }
    }
  }

  package var glance: [Block.Fact] {
    let (done, all) = (checklists.reduce(0) { $0 + $1.done }, checklists.reduce(0) { $0 + $1.of })
    return [Block.Fact("Checklist items done", .words("\(done) of \(all)"))]
  }

  package var blocks: [Block] {
    var blocks = [
      Block("logistics", .heading("\(Self.question)")), Block("logistics-facts", .facts(figures)),
    ]
    if !calledOut.isEmpty { blocks.append(Block("logistics-late", .table(lateTable))) }
    for (number, checklist) in checklists.enumerated() {
      let key = "logistics-list-\(number + 1)"
      if checklist.of > 0 {
        let measure = Block.Measure(
          "done: \(checklist.title)", checklist.done, of: checklist.of)
        blocks.append(Block("\(key)-done", .measure(measure)))
      }
      blocks.append(Block(key, .table(table(checklist))))
    }
    blocks.append(Block("logistics-load", .table(loadTable)))
    if !handOvers.isEmpty { blocks.append(Block("logistics-handed-over", .table(handedOver))) }
    return blocks
  }

  private var figures: [Block.Fact] {
    [
      Block.Fact("Items", .number(measures.items)),
      Block.Fact("Done in time", .number(measures.doneInTime)),
      Block.Fact("Done late", .number(measures.doneLate)),
      Block.Fact("Overdue and open", .number(measures.overdue)),
      Block.Fact("Blocked now", .number(measures.blocked)),
      Block.Fact("Not applicable", .number(measures.notApplicable)),
    ]
  }

  private var calledOut: [Item] {
    checklists.flatMap(\.items).filter { $0.isOverdue || $0.isLate }
  }

  private var lateTable: Block.Table {
    Block.Table(
      caption: "Overdue or late", columns: ["Item", "Owner", "Due", "How it stands", "Done"],
      rows: calledOut.map { item in
        [
          .words(item.title), item.owner.map { .words($0) } ?? .none, .moment(item.due),
          item.cell, .moment(item.done),
        ]
      })
  }

  private func table(_ checklist: Checklist) -> Block.Table {
    Block.Table(
      caption: checklist.title,
      columns: ["Item", "Owner", "Due", "How it stands", "Proof", "Waits for"],
      rows: checklist.items.map { item in
        [
          .words(item.title), item.owner.map { .words($0) } ?? .none, .moment(item.due),
          item.cell, item.proofCell,
          item.waitsFor.isEmpty ? .none : .words(item.waitsFor.joined(separator: ", ")),
        ]
      })
  }

  private var loadTable: Block.Table {
    Block.Table(
      caption: "Who still has what to do", columns: ["Owner", "Open", "Overdue"],
      rows: load.map { [.words($0.owner), .number($0.open), .number($0.overdue)] })
  }

  private var handedOver: Block.Table {
    Block.Table(
      caption: "Handed over", columns: ["Item", "From", "To", "When", "By", "Why"],
      rows: handOvers.map { line in
        [
          .words(line.title), line.from.map { .words($0) } ?? .none, .words(line.to),
          .moment(line.at), .words(line.by), .words(line.because),
        ]
      })
  }
}

extension LogisticsBoard.Item {
  fileprivate init(_ item: Logistics.ItemState, _ state: RehearsalState) {
    let missing = state[Logistics.self].missing(before: item)
    self.init(
      item: item.id.text, title: item.title, owner: item.owner.map { state.names.title($0) },
      due: item.due(state), standing: item.standing.rawValue, isLate: item.isLate(state),
      isOverdue: item.isOverdue, reason: item.reason, done: item.done, proof: item.proof,
      asksFor: item.isOpen ? item.asksFor : nil,
      waitsFor: item.isOpen ? missing.map(\.title) : [])
  }

  fileprivate var cell: Cell {
    let overdue = isOverdue ? ", overdue" : ""
    return switch Logistics.Standing(rawValue: standing) {
    case .done: isLate ? .status(.late, "Done late") : .status(.done, "Done")
    case .inProgress: .status(isOverdue ? .late : .underWay, "In progress" + overdue)
    case .blocked: .status(.problem, "Blocked\(overdue): \(reason ?? "no reason given")")
    case .notApplicable: .status(.neutral, "Not applicable: \(reason ?? "no reason given")")
    case .toDo, nil: .status(isOverdue ? .late : .neutral, "To do" + overdue)
    }
  }

  fileprivate var proofCell: Cell {
    if let proof { return .words(proof) }
    return asksFor.map { .words("Asked for: \($0)") } ?? .none
  }
}

extension Logistics {
  /// The council works through its checklists among itself. So whoever was not told the due times
  /// with the call has nothing to be shown from then on.
  package static func boards(_ state: RehearsalState) -> [any Board] {
    let logistics = state[Logistics.self]
    let isUntold = !logistics.isDated && !state[Timeline.self].milestones.isEmpty
    return logistics.items.isEmpty || isUntold ? [] : [LogisticsBoard(state)]
  }
}
