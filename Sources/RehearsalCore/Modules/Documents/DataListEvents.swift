/// What happened to a list of data on its way to inspectors.

package struct DataListRun: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.list-run"
  package static let doc: StaticString = "A list of data was run"
  package let list: ID<DataList>
  package let title: String
  package let run: Int
  package let rows: Int
  package let before: Int?
}

extension DataListRun {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    list = f.one("list", old?.list, "Which list of data")
    title = f.one("title", old?.title, "What it is called")
    run = f.one("run", old?.run, "Which run it is, from 1")
    rows = f.one("rows", old?.rows, "How many rows it has")
    before = f.maybe("before", old?.before, "How many rows it had when it was run before")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(list, title) { line in
      line.standing = .run
      line.reason = nil
      line.checked = nil
      line.isOwnCheck = false
      line.runs.append(
        Documents.ListRunning(rows: rows, by: stamp.actor.role, at: stamp.when))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { RunDataList(list: list, rows: rows) }
  package func story(_ names: Names) -> String? {
    let length = rows == 1 ? "1 row" : "\(rows) rows"
    return "ran the list \"\(title)\"\(before == nil ? "" : " again"): \(length)"
      + (before.map { ", \($0) before" } ?? "")
  }
}

package struct DataListChecked: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.list-checked"
  package static let doc: StaticString = "A list of data was found to be a true picture"
  package let list: ID<DataList>
  package let title: String
  package let rows: Int
  package let isOwn: Bool
}

extension DataListChecked {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    list = f.one("list", old?.list, "Which list of data")
    title = f.one("title", old?.title, "What it is called")
    rows = f.one("rows", old?.rows, "How many rows it has")
    isOwn = f.some(
      "own", old?.isOwn, default: false, "Whether who ran it checked it, for want of a checker")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(list, title) { line in
      line.standing = .checked
      line.reason = nil
      line.checked = stamp.when
      line.isOwnCheck = isOwn
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { VouchForDataList(list: list) }
  package func story(_ names: Names) -> String? {
    "vouched for the list \"\(title)\""
      + (isOwn ? ", having run it and without a second pair of eyes" : "")
  }
}

package struct DataListFailed: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.list-failed"
  package static let doc: StaticString = "A list of data failed its check"
  package let list: ID<DataList>
  package let title: String
  package let because: String
}

extension DataListFailed {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    list = f.one("list", old?.list, "Which list of data")
    title = f.one("title", old?.title, "What it is called")
    because = f.one("because", old?.because, "What is wrong with it")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.change(list, title) { line in
      line.standing = .failed
      line.reason = because
      line.checked = nil
      line.isOwnCheck = false
      line.failures += 1
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? {
    FaultDataList(list: list, because: because)
  }
  package func story(_ names: Names) -> String? {
    "found the list \"\(title)\" wrong: \(because)"
  }
  package var isNotable: Bool { true }
}

package struct DataListSent: Event, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.list-sent"
  package static let doc: StaticString = "A list of data went to inspectors"
  package let list: ID<DataList>
  package let title: String
  package let run: Int
  package let rows: Int
  package let isLate: Bool
}

extension DataListSent {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    list = f.one("list", old?.list, "Which list of data")
    title = f.one("title", old?.title, "What it is called")
    run = f.one("run", old?.run, "Which run it is, from 1")
    rows = f.one("rows", old?.rows, "How many rows it has")
    isLate = f.some("late", old?.isLate, default: false, "Whether it came after its due time")
  }

  package func evolve(_ state: inout Documents.State, _ stamp: Stamp) {
    state.show(list, title) { line in
      line.standing = .sent
      line.reason = nil
      line.sendings.append(
        Documents.ListSending(run: run, rows: rows, at: stamp.when, isLate: isLate))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { DeliverDataList(list: list) }
  package func story(_ names: Names) -> String? {
    "\(names.sent) the list \"\(title)\", \(rows == 1 ? "1 row" : "\(rows) rows")"
      + (isLate ? ", late" : "")
  }
  package var isNotable: Bool { isLate }
}
