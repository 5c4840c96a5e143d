import RehearsalCore
import Testing

@testable import RehearsalSimulation

/// What would help most, on the same chances as the plan itself.
@Suite("Improvements")
struct ImprovementsTests {
  private func improvements(_ model: CastModel, threads: Int? = nil) -> Improvements {
    let findings = Findings(model, ToyPlan.play(model))
    var budget = CallAdvice.Budget()
    (budget.swaps, budget.playings, budget.judged) = (10, 100, 200)
    return Improvements(
      model, findings, seed: 1, playings: 400, budget: budget, threads: threads)
  }

  @Test("what gains most stands first, and chance is no gain")
  func ranked() throws {
    let all = improvements(try ToyPlan.work()).all
    let gains = all.map { $0.goals.isBeyondChance ? $0.goals.mean : 0 }
    #expect(gains == gains.sorted(by: >))
    let names = all.map(\.change.name)
    for name in ["deputy", "deputies", "retry-sooner", "documents-ready", "later-deadline"] {
      #expect(names.contains(name), "\(name)")
    }
    let deputies = try #require(all.first { $0.change == .deputies })
    #expect(deputies.helps && deputies.goals.low > 0)
    #expect(deputies.most?.goal.sort == .reached || deputies.most?.goal.sort == .target)
    let later = try #require(all.first { $0.change.name == "later-deadline" })
    #expect(later.goals.low > 0)
    #expect(later.worse.allSatisfy { $0.goal.id != "tight" })
  }

  @Test("a change that does nothing gains exactly nothing")
  func nothing() throws {
    let model = try ToyPlan.work()
    let played = ToyPlan.play(model)
    let none = Improvement(.retrySooner, model, played, played)
    #expect((none.goals.mean, none.goals.low, none.goals.high) == (0, 0, 0))
    #expect(!none.helps && none.most == nil && none.worse.isEmpty && !none.isLater)
  }

  @Test("a change that harms warns, and is no help")
  func harms() throws {
    let model = try ToyPlan.work()
    let changed = try #require(model.changed(by: .deputySooner))
    let harm = Improvement(
      .deputySooner, model, ToyPlan.play(model, 2_000), ToyPlan.play(changed, 2_000))
    #expect(harm.goals.high < 0)
    #expect(!harm.helps)
    #expect(harm.worse.contains { $0.goal.sort == .reached })
  }

  @Test("the same twice, with any number of threads")
  func same() throws {
    let model = try ToyPlan.work()
    let (one, other) = (improvements(model, threads: 1), improvements(model, threads: 3))
    #expect(one.all.map(\.change) == other.all.map(\.change))
    #expect(one.all.map(\.goals) == other.all.map(\.goals))
    #expect(one.all.map(\.last) == other.all.map(\.last))
  }
}
