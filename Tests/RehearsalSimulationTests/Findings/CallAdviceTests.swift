import RehearsalCore
import Testing

@testable import RehearsalSimulation

/// The best order of calls, where it can be proven and where it is only looked for.
@Suite("Call advice")
struct CallAdviceTests {
  @Test("calls that are certain have an order that nothing beats", arguments: CallTreeTests.table)
  func certain(_ known: CallTreeTests.Known) throws {
    guard known.minutes.dropFirst().allSatisfy({ $0 == 1 }) else { return }
    var chances = ToyPlan.certain
    chances.call = 1
    let advice = try #require(CallAdvice(try ToyPlan.calls(known.parents, chances), seed: 1))
    #expect(advice.isProven)
    #expect(abs(advice.best - Double(known.optimum)) < 1e-6)
    #expect(advice.best <= advice.asWritten)
    #expect(advice.changes.isEmpty == (advice.best == advice.asWritten))
  }

  @Test("where calls are left to chance nothing is proven, and the reference gains two minutes")
  func uncertain() throws {
    var budget = CallAdvice.Budget()
    (budget.swaps, budget.playings, budget.judged) = (20, 200, 600)
    let advice = try #require(
      CallAdvice(try ReferenceModel.make(), seed: 1, budget: budget))
    #expect(!advice.isProven)
    #expect(abs(advice.asWritten - 101.7) < 3)
    #expect(advice.difference.high < 0)
    #expect(abs(advice.difference.mean + 1.8) < 1)
    #expect(!advice.changes.isEmpty)
    for (order, written) in zip(advice.order, try ReferenceModel.make().cascades[0].children) {
      #expect(order.sorted() == written.sorted())
    }
  }

  @Test("an order that is best already is left as it is")
  func best() throws {
    let advice = try #require(CallAdvice(try ToyPlan.calls([nil, 0, 0, 1, 1, 1]), seed: 3))
    #expect(advice.changes.isEmpty)
    #expect(advice.order == [[1, 2], [3, 4, 5], [], [], [], []])
    #expect(advice.difference.mean == 0)
    #expect(!advice.isProven)
  }

  @Test("a chain, somebody alone and no message have no order")
  func none() throws {
    #expect(CallAdvice(try ToyPlan.calls([nil, 0, 1, 2]), seed: 1) == nil)
    #expect(CallAdvice(try ToyPlan.calls([nil]), seed: 1) == nil)
    var model = try ToyPlan.calls([nil, 0, 0])
    model.cascades = []
    #expect(CallAdvice(model, seed: 1) == nil)
  }

  @Test("the same twice, and with any number of threads")
  func same() throws {
    let model = try ToyPlan.calls([nil, 0, 0, 0, 3, 3, 4, 4, 6])
    let one = try #require(CallAdvice(model, seed: 5, threads: 1))
    let other = try #require(CallAdvice(model, seed: 5, threads: 3))
    #expect(one.order == other.order)
    #expect(one.best == other.best && one.difference == other.difference)
    #expect(one.best < one.asWritten)
  }
}
