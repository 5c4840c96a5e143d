/// Who calls whom, how long each call lasts, and in which order a caller takes the calls.
///
/// A caller makes one call at a time and a person called knows the message when the call ends, so
/// the order at one busy caller can delay everyone. People are numbered from 0, and the arrays hold
/// one entry a person, so that a tree of a thousand people costs three arrays. All work is
/// iterative: a chain of 100,000 calls needs no deeper stack than a pair.
package struct CallTree: Sendable {
  /// Whom each person calls, in the order written.
  private let children: [[Int]]

  /// How long the call to each person lasts, in microseconds; what it says of the first is unread.
  private let lengths: [Int64]

  /// Everyone, each caller before those called, the first being the one who starts.
  private let topDown: [Int]

  /// Checks that the calls form one tree.
  ///
  /// The result is nil if the arrays differ in length or are empty, a number is out of range,
  /// somebody is called twice, it is not one person alone whom nobody calls, some are never
  /// reached, a call lasts less than nothing, or all calls together exceed an `Int64`.
  ///
  /// - Parameters:
  ///   - children: For each person, whom they call, in the order written.
  ///   - lengths: For each person, how long the call to them lasts, in microseconds. What stands
  ///     there for the one who starts is ignored.
  package init?(children: [[Int]], lengths: [Int64]) {
    guard children.count == lengths.count else { return nil }
    var isCalled = [Bool](repeating: false, count: children.count)
    var total: Int64 = 0
    for callee in children.joined() {
      guard children.indices.contains(callee), !isCalled[callee] else { return nil }
      isCalled[callee] = true
      let (sum, overflow) = total.addingReportingOverflow(lengths[callee])
      guard lengths[callee] >= 0, !overflow else { return nil }
      total = sum
    }
    guard let first = isCalled.firstIndex(of: false) else { return nil }
    var topDown = [first]
    topDown.reserveCapacity(children.count)
    var next = 0
    while next < topDown.count {
      topDown += children[topDown[next]]
      next += 1
    }
    // Whoever is missing now hangs on a circle or on a second person whom nobody calls.
    guard topDown.count == children.count else { return nil }
    self.children = children
    self.lengths = lengths
    self.topDown = topDown
  }

  /// When each person knows the message if everybody calls in the order written, in microseconds
  /// after the one who starts. The greatest is when the last person knows.
  package func timesAsWritten() -> [Int64] {
    times(calling: children)
  }

  /// The order in which the last person knows as early as possible, and when each person knows.
  ///
  /// Whoever has the most still to pass on is called first. A call's own length does not enter,
  /// only what follows it: scheduling calls with tails on one caller is Jackson's rule, and the
  /// callers' choices do not touch each other, so deciding from the leaves up is best for the whole
  /// tree (Slater, Cockayne and Hedetniemi 1981; Koh and Tcha 1991 for calls of unequal length).
  /// Equal tails stay in the order written.
  package func best() -> (order: [[Int]], times: [Int64]) {
    var order = children
    // How long it takes, from the moment a person knows, until all below that person know.
    var tails = [Int64](repeating: 0, count: children.count)
    for caller in topDown.reversed() where !children[caller].isEmpty {
      let ranked = children[caller].enumerated().sorted { one, other in
        (tails[other.element], one.offset) < (tails[one.element], other.offset)
      }
      order[caller] = ranked.map(\.element)
      var elapsed: Int64 = 0
      for callee in order[caller] {
        elapsed += lengths[callee]
        tails[caller] = max(tails[caller], elapsed + tails[callee])
      }
    }
    return (order, times(calling: order))
  }

  private func times(calling order: [[Int]]) -> [Int64] {
    var times = [Int64](repeating: 0, count: order.count)
    for caller in topDown {
      var now = times[caller]
      for callee in order[caller] {
        now += lengths[callee]
        times[callee] = now
      }
    }
    return times
  }
}
