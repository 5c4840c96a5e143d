import Testing

@testable import RehearsalCore

/// Commands put into sentences: text, command, text again, the same to the letter.
@Suite("The writer of sentences")
struct SentenceWriterTests {
  private static let director = Actor.role(.known("director"), seat: "p17")

  private func said(_ command: some Command, _ context: TextContext = RoundTrip.days) -> String {
    SentenceWriter.sentence(Self.director, command, context)
  }

  @Test("every command, full, is said and read back to the letter", arguments: CommandType.all)
  func everyCommand(_ command: CommandType) {
    func open<C: Command>(_ type: C.Type) -> [String] {
      let reader = SentenceReader(.rehearsal, roles: [.known("director")], context: RoundTrip.days)
      return (1...7).flatMap {
        RoundTrip.sentenceProblems(Filler.fill(type, from: $0 * 11).0, reader, RoundTrip.days)
      }
    }
    #expect(open(command.type) == [])
  }

  @Test("the object without its name, then each name and value; defaults are left out")
  func words() {
    #expect(said(EndRehearsal()) == "director ends")
    #expect(said(Confirm(cascade: .known("call"))) == "director confirms call")
    #expect(
      said(StartRehearsal(pace: .stepped, followsPhases: false, because: nil))
        == "director starts")
    #expect(
      said(StartRehearsal(pace: .times(60), followsPhases: false, because: nil))
        == #"director starts pace "x60""#
    )
    #expect(said(PauseRehearsal(because: nil)) == "director pauses")
    #expect(said(PauseRehearsal(because: "")) == #"director pauses because """#)
    #expect(
      said(Tell(contact: .known("cook"), about: .known("call"), via: .holder, facts: []))
        == "director tells cook about call")
    #expect(
      said(
        Tell(
          contact: .known("cook"), about: .known("call"), via: .deputy,
          facts: [.known("what"), .known("when")]))
        == "director tells cook about call via deputy facts what,when")
    #expect(
      said(GiveUp(contact: .known("cook"), about: .known("call"), because: "on leave"))
        == #"director cannot reach cook about call because "on leave""#)
  }

  @Test("moments are said as days where days are counted, in full elsewhere")
  func moments() {
    let day = CalendarDate(ordinal: Filler.dayOne)
    guard let time = TimeOfDay(hour: 10, minute: 15) else { return }
    let later = MoveClock(to: Moment(day.adding(days: 1), time))
    let before = MoveClock(to: Moment(day.adding(days: -1), time))
    #expect(said(later) == "director moves to day 2 10:15")
    #expect(said(later, .log) == "director moves to 2026-11-24T10:15:00")
    #expect(said(before) == "director moves to 2026-11-22T10:15:00")
  }

  @Test("a value that holds a key of its sentence stands in quotes")
  func keys() {
    #expect(said(Confirm(cascade: .known("cascade"))) == #"director confirms "cascade""#)
    #expect(
      said(
        Tell(
          contact: .known("about"), about: .known("via"), via: .holder,
          facts: [
            .known("facts"), .known("what"),
          ])) == #"director tells "about" about "via" facts "facts",what"#)
    #expect(said(Confirm(cascade: .known("about"))) == "director confirms about")
  }

  /// Texts that a sentence could trip over.
  static let hostile = [
    "", " ", "  a  b  ", "\"", "\"\"", "\\", "\\\\", "\\\"", "a\\", "a\"", "\\n", "\n", "\r",
    "\r\n", "a\nb\r\nc", "\t", ",", "a,b", ", ,", "because", "a because b", "about x", "contact",
    "day 2 10:15", "+5m", "#", "# not a comment", "director ends", "/", "'", "’", "“quoted”",
    "é", "e\u{301}", "\u{301}", "\u{301}a", "a\n\u{301}", "\"\u{301}", "\\\u{301}", "a\u{20E3}",
    "👩‍🏫", "\u{200D}", "\u{FE0F}", "\u{202E}abc", "\u{FEFF}", "\u{2028}", "\u{2029}", "\u{85}",
    "\u{A0}", "\u{B}", "\u{C}", "\u{0}", "\u{1B}[2J", "\u{7F}", "\u{9B}2J",
    String(repeating: "\\\"", count: 500),
  ]

  @Test("hostile text comes back as it was, byte for byte", arguments: hostile)
  func hostileText(_ text: String) {
    #expect(problems(with: text) == [])
  }

  @Test(
    "random text made of the worst characters comes back as it was, seeds 1 to 4",
    arguments: 1...4)
  func randomText(_ seed: Int) {
    var numbers = RepeatableNumbers(seed: UInt64(seed))
    let worst =
      Self.hostile.flatMap { Array($0.unicodeScalars) } + Array("abc about, ".unicodeScalars)
    var found: [String] = []
    for _ in 0..<500 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...12, using: &numbers) {
        text.append(worst[Int.random(in: 0..<worst.count, using: &numbers)])
      }
      found += problems(with: String(text))
    }
    #expect(found.first == nil, "seed \(seed), \(found.count) of them")
  }

  /// What is lost of a text, said as the last value, as one before another, and in a list.
  private func problems(with text: String) -> [String] {
    let reader = SentenceReader(.rehearsal, roles: [.known("director")], context: RoundTrip.days)
    let hoarders = SentenceReader(
      Modules([Samples<Hoarders>.self]), roles: [.known("director")], context: RoundTrip.days)
    return RoundTrip.sentenceProblems(
      GiveUp(contact: .known("cook"), about: .known("call"), because: text), reader, RoundTrip.days)
      + RoundTrip.sentenceProblems(PauseRehearsal(because: text), reader, RoundTrip.days)
      + RoundTrip.sentenceProblems(
        Hoarders.Hoard(what: text, day: nil, names: [text, "plain", text], days: []), hoarders,
        RoundTrip.days)
  }

  @Test("a list of texts, a list of dates, and a moment whose words are keys")
  func hoard() {
    let day = CalendarDate(ordinal: Filler.dayOne)
    guard let time = TimeOfDay(hour: 10, minute: 15) else { return }
    let hoard = Hoarders.Hoard(
      what: "a, b", day: Moment(day, time), names: ["one, two", "three"],
      days: [day, day.adding(days: 1)])
    #expect(
      said(hoard) == #"director hoards "a, b" day "day 1 10:15" names "one, two","three" "#
        + "days 2026-11-23,2026-11-24")
    let reader = SentenceReader(
      Modules([Samples<Hoarders>.self]), roles: [.known("director")], context: RoundTrip.days)
    #expect(RoundTrip.sentenceProblems(hoard, reader, RoundTrip.days) == [])
  }
}

/// A command whose object is a text, and whose keys are words that values hold.
enum Hoarders: SampleMessages {
  static let commands: [any Command.Type] = [Hoard.self]

  struct Hoard: SampleCommand {
    static let name: StaticString = "sample.hoard"
    static let verb: StaticString = "hoards"
    let what: String
    let day: Moment?
    let names: [String]
    let days: [CalendarDate]
  }
}

extension Hoarders.Hoard {
  init(_ f: inout some FieldVisitor, _ old: Self?) {
    what = f.one("what", old?.what, "What is hoarded")
    day = f.maybe("day", old?.day, "Since when")
    names = f.list("names", old?.names, "What it is called")
    days = f.list("days", old?.days, "When more came")
  }
}
