import RehearsalCore
import RehearsalTestSupport
import Testing

/// Which documents are in, and what is missing: what a reader is shown, and in what words.
@Suite struct DocumentsBoardTests {

  @Test func `After the call, every line stands where the scenario says it stood`() throws {
    let played = try PaperCouncil.rehearsal(PaperCouncil.called)
    let board = try played.paper(DocumentsBoard.self)
    #expect(
      board.lines(of: "documents-table") == [
        "ld-01 | Structure chart | Head of service | 2026-11-25T12:00:00 | – | "
          + "[under-way] Ready before the call, reviewed 3 May 2026",
        "ld-02 | Self-evaluation | Head of service | 2026-11-25T12:00:00 | – | "
          + "[under-way] In progress",
        "ld-03 | Minutes | Head of service | 2026-11-25T12:00:00 | – | [neutral] Not started",
        "ld-04 | Old paper | Head of service | 2026-11-25T12:00:00 | – | "
          + "[neutral] Not applicable before the call",
        "pr-01 | Thresholds | Data lead | 2026-11-24T17:00:00 | – | [neutral] Not started",
        "pr-02 | Audit framework | Data lead | 2026-11-24T17:00:00 | – | [neutral] Not started",
      ])
    #expect(board.rows(of: "documents-missing") == [])
    #expect(
      board.rows(of: "documents-groups").map { $0.joined(separator: " ") } == [
        "Leadership 3 0 1 0 1 0 1 0", "Practice 2 0 0 0 0 0 2 0",
      ])
  }

  static let stories: [([String], String)] = [
    (["hos \(adds("ld-02"))"], "1 [under-way] Version 1 added"),
    (["hos uses a dummy for ld-02"], "1 [under-way] Version 1, a dummy, added"),
    (
      [#"hos keeps elsewhere ld-02 place "Room 4""#],
      "1 [under-way] Version 1, held elsewhere, added"
    ),
    (
      ["hos \(adds("ld-02"))", #"dcs returns ld-02 because "wrong year""#],
      "1 [at-risk] Returned: wrong year"
    ),
    (
      [
        "hos \(adds("ld-02"))", #"dcs returns ld-02 because "wrong year""#, "hos drafts ld-02",
      ], "1 [under-way] In progress"
    ),
    (["hos \(adds("ld-02"))", "dcs approves ld-02"], "1 [under-way] Version 1 approved"),
    (
      ["hos \(adds("ld-02"))", "dcs approves ld-02", "hos \(adds("ld-02", PaperCouncil.other))"],
      "2 [under-way] Version 2 added"
    ),
    (
      ["hos \(adds("ld-02"))", "dcs approves ld-02", "hos sends documents ld-02"],
      "1 [done] Sent 23 November 2026 at 10am"
    ),
    (
      [
        "hos \(adds("ld-02"))", "dcs approves ld-02", "hos sends documents ld-02",
        "hos \(adds("ld-02", PaperCouncil.other))",
      ], "2 [under-way] Version 1 sent; version 2 added"
    ),
    (
      [
        "hos \(adds("ld-02"))", "dcs approves ld-02", "hos sends documents ld-02",
        "hos \(adds("ld-02", PaperCouncil.other))", #"dcs returns ld-02 because "no""#,
      ], "2 [at-risk] Version 1 sent; returned: no"
    ),
    (
      [
        "hos \(adds("ld-02"))", "dcs approves ld-02", "hos sends documents ld-02",
        "hos \(adds("ld-02", PaperCouncil.other))", "dcs approves ld-02",
        "dcs sends documents ld-02",
      ], "2 [done] Sent 23 November 2026 at 10am"
    ),
    (
      [
        "hos \(adds("ld-02"))", "dcs approves ld-02", "hos sends documents ld-02",
        #"hos withdraws ld-02 because "a real name""#,
      ], "1 [problem] Withdrawn: a real name"
    ),
    (
      [
        "hos \(adds("ld-02"))", "dcs approves ld-02", "hos sends documents ld-02",
        "hos \(adds("ld-02", PaperCouncil.other))", #"hos withdraws ld-02 because "a name""#,
      ], "2 [under-way] Version 2 added"
    ),
    (
      [#"hos rules out ld-02 because "no such service""#],
      "– [neutral] Not applicable: no such service"
    ),
    (
      [#"hos rules out ld-02 because "no such service""#, "dcs rules in ld-02"],
      "– [under-way] In progress"
    ),
    (
      ["hos \(adds("ld-02"))", #"facilitator erases \#(PaperCouncil.one) because "a name""#],
      "1 [neutral] Erased"
    ),
    (
      ["hos \(adds("ld-02"))", "data \(adds("pr-01"))"],
      "1 [under-way] Version 1 added, same content as pr-01"
    ),
  ]

  @Test(arguments: stories)
  func `How a line stands is said in words`(_ acts: [String], _ stands: String) throws {
    let played = try PaperCouncil.rehearsal(
      PaperCouncil.called + acts.map { "day 1 10:00 \($0)" })
    #expect(try played.list()[1] == "ld-02 \(stands)")
  }

  @Test func `Ready before the call is sent as it is; a newer version must be approved`() throws {
    let sent = try PaperCouncil.rehearsal(
      PaperCouncil.called + ["day 1 10:00 dcs sends documents ld-01"])
    #expect(try sent.list()[0] == "ld-01 – [done] Sent 23 November 2026 at 10am")
    let newer = try PaperCouncil.rehearsal(
      PaperCouncil.called + [
        "day 1 10:00 dcs sends documents ld-01", "day 1 11:00 hos \(adds("ld-01"))",
      ])
    #expect(
      try newer.list()[0]
        == "ld-01 1 [under-way] What was ready before the call was sent; version 1 added")
  }

  private static let week = """
    day 1 09:00 facilitator starts
    day 1 10:00 dcs sends documents ld-01
    day 1 11:00 data \(adds("pr-01"))
    day 1 11:10 data approves pr-01
    day 1 12:00 hos \(adds("ld-02"))
    day 1 12:10 dcs returns ld-02 because "wrong year"
    day 2 18:00 data sends documents pr-01
    day 3 10:00 hos \(adds("ld-02", PaperCouncil.other))
    day 3 10:10 dcs approves ld-02
    day 3 11:00 hos sends documents ld-02
    day 3 13:00 dcs withdraws ld-01 because "out of date"
    day 3 14:00 facilitator pauses
    """

  @Test func `What is late or missing stands there by owner`() throws {
    let played = try PaperCouncil.clocked(Self.week)
    let board = try played.paper(DocumentsBoard.self)
    #expect(
      board.lines(of: "documents-missing") == [
        "Head of service | ld-01 | Structure chart | 2026-11-25T12:00:00 | "
          + "[problem] Withdrawn: out of date",
        "Head of service | ld-03 | Minutes | 2026-11-25T12:00:00 | [late] Overdue: not started",
        "Data lead | pr-01 | Thresholds | 2026-11-24T17:00:00 | "
          + "[late] Sent late 24 November 2026 at 6pm, same content as ld-02",
        "Data lead | pr-02 | Audit framework | 2026-11-24T17:00:00 | "
          + "[late] Overdue: not started",
      ])
    #expect(
      board.facts(of: "documents-facts") == [
        "Needed: 5", "Sent in time: 1", "Sent late: 1", "Approved or ready, still to be sent: 0",
        "Waiting for approval: 0", "In progress: 0", "Returned: 0", "Withdrawn: 1",
        "Not started: 2", "Overdue: 2", "Not applicable: 1", "Returned so often in all: 1",
        "Same content as another: 2", "Approved by whoever added it: 1",
      ])
    #expect(board.measures.missing == 3)
    #expect(board.measures.sent + board.measures.missing == board.measures.needed)
  }

  @Test func `The inspectorate is shown what was sent, and nothing else`() throws {
    let early = try PaperCouncil.rehearsal(PaperCouncil.approved)
    let first = early.modules.boards(try early.view("insp").state)
    #expect(first.allSatisfy { $0 is TimelineBoard || $0 is CoverBoard })
    let played = try PaperCouncil.clocked(
      Self.week + "\nday 3 14:30 facilitator resumes\nday 3 15:00 data runs list-1 rows 4"
        + "\nday 3 15:10 lead vouches for list-1\nday 3 15:20 lead delivers list-1")
    let seen = try played.view("insp").state
    #expect(!played.modules.boards(seen).contains { $0 is DocumentsBoard || $0 is DataListsBoard })
    let board = try played.paper(HandedOverBoard.self, seenBy: "insp")
    #expect(
      board.lines(of: "handed-over-documents") == [
        "ld-01 | Structure chart | – | 2026-11-23T10:00:00 | [problem] Withdrawn: out of date",
        "ld-02 | Self-evaluation | 2 | 2026-11-25T11:00:00 | [done] Sent",
        "pr-01 | Thresholds | 1 | 2026-11-24T18:00:00 | [late] Sent late",
      ])
    #expect(
      board.lines(of: "handed-over-lists", from: 1) == [
        "4 | 2026-11-25T15:20:00 | [late] Sent late"
      ])
    for role in ["dcs", "data", "lead", "obs"] {
      #expect(try played.list(seenBy: role) == played.list())
    }
  }

  @Test func `Inspectors see that something was replaced, held elsewhere or erased`() throws {
    let played = try PaperCouncil.rehearsal(
      PaperCouncil.sent + [
        "day 1 11:00 hos \(adds("ld-02", PaperCouncil.other))",
        "day 1 11:10 dcs approves ld-02", "day 1 11:20 hos sends documents ld-02",
        "day 1 12:00 hos keeps elsewhere ld-03", "day 1 12:10 dcs approves ld-03",
        "day 1 12:20 hos sends documents ld-03", "day 1 12:30 data uses a dummy for pr-01",
        "day 1 12:40 data approves pr-01", "day 1 12:50 data sends documents pr-01",
        "day 1 13:00 data \(adds("pr-02", PaperCouncil.third))",
        "day 1 13:10 hos approves pr-02", "day 1 13:20 hos sends documents pr-02",
        #"day 1 13:30 facilitator erases \#(PaperCouncil.third) because "a name""#,
      ])
    let board = try played.paper(HandedOverBoard.self, seenBy: "insp")
    #expect(
      board.rows(of: "handed-over-documents").map { $0[4] } == [
        "[done] Replaced what was sent before",
        "[done] Sent, to be read at Director's office", "[done] Sent, a dummy",
        "[neutral] Erased",
      ])
  }

  @Test func `Before the call there is no board, until the council does something`() throws {
    var played = try PaperCouncil.rehearsal(PaperCouncil.started)
    #expect(!played.modules.boards(played.state).contains { $0 is DocumentsBoard })
    try played.play("day 1 09:05 hos \(adds("ld-02"))")
    let rows = try played.paper(DocumentsBoard.self, seenBy: "data").rows(of: "documents-table")
    #expect(rows[1][5] == "[under-way] Version 1 added")
    #expect(rows.allSatisfy { $0[3] == "–" }, "no due time before the call")
    try played.play("day 1 09:15 clock hands out the document list")
    #expect(try played.list()[1] == "ld-02 1 [under-way] Version 1 added")
  }

  @Test func `A council without documents has no board of them`() throws {
    let played = try SmallCouncil.rehearsal(SmallCouncil.called)
    #expect(
      !played.modules.boards(played.state).contains {
        $0 is DocumentsBoard || $0 is DataListsBoard || $0 is HandedOverBoard
      })
    #expect(!played.plan.steps.contains { $0.id == "open-documents" })
  }
}
