/// What is asked for on the way of a list of data to inspectors: run, checked, sent.

package struct RunDataList: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.run-list"
  package static let verb: StaticString = "runs"
  package static let doc: StaticString = "Says that a list of data was run, and how long it is"
  package let list: ID<DataList>
  package let rows: Int
}

extension RunDataList {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    list = f.one("list", old?.list, "Which list of data")
    rows = f.one("rows", old?.rows, "How many rows it has")
  }

  /// A list that is run again is another list, even where it is as long as before: it must be
  /// checked again.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DataListLookup(list, state, plan)
    try lookup.requireOwner(context)
    if rows < 0 { throw Rejection(DocumentsRefusal.rowsNegative(rows)) }
    return [
      DataListRun(
        list: list, title: lookup.line.title, run: lookup.line.runs.count + 1, rows: rows,
        before: lookup.line.newest?.rows)
    ]
  }
}

package struct VouchForDataList: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.check-list"
  package static let verb: StaticString = "vouches for"
  package static let doc: StaticString = "Says that a list of data is a true picture"
  package let list: ID<DataList>
}

extension VouchForDataList {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    list = f.one("list", old?.list, "Which list of data")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DataListLookup(list, state, plan)
    let isOwn = try lookup.requireChecker(context)
    switch lookup.line.standing {
    case .checked, .sent: return []
    case .run, .failed:
      return [
        DataListChecked(
          list: list, title: lookup.line.title, rows: lookup.line.newest?.rows ?? 0, isOwn: isOwn)
      ]
    case .notRun:
      throw Rejection(DocumentsRefusal.notRun(list, owner: lookup.prepared.line.owner))
    }
  }
}

package struct FaultDataList: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.fault-list"
  package static let verb: StaticString = "faults"
  package static let doc: StaticString = "Says that a list of data fails its check, and why"
  package let list: ID<DataList>
  package let because: String
}

extension FaultDataList {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    list = f.one("list", old?.list, "Which list of data")
    because = f.one("because", old?.because, "What is wrong with it; it stays in the log")
  }

  /// What was sent may be found wrong too: it must be run, checked and sent again.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DataListLookup(list, state, plan)
    _ = try lookup.requireChecker(context)
    switch lookup.line.standing {
    case .failed where lookup.line.reason == because: return []
    case .run, .failed, .checked, .sent:
      return [DataListFailed(list: list, title: lookup.line.title, because: because)]
    case .notRun:
      throw Rejection(DocumentsRefusal.notRun(list, owner: lookup.prepared.line.owner))
    }
  }
}

package struct DeliverDataList: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.send-list"
  package static let verb: StaticString = "delivers"
  package static let doc: StaticString = "Hands a list of data over to inspectors"
  package let list: ID<DataList>
}

extension DeliverDataList {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    list = f.one("list", old?.list, "Which list of data")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DataListLookup(list, state, plan)
    try lookup.requireHands(context)
    try state.requireCalled()
    let line = lookup.line
    let own = lookup.prepared.line
    switch line.standing {
    case .sent: return []
    case .checked:
      let isLate = context.now > state.moved(lookup.prepared.due) && line.sendings.isEmpty
      return [
        DataListSent(
          list: list, title: line.title, run: line.runs.count, rows: line.newest?.rows ?? 0,
          isLate: isLate)
      ]
    case .notRun: throw Rejection(DocumentsRefusal.notRun(list, owner: own.owner))
    case .run, .failed:
      throw Rejection(
        DocumentsRefusal.notChecked(
          list, hasFailed: line.standing == .failed, checker: own.checker ?? own.owner))
    }
  }
}
