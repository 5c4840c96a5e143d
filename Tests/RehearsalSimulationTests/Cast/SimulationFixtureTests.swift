import RehearsalCore
import Testing

@testable import RehearsalSimulation

/// The reference model as other programs played it: a hundred playings field by field, one cascade
/// person by person, one playing act by act, and what a million come to.
@Suite struct SimulationFixtureTests {
  @Test("a hundred playings, field by field") func fields() throws {
    let playings = Simulation(try ReferenceModel.make(), seed: 1).run(replications: 0..<100)
    let lines = try ReferenceModel.lines("replications_seed1.csv")
    let names = lines[0].split(separator: ",").dropFirst().map(String.init)
    #expect(Array(playings.columns.all.map(\.name).prefix(names.count)) == names)
    #expect(lines.count == 101)
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",").compactMap { Double($0) }
      let row = Int(fields[0])
      for (column, wanted) in fields.dropFirst().enumerated() {
        let field = playings[row, column]
        let isTime = playings.columns.all[column].unit == .time
        let value = isTime ? Double(field) / 60_000_000 : Double(field)
        #expect((value - wanted).magnitude < 1e-6, "\(row) \(names[column]): \(value), \(wanted)")
      }
    }
  }

  private struct CascadeFixture: Decodable {
    let informed_work_minutes: [Double]
    let free_work_minutes: [Double]
    let attempts, unreached: Int64
  }

  @Test("one cascade, person by person") func cascade() throws {
    let fixture: CascadeFixture = try ReferenceModel.json("cascade_seed1_rep0.json")
    var performance = Performance(try ReferenceModel.make())
    var row = [Int64](repeating: 0, count: performance.columns.count)
    performance.play(Chance(seed: 1), into: &row)
    for (index, wanted) in fixture.informed_work_minutes.enumerated() {
      let contact = performance.contacts[index]
      #expect((Double(contact.told) / 60_000_000 - wanted).magnitude < 1e-6, "\(index)")
      let free = fixture.free_work_minutes[index]
      #expect((Double(contact.free) / 60_000_000 - free).magnitude < 1e-6, "\(index)")
    }
    #expect(row[performance.columns.attempts] == fixture.attempts)
    #expect(row[performance.columns.unreached] == fixture.unreached)
  }

  @Test("one playing, act by act") func trace() throws {
    let model = try ReferenceModel.make()
    let (acts, row) = Simulation(model, seed: 1).acts(of: 0)
    #expect(row == Array(Simulation(model, seed: 1).run(replications: 0..<1).row(0)))
    let finished = acts.filter {
      [.prepared, .approved, .returned, .reworked].contains($0.sort)
    }
    let lines = try ReferenceModel.lines("trace_seed1_rep0.csv").dropFirst()
    #expect(finished.count == lines.count)
    for (act, line) in zip(finished, lines) {
      let fields = line.split(separator: ",").compactMap { Double($0) }
      let job = model.jobs[Int(act.entity)]
      let class_ =
        switch act.sort {
        case .approved, .returned: 0
        case .reworked: 1
        default: job.sort == .item ? 2 : 3
        }
      #expect((Double(act.at) / 60_000_000 - fields[0]).magnitude < 1e-6, "\(line)")
      #expect([class_, Int(job.key), Int(act.by) + 1] == fields.dropFirst().map { Int($0) })
    }
  }

  @Test("the same bytes on any number of threads", arguments: [2, 3, 7]) func threads(
    count: Int
  ) throws {
    let simulation = Simulation(try ReferenceModel.make(), seed: 5)
    let one = simulation.run(replications: 100..<800, threads: 1)
    #expect(simulation.run(replications: 100..<800, threads: count) == one)
  }

  @Test("a part of a range is that part, and progress ends with all") func parts() throws {
    let simulation = Simulation(try ReferenceModel.make(), seed: 5)
    let all = simulation.run(replications: 0..<300, threads: 2)
    var last = 0
    let part = simulation.run(replications: 140..<300, threads: 1) { last = $0 }
    #expect(last == 160)
    #expect(part.values == Array(all.values[(140 * all.columns.count)...]))
    #expect(part.values != simulation.run(replications: 141..<301, threads: 1).values)
    #expect(Simulation(simulation.model, seed: 6).run(replications: 0..<300) != all)
    #expect(simulation.run(replications: 7..<7).values.isEmpty)
  }
}
