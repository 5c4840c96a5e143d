extension Communication {
  /// The tree, and every message with its way through it.
  package struct Prepared: Sendable {
    package let tree: Tree
    package let cascades: [PreparedCascade]

    package func cascade(_ id: ID<CascadeLine>) -> PreparedCascade? {
      cascades.first { $0.line.id == id }
    }
  }

  /// A message with its way resolved. Secret until it sets out.
  package struct PreparedCascade: Sendable {
    package let line: CascadeLine
    /// What is to be said, with the dates that its text leans on.
    package let message: String
    package let from: ID<Recipient>
    /// Everyone it goes to beneath `from`, callers first.
    package let below: [ID<Recipient>]
    package let startsAt: Moment?
    fileprivate let frame: DeadlineFrame

    /// Its targets, for a message that sets out at `start`.
    package func targets(from start: Moment) -> [TargetDate] {
      line.targets.compactMap { target in
        let frame = DeadlineFrame(
          anchors: frame.anchors, calendar: frame.calendar, dayOne: frame.dayOne, base: start)
        guard let by = try? target.by.resolve(frame).get() else { return nil }
        return TargetDate(share: target.share, by: by)
      }
    }
  }

  package static func prepare(_ section: Section, _ planner: inout Planner) -> Prepared {
    for group in section.groups { planner.add(title: group.title, of: group.id) }
    let tree = Tree(section, roles: planner.head.roles)
    let isOwn = !section.cascades.isEmpty
    let lines = isOwn ? section.cascades : tree.places.isEmpty ? [] : standard(planner.framework)
    let cascades = lines.enumerated().compactMap { index, line in
      let path = isOwn ? "communication.cascades[\(index)]" : "communication"
      let text = section.templates.first { $0.id == line.template }?.text ?? line.message
      return prepare(line, Placeholders.fill(text, planner), tree, &planner, at: path)
    }
    return Prepared(tree: tree, cascades: cascades)
  }

  private static func standard(_ framework: Framework) -> [CascadeLine] {
    framework.start.map { [CascadeLine.standard($0)] } ?? []
  }

  private static func prepare(
    _ line: CascadeLine, _ message: String, _ tree: Tree, _ planner: inout Planner,
    at path: String
  ) -> PreparedCascade? {
    let top = tree.places.first { $0.caller == nil }?.recipient
    guard let from = line.from?.as(Recipient.self) ?? top else { return nil }
    let starts = line.starts.flatMap { planner.due($0, else: [], at: "\(path).starts") }
    let base = starts ?? planner.start
    for (index, target) in line.targets.enumerated() {
      let by = planner.resolve(target.by, at: "\(path).targets[\(index)].by", base: base)
      if let by, let starts, by < starts {
        planner.note(
          .dueTooEarly, "this falls due \(by.words), before the message sets out",
          at: "\(path).targets[\(index)].by",
          fix: "use a later time, or one counted from its start such as +90m")
      }
      if let by, starts != nil {
        planner.add(
          Step(
            id: "target-\(line.id)-\(target.share)", at: by, sort: .deadline,
            title: target.share == 100
              ? "Everyone told: \(line.title)" : "\(target.share)% told: \(line.title)",
            module: name, owner: from.as()))
      }
    }
    if let starts {
      planner.add(
        Step(
          id: "cascade-\(line.id)", at: starts, sort: .cascade, title: line.title, module: name,
          owner: from.as(), command: ActivateCascade(cascade: line.id)))
    }
    return PreparedCascade(
      line: line, message: message, from: from, below: recipients(of: line, from, tree),
      startsAt: starts,
      frame: planner.frame())
  }

  /// Everyone a message goes to: all beneath its start, or those named and whoever stands on the
  /// way to them.
  private static func recipients(
    of line: CascadeLine, _ from: ID<Recipient>, _ tree: Tree
  ) -> [ID<Recipient>] {
    switch line.route {
    case .direct:
      let all = line.to.isEmpty ? tree.places.map(\.recipient) : line.to
      return all.filter { $0 != from }
    case .tree:
      let below = tree.below(from)
      if line.to.isEmpty { return below }
      let wanted = Set(line.to.flatMap { [$0] + tree.chain(above: $0) })
      return below.filter { wanted.contains($0) }
    }
  }
}

/// A target with its moment.
package struct TargetDate: Record, Hashable, Encodable {
  package let share: Int
  package let by: Moment
}

extension TargetDate {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    share = f.one("share", old?.share, "How many in 100 must have been told")
    by = f.one("by", old?.by, "By when")
  }
}
