extension Deadline {
  /// No deadline people write is longer, in bytes, spaces included.
  private static let longest = 256

  /// Reads a deadline in any of its forms, upper or lower case, however it is spaced.
  ///
  /// | form | example |
  /// |---|---|
  /// | after the thing's own start | `+45m` |
  /// | days counted | `two working days after notification by 17:00` |
  /// | time counted | `45 minutes before fieldwork-start` |
  /// | a milestone | `before fieldwork-start`, `notification`, `on data-due at 10:00` |
  /// | a weekday | `the Monday after notification at 09:00`, `the second Friday after data-due` |
  /// | a day of the rehearsal | `day 2 10:15`, `day 2` |
  /// | a date | `2019-11-05 17:00`, `2019-11-05T17:00`, `2019-11-05` |
  ///
  /// `by`, `at` or `on` may stand in front, and `by` or `at` before the time. Whatever is close to
  /// one of these and is none is refused (`after notification`, `two working day after x`, `day 0`,
  /// `2019-02-30`, `5pm`), because an id may hold the same letters and a slip must not become one.
  package init?(_ bytes: Span<UInt8>) {
    guard bytes.count <= Self.longest, let words = Self.words(of: bytes) else { return nil }
    var reader = DeadlineReader(words)
    guard let deadline = try? reader.read() else { return nil }
    self = deadline
  }

  /// The words in lower case, or nil if a byte is not printable ASCII or white space.
  private static func words(of bytes: Span<UInt8>) -> [String]? {
    var words: [String] = []
    var word: [UInt8] = []
    for index in 0..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0A, 0x0D:
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      case 0x21...0x7E: word.append(bytes[index].lowercased)
      default: return nil
      }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }
}

/// Reads the words of one deadline from left to right.
private struct DeadlineReader {
  private var words: ArraySlice<String>

  private struct NoDeadline: Error {}

  init(_ words: [String]) {
    self.words = words[...]
  }

  mutating func read() throws -> Deadline {
    let isLed = take("by") || take("at") || take("on")
    guard let first = words.first else { throw NoDeadline() }
    if first.hasPrefix("+") { return .after(try startOffset()) }
    if take("before") {
      guard !isLed else { throw NoDeadline() }
      let anchor = try anchor()
      try end()
      return .before(anchor)
    }
    if take("day") { return .day(try dayNumber(), try time()) }
    if let middle = words.firstIndex(where: { $0 == "before" || $0 == "after" }) {
      return try leaning(on: middle)
    }
    if let date = CalendarDate(first.utf8.span) {
      words.removeFirst()
      return .date(date, try time())
    }
    // Only a date and a time joined by `T` are read here: one word cannot hold the other forms.
    if let moment = Moment(first.uppercased().utf8.span, .log) {
      words.removeFirst()
      try end()
      return .date(moment.date, moment.time)
    }
    return .on(try anchor(), try time())
  }

  /// What stands after the plus sign, which may be set apart from it.
  private mutating func startOffset() throws -> Duration {
    var text = words.joined(separator: " ").dropFirst()
    if text.first == " " { text = text.dropFirst() }
    words = []
    return try duration(String(text))
  }

  private func duration(_ text: String) throws -> Duration {
    guard let duration = Duration(text.utf8.span) else { throw NoDeadline() }
    return duration
  }

  private mutating func dayNumber() throws -> Int {
    var cursor = Cursor()
    guard let word = words.popFirst(), let number = cursor.number(upTo: 7, word.utf8.span),
      number >= 1, cursor.isAtEnd(word.utf8.span)
    else { throw NoDeadline() }
    return number
  }

  /// Reads what stands before and after the word `before` or `after` at `middle`.
  private mutating func leaning(on middle: Int) throws -> Deadline {
    var counted = DeadlineReader(Array(words[..<middle]))
    let side: Deadline.Side = words[middle] == "after" ? .after : .before
    words = words[(middle + 1)...]
    let anchor = try anchor()
    let time = try time()
    if side == .after, let (nth, weekday) = counted.weekday() {
      return .weekday(nth, weekday, after: anchor, time)
    }
    if let count = try counted.count() { return .counted(count, side, anchor, time) }
    guard time == nil else { throw NoDeadline() }
    return .elapsed(try duration(counted.words.joined(separator: " ")), side, anchor)
  }

