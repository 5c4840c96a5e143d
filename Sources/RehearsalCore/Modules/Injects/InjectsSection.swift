extension Injects {
  /// What a scenario has in store: surprises, and what inspectors ask for.
  package struct Section: Record {
    package let events: [InjectLine]
    package let seed: Int

    package init(_ f: inout some FieldVisitor, _ old: Self?) {
      events = f.rows("events", old?.events, "New events, secret until they are released")
      seed = f.some(
        "seed", old?.seed, default: 1, "Draws the random times; the same seed, the same times")
    }
  }
}

/// What an inject does to the rehearsal.
package enum InjectSort: String, Choice, Encodable {
  case message
  /// Something an inspector asks for.
  case request
  case absence
  case outage
  case milestoneChange = "milestone-change"
  /// Another inspector comes, or a second team.
  case inspectorJoins = "inspector-joins"
}

/// How an inject reaches people.
package enum Channel: String, Choice, Encodable {
  case phone, email, inPerson = "in-person", letter, news, system
}

/// One new event: when, to whom, what is said, what a good response is.
///
/// It comes at a time, on a condition, at random between two times, or, with none of these, when
/// the facilitator releases it.
package struct InjectLine: Record, Kind, Hashable {
  package let title: String
  package let id: ID<InjectLine>
  package let sort: InjectSort
  package let at: Deadline?
  package let when: InjectCondition?
  package let earliest: Deadline?
  package let latest: Deadline?
  package let from: String?
  package let to: [ID<Role>]
  package let channel: Channel?
  package let message: String
  package let milestone: ID<Milestone>?
  package let until: Deadline?
  package let joins: [String]
  package let expected: [String]
  package let respondBy: Deadline?
  package let judge: ID<Role>?
  package let tests: [ID<Objective>]
  package let basis: Basis?

  package static let kind = "new event"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What it is called, for the facilitator")
    id = f.identity("id", old?.id, from: title, "The short name used in sentences")
    sort = f.some("kind", old?.sort, default: .message, "What it does")
    at = f.maybe("at", old?.at, "When it comes, such as day 2 10:15")
    when = f.maybe("when", old?.when, "What makes it come, such as data-due is missed")
    earliest = f.maybe("earliest", old?.earliest, "At random: not before this")
    latest = f.maybe("latest", old?.latest, "At random: not after this")
    from = f.maybe("from", old?.from, "Who it seems to come from, such as Local newspaper")
    to = f.list("to", old?.to, "The roles that receive it, or that it takes away")
    channel = f.maybe("channel", old?.channel, "How it reaches them")
    message = f.some("message", old?.message, default: "", "What they are told")
    milestone = f.maybe("milestone", old?.milestone, "For a milestone-change: which one moves")
    until = f.maybe(
      "until", old?.until,
      "How long an absence or outage lasts, or who joins stays; where a milestone moves to")
    joins = f.list("joins", old?.joins, "For an inspector-joins: the posts of those who come")
    expected = f.list("expected", old?.expected, "What good looks like, one thing each")
    respondBy = f.maybe(
      "respond-by", old?.respondBy, "By when, such as +2h after it came")
    judge = f.maybe("judge", old?.judge, "The role that says whether it was met")
    tests = f.list("tests", old?.tests, Objective.testsDoc)
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// What must have happened before an inject comes by itself.
package enum InjectCondition: FieldValue, Hashable {
  case met(String)
  case missed(String)
  /// So many in 100 have been told.
  case reaches(String, Int)
  case released(String)

  package static var shape: Shape { .text }
  package static var blank: Self { .released("") }
  package static var expectation: String {
    "a condition such as data-due is missed, notification-call reaches 50% or outage is released"
  }

  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    let words = String(bytes).split(separator: " ").map(String.init)
    guard words.count == 3, ID<InjectLine>(words[0]) != nil else { return nil }
    switch (words[1], words[2]) {
    case ("is", "met"): self = .met(words[0])
    case ("is", "missed"): self = .missed(words[0])
    case ("is", "released"): self = .released(words[0])
    case ("reaches", let share):
      guard share.hasSuffix("%"), let number = Int(text: String(share.dropLast())),
        (1...100).contains(number)
      else { return nil }
      self = .reaches(words[0], number)
    default: return nil
    }
  }

  package func write(to out: inout [UInt8], _ context: TextContext) {
    out.append(contentsOf: words.utf8)
  }

  package var words: String { words { $0 } }

  /// The condition with the names that `title` finds for ids.
  package func words(naming title: (String) -> String) -> String {
    switch self {
    case .met(let id): "\(title(id)) is met"
    case .missed(let id): "\(title(id)) is missed"
    case .released(let id): "\(title(id)) is released"
    case .reaches(let id, let share): "\(title(id)) reaches \(share)%"
    }
  }
}
