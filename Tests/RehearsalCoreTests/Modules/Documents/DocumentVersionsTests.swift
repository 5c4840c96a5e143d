import RehearsalCore
import RehearsalTestSupport
import Testing

/// The versions of one document as a table of their own, and what became of each.
@Suite struct DocumentVersionsTests {
  private static let again =
    PaperCouncil.added + [
      #"day 1 10:05 dcs returns ld-02 because "wrong year""#,
      "day 1 10:10 facilitator \(adds("ld-02", PaperCouncil.other, file: "b <i>.pdf"))",
    ]

  private func rows(_ lines: [String], seenBy role: String? = nil) throws -> [String] {
    try PaperCouncil.rehearsal(lines).paper(DocumentsBoard.self, seenBy: role)
      .lines(of: "documents-versions-ld-02")
  }

  private static let first =
    "1 | a chart.pdf | 12 bytes | 2026-11-23T10:00:00 | Head of service | 1a1a1a1a | "

  @Test func `Each version says who added which file when, and what became of it`() throws {
    #expect(
      try rows(DocumentVersionsTests.again) == [
        DocumentVersionsTests.first
          + "[neutral] Returned: wrong year, then replaced by version 2",
        "2 | b <i>.pdf | 12 bytes | 2026-11-23T10:10:00 | Facilitator | 2b2b2b2b | "
          + "[under-way] Waits for approval",
      ])
  }

  @Test(arguments: [
    (["dcs approves ld-02"], "[under-way] Approved"),
    ([#"dcs returns ld-02 because "no""#], "[at-risk] Returned: no"),
    (
      ["dcs approves ld-02", "hos sends documents ld-02"], "[done] Approved, then sent"
    ),
    (
      ["dcs approves ld-02", "hos sends documents ld-02", #"hos withdraws ld-02 because "oh""#],
      "[problem] Approved, then sent, then withdrawn"
    ),
    (
      [
        "dcs approves ld-02", "hos sends documents ld-02",
        "facilitator erases \(PaperCouncil.other) because \"a name\"",
      ], "[neutral] Approved, then sent, then erased"
    ),
    (
      ["day 3 12:01 dcs approves ld-02", "hos sends documents ld-02"],
      "[late] Approved, then sent late"
    ),
  ])
  func `The newest stands as the last thing that was done with it`(
    _ lines: [String], _ words: String
  ) throws {
    let rows = try rows(DocumentVersionsTests.again + lines)
    #expect(rows.count == 2)
    #expect(rows.last?.hasSuffix("| \(words)") == true, "\(rows.last ?? "")")
  }

  @Test func `The same content as before is noticed, in this document and in another`() throws {
    let lines =
      DocumentVersionsTests.again + [
        "day 1 10:15 hos \(adds("ld-02"))", "day 1 10:20 data \(adds("pr-01", PaperCouncil.third))",
        "day 1 10:25 hos \(adds("ld-02", PaperCouncil.third))",
      ]
    let ends = try PaperCouncil.rehearsal(lines).paper(DocumentsBoard.self)
      .rows(of: "documents-versions-ld-02").map { $0[6] }
    #expect(
      ends == [
        "[neutral] Returned: wrong year, then replaced by version 2",
        "[neutral] Replaced by version 3",
        "[neutral] Replaced by version 4; same content as version 1",
        "[under-way] Waits for approval; same content as pr-01",
      ])
  }

  @Test func `What is no file says what it is, and has neither size nor hash`() throws {
    let lines =
      PaperCouncil.called + [
        "day 1 10:00 hos uses a dummy for ld-02",
        #"day 1 10:01 hos keeps elsewhere ld-02 place "Room 4""#,
      ]
    let rows = try PaperCouncil.rehearsal(lines).paper(DocumentsBoard.self)
      .rows(of: "documents-versions-ld-02")
    #expect(rows.map { [$0[2], $0[5]] } == [["–", "–"], ["–", "–"]])
    #expect(rows[0][1].hasSuffix(", a dummy"))
    #expect(rows[1][1].hasSuffix(", held elsewhere: Room 4"))
  }

  @Test func `One version, or none, needs no table`() throws {
    for lines in [PaperCouncil.called, PaperCouncil.sent] {
      let board = try PaperCouncil.rehearsal(lines).paper(DocumentsBoard.self)
      #expect(!board.blocks.contains { $0.id.hasPrefix("documents-versions") })
    }
    #expect(try rows(PaperCouncil.sent).isEmpty)
  }

  @Test(arguments: ["dcs", "data", "obs"])
  func `The council sees every version, and inspectors see no such table`(_ role: String) throws {
    #expect(
      try rows(DocumentVersionsTests.again, seenBy: role) == rows(DocumentVersionsTests.again))
    let rehearsal = try PaperCouncil.rehearsal(
      DocumentVersionsTests.again + ["dcs approves ld-02", "hos sends documents ld-02"])
    let seen = try rehearsal.view("insp").state
    let blocks = rehearsal.modules.boards(seen).flatMap(\.blocks)
    #expect(blocks.contains { $0.id == "handed-over-documents" })
    #expect(!blocks.contains { $0.id.hasPrefix("documents-versions") })
  }

  @Test func `The board in JSON says what became of each version in words that stay`() throws {
    let board = try PaperCouncil.rehearsal(DocumentVersionsTests.again)
      .paper(DocumentsBoard.self)
    let versions = try #require(board.documents.first { $0.document == "ld-02" }).versions
    #expect(versions.map(\.became) == [["returned", "replaced"], []])
    #expect(versions.map(\.reasons) == [["wrong year"], []])
    #expect(versions.map(\.bytes) == [12, 12])
    #expect(board.documents.first { $0.document == "ld-03" }?.versions.isEmpty == true)
  }
}