  /// Reads `the Monday` or `second Friday` if that is all there is.
  private mutating func weekday() -> (nth: Int, weekday: Weekday)? {
    var ahead = self
    _ = ahead.take("the")
    var nth = 1
    if let word = ahead.words.first, let index = Deadline.ordinals.firstIndex(of: word) {
      nth = index + 1
      ahead.words.removeFirst()
    }
    guard ahead.words.count == 1, let name = ahead.words.popFirst(),
      let weekday = Weekday.allCases.first(where: { $0.words.lowercased() == name })
    else { return nil }
    self = ahead
    return (nth, weekday)
  }

  /// Reads `two working days`, `3 days` or `a week`, and leaves to durations what does not end in
  /// such a unit.
  private func count() throws -> Deadline.Count? {
    guard let unit = words.last, ["day", "days", "week", "weeks"].contains(unit) else { return nil }
    var rest = words.dropLast()
    let isWorking = rest.last == "working"
    if isWorking { rest.removeLast() }
    guard rest.count == 1, let word = rest.first else { throw NoDeadline() }
    var cursor = Cursor()
    guard
      let number = NumberWord.read(word.utf8.span, &cursor)
        ?? cursor.number(upTo: 4, word.utf8.span),
      cursor.isAtEnd(word.utf8.span), (number == 1) == !unit.hasSuffix("s")
    else { throw NoDeadline() }
    switch (unit.hasPrefix("day"), isWorking) {
    case (true, true): return .workingDays(number)
    case (true, false): return .days(number)
    case (false, false): return .weeks(number)
    case (false, true): throw NoDeadline()
    }
  }

  /// Reads a milestone's id, and refuses words that show the deadline was meant otherwise.
  private mutating func anchor() throws -> String {
    guard let word = words.popFirst(), word.utf8.count <= 48,
      word.utf8.allSatisfy({ $0.isLetter || $0.digitValue != nil || $0 == UInt8(ascii: "-") }),
      word.utf8.contains(where: \.isLetter), !Self.isMeantOtherwise(word)
    else { throw NoDeadline() }
    return word
  }

  /// Whether the word belongs to another form, though an id could be spelled so: `by`, `5pm`,
  /// `-45m`, `day2`, `2019-11-05t17`.
  private static func isMeantOtherwise(_ word: String) -> Bool {
    if Deadline.reserved.contains(word) { return true }
    if word.hasPrefix("day"), word.utf8.dropFirst(3).allSatisfy({ $0.digitValue != nil }) {
      return true
    }
    let unsigned = String(word.drop { $0 == "-" })
    if TimeOfDay(unsigned.utf8.span) != nil || Duration(unsigned.utf8.span) != nil { return true }
    let shape = word.utf8.prefix(11).map { $0.digitValue == nil ? $0 : UInt8(ascii: "0") }
    return shape == Array("0000-00-00t".utf8)
  }

  /// Reads the time if there is one, and makes sure nothing follows.
  private mutating func time() throws -> TimeOfDay? {
    guard !words.isEmpty else { return nil }
    _ = take("by") || take("at")
    guard let word = words.popFirst(), let time = TimeOfDay(word.utf8.span) else {
      throw NoDeadline()
    }
    try end()
    return time
  }

  private func end() throws {
    guard words.isEmpty else { throw NoDeadline() }
  }

  private mutating func take(_ word: String) -> Bool {
    guard words.first == word else { return false }
    words.removeFirst()
    return true
  }
}

extension Deadline {
  fileprivate static let ordinals = ["first", "second", "third", "fourth", "fifth"]

  /// Words of the forms themselves, which no milestone in a deadline can be called.
  fileprivate static let reserved = ["after", "at", "before", "by", "on", "the"]
}

