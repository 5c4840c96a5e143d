package import RehearsalCore

extension Plan {
  /// The plan's dated lines as data, in order: `{"at","id","kind","title","module","owner"}`.
  package var json: JSONValue {
    .list(
      steps.map { step in
        var members: [(name: String, value: JSONValue)] = [
          ("at", .text(step.at.text())), ("id", .text(step.id)),
          ("kind", .text(step.sort.rawValue)), ("title", .text(step.title)),
          ("module", .text(step.module)),
        ]
        if let owner = step.owner { members.append(("owner", .text(owner.text))) }
        return .object(members)
      })
  }
}
