package import RehearsalCore

/// What a message's way through the tree is worth before anybody lifts a telephone: when the last
/// person would know if everyone answered at once, in the order written and in the best one.
package struct CallOrder: Sendable {
  package let title: String
  package let people: Int
  package let asWritten: Duration
  package let best: Duration
  /// Callers who would ring in another order, and that order.
  package let changes: [(caller: ID<Recipient>, calls: [ID<Recipient>])]

  /// How long a call takes where nobody has measured it; a default of practice.
  package static let callLength = Duration.minutes(4)

  /// `nil` for a message that does not go through the tree.
  package init?(_ cascade: Communication.PreparedCascade, _ tree: Tree) {
    guard cascade.line.route == .tree else { return nil }
    let people = [cascade.from] + cascade.below
    let children = people.map { caller in
      people.indices.filter { tree[people[$0]]?.caller == caller && people[$0] != cascade.from }
    }
    let lengths = [Int64](repeating: CallOrder.callLength.microseconds, count: people.count)
    guard let calls = CallTree(children: children, lengths: lengths) else { return nil }
    let (order, times) = calls.best()
    title = cascade.line.title
    self.people = people.count
    asWritten = Duration(microseconds: calls.timesAsWritten().max() ?? 0)
    best = Duration(microseconds: times.max() ?? 0)
    // Another order that gains nothing is no advice.
    let helps = best < asWritten
    changes = people.indices.compactMap { index in
      helps && order[index] != children[index]
        ? (people[index], order[index].map { people[$0] }) : nil
    }
  }
}
