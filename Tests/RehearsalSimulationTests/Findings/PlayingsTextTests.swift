import RehearsalCore
import Testing

@testable import RehearsalSimulation

/// Playings as a table for other programs.
@Suite("Playings as a table")
struct PlayingsTextTests {
  private func line(_ values: [Int64]) throws -> [Substring] {
    let model = try ToyPlan.calls([nil, 0])
    let played = ToyPlan.play(model, 1)
    let row = values + Array(played.row(0).dropFirst(values.count))
    let playings = Playings(
      columns: played.columns, seed: 1, replications: 7..<8, values: row, tally: played.tally)
    return String(decoding: playings.lines, as: UTF8.self).dropLast().split(separator: ",")
  }

  @Test(
    "minutes lose nothing",
    arguments: [
      (0, "0"), (60_000_000, "1"), (1, "0.000000017"), (59_999_999, "0.999999983"),
      (90_000_000, "1.5"), (2_378_185_027, "39.636417117"), (-30_000_000, "-0.5"),
      (Int64.max, "inf"), (Int64.max - 1, "153722867280.91293010"),
    ] as [(Int64, String)])
  func minutes(_ value: Int64, _ text: String) throws {
    let words = try line([value])[1]
    if value < 1 << 53 || value == .max {
      #expect(words == text)
    } else {
      #expect(words.hasPrefix("153722867280.9"))
    }
  }

  @Test("every microsecond comes back")
  func exact() throws {
    var state: UInt64 = 1
    for _ in 0..<2_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Int64(state >> 24)
      let minutes = try #require(Double(try line([value])[1]))
      #expect(Int64((minutes * 60_000_000).rounded()) == value)
    }
  }

  @Test("the number stands first, counts and answers as they are")
  func fields() throws {
    let words = try line([0, 0, 0, 3, 14])
    #expect(words[0] == "7" && words[4] == "3" && words[5] == "14")
    let columns = Columns(try ToyPlan.work())
    #expect(
      columns.header.hasPrefix(
        "rep,t50,t90,t100,unreached,attempts,docs_done,docs_late,first_met,last_met,tasks_done,"
          + "tasks_late,surprise_late,events"))
    #expect(columns.header.hasSuffix("\n"))
    #expect(words.count == Columns(try ToyPlan.calls([nil, 0])).count + 1)
  }

  @Test("playings in parts are the playings")
  func joined() throws {
    let model = try ToyPlan.work()
    let simulation = Simulation(model, seed: 9)
    let whole = simulation.run(replications: 0..<300)
    let parts = simulation.run(replications: 0..<100).joined(
      with: simulation.run(replications: 100..<300))
    #expect(parts == whole)
  }

  @Test("from the best to the worst")
  func ranked() throws {
    let model = try ToyPlan.work()
    let playings = ToyPlan.play(model, 300)
    let goals = Goal.all(of: model)
    let order = playings.ranked(by: goals)
    #expect(order.sorted() == Array(0..<300))
    let met = order.map { number in goals.count { $0.holds(in: playings, row: Int(number)) } }
    #expect(met == met.sorted(by: >))
    #expect(met[0] > met[299])
  }
}
