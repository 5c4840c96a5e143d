import RehearsalFormats
import Testing

@testable import RehearsalStorage

/// A log with random damage, of any size and anywhere: the walk comes back, hands over nothing but
/// lines that were written and in their order, and says so where they are not all.
@Suite struct LogWalkFuzzTests {
  private let sample: SampleLog

  init() throws { sample = try SampleLog() }

  private static func mutant(
    of bytes: [UInt8], _ lines: [[UInt8]], _ numbers: inout WalkNumbers
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &numbers) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &numbers)
      let end = min(bytes.count, at + Int.random(in: 1...600, using: &numbers))
      switch Int.random(in: 0..<8, using: &numbers) {
      case 0: bytes.removeSubrange(at..<end)
      case 1: bytes.removeLast(bytes.count - at)
      case 2: for index in at..<end { bytes[index] = 0 }
      case 3: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case 4: bytes.insert(0x0A, at: at)
      case 5: bytes += lines[Int.random(in: 0..<lines.count, using: &numbers)]
      case 6: bytes[at] = UInt8.random(in: .min ... .max, using: &numbers)
      default: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
      }
    }
    return bytes
  }

  /// What the walk hands over of one of many logs in a file, and whether it says that anything is
  /// wrong.
  private func walk(
    _ part: Range<Int>, _ file: borrowing OpenFile, bound: LogHead?
  ) throws -> Found {
    let start = LogPlace(head: LogHead(size: part.lowerBound, n: -1, hash: .zero))
    let moved = bound.map {
      LogHead(size: part.lowerBound + $0.size, n: $0.n, hash: $0.hash)
    }
    var walk = LogWalk(from: start, to: part.upperBound, bound: moved)
    var found = Found()
    for _ in 0..<part.count + 2 {
      switch try walk.next(file) {
      case .line(let line):
        if walk.isSound { found.handed += walk.frames.bytes[line.range] + [0x0A] }
      case .damage: continue
      case .end:
        found.isSound = walk.isSound
        found.good = walk.good.head.size - part.lowerBound
        return found
      }
    }
    found.ends = false
    return found
  }

  /// What a walk found.
  private struct Found {
    /// The lines that were handed over before any damage.
    var handed: [UInt8] = []
    var isSound = true
    /// How many bytes the whole batches before any damage have.
    var good = 0
    var ends = true
  }

  private func problem(
    _ found: Found, _ bytes: ArraySlice<UInt8>, _ ends: [Int], bound: LogHead?
  ) -> String? {
    if !found.ends { return "the walk does not end" }
    if !sample.bytes.starts(with: found.handed) { return "lines that nobody wrote" }
    let good = found.good
    if good > 0, !ends.contains(good) || !bytes.starts(with: sample.bytes[..<good]) {
      return "\(good) bytes are no whole batches"
    }
    guard found.isSound else { return nil }
    // Nothing can show that whole batches are gone off the end, but for a head.
    if !ends.contains(bytes.count) || good != bytes.count { return "passes for sound" }
    return bound == nil || good == sample.bytes.count ? nil : "passes for sound beside its head"
  }

  @Test("10,000 damaged logs, seeds 1 to 5", arguments: 1...5)
  func damagedLogs(_ seed: Int) throws {
    var numbers = WalkNumbers(seed: UInt64(seed))
    let lines = sample.lines
    let ends = SampleLog.batchEnds.map { sample.size(of: $0 + 1) }
    let head = try #require(try LogVerifier(sample.folder).verify().head)
    var all: [UInt8] = []
    var parts: [Range<Int>] = []
    for round in 0..<2_000 {
      let start = all.count
      // Now and then the log as it is, so that one that finds fault with everything is noticed.
      all +=
        round % 100 == 0 ? sample.bytes : Self.mutant(of: sample.bytes, lines, &numbers)
      parts.append(start..<all.count)
    }
    try sample.temporary.write(all, to: "all")
    let file = try OpenFile("\(sample.temporary.path)/all", 0)
    var sound = 0
    var problems: [String] = []
    for (round, part) in parts.enumerated() {
      let bound = round % 2 == 0 ? head : nil
      let found = try walk(part, file, bound: bound)
      if let problem = problem(found, all[part], ends, bound: bound) {
        problems.append("round \(round): \(problem)")
      }
      if found.isSound { sound += 1 }
    }
    #expect(problems.first == nil, "seed \(seed), \(problems.count) of them")
    #expect((20..<200).contains(sound), "\(sound) of 2,000 pass, 20 of which are intact")
  }
}

/// A small repeatable source of numbers (SplitMix64), so that a failing case can be run again.
private struct WalkNumbers: RandomNumberGenerator {
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
