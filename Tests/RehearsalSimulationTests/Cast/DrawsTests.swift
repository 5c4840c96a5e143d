import RehearsalCore
import Testing

@testable import RehearsalSimulation

/// Draws and the arithmetic of hours beside the same of another program.
@Suite struct DrawsTests {
  private struct Primitives: Decodable {
    struct Hash: Decodable {
      let seed, rep, kind, entity, n: UInt64
      let u: String
    }
    struct Finish: Decodable {
      let calendar: Int
      let absent_days: [Int32]
      let start, effort, finish: Double
    }
    let hash: [Hash]
    let inv_normal: [[String]]
    let lognormal_median4_sigma0_5: [[String]]
    let w2t, t2w: [[Double]]
    let advance: [Finish]

    enum CodingKeys: String, CodingKey {
      case hash, inv_normal, w2t, t2w, advance
      case lognormal_median4_sigma0_5 = "lognormal_median4_sigma0.5"
    }
  }

  private func primitives() throws -> Primitives { try ReferenceModel.json("primitives.json") }

  private func isNear(_ value: Double, _ wanted: String) throws -> Bool {
    let number = try #require(Double(wanted))
    return (value - number).magnitude <= 1e-13 * max(1, number.magnitude)
  }

  @Test("draws are those of the key") func draws() throws {
    for hash in try primitives().hash {
      let chance = Chance(seed: hash.seed, replication: hash.rep)
      #expect(chance.unit(hash.kind, hash.entity, hash.n) == Double(hash.u))
    }
  }

  @Test("normal and lognormal") func normal() throws {
    for pair in try primitives().inv_normal {
      let u = try #require(Double(pair[0]))
      #expect(try isNear(Distribution.inverseNormal(u), pair[1]), "\(u)")
    }
    for pair in try primitives().lognormal_median4_sigma0_5 {
      let u = try #require(Double(pair[0]))
      #expect(try isNear(Distribution.lognormal(u, median: 4, spread: 0.5), pair[1]), "\(u)")
    }
  }

  @Test(
    "triangular",
    arguments: [
      (0.1, 3, 8, 20, "5.91547594742265"), (0.29, 3, 8, 20, "7.964876634922564"),
      (0.3, 3, 8, 20, "8.050104602968275"), (0.9, 3, 8, 20, "15.483364083745514"),
      (0.5, 9.0, 15.0, 37.5, "19.593995420530018"),
    ])
  func triangular(u: Double, a: Double, m: Double, b: Double, wanted: String) throws {
    #expect(try isNear(Triangle(a, m, b).value(u), wanted))
  }

  @Test(
    "a triangle that is flat, or has its peak at an end",
    arguments: [(5.0, 5.0, 5.0), (5, 5, 9), (5, 9, 9), (0, 0, 0), (0, 0, 1)])
  func flat(a: Double, m: Double, b: Double) {
    let triangle = Triangle(a, m, b)
    var before = a
    for step in 0..<1_000 {
      let u = (Double(step) + 0.5) / 1_000
      let value = triangle.value(u)
      #expect(value >= before && value <= b)
      before = value
      #expect(a == b || (triangle.share(below: value) - u).magnitude < 1e-9)
    }
    #expect(triangle.share(below: a - 1) == 0)
    #expect(triangle.share(below: b) == (a == b ? 0 : 1))
  }

  @Test("what would last for ever lasts a century", arguments: [1e9, 1e300, .infinity])
  func long(minutes: Double) {
    #expect(microseconds(1 / 60_000_000) == 1 && microseconds(0) == 0)
    #expect(microseconds(minutes) == 3_600_000_000_000_000)
  }

  @Test("moments of the office's hours") func hours() throws {
    let hours = try ReferenceModel.make().hours[0]
    for pair in try primitives().w2t {
      #expect(
        hours.moment(worked: ReferenceModel.minutes(pair[0])) == ReferenceModel.minutes(pair[1]))
    }
    for pair in try primitives().t2w {
      #expect(
        hours.worked(until: ReferenceModel.minutes(pair[0])) == ReferenceModel.minutes(pair[1]))
    }
  }

  @Test("work pauses while nobody is there") func pauses() throws {
    var performance = Performance(try ReferenceModel.make())
    let workers = [1, 12, 13]
    for finish in try primitives().advance {
      let worker = workers[finish.calendar]
      performance.workers[worker].stretch = 0
      let bits = performance.daysOut + worker * performance.daysOutWords
      bits[0] = 0
      for day in finish.absent_days { bits[0] |= 1 << UInt64(day / 7 * 5 + day % 7) }
      let end = performance.finish(
        of: ReferenceModel.minutes(finish.effort), by: worker,
        from: ReferenceModel.minutes(finish.start))
      #expect(end == ReferenceModel.minutes(finish.finish), "\(finish)")
    }
  }
}