// MARK: - Writing

extension Deadline {
  /// Appends the canonical text, which reads back as an equal value: numbers in digits, times on
  /// the 24-hour clock after `at`.
  package func write(to out: inout [UInt8]) {
    switch self {
    case .after(let duration):
      out.append(UInt8(ascii: "+"))
      duration.write(to: &out)
    case .on(let anchor, let time):
      out.append(contentsOf: (time == nil ? anchor : "on " + anchor).utf8)
      Self.write(time, after: " at ", to: &out)
    case .before(let anchor):
      out.append(contentsOf: "before \(anchor)".utf8)
    case .counted(let count, let side, let anchor, let time):
      out.append(contentsOf: "\(count.words) \(side.words) \(anchor)".utf8)
      Self.write(time, after: " at ", to: &out)
    case .elapsed(let duration, let side, let anchor):
      out.append(contentsOf: "\(Self.words(of: duration)) \(side.words) \(anchor)".utf8)
    case .weekday(let nth, let weekday, after: let anchor, let time):
      out.append(contentsOf: "\(Self.name(nth, weekday)) after \(anchor)".utf8)
      Self.write(time, after: " at ", to: &out)
    case .day(let number, let time):
      out.append(contentsOf: "day \(number)".utf8)
      Self.write(time, after: " ", to: &out)
    case .date(let date, let time):
      date.write(to: &out)
      Self.write(time, after: " ", to: &out)
    }
  }

  private static func write(_ time: TimeOfDay?, after link: String, to out: inout [UInt8]) {
    guard let time else { return }
    out.append(contentsOf: link.utf8)
    time.write(to: &out)
  }

  /// The deadline as people read it, with milestones by their ids: `2 working days after
  /// notification, by 5pm`.
  package var words: String { words { $0 } }

  /// The deadline as people read it, with milestones by the names `title` finds for their ids.
  package func words(naming title: (String) -> String) -> String {
    switch self {
    case .after(.zero): "straight away"
    case .after(let duration): "within \(duration.words)"
    case .on(let anchor, nil): "at \(title(anchor))"
    case .on(let anchor, let time): "on the day of \(title(anchor))" + Self.clause(time)
    case .before(let anchor): "before \(title(anchor))"
    case .counted(let count, let side, let anchor, let time):
      "\(count.words) \(side.words) \(title(anchor))" + Self.clause(time)
    case .elapsed(let duration, let side, let anchor):
      "\(Self.words(of: duration)) \(side.words) \(title(anchor))"
    case .weekday(let nth, let weekday, after: let anchor, let time):
      "\(Self.name(nth, weekday)) after \(title(anchor))" + Self.clause(time)
    case .day(let number, let time): "day \(number)" + Self.clause(time ?? Self.closeOfDay)
    case .date(let date, let time): date.words + Self.clause(time ?? Self.closeOfDay)
    }
  }

  /// A duration in hours at most, so that "24 hours after" reads back as itself and not as a day.
  private static func words(of duration: Duration) -> String {
    String(writing: { duration.writeWords(to: &$0, largest: .hour) })
  }

  private static func clause(_ time: TimeOfDay?) -> String {
    time.map { ", by \($0.words)" } ?? ""
  }

  private static func name(_ nth: Int, _ weekday: Weekday) -> String {
    let isNamed = nth > 1 && nth <= ordinals.count
    return isNamed ? "the \(ordinals[nth - 1]) \(weekday.words)" : "the \(weekday.words)"
  }
}

extension Deadline.Count {
  fileprivate var words: String {
    switch self {
    case .workingDays(let number): "\(number) working \(number == 1 ? "day" : "days")"
    case .days(let number): "\(number) \(number == 1 ? "day" : "days")"
    case .weeks(let number): "\(number) \(number == 1 ? "week" : "weeks")"
    }
  }
}

extension Deadline.Side {
  fileprivate var words: String { self == .before ? "before" : "after" }
}
