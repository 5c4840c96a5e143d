/// A seat in the rehearsal.
package struct Role: Record, Kind, Hashable {
  package let title: String
  package let id: ID<Role>
  /// Who usually sits there, by id. Names stand in `people.json`, outside everything hashed.
  package let holder: ID<Person>?
  /// Who stands in.
  package let deputy: ID<Person>?
  package let part: Part
  /// Whether a rehearsal should not start while nobody sits there.
  package let isCritical: Bool
  /// The team it belongs to, so that nobody audits the work of their own.
  package let team: String?
  package let basis: Basis?

  package static let kind = "role"
  package static let alsoKnownAs = [Recipient.kind]

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the role is called, such as Head of service")
    id = f.identity("id", old?.id, from: title, "The short name used in sentences")
    holder = f.maybe("holder", old?.holder, "The id of the person who holds it, never a name")
    deputy = f.maybe("deputy", old?.deputy, "The id of the person who stands in")
    part = f.some(
      "part", old?.part, default: .player, "player, or an observer or inspector beside them")
    isCritical = f.some(
      "critical", old?.isCritical, default: false,
      "Whether a rehearsal should not start without it")
    team = f.maybe("team", old?.team, "The team it belongs to, such as Assessment team 2")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// Which side of a rehearsal a role is on.
package enum Part: String, Choice, Encodable {
  /// Somebody whose procedures are rehearsed.
  case player
  /// Somebody who watches and judges.
  case observer
  /// Somebody who plays the inspectorate.
  case inspector
}

/// Whoever sits in a role. A person is only ever an id here.
package enum Person: Kind {
  package static let kind = "person"
  package static let isListed = false
}

/// What a value rests on, so that a reader knows what a real document said.
package enum Basis: String, Choice, Encodable {
  case source
  case practice
  case invented

  static let doc: StaticString = "What it rests on: a source, practice, or it is invented"
}

/// What every scenario says before the modules' own sections.
package struct ScenarioHead: Record {
  package let format: Int
  package let title: String
  package let id: ID<Scenario>
  package let purpose: String?
  package let authority: String?
  package let framework: ID<Framework>
  /// When the call comes; left out where it comes at a moment nobody knows, within the window.
  package let call: Moment?
  package let window: CallWindow
  package let roles: [Role]
  package let milestones: [MilestoneChange]
  package let closures: [CalendarDate]
  package let objectives: [Objective]
  package let actions: [EarlierAction]
  package let cast: CastBehaviour

  /// The newest format of scenario files that this tool reads.
  package static let newestFormat = 1

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    format = f.some(
      "format", old?.format, default: ScenarioHead.newestFormat, "The format of this file")
    title = f.one("title", old?.title, "What the rehearsal is called")
    id = f.identity("id", old?.id, from: title, "The short name used in folder names")
    purpose = f.maybe("purpose", old?.purpose, "Why it is held, in a sentence or two")
    authority = f.maybe("authority", old?.authority, "The council, invented or as a public source")
    framework = f.one("framework", old?.framework, "The inspection regime, such as ilacs-standard")
    call = f.maybe("call", old?.call, "When the inspectorate rings, such as 2026-11-23 09:15")
    window = f.part("window", old?.window, "The days and hours within which it may ring instead")
    roles = f.rows("roles", old?.roles, "The seats in the rehearsal")
    milestones = f.rows("milestones", old?.milestones, "Milestones that fall on another date")
    closures = f.list("closures", old?.closures, "Days on which the council is closed")
    objectives = f.rows("objectives", old?.objectives, "What the rehearsal is to find out")
    actions = f.rows("actions", old?.actions, "Improvements under way before the inspection")
    cast = f.part(
      "cast", old?.cast, "How people behave where the computer plays them")
  }
}

/// Another date for one of the framework's milestones.
package struct MilestoneChange: Record, Hashable {
  package let milestone: ID<Milestone>
  package let when: Deadline
  package let basis: Basis?

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    milestone = f.one("milestone", old?.milestone, "The milestone that moves")
    when = f.one("when", old?.when, "When it is, such as 20 working days after fieldwork-end")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// The days and hours within which the call may come, where nobody is to know when.
package struct CallWindow: Record, Hashable {
  package let from: CalendarDate?
  package let to: CalendarDate?
  package let days: [Weekday]
  package let earliest: TimeOfDay?
  package let latest: TimeOfDay?
  package let basis: Basis?

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    from = f.maybe("from", old?.from, "The first day on which it may come")
    to = f.maybe("to", old?.to, "The last day on which it may come")
    days = f.list("days", old?.days, "Days of the week; left out, those of the framework")
    earliest = f.maybe("earliest", old?.earliest, "Time of day; left out, that of the framework")
    latest = f.maybe("latest", old?.latest, "Time of day; left out, that of the framework")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }

  /// Whether nothing was said of a window at all.
  package var isLeftOut: Bool {
    from == nil && to == nil && days.isEmpty && earliest == nil && latest == nil
  }
}

/// What a rehearsal is to find out, such as whether everyone is told by five.
package struct Objective: Record, Kind, Hashable {
  package let title: String
  package let id: ID<Objective>
  package let judgement: ID<Judgement>?
  package let basis: Basis?

  package static let kind = "objective"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the rehearsal is to find out")
    id = f.identity("id", old?.id, from: title, "The short name that tests: leans on")
    judgement = f.maybe("judgement", old?.judgement, "The area of judgement it belongs to")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }

  /// What a field called `tests` holds.
  static let testsDoc: StaticString = "The objectives that this tests"
}

/// An improvement that the council knew of before the inspectors came, or that an earlier one
/// left behind.
package struct EarlierAction: Record, Kind, Hashable {
  /// How far it has come.
  package enum Standing: String, Choice {
    case open
    case underWay = "under-way"
    case done
  }

  package let title: String
  package let id: ID<EarlierAction>
  package let theme: String?
  package let owner: ID<Role>?
  package let due: Deadline?
  package let standing: Standing
  package let basis: Basis?

  package static let kind = "action"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What will be done")
    id = f.identity("id", old?.id, from: title, "Its short name")
    theme = f.maybe("theme", old?.theme, "What it belongs to, such as Permanence")
    owner = f.maybe("owner", old?.owner, "The role that answers for it")
    due = f.maybe("due", old?.due, "By when, such as 2014-03-31 or 13 weeks after publication")
    standing = f.some("status", old?.standing, default: .open, "How far it has come")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}
