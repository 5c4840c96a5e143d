import RehearsalCore

/// What is asked of every playing of a model, in order: the names of the fields of a row, which are
/// also the column names of a file.
///
/// The call comes first, then documents and what is handed over together, then items and requests;
/// audits and lists only where there are any, then deadlines, then the targets of messages. Two
/// fields never have the same name: a later one that would says what it is about, as in
/// `deadline_a_met`.
package struct Columns: Sendable, Hashable {
  /// What a number in a field means.
  package enum Unit: Sendable {
    /// Microseconds of the office's hours since the call. `Columns.never` where it never comes; 0
    /// where there is nothing to wait for.
    case time
    case count
    /// 0 or 1.
    case yes
  }

  /// A field as it is called in files and on pages.
  package struct Column: Sendable, Hashable {
    package let name: String
    package let unit: Unit
  }

  /// What a field of time says of something that never comes.
  package static let never = Int64.max

  package let all: [Column]

  // Where each stands in a row; -1 where the model has nothing of the kind.
  package let t50 = 0
  package let t90 = 1
  package let t100 = 2
  package let unreached = 3
  package let attempts = 4
  package let docsDone = 5
  package let docsLate = 6
  /// The first of the tranches, in the model's order.
  package let tranches = 7
  package let tasksDone: Int
  package let tasksLate: Int
  package let surpriseLate: Int
  package let events: Int
  package let auditsDone: Int
  package let auditsLate: Int
  package let listsDone: Int
  package let listsLate: Int
  /// The first of the deadlines, in the model's order.
  package let deadlines: Int
  /// The first of the targets: those of the first cascade, then of the next.
  package let targets: Int

  package var count: Int { all.count }

  package init(_ model: CastModel) {
    var names = Names()
    for name in ["t50", "t90", "t100"] { names.add(name, .time) }
    for name in ["unreached", "attempts"] { names.add(name, .count) }
    _ = names.add("docs", of: "documents")
    for tranche in model.tranches { names.add("\(tranche.id)_met", .yes, else: "tranche") }
    tasksDone = names.add("tasks", of: "items")
    tasksLate = tasksDone + 1
    surpriseLate = names.add("surprise_late", .count)
    events = names.add("events", .count)
    let hasAudits = model.jobs.contains { $0.sort == .audit }
    auditsDone = hasAudits ? names.add("audits", of: "rounds") : -1
    auditsLate = hasAudits ? auditsDone + 1 : -1
    let hasLists = model.jobs.contains { $0.sort == .list }
    listsDone = hasLists ? names.add("lists", of: "data") : -1
    listsLate = hasLists ? listsDone + 1 : -1
    deadlines = names.all.count
    for deadline in model.deadlines {
      names.add("\(deadline.id.text)_met", .yes, else: "deadline")
    }
    targets = names.all.count
    for cascade in model.cascades {
      for target in cascade.targets {
        names.add("\(cascade.id.text)_\(target.share)_met", .yes, else: "target")
      }
    }
    all = names.all
  }

  /// Where the field of that name stands.
  package func index(of name: String) -> Int? { all.firstIndex { $0.name == name } }

  /// Collects columns and keeps their names apart.
  private struct Names {
    var all: [Column] = []
    private var taken: Set<String> = []

    /// - Parameter kind: What to put before a name that is taken.
    /// - Returns: Where it stands.
    @discardableResult
    mutating func add(_ name: String, _ unit: Unit, else kind: String = "other") -> Int {
      var free = name
      while !taken.insert(free).inserted { free = "\(kind)_\(free)" }
      all.append(Column(name: free, unit: unit))
      return all.count - 1
    }

    /// The moment when the last is done, and how many are late.
    mutating func add(_ name: String, of kind: String) -> Int {
      let index = add("\(name)_done", .time, else: kind)
      add("\(name)_late", .count, else: kind)
      return index
    }
  }
}
