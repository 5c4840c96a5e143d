/// A value with one text, the same in a log, a scenario, a sentence and a form.
package protocol FieldValue: Sendable {
  /// What help, schema and forms say of it.
  static var shape: Shape { get }
  /// What a reader hands out beside a problem. It never leaves a reading that had one.
  static var blank: Self { get }
  /// Whether its text stands in JSON without quotes. Only integers do.
  static var bare: Bool { get }
  /// Whether its text may hold characters that JSON must escape.
  static var escapes: Bool { get }
  /// What belongs here, in words that finish "expected …".
  static var expectation: String { get }
  /// The ids it leans on, for the one check of references that serves all modules.
  var references: [Reference] { get }
  /// The text that `write` writes in a log, where the value holds it as one, to be copied
  /// whole.
  var heldText: String? { get }

  init?(_ bytes: Span<UInt8>, _ context: TextContext)
  func write(to out: inout [UInt8], _ context: TextContext)
}

extension FieldValue {
  package static var bare: Bool { false }
  package static var escapes: Bool { false }
  package static var expectation: String { shape.expectation }
  package var references: [Reference] { [] }
  package var heldText: String? { nil }

  /// The value's text. `context` matters to moments only.
  package func text(_ context: TextContext = .log) -> String {
    var out: [UInt8] = []
    write(to: &out, context)
    return String(decoding: out, as: UTF8.self)
  }

  package init?(text: String, _ context: TextContext = .log) {
    let bytes = Array(text.utf8)
    self.init(bytes.span, context)
  }
}

/// The form of a value, as people are told it.
package enum Shape: Sendable, Hashable {
  case text
  case integer
  case yesOrNo
  case date
  case time
  case moment
  case duration
  case deadline
  case share
  case shares
  case effort
  case choice([String])
  case identifier(String)

  /// Whether its text never holds a space, so that a sentence knows where it ends.
  package var isOneWord: Bool {
    switch self {
    case .text, .moment, .duration, .deadline, .shares, .effort: false
    default: true
    }
  }

  /// What belongs here, in words that finish "expected …".
  package var expectation: String {
    switch self {
    case .text: "text"
    case .integer: "a whole number"
    case .yesOrNo: "yes or no"
    case .date: "a date such as 2019-11-04"
    case .time: "a time such as 09:15"
    case .moment: "a date and time such as 2019-11-04 09:15, or day 2 10:15"
    case .duration: "a length of time such as 45m or 1h30m"
    case .deadline: "a due time such as two working days after notification by 17:00"
    case .share: "a share such as 15% or 2.5%"
    case .shares: "a least, a likely and a most share such as 60% 100% 200%"
    case .effort:
      "a length of time such as 45m, or least, likely and most such as 20m 30m 1h"
    case .choice(let names): "one of " + names.joined(separator: ", ")
    case .identifier(let kind):
      "the id of a \(kind): small letters, digits and hyphens, at most 48"
    }
  }
}

/// One use of an id by a value: which kind of thing, which one.
package struct Reference: Hashable, Sendable {
  package let kind: String
  package let id: String
}

/// A closed set of words. The raw value is the word people write and the log holds.
package protocol Choice: FieldValue, CaseIterable, RawRepresentable<String>, Hashable {}

extension Choice {
  package static var shape: Shape { .choice(allCases.map(\.rawValue)) }
  package static var blank: Self { allCases[allCases.startIndex] }
  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    self.init(rawValue: String(bytes))
  }
  package var heldText: String? { rawValue }
  package func write(to out: inout [UInt8], _ context: TextContext) {
    out.append(rawValue)
  }
}

extension String: FieldValue {
  package static var shape: Shape { .text }
  package static var blank: String { "" }
  package static var escapes: Bool { true }
  package var heldText: String? { self }
  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    // Most text is ASCII, which needs no second look.
    var seen: UInt8 = 0
    for index in bytes.indices { seen |= bytes[index] }
    guard seen >= 0x80 else {
      self.init(bytes)
      return
    }
    guard let text = bytes.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) })
    else { return nil }
    self = text
  }
  package func write(to out: inout [UInt8], _ context: TextContext) {
    out.append(self)
  }
}

