import Testing

@testable import RehearsalCore

@Suite struct DeadlineTextTests {
  @Test(arguments: [
    ("+45m", "+45m", "within 45 minutes"),
    ("+ 1 hour 30 minutes", "+1h30m", "within 1 hour 30 minutes"),
    ("+0m", "+0m", "straight away"),
    ("notification", "notification", "at notification"),
    ("  AT   Notification ", "notification", "at notification"),
    ("by 2nd-visit", "2nd-visit", "at 2nd-visit"),
    ("notification by 5pm", "on notification at 17:00", "on the day of notification, by 5pm"),
    ("on data-due at 10:00", "on data-due at 10:00", "on the day of data-due, by 10am"),
    ("before fieldwork-start", "before fieldwork-start", "before fieldwork-start"),
    (
      "two working days after notification by 17:00", "2 working days after notification at 17:00",
      "2 working days after notification, by 5pm"
    ),
    (
      "By A Working Day\tBefore\nx", "1 working day before x", "1 working day before x"
    ),
    ("0 days after x", "0 days after x", "0 days after x"),
    ("twelve weeks after x 9:00", "12 weeks after x at 09:00", "12 weeks after x, by 9am"),
    ("an hour after x", "1 hour after x", "1 hour after x"),
    ("1h30m before x", "1 hour 30 minutes before x", "1 hour 30 minutes before x"),
    ("24 hours after x", "24 hours after x", "24 hours after x"),
    ("1 day after x", "1 day after x", "1 day after x"),
    ("2d after x", "48 hours after x", "48 hours after x"),
    ("the monday after x", "the Monday after x", "the Monday after x"),
    ("Monday after x", "the Monday after x", "the Monday after x"),
    ("on the first Monday after x", "the Monday after x", "the Monday after x"),
    (
      "second friday after x at 17:00:30", "the second Friday after x at 17:00:30",
      "the second Friday after x, by 5:00:30pm"
    ),
    ("the FIFTH Sunday after x", "the fifth Sunday after x", "the fifth Sunday after x"),
    ("day 2 10:15", "day 2 10:15", "day 2, by 10:15am"),
    ("on Day 02 by 10:15am", "day 2 10:15", "day 2, by 10:15am"),
    ("day 2", "day 2", "day 2, by 5pm"),
    ("2019-11-05 17:00", "2019-11-05 17:00", "5 November 2019, by 5pm"),
    ("by 2019-11-05t17:00", "2019-11-05 17:00", "5 November 2019, by 5pm"),
    ("on 2019-11-05 at midday", "2019-11-05 12:00", "5 November 2019, by midday"),
    ("2019-11-05", "2019-11-05", "5 November 2019, by 5pm"),
  ])
  func reads(_ text: String, _ canonical: String, _ words: String) throws {
    let deadline = try #require(TimeReading.deadline(text))
    #expect(TimeReading.text(deadline.write) == canonical)
    #expect(deadline.words == words)
    #expect(TimeReading.deadline(canonical) == deadline)
  }

  @Test(arguments: [
    "", " ", "by", "at", "on", "the", "+", "-45m", "45m", "+-45m", "+45", "+45m after x", "++45m",
    "x +45m", "+1h90m", "+99999999999999d", "5pm", "by 17:00", "at midday", "17:00 on x", "1h30m",
  ])
  func refusesWhatHasNoMilestoneAndNoDate(_ text: String) {
    #expect(TimeReading.deadline(text) == nil)
  }

  @Test(arguments: [
    "two working day after x", "one working days after x", "1 days after x", "2 day after x",
    "1 weeks after x", "2 week after x", "two working weeks after x", "working days after x",
    "two working after x", "two days working after x", "thirteen days after x", "-2 days after x",
    "+2 days after x", "1.5 days after x", "10000 days after x", "2 months after x",
    "a few days after x", "two  working  days", "two days since x", "days after x", "2 after x",
    "the two days after x", "1 hour after x at 10:00", "1 hours after x", "1h90m after x",
    "half an hour after x", "2 days 1 hour 1 day after x",
  ])
  func refusesCounts(_ text: String) {
    #expect(TimeReading.deadline(text) == nil)
  }

