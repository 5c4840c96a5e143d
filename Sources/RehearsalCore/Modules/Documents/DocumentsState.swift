extension Documents {
  /// Where the document list and the lists of data stand.
  package struct State: ModuleState {
    /// In the order of the scenario, which everybody in the council may know before the day.
    package var lines = OrderedMap<ID<DocumentItem>, Line>()
    package var lists = OrderedMap<ID<DataList>, ListLine>()
    package var erased = OrderedMap<ContentHash, Moment>()
    /// The event that made the due times known.
    package var opened: Int?
    /// Whether this was folded from what the council does among itself. Who plays the inspectorate
    /// never learns of any such event, and is shown only what was sent.
    package var isCouncil = false
  }

  /// Where one line of the document list stands.
  package enum Standing: String, Sendable, Encodable {
    case notStarted = "not-started"
    case inProgress = "in-progress"
    /// Approved before the call, and still to be sent.
    case ready
    case added
    case returned
    case approved
    case sent
    case withdrawn
    case notApplicable = "not-applicable"
  }

  /// One line of the document list, and all that came of it.
  package struct Line: Sendable, Encodable {
    package let id: ID<DocumentItem>
    package var title: String
    package var group: String?
    package var owner: ID<Role>?
    package var approver: ID<Role>?
    /// When it was last reviewed before the call, as people read it.
    package var reviewed: String?
    package var standing = Standing.notStarted
    /// Why it was returned, withdrawn or ruled out.
    package var reason: String?
    /// Whether who added the newest version approved it too.
    package var isOwnApproval = false
    /// By when, as the event `dueSaid` had it.
    package var due: Moment?
    package var dueSaid = 0
    package var overdue: Moment?
    package var versions: [Version] = []
    package var sendings: [Sending] = []
    package var returns = 0
    /// Where it stood before it was ruled out.
    package var stood: Standing?
    /// The event that ruled it in after that, and when.
    package var back: Int?
    package var backAt: Moment?
  }

  /// One version of a document. The bytes of a copy are kept beside the log, under their hash.
  package struct Version: Sendable, Encodable, Hashable {
    /// From 1.
    package let number: Int
    package let form: DocumentForm
    /// What the file or the paper is called.
    package let name: String
    package let sha256: ContentHash?
    package let bytes: Int?
    /// Where it can be read, for what is held elsewhere.
    package let place: String?
    /// How it is marked there, such as a date.
    package let edition: String?
    /// The role that added it; `nil` where a facilitator did.
    package let by: ID<Role>?
    package let added: Moment
    /// Other lines with the same bytes.
    package let same: [ID<DocumentItem>]
    /// What was said of it, in order.
    package var verdicts: [Verdict] = []
  }

  /// What an approver said of a version.
  package struct Verdict: Sendable, Encodable, Hashable {
    package let at: Moment
    /// What must change; `nil` where it was approved.
    package let because: String?
    /// Whether who added it approved it too.
    package let isOwn: Bool
  }

  /// What inspectors were sent for one line.
  package struct Sending: Sendable, Encodable, Hashable {
    package let document: SentDocument
    package let at: Moment
    package var withdrawn: Moment?
  }

  /// Where one list of data stands.
  package enum ListStanding: String, Sendable, Encodable {
    case notRun = "not-run"
    case run
    case failed
    case checked
    case sent
  }

  /// One list of data, and all that came of it.
  package struct ListLine: Sendable, Encodable {
    package let id: ID<DataList>
    package var title: String
    package var owner: ID<Role>?
    package var checker: ID<Role>?
    package var standing = ListStanding.notRun
    /// Why it failed its check.
    package var reason: String?
    package var isOwnCheck = false
    package var due: Moment?
    package var dueSaid = 0
    package var overdue: Moment?
    package var runs: [ListRunning] = []
    package var checked: Moment?
    package var failures = 0
    package var sendings: [ListSending] = []
  }

  /// One run of a list.
  package struct ListRunning: Sendable, Encodable, Hashable {
    package let rows: Int
    package let by: ID<Role>?
    package let at: Moment
  }

  /// What inspectors were sent of a list.
  package struct ListSending: Sendable, Encodable, Hashable {
    package let run: Int
    package let rows: Int
    package let at: Moment
    package let isLate: Bool
  }
}

