/// What evaluators ask of what was handed over.
extension Documents {
  package static func outcomes(_ state: RehearsalState) -> [Outcome] {
    let documents = DocumentsMeasures(state[Documents.self])
    let lists = DataListsMeasures(state[Documents.self])
    // Who was not told what is due, such as an inspector, has no figures of it.
    let own = state[Documents.self]
    guard
      own.lines.values.contains(where: { $0.due != nil })
        || own.lists.values.contains(where: { $0.due != nil })
    else { return [] }
    var outcomes: [Outcome] = []
    if documents.needed > 0 {
      outcomes += [
        Outcome(
          "documents.in-time", "Documents sent in time",
          .words("\(documents.sentInTime) of \(documents.needed)")),
        Outcome("documents.late", "Documents sent late", .number(documents.sentLate)),
        Outcome("documents.missing", "Documents not sent", .number(documents.missing)),
      ]
    }
    if lists.needed > 0 {
      outcomes += [
        Outcome(
          "documents.lists-in-time", "Lists of data sent in time",
          .words("\(lists.sentInTime) of \(lists.needed)")),
        Outcome(
          "documents.lists-failed", "Lists that failed their check", .number(lists.failures)),
      ]
    }
    return outcomes
  }

  package static let conditions = ["every document is sent", "ld-01 is approved", "ld-01 is sent"]

  package static func condition(
    _ words: [String], _ plan: Plan
  ) -> Result<Condition, Condition.Problem>? {
    guard words.count > 2, words[words.count - 2] == "is",
      let verb = words.last, ["approved", "sent"].contains(verb)
    else { return nil }
    if words == ["every", "document", "is", "sent"] {
      return .success(
        Condition { state in
          let measures = DocumentsMeasures(state[Documents.self])
          return measures.needed > 0 && measures.missing == 0
        })
    }
    let called = Called(Array(words.dropLast(2)))
    let all = plan[Documents.self].items.map(\.line)
    guard let id = all.first(where: { called.fits(id: $0.id.text, title: $0.title) })?.id else {
      return .failure(called.unknown("document", among: all.map(\.id.text)))
    }
    return .success(
      Condition { state in
        guard let line = state[Documents.self].lines[id] else { return false }
        return verb == "sent" ? line.current != nil : line.standing == .approved
      })
  }

  /// How many documents inspectors had at each moment, against the days on which they were due.
  static func curve(_ state: RehearsalState) -> Block.Chart? {
    let lines = state[Documents.self].lines.values.filter(\.isNeeded)
    let sent = lines.compactMap { $0.current == nil ? nil : $0.sendings.first?.at }.sorted()
    guard sent.count > 1 else { return nil }
    var points: [Block.Point] = []
    for (index, at) in sent.enumerated() {
      if points.last?.at == at { points.removeLast() }
      points.append(Block.Point(at, index + 1))
    }
    let dues = lines.compactMap { line in line.due.map { state.moved($0, since: line.dueSaid) } }
    let days = Set(dues).sorted().suffix(4).map { due in
      Block.Mark(due, "\(dues.count { $0 <= due }) due")
    }
    let measures = DocumentsMeasures(lines)
    return Block.Chart(
      title: "\(measures.sentInTime) of \(measures.needed) documents were sent in time",
      unit: "documents handed over", whole: lines.count,
      series: [Block.Series("Sent", points)], marks: days)
  }
}
