import RehearsalCore
import Testing

@testable import RehearsalSimulation

/// The reference model as other programs played it: one playing field by field, one cascade person
/// by person, and what a million playings come to.
@Suite struct SimulationFixtureTests {
  @Test("a hundred playings, field by field") func fields() throws {
    let playings = Simulation(try ReferenceModel.make(), seed: 1).run(replications: 0..<100)
    let lines = try ReferenceModel.fixture("replications_seed1.csv").split(separator: "\n")
    let names = lines[0].split(separator: ",").dropFirst().map(String.init)
    #expect(Array(playings.columns.all.map(\.name).prefix(names.count)) == names)
    #expect(lines.count == 101)
    var worst = 0.0
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",").compactMap { Double($0) }
      let row = Int(fields[0])
      for (column, wanted) in fields.dropFirst().enumerated() {
        let field = playings[row, column]
        let isTime = playings.columns.all[column].unit == .time
        let value = isTime ? Double(field) / 60_000_000 : Double(field)
        worst = max(worst, (value - wanted).magnitude)
        #expect((value - wanted).magnitude < 1e-6, "\(row) \(names[column]): \(value), \(wanted)")
      }
    }
    #expect(worst < 1e-6)
  }
}
