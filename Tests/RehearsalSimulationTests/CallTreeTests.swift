import RehearsalSimulation
import Testing

/// Checks call order against three independent witnesses: published and hand-computed optima,
/// trees whose optimum is a formula, and every order there is on small seeded random trees.
@Suite("Call tree")
struct CallTreeTests {
  /// One line of the table of known optima; times are minutes.
  struct Known: Sendable, CustomTestStringConvertible {
    let name: String
    let parents: [Int?]
    let minutes: [Int64]
    let optimum: Int64
    let worst: Int64
    let rootOrder: [Int]
    var testDescription: String { name }
  }

  static let table = [
    Known(
      name: "T1", parents: [nil, 0, 0, 0, 2, 3, 5, 6, 7],
      minutes: [0, 1, 1, 1, 1, 1, 1, 1, 1], optimum: 5, worst: 7, rootOrder: [3, 2, 1]),
    Known(
      name: "T2", parents: [nil, 0, 0, 2],
      minutes: [0, 10, 1, 5], optimum: 11, worst: 16, rootOrder: [2, 1]),
    Known(
      name: "T3", parents: [nil, 0, 0, 1, 2],
      minutes: [0, 1, 6, 4, 5], optimum: 11, worst: 12, rootOrder: [2, 1]),
    Known(
      name: "T4", parents: [nil, 0, 0, 1, 2],
      minutes: [0, 2, 5, 3, 3], optimum: 10, worst: 10, rootOrder: [1, 2]),
    Known(
      name: "T5", parents: [nil, 0, 0, 0, 1, 1, 1, 4, 4],
      minutes: [0, 1, 1, 1, 1, 1, 1, 1, 1], optimum: 4, worst: 8, rootOrder: [1, 2, 3]),
    Known(
      name: "T6", parents: [nil, 0, 0, 0, 1, 1, 2, 2, 3, 4, 4, 6],
      minutes: [0, 3, 5, 2, 4, 6, 3, 3, 7, 2, 2, 5], optimum: 17, worst: 24,
      rootOrder: [1, 2, 3]),
  ]

  @Test("the table of known optima", arguments: table)
  func knownOptimum(known: Known) throws {
    let children = children(of: known.parents)
    let lengths = known.minutes.map { $0 * 60_000_000 }
    let best = try #require(CallTree(children: children, lengths: lengths)).best()
    #expect(best.times.max() == known.optimum * 60_000_000)
    #expect(best.order[0] == known.rootOrder)
    let all = try lastTimes(inEveryOrderOf: children, lengths: lengths)
    #expect(all.min() == known.optimum * 60_000_000)
    #expect(all.max() == known.worst * 60_000_000)
  }

