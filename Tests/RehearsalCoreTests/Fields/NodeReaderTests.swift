import RehearsalCore
import Testing

/// What is said about a file that people got wrong: every problem, with its place and a way out.
@Suite("The reader of nodes")
struct NodeReaderTests {
  /// A sample in which all is well, to be spoilt a line at a time.
  private static let good = """
    title: A title
    count: 4
    when: 2026-11-23 09:15
    """

  @Test("what is left out has its default, or is made from the title, or is absent")
  func defaults() throws {
    let read = SampleReading(SampleRecord.self, yaml: Self.good)
    #expect(read.lines == [])
    let record = try #require(read.record)
    #expect(record.id == .known("a-title"))
    #expect((record.level, record.isOpen, record.length) == (3, false, .minutes(15)))
    #expect((record.colour, record.note, record.owner) == (nil, nil, nil))
    #expect((record.names, record.days, record.items) == ([], [], []))
    #expect(record.rules == SampleRules(tries: 2, because: nil))
  }

  @Test("a key with nothing behind it is left out; quotes with nothing between are a text")
  func absent() throws {
    let yaml = Self.good + "\nlevel:\nnames:\nitems: ~\nrules:\nnote: null\ncolour:"
    let read = SampleReading(SampleRecord.self, yaml: yaml)
    #expect(read.lines == [])
    #expect(read.record == SampleReading(SampleRecord.self, yaml: Self.good).record)
    let quoted = SampleReading(SampleRecord.self, yaml: Self.good + "\nnote: ''")
    #expect(quoted.record?.note == "")
  }

  @Test("an unquoted time, date or word keeps the form it was written in")
  func raw() throws {
    let yaml = Self.good + "\ntime: 17:05\nopen: no\nnote: 007\nnames: [no, 1.50, 0x10, ~x, on]"
    let record = try #require(SampleReading(SampleRecord.self, yaml: yaml).record)
    #expect(record.time?.text() == "17:05")
    #expect(!record.isOpen)
    #expect(record.note == "007")
    #expect(record.names == ["no", "1.50", "0x10", "~x", "on"])
  }

  /// A line to add to the good sample, and what is said of it.
  struct Spoilt: Sendable, CustomTestStringConvertible {
    let yaml: String
    let lines: [String]
    var testDescription: String { yaml }

    init(_ yaml: String, _ lines: String...) {
      self.yaml = yaml
      self.lines = lines
    }
  }