/// In what form a document is handed over.
package enum DocumentForm: String, Choice, Encodable {
  /// A file whose bytes are kept beside the log.
  case copy
  /// No copy may be made; inspectors are told where to read it.
  case held
  /// A name in the place of a document, so that the steps can be rehearsed without it.
  case dummy
  /// As it stood ready before the call; it was not added here.
  case ready
}

extension Documents.Line {
  package var newest: Documents.Version? { versions.last }

  /// What inspectors have now: what was sent last, unless it was withdrawn.
  package var current: Documents.Sending? {
    sendings.last.flatMap { $0.withdrawn == nil ? $0 : nil }
  }

  package var isNeeded: Bool { standing != .notApplicable }

  /// Whether it should have been with inspectors by `due` and was not. What was sent late already
  /// says so itself, and what was withdrawn after `due` was there in time.
  func isMissed(by due: Moment) -> Bool {
    guard isNeeded, overdue == nil, current == nil else { return false }
    return !sendings.contains { sent in
      sent.at <= due && sent.withdrawn.map { $0 > due } ?? true
    }
  }

  mutating func add(_ version: Documents.Version) {
    versions.append(version)
    standing = .added
    reason = nil
    isOwnApproval = false
  }
}

extension Documents.Line {
  /// Keeps what was said of a version; what was ready before the call is none.
  mutating func judge(_ number: Int, _ verdict: Documents.Verdict) {
    guard let index = versions.lastIndex(where: { $0.number == number }) else { return }
    versions[index].verdicts.append(verdict)
  }
}

extension Documents.ListLine {
  package var newest: Documents.ListRunning? { runs.last }

  var isMissed: Bool { overdue == nil && sendings.isEmpty }
}

extension Documents.State {
  /// Changes a line, made first where it is not there; for what the council does among itself.
  mutating func change(
    _ id: ID<DocumentItem>, _ title: String, _ change: (inout Documents.Line) -> Void
  ) {
    isCouncil = true
    show(id, title, change)
  }

  /// Changes a line, made first where it is not there; for what inspectors see too.
  mutating func show(
    _ id: ID<DocumentItem>, _ title: String, _ change: (inout Documents.Line) -> Void
  ) {
    lines.update(id, default: Documents.Line(id: id, title: title), change)
  }

  mutating func change(
    _ id: ID<DataList>, _ title: String, _ change: (inout Documents.ListLine) -> Void
  ) {
    isCouncil = true
    show(id, title, change)
  }

  mutating func show(
    _ id: ID<DataList>, _ title: String, _ change: (inout Documents.ListLine) -> Void
  ) {
    lists.update(id, default: Documents.ListLine(id: id, title: title), change)
  }

  func isErased(_ hash: ContentHash?) -> Bool {
    hash.map { erased[$0] != nil } ?? false
  }

  /// What inspectors have now, in the order of the list.
  package var handedOver: [Documents.Sending] { lines.values.compactMap(\.current) }
}

extension Documents {
  /// The list as it stood before the call. Due times would give away its date.
  package static func initialState(_ plan: Plan) -> State {
    var state = State()
    for item in plan[Documents.self].items {
      var line = Line(id: item.line.id, title: item.line.title)
      line.group = item.group?.title
      line.owner = item.owner
      line.approver = item.approver
      line.reviewed = item.line.reviewed?.words
      line.standing =
        switch item.line.standing {
        case .notStarted: .notStarted
        case .inProgress: .inProgress
        case .ready: .ready
        case .notApplicable: .notApplicable
        }
      state.lines[line.id] = line
    }
    for list in plan[Documents.self].lists {
      var line = ListLine(id: list.line.list, title: list.title)
      line.owner = list.line.owner
      line.checker = list.line.checker
      state.lists[line.id] = line
    }
    return state
  }
}
