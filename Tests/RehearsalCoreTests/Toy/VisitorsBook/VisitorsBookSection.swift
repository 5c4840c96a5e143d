import RehearsalCore

extension VisitorsBook {
  /// What a scenario says of its entrances.
  struct Section: Record {
    let desk: ID<Role>?
    let entrances: [BookEntrance]

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      desk = f.maybe("desk", old?.desk, "The role that keeps the book")
      entrances = f.rows("entrances", old?.entrances, "Where people come in")
    }
  }

  /// The section as deciding needs it.
  struct Prepared: Sendable {
    let desk: ID<Role>?
    let entrances: [BookEntrance]
  }

  static func check(_ section: Section, _ checker: inout Checker) {
    for (index, entrance) in section.entrances.enumerated() where entrance.badges < 1 {
      checker.note(
        .noBadges, "\(entrance.badges) badges let nobody in",
        at: "visitors-book.entrances[\(index)].badges", fix: "have at least one badge")
    }
  }

  static func prepare(_ section: Section, _ planner: inout Planner) -> Prepared {
    for entrance in section.entrances { planner.add(title: entrance.title, of: entrance.id) }
    return Prepared(desk: section.desk, entrances: section.entrances)
  }
}

/// A door with a book beside it, and so many badges to hand out.
struct BookEntrance: Record, Kind, Hashable {
  let title: String
  let id: ID<BookEntrance>
  let badges: Int

  static let kind = "entrance"

  init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the entrance is called")
    id = f.identity("id", old?.id, from: title, "The short name used in sentences")
    badges = f.some("badges", old?.badges, default: 20, "How many visitors it can take")
  }
}

/// A visitor: an id, never a name, and nobody lists them beforehand.
enum BookVisitor: Kind {
  static let kind = "visitor"
  static let isListed = false
}

extension DiagnosticCode {
  /// An entrance without badges.
  static let noBadges = DiagnosticCode("X001")
}
