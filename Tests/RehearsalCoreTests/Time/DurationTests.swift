import Testing

@testable import RehearsalCore

@Suite struct DurationTests {
  @Test(arguments: [
    ("1h30m", "1h30m", "1 hour 30 minutes"),
    ("45m", "45m", "45 minutes"),
    ("45M", "45m", "45 minutes"),
    ("90m", "1h30m", "1 hour 30 minutes"),
    ("90s", "1m30s", "1 minute 30 seconds"),
    ("0.5s", "0.5s", "0.5 seconds"),
    ("1.5h", "1h30m", "1 hour 30 minutes"),
    ("1.000001s", "1.000001s", "1.000001 seconds"),
    ("0.000001s", "0.000001s", "0.000001 seconds"),
    ("0.000001d", "0.0864s", "0.0864 seconds"),
    ("2d", "2d", "2 days"),
    ("2d3h", "2d3h", "2 days 3 hours"),
    ("1d1h1m1s", "1d1h1m1s", "1 day 1 hour 1 minute 1 second"),
    ("1h 30m", "1h30m", "1 hour 30 minutes"),
    ("15 minutes", "15m", "15 minutes"),
    ("15minutes", "15m", "15 minutes"),
    ("15 mins", "15m", "15 minutes"),
    ("2 min", "2m", "2 minutes"),
    ("2 hrs 5 secs", "2h5s", "2 hours 5 seconds"),
    ("1 hour 30 minutes", "1h30m", "1 hour 30 minutes"),
    ("1 Hour and 30 Minutes", "1h30m", "1 hour 30 minutes"),
    ("an hour", "1h", "1 hour"),
    ("a minute", "1m", "1 minute"),
    ("one day", "1d", "1 day"),
    ("twelve  hours", "12h", "12 hours"),
    ("1.5 hours", "1h30m", "1 hour 30 minutes"),
    ("0.5 hour", "30m", "30 minutes"),
    ("0m", "0m", "0 minutes"),
    ("0s", "0m", "0 minutes"),
    ("0 minutes", "0m", "0 minutes"),
    ("007m", "7m", "7 minutes"),
    ("30 seconds", "30s", "30 seconds"),
  ])
  func reads(_ text: String, _ canonical: String, _ words: String) throws {
    let duration = try #require(TimeReading.duration(text))
    #expect(TimeReading.text(duration.write) == canonical)
    #expect(duration.words == words)
    #expect(TimeReading.duration(canonical) == duration)
    #expect(TimeReading.duration(words) == duration)
  }

  @Test(arguments: [
    "", " ", "m", "45", "h1", "1x", "45m ", " 45m", "-45m", "+45m", "- 45m", "1h-30m", "45 m m",
    "1h30", "1h90m", "1h60m", "1m60s", "1d24h", "30m1h", "1h1h", "1 minute 1 minute", "1.5h30m",
    "1.h", ".5h", "1,5h", "1.1234567s", "1e3s", "0x10m", "1 hours", "2 hour", "0 minute",
    "a minutes",
    "two minute", "one minutes", "thirteen minutes", "minutes", "an", "a", "anhour", "hour",
    "1 hour and", "and 1 hour", "1 hour and and 1 minute", "1hour and30m", "1 week", "1w", "1y",
    "1 month", "half an hour", "15 minuets", "1:30", "01:30:00", "PT1H30M", "٣m", "1 h, 30 m",
    "1ms", "1us", "106751992d", "9223372036855s", "99999999999999999999m",
    "999999999999999999d", "106751991d23h", "106751991.5d", "infinity", "nan",
  ])
  func refuses(_ text: String) {
    #expect(TimeReading.duration(text) == nil)
  }

  @Test func theLongestComesBack() throws {
    let longest = Duration(microseconds: .max)
    #expect(TimeReading.text(longest.write) == "106751991d4h54.775807s")
    #expect(TimeReading.duration("106751991d4h54.775807s") == longest)
    #expect(TimeReading.duration("106751991d4h54.775808s") == nil)
  }

  @Test func anyLengthComesBack() {
    var numbers = RepeatableNumbers(seed: 7)
    for _ in 0..<5000 {
      let size = Int64(1) << Int64.random(in: 0...62, using: &numbers)
      let duration = Duration(microseconds: .random(in: 0...size, using: &numbers))
      #expect(TimeReading.duration(TimeReading.text(duration.write)) == duration)
      #expect(TimeReading.duration(duration.words) == duration)
      let inHours = TimeReading.text { duration.writeWords(to: &$0, largest: .hour) }
      #expect(TimeReading.duration(inHours) == duration)
    }
  }

  @Test func negativeIsWrittenAndNotRead() {
    let early = Duration.minutes(-90)
    #expect(TimeReading.text(early.write) == "-1h30m")
    #expect(early.words == "minus 1 hour 30 minutes")
    #expect(TimeReading.duration("-1h30m") == nil)
  }

  @Test func wordsCanStopAtHours() {
    let twoDays = Duration.days(2) + .minutes(1)
    #expect(
      TimeReading.text { twoDays.writeWords(to: &$0, largest: .hour) } == "48 hours 1 minute")
    #expect(twoDays.words == "2 days 1 minute")
  }

  @Test func arithmetic() {
    #expect(Duration.seconds(60) == .minutes(1))
    #expect(Duration.minutes(60) == .hours(1))
    #expect(Duration.hours(24) == .days(1))
    #expect(Duration.minutes(1) + .seconds(30) == .seconds(90))
    #expect(Duration.minutes(1) - .seconds(90) == .seconds(-30))
    #expect(-Duration.minutes(1) == .minutes(-1))
    #expect(Duration.minutes(45) * 2 == .seconds(5400))
    #expect(Duration.minutes(45) * -1 == -.minutes(45))
    #expect(Duration.zero == .days(0))
    #expect(-Duration.zero == .zero)
    #expect(Duration.seconds(-1) < .zero)
    var sum = Duration.minutes(1)
    sum += .minutes(2)
    sum -= .minutes(4)
    #expect(sum == .minutes(-1))
  }

  @Test func overflowStopsAtTheLongest() {
    let longest = Duration(microseconds: .max)
    let shortest = -longest
    #expect(longest + .seconds(1) == longest)
    #expect(shortest - .seconds(1) == shortest)
    #expect(longest - shortest == longest)
    #expect(shortest - longest == shortest)
    #expect(shortest + longest == .zero)
    #expect(Duration(microseconds: .min) == shortest)
    #expect(-Duration(microseconds: .min) == longest)
    #expect(Duration.days(.max) == longest)
    #expect(Duration.days(.min) == shortest)
    #expect(longest * 2 == longest)
    #expect(longest * -2 == shortest)
    #expect(shortest * .min == longest)
    #expect(longest * 0 == .zero)
  }
}
