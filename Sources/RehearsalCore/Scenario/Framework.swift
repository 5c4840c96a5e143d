/// An inspection regime as dated data: phases and milestones counted from the call.
package struct Framework: Record, Kind {
  package let title: String
  package let id: ID<Framework>
  package let format: Int
  package let inForceFrom: CalendarDate?
  package let inForceTo: CalendarDate?
  package let milestones: [Milestone]
  package let phases: [Phase]

  package static let kind = "framework"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the regime is called")
    id = f.identity("id", old?.id, from: title, "The short name scenarios use")
    format = f.some(
      "format", old?.format, default: ScenarioHead.newestFormat, "The format of this file")
    inForceFrom = f.maybe("in-force-from", old?.inForceFrom, "The first day it applied")
    inForceTo = f.maybe("in-force-to", old?.inForceTo, "The last day it applied")
    milestones = f.rows("milestones", old?.milestones, "Dated points, the call first")
    phases = f.rows("phases", old?.phases, "Stretches of time between two milestones")
  }
}

/// A dated point of an inspection, such as the first day on site.
package struct Milestone: Record, Kind, Hashable {
  package let title: String
  package let id: ID<Milestone>
  /// Left out for the call itself, from which all others are counted.
  package let when: Deadline?
  /// Whether the council has something to do by then, so that it can be met or missed.
  package let isDeadline: Bool
  /// Other counts for later inspections.
  package let changes: [MilestoneVersion]
  package let basis: FrameworkBasis

  package static let kind = "milestone"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What happens")
    id = f.identity("id", old?.id, from: title, "The short name that due times lean on")
    when = f.maybe("when", old?.when, "When it is, counted from another milestone")
    isDeadline = f.some(
      "deadline", old?.isDeadline, default: false, "Whether the council must have done it by then")
    changes = f.rows("changes", old?.changes, "Other counts from a date on")
    basis = f.one("basis", old?.basis, "Verified in a source, derived from data, or a default")
  }
}

/// How a milestone is counted from a date on. The date is that of the milestone it is counted
/// from, because publication lags follow the year of the fieldwork, not of the call.
package struct MilestoneVersion: Record, Hashable {
  package let from: CalendarDate
  package let when: Deadline

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    from = f.one("from", old?.from, "The first date it applies to")
    when = f.one("when", old?.when, "When it is, from that date on")
  }
}

/// How sure a framework is of a value.
package enum FrameworkBasis: String, Choice {
  case verified
  case derived
  /// An editable default: check the live handbook.
  case standard = "default"
}

/// A stretch of an inspection.
package struct Phase: Record, Kind, Hashable {
  package let title: String
  package let id: ID<Phase>
  package let begins: ID<Milestone>
  package let ends: ID<Milestone>

  package static let kind = "phase"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the phase is called")
    id = f.identity("id", old?.id, from: title, "Its short name")
    begins = f.one("begins", old?.begins, "The milestone it begins with")
    ends = f.one("ends", old?.ends, "The milestone it ends with")
  }
}

extension ID<Milestone> {
  /// The call, from which everything is counted. Every framework has it, or a start like it.
  package static let notification = ID<Milestone>.known("notification")
}

extension ID {
  /// An id that the code itself names. Only for literals.
  package static func known(_ literal: StaticString) -> ID {
    guard let id = ID("\(literal)") else { preconditionFailure("\(literal) is not an id") }
    return id
  }
}
