import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

@testable import RehearsalSimulation

@Suite("What the cast knows of a plan")
struct CastPlanTests {
  @Test("the shipped scenarios make sound models", arguments: ScenarioFolder.shipped)
  func shipped(_ path: String) throws {
    let plan = try #require(try ScenarioFolder.read(path).plan)
    let model = CastModel(plan)
    print(
      path, model.workers.count, model.jobs.count, model.deadlines.count, model.tranches.map(\.id),
      model.cascades.map { ($0.id.text, $0.contacts.count) }, model.hours.count)
    print(model.left)
  }

  @Test("reference")
  func reference() throws {
    let reading = try ScenarioFolder.read(ScenarioFolder.referenceModel)
    for d in reading.diagnostics { print(d.code.name, d.place, d.message) }
    let plan = try #require(reading.plan)
    let model = CastModel(plan)
    let other = try ReferenceModel.make()
    #expect(model.chances == other.chances)
  }
}
