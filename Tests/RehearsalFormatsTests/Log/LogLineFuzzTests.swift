import Testing

@testable import RehearsalCore
@testable import RehearsalFormats

/// Lines of a log with small damage, wherever it falls: the reader comes back, what it takes it
/// writes again to the same bytes, and what stands around a line makes no difference.
/// `.ci/fuzz` does the same with a million inputs that a machine thought of.
@Suite struct LogLineFuzzTests {
  private static let seeds = [
    LogLineTests.golden,
    #"{"n":0,"b":[0,1],"id":"open","at":"2019-11-04T00:00:00","#
      + #""rec":"2026-11-21T08:12:33.000001Z","actor":"tool","type":"log.opened","v":1,"#
      + #""data":{"format":1,"tool":"t","scenario":"demo","scenario-hash":"a"},"#
      + ending("0", "b"),
    #"{"n":9007199254740991,"b":[255,256],"id":"a/b c","at":"2019-11-04T09:12:00.5","#
      + #""rec":"2026-11-21T08:12:33Z","actor":"facilitator/p2","type":"new.thing","v":12,"#
      + #""data":{"a":[{"b":"}\"]"},1]},"#
      + ending("f", "9"),
  ].map { Array($0.utf8) }

  private static func ending(_ prev: String, _ h: String) -> String {
    let hashes = [prev, h].map { String(repeating: $0, count: LineHash.digits) }
    return #""prev":"\#(hashes[0])","h":"\#(hashes[1])"}"#
  }

  /// Bytes that a line gives a meaning to, and some that it does not allow.
  private static let telling =
    Array("\"\\{}[]:,/.-TZ0139aef \n\u{0}".utf8) + [0x7F, 0x80, 0xC3, 0xFF]

  private static func mutant(of bytes: [UInt8], _ numbers: inout LogNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...2, using: &numbers) {
      let at = Int.random(in: 0..<bytes.count, using: &numbers)
      let byte = telling[Int.random(in: 0..<telling.count, using: &numbers)]
      switch Int.random(in: 0..<6, using: &numbers) {
      case 0: bytes.remove(at: at)
      case 1: bytes.insert(byte, at: at)
      case 2: bytes.swapAt(at, max(0, at - 1))
      case 3: bytes.removeSubrange(at..<min(bytes.count, at + 20))
      case 4: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
      default: bytes[at] = byte
      }
      if bytes.isEmpty { return [0x7B] }
    }
    return bytes
  }

  /// What is wrong with how one line is read, or nothing; and whether it was taken.
  private static func judge(_ bytes: [UInt8]) -> (problem: String?, taken: Bool) {
    var shown: String { String(decoding: bytes, as: UTF8.self) }
    let around = Array("9\"}]".utf8)
    let wide = around + bytes + around
    let range = around.count..<around.count + bytes.count
    switch (LogLine.parse(bytes, bytes.indices), LogLine.parse(wide, range)) {
    case (.failure(let problem), .failure(let other)):
      let isInside = (0...bytes.count).contains(problem.offset)
      return (problem == other && isInside ? nil : "\(shown): \(problem), \(other)", false)
    case (.success(let line), .success(let other)):
      guard line.data.count == other.data.count, line.id(bytes) == other.id(wide),
        line.h == other.h
      else {
        return ("\(shown): what stands around it changes it", true)
      }
      return (written(line, bytes) == bytes + [0x0A] ? nil : "\(shown) is not written so", true)
    default: return ("\(shown): what stands around it decides whether it can be read", false)
    }
  }

  private static func written(_ line: LogLine, _ bytes: [UInt8]) -> [UInt8] {
    let new = NewEvent(
      id: line.id(bytes), at: line.at, rec: line.rec, actor: line.actor(bytes),
      cause: line.cause,
      payload: .unknown(
        type: line.type(bytes), version: line.version, data: Array(bytes[line.data])))
    var again: [UInt8] = []
    LogLine.write(new, n: line.n, batch: line.batch, prev: line.prev, to: &again)
    LogLine.finish(line.h, to: &again)
    return again
  }

  @Test("30,000 mutants of lines, seeds 1 to 3", arguments: 1...3)
  func mutants(_ seed: Int) {
    var numbers = LogNumbers(seed: UInt64(seed))
    var problems: [String] = []
    var taken = 0
    for bytes in Self.seeds {
      #expect(Self.judge(bytes) == (nil, true))
    }
    for round in 0..<10_000 {
      let bytes = Self.mutant(of: Self.seeds[round % Self.seeds.count], &numbers)
      let (problem, wasTaken) = Self.judge(bytes)
      if let problem { problems.append(problem) }
      if wasTaken { taken += 1 }
    }
    #expect(problems.first == nil, "seed \(seed), \(problems.count) of them")
    #expect((500...9_500).contains(taken), "of 10,000, \(taken) were taken")
  }
}

/// A small repeatable source of numbers (SplitMix64), so that a failing case can be run again.
private struct LogNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
