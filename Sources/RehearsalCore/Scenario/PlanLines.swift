/// What a person reads of the plan: a step, or many alike that fall due together as one line.
package struct PlanLine: Sendable {
  /// The id of its first step, and of nothing else.
  package let id: String
  package let at: Moment
  package let until: Moment?
  package let sort: Step.Sort
  package let title: String
  package let owner: ID<Role>?
  /// How many steps it stands for.
  package let count: Int
}

extension Plan {
  /// The steps in order, with more than three of one group, owner and moment put into one line:
  /// nobody reads two hundred documents one under the other.
  package var lines: [PlanLine] {
    var lines: [PlanLine] = []
    var done: Set<Bundle> = []
    var bundles: [Bundle: [Step]] = [:]
    for step in steps {
      if let bundle = Bundle(step) { bundles[bundle, default: []].append(step) }
    }
    for step in steps {
      guard let bundle = Bundle(step), let all = bundles[bundle], all.count > 3 else {
        lines.append(PlanLine(step, title: step.title, count: 1))
        continue
      }
      guard done.insert(bundle).inserted else { continue }
      let things = "\(all.count) \(step.sort.plural)"
      let isSame = bundle.group.lowercased() == step.sort.plural
      lines.append(
        PlanLine(
          step, title: isSame ? things : "\(things): \(bundle.group)", count: all.count))
    }
    return lines
  }

  /// What steps must share to be one line.
  private struct Bundle: Hashable {
    let at: Moment
    let sort: Step.Sort
    let group: String
    let owner: ID<Role>?

    init?(_ step: Step) {
      guard let group = step.group else { return nil }
      at = step.at
      sort = step.sort
      self.group = group
      owner = step.owner
    }
  }
}

extension PlanLine {
  fileprivate init(_ step: Step, title: String, count: Int) {
    self.init(
      id: step.id, at: step.at, until: step.until, sort: step.sort, title: title,
      owner: step.owner, count: count)
  }
}

extension Step.Sort {
  /// The word beside a line of the plan.
  package var words: String {
    switch self {
    case .milestone: "Date"
    case .phase: "Phase"
    case .deadline: "Due"
    case .cascade: "Message"
    case .item: "To do"
    case .document: "Document"
    case .list: "Data"
    case .audit: "Audit"
    case .inject: "New event"
    case .meeting: "Meeting"
    case .action: "Action"
    }
  }

  /// What several of them are called.
  fileprivate var plural: String {
    switch self {
    case .item: "things to do"
    case .list: "lists of data"
    case .inject: "new events"
    default: "\(words.lowercased())s"
    }
  }
}
