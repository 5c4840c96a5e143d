import RehearsalCore
import Testing

/// The messages of the rehearsal keep the rules, and the rules find messages that do not.
@Suite("Messages")
struct MessagesTests {
  @Test("every message of the rehearsal has a name, a verb and fields that mean one thing only")
  func rehearsal() {
    #expect(MessageRules.problems(in: .rehearsal) == [])
    #expect(Modules.rehearsal.commands.count >= 23)
  }

  @Test("a name is found only as it is written")
  func table() {
    for name in [
      "", "timeline", "timeline.", "Timeline.started", "timeline.started ", "nothing.at-all",
    ] {
      #expect(Modules.rehearsal.event(named: name) == nil)
      #expect(Modules.rehearsal.command(named: name) == nil)
    }
    #expect(Modules.rehearsal.event(named: "timeline.start") == nil, "a command is no event")
    #expect(Modules.rehearsal.command(named: "timeline.started") == nil, "an event is no command")
  }

  @Test("messages that would be misread are found, every one")
  func bad() {
    #expect(
      MessageRules.problems(in: Modules([Samples<BadMessages>.self])) == [
        "other.named is not sample. and small words joined by hyphens",
        "sample.Shouts is not sample. and small words joined by hyphens",
        "sample is not sample. and small words joined by hyphens",
        "sample.two--hyphens is not sample. and small words joined by hyphens",
        "sample.one.too-many is not sample. and small words joined by hyphens",
        "two messages are called sample.same",
        "sample.same is not found as SameOnceMore",
        "two commands have the verb \"does\"",
        "the verb \"Shouts, loudly\" is not small words parted by single spaces",
        "the verb \"\" is not small words parted by single spaces",
        "the verb \"goes  on\" is not small words parted by single spaces",
        "sample.same begins with an id that may be left out",
        "sample.rows holds records in items, which no sentence can say",
        "sample.rows holds records in rules, which no sentence can say",
        "sample.rows lists values of several words in times",
        "sample.twice lists what twice",
        "sample.twice calls a field \"What Else\", not small words and hyphens",
        "sample.happened.items lists title twice",
      ])
  }

  @Test("a verb that begins another is refused only where its object could be the next word")
  func prefixes() {
    #expect(
      MessageRules.problems(in: Modules([Samples<PrefixMessages>.self])) == [
        "\"looks after the\" may be the object of sample.look-after, "
          + "or begin the verb of sample.look-after-the",
        "\"looks after\" may be the object of sample.look, or begin the verb of sample.look-after",
        "\"looks after\" may be the object of sample.look, "
          + "or begin the verb of sample.look-after-the",
      ])
  }

  @Test("what the rules refuse is what a reader takes for something else")
  func misread() {
    let modules = Modules([Samples<PrefixMessages>.self])
    let reader = SentenceReader(modules, roles: [.known("director")], context: .log)
    let filled = Filler.fill(PrefixMessages.Look.self).0
    #expect(RoundTrip.sentenceProblems(filled, reader, .log) == [])
    guard let after = ID<SampleThing>("after") else { return }
    let look = PrefixMessages.Look(what: after)
    #expect(RoundTrip.sentenceProblems(look, reader, .log) != [])
  }
}

extension PrefixMessages.Look {
  init(what: ID<SampleThing>) { self.what = what }
}

/// One message for each way of being misread.
private enum BadMessages: SampleMessages {
  static let commands: [any Command.Type] = [
    ElsewhereNamed.self, Shouting.self, NoVerb.self, TwoSpaces.self, Same.self, Rows.self,
    Twice.self,
  ]

  static let events: [any Event.Type] = [
    OnePartTooMany.self, SameAgain.self, SameOnceMore.self, Happened.self,
  ]

  struct ElsewhereNamed: SampleCommand {
    static let name: StaticString = "other.named"
    static let verb: StaticString = "does"
    init(_ f: inout some FieldVisitor, _ old: Self?) {}
  }

  struct Shouting: SampleCommand {
    static let name: StaticString = "sample.Shouts"
    static let verb: StaticString = "Shouts, loudly"
    init(_ f: inout some FieldVisitor, _ old: Self?) {}
  }

  struct NoVerb: SampleCommand {
    static let name: StaticString = "sample"
    static let verb: StaticString = ""
    init(_ f: inout some FieldVisitor, _ old: Self?) {}
  }

  struct TwoSpaces: SampleCommand {
    static let name: StaticString = "sample.two--hyphens"
    static let verb: StaticString = "goes  on"
    init(_ f: inout some FieldVisitor, _ old: Self?) {}
  }

  struct Same: SampleCommand {
    static let name: StaticString = "sample.same"
    static let verb: StaticString = "does"
    let id: ID<SampleThing>

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      id = f.identity("id", old?.id, from: "", "Its short name")
    }
  }

  struct Rows: SampleCommand {
    static let name: StaticString = "sample.rows"
    static let verb: StaticString = "piles up"
    let items: [SampleItem]
    let rules: SampleRules
    let times: [Duration]

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      items = f.rows("items", old?.items, "What is piled up")
      rules = f.part("rules", old?.rules, "How")
      times = f.list("times", old?.times, "How long each took")
    }
  }

  struct Twice: SampleCommand {
    static let name: StaticString = "sample.twice"
    static let verb: StaticString = "doubles"
    let what: Int
    let other: Int
    let more: Int?

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      what = f.one("what", old?.what, "What is doubled")
      other = f.one("what", old?.other, "What is doubled again")
      more = f.maybe("What Else", old?.more, "What else is doubled")
    }
  }

  struct OnePartTooMany: SampleEvent {
    static let name: StaticString = "sample.one.too-many"
    init(_ f: inout some FieldVisitor, _ old: Self?) {}
  }

  struct SameAgain: SampleEvent {
    static let name: StaticString = "sample.same"
    init(_ f: inout some FieldVisitor, _ old: Self?) {}
  }

  struct SameOnceMore: SampleEvent {
    static let name: StaticString = "sample.same"
    init(_ f: inout some FieldVisitor, _ old: Self?) {}
  }

  struct Happened: SampleEvent {
    static let name: StaticString = "sample.happened"
    let items: [Titled]

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      items = f.rows("items", old?.items, "What happened")
    }
  }

  struct Titled: Record {
    let title: String
    let again: String

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      title = f.one("title", old?.title, "What it is called")
      again = f.one("title", old?.again, "What it is called again")
    }
  }
}