  @Test(arguments: [
    "after notification", "before", "after", "two days after", "two days after after",
    "two days after x y", "two days after the x", "two days after x at",
    "two days after x at 25:00",
    "two days after x by by 17:00", "two days after x on 17:00", "two days after x 17",
    "two days after x at 17:00 sharp", "two days after x after y", "before x at 10:00",
    "before x y",
    "by before x", "before after x", "two days before", "x y", "x at", "x at 9", "x at midnight",
    "by by x", "on the x", "two days after 5pm", "two days after day", "two days after 2019-02-30",
    "two days after 2019-11-05", "two days after day 2", "fieldwork_start", "field.work", "x!",
    "café", "notification\u{a0}", "x\u{0}", "---", "12", "two days after a'b",
    "-45m", "--5pm", "two days after -2d", "two days after 2019-11-05t17:00",
    "before aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  ])
  func refusesMilestones(_ text: String) {
    #expect(TimeReading.deadline(text) == nil)
  }

  @Test(arguments: [
    "the Monday", "the Monday before x", "the Mondays after x", "the zeroth Monday after x",
    "the sixth Monday after x", "the 2nd Monday after x", "the second after x", "Mon after x",
    "the second the Monday after x", "the last Friday after x", "next Monday after x",
    "the Monday after", "the Monday after x at", "two Mondays after x", "the day after x",
  ])
  func refusesWeekdays(_ text: String) {
    #expect(TimeReading.deadline(text) == nil)
  }

  @Test(arguments: [
    "day", "day2", "day2 10:15", "day 0", "day -1", "day two", "day 1.5", "day 2 25:00", "day 2 10",
    "day 2 10:15 17:00", "day 2 2019-11-05", "day 12345678", "day 2 after x", "days 2",
    "day 2T10:15",
    "2019-02-30", "2019-13-01", "2019-11-5", "19-11-05", "2019-11-05 25:00", "2019-11-05 17",
    "2019-11-05T", "2019-11-05T25:00", "2019-11-05T17", "2019-11-05T5pm", "2019-11-05T17:00Z",
    "2019-11-05T17:00 18:00", "2019-11-05 2019-11-06", "05/11/2019", "5 November 2019",
    "2019-11-05 17:00:00.1234567", "2019-02-30T17:00", "2019-02-30t17", "2019-11-05tuesday",
  ])
  func refusesDaysAndDates(_ text: String) {
    #expect(TimeReading.deadline(text) == nil)
  }

  @Test func aTextHasAMaximum() {
    let spaces = String(repeating: " ", count: 244)
    #expect(TimeReading.deadline(spaces + "notification") != nil)
    #expect(TimeReading.deadline(spaces + " notification") == nil)
    let id = String(repeating: "a", count: 48)
    #expect(TimeReading.deadline("before \(id)") == .before(id))
  }

  @Test func titlesTakeThePlaceOfIds() throws {
    let deadline = try #require(
      TimeReading.deadline("two working days after notification at 17:00"))
    #expect(
      deadline.words { $0 == "notification" ? "the call" : $0 }
        == "2 working days after the call, by 5pm")
  }

  @Test func anyDeadlineComesBackFromItsText() {
    var numbers = RepeatableNumbers(seed: 2019)
    for _ in 0..<5000 {
      let deadline = Self.deadline(using: &numbers)
      let text = TimeReading.text(deadline.write)
      #expect(TimeReading.deadline(text) == deadline, "\(text)")
      #expect(TimeReading.deadline("  " + text.uppercased() + " ") == deadline, "\(text)")
    }
  }

  /// What random words are read as must at least be stable: text, value, text, the same value.
  @Test func whateverIsReadComesBack() {
    let vocabulary = [
      "by", "at", "on", "the", "a", "an", "one", "two", "2", "1", "working", "day", "days", "week",
      "weeks", "hour", "hours", "45m", "+45m", "before", "after", "x", "data-due", "second",
      "monday",
      "17:00", "5pm", "2019-11-05", "2019-11-05T17:00", "minutes", "and", "+",
    ]
    var numbers = RepeatableNumbers(seed: 4)
    var read = 0
    for _ in 0..<60_000 {
      let count = Int.random(in: 1...6, using: &numbers)
      let words = (0..<count).compactMap { _ in vocabulary.randomElement(using: &numbers) }
      guard let deadline = TimeReading.deadline(words.joined(separator: " ")) else { continue }
      read += 1
      let text = TimeReading.text(deadline.write)
      #expect(TimeReading.deadline(text) == deadline, "\(words) became \(text)")
    }
    #expect(read > 1000)
  }

  private static func deadline(using numbers: inout RepeatableNumbers) -> Deadline {
    let ids = [
      "notification", "fieldwork-start", "x", "2nd-visit", "a--", "-a", "days", "2019-11-05-visit",
    ]
    let id = ids.randomElement(using: &numbers) ?? "x"
    let time = Bool.random(using: &numbers) ? Self.time(using: &numbers) : nil
    let side: Deadline.Side = Bool.random(using: &numbers) ? .before : .after
    let count = Int.random(in: 0...9999, using: &numbers)
    let size = Int64(1) << Int64.random(in: 0...62, using: &numbers)
    let duration = Duration(microseconds: .random(in: 0...size, using: &numbers))
    switch Int.random(in: 0...8, using: &numbers) {
    case 0: return .after(duration)
    case 1: return .on(id, time)
    case 2: return .before(id)
    case 3: return .counted(.workingDays(count), side, id, time)
    case 4: return .counted(.days(count % 4), side, id, time)
    case 5: return .counted(.weeks(count % 4), side, id, time)
    case 6: return .elapsed(duration, side, id)
    case 7:
      let weekday = Weekday.allCases.randomElement(using: &numbers) ?? .monday
      return .weekday(.random(in: 1...5, using: &numbers), weekday, after: id, time)
    default:
      let ordinal = Int.random(in: -719_162...2_932_896, using: &numbers)
      return count % 2 == 0
        ? .day(count + 1, time) : .date(CalendarDate(ordinal: ordinal), time)
    }
  }

  private static func time(using numbers: inout RepeatableNumbers) -> TimeOfDay {
    let hour = Int.random(in: 0...23, using: &numbers)
    let second = Bool.random(using: &numbers) ? Int.random(in: 0...59, using: &numbers) : 0
    let fraction = Bool.random(using: &numbers) ? Int.random(in: 0...999_999, using: &numbers) : 0
    let minute = Int.random(in: 0...59, using: &numbers)
    return TimeOfDay(hour: hour, minute: minute, second: second, microsecond: fraction) ?? .midnight
  }
}
