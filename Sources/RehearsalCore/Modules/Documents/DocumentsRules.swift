/// Who may do what with the document list and the lists of data:
///
/// - A line's owner and approver, and a facilitator, may bring it on: add, send, withdraw, rule
///   out.
/// - Its approver, or a facilitator, approves a version or returns it; never the role that added
///   that version. Where the scenario names no approver there is nobody else to ask: the owner
///   approves, and the log says where that was the owner's own work.
/// - A list's owner runs it. Its checker vouches for it or faults it, never the role that ran it;
///   where the scenario names no checker, the owner does, and the log says so.
///
/// A facilitator plays whoever is missing, and is held to none of this.

/// What every command about a document looks up, in the order of precedence of its refusals.
struct DocumentLookup {
  let item: Documents.PreparedDocument
  let line: Documents.Line

  init(_ id: ID<DocumentItem>, _ state: RehearsalState, _ plan: Plan) throws(Rejection) {
    let items = plan[Documents.self].items
    guard let item = items.first(where: { $0.line.id == id }) else {
      let near = Suggestion.nearest(to: id.text, among: items.map(\.line.id.text))
      throw Rejection(DocumentsRefusal.documentUnknown(id, nearest: near))
    }
    self.item = item
    line =
      state[Documents.self].lines[id] ?? Documents.Line(id: id, title: item.line.title)
  }

  var id: ID<DocumentItem> { item.line.id }
  /// The roles that may bring it on.
  var roles: [ID<Role>] { [item.owner, item.approver].compactMap { $0 }.firsts }

  func requireHands(_ context: Context) throws(Rejection) {
    guard context.isFacilitator || context.actor.role.map(roles.contains) ?? false else {
      throw Rejection(DocumentsRefusal.notYours(id, owner: item.owner))
    }
  }

  /// Whether the actor approves what the same role added; refuses that where somebody else could.
  func requireApprover(_ context: Context) throws(Rejection) -> Bool {
    if context.isFacilitator { return false }
    let approver = item.approver ?? item.owner
    guard let role = context.actor.role, role == approver else {
      throw Rejection(DocumentsRefusal.notYoursToApprove(id, approver: approver))
    }
    guard let newest = line.newest, newest.by == role else { return false }
    guard item.approver == nil else {
      throw Rejection(DocumentsRefusal.ownWork(id.text, role))
    }
    return true
  }

  func requireNeeded() throws(Rejection) {
    if !line.isNeeded { throw Rejection(DocumentsRefusal.ruledOut(id)) }
  }
}

/// What every command about a list of data looks up, in the order of precedence of its refusals.
struct DataListLookup {
  let prepared: Documents.PreparedList
  let line: Documents.ListLine

  init(_ id: ID<DataList>, _ state: RehearsalState, _ plan: Plan) throws(Rejection) {
    let lists = plan[Documents.self].lists
    guard let prepared = lists.first(where: { $0.line.list == id }) else {
      let near = Suggestion.nearest(to: id.text, among: lists.map(\.line.list.text))
      throw Rejection(DocumentsRefusal.listUnknown(id, nearest: near))
    }
    self.prepared = prepared
    line = state[Documents.self].lists[id] ?? Documents.ListLine(id: id, title: prepared.title)
  }

  var id: ID<DataList> { prepared.line.list }

  func requireOwner(_ context: Context) throws(Rejection) {
    try require([prepared.line.owner], context)
  }

  func requireHands(_ context: Context) throws(Rejection) {
    try require([prepared.line.owner, prepared.line.checker], context)
  }

  private func require(_ roles: [ID<Role>?], _ context: Context) throws(Rejection) {
    guard context.isFacilitator || context.actor.role.map({ roles.contains($0) }) ?? false else {
      throw Rejection(DocumentsRefusal.listNotYours(id, owner: prepared.line.owner))
    }
  }

  /// Whether the actor checks what the same role ran; refuses that where somebody else could.
  func requireChecker(_ context: Context) throws(Rejection) -> Bool {
    if context.isFacilitator { return false }
    let checker = prepared.line.checker ?? prepared.line.owner
    guard let role = context.actor.role, role == checker else {
      throw Rejection(DocumentsRefusal.notYoursToCheck(id, checker: checker))
    }
    guard let newest = line.newest, newest.by == role else { return false }
    guard prepared.line.checker == nil else {
      throw Rejection(DocumentsRefusal.ownWork(id.text, role))
    }
    return true
  }
}

extension Context {
  /// Whether the actor plays whoever is missing.
  fileprivate var isFacilitator: Bool {
    switch actor {
    case .facilitator, .tool: true
    case .role, .inspector, .clock: false
    }
  }
}

extension RehearsalState {
  /// Nobody can be sent anything before the call.
  func requireCalled() throws(Rejection) {
    if self[Timeline.self].milestones.isEmpty { throw Rejection(DocumentsRefusal.notAskedYet) }
  }
}
