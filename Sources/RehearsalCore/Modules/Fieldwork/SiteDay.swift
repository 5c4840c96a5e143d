/// A day on which an inspector is there, in one word: `tuesday` for each of them, `day-10` counted
/// from the call, or `2026-12-02`.
package enum SiteDay: FieldValue, Hashable, Encodable {
  case weekday(Weekday)
  case number(Int)
  case date(CalendarDate)

  package static let shape = Shape.text
  package static let blank = SiteDay.weekday(.monday)
  package static let expectation = "a day such as tuesday, day-10 or 2026-12-02"

  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    let text = String(bytes)
    if let weekday = Weekday(text: text) {
      self = .weekday(weekday)
    } else if let date = CalendarDate(text: text) {
      self = .date(date)
    } else if text.hasPrefix("day-"), let number = Int(text: String(text.dropFirst(4))),
      (1...9999).contains(number)
    {
      self = .number(number)
    } else {
      return nil
    }
  }

  package func write(to out: inout [UInt8], _ context: TextContext) {
    switch self {
    case .weekday(let weekday): weekday.write(to: &out, context)
    case .number(let number): out.append(contentsOf: "day-\(number)".utf8)
    case .date(let date): date.write(to: &out, context)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text())
  }

  /// The same day without a count from the call, which is what a log says.
  func dated(_ dayOne: CalendarDate) -> SiteDay {
    if case .number(let number) = self, let date = dayOne.day(number) { return .date(date) }
    return self
  }

  var words: String {
    switch self {
    case .weekday(let weekday): "\(weekday.words)s"
    case .number(let number): "day \(number)"
    case .date(let date): date.words
    }
  }
}

extension [SiteDay] {
  /// Whether somebody with these days is there on `date`; with none, it is every day.
  func allow(_ date: CalendarDate, dayOne: CalendarDate? = nil) -> Bool {
    isEmpty
      || contains { day in
        switch dayOne.map(day.dated) ?? day {
        case .weekday(let weekday): date.weekday == weekday
        case .date(let other): date == other
        case .number: false
        }
      }
  }
}
