import RehearsalCore

/// A small repeatable source of numbers (SplitMix64), so that a failing case can be run again.
struct HostileNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func isOne(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &self)]
  }
}

/// Makes records of any type from what is hard on a line: quotes, control characters, text that
/// looks like JSON or like half of a character, the largest numbers, lists of none.
struct HostileFiller: FieldVisitor {
  var numbers: HostileNumbers

  static let texts = [
    "", "\"", "\\", "\\\"", "\n\r\t\u{0}\u{1F}", "\u{7F}\u{2028}", "}", "{", "]},\"prev\":\"",
    "\",\"h\":\"", "{\"n\":1,\"b\":[0,1]", "\\ud800", "\u{FFFD}", "é ü ﬂ", "👩🏽‍🚒", "a,b", "/",
    "1234567", "12345678", "123456789\"", String(repeating: "\"", count: 40), "plain",
    String(repeating: "long ", count: 400),
  ]

  private static func plain(_ shape: Shape, _ number: Int) -> [String] {
    switch shape {
    case .text:
      [
        "words", "some-1 is missed", "2026-11-21T08:12:00Z", "stepped", "tuesday", "tool",
        String(repeating: "a", count: 64),
      ]
    case .integer: ["\(number)"]
    case .yesOrNo: ["yes"]
    case .date: ["2026-11-23"]
    case .time: ["09:15"]
    case .moment: ["2026-11-23T09:15:00.5"]
    case .duration: ["\(number % 50 + 1)m"]
    case .deadline: ["2 working days after some-1 at 12:00", "+45m"]
    case .share: ["\(number % 100)%"]
    case .shares: ["60% 100% \(number % 100)%"]
    case .effort: ["\(number % 50 + 1)m"]
    case .choice(let words): [words[number % words.count]]
    case .identifier: ["some-\(number % 100)"]
    }
  }

  private mutating func value<V: FieldValue>() -> V {
    if V.bare, numbers.isOne(in: 3) {
      let edges = [Int.largest, -Int.largest, 0, -1, 1_000_000_007]
      if let value = numbers.pick(edges) as? V { return value }
    }
    for _ in 0..<3 {
      if let value = V(text: numbers.pick(HostileFiller.texts)) { return value }
    }
    let number = Int.random(in: 0..<1_000, using: &numbers)
    for text in HostileFiller.plain(V.shape, number) {
      if let value = V(text: text) { return value }
    }
    preconditionFailure("no \(V.self) can be made: add a text for it here")
  }

  mutating func one<V: FieldValue>(_ name: StaticString, _ old: V?, _ doc: StaticString) -> V {
    value()
  }

  mutating func some<V: FieldValue>(
    _ name: StaticString, _ old: V?, default: V, _ doc: StaticString
  ) -> V { value() }

  mutating func maybe<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V? { numbers.isOne(in: 3) ? nil : value() }

  mutating func list<V: FieldValue>(
    _ name: StaticString, _ old: [V]?, _ doc: StaticString
  ) -> [V] { (0..<Int.random(in: 0..<4, using: &numbers)).map { _ in value() } }

  mutating func identity<K: Kind>(
    _ name: StaticString, _ old: ID<K>?, from title: String, _ doc: StaticString
  ) -> ID<K> { value() }

  mutating func rows<R: Record>(
    _ name: StaticString, _ old: [R]?, _ doc: StaticString
  ) -> [R] { (0..<Int.random(in: 0..<3, using: &numbers)).map { _ in R(&self, nil) } }

  mutating func part<R: Record>(_ name: StaticString, _ old: R?, _ doc: StaticString) -> R {
    R(&self, nil)
  }
}
