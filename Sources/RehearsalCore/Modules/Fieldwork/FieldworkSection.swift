extension Fieldwork {
  /// What a scenario says of the inspectors' time with the council.
  package struct Section: Record {
    package let meetings: [MeetingLine]
    package let inspectors: [Inspector]
    package let samples: [SampleLine]
    package let keepInTouch: KeepInTouch
    package let embargo: [ID<Role>]

    package init(_ f: inout some FieldVisitor, _ old: Self?) {
      meetings = f.rows("meetings", old?.meetings, "Interviews, observations and meetings")
      inspectors = f.rows("inspectors", old?.inspectors, "Who comes, and on which days")
      samples = f.rows("samples", old?.samples, "Cases that inspectors draw at random")
      keepInTouch = f.part(
        "keep-in-touch", old?.keepInTouch, "The lead inspector's regular talk with the director")
      embargo = f.list(
        "embargo", old?.embargo, "Who may know the provisional outcome before publication")
    }
  }
}

/// Somebody of the inspectorate, by their post. All of them are invented.
package struct Inspector: Record, Kind, Hashable {
  package let title: String
  package let id: ID<Inspector>
  package let from: Deadline?
  package let to: Deadline?
  package let days: [SiteDay]
  package let basis: Basis?

  package static let kind = "inspector"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "The post, such as Lead inspector")
    id = f.identity("id", old?.id, from: title, "The short name used in sentences")
    from = f.maybe("from", old?.from, "When they come; left out, when fieldwork begins")
    to = f.maybe("to", old?.to, "When they leave; left out, when fieldwork ends")
    days = f.list("days", old?.days, "The days on which they are there; left out, all of them")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// One line of the timetable.
package struct MeetingLine: Record, Kind, Hashable {
  /// What happens there.
  package enum Sort: String, Choice, Encodable {
    case interview, observation, meeting, feedback
  }

  package let title: String
  package let id: ID<MeetingLine>
  package let sort: Sort
  package let at: Deadline
  package let length: Duration
  package let inspectors: [ID<Inspector>]
  package let with: [ID<Role>]
  package let place: String?
  package let tests: [ID<Objective>]
  package let basis: Basis?

  package static let kind = "meeting"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the meeting is about")
    id = f.identity("id", old?.id, from: title, "The short name used in sentences")
    sort = f.some("kind", old?.sort, default: .meeting, "What happens there")
    at = f.one("at", old?.at, "When it begins, such as day 3 14:00")
    length = f.some("length", old?.length, default: .minutes(45), "How long it lasts")
    inspectors = f.list("inspectors", old?.inspectors, "The inspectors who take part")
    with = f.list("with", old?.with, "The roles that take part")
    place = f.maybe("place", old?.place, "Where, such as Room 2 or by telephone")
    tests = f.list("tests", old?.tests, Objective.testsDoc)
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// Cases drawn at random, with a seed that is printed so that the draw can be repeated.
package struct SampleLine: Record, Kind, Hashable {
  package let title: String
  package let id: ID<SampleLine>
  package let cases: Int
  /// How many there are to draw from.
  package let size: Int?
  package let round: ID<AuditRound>?
  package let list: ID<DataList>?
  package let at: Deadline
  package let seed: Int
  package let basis: Basis?

  package static let kind = "case sample"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What is looked into")
    id = f.identity("id", old?.id, from: title, "The short name used in sentences")
    cases = f.one("number", old?.cases, "How many cases")
    size = f.maybe("of", old?.size, "How many there are to draw from; left out, five times as many")
    round = f.maybe(
      "round", old?.round, "The audit round whose listed case files they are drawn from")
    list = f.maybe("list", old?.list, "The list of data they are drawn from")
    at = f.one("at", old?.at, "When they are chosen")
    seed = f.some("seed", old?.seed, default: 1, "The seed of the draw")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// When the lead inspector and the director keep in touch.
package struct KeepInTouch: Record, Hashable {
  package let time: TimeOfDay?
  package let every: Int
  package let with: [ID<Role>]
  package let basis: Basis?

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    time = f.maybe("time", old?.time, "The time of day; left out, there is none planned")
    every = f.some("every", old?.every, default: 1, "Every day of fieldwork: 1; every second: 2")
    with = f.list("with", old?.with, "The roles that take part")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}