  static let spoilt = [
    Spoilt(
      "level: high", #"S008 4:8 "high" is not a whole number | "# + "write digits alone, such as 12"
    ),
    Spoilt(
      "level: 1.5", #"S008 4:8 "1.5" is not a whole number | "# + "write digits alone, such as 12"),
    Spoilt(
      "level: ''", #"S008 4:8 "" is not a whole number | "# + "write digits alone, such as 12"),
    Spoilt(
      "open: true",
      #"S008 4:7 "true" is not yes or no | "#
        + "write yes or no, in small letters and without quotes"),
    Spoilt(
      "colour: gren",
      #"S008 4:9 "gren" is not one of red, dark-blue, green | did you mean "green"?"#),
    Spoilt(
      "colour: dark-bleu",
      #"S008 4:9 "dark-bleu" is not one of red, dark-blue, green | did you mean "dark-blue"?"#),
    Spoilt("colour: yellow", #"S008 4:9 "yellow" is not one of red, dark-blue, green"#),
    Spoilt("day: 4 November 2019", #"S008 4:6 "4 November 2019" is not a date such as 2019-11-04"#),
    Spoilt("day: 2026-02-29", #"S008 4:6 "2026-02-29" is not a date such as 2019-11-04"#),
    Spoilt("time: 25:00", #"S008 4:7 "25:00" is not a time such as 09:15"#),
    Spoilt(
      "length: long", #"S008 4:9 "long" is not a length of time such as 45m or 1h30m"#),
    Spoilt(
      "due: soon after tea",
      #"S008 4:6 "soon after tea" is not a due time such as two working days after notification "#
        + "by 17:00"),
    Spoilt(
      "owner: Head of Service",
      #"S008 4:8 "Head of Service" is not the id of a role: small letters, digits and hyphens, "#
        + "at most 48 | write head-of-service"),
    Spoilt(
      "owner: '!'",
      #"S008 4:8 "!" is not the id of a role: small letters, digits and hyphens, at most 48"#),
    Spoilt("note: [a, b]", "S007 4:7 expected text, found a list"),
    Spoilt("note: {a: b}", "S007 4:7 expected text, found a group of named values"),
    Spoilt("level: [3]", "S007 4:8 expected a whole number, found a list"),
    Spoilt("id: [a]", "S007 4:5 expected an id, found a list"),
    Spoilt(
      "id: A Title",
      #"S008 4:5 "A Title" is not the id of a thing: small letters, digits and hyphens, at most "#
        + "48 | write a-title"),
    Spoilt(
      "names: one",
      #"S006 4:8 "names" takes a list, found "one" | "#
        + "write it in square brackets, such as [one]"),
    Spoilt(
      "names: {a: b}",
      #"S006 4:8 "names" takes a list, found a group of named values | "#
        + "write it in square brackets, such as [first, second]"),
    Spoilt("names: [a, [b]]", "S007 4:12 expected text, found a list"),
    Spoilt(
      "days: [2026-11-23, soon, 2026-11-24, later]",
      #"S008 4:20 "soon" is not a date such as 2019-11-04"#,
      #"S008 4:38 "later" is not a date such as 2019-11-04"#),
    Spoilt(
      "items: one",
      #"S006 4:8 "items" takes a list, found "one" | "#
        + "begin each item with a hyphen, or name a .csv file in the same folder"),
    Spoilt(
      "items: {title: a}",
      #"S006 4:8 "items" takes a list, found a group of named values | "#
        + "begin each item with a hyphen, or name a .csv file in the same folder"),
    Spoilt(
      "items: [one]",
      #"S003 4:9 expected named values here, found "one" | write it as "name: value" lines"#),
    Spoilt(
      "items: [[title]]",
      #"S003 4:9 expected named values here, found a list | write it as "name: value" lines"#),
    Spoilt(
      "items: [{share: 2}]",
      #"S004 4:9 "title" is missing | add title: What the item is called"#),
    Spoilt(
      "rules: often",
      #"S003 4:8 expected named values here, found "often" | write it as "name: value" lines"#),
    Spoilt(
      "rules: {tires: 2}",
      #"S005 4:9 nothing here is called "tires" | did you mean "tries"?"#),
    Spoilt(
      "rules: {tries: 2, never: 1}",
      #"S005 4:19 nothing here is called "never" | what may stand here: tries, because"#),
    Spoilt("nots: a", #"S005 4:1 nothing here is called "nots" | did you mean "note"?"#),
    Spoilt("tiems: []", #"S005 4:1 nothing here is called "tiems" | did you mean "items"?"#),
    Spoilt("Level: 3", #"S005 4:1 nothing here is called "Level" | did you mean "level"?"#),
    Spoilt(
      "completely-else: a",
      #"S005 4:1 nothing here is called "completely-else" | what may stand here: title, id, "#
        + "count, level, open, colour, when, day, time, length, due, note, owner, names, days, "
        + "items, rules"),
    Spoilt("level: 3\nlevel: 4", #"S002 4:1 "level" stands here twice | keep one of the two"#),
  ]

  @Test("a line that is wrong is said to be, with its place", arguments: spoilt)
  func spoiltLine(_ spoilt: Spoilt) {
    let read = SampleReading(SampleRecord.self, yaml: Self.good + "\n" + spoilt.yaml)
    #expect(read.lines == spoilt.lines)
    #expect(read.record == nil)
  }

  @Test("all that is wrong is said in one pass, and a swap of letters is one slip")
  func everything() {
    let yaml = """
      titel: A title
      count: four
      when: soon
      owner: director
      items:
        - title: One
          share: most
        - titel: Two
      """
    #expect(
      SampleReading(SampleRecord.self, yaml: yaml).lines == [
        #"S008 2:8 "four" is not a whole number | "# + "write digits alone, such as 12",
        #"S008 3:7 "soon" is not a date and time such as 2019-11-04 09:15"#,
        #"S008 7:12 "most" is not a whole number | "# + "write digits alone, such as 12",
        #"S005 8:5 nothing here is called "titel" | did you mean "title"?"#,
        #"S005 1:1 nothing here is called "titel" | did you mean "title"?"#,
        #"S014 4:8 no role is called "director" | there is no role yet: add one"#,
      ])
  }

  @Test("what is not a group of named values has nothing missing, and says only that")
  func notNamed() {
    #expect(
      SampleReading(SampleRecord.self, yaml: "- a").lines == [
        #"S003 1:1 expected named values here, found a list | write it as "name: value" lines"#
      ])
    #expect(
      SampleReading(SampleRecord.self, yaml: "just words").lines == [
        #"S003 1:1 expected named values here, found "just words" | "#
          + #"write it as "name: value" lines"#
      ])
  }

  @Test("a day of the rehearsal is a moment only where day 1 is known")
  func days() {
    let yaml = "title: a\ncount: 1\nwhen: day 2 10:15"
    #expect(
      SampleReading(SampleRecord.self, yaml: yaml).lines == [
        #"S008 3:7 "day 2 10:15" is not a date and time such as 2019-11-04 09:15"#
      ])
  }
}
