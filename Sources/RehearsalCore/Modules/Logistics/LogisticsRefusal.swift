/// Why Logistics says no, in order of precedence.
package enum LogisticsRefusal: Refusal {
  case councilOnly
  case itemUnknown(ID<ChecklistItem>, nearest: String?)
  case notYours(ID<ChecklistItem>, owner: ID<Role>?)
  case setAside(ID<ChecklistItem>)
  case alreadyDone(ID<ChecklistItem>)
  case stillOpen(ID<ChecklistItem>)
  case reasonMissing(ID<ChecklistItem>)
  case roleUnknown(ID<Role>, nearest: String?)
  case roleInspects(ID<Role>)
  case waits(ID<ChecklistItem>, for: [ID<ChecklistItem>])
  case proofMissing(ID<ChecklistItem>, asked: String)

  package static let precedence = [
    "council-only", "item-unknown", "not-yours", "set-aside", "already-done", "still-open",
    "reason-missing", "role-unknown", "role-inspects", "waits", "proof-missing",
  ].map { "logistics." + $0 }

  package var code: String {
    let name =
      switch self {
      case .councilOnly: "council-only"
      case .itemUnknown: "item-unknown"
      case .notYours: "not-yours"
      case .setAside: "set-aside"
      case .alreadyDone: "already-done"
      case .stillOpen: "still-open"
      case .reasonMissing: "reason-missing"
      case .roleUnknown: "role-unknown"
      case .roleInspects: "role-inspects"
      case .waits: "waits"
      case .proofMissing: "proof-missing"
      }
    return "logistics." + name
  }

  package var reason: String {
    switch self {
    case .councilOnly: "Checklists are the council's own work"
    case .itemUnknown(let id, _): "No checklist item is called \"\(id)\""
    case .notYours(let id, let owner):
      "\"\(id)\" belongs to " + (owner.map { "\($0)" } ?? "nobody")
    case .setAside(let id): "\"\(id)\" was set aside, because it does not apply"
    case .alreadyDone(let id): "\"\(id)\" is done already"
    case .stillOpen(let id): "\"\(id)\" is still open"
    case .reasonMissing(let id): "Nobody says why, for \"\(id)\""
    case .roleUnknown(let role, _): "No role is called \"\(role)\" in this rehearsal"
    case .roleInspects(let role): "\"\(role)\" plays the inspectorate"
    case .waits(let id, let others): "\"\(id)\" waits for \(others.quoted)"
    case .proofMissing(let id, let asked): "\"\(id)\" needs proof that it is done: \(asked)"
    }
  }

  package var fix: String {
    switch self {
    case .councilOnly: "Leave it to the council, or ask a facilitator."
    case .itemUnknown(_, let near?), .roleUnknown(_, let near?): "Did you mean \"\(near)\"?"
    case .itemUnknown: "The plan of the scenario lists them."
    case .roleUnknown: "Name a role that the scenario lists."
    case .notYours(_, let owner?): "Let \(owner) or a facilitator say so, or hand it over first."
    case .notYours: "Let a facilitator say so, or hand it over to somebody."
    case .setAside(let id): "If it applies after all, reopen it: reopens \(id) because …."
    case .alreadyDone(let id): "If it is not, reopen it: reopens \(id) because …."
    case .stillOpen: "Reopen only what is done or was set aside."
    case .reasonMissing: "Say why, such as: because \"printer broken\"."
    case .roleInspects: "Hand it over to a role of the council."
    case .waits(_, let others):
      "Finish \(others.quoted) first, or set \(others.count == 1 ? "it" : "them") aside."
    case .proofMissing: "Add what shows it, such as: proof \"ticket 4411\"."
    }
  }
}

extension [ID<ChecklistItem>] {
  /// `"a", "b" and "c"`.
  fileprivate var quoted: String {
    let all = map { "\"\($0)\"" }
    guard let last = all.last, all.count > 1 else { return all.joined() }
    return all.dropLast().joined(separator: ", ") + " and " + last
  }
}
