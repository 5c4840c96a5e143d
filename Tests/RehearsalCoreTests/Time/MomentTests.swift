import Testing

@testable import RehearsalCore

@Suite struct MomentTests {
  private let script: TextContext
  private let noon: Moment

  init() throws {
    let dayOne = try #require(TimeReading.date("2019-11-04"))
    script = TextContext(dayOne: dayOne, writesDays: true)
    noon = Moment(dayOne, try #require(TimeReading.time("midday")))
  }

  @Test(arguments: [
    ("2019-11-04T09:12:00", "2019-11-04T09:12:00", "day 1 09:12"),
    ("2019-11-04T09:12", "2019-11-04T09:12:00", "day 1 09:12"),
    ("2019-11-04 09:12", "2019-11-04T09:12:00", "day 1 09:12"),
    ("2019-11-04 9:12am", "2019-11-04T09:12:00", "day 1 09:12"),
    ("2019-11-04  midday", "2019-11-04T12:00:00", "day 1 12:00"),
    ("2019-11-04T09:12:00.500000", "2019-11-04T09:12:00.5", "day 1 09:12:00.5"),
    ("2019-11-05T09:12:30.123456", "2019-11-05T09:12:30.123456", "day 2 09:12:30.123456"),
    ("day 2 10:15", "2019-11-05T10:15:00", "day 2 10:15"),
    ("Day  02  5pm", "2019-11-05T17:00:00", "day 2 17:00"),
    ("day 40 23:59:59", "2019-12-13T23:59:59", "day 40 23:59:59"),
    ("2019-11-03T23:59:59.999999", "2019-11-03T23:59:59.999999", "2019-11-03T23:59:59.999999"),
    ("1969-12-31T23:59:59.999999", "1969-12-31T23:59:59.999999", "1969-12-31T23:59:59.999999"),
    ("0001-01-01T00:00:00", "0001-01-01T00:00:00", "0001-01-01T00:00:00"),
    ("9999-12-31 23:59:59.999999", "9999-12-31T23:59:59.999999", "day 2914693 23:59:59.999999"),
  ])
  func reads(_ text: String, _ logged: String, _ scripted: String) throws {
    let moment = try #require(TimeReading.moment(text, script))
    #expect(TimeReading.text(moment) == logged)
    #expect(TimeReading.text(moment, script) == scripted)
    #expect(TimeReading.moment(logged) == moment)
    #expect(TimeReading.moment(scripted, script) == moment)
    for form in [text, logged] {
      let bytes = Array(form.utf8)
      #expect(Moment(written: bytes.span) == (form == logged ? moment : nil))
    }
  }

  @Test(arguments: [
    "", " ", "2019-11-04", "2019-11-04T", "2019-11-04 ", "2019-11-04T9:12", "2019-11-04T09",
    "2019-11-04T09:1", "2019-11-04T09:12:", "2019-11-04T09:12:0", "2019-11-04T09:12:00.",
    "2019-11-04T09:12:00.1234567", "2019-11-04T09:12:00.0000000", "2019-11-04T09:12:00Z",
    "2019-11-04T09:12:00+00:00", "2019-11-04T09:12:00 ", " 2019-11-04T09:12:00",
    "2019-11-04t09:12:00", "2019-11-04T24:00:00", "2019-11-04T25:00", "2019-11-04T09:60",
    "2019-11-04T09:12:60", "2019-02-30T09:12:00", "2019-13-01T09:12:00", "2019-11-0409:12",
    "2019-11-04T09:12am", "2019-11-04T 09:12", "2019-11-04_09:12", "20191104T091200",
    "2019-11-04T09.12.00", "09:12", "09:12 2019-11-04", "2019-11-04T09:12:00,5",
    "2019-11-04 at 09:12", "0000-01-01T00:00:00", "10000-01-01T00:00:00", "day 2", "day 2 ",
    "day 0 10:15", "day -1 10:15", "day 1.5 10:15", "day two 10:15", "day2 10:15", "day 2T10:15",
    "day 2 25:00", "day 2 10:15 ", "days 2 10:15", "the day 2 10:15", "day 2 at 10:15",
    "day 99999999 10:15", "day 2914694 10:15", "day 9223372036854775808 10:15",
    "2019-11-04 midnight",
  ])
  func refuses(_ text: String) {
    #expect(TimeReading.moment(text, script) == nil)
    #expect(TimeReading.moment(text) == nil)
  }

  @Test func dayNumbersNeedADayOne() {
    #expect(TimeReading.moment("day 2 10:15", .log) == nil)
    #expect(TimeReading.moment("day 2 10:15", TextContext(dayOne: nil, writesDays: true)) == nil)
    #expect(TimeReading.text(noon, TextContext(dayOne: nil, writesDays: true)).contains("T"))
  }

  @Test func dayNumbersAreReadEvenWhereDatesAreWritten() {
    let context = TextContext(dayOne: script.dayOne, writesDays: false)
    #expect(TimeReading.moment("day 1 12:00", context) == noon)
    #expect(TimeReading.text(noon, context) == "2019-11-04T12:00:00")
  }

  @Test func wordsAreAsPeopleWriteThem() throws {
    #expect(noon.words == "4 November 2019 at midday")
    #expect(
      TimeReading.moment("2019-11-05T00:00:00")?.words == "midnight at the start of 5 November 2019"
    )
    #expect(TimeReading.moment("2019-11-04T09:32:00")?.words == "4 November 2019 at 9:32am")
  }

