/// A time on the clock, in whole microseconds since midnight: 0 to 86,399,999,999.
///
/// 24:00 is not a time of day; people who mean the end of a day say `11:59pm`.
package struct TimeOfDay: Hashable, Comparable, Sendable {
  package let microseconds: Int64

  /// 00:00, the first instant of a day.
  package static let midnight = TimeOfDay(checked: 0)

  /// Makes a time from parts on the 24-hour clock, or nil when one of them is out of range.
  package init?(hour: Int, minute: Int, second: Int = 0, microsecond: Int = 0) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
      (0..<1_000_000).contains(microsecond)
    else { return nil }
    self.init(checked: Int64(((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond))
  }

  /// Makes a time from microseconds since midnight, which the caller knows to lie within one day.
  init(checked microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The hour on the 24-hour clock.
  package var hour: Int { Int(microseconds / Duration.perHour) }
  package var minute: Int { Int(microseconds / Duration.perMinute) % 60 }
  package var second: Int { Int(microseconds / Duration.perSecond) % 60 }

  /// Microseconds past the whole second.
  package var microsecond: Int { Int(microseconds % Duration.perSecond) }

  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
    left.microseconds < right.microseconds
  }
}

// MARK: - Text

extension TimeOfDay {
  /// Reads a time as people type it: `9:05`, `09:05`, `17:00:30`, `17:00:30.5`, `9:32am`, `5pm` or
  /// `midday`.
  ///
  /// `midnight` is refused, because half of its readers take it for the start of the day and half
  /// for the end. An hour alone is refused too, unless `am` or `pm` follows.
  package init?(_ bytes: Span<UInt8>) {
    var cursor = Cursor()
    if cursor.take(word: "midday", bytes) {
      guard cursor.isAtEnd(bytes) else { return nil }
      self.init(checked: 12 * Duration.perHour)
      return
    }
    guard var hour = cursor.number(upTo: 2, bytes) else { return nil }
    var (minute, second, microsecond) = (0, 0, 0)
    let saysMinutes = cursor.take(":", bytes)
    if saysMinutes {
      guard let read = cursor.digits(2, bytes), let tail = Self.readSeconds(bytes, &cursor) else {
        return nil
      }
      (minute, second, microsecond) = (read, tail.second, tail.microsecond)
    }
    let isMorning = cursor.take(word: "am", bytes)
    if isMorning || cursor.take(word: "pm", bytes) {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isMorning ? 0 : 12)
    } else if !saysMinutes {
      return nil
    }
    guard cursor.isAtEnd(bytes) else { return nil }
    self.init(hour: hour, minute: minute, second: second, microsecond: microsecond)
  }

  /// Reads exactly `hh:mm`, `hh:mm:ss` or `hh:mm:ss.f`, and leaves what follows unread.
  static func readISO(_ bytes: Span<UInt8>, _ cursor: inout Cursor) -> TimeOfDay? {
    guard let hour = cursor.digits(2, bytes), cursor.take(":", bytes),
      let minute = cursor.digits(2, bytes),
      let (second, microsecond) = readSeconds(bytes, &cursor)
    else { return nil }
    return TimeOfDay(hour: hour, minute: minute, second: second, microsecond: microsecond)
  }

  /// Reads `:ss` or `:ss.f` if a colon stands here, and zero if not; nil for a broken one.
  private static func readSeconds(
    _ bytes: Span<UInt8>, _ cursor: inout Cursor
  ) -> (second: Int, microsecond: Int)? {
    guard cursor.take(":", bytes) else { return (0, 0) }
    guard let second = cursor.digits(2, bytes) else { return nil }
    guard cursor.take(".", bytes) else { return (second, 0) }
    guard let microsecond = cursor.millionths(bytes) else { return nil }
    return (second, microsecond)
  }

  /// Appends `09:05`, with seconds and a fraction only when there are some: `09:05:30.5`.
  package func write(to out: inout [UInt8]) {
    Digits.appendTwo(hour, to: &out)
    out.append(UInt8(ascii: ":"))
    Digits.appendTwo(minute, to: &out)
    guard microseconds % Duration.perMinute != 0 else { return }
    appendSeconds(to: &out)
  }

  private func appendSeconds(to out: inout [UInt8]) {
    out.append(UInt8(ascii: ":"))
    Digits.appendTwo(second, to: &out)
    Digits.appendFraction(microsecond, to: &out)
  }

  /// The time as people read it: `9:32am`, `5pm`, `midday`, `midnight`, and `9:32:05am` when
  /// there are seconds.
  ///
  /// 00:00 is `midnight`, the first instant of a day: a `Moment` says of which.
  package var words: String {
    if microseconds == 0 { return "midnight" }
    if microseconds == 12 * Duration.perHour { return "midday" }
    return String(writing: { out in
      Digits.append((hour + 11) % 12 + 1, width: 1, to: &out)
      if microseconds % Duration.perHour != 0 {
        out.append(UInt8(ascii: ":"))
        Digits.appendTwo(minute, to: &out)
      }
      if microseconds % Duration.perMinute != 0 { appendSeconds(to: &out) }
      out.append(contentsOf: (hour < 12 ? "am" : "pm").utf8)
    })
  }
}
