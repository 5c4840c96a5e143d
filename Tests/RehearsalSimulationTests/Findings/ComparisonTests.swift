import RehearsalCore
import Testing

@testable import RehearsalSimulation

/// Two plans on the same luck.
@Suite("Comparison")
struct ComparisonTests {
  private func compare(_ first: CastModel, _ second: CastModel, _ count: UInt64 = 400) -> Comparison
  {
    let keyed = second.keyed(like: first)
    return Comparison(
      first, keyed, playings: (ToyPlan.play(first, count), ToyPlan.play(keyed, count)))
  }

  /// The same plan with its people, contacts and work in another order and so under other numbers.
  private func shuffled(_ model: CastModel) -> CastModel {
    var other = model
    for index in other.cascades[0].contacts.indices {
      other.cascades[0].contacts[index].key = UInt32(900 - index * 7)
    }
    for index in other.workers.indices { other.workers[index].key = UInt32(50 - index) }
    for index in other.jobs.indices { other.jobs[index].key = UInt32(300 - index) }
    return other
  }

  @Test("a plan and itself differ in nothing")
  func same() throws {
    let model = try ToyPlan.work()
    let comparison = compare(model, model)
    #expect(comparison.chances.allSatisfy { $0.difference.gained + $0.difference.lost == 0 })
    #expect(comparison.times.allSatisfy { $0.difference?.mean == 0 && $0.first == $0.second })
    #expect(comparison.onlyFirst.isEmpty && comparison.onlySecond.isEmpty)
  }

  @Test("the same things under other numbers meet the same luck")
  func renumbered() throws {
    let model = try ToyPlan.work()
    let other = shuffled(model)
    #expect(ToyPlan.play(other).values != ToyPlan.play(model).values)
    let keyed = other.keyed(like: model)
    #expect(ToyPlan.play(keyed).values == ToyPlan.play(model).values)
    #expect(ToyPlan.play(model.keyed(like: other)).values == ToyPlan.play(other).values)
  }

  @Test("what only one plan has gets a number that nothing else has")
  func fresh() throws {
    let first = try ToyPlan.work()
    var second = shuffled(first)
    // Its own number is that of something else in the first plan.
    second.jobs.append(
      try ToyPlan.job(
        .document, 99, owner: 1, approver: 0, due: ToyPlan.at(day: 2, 12), tranche: 1))
    second.jobs[second.jobs.count - 1].key = 3
    second.jobs[0].id = "renamed"
    let keyed = second.keyed(like: first)
    for isItem in [true, false] {
      let keys = keyed.jobs.filter { ($0.sort == .item) == isItem }.map(\.key)
      #expect(Set(keys).count == keys.count)
    }
    let known = Set(first.jobs.filter { $0.sort == .document }.map(\.key))
    #expect(!known.contains(try #require(keyed.jobs.last).key))
    #expect(!known.contains(keyed.jobs[0].key))
    #expect(keyed.jobs[1].key == first.jobs[1].key)
  }

  @Test("a better plan shows with fewer playings than luck would need")
  func better() throws {
    let first = try ToyPlan.work()
    let second = try #require(first.changed(by: .deputies))
    let comparison = compare(first, second)
    let reached = try #require(comparison.chances.first { $0.kind == .reached })
    #expect(reached.difference.lost == 0)
    #expect(reached.difference.isBeyondChance)
    #expect(reached.second.count - reached.first.count == reached.difference.gained)
    let back = compare(second, first)
    #expect(
      try #require(back.chances.first { $0.kind == .reached }).difference.points
        == -reached.difference.points)
  }

  @Test("goals of one plan alone stand apart")
  func only() throws {
    let first = try ToyPlan.work()
    var second = first
    second.deadlines = []
    second.cascades[0].targets = []
    let comparison = compare(first, second)
    #expect(comparison.onlyFirst.map(\.goal.id) == ["call-100", "tight"])
    #expect(comparison.onlySecond.isEmpty)
    #expect(!comparison.chances.contains { $0.id == "tight" })
  }
}
