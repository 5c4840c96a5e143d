extension Logistics {
  /// What a scenario says of rooms, systems, badges and parking: one line a thing to be done.
  package struct Section: Record {
    package let items: [ChecklistItem]

    package init(_ f: inout some FieldVisitor, _ old: Self?) {
      items = f.rows("items", old?.items, "What must be made ready, in checklists")
    }
  }
}

/// One line of a checklist.
package struct ChecklistItem: Record, Kind, Hashable {
  package let title: String
  package let id: ID<ChecklistItem>
  package let checklist: String
  package let owner: ID<Role>?
  package let due: Deadline?
  package let after: [ID<ChecklistItem>]
  package let proof: String?
  package let effort: Effort
  package let tests: [ID<Objective>]
  package let basis: Basis?

  package static let kind = "checklist item"

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    title = f.one("title", old?.title, "What must be done")
    id = f.identity("id", old?.id, from: title, "The short name used in sentences")
    checklist = f.some(
      "checklist", old?.checklist, default: "Getting ready", "The checklist it stands in")
    owner = f.maybe("owner", old?.owner, "The role that does it")
    due = f.maybe("due", old?.due, "By when; left out, when the inspectors arrive")
    after = f.list("after", old?.after, "Items that must be done first")
    proof = f.maybe("proof", old?.proof, "What shows that it is done, such as a photo")
    effort = f.some("effort", old?.effort, default: .minutes(30), "How long it takes one person")
    tests = f.list("tests", old?.tests, Objective.testsDoc)
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}
