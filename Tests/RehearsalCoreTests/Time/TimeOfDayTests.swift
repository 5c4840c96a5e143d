import Testing

@testable import RehearsalCore

@Suite struct TimeOfDayTests {
  @Test(arguments: [
    ("9:05", "09:05", "9:05am"),
    ("09:05", "09:05", "9:05am"),
    ("17:00:30", "17:00:30", "5:00:30pm"),
    ("17:00:30.5", "17:00:30.5", "5:00:30.5pm"),
    ("17:00:30.500000", "17:00:30.5", "5:00:30.5pm"),
    ("17:00:00", "17:00", "5pm"),
    ("9:32am", "09:32", "9:32am"),
    ("9:32:05am", "09:32:05", "9:32:05am"),
    ("9:32:05.000001PM", "21:32:05.000001", "9:32:05.000001pm"),
    ("5pm", "17:00", "5pm"),
    ("5PM", "17:00", "5pm"),
    ("05am", "05:00", "5am"),
    ("12am", "00:00", "midnight"),
    ("12:30am", "00:30", "12:30am"),
    ("12pm", "12:00", "midday"),
    ("12:30pm", "12:30", "12:30pm"),
    ("midday", "12:00", "midday"),
    ("Midday", "12:00", "midday"),
    ("0:00", "00:00", "midnight"),
    ("00:00:00.000001", "00:00:00.000001", "12:00:00.000001am"),
    ("11:59pm", "23:59", "11:59pm"),
    ("23:59:59.999999", "23:59:59.999999", "11:59:59.999999pm"),
    ("12:00:30", "12:00:30", "12:00:30pm"),
  ])
  func reads(_ text: String, _ canonical: String, _ words: String) throws {
    let time = try #require(TimeReading.time(text))
    #expect(TimeReading.text(time.write) == canonical)
    #expect(time.words == words)
    #expect(TimeReading.time(canonical) == time)
  }

  @Test(arguments: [
    "", " ", "9", "09", "0905", "9:5", "9:", ":05", "9:05:", "9:05:3", "9:05:30.",
    "9:05:30.1234567",
    "9:05.5", "9.05", "9h05", "24:00", "24:00:00", "25:00", "99:99", "12:60", "12:59:60", "009:05",
    "-9:05", "+9:05", " 9:05", "9:05 ", "9 :05", "9:32 am", "9:32 a.m.", "9:32xm", "9:32a",
    "9:32amm",
    "0am", "0:30am", "13pm", "13:00pm", "17:00am", "am", "pm", "midnight", "noon", "middays",
    "midday pm", "12midday", "1e1:00", "٩:05", "9：05", "9:05Z", "9:05+01:00", "nine", "five pm",
    "100000000000000000000:00", "9:05:30,5",
  ])
  func refuses(_ text: String) {
    #expect(TimeReading.time(text) == nil)
  }

  @Test(arguments: [
    (24, 0, 0, 0), (-1, 0, 0, 0), (0, 60, 0, 0), (0, -1, 0, 0), (0, 0, 60, 0), (0, 0, -1, 0),
    (0, 0, 0, 1_000_000), (0, 0, 0, -1), (Int.max, 0, 0, 0), (0, Int.min, 0, 0),
  ])
  func refusesParts(_ hour: Int, _ minute: Int, _ second: Int, _ microsecond: Int) {
    #expect(
      TimeOfDay(hour: hour, minute: minute, second: second, microsecond: microsecond) == nil)
  }

  @Test func partsComeBack() throws {
    let time = try #require(TimeOfDay(hour: 23, minute: 58, second: 57, microsecond: 654_321))
    #expect(
      [time.hour, time.minute, time.second, time.microsecond] == [23, 58, 57, 654_321])
    #expect(time.microseconds == 86_337_654_321)
    #expect(TimeOfDay(hour: 9, minute: 5)?.microseconds == 32_700_000_000)
    #expect(TimeOfDay(hour: 0, minute: 0) == .midnight)
    #expect(TimeOfDay.midnight < time)
  }

  @Test func everyMinuteComesBackFromTextAndWords() throws {
    for minute in 0..<24 * 60 {
      let time = try #require(TimeOfDay(hour: minute / 60, minute: minute % 60))
      #expect(TimeReading.time(TimeReading.text(time.write)) == time)
      if minute > 0 { #expect(TimeReading.time(time.words) == time) }
    }
  }
}
