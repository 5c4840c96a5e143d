import RehearsalCore
import RehearsalStorage
import RehearsalTestSupport
import Testing

@testable import RehearsalSimulation

/// What a model of the rest of a rehearsal takes over from its log.
@Suite struct CastStateTests {
  @Test(arguments: RecordedScenario.names)
  func `before anything has happened it is the model of the plan`(name: String) throws {
    let recorded = try RecordedCast(name, seed: 3, 0)
    let model = CastModel(continuing: recorded.replay, at: .event(1))
    let rest = Simulation(model, seed: 9).run(replications: 0..<20, threads: 1)
    let whole = Simulation(recorded.simulation.model, seed: 9)
      .run(replications: 0..<20, threads: 1)
    #expect(rest.values == whole.values)
  }

  @Test(arguments: RecordedScenario.names)
  func `at the end nothing is left to chance`(name: String) throws {
    let recorded = try RecordedCast(name, seed: 3, 0)
    let model = CastModel(continuing: recorded.replay, at: .end)
    let simulation = Simulation(model, seed: 1)
    // With what came up on conditions that no plan can foresee.
    let logged = RecordedOutcome.row(recorded.state, model, simulation.columns)
    for replication in UInt64(0)..<5 {
      let row = simulation.acts(of: replication).row
      for (index, column) in simulation.columns.all.enumerated()
      where column.name != "attempts" && column.name != "events" {
        #expect(row[index] == logged[index], "\(column.name)")
      }
    }
  }

  @Test func `half-way what was done stays done, and what was missed stays missed`() throws {
    let recorded = try RecordedCast("tutorial", seed: 3, 0)
    let events = recorded.replay.events
    let half = events.count / 2
    let model = CastModel(continuing: recorded.replay, at: .event(half))
    let now = events[half].at
    #expect(model.moment(model.start) == now)
    let done = model.jobs.filter { $0.stage == .done }
    #expect(!done.isEmpty)
    #expect(done.allSatisfy { model.moment($0.done) <= now })
    let acts = Simulation(model, seed: 4).acts(of: 0).acts
    #expect(!acts.isEmpty)
    #expect(acts.allSatisfy { model.moment($0.at) >= now })
    let finished = Set(done.map(\.id))
    let again = acts.filter { $0.sort == .prepared || $0.sort == .sent }
      .map { model.jobs[Int($0.entity)].id }
    #expect(again.allSatisfy { !finished.contains($0) })
  }

  @Test func `nobody is told by a call that a person has yet to make`() throws {
    let recorded = try RecordedCast("tutorial", seed: 3, 0)
    let start = CastModel(continuing: recorded.replay, at: .event(1))
    func told(_ model: CastModel) -> Set<String> {
      let acts = Simulation(model, seed: 1).acts(of: 0).acts
      return Set(
        acts.filter { $0.cascade == 0 && ($0.sort == .told || $0.sort == .groupTold) }
          .map { model.cascades[0].contacts[Int($0.entity)].recipient.text })
    }
    func told(by roles: [String]) -> Set<String> {
      var model = start
      model.leaveCalls(exceptOf: roles.compactMap { ID($0) })
      return told(model)
    }
    #expect(told(by: []).isEmpty)
    let all = recorded.plan.scenario.head.roles.map(\.id.text)
    #expect(told(by: all) == told(start))
    // Whoever is not told rings nobody.
    #expect(told(by: ["co-ordinator"]).isEmpty)
    let some = told(by: ["director", "assistant-director"])
    #expect(
      some.isSubset(of: [
        "assistant-director", "chief-executive", "co-ordinator", "head-of-service",
      ]))
    #expect(some.contains("assistant-director"))
    // Who knows already still does.
    var end = CastModel(continuing: recorded.replay, at: .end)
    end.leaveCalls(exceptOf: [])
    #expect(
      end.cascades[0].contacts
        == CastModel(continuing: recorded.replay, at: .end).cascades[0].contacts)
  }
}
