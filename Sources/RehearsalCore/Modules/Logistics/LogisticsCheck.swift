extension DiagnosticCode {
  /// A checklist item that nobody does.
  package static let itemWithoutOwner = DiagnosticCode("L001")
  /// Items that wait for each other in a circle.
  package static let waitingCircle = DiagnosticCode("L002")
}

extension Logistics {
  package static func check(_ section: Section, _ checker: inout Checker) {
    for (index, item) in section.items.enumerated() where item.owner == nil {
      checker.note(
        .itemWithoutOwner, "nobody owns \"\(item.id)\"", at: "logistics.items[\(index)]",
        fix: "add owner: with the role that does it")
    }
    for (index, item) in section.items.enumerated() {
      checker.checkEffort(item.effort, at: "logistics.items[\(index)].effort")
    }
    checkCircles(section, &checker)
  }

  /// Takes away, again and again, what waits for nothing that is left. What then remains waits for
  /// itself; one circle is reported, by walking back along it.
  private static func checkCircles(_ section: Section, _ checker: inout Checker) {
    var waiting = section.items.map { ($0.id, $0.after) }
    while true {
      let left = Set(waiting.map(\.0))
      let next = waiting.filter { $0.1.contains { left.contains($0) } }
      if next.count == waiting.count { break }
      waiting = next
    }
    guard let start = waiting.first?.0 else { return }
    let left = Set(waiting.map(\.0))
    var walk = [start]
    while let last = walk.last,
      let before = waiting.first(where: { $0.0 == last })?.1.first(where: { left.contains($0) })
    {
      if let first = walk.firstIndex(of: before) {
        walk = Array(walk[first...]) + [before]
        break
      }
      walk.append(before)
    }
    let index = section.items.firstIndex { $0.id == walk[0] } ?? 0
    checker.note(
      .waitingCircle,
      "these wait for each other: " + walk.map(\.text).joined(separator: " → "),
      at: "logistics.items[\(index)].after", fix: "take one of these out of after:")
  }
}
