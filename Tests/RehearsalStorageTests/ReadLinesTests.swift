import RehearsalCore
import RehearsalFormats
import Testing

@testable import RehearsalStorage

/// A log of many lines is read by two threads. Here the same bytes are also read the plain way, one
/// line after another, and both must find the same.
@Suite struct ReadLinesTests {
  /// What was found, in order: lines by their numbers and places, faults by their words.
  private enum Found: Equatable {
    case line(Int, at: Int)
    case damage(LogDamage.Kind, line: Int?, byte: Int?, String)
  }

  private static let acts = 160

  private static func log(in temporary: TemporaryFolder) throws -> [UInt8] {
    let log = try SampleLog.create(LogFolder(temporary.path))
    for round in 0..<3 {
      let acts = try (0..<acts).map { number in
        try SampleLog.act("\(round)/\(number)", minute: round, events: number % 4 + 1)
      }
      try log.transact { _ in acts }
    }
    return try temporary.read("events.jsonl")
  }

  private static func walk(_ file: borrowing OpenFile, to end: Int) throws -> [Found] {
    var walk = LogWalk(from: LogPlace(), to: end, bound: nil)
    var found: [Found] = []
    while true {
      switch try walk.next(file) {
      case .line(let line):
        found.append(.line(line.n, at: walk.frames.start + line.range.lowerBound))
      case .damage(let damage):
        found.append(.damage(damage.kind, line: damage.line, byte: damage.byte, damage.words))
      case .end: return found
      }
    }
  }

  /// One line after another, with what its faults are called; the end is not looked at.
  private static func plain(_ bytes: [UInt8]) -> [Found] {
    var chain = LogChain()
    var found: [Found] = []
    var start = 0
    for (number, part) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .dropLast().enumerated()
    {
      let range = start..<start + part.count
      start = range.upperBound + 1
      do throws(LogChain.Fault) {
        let line = try chain.check(ReadLine(bytes, range), bytes)
        chain.accept(line, bytes)
        found.append(.line(line.n, at: range.lowerBound))
      } catch {
        chain.skip(ReadLine(bytes, range), bytes)
        found.append(
          .damage(error.kind, line: number + 1, byte: range.lowerBound, error.words))
      }
    }
    return found
  }

  @Test func everyLineOnceAndInOrder() throws {
    let temporary = try TemporaryFolder()
    let bytes = try Self.log(in: temporary)
    let file = try OpenFile("\(temporary.path)/events.jsonl", 0)
    let found = try Self.walk(file, to: bytes.count)
    #expect(found == Self.plain(bytes))
    #expect(found.count == 1 + 3 * Self.acts / 4 * 10)
  }

  @Test("200 damaged logs of many lines, seeds 1 to 4", arguments: 1...4)
  func damaged(_ seed: Int) throws {
    let temporary = try TemporaryFolder()
    let bytes = try Self.log(in: temporary)
    var numbers = PlainNumbers(state: UInt64(seed))
    for round in 0..<50 {
      var other = bytes
      for _ in 0..<numbers.next(4) + 1 {
        let at = numbers.next(other.count - 1_000)
        switch numbers.next(4) {
        case 0: other[at] ^= 1 << UInt8(numbers.next(8))
        case 1: other.removeSubrange(at..<at + numbers.next(900) + 1)
        case 2: other.insert(0x0A, at: at)
        default: other.insert(contentsOf: other[at..<at + numbers.next(900)], at: at)
        }
      }
      // The last line stays whole: what is missing at the end is not the lines' own business.
      try temporary.write(other, to: "damaged")
      let file = try OpenFile("\(temporary.path)/damaged", 0)
      let (found, plain) = (try Self.walk(file, to: other.count), Self.plain(other))
      #expect(found.prefix(plain.count) == plain[...], "seed \(seed), round \(round)")
      #expect(found.count <= plain.count + 1, "seed \(seed), round \(round)")
    }
  }

  @Test func eventsStopAtTheLimitAlsoInsideABatch() throws {
    let temporary = try TemporaryFolder()
    _ = try Self.log(in: temporary)
    let verifier = LogVerifier(LogFolder(temporary.path))
    for limit in [0, 1, 2, 700, 1_200] {
      var numbers: [Int] = []
      try verifier.events(.rehearsal, upTo: .event(limit)) { numbers.append($0.n) }
      #expect(numbers == Array(0...min(limit, 1_200)))
    }
  }
}

/// Values made on two threads and taken in order.
@Suite struct SharedPortionsTests {
  @Test("each once and in order", arguments: [0, 1, 2, 1_000])
  func inOrder(_ count: Int) {
    var portions = SharedPortions(count) { { $0 * $0 } }
    var taken: [Int] = []
    while let value = portions.next() { taken.append(value) }
    #expect(taken == (0..<count).map { $0 * $0 })
    #expect(portions.next() == nil, "and then no more")
  }

  @Test func eachThreadKeepsWhatIsItsOwn() {
    var portions = SharedPortions(500) {
      var made = 0
      return { index in
        made += 1
        return (index, made)
      }
    }
    var last = -1
    while let (index, made) = portions.next() {
      #expect(index == last + 1 && (1...500).contains(made))
      last = index
    }
    #expect(last == 499)
  }

  @Test func whatWasStoppedIsStillTakenToItsEnd() {
    var portions = SharedPortions(100) { { $0 } }
    #expect(portions.next() == 0)
    portions.stop()
    var rest: [Int] = []
    while let value = portions.next() { rest.append(value) }
    #expect(rest == Array(1..<100))
  }
}

/// A small repeatable source of numbers, so that a failing case can be run again.
private struct PlainNumbers {
  var state: UInt64

  mutating func next(_ below: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % below
  }
}