  @Test("as written, the first case of the table takes seven minutes")
  func asWritten() throws {
    let tree = try #require(
      CallTree(children: children(of: Self.table[0].parents), lengths: Self.table[0].minutes))
    #expect(tree.timesAsWritten() == [0, 1, 2, 3, 3, 4, 5, 6, 7])
    #expect(tree.best().times == [0, 3, 2, 1, 3, 2, 3, 4, 5])
  }

  @Test("a call's own length does not matter, only what follows it")
  func ownLengthDoesNotMatter() throws {
    let tree = try #require(
      CallTree(children: [[1, 2], [], [3], []], lengths: [0, 1, 1_000, 1]))
    #expect(tree.best().order == [[2, 1], [], [3], []])
    #expect(tree.best().times == [0, 1_001, 1_000, 1_001])
  }

  @Test("equal tails stay in the order written")
  func tiesStay() throws {
    let children = [[3, 1, 4, 2], [], [], [], []]
    let tree = try #require(CallTree(children: children, lengths: [0, 5, 1, 4, 2]))
    #expect(tree.best().order == children)
    #expect(tree.best().times == tree.timesAsWritten())
  }

  @Test("a star takes as long as its calls together, in any order", arguments: [1, 2, 9, 1_000])
  func star(leaves: Int) throws {
    let tree = try unitTree(count: leaves + 1) { _ in 0 }
    #expect(tree.best().times.max() == Int64(leaves))
    #expect(tree.timesAsWritten().max() == Int64(leaves))
  }

  @Test(
    "a path has only one order, and a very long one does not overflow the stack",
    arguments: [1, 10, 100_000])
  func path(calls: Int) throws {
    let tree = try unitTree(count: calls + 1) { $0 - 1 }
    #expect(tree.timesAsWritten() == (0...Int64(calls)).map { $0 })
    #expect(tree.best().times == tree.timesAsWritten())
  }

  @Test("somebody alone knows at once, whatever the length says")
  func alone() throws {
    let tree = try #require(CallTree(children: [[]], lengths: [-7]))
    #expect(tree.timesAsWritten() == [0])
    #expect(tree.best().order == [[]])
    #expect(tree.best().times == [0])
  }

  @Test(
    "complete trees, and the same with the smallest first",
    arguments: [(2, 7, 4, 4), (2, 15, 6, 6), (4, 21, 8, 8), (4, 85, 12, 12), (4, 120, 12, 16)])
  func complete(width: Int, people: Int, optimum: Int64, smallestFirst: Int64) throws {
    let best = try unitTree(count: people) { ($0 - 1) / width }.best()
    #expect(best.times.max() == optimum)
    let reversed = try #require(
      CallTree(
        children: best.order.map { $0.reversed() }, lengths: Array(repeating: 1, count: people)))
    #expect(reversed.timesAsWritten().max() == smallestFirst)
  }

  @Test(
    "binomial trees reach n people in log2 n calls, smallest first takes much longer",
    arguments: [(8, 3, 6), (16, 4, 10), (128, 7, 28)])
  func binomial(people: Int, optimum: Int64, smallestFirst: Int64) throws {
    let tree = try unitTree(count: people) { $0 & ($0 - 1) }
    #expect(tree.best().times.max() == optimum)
    #expect(tree.timesAsWritten().max() == smallestFirst)
  }

  @Test("no order of any small random tree is better", arguments: [1, 2, 3, 4] as [UInt64])
  func bruteForce(seed: UInt64) throws {
    var chance = SplitMix64(state: seed)
    for round in 0..<500 {
      let count = 2 + chance.below(6)
      let parents = [nil] + (1..<count).map { chance.below($0) }
      let children = children(of: parents)
      let lengths = (0..<count).map { _ in Int64(chance.below(7)) }
      let best = try #require(CallTree(children: children, lengths: lengths)).best()
      let all = try lastTimes(inEveryOrderOf: children, lengths: lengths)
      #expect(best.times.max() == all.min(), "seed \(seed), round \(round), \(parents) \(lengths)")
      let replayed = try #require(CallTree(children: best.order, lengths: lengths))
      #expect(replayed.timesAsWritten() == best.times, "seed \(seed), round \(round)")
    }
  }

  @Test("numbers need not follow the tree")
  func anyNumbering() throws {
    let tree = try #require(CallTree(children: [[], [3, 0], [], [2]], lengths: [4, 0, 5, 6]))
    #expect(tree.timesAsWritten() == [10, 0, 11, 6])
  }

  /// Arrays that are no tree, each with what is wrong with it.
  static let refused: [(why: String, children: [[Int]], lengths: [Int64])] = [
    ("nobody", [], []),
    ("a length too few", [[1], []], [0]),
    ("a length too many", [[]], [0, 0]),
    ("calls oneself", [[0]], [0]),
    ("nobody starts", [[1], [0]], [0, 0]),
    ("two start", [[], []], [0, 0]),
    ("two trees", [[1], [], [3], []], [0, 1, 1, 1]),
    ("a circle apart", [[1], [], [3], [2]], [0, 1, 1, 1]),
    ("called by two", [[1, 2], [2], []], [0, 1, 1]),
    ("called twice by one", [[1, 1], []], [0, 1]),
    ("number too great", [[1, 2], []], [0, 1]),
    ("number below 0", [[-1], []], [0, 1]),
    ("call shorter than nothing", [[1], []], [0, -1]),
    ("time overflows", [[1, 2], [], []], [0, .max, 1]),
  ]

  @Test("what is no tree is refused", arguments: refused.indices)
  func refuses(index: Int) {
    let (why, children, lengths) = Self.refused[index]
    #expect(CallTree(children: children, lengths: lengths) == nil, "\(why)")
  }

  @Test("the test's own generator is the published one")
  func generator() {
    var chance = SplitMix64(state: 0)
    #expect(chance.next() == 0xe220_a839_7b1d_cdaf)
    #expect(chance.next() == 0x6e78_9e6a_a1b9_65f4)
    #expect(chance.next() == 0x06c4_5d18_8009_454f)
  }
}

/// A tree of calls of length 1 in which everyone but 0 has the given parent.
private func unitTree(count: Int, parent: (Int) -> Int) throws -> CallTree {
  let parents = [nil] + (1..<count).map { Optional(parent($0)) }
  return try #require(
    CallTree(children: children(of: parents), lengths: [Int64](repeating: 1, count: count)))
}

/// Turns "called by" into "calls", callees in the order of their numbers.
private func children(of parents: [Int?]) -> [[Int]] {
  var children = [[Int]](repeating: [], count: parents.count)
  for (child, parent) in parents.enumerated() {
    if let parent { children[parent].append(child) }
  }
  return children
}

/// When the last person knows, for every combination of orders there is.
private func lastTimes(
  inEveryOrderOf children: [[Int]], lengths: [Int64]
) throws -> [Int64] {
  var combinations: [[[Int]]] = [[]]
  for callees in children {
    let orders = permutations(of: callees)
    combinations = combinations.flatMap { start in orders.map { start + [$0] } }
  }
  return try combinations.map { order in
    let tree = try #require(CallTree(children: order, lengths: lengths))
    return try #require(tree.timesAsWritten().max())
  }
}

private func permutations(of items: [Int]) -> [[Int]] {
  guard !items.isEmpty else { return [[]] }
  return items.indices.flatMap { index in
    var rest = items
    let first = rest.remove(at: index)
    return permutations(of: rest).map { [first] + $0 }
  }
}

/// A generator of the test's own, so that no change to the product's draws changes these cases.
private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int {
    Int(next() % UInt64(bound))
  }
}
