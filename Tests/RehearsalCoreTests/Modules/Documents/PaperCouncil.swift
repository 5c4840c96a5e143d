import RehearsalCore
import RehearsalTestSupport
import Testing

/// A council with six documents and two lists of data: one of each kind that there is.
enum PaperCouncil {
  static let yaml = """
    format: 1
    title: Paper
    framework: ilacs-standard
    call: 2026-11-23 09:15
    roles:
      - {title: Director, id: dcs, holder: p1, deputy: p4}
      - {title: Head of service, id: hos, holder: p2}
      - {title: Data lead, id: data, holder: p3}
      - {title: Practice lead, id: lead, holder: p5}
      - {title: Lead inspector, id: insp, holder: p6, part: inspector}
      - {title: Observer, id: obs, holder: p7, part: observer}
    documents:
      groups:
        - {title: Leadership, owner: hos, approver: dcs, due: day 3 12:00}
        - {title: Practice, owner: data, due: day 2 17:00, sensitivity: child-level}
      items:
        - id: ld-01
          title: Structure chart
          group: leadership
          status: ready
          reviewed: 2026-05-03
        - id: ld-02
          title: Self-evaluation
          group: leadership
          status: in-progress
          types: [pdf, docx]
        - {id: ld-03, title: Minutes, group: leadership, held: Director's office}
        - {id: ld-04, title: Old paper, group: leadership, status: not-applicable}
        - {id: pr-01, title: Thresholds, group: practice}
        - {id: pr-02, title: Audit framework, group: practice, approver: hos}
      lists:
        - {list: list-1, owner: data, checker: lead, due: day 2 17:00}
        - {list: list-2, owner: data, due: day 2 17:00}
    """

  static let started = ["day 1 09:00 facilitator starts"]
  static let called =
    started + [
      "day 1 09:15 clock reaches notification", "day 1 09:15 clock hands out the document list",
    ]

  /// Three contents: what they are called everywhere.
  static let one = String(repeating: "1a", count: 32)
  static let other = String(repeating: "2b", count: 32)
  static let third = String(repeating: "3c", count: 32)

  static let added = called + ["day 1 10:00 hos \(adds("ld-02"))"]
  static let approved = added + ["day 1 10:10 dcs approves ld-02"]
  static let sent = approved + ["day 1 10:20 hos sends documents ld-02"]
  static let listRun = called + ["day 1 10:00 data runs list-1 rows 412"]
  static let listChecked = listRun + ["day 1 10:10 lead vouches for list-1"]
  static let listSent = listChecked + ["day 1 10:20 data delivers list-1"]

  static func rehearsal(_ lines: [String]) throws -> MemoryRehearsal {
    try SmallCouncil.rehearsal(yaml, lines)
  }

  static func clocked(_ script: String) throws -> MemoryRehearsal {
    try ClockedRehearsal(yaml: yaml, script: script).rehearsal
  }
}

/// The words after the actor of an act that adds a document.
func adds(_ document: String, _ hash: String = PaperCouncil.one, file: String = "a chart.pdf")
  -> String
{
  "adds \(document) sha256 \(hash) bytes 12 file \"\(file)\""
}

extension Board {
  /// The rows of one of its tables, each as one text.
  func lines(of block: String, from first: Int = 0) -> [String] {
    rows(of: block).map { $0[first...].joined(separator: " | ") }
  }
}

extension MemoryRehearsal {
  /// A board of Documents with the eyes of a role, or of the facilitator for `nil`.
  func paper<B: Board>(_ board: B.Type, seenBy role: String? = nil) throws -> B {
    let state = try role.map { try view($0).state } ?? state
    return try #require(modules.boards(state).compactMap { $0 as? B }.first, "no \(B.name)")
  }

  /// How each line of the document list stands, as `ld-01 version [status] words`.
  func list(seenBy role: String? = nil) throws -> [String] {
    try paper(DocumentsBoard.self, seenBy: role).rows(of: "documents-table").map {
      "\($0[0]) \($0[4]) \($0[5])"
    }
  }

  func line(_ id: String) throws -> Documents.Line {
    let id = try #require(ID<DocumentItem>(id))
    return try #require(state[Documents.self].lines[id])
  }
}
