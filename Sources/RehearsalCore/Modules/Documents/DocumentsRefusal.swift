/// Why Documents says no, in order of precedence.
package enum DocumentsRefusal: Refusal {
  case nothingNamed
  case documentUnknown(ID<DocumentItem>, nearest: String?)
  case listUnknown(ID<DataList>, nearest: String?)
  case notYours(ID<DocumentItem>, owner: ID<Role>?)
  case notYoursToApprove(ID<DocumentItem>, approver: ID<Role>?)
  case listNotYours(ID<DataList>, owner: ID<Role>?)
  case notYoursToCheck(ID<DataList>, checker: ID<Role>?)
  case ownWork(String, ID<Role>)
  case notAskedYet
  case ruledOut(ID<DocumentItem>)
  case noCopies(ID<DocumentItem>, place: String)
  case noPlace(ID<DocumentItem>)
  case typeRefused(String, ID<DocumentItem>, [FileForm])
  case pastDrafting(ID<DocumentItem>, Documents.Standing)
  case nothingToApprove(ID<DocumentItem>, Documents.Standing)
  case nothingToReturn(ID<DocumentItem>, Documents.Standing)
  case notApproved(ID<DocumentItem>, Documents.Standing, approver: ID<Role>?)
  case alreadySent(ID<DocumentItem>)
  case notSent(ID<DocumentItem>)
  case empty(String)
  case erased(ContentHash)
  case contentUnknown(ContentHash)
  case rowsNegative(Int)
  case notRun(ID<DataList>, owner: ID<Role>?)
  case notChecked(ID<DataList>, hasFailed: Bool, checker: ID<Role>?)

  package static let precedence = [
    "nothing-named", "document-unknown", "list-unknown", "not-yours", "not-yours-to-approve",
    "list-not-yours",
    "not-yours-to-check", "own-work", "not-asked-yet", "ruled-out", "no-copies", "no-place",
    "type-refused", "past-drafting", "nothing-to-approve", "nothing-to-return", "not-approved",
    "already-sent", "not-sent", "empty", "erased", "content-unknown", "rows-negative", "not-run",
    "not-checked",
  ].map { "documents." + $0 }

  package var code: String {
    let name =
      switch self {
      case .nothingNamed: "nothing-named"
      case .documentUnknown: "document-unknown"
      case .listUnknown: "list-unknown"
      case .notYours: "not-yours"
      case .notYoursToApprove: "not-yours-to-approve"
      case .listNotYours: "list-not-yours"
      case .notYoursToCheck: "not-yours-to-check"
      case .ownWork: "own-work"
      case .notAskedYet: "not-asked-yet"
      case .ruledOut: "ruled-out"
      case .noCopies: "no-copies"
      case .noPlace: "no-place"
      case .typeRefused: "type-refused"
      case .pastDrafting: "past-drafting"
      case .nothingToApprove: "nothing-to-approve"
      case .nothingToReturn: "nothing-to-return"
      case .notApproved: "not-approved"
      case .alreadySent: "already-sent"
      case .notSent: "not-sent"
      case .empty: "empty"
      case .erased: "erased"
      case .contentUnknown: "content-unknown"
      case .rowsNegative: "rows-negative"
      case .notRun: "not-run"
      case .notChecked: "not-checked"
      }
    return "documents." + name
  }

  package var reason: String {
    switch self {
    case .nothingNamed: "No document is named"
    case .documentUnknown(let id, _): "No document is called \"\(id)\""
    case .listUnknown(let id, _): "No list of data is called \"\(id)\""
    case .notYours(let id, let owner): "\"\(id)\" belongs to \(Self.who(owner))"
    case .listNotYours(let id, let owner): "\"\(id)\" belongs to \(Self.who(owner))"
    case .notYoursToApprove(let id, let approver):
      "\"\(id)\" is for \(Self.who(approver)) to approve"
    case .notYoursToCheck(let id, let checker):
      "\"\(id)\" is for \(Self.who(checker)) to check"
    case .ownWork(let id, let role): "\"\(id)\" is the own work of \(role)"
    case .notAskedYet: "No inspector has asked for anything yet"
    case .ruledOut(let id): "\"\(id)\" is not applicable"
    case .noCopies(let id, _): "No copy of \"\(id)\" may be made"
    case .noPlace(let id): "Nothing says where \"\(id)\" is held"
    case .typeRefused(let file, let id, _):
      "\"\(file)\" is not of a type that \"\(id)\" may have"
    case .pastDrafting(let id, let standing), .nothingToApprove(let id, let standing),
      .nothingToReturn(let id, let standing):
      "\"\(id)\" \(standing.sentence)"
    case .notApproved(let id, let standing, _):
      "\"\(id)\" has not been approved: it \(standing.sentence)"
    case .alreadySent(let id): "\"\(id)\" is with inspectors"
    case .notSent(let id): "\"\(id)\" is not with inspectors"
    case .empty(let file): "\"\(file)\" holds nothing"
    case .erased(let hash): "The bytes \(hash.short) were erased from this rehearsal"
    case .contentUnknown(let hash): "No document here has the bytes \(hash.short)"
    case .rowsNegative(let rows): "A list cannot have \(rows) rows"
    case .notRun(let id, _): "\"\(id)\" has not been run"
    case .notChecked(let id, true, _): "\"\(id)\" failed its check"
    case .notChecked(let id, false, _): "\"\(id)\" has not been checked"
    }
  }

  package var fix: String {
    switch self {
    case .documentUnknown(_, let near?), .listUnknown(_, let near?): "Did you mean \"\(near)\"?"
    case .nothingNamed: "Name some: sends documents ld-01,ld-02."
    case .documentUnknown: "Look for its reference in the document list."
    case .listUnknown: "Look for it among the lists of data."
    case .notYours: "Let its owner, its approver or a facilitator do it."
    case .listNotYours: "Let its owner, its checker or a facilitator do it."
    case .notYoursToApprove(_, let approver): "Let \(Self.helper(approver)) judge it."
    case .notYoursToCheck(_, let checker): "Let \(Self.helper(checker)) check it."
    case .ownWork: "Let a facilitator judge it, or let somebody else do the work."
    case .notAskedYet: "Send it after the call."
    case .ruledOut(let id): "Say first that it is needed: rules in \(id)."
    case .noCopies(let id, let place): "It is held at \(place); say: keeps elsewhere \(id)."
    case .noPlace(let id): "Add it: keeps elsewhere \(id) place \"…\"."
    case .typeRefused(_, _, let forms): "Add it as \(Self.choice(forms.map(\.rawValue)))."
    case .pastDrafting: "Add a new version, if it must change."
    case .nothingToApprove(_, .ready): "Send it as it is, or add a newer version."
    case .nothingToApprove(_, .sent): "Nothing more to do."
    case .nothingToApprove: "Add a version first."
    case .nothingToReturn(_, .sent): "Withdraw it, or add a newer version."
    case .nothingToReturn: "Only what was added can be returned."
    case .notApproved(let id, .notApplicable, _): "Say first that it is needed: rules in \(id)."
    case .notApproved(_, .added, let approver): "Let \(Self.helper(approver)) approve it first."
    case .notApproved(_, _, let approver):
      "Add a version, and let \(Self.helper(approver)) approve it."
    case .alreadySent: "Withdraw it first, and say why."
    case .notSent: "There is nothing to withdraw."
    case .empty: "Add a file that holds something."
    case .erased: "Add another version: what was erased does not come back."
    case .contentUnknown: "Give all 64 digits of its SHA-256."
    case .rowsNegative: "Say how many rows it has; 0 where there is nobody in it."
    case .notRun(_, let owner): "Let \(Self.helper(owner)) run it first."
    case .notChecked(_, true, _): "Run it again, and have it checked."
    case .notChecked(_, false, let checker): "Let \(Self.helper(checker)) vouch for it first."
    }
  }

  private static func who(_ role: ID<Role>?) -> String { role?.text ?? "nobody" }

  /// Who can do it, the facilitator included.
  private static func helper(_ role: ID<Role>?) -> String {
    role.map { "\($0) or a facilitator" } ?? "a facilitator"
  }

  /// `pdf`, or `pdf or docx`, or `pdf, docx or xlsx`.
  private static func choice(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension Documents.Standing {
  /// What is said of a document that stands so.
  fileprivate var sentence: String {
    switch self {
    case .notStarted: "has not been started"
    case .inProgress: "is in progress"
    case .ready: "was ready before the call"
    case .added: "waits for approval"
    case .returned: "was returned"
    case .approved: "is approved already"
    case .sent: "was sent"
    case .withdrawn: "was withdrawn"
    case .notApplicable: "is not applicable"
    }
  }
}