  @Test func dateAndTimeAreThoseItWasMadeOf() throws {
    for ordinal in [-719_162, -366, -1, 0, 1, 18_204, 2_932_896] {
      for text in ["00:00", "00:00:00.000001", "12:00", "23:59:59.999999"] {
        let date = CalendarDate(ordinal: ordinal)
        let time = try #require(TimeReading.time(text))
        let moment = Moment(date, time)
        #expect(moment.date == date)
        #expect(moment.time == time)
        #expect(Moment(microseconds: moment.microseconds) == moment)
      }
    }
    #expect(Moment(CalendarDate(ordinal: 0), .midnight).microseconds == 0)
  }

  @Test func arithmeticRunsAcrossMidnightAndYears() {
    #expect(TimeReading.text(noon + .hours(12)) == "2019-11-05T00:00:00")
    #expect(TimeReading.text(noon - .hours(13)) == "2019-11-03T23:00:00")
    #expect(TimeReading.text(noon + .days(58)) == "2020-01-01T12:00:00")
    #expect((noon + .minutes(5)) - noon == .minutes(5))
    #expect(noon - (noon + .minutes(5)) == .minutes(-5))
    #expect(noon < noon + Duration(microseconds: 1))
    var moment = noon
    moment += .minutes(90)
    moment -= .minutes(30)
    #expect(moment == noon + .hours(1))
  }

  @Test func arithmeticStopsAtTheEdge() {
    let longest = Duration(microseconds: .max)
    #expect(TimeReading.text(noon + longest) == "9999-12-31T23:59:59.999999")
    #expect(TimeReading.text(noon - longest) == "0001-01-01T00:00:00")
    #expect((noon + longest) + longest == noon + longest)
    #expect((noon - longest) - longest == noon - longest)
    #expect((noon + longest) - (noon - longest) > .days(3_652_058))
    #expect(Moment(microseconds: .max) == noon + longest)
    #expect(Moment(microseconds: .min) == noon - longest)
    #expect(Moment(CalendarDate(ordinal: -400_000), .midnight) - longest == noon - longest)
  }

  @Test func anyMomentComesBack() {
    var numbers = RepeatableNumbers(seed: 11)
    let (first, last) = (Moment(microseconds: .min), Moment(microseconds: .max))
    for _ in 0..<5000 {
      let range = first.microseconds...last.microseconds
      let moment = Moment(microseconds: .random(in: range, using: &numbers))
      #expect(TimeReading.moment(TimeReading.text(moment)) == moment)
      #expect(TimeReading.moment(TimeReading.text(moment, script), script) == moment)
    }
  }

  /// One byte changed must give another moment or none, never the same one from a broken text.
  @Test func aChangedByteIsNeverOverlooked() throws {
    let text = "2019-11-04T09:12:34.567891"
    let moment = try #require(TimeReading.moment(text))
    var overlooked: [String] = []
    for offset in 0..<text.utf8.count {
      for byte in UInt8.min...UInt8.max {
        var changed = Array(text.utf8)
        // A space for the T is another way to write the same moment.
        let isSpaced = offset == 10 && (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t"))
        guard byte != changed[offset], !isSpaced else { continue }
        changed[offset] = byte
        let read = Moment(changed.span, .log)
        if read == moment { overlooked.append(String(decoding: changed, as: UTF8.self)) }
      }
    }
    #expect(overlooked == [])
  }
}
