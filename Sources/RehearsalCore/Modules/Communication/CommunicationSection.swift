extension Communication {
  /// What a scenario says of its communication tree and of the messages that go through it.
  package struct Section: Record {
    package let tree: [TreeLine]
    package let groups: [Group]
    package let cascades: [CascadeLine]
    package let templates: [MessageTemplate]

    package init(_ f: inout some FieldVisitor, _ old: Self?) {
      tree = f.rows("tree", old?.tree, "Who tells whom, in the order of the calls")
      groups = f.rows("groups", old?.groups, "People told together, counted and not named")
      cascades = f.rows("cascades", old?.cascades, "The messages that go round")
      templates = f.rows("templates", old?.templates, "Texts drafted before the day")
    }
  }
}

/// A text drafted before the day. `{fieldwork-start}` in it stands for that date, `{authority}` and
/// `{framework}` for their names.
package struct MessageTemplate: Record, Kind, Hashable {
  package let title: String
  package let id: ID<MessageTemplate>
  package let text: String
  package let basis: Basis?

  package static let kind = "template"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the text is for")
    id = f.identity("id", old?.id, from: title, "The short name that messages use")
    text = f.one("text", old?.text, "The text; {fieldwork-start} becomes that date")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// One caller and whom it rings, in that order.
package struct TreeLine: Record, Hashable {
  package let role: ID<Role>
  package let tells: [ID<Recipient>]

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    role = f.one("role", old?.role, "Who rings")
    tells = f.list("tells", old?.tells, "Roles and groups to tell, in the order of the calls")
  }
}

/// Whoever can be told something: a role or a group.
package enum Recipient: Kind {
  package static let kind = "role or group"
}

/// People who are told together: schools, foster carers, a team.
package struct Group: Record, Kind, Hashable {
  package let title: String
  package let id: ID<Group>
  package let size: Int
  package let basis: Basis?

  package static let kind = "group"
  package static let alsoKnownAs = [Recipient.kind]

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the group is called, such as Foster carers")
    id = f.identity("id", old?.id, from: title, "The short name used in the tree")
    size = f.one("size", old?.size, "How many people it has")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// A key fact of a message: what must come back when the message is repeated.
package struct KeyFact: Record, Kind, Hashable, Encodable {
  package let text: String
  package let id: ID<KeyFact>

  package static let kind = "fact"
  package static let isLocal = true
}

extension KeyFact {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    text = f.one("text", old?.text, "The fact, as it should be repeated back")
    id = f.identity("id", old?.id, from: text, "The short name used when it is ticked off")
  }
}

/// A share of the people of a cascade that must have been told by a time.
package struct TargetLine: Record, Hashable {
  package let share: Int
  package let by: Deadline
}

extension TargetLine {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    share = f.some("share", old?.share, default: 100, "How many in 100 must have been told")
    by = f.one("by", old?.by, "By when: day 1 17:00, or +60m after the message set out")
  }
}

/// Which way a message goes.
package enum Route: String, Choice, Encodable {
  /// Each caller tells the next, down the tree.
  case tree
  /// The role it starts from tells everybody itself.
  case direct
}

/// How often, and when, a caller tries. Advice, shown beside each call: a rehearsal does not
/// forbid a person to ring again.
package struct RetryRules: Record, Hashable, Encodable {
  package let tries: Int
  package let deputyTries: Int
  package let retryAfter: Duration
  package let stallAfter: Duration

  package static let standard = RetryRules(
    tries: 3, deputyTries: 2, retryAfter: .minutes(15), stallAfter: .minutes(15))
}

extension RetryRules {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    let standard = RetryRules.standard
    tries = f.some(
      "tries", old?.tries, default: standard.tries, "Tries before the deputy is rung")
    deputyTries = f.some(
      "deputy-tries", old?.deputyTries, default: standard.deputyTries,
      "Tries at the deputy before giving up")
    retryAfter = f.some(
      "retry-after", old?.retryAfter, default: standard.retryAfter,
      "How long to wait between tries")
    stallAfter = f.some(
      "stall-after", old?.stallAfter, default: standard.stallAfter,
      "How long somebody told may ring nobody before it counts as a stall")
  }
}

/// One message on its way.
package struct CascadeLine: Record, Kind {
  package let title: String
  package let id: ID<CascadeLine>
  package let message: String
  package let template: ID<MessageTemplate>?
  package let starts: Deadline?
  package let from: ID<Role>?
  package let to: [ID<Recipient>]
  package let route: Route
  package let facts: [KeyFact]
  package let targets: [TargetLine]
  package let fidelity: Int?
  package let overseers: [ID<Role>]
  package let retry: RetryRules
  package let tests: [ID<Objective>]
  package let basis: Basis?

  package static let kind = "message"

  /// What goes round at the start where a scenario has a tree and names no message of its own.
  static func standard(_ start: Milestone) -> CascadeLine {
    CascadeLine(
      title: "Notification call", id: .known("notification-call"),
      message:
        "This is an exercise. An inspection has been announced. Please confirm, and pass it on.",
      template: nil, starts: .on(start.id.text, nil), from: nil, to: [], route: .tree, facts: [],
      targets: [], fidelity: nil, overseers: [], retry: .standard, tests: [], basis: nil)
  }
}

extension CascadeLine {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What the message is called")
    id = f.identity("id", old?.id, from: title, "The short name used in sentences")
    message = f.some("message", old?.message, default: "", "What is to be said")
    template = f.maybe("template", old?.template, "A drafted text to be said instead")
    starts = f.maybe(
      "starts", old?.starts, "When it sets out by itself; else somebody activates it")
    from = f.maybe("from", old?.from, "The role that knows first; else the top of the tree")
    to = f.list("to", old?.to, "Who must be told; left out, everyone below")
    route = f.some(
      "route", old?.route, default: .tree, "tree: each tells the next; direct: one tells all")
    facts = f.rows("facts", old?.facts, "Key facts to be repeated back")
    targets = f.rows("targets", old?.targets, "How many must know by when")
    fidelity = f.maybe("fidelity", old?.fidelity, "How many messages in 100 must come back in full")
    overseers = f.list("overseers", old?.overseers, "Roles that see all of it from the start")
    retry = f.part("retry", old?.retry, "How often and when to try again")
    tests = f.list("tests", old?.tests, Objective.testsDoc)
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}
