import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

@testable import RehearsalSimulation

/// The reference model written as a scenario is the model of its own file, and is played like it.
@Suite("The reference model as a scenario")
struct ReferenceScenarioTests {
  /// The first bank holiday after its call comes in the seventeenth week, when all has long been
  /// done; its own file knows none.
  private static let compared = 112 * Hours.day

  private static func read() throws -> CastModel {
    let reading = try ScenarioFolder.read(ScenarioFolder.referenceModel)
    #expect(reading.diagnostics.map(\.message) == [])
    return CastModel(try #require(reading.plan))
  }

  @Test("people, hours and chances are the same")
  func people() throws {
    let (model, other) = (try Self.read(), try ReferenceModel.make())
    #expect(model.left == [])
    #expect(
      [model.start, model.called, model.findOut] == [other.start, other.called, other.findOut])
    var chances = model.chances
    // Its own file tells no groups.
    (chances.group, chances.groupSpread) = (other.chances.group, other.chances.groupSpread)
    #expect(chances == other.chances)
    try #require(model.workers.count == other.workers.count)
    #expect(weeks(model, model.office) == weeks(other, other.office))
    for (worker, wanted) in zip(model.workers, other.workers) {
      #expect((worker.id, worker.key) == (wanted.id, wanted.key))
      #expect(worker.available == nil)
      #expect(told(worker, model) == told(wanted, other))
      #expect(weeks(model, Int(worker.hours)) == weeks(other, Int(wanted.hours)))
    }
  }

  @Test("the call goes the same way")
  func call() throws {
    let (model, other) = (try Self.read(), try ReferenceModel.make())
    try #require(model.cascades.count == 1)
    let (call, wanted) = (model.cascades[0], other.cascades[0])
    #expect(call.starts == wanted.starts)
    #expect(call.retry == wanted.retry)
    #expect(Set(call.contacts) == Set(wanted.contacts))
    #expect(call.contacts[0] == wanted.contacts[0])
    #expect(names(call) == names(wanted))
  }

  @Test("the work is the same")
  func work() throws {
    let (model, other) = (try Self.read(), try ReferenceModel.make())
    try #require(model.jobs.count == other.jobs.count)
    for (job, wanted) in zip(model.jobs, other.jobs) {
      #expect(job.sort == wanted.sort)
      #expect((job.key, job.approver, job.tranche) == (wanted.key, wanted.approver, wanted.tranche))
      #expect(job.effort == wanted.effort, "\(job.id)")
      #expect(job.after == wanted.after)
      #expect((job.isReturnable, job.isSent) == (wanted.isReturnable, wanted.isSent))
      #expect((job.stage, job.elapsed, job.round) == (.prepare, 0, 0))
      // When a request comes, and to whom, is drawn.
      if job.sort == .request { continue }
      #expect((job.owner, job.due, job.ready) == (wanted.owner, wanted.due, wanted.ready))
    }
    #expect(model.tranches.map(\.id) == ["a", "b", "c"])
    #expect(model.deadlines.isEmpty)
    let (requests, wanted) = (try #require(model.requests), try #require(other.requests))
    #expect(requests.owners == wanted.owners)
    #expect((requests.from, requests.to) == (wanted.from, wanted.to))
    #expect((requests.number, requests.within) == (wanted.number, wanted.within))
    #expect(requests.firstJob == wanted.firstJob)
  }

  @Test("it is played like its own file, figure by figure")
  func played() throws {
    let playings = Simulation(try Self.read(), seed: 1).run(replications: 0..<100)
    let wanted = Simulation(try ReferenceModel.make(), seed: 1).run(replications: 0..<100)
    let names = wanted.columns.all.map(\.name).prefix { $0 != "events" }
    for (column, name) in names.enumerated() {
      #expect(playings.columns.all[column].name == name.lowercased())
      for row in 0..<100 where playings[row, column] != wanted[row, column] {
        Issue.record("\(row) \(name): \(playings[row, column]), not \(wanted[row, column])")
      }
    }
  }

  private func weeks(_ model: CastModel, _ index: Int) -> [[Int64]] {
    zip(model.hours[index].opens, model.hours[index].closes).map { [$0, $1] }
      .filter { $0[0] < Self.compared }
  }

  private func told(_ worker: CastModel.Worker, _ model: CastModel) -> [String] {
    worker.contacts.map { model.cascades[0].contacts[Int($0)].recipient.text }
  }

  /// Whom each rings, in order.
  private func names(_ cascade: CastModel.Cascade) -> [String: [String]] {
    var names: [String: [String]] = [:]
    for (contact, children) in zip(cascade.contacts, cascade.children) {
      names[contact.recipient.text] = children.map {
        cascade.contacts[Int($0)].recipient.text
      }
    }
    return names
  }
}
