/// An instant of local civil time, in whole microseconds since 1970-01-01 00:00, with no zone.
///
/// Everything in a rehearsal happens in one council, whose clocks all show the same time; a zone
/// would add an hour that nobody lived through twice a year. Moments stay within the dates of
/// `CalendarDate`, and arithmetic that would leave them stops at the edge.
package struct Moment: Hashable, Comparable, Sendable {
  package let microseconds: Int64

  private static let first = Int64(CalendarDate.firstOrdinal) * Duration.perDay
  private static let last = (Int64(CalendarDate.lastOrdinal) + 1) * Duration.perDay - 1

  /// Makes the moment so many microseconds after 1970-01-01 00:00, or the nearest one there is.
  package init(microseconds: Int64) {
    self.microseconds = min(max(microseconds, Self.first), Self.last)
  }

  package init(_ date: CalendarDate, _ time: TimeOfDay) {
    microseconds = Int64(date.ordinal) * Duration.perDay + time.microseconds
  }

  package var date: CalendarDate {
    let beforeMidnight: Int64 = microseconds < 0 ? Duration.perDay - 1 : 0
    return CalendarDate(ordinal: Int((microseconds - beforeMidnight) / Duration.perDay))
  }

  package var time: TimeOfDay {
    let rest = microseconds % Duration.perDay
    return TimeOfDay(checked: rest < 0 ? rest + Duration.perDay : rest)
  }

  package static func < (left: Moment, right: Moment) -> Bool {
    left.microseconds < right.microseconds
  }

  package static func + (left: Moment, right: Duration) -> Moment {
    let (sum, overflow) = left.microseconds.addingReportingOverflow(right.microseconds)
    return Moment(microseconds: overflow ? (right < .zero ? .min : .max) : sum)
  }

  package static func - (left: Moment, right: Duration) -> Moment { left + -right }

  /// How much later `left` is than `right`; negative when it is earlier.
  package static func - (left: Moment, right: Moment) -> Duration {
    Duration(microseconds: left.microseconds - right.microseconds)
  }

  package static func += (left: inout Moment, right: Duration) { left = left + right }

  package static func -= (left: inout Moment, right: Duration) { left = left - right }
}

// MARK: - Text

