/// An inspection regime as dated data: phases and milestones counted from its start, which is the
/// call wherever there is one.
package struct Framework: Record, Kind {
  package let title: String
  package let id: ID<Framework>
  package let format: Int
  package let about: String?
  package let inForceFrom: CalendarDate?
  package let inForceTo: CalendarDate?
  package let call: CallHabit
  package let milestones: [Milestone]
  package let phases: [Phase]
  package let inspectors: [InspectorPost]
  package let judgements: [Judgement]
  package let grades: [Grade]
  package let audits: [AuditRequest]
  package let lists: [DataList]

  package static let kind = "framework"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the regime is called")
    id = f.identity("id", old?.id, from: title, "The short name scenarios use")
    format = f.some(
      "format", old?.format, default: ScenarioHead.newestFormat, "The format of this file")
    about = f.maybe("about", old?.about, "What kind of inspection it is, in a sentence or two")
    inForceFrom = f.maybe(
      "in-force-from", old?.inForceFrom, "The first day on which fieldwork followed it")
    inForceTo = f.maybe(
      "in-force-to", old?.inForceTo, "The last day on which fieldwork followed it")
    call = f.part("call", old?.call, "When the inspectorate usually rings")
    milestones = f.rows("milestones", old?.milestones, "Dated points, the call first")
    phases = f.rows("phases", old?.phases, "Stretches of time between two milestones")
    inspectors = f.rows("inspectors", old?.inspectors, "The team that comes")
    judgements = f.rows("judgements", old?.judgements, "What is judged, and since when")
    grades = f.rows("grades", old?.grades, "The scale of each judgement, the best first")
    audits = f.rows("audits", old?.audits, "Case files that the council is asked to audit")
    lists = f.rows("lists", old?.lists, "Lists of data that the council hands over")
  }

  /// The milestone that all others are counted from: the one without a count of its own. Checking
  /// sees to it that there is one.
  package var start: Milestone? { milestones.first { $0.when == nil } }

  /// Whether it begins with a call that nobody announced, as inspections do and reviews do not.
  package var hasCall: Bool { start?.id == .notification }
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
    basis = f.one("basis", old?.basis, FrameworkBasis.doc)
  }
}

/// How a milestone is counted from a date on. The date is that of the milestone it is counted
/// from, because publication lags follow the year of the fieldwork, not of the call.
package struct MilestoneVersion: Record, Hashable {
  package let from: CalendarDate
  package let when: Deadline
  /// Left out, that of the milestone.
  package let basis: FrameworkBasis?

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    from = f.one("from", old?.from, "The first date it applies to")
    when = f.one("when", old?.when, "When it is, from that date on")
    basis = f.maybe("basis", old?.basis, FrameworkBasis.doc)
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
  /// The first day of inspectors on site, which decides what rules are in force.
  package static let fieldworkStart = ID<Milestone>.known("fieldwork-start")
  package static let fieldworkEnd = ID<Milestone>.known("fieldwork-end")
  /// The call. Every framework of an inspection has it; a review that was agreed starts otherwise.
  package static let notification = ID<Milestone>.known("notification")
}

extension ID {
  /// An id that the code itself names. Only for literals.
  package static func known(_ literal: StaticString) -> ID {
    guard let id = ID("\(literal)") else { preconditionFailure("\(literal) is not an id") }
    return id
  }
}
