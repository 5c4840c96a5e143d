/// Which documents are in, and what is missing?
package struct DocumentsBoard: Board {
  package static let name: StaticString = "documents"
  package static let question: StaticString = "Which documents are in, and what is missing?"

  /// One line of the list, in words that do not change: scripts read them.
  package struct Line: Encodable, Sendable {
    package let document: String
    package let title: String
    package let group: String
    package let owner: String?
    package let due: Moment?
    /// `not-started`, `in-progress`, `ready`, `added`, `returned`, `approved`, `sent`, `withdrawn`
    /// or `not-applicable`.
    package let standing: String
    package let reason: String?
    package let reviewed: String?
    /// The newest version, and the one that inspectors have; 0 as it was before the call.
    package let version: Int?
    package let sentVersion: Int?
    package let sent: Moment?
    package let isLate: Bool
    package let isOverdue: Bool
    package let isErased: Bool
    package let file: String?
    package let sha256: String?
    package let sameContent: [String]
    /// Every version, oldest first.
    package let versions: [DocumentVersions.Version]
  }

  /// What the lines of one group come to.
  package struct Group: Encodable, Sendable {
    package let title: String
    package let measures: DocumentsMeasures
  }

  package let measures: DocumentsMeasures
  package let groups: [Group]
  package let documents: [Line]
  private let cells: [Cell]
  private let versionTables: [Block]

  private let curve: Block.Chart?

  private enum CodingKeys: CodingKey {
    case measures, groups, documents
  }

  init(_ state: RehearsalState) {
    let own = state[Documents.self]
    let lines = own.lines.values
    measures = DocumentsMeasures(own)
    curve = Documents.curve(state)
    groups = lines.map(\.groupTitle).firsts.map { title in
      Group(title: title, measures: DocumentsMeasures(lines.filter { $0.groupTitle == title }))
    }
    let sharing = Documents.sharing(lines)
    let versions = lines.map { DocumentVersions($0, own, state.names) }
    versionTables = zip(lines, versions).compactMap { line, versions in
      versions.table(of: line.id.text, line.title).map {
        Block("documents-versions-\(line.id)", .table($0))
      }
    }
    documents = zip(lines, versions).map { line, versions in
      Line(
        document: line.id.text, title: line.title, group: line.groupTitle,
        owner: line.owner.map { state.names.title($0) },
        due: line.due.map { state.moved($0, since: line.dueSaid) },
        standing: line.standing.rawValue, reason: line.reason, reviewed: line.reviewed,
        version: line.newest?.number, sentVersion: line.current?.document.version,
        sent: line.current?.at, isLate: line.isSentLate, isOverdue: line.isOverdue,
        isErased: own.isErased(line.newest?.sha256), file: line.newest?.name,
        sha256: line.newest?.sha256?.text,
        sameContent: sharing[line.id]?.map(\.text) ?? [], versions: versions.versions)
    }
    cells = lines.map { line in
      if own.isErased(line.newest?.sha256) { return .status(.neutral, "Erased") }
      return line.cell(sharing: sharing[line.id] ?? [])
    }
  }

  package var glance: [Block.Fact] {
    [Block.Fact("Documents handed over", .words("\(measures.sent) of \(measures.needed)"))]
  }

  package var blocks: [Block] {
    var blocks = [
      Block("documents", .heading("\(Self.question)")),
      Block(
        "documents-sent",
        .measure(Block.Measure("handed over", measures.sent, of: measures.needed))),
      Block("documents-facts", .facts(figures)),
      Block("documents-groups", .table(groupTable)),
    ]
    if let curve { blocks.append(Block("documents-curve", .chart(curve))) }
    let missing = missingTable
    if !missing.rows.isEmpty { blocks.append(Block("documents-missing", .table(missing))) }
    return blocks + [Block("documents-table", .table(listTable))] + versionTables
  }

  private var figures: [Block.Fact] {
    [
      Block.Fact("Needed", .number(measures.needed)),
      Block.Fact("Sent in time", .number(measures.sentInTime)),
      Block.Fact("Sent late", .number(measures.sentLate)),
      Block.Fact("Approved or ready, still to be sent", .number(measures.approved)),
      Block.Fact("Waiting for approval", .number(measures.waiting)),
      Block.Fact("In progress", .number(measures.inProgress)),
      Block.Fact("Returned", .number(measures.returned)),
      Block.Fact("Withdrawn", .number(measures.withdrawn)),
      Block.Fact("Not started", .number(measures.notStarted)),
      Block.Fact("Overdue", .number(measures.overdue)),
      Block.Fact("Not applicable", .number(measures.notApplicable)),
      Block.Fact("Returned so often in all", .number(measures.returns)),
      Block.Fact("Same content as another", .number(measures.sameContent)),
      Block.Fact("Approved by whoever added it", .number(measures.ownApprovals)),
    ]
  }

  private var groupTable: Block.Table {
    Block.Table(
      caption: "How each group stands",
      columns: [
        "Group", "Needed", "Sent", "Approved or ready", "Waiting for approval", "In progress",
        "Returned", "Not started", "Overdue",
      ],
      rows: groups.map { group in
        let own = group.measures
        return [
          .words(group.title), .number(own.needed), .number(own.sent), .number(own.approved),
          .number(own.waiting), .number(own.inProgress), .number(own.returned),
          .number(own.notStarted), .number(own.overdue),
        ]
      })
  }

  /// What somebody must be asked about: overdue, late, withdrawn or returned.
  private var missingTable: Block.Table {
    let open = zip(documents, cells).filter { line, _ in
      line.isOverdue || line.isLate || ["returned", "withdrawn"].contains(line.standing)
    }
    let owners = open.map { $0.0.owner }.firsts
    return Block.Table(
      caption: "What is late or missing, by owner",
      columns: ["Owner", "Reference", "Document", "Due", "How it stands"],
      rows: owners.flatMap { owner in
        open.filter { $0.0.owner == owner }.map { line, cell in
          [
            owner.map { .words($0) } ?? .none, .words(line.document), .words(line.title),
            .moment(line.due), cell,
          ]
        }
      })
  }

  private var listTable: Block.Table {
    Block.Table(
      caption: "Document list",
      columns: ["Reference", "Document", "Owner", "Due", "Version", "How it stands"],
      rows: zip(documents, cells).map { line, cell in
        [
          .words(line.document), .words(line.title), line.owner.map { .words($0) } ?? .none,
          .moment(line.due), line.version.map { .number($0) } ?? .none, cell,
        ]
      })
  }
}