extension String {
  /// The text of bytes that are known to be UTF-8; anything else is replaced, never dropped.
  package init(_ bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}

extension Int: FieldValue {
  package static var shape: Shape { .integer }
  package static var blank: Int { 0 }
  package static var bare: Bool { true }

  /// JSON tools keep integers exact only up to 2 to the power 53, so nothing larger is read.
  package static var largest: Int { 1 << 53 }

  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    var index = 0
    let negative = bytes.count > 0 && bytes[0] == UInt8(ascii: "-")
    if negative { index = 1 }
    let digits = bytes.count - index
    guard digits > 0, digits < 17 else { return nil }
    if digits > 1, bytes[index] == UInt8(ascii: "0") { return nil }
    var value = 0
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
      index += 1
    }
    guard value <= Int.largest, !(negative && value == 0) else { return nil }
    self = negative ? -value : value
  }

  package func write(to out: inout [UInt8], _ context: TextContext) {
    guard self < 0 else { return Digits.append(self, width: 1, to: &out) }
    out.append(String(self))
  }
}

/// Yes or no, written as the word: a log holds integers, text, lists and objects only.
extension Bool: FieldValue {
  package static var shape: Shape { .yesOrNo }
  package static var blank: Bool { false }
  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    switch String(bytes) {
    case "yes": self = true
    case "no": self = false
    default: return nil
    }
  }
  package func write(to out: inout [UInt8], _ context: TextContext) {
    out.append(contentsOf: (self ? "yes" : "no").utf8)
  }
}

/// A day of the week by its name in small letters.
extension Weekday: FieldValue {
  package static var shape: Shape { .choice(allCases.map { $0.words.lowercased() }) }
  package static var blank: Weekday { .monday }
  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    let text = String(bytes)
    guard let day = Self.allCases.first(where: { $0.words.lowercased() == text }) else {
      return nil
    }
    self = day
  }
  package func write(to out: inout [UInt8], _ context: TextContext) {
    out.append(contentsOf: words.lowercased().utf8)
  }
}

extension CalendarDate: FieldValue {
  package static var shape: Shape { .date }
  package static var blank: CalendarDate { CalendarDate(ordinal: 0) }
  package init?(_ bytes: Span<UInt8>, _ context: TextContext) { self.init(bytes) }
  package func write(to out: inout [UInt8], _ context: TextContext) { write(to: &out) }
}

extension TimeOfDay: FieldValue {
  package static var shape: Shape { .time }
  package static var blank: TimeOfDay { Moment.blank.time }
  package init?(_ bytes: Span<UInt8>, _ context: TextContext) { self.init(bytes) }
  package func write(to out: inout [UInt8], _ context: TextContext) { write(to: &out) }
}

extension Duration: FieldValue {
  package static var shape: Shape { .duration }
  package static var blank: Duration { .zero }
  package init?(_ bytes: Span<UInt8>, _ context: TextContext) { self.init(bytes) }
  package func write(to out: inout [UInt8], _ context: TextContext) { write(to: &out) }
}

extension Moment: FieldValue {
  package static var shape: Shape { .moment }
  package static var blank: Moment { Moment(microseconds: 0) }
}

extension Deadline: FieldValue {
  package static var shape: Shape { .deadline }
  package static var blank: Deadline { .after(.zero) }
  package init?(_ bytes: Span<UInt8>, _ context: TextContext) { self.init(bytes) }
  package func write(to out: inout [UInt8], _ context: TextContext) { write(to: &out) }
  package var references: [Reference] {
    anchor.map { [Reference(kind: "milestone", id: $0)] } ?? []
  }
}
