import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// Scripts: times before sentences, oldest first, and all that can be wrong with them.
@Suite("Scripts")
struct ScriptTests {
  private static let dayOne = CalendarDate(ordinal: Filler.dayOne)

  /// Each line as `time who name`, or each problem as `code line:column message | fix`.
  private func read(_ text: String) -> [String] {
    let reader = SentenceReader(
      .rehearsal, roles: SentenceReaderTests.roles, context: RoundTrip.days)
    switch Script.read(text, file: "", reader, dayOne: Self.dayOne) {
    case .failure(let problems): return problems.diagnostics.map(\.line)
    case .success(let script):
      return script.lines.map {
        "\($0.place.line) \($0.at.text()) \($0.sentence.actor.who) "
          + "\(type(of: $0.sentence.command).name)"
      }
    }
  }

  private static let good = """
    # The first morning.
    day 1 09:00 facilitator starts

    day 1 09:20 director confirms call
      # Said a little later.
    +5m director rings head-of-service about call
    2026-11-23 09:30 facilitator pauses because "tea # no comment"
    2026-11-23T09:45 facilitator resumes
    day 2 9am facilitator ends
    """

  private static let lines = [
    "2 2026-11-23T09:00:00 facilitator timeline.start",
    "4 2026-11-23T09:20:00 director communication.confirm",
    "6 2026-11-23T09:25:00 director communication.ring",
    "7 2026-11-23T09:30:00 facilitator timeline.pause",
    "8 2026-11-23T09:45:00 facilitator timeline.resume",
    "9 2026-11-24T09:00:00 facilitator timeline.end",
  ]

  @Test("a time in any form, a sentence, remarks and empty lines")
  func good() {
    #expect(read(Self.good) == Self.lines)
    #expect(read(Self.good + "\n\n") == Self.lines)
    #expect(read("") == [])
    #expect(read("# Nothing yet.\n\n") == [])
  }

  @Test("lines may end as they do on Windows")
  func windows() {
    #expect(read(Self.good.replacing("\n", with: "\r\n")) == Self.lines)
  }

  @Test("several things may happen at one time")
  func sameTime() {
    #expect(read("day 1 09:00 tool starts\nday 1 09:00 tool ends\n+0m tool ends").count == 3)
  }

  private static let noTime =
    "write day 2 09:12, or +5m after a line with a time, before the sentence"
  private static let noStart = "this line does not begin with a time | \(noTime)"
  private static let back =
    "time never goes back: put the lines in the order in which things happen"

  @Test(
    "a line that is wrong is said to be, with its place",
    arguments: [
      ("facilitator starts", #"S018 1:1 \#(noStart)"#),
      ("  09:00 facilitator starts", #"S018 1:3 \#(noStart)"#),
      ("day 09:00 facilitator starts", #"S018 1:1 \#(noStart)"#),
      ("day 0 09:00 facilitator starts", #"S018 1:1 \#(noStart)"#),
      ("day 1 25:00 facilitator starts", #"S018 1:1 \#(noStart)"#),
      (#""day 1 09:00" facilitator starts"#, #"S018 1:1 \#(noStart)"#),
      ("+5m facilitator starts", #"S018 1:1 \#(noStart)"#),
      ("2026-11-31 09:00 tool starts", #"S018 1:1 \#(noStart)"#),
      (", day 1 09:00 tool starts", #"S018 1:1 \#(noStart)"#),
      (
        "day 1 09:00",
        "S017 1:1 there is no sentence here | write it as WHO VERB OBJECT, such as: "
          + "director confirms notification-call"
      ),
      (
        "day 1 09:00 directer starts",
        #"S015 1:13 no role is called "directer" | did you mean "director"?"#
      ),
      (
        "day 1 09:00   facilitator start",
        #"S016 1:27 nobody can do "start" | did you mean "starts"?"#
      ),
      (
        #"day 1 09:00 facilitator pauses because "tea"#,
        "S017 1:40 the quotes that open here are never closed"
      ),
      (
        "day 1 09:00 tool starts\nday 1 08:59 tool ends",
        "S018 2:1 this is earlier than the line above | \(back)"
      ),
      (
        "day 1 09:00 tool starts\n+soon tool ends",
        #"S018 2:1 \#(noStart)"#
      ),
      (
        "day 1 09:00 tool starts\n+-5m tool ends",
        #"S018 2:1 \#(noStart)"#
      ),
    ])
  func wrong(_ text: String, _ line: String) {
    #expect(read(text) == [line])
  }

  @Test("all that is wrong is said, line by line, and what is right still counts for the time")
  func everything() {
    #expect(
      read(
        """
        day 1 09:00 tool begin
        soon tool ends
        day 1 09:30 tool starts
        day 1 09:10 tool ends
        +5m tool stop
        """
      ).map { $0.prefix(9) } == ["S016 1:18", "S018 2:1 ", "S018 4:1 ", "S016 5:10"])
  }

  @Test(
    "a sentence in a terminal may begin with a time, or not",
    arguments: [
      ("day 2 09:12 director confirms call", "2026-11-24T09:12:00", "director confirms call"),
      ("2026-11-24 09:12 director ends", "2026-11-24T09:12:00", "director ends"),
      ("+5m  director ends", "2026-11-23T12:05:00", "director ends"),
      ("director confirms call", nil, "director confirms call"),
      ("day 2 09:12", "2026-11-24T09:12:00", ""),
      ("day two director ends", nil, "day two director ends"),
      (#"day 1 09:00 "open"#, nil, #"day 1 09:00 "open"#),
      ("", nil, ""),
    ] as [(String, String?, String)])
  func split(_ text: String, _ at: String?, _ rest: String) {
    let noon = Moment(Self.dayOne, .midnight) + .minutes(720)
    let (moment, sentence) = ScriptTime.split(text, after: noon, dayOne: Self.dayOne)
    #expect(moment?.text() == at)
    #expect(sentence == rest)
  }

  @Test("a character of several parts before the sentence does not move its beginning")
  func combined() {
    let (moment, rest) = ScriptTime.split(
      "\u{301} day 1 09:00 x", after: nil, dayOne: Self.dayOne)
    #expect((moment, rest) == (nil, "\u{301} day 1 09:00 x"))
    let wide = "day 1 09:00 e\u{301} \"👩‍🏫\""
    #expect(ScriptTime.split(wide, after: nil, dayOne: Self.dayOne).rest == "e\u{301} \"👩‍🏫\"")
  }
}
