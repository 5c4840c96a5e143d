import RehearsalCore
import Testing

/// What is said of each kind of wrong sentence, word for word.
@Suite("The reader of sentences: what is wrong")
struct BadSentenceTests {
  /// A sentence and what must be said of it.
  struct Bad: Sendable, CustomTestStringConvertible {
    let text: String
    let line: String
    var testDescription: String { text }

    init(_ text: String, _ line: String) {
      self.text = text
      self.line = line
    }
  }

  private static let example =
    "write it as WHO VERB OBJECT, such as: director confirms notification-call"
  private static let takes = "what may follow, each once: contact, about, via, facts"
  private static let tellCall = "director tells head-of-service about notification-call "
  private static let giveUp = "director cannot reach head-of-service about call because "
  private static let noMoment =
    "is not a date and time such as 2019-11-04 09:15, or day 2 10:15"

  static let who = [
    Bad("", "S017 1:1 there is no sentence here | \(example)"),
    Bad("   ", "S017 1:1 there is no sentence here | \(example)"),
    Bad("director", "S017 1:1 director does nothing | \(example)"),
    Bad(
      "directer confirms a", #"S015 1:1 no role is called "directer" | did you mean "director"?"#),
    Bad(
      " Director confirms a", #"S015 1:2 no role is called "Director" | did you mean "director"?"#),
    Bad(
      "facilitater ends", #"S015 1:1 no role is called "facilitater" | did you mean "facilitator"?"#
    ),
    Bad(
      "somebody confirms a",
      #"S015 1:1 no role is called "somebody" | begin with a role, facilitator or inspector:name"#),
    Bad(
      "role:director confirms a",
      #"S015 1:1 no role is called "role:director" | "#
        + "begin with a role, facilitator or inspector:name"),
    Bad(
      "inspector: ends",
      #"S015 1:1 no role is called "inspector:" | begin with a role, facilitator or inspector:name"#
    ),
    Bad(
      ", director ends",
      #"S015 1:1 no role is called "," | begin with a role, facilitator or inspector:name"#),
  ]

  static let verbs = [
    Bad("director confirm a", #"S016 1:10 nobody can do "confirm" | did you mean "confirms"?"#),
    Bad("director confrims a", #"S016 1:10 nobody can do "confrims" | did you mean "confirms"?"#),
    Bad("director Confirms a", #"S016 1:10 nobody can do "Confirms" | did you mean "confirms"?"#),
    Bad(#"director "tells" a"#, #"S016 1:10 nobody can do "tells" | did you mean "tells"?"#),
    Bad(
      "director hears bak from a",
      #"S016 1:10 nobody can do "hears" | did you mean "hears back from"?"#),
    Bad(
      "director leaves message for a",
      #"S016 1:10 nobody can do "leaves" | did you mean "leaves a message for"?"#),
    Bad(
      "facilitator stops for real incident",
      #"S016 1:13 nobody can do "stops" | did you mean "stops for a real incident"?"#),
    Bad(
      "director dances",
      #"S016 1:10 nobody can do "dances" | what can be done: "#
        + Modules.rehearsal.commands.map { "\($0.verb)" }.joined(separator: ", ")),
  ]

  static let objects = [
    Bad("director confirms", #"S004 1:1 "cascade" is missing | add cascade: The message"#),
    Bad("director tells about a", #"S004 1:1 "contact" is missing | add contact: Whom"#),
    Bad("director tells head-of-service", #"S004 1:1 "about" is missing | add about: The message"#),
    Bad(
      "director confirms NotificationCall",
      #"S008 1:19 "NotificationCall" is not the id of a message: small letters, digits and "#
        + "hyphens, at most 48 | write notificationcall"),
    Bad(
      "director confirms notification call",
      #"S017 1:32 "call" is not something that "confirms" takes | "#
        + "what may follow, each once: cascade"),
    Bad(
      "director confirms a about b",
      #"S017 1:21 "about" is not something that "confirms" takes | "#
        + "what may follow, each once: cascade"),
    Bad(
      "facilitator starts x60",
      #"S017 1:20 "x60" is not something that "starts" takes | "#
        + "what may follow, each once: pace, by-phase, because"),
    Bad(
      "facilitator ends now",
      #"S017 1:18 "now" is not something that "ends" takes | nothing follows "ends""#),
    Bad(
      #"facilitator pauses "for tea""#,
      #"S017 1:20 "for tea" is not something that "pauses" takes | "#
        + "what may follow, each once: because"),
    Bad(
      "facilitator moves to",
      #"S004 1:1 "to" is missing | add to: The moment to move to, "#
        + "such as day 2 09:00"),
    Bad("facilitator moves to tomorrow", #"S008 1:22 "tomorrow" \#(noMoment)"#),
    Bad("facilitator moves to day 0 10:00", #"S008 1:22 "day 0 10:00" \#(noMoment)"#),
    Bad("facilitator moves to day 2", #"S008 1:22 "day 2" \#(noMoment)"#),
    Bad("facilitator moves to 2026-11-31 10:00", #"S008 1:22 "2026-11-31 10:00" \#(noMoment)"#),
  ]

  static let keys = [
    Bad(
      "director tells head-of-service abuot a",
      #"S017 1:32 "abuot" is not something that "tells" takes | did you mean "about"?"#),
    Bad(
      "director tells head-of-service, about a",
      #"S017 1:31 "," is not something that "tells" takes | \#(takes)"#),
    Bad(
      "director tells head-of-service about",
      #"S017 1:32 nothing stands behind "about" | add about and the message"#),
    Bad(
      "director tells head-of-service about facts a",
      #"S017 1:32 nothing stands behind "about" | add about and the message"#),
    Bad(
      "director confirms cascade",
      #"S017 1:19 nothing stands behind "cascade" | "#
        + "add cascade and the message"),
    Bad(
      "director tells head-of-service about a about b",
      #"S002 1:40 "about" stands here twice | keep one of the two"#),
    Bad(
      "director confirms a cascade b",
      #"S002 1:21 "cascade" stands here twice | keep one of the two"#),
    Bad(
      tellCall + "via depty",
      #"S008 1:60 "depty" is not one of holder, deputy | did you mean "deputy"?"#),
    Bad(
      tellCall + "via holder deputy",
      #"S017 1:67 "deputy" is not something that "tells" takes | \#(takes)"#),
    Bad(
      tellCall + "facts a b", #"S017 1:64 "b" is not something that "tells" takes | \#(takes)"#),
    Bad(
      tellCall + "facts a,,b", #"S017 1:64 "," is not something that "tells" takes | \#(takes)"#
    ),
    Bad(
      tellCall + "facts ,a", #"S017 1:62 "," is not something that "tells" takes | \#(takes)"#),
    Bad(
      tellCall + "facts a,", #"S017 1:63 "," is not something that "tells" takes | \#(takes)"#),
    Bad(
      tellCall + "facts A,b",
      #"S008 1:62 "A" is not the id of a fact: small letters, digits and hyphens, at most 48 | "#
        + "write a"),
    Bad(
      "director reports carers about a told many",
      #"S008 1:38 "many" is not a whole number | "#
        + "write digits alone, such as 12"),
    Bad(
      "director reports carers about a told 5.5",
      #"S008 1:38 "5.5" is not a whole number | "#
        + "write digits alone, such as 12"),
  ]

  static let quotes = [
    Bad(#"director tells "head about a"#, "S017 1:16 the quotes that open here are never closed"),
    Bad(giveUp + #""a"#, "S017 1:58 the quotes that open here are never closed"),
    Bad(giveUp + #""a\""#, "S017 1:58 the quotes that open here are never closed"),
    Bad(giveUp + #""a\"#, "S017 1:58 the quotes that open here are never closed"),
    Bad(
      giveUp + #""a" "b""#,
      #"S017 1:62 "b" is not something that "cannot reach" takes | "#
        + "what may follow, each once: contact, about, because"),
    Bad(
      giveUp + #"ill "or not""#,
      #"S017 1:62 "or not" is not something that "cannot reach" takes | "#
        + "what may follow, each once: contact, about, because"),
    Bad(
      giveUp.trimmingSuffix(" "),
      #"S017 1:50 nothing stands behind "because" | "#
        + "add because and why, such as on leave; it stays in the log"),
  ]

  @Test("is said, and where", arguments: who + verbs + objects + keys + quotes)
  func said(_ bad: Bad) {
    #expect(SentenceReaderTests.answer(bad.text) == [bad.line])
  }

  @Test("several wrong values are all said at once")
  func several() {
    #expect(
      SentenceReaderTests.answer("director tells A about B via C facts D,e,F").map { $0.prefix(9) }
        == ["S008 1:16", "S008 1:24", "S008 1:30", "S008 1:38", "S008 1:42"])
  }

  @Test("a very long sentence is refused as quickly as a short one")
  func long() {
    let words = String(repeating: "word ", count: 20_000)
    #expect(SentenceReaderTests.answer("director " + words).count == 1)
    #expect(SentenceReaderTests.answer(Self.tellCall + "facts " + words).count == 1)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
