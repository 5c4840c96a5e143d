/// What is asked for on the way from a version to inspectors: approval, sending, taking back.

package struct ApproveDocument: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.approve"
  package static let verb: StaticString = "approves"
  package static let doc: StaticString = "Says that the newest version may go to inspectors"
  package let document: ID<DocumentItem>
}

extension ApproveDocument {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DocumentLookup(document, state, plan)
    let isOwn = try lookup.requireApprover(context)
    try lookup.requireNeeded()
    if lookup.line.standing == .approved { return [] }
    guard lookup.line.standing == .added, let newest = lookup.line.newest else {
      throw Rejection(DocumentsRefusal.nothingToApprove(document, lookup.line.standing))
    }
    if let hash = newest.sha256, state[Documents.self].isErased(hash) {
      throw Rejection(DocumentsRefusal.erased(hash))
    }
    return [
      DocumentApproved(
        document: document, title: lookup.line.title, version: newest.number, isOwn: isOwn)
    ]
  }
}

package struct ReturnDocument: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.return"
  package static let verb: StaticString = "returns"
  package static let doc: StaticString = "Gives a document back to whoever provides it, and why"
  package let document: ID<DocumentItem>
  package let because: String
}

extension ReturnDocument {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    because = f.one("because", old?.because, "What must change; it stays in the log")
  }

  /// What was ready before the call may be out of date, so that can be returned too.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DocumentLookup(document, state, plan)
    _ = try lookup.requireApprover(context)
    try lookup.requireNeeded()
    switch lookup.line.standing {
    case .added, .approved, .ready:
      return [
        DocumentReturned(
          document: document, title: lookup.line.title,
          version: lookup.line.standing == .ready ? 0 : lookup.line.newest?.number ?? 0,
          because: because)
      ]
    case .returned where lookup.line.reason == because: return []
    case .returned, .notStarted, .inProgress, .sent, .withdrawn, .notApplicable:
      throw Rejection(DocumentsRefusal.nothingToReturn(document, lookup.line.standing))
    }
  }
}

package struct SendDocuments: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.send"
  package static let verb: StaticString = "sends"
  package static let doc: StaticString =
    "Hands over what is approved or ready: inspectors have it, and it does not change"
  package let documents: [ID<DocumentItem>]
}

extension SendDocuments {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    documents = f.list("documents", old?.documents, "Which lines of the document list")
  }

  /// All of them go or none does. What inspectors have already is not sent twice.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    if documents.isEmpty { throw Rejection(DocumentsRefusal.nothingNamed) }
    var lookups: [DocumentLookup] = []
    for id in documents.firsts { lookups.append(try DocumentLookup(id, state, plan)) }
    for lookup in lookups { try lookup.requireHands(context) }
    try state.requireCalled()
    lookups.removeAll { $0.line.standing == .sent }
    for lookup in lookups { try lookup.requireApproved() }
    let kept = state[Documents.self]
    for lookup in lookups {
      guard lookup.line.standing == .approved, let hash = lookup.line.newest?.sha256,
        kept.isErased(hash)
      else { continue }
      throw Rejection(DocumentsRefusal.erased(hash))
    }
    if lookups.isEmpty { return [] }
    return [
      DocumentsSent(
        documents: lookups.map { lookup in
          let isLate = context.now > state.moved(lookup.item.due) && lookup.line.current == nil
          return lookup.sent(isLate: isLate)
        })
    ]
  }
}

extension DocumentLookup {
  fileprivate func requireApproved() throws(Rejection) {
    switch line.standing {
    case .approved, .ready, .sent: return
    case .notStarted, .inProgress, .added, .returned, .withdrawn, .notApplicable:
      throw Rejection(
        DocumentsRefusal.notApproved(id, line.standing, approver: item.approver ?? item.owner))
    }
  }

  /// What inspectors get for it, as it stands.
  fileprivate func sent(isLate: Bool) -> SentDocument {
    guard line.standing == .approved, let newest = line.newest else {
      return SentDocument(
        document: id, title: line.title, version: 0,
        form: item.line.held == nil ? .ready : .held, name: line.title, sha256: nil,
        place: item.line.held, edition: nil, isLate: isLate)
    }
    return SentDocument(
      document: id, title: line.title, version: newest.number, form: newest.form,
      name: newest.name, sha256: newest.sha256, place: newest.place, edition: newest.edition,
      isLate: isLate)
  }
}

package struct WithdrawDocument: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.withdraw"
  package static let verb: StaticString = "withdraws"
  package static let doc: StaticString = "Takes back what inspectors were sent, and says why"
  package let document: ID<DocumentItem>
  package let because: String
}

extension WithdrawDocument {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    because = f.one(
      "because", old?.because, "Why, as inspectors will read it; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DocumentLookup(document, state, plan)
    try lookup.requireHands(context)
    if let last = lookup.line.sendings.last, last.withdrawn != nil,
      lookup.line.standing == .withdrawn, lookup.line.reason == because
    {
      return []
    }
    guard let current = lookup.line.current else {
      throw Rejection(DocumentsRefusal.notSent(document))
    }
    return [
      DocumentWithdrawn(
        document: document, title: lookup.line.title, version: current.document.version,
        because: because)
    ]
  }
}

package struct RuleOutDocument: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.rule-out"
  package static let verb: StaticString = "rules out"
  package static let doc: StaticString = "Says that a document is not applicable here, and why"
  package let document: ID<DocumentItem>
  package let because: String
}

extension RuleOutDocument {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
    because = f.one("because", old?.because, "Why it is not applicable; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DocumentLookup(document, state, plan)
    try lookup.requireHands(context)
    if !lookup.line.isNeeded { return [] }
    if lookup.line.current != nil { throw Rejection(DocumentsRefusal.alreadySent(document)) }
    return [DocumentRuledOut(document: document, title: lookup.line.title, because: because)]
  }
}

package struct RuleInDocument: Command, Hashable {
  package typealias Home = Documents
  package static let name: StaticString = "documents.rule-in"
  package static let verb: StaticString = "rules in"
  package static let doc: StaticString = "Says that a document is needed after all"
  package let document: ID<DocumentItem>
}

extension RuleInDocument {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    document = f.one("document", old?.document, "Which line of the document list")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let lookup = try DocumentLookup(document, state, plan)
    try lookup.requireHands(context)
    if lookup.line.isNeeded { return [] }
    return [DocumentRuledIn(document: document, title: lookup.line.title)]
  }
}
