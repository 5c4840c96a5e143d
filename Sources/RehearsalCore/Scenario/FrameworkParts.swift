/// When an inspectorate usually rings. Practice suggests it and no rule does, so a scenario may
/// say otherwise.
package struct CallHabit: Record, Hashable {
  package let days: [Weekday]
  package let earliest: TimeOfDay
  package let latest: TimeOfDay
  package let basis: FrameworkBasis

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    days = f.list("days", old?.days, "The days of the week on which it comes")
    earliest = f.some(
      "earliest", old?.earliest, default: TimeOfDay(checked: 9 * Duration.perHour),
      "The earliest time of day")
    latest = f.some(
      "latest", old?.latest,
      default: TimeOfDay(checked: 9 * Duration.perHour + 30 * Duration.perMinute),
      "The latest time of day")
    basis = f.some("basis", old?.basis, default: .standard, FrameworkBasis.doc)
  }
}

/// A post in the team that comes, such as the lead inspector.
package struct InspectorPost: Record, Kind, Hashable {
  package let title: String
  package let id: ID<InspectorPost>
  package let count: Int
  /// Days on site; left out, all of them.
  package let days: Int?
  package let basis: FrameworkBasis

  package static let kind = "inspector post"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the post is called")
    id = f.identity("id", old?.id, from: title, "Its short name")
    count = f.some("count", old?.count, default: 1, "How many inspectors hold it")
    days = f.maybe("days", old?.days, "How many days each is on site; left out, all of them")
    basis = f.one("basis", old?.basis, FrameworkBasis.doc)
  }
}

/// An area that is judged. What is judged changes from year to year, so each says for which
/// fieldwork it holds.
package struct Judgement: Record, Kind, Hashable {
  package let title: String
  package let id: ID<Judgement>
  package let from: CalendarDate?
  package let to: CalendarDate?
  /// The judgement of which it is a part, as adoption was of looked-after children.
  package let under: ID<Judgement>?
  /// Whether it judges another body than the council, as the safeguarding board was.
  package let isSeparate: Bool
  package let basis: FrameworkBasis

  package static let kind = "judgement"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What is judged")
    id = f.identity("id", old?.id, from: title, "Its short name")
    from = f.maybe("from", old?.from, "The first day of fieldwork on which it is judged")
    to = f.maybe("to", old?.to, "The last day of fieldwork on which it is judged")
    under = f.maybe("under", old?.under, "The judgement that it is a part of")
    isSeparate = f.some(
      "separate", old?.isSeparate, default: false, "Whether it judges another body")
    basis = f.one("basis", old?.basis, FrameworkBasis.doc)
  }

  /// Whether it is judged in an inspection whose fieldwork begins on `date`.
  package func holds(on date: CalendarDate) -> Bool {
    from.map { $0 <= date } ?? true && to.map { date <= $0 } ?? true
  }
}

/// One step of the scale, such as good.
package struct Grade: Record, Kind, Hashable {
  package let title: String
  package let id: ID<Grade>
  package let basis: FrameworkBasis

  package static let kind = "grade"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "The grade as it is published")
    id = f.identity("id", old?.id, from: title, "Its short name")
    basis = f.one("basis", old?.basis, FrameworkBasis.doc)
  }
}

/// Case files that the council audits because the inspectorate asks for it.
package struct AuditRequest: Record, Kind, Hashable {
  package let title: String
  package let id: ID<AuditRequest>
  package let cases: Int
  package let due: Deadline
  package let basis: FrameworkBasis

  package static let kind = "audit request"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What is asked for")
    id = f.identity("id", old?.id, from: title, "Its short name")
    cases = f.one("cases", old?.cases, "How many case files")
    due = f.one("due", old?.due, "By when they must be audited")
    basis = f.one("basis", old?.basis, FrameworkBasis.doc)
  }
}

/// A list of data, one row a child, that the inspectorate asks for.
package struct DataList: Record, Kind, Hashable {
  package let title: String
  package let id: ID<DataList>
  package let scope: String?
  package let basis: FrameworkBasis

  package static let kind = "data list"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the list is called")
    id = f.identity("id", old?.id, from: title, "Its short name")
    scope = f.maybe("scope", old?.scope, "Who stands in it, and of which months")
    basis = f.one("basis", old?.basis, FrameworkBasis.doc)
  }
}

extension FrameworkBasis {
  static let doc: StaticString = "Verified in a source, derived from data, or a default"
}