extension Moment {
  /// Reads `2019-11-04T09:12:00`, with or without seconds and up to six digits of a fraction;
  /// `2019-11-04 09:12`, where the time may take any form of `TimeOfDay`; or `day 2 10:15`.
  ///
  /// Day numbers count calendar days from the context's day 1, and are refused without one. A zone
  /// (`Z`, `+01:00`) and a seventh digit of a fraction are refused: both would have to be dropped.
  /// The form with `T` stands on every line of a log, so reading it allocates nothing.
  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    var cursor = Cursor()
    if let date = CalendarDate.read(bytes, &cursor) {
      if cursor.take("T", bytes) {
        guard let time = TimeOfDay.readISO(bytes, &cursor), cursor.isAtEnd(bytes) else {
          return nil
        }
        self.init(date, time)
      } else {
        guard cursor.skipSpaces(bytes) else { return nil }
        self.init(date, restOf: bytes, from: cursor)
      }
    } else {
      cursor.index = 0
      guard let dayOne = context.dayOne,
        let number = CalendarDate.readDayNumber(bytes, &cursor), cursor.skipSpaces(bytes),
        let date = dayOne.day(number)
      else { return nil }
      self.init(date, restOf: bytes, from: cursor)
    }
  }

  /// Reads the one form that a log holds: `2019-11-04T09:12:00`, with a fraction only when there
  /// is one. Two of them stand on every line, so each digit is looked for at its place.
  package init?(written bytes: Span<UInt8>) {
    guard bytes.count == 19 || bytes.count > 20 && bytes.count <= 26 else { return nil }
    var isSound = true
    func digits(_ index: Int) -> Int {
      let (tens, ones) = (bytes[index] &- UInt8(ascii: "0"), bytes[index + 1] &- UInt8(ascii: "0"))
      isSound = isSound && tens < 10 && ones < 10
      return Int(tens) * 10 + Int(ones)
    }
    func stands(_ letter: Unicode.Scalar, _ index: Int) {
      isSound = isSound && bytes[index] == UInt8(ascii: letter)
    }
    let (year, month, day) = (digits(0) * 100 + digits(2), digits(5), digits(8))
    let (hour, minute, second) = (digits(11), digits(14), digits(17))
    stands("-", 4)
    stands("-", 7)
    stands("T", 10)
    stands(":", 13)
    stands(":", 16)
    var microsecond = 0
    if bytes.count > 19 {
      var cursor = Cursor(index: 20)
      stands(".", 19)
      guard let fraction = cursor.millionths(bytes), cursor.isAtEnd(bytes),
        bytes[bytes.count - 1] != UInt8(ascii: "0")
      else { return nil }
      microsecond = fraction
    }
    guard isSound, let date = CalendarDate(year: year, month: month, day: day),
      let time = TimeOfDay(hour: hour, minute: minute, second: second, microsecond: microsecond)
    else { return nil }
    self.init(date, time)
  }

  private init?(_ date: CalendarDate, restOf bytes: Span<UInt8>, from cursor: Cursor) {
    let rest = bytes.extracting(cursor.index..<bytes.count)
    guard let time = TimeOfDay(rest) else { return nil }
    self.init(date, time)
  }

  /// Appends `2019-11-04T09:12:00`, with a fraction only when there is one, or `day 2 10:15` where
  /// the context writes days and the moment is not before day 1.
  package func write(to out: inout [UInt8], _ context: TextContext) {
    let (date, time) = (date, time)
    if context.writesDays, let number = context.dayNumber(of: date) {
      out.append(contentsOf: "day ".utf8)
      Digits.append(number, width: 1, to: &out)
      out.append(UInt8(ascii: " "))
      time.write(to: &out)
    } else {
      write(date.parts, time, to: &out)
    }
  }

  /// Two of them stand on every line of a log, so the digits are put in where they belong, and
  /// room is made once.
  private func write(
    _ date: (year: Int, month: Int, day: Int), _ time: TimeOfDay, to out: inout [UInt8]
  ) {
    let start = out.count
    out.append("0000-00-00T00:00:00")
    out.withUnsafeMutableBufferPointer { bytes in
      Digits.put(date.year / 100, at: start, of: bytes)
      Digits.put(date.year % 100, at: start + 2, of: bytes)
      Digits.put(date.month, at: start + 5, of: bytes)
      Digits.put(date.day, at: start + 8, of: bytes)
      Digits.put(time.hour, at: start + 11, of: bytes)
      Digits.put(time.minute, at: start + 14, of: bytes)
      Digits.put(time.second, at: start + 17, of: bytes)
    }
    Digits.appendFraction(time.microsecond, to: &out)
  }

  /// The moment as people read it: `4 November 2019 at 9:32am`. Half of its readers take
  /// "5 November at midnight" for the end of that day, so that 00:00 says which side it is on.
  package var words: String {
    time == .midnight ? "midnight at the start of \(date.words)" : "\(date.words) at \(time.words)"
  }
}

extension Moment {
  /// The minute that it falls in, for people: simulated acts fall on any microsecond.
  package var toTheMinute: Moment {
    Moment(date, TimeOfDay(checked: time.microseconds / Duration.perMinute * Duration.perMinute))
  }
}

extension Duration {
  /// The nearest whole minute, or the nearest second where it is shorter than one.
  package var toTheMinute: Duration {
    let unit = abs(microseconds) < Duration.perMinute ? 1_000_000 : Duration.perMinute
    let whole = (abs(microseconds) + unit / 2) / unit * unit
    return Duration(microseconds: microseconds < 0 ? -whole : whole)
  }
}
