import Foundation
import RehearsalCore
import RehearsalTestSupport
import Testing

/// The scenarios that come with the tool, with a clock and nobody who does anything.
@Suite struct ShippedInjectsTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scenarios")

  private func rehearsal(_ name: String) throws -> MemoryRehearsal {
    let folder = ShippedInjectsTests.folder.appending(path: name)
    var files: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where file.hasSuffix(".csv") || file.hasSuffix(".yaml") {
      files[file] = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }
    let yaml = try #require(files["scenario.yaml"])
    files["scenario.yaml"] = nil
    return try MemoryRehearsal(yaml: yaml, files: files)
  }

  @Test(arguments: [
    "city-of-london-sif-2014", "medway-lac-2013", "thurrock-ilacs-2019", "thurrock-mock-2014",
    "tutorial", "warwickshire-rehearsal-2014", "warwickshire-sif-2014",
  ])
  func `All that has a time comes once, and none of it breaks the rest`(_ name: String) throws {
    var clocked = ClockedRehearsal(try rehearsal(name))
    try clocked.play("day 1 00:01 facilitator starts")
    let last = try #require(clocked.rehearsal.plan.steps.map(\.at).max())
    try clocked.carryOutDue(until: last + .days(30))
    let rehearsal = clocked.rehearsal
    let released = rehearsal.state[Injects.self].released
    for event in rehearsal.plan[Injects.self].events where event.earliest != nil {
      #expect(released[event.line.id] != nil, "\(event.line.id)")
    }
    #expect(rehearsal.events.allSatisfy { !($0.event is NothingPutOff) })
    let measures = InjectsMeasures(rehearsal.state[Injects.self])
    #expect(measures.released == released.count && measures.respondedInTime == 0)
    #expect(measures.notResponded == released.values.count { $0.respondBy != nil })
    #expect(rehearsal.state[Injects.self].outages.values.allSatisfy { $0.ended != nil })
  }
}
