import Testing

@testable import RehearsalCore

/// The one text of each plain value, the same in a log, a scenario, a sentence and a form.
@Suite("Field values")
struct FieldValueTests {
  @Test(
    "integers, up to what every JSON tool keeps exact",
    arguments: [
      ("0", 0), ("7", 7), ("-7", -7), ("10", 10), ("9007199254740992", 9_007_199_254_740_992),
      ("-9007199254740992", -9_007_199_254_740_992),
    ])
  func integers(_ text: String, _ value: Int) {
    #expect(Int(text: text) == value)
    #expect(value.text() == text)
  }

  @Test(
    "no integer",
    arguments: [
      "", "-", "+1", "-0", "00", "01", "-01", " 1", "1 ", "1.0", "1e3", "0x1", "1_000", "1,000",
      "9007199254740993", "-9007199254740993", "99999999999999999999", "one", "١",
      "--1", "1-", "\u{0}1",
    ])
  func notIntegers(_ text: String) {
    #expect(Int(text: text) == nil)
  }

  @Test("yes and no are the words, and nothing else is")
  func yesOrNo() {
    #expect((Bool(text: "yes"), Bool(text: "no")) == (true, false))
    #expect((true.text(), false.text()) == ("yes", "no"))
    for text in ["", "Yes", "NO", "true", "false", "y", "n", "1", "0", "on", "off", "yes "] {
      #expect(Bool(text: text) == nil, "\(text)")
    }
  }

  @Test("text is any UTF-8, and stays as it is")
  func text() {
    for text in ["", " ", "a\nb", "\u{0}", "é", "e\u{301}", "👩‍🏫", "\u{202E}abc"] {
      #expect(String(text: text)?.utf8.elementsEqual(text.utf8) == true)
      #expect(text.text().utf8.elementsEqual(text.utf8))
    }
    for bytes: [UInt8] in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x61, 0x80]] {
      #expect(String(bytes.span, .log) == nil)
    }
  }

  @Test("a choice is one of its words, letter for letter")
  func choices() {
    #expect(SampleColour.allCases.map { $0.text() } == ["red", "dark-blue", "green"])
    #expect(SampleColour(text: "dark-blue") == .darkBlue)
    for text in ["", "Red", "darkBlue", "dark blue", "red ", "redd", "0"] {
      #expect(SampleColour(text: text) == nil, "\(text)")
    }
    #expect(SampleColour.shape == .choice(["red", "dark-blue", "green"]))
  }

  @Test("a blank is what no reading lets out; of an id, it is not even an id")
  func blanks() {
    #expect(ID<SampleThing>(ID<SampleThing>.blank.text()) == nil)
    #expect((String.blank, Int.blank, Bool.blank) == ("", 0, false))
    #expect(SampleColour(text: SampleColour.blank.text()) != nil)
  }

  @Test("only ids and due times lean on something")
  func references() {
    #expect("a".references == [])
    #expect(7.references == [])
    #expect(
      ID<Role>.known("director").references == [Reference(kind: "role", id: "director")])
    #expect(ID<Person>.known("p1").references == [], "people stay out of what is hashed")
    #expect(
      Deadline(text: "two working days after notification by 17:00")?.references
        == [Reference(kind: "milestone", id: "notification")])
    #expect(Deadline(text: "+45m")?.references == [])
  }

  @Test("each shape says what it expects, in words that finish a sentence")
  func expectations() {
    let shapes: [Shape] = [
      .text, .integer, .yesOrNo, .date, .time, .moment, .duration, .deadline,
      .choice(["red", "blue"]), .identifier("role"),
    ]
    #expect(
      shapes.map(\.expectation) == [
        "text", "a whole number", "yes or no", "a date such as 2019-11-04",
        "a time such as 09:15",
        "a date and time such as 2019-11-04 09:15, or day 2 10:15",
        "a length of time such as 45m or 1h30m",
        "a due time such as two working days after notification by 17:00",
        "one of red, blue",
        "the id of a role: small letters, digits and hyphens, at most 48",
      ])
    #expect(
      shapes.map(\.isOneWord) == [
        false, true, true, true, true, false, false, false, true, true,
      ])
  }

  @Test(
    "the example in each expectation is one",
    arguments: [
      "2019-11-04 09:15", "2019-11-04", "09:15", "45m", "1h30m",
      "two working days after notification by 17:00", "day 2 10:15",
    ])
  func examples(_ text: String) {
    let context = TextContext(dayOne: CalendarDate(ordinal: Filler.dayOne), writesDays: true)
    let fits = [
      Moment(text: text, context) != nil, CalendarDate(text: text) != nil,
      TimeOfDay(text: text) != nil, Duration(text: text) != nil, Deadline(text: text) != nil,
    ]
    #expect(fits.contains(true))
  }
}
