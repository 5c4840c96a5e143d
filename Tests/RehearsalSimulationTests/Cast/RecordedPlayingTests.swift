import RehearsalCore
import RehearsalSimulation
import RehearsalStorage
import RehearsalTestSupport
import Testing

/// A playing that is recorded and the same playing as it is counted are one and the same.
@Suite struct RecordedPlayingTests {
  static let names = RecordedScenario.names + ["reference-model"]

  @Test(arguments: names)
  func `what the log says is what was counted`(name: String) throws {
    let playing = try RecordedPlaying(name, seed: 11, 4)
    #expect(playing.differences == [])
    #expect(playing.events > playing.acts)
  }

  @Test func `another playing's figures are not those of this log`() throws {
    let recorded = try RecordedCast("tutorial", seed: 1, 0)
    let columns = recorded.simulation.columns
    let logged = RecordedOutcome.row(recorded.state, recorded.simulation.model, columns)
    let own = recorded.simulation.acts(of: 0).row
    let other = recorded.simulation.acts(of: 1).row
    func differences(_ row: [Int64]) -> [String] {
      columns.all.indices.filter { logged[$0] != nil && logged[$0] != row[$0] }
        .map { columns.all[$0].name }
    }
    #expect(differences(own) == [])
    #expect(differences(other).contains("t100"))
  }

  @Test func `a playing is the same text each time`() throws {
    let recorded = try RecordedCast("tutorial", seed: 5, 2)
    let (plan, simulation) = (recorded.plan, recorded.simulation)
    let text = CastScript.text(plan, simulation, 2)
    #expect(text == CastScript.text(plan, simulation, 2))
    #expect(text != CastScript.text(plan, simulation, 3))
    #expect(text.hasPrefix("day 1 09:00 facilitator starts\n"))
    #expect(text.hasSuffix(" facilitator ends\n"))
  }

  @Test func `the cast stays while people go on`() throws {
    let recorded = try RecordedCast("tutorial", seed: 5, 2)
    let later = Moment(recorded.plan.dayOne.adding(days: 400), .midnight)
    let text = CastScript.text(recorded.plan, recorded.simulation, 2, until: later)
    #expect(text.hasSuffix("\(later.text(recorded.plan.days)) facilitator ends\n"))
  }

  @Test func `what some of the cast do is what they do in the whole playing, and no more`() throws {
    let recorded = try RecordedCast("tutorial", seed: 5, 2)
    let (plan, simulation) = (recorded.plan, recorded.simulation)
    let whole = CastScript.text(plan, simulation, 2).split(separator: "\n").map(String.init)
    func said(_ roles: [ID<Role>]) -> [String] {
      CastScript.lines(plan, simulation, 2, of: roles).flatMap { line in
        line.sentences.map { "\(line.at.text(plan.days)) \($0)" }
      }
    }
    let roles = plan.scenario.head.roles.map(\.id)
    let own = whole.filter { line in
      !line.contains(" facilitator ") && !line.contains(" inspector:")
    }
    #expect(
      said(roles).filter { !$0.contains(" inspector:") && !$0.contains(" facilitator ") } == own)
    let one = try #require(roles.first)
    let few = said([one])
    let calls = few.filter { $0.contains(" notification-call") }
    #expect(!calls.isEmpty)
    #expect(calls == own.filter { calls.contains($0) })
    #expect(few.allSatisfy { $0.contains(" \(one) ") || $0.contains(" inspector:") })
    // What others have to do as well, one alone does not call met.
    #expect(few.allSatisfy { !$0.contains(" meets ") })
    #expect(own.contains { $0.contains(" meets ") })
    #expect(said([]).allSatisfy { $0.contains(" inspector:") })
  }
}
