package import RehearsalCore

extension Plan {
  /// The plan's dated lines as data, in order: `at`, `id`, `kind`, `title`, `module`, and where
  /// there are any `owner`, `group` (what it is one of) and `until` (the end of a meeting, or the
  /// latest moment of what comes at random).
  ///
  /// Moments are `2019-11-04T09:00:00`; where nobody knows when the call comes, `day 1 09:00`.
  package var json: JSONValue {
    .list(
      steps.map { step in
        var members: [(name: String, value: JSONValue)] = [
          ("at", .text(text(step.at))), ("id", .text(step.id)),
          ("kind", .text(step.sort.rawValue)), ("title", .text(step.title)),
          ("module", .text(step.module)),
        ]
        if let owner = step.owner { members.append(("owner", .text(owner.text))) }
        if let group = step.group { members.append(("group", .text(group))) }
        if let until = step.until { members.append(("until", .text(text(until)))) }
        return .object(members)
      })
  }

  /// A moment by its date, or by its day where dates are not known.
  package func text(_ moment: Moment) -> String { moment.text(isDated ? .log : days) }
}
