import RehearsalCore

/// A record with every sort of field and every shape of value, so that the readers and writers
/// can be tried without leaning on what any module happens to list.
struct SampleRecord: Record, Hashable {
  let title: String
  let id: ID<SampleThing>
  let count: Int
  let level: Int
  let isOpen: Bool
  let colour: SampleColour?
  let when: Moment
  let day: CalendarDate?
  let time: TimeOfDay?
  let length: Duration
  let due: Deadline?
  let note: String?
  let owner: ID<Role>?
  let names: [String]
  let days: [CalendarDate]
  let items: [SampleItem]
  let rules: SampleRules
}

extension SampleRecord {
  init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What it is called")
    id = f.identity("id", old?.id, from: title, "Its short name")
    count = f.one("count", old?.count, "How many there are")
    level = f.some("level", old?.level, default: 3, "How deep it lies")
    isOpen = f.some("open", old?.isOpen, default: false, "Whether it is open")
    colour = f.maybe("colour", old?.colour, "Its colour")
    when = f.one("when", old?.when, "When it happens")
    day = f.maybe("day", old?.day, "The day it belongs to")
    time = f.maybe("time", old?.time, "The time of day")
    length = f.some("length", old?.length, default: .minutes(15), "How long it lasts")
    due = f.maybe("due", old?.due, "By when")
    note = f.maybe("note", old?.note, "Anything else")
    owner = f.maybe("owner", old?.owner, "Who answers for it")
    names = f.list("names", old?.names, "Other names")
    days = f.list("days", old?.days, "Other days")
    items = f.rows("items", old?.items, "What it is made of")
    rules = f.part("rules", old?.rules, "What holds for it")
  }
}

/// What a sample's ids are ids of.
enum SampleThing: Kind {
  static let kind = "thing"
}

enum SampleColour: String, Choice {
  case red
  case darkBlue = "dark-blue"
  case green
}

/// One row of a sample.
struct SampleItem: Record, Kind, Hashable {
  let title: String
  let id: ID<SampleItem>
  let share: Int
  let tags: [String]

  static let kind = "item of a sample"
}

extension SampleItem {
  init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the item is called")
    id = f.identity("id", old?.id, from: title, "The item's short name")
    share = f.some("share", old?.share, default: 100, "How much of the whole")
    tags = f.list("tags", old?.tags, "Words to find it by")
  }
}

/// A record inside a sample, all of whose fields may be left out.
struct SampleRules: Record, Hashable {
  let tries: Int
  let because: String?
}

extension SampleRules {
  init(_ f: inout some FieldVisitor, _ old: Self?) {
    tries = f.some("tries", old?.tries, default: 2, "How often")
    because = f.maybe("because", old?.because, "Why")
  }
}

/// The least a record can be: one thing that must be there and one that need not.
struct SmallRecord: Record, Hashable {
  let count: Int
  let note: String?
}

extension SmallRecord {
  init(_ f: inout some FieldVisitor, _ old: Self?) {
    count = f.one("count", old?.count, "How many there are")
    note = f.maybe("note", old?.note, "Anything else")
  }
}
