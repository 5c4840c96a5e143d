import RehearsalCore

/// Reads and writes the types of time as text, so that the tests can speak in strings.
enum TimeReading {
  static func date(_ text: String) -> CalendarDate? { CalendarDate(Array(text.utf8).span) }

  static func time(_ text: String) -> TimeOfDay? { TimeOfDay(Array(text.utf8).span) }

  static func duration(_ text: String) -> Duration? { Duration(Array(text.utf8).span) }

  static func moment(_ text: String, _ context: TextContext = .log) -> Moment? {
    Moment(Array(text.utf8).span, context)
  }

  static func deadline(_ text: String) -> Deadline? { Deadline(Array(text.utf8).span) }

  static func text(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func text(_ moment: Moment, _ context: TextContext = .log) -> String {
    text { moment.write(to: &$0, context) }
  }
}

/// A small repeatable source of numbers (SplitMix64), so that a failing case can be run again.
struct RepeatableNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