extension Documents.Line {
  fileprivate var groupTitle: String { group ?? "Others" }
  fileprivate var isOverdue: Bool { overdue != nil && isNeeded && current == nil }

  /// How it stands, in words that go with the colour.
  fileprivate func cell(sharing: [ID<DocumentItem>]) -> Cell {
    let (status, words) = plain
    let same = sharing.map(\.text).joined(separator: ", ")
    let all = words + (same.isEmpty ? "" : ", same content as \(same)")
    if isOverdue { return .status(.late, "Overdue: \(all.uncapitalised)") }
    guard let current, standing != .sent else { return .status(status, all) }
    return .status(status, "\(current.document.what) sent; \(all.uncapitalised)")
  }

  private var plain: (Status, String) {
    let why = reason.map { ": \($0)" } ?? ""
    return switch standing {
    case .notStarted: (.neutral, "Not started")
    case .inProgress: (.underWay, "In progress")
    case .ready:
      (.underWay, "Ready before the call" + (reviewed.map { ", reviewed \($0)" } ?? ""))
    case .added: (.underWay, "\(versionWords) added")
    case .returned: (.atRisk, "Returned" + why)
    case .approved:
      (.underWay, "\(versionWords) approved" + (isOwnApproval ? " by whoever added it" : ""))
    case .sent: sentWords
    case .withdrawn: (.problem, "Withdrawn" + why)
    case .notApplicable: (.neutral, "Not applicable" + (why.isEmpty ? " before the call" : why))
    }
  }

  private var versionWords: String {
    switch newest?.form {
    case .dummy: "Version \(newest?.number ?? 0), a dummy,"
    case .held: "Version \(newest?.number ?? 0), held elsewhere,"
    case .copy, .ready, nil: "Version \(newest?.number ?? 0)"
    }
  }

  private var sentWords: (Status, String) {
    let when = current.map { " \($0.at.toTheMinute.words)" } ?? ""
    return isSentLate ? (.late, "Sent late" + when) : (.done, "Sent" + when)
  }
}

extension SentDocument {
  fileprivate var what: String {
    version == 0 ? "What was ready before the call was" : "Version \(version)"
  }
}

extension String {
  /// For the middle of a sentence.
  var uncapitalised: String { prefix(1).lowercased() + dropFirst() }
}
