import Testing

@testable import RehearsalCore

/// Damage of one byte, wherever it falls: nothing crashes, the two paths never disagree, and
/// whatever is taken means what it says.
@Suite("The fast reader, damaged")
struct FastReaderFuzzTests {
  /// Bytes that JSON gives a meaning to, and some that it does not allow.
  private static let telling = Array("\"\\{}[]:, -0139eux/\n\u{0}".utf8) + [0x7F, 0x80, 0xC3, 0xFF]

  private static func mutant(
    of bytes: [UInt8], _ numbers: inout RepeatableNumbers
  ) -> [UInt8] {
    var bytes = bytes
    let at = Int.random(in: 0..<bytes.count, using: &numbers)
    let byte =
      Bool.random(using: &numbers)
      ? telling[Int.random(in: 0..<telling.count, using: &numbers)]
      : UInt8.random(in: .min ... .max, using: &numbers)
    switch Int.random(in: 0..<4, using: &numbers) {
    case 0: bytes.remove(at: at)
    case 1: bytes.insert(byte, at: at)
    case 2: bytes.swapAt(at, max(0, at - 1))
    default: bytes[at] = byte
    }
    return bytes
  }

  /// What went wrong with one mutant, or nothing; and whether it was taken.
  private static func judge<R: Record>(
    _ type: R.Type, _ bytes: [UInt8]
  ) -> (problem: String?, taken: Bool) {
    let shown = String(decoding: bytes, as: UTF8.self)
    var reader = FastReader(bytes, 0..<bytes.count)
    let fast = reader.whole(type)
    let reading = Reading(strict: true)
    let slow = JSONNode.parse(bytes, 0..<bytes.count).flatMap {
      reading.sound(reading.read(type, from: $0))
    }
    if let fast, fast.encoded != slow?.encoded {
      let other = slow.map(\.json) ?? "nothing"
      return ("\(shown): fast reads \(fast.json), tolerant reads \(other)", true)
    }
    guard case .success(let record) = R.decoded(bytes) else { return (nil, false) }
    let again = record.encoded
    guard case .success(let back) = R.decoded(again), back.encoded == again else {
      return ("\(shown) is taken, and \(record.json) does not come back", true)
    }
    return (nil, true)
  }

  @Test("50,000 mutants of samples and messages, seeds 1 to 5", arguments: 1...5)
  func mutants(_ seed: Int) {
    var numbers = RepeatableNumbers(seed: UInt64(seed))
    var problems: [String] = []
    var taken = 0
    func open<R: Record>(_ type: R.Type, _ count: Int) {
      let bytes = Filler.fill(type, from: seed).0.encoded
      for _ in 0..<count {
        let (problem, wasTaken) = Self.judge(type, Self.mutant(of: bytes, &numbers))
        if let problem { problems.append(problem) }
        if wasTaken { taken += 1 }
      }
    }
    open(SmallRecord.self, 3_000)
    open(SampleRecord.self, 2_000)
    let types = RecordType.events.map(\.type) + CommandType.all.map(\.type)
    for type in types { open(type, 5_000 / types.count + 1) }
    #expect(problems.first == nil, "seed \(seed), \(problems.count) of them")
    #expect((500...9_500).contains(taken), "of 10,000, \(taken) were taken")
  }
}
