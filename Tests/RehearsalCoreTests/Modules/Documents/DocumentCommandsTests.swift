import RehearsalCore
import RehearsalTestSupport
import Testing

/// What each command about documents gives when it is taken, to the letter.
@Suite struct DocumentCommandsTests {
  private static let (one, other) = (PaperCouncil.one, PaperCouncil.other)
  private static let (called, added) = (PaperCouncil.called, PaperCouncil.added)
  private static let (approved, sent) = (PaperCouncil.approved, PaperCouncil.sent)

  static func of(_ id: String, _ title: String) -> String {
    #"{"document":"\#(id)","title":"\#(title)""#
  }
  static let selfEvaluation = of("ld-02", "Self-evaluation")

  static let begun = [
    Taken(
      "day 1 10:00 data drafts pr-01", after: called,
      gives: "documents.drafted \(of("pr-01", "Thresholds"))}"),
    Taken("day 1 10:00 hos drafts ld-02", after: called),
    Taken(
      "day 1 11:00 hos drafts ld-02",
      after: added + [#"day 1 10:10 dcs returns ld-02 because "wrong year""#],
      gives: "documents.drafted \(selfEvaluation)}"),
    Taken(
      "day 1 11:00 facilitator drafts ld-02",
      after: sent + [#"day 1 10:30 hos withdraws ld-02 because "wrong year""#],
      gives: "documents.drafted \(selfEvaluation)}"),
  ]

  static let adding = [
    Taken(
      "day 1 10:00 hos \(adds("ld-02", one, file: "a chart.PDF"))", after: called,
      gives: "documents.added \(selfEvaluation)"
        + #","version":1,"sha256":"\#(one)","bytes":12,"file":"a chart.PDF","#
        + #""roles":["hos","dcs"]}"#),
    Taken("day 1 11:00 dcs \(adds("ld-02", one, file: "again.pdf"))", after: added),
    Taken("day 1 11:00 dcs \(adds("ld-02", one, file: "again.pdf"))", after: sent),
    Taken(
      "day 1 11:00 dcs \(adds("ld-02", other, file: "new.docx"))", after: sent,
      gives: "documents.added \(selfEvaluation)"
        + #","version":2,"sha256":"\#(other)","bytes":12,"file":"new.docx","#
        + #""roles":["hos","dcs"]}"#),
    Taken(
      "day 1 11:00 tool \(adds("ld-02", one, file: "as it was.pdf"))",
      after: added + [#"day 1 10:10 dcs returns ld-02 because "wrong year""#],
      gives: "documents.added \(selfEvaluation)"
        + #","version":2,"sha256":"\#(one)","bytes":12,"file":"as it was.pdf","#
        + #""roles":["hos","dcs"]}"#),
    Taken(
      "day 1 11:00 data \(adds("pr-01", one, file: "a chart.pdf"))", after: added,
      gives: "documents.added \(of("pr-01", "Thresholds"))"
        + #","version":1,"sha256":"\#(one)","bytes":12,"file":"a chart.pdf","#
        + #""roles":["data"],"same":["ld-02"]}"#),
    Taken(
      "day 1 10:00 hos keeps elsewhere ld-03", after: called,
      gives: "documents.held \(of("ld-03", "Minutes"))"
        + #","version":1,"place":"Director's office","name":"Minutes"}"#),
    Taken(
      #"day 1 10:00 hos keeps elsewhere ld-02 place "Room 4" title "SEF" edition "May""#,
      after: added,
      gives: "documents.held \(selfEvaluation)"
        + #","version":2,"place":"Room 4","name":"SEF","edition":"May"}"#),
    Taken(
      "day 1 11:00 dcs keeps elsewhere ld-03",
      after: called + ["day 1 10:00 hos keeps elsewhere ld-03"]),
    Taken(
      #"day 1 11:00 dcs keeps elsewhere ld-03 edition "June""#,
      after: called + ["day 1 10:00 hos keeps elsewhere ld-03"],
      gives: "documents.held \(of("ld-03", "Minutes"))"
        + #","version":2,"place":"Director's office","name":"Minutes","edition":"June"}"#),
    Taken(
      "day 1 10:00 hos uses a dummy for ld-02", after: called,
      gives: #"documents.dummy-used \#(selfEvaluation),"version":1,"#
        + #""name":"ld-02-self-evaluation.pdf"}"#),
    Taken(
      "day 1 11:00 hos uses a dummy for ld-02",
      after: called + ["day 1 10:00 dcs uses a dummy for ld-02"]),
  ]

  static let judging = [
    Taken(
      "day 1 10:10 dcs approves ld-02", after: added,
      gives: #"documents.approved \#(selfEvaluation),"version":1,"own":"no"}"#),
    Taken(
      "day 1 10:10 facilitator approves ld-02", after: added,
      gives: #"documents.approved \#(selfEvaluation),"version":1,"own":"no"}"#),
    Taken("day 1 11:00 dcs approves ld-02", after: approved),
    Taken(
      "day 1 10:10 data approves pr-01", after: called + ["day 1 10:00 data \(adds("pr-01"))"],
      gives: #"documents.approved \#(of("pr-01", "Thresholds")),"version":1,"own":"yes"}"#),
    Taken(
      "day 1 10:10 data approves pr-01",
      after: called + ["day 1 10:00 facilitator \(adds("pr-01"))"],
      gives: #"documents.approved \#(of("pr-01", "Thresholds")),"version":1,"own":"no"}"#),
    Taken(
      #"day 1 10:10 dcs returns ld-02 because "wrong year""#, after: added,
      gives: #"documents.returned \#(selfEvaluation),"version":1,"because":"wrong year"}"#),
    Taken(
      #"day 1 10:30 dcs returns ld-02 because "wrong year""#, after: approved,
      gives: #"documents.returned \#(selfEvaluation),"version":1,"because":"wrong year"}"#),
    Taken(
      #"day 1 10:10 dcs returns ld-01 because "out of date""#, after: called,
      gives: "documents.returned \(of("ld-01", "Structure chart"))"
        + #","version":0,"because":"out of date"}"#),
    Taken(
      #"day 1 10:30 dcs returns ld-02 because "wrong year""#,
      after: added + [#"day 1 10:10 dcs returns ld-02 because "wrong year""#]),
  ]

  static let sending = [
    Taken(
      "day 1 10:20 hos sends documents ld-02", after: approved,
      gives: #"documents.sent {"documents":[\#(selfEvaluation),"version":1,"form":"copy","#
        + #""name":"a chart.pdf","sha256":"\#(one)","late":"no"}]}"#),
    Taken(
      "day 1 10:20 dcs sends documents ld-01,ld-02,ld-01", after: approved,
      gives: "documents.sent {\"documents\":[\(of("ld-01", "Structure chart"))"
        + #","version":0,"form":"ready","name":"Structure chart","late":"no"},"#
        + #"\#(selfEvaluation),"version":1,"form":"copy","#
        + #""name":"a chart.pdf","sha256":"\#(one)","late":"no"}]}"#),
    Taken("day 1 11:00 dcs sends documents ld-02", after: sent),
    Taken(
      "day 3 12:01 facilitator sends documents ld-01,ld-02", after: sent,
      gives: "documents.sent {\"documents\":[\(of("ld-01", "Structure chart"))"
        + #","version":0,"form":"ready","name":"Structure chart","late":"yes"}]}"#),
    Taken(
      "day 3 12:00 hos sends documents ld-03",
      after: called + [
        #"day 1 10:00 hos keeps elsewhere ld-03 edition "May""#, "day 1 10:10 dcs approves ld-03",
      ],
      gives: "documents.sent {\"documents\":[\(of("ld-03", "Minutes"))"
        + #","version":1,"form":"held","name":"Minutes","#
        + #""place":"Director's office","edition":"May","late":"no"}]}"#),
    Taken(
      #"day 1 10:30 hos withdraws ld-02 because "wrong year""#, after: sent,
      gives: #"documents.withdrawn \#(selfEvaluation),"version":1,"because":"wrong year"}"#),
    Taken(
      #"day 1 10:40 dcs withdraws ld-02 because "wrong year""#,
      after: sent + [#"day 1 10:30 hos withdraws ld-02 because "wrong year""#]),
    Taken(
      #"day 1 10:30 data rules out pr-01 because "no such team""#, after: called,
      gives: #"documents.ruled-out \#(of("pr-01", "Thresholds")),"because":"no such team"}"#),
    Taken(#"day 1 10:30 dcs rules out ld-04 because "old""#, after: called),
    Taken(
      "day 1 10:30 hos rules in ld-04", after: called,
      gives: "documents.ruled-in \(of("ld-04", "Old paper"))}"),
    Taken("day 1 10:30 hos rules in ld-02", after: called),
    Taken(
      #"day 1 10:30 facilitator erases \#(one) because "a name""#, after: added,
      gives: #"documents.erased {"sha256":"\#(one)","because":"a name"}"#),
  ]

  static let clock = [
    Taken("day 1 10:00 clock hands out the document list", after: called),
    Taken(
      "day 3 12:00 clock misses the document ld-02", after: approved,
      gives: #"documents.overdue \#(selfEvaluation),"owner":"hos","due":"2026-11-25T12:00:00"}"#),
    Taken("day 3 11:59 clock misses the document ld-02", after: approved),
    Taken("day 3 12:00 clock misses the document ld-02", after: sent),
    Taken("day 3 12:00 clock misses the document ld-04", after: called),
    Taken(
      "day 3 12:05 clock misses the document ld-02",
      after: approved + ["day 3 12:00 clock misses the document ld-02"]),
    Taken(
      "day 3 12:00 clock misses the document ld-02",
      after: sent + [#"day 1 10:30 hos withdraws ld-02 because "wrong year""#],
      gives: #"documents.overdue \#(selfEvaluation),"owner":"hos","due":"2026-11-25T12:00:00"}"#),
    Taken(
      "day 3 12:20 clock misses the document ld-02",
      after: sent + [#"day 3 12:10 hos withdraws ld-02 because "wrong year""#]),
  ]

  @Test(arguments: begun + adding + judging + sending + clock)
  func `A line that is taken gives exactly these events`(_ taken: Taken) throws {
    var rehearsal = try PaperCouncil.rehearsal(taken.setUp)
    #expect(try rehearsal.events(of: taken.line) == taken.events)
  }

  @Test func `The call makes the due times known, those of lists too`() throws {
    var rehearsal = try PaperCouncil.rehearsal(PaperCouncil.started)
    #expect(try rehearsal.line("ld-02").due == nil)
    let events = try rehearsal.say("day 1 09:15 clock hands out the document list").get()
    let opened = try #require(events.first as? DocumentListOpened)
    #expect(
      opened.documents.map { "\($0.document) \($0.due.text())" } == [
        "ld-01 2026-11-25T12:00:00", "ld-02 2026-11-25T12:00:00", "ld-03 2026-11-25T12:00:00",
        "ld-04 2026-11-25T12:00:00", "pr-01 2026-11-24T17:00:00", "pr-02 2026-11-24T17:00:00",
      ])
    #expect(
      opened.lists.map { "\($0.list) \($0.due.text())" } == [
        "list-1 2026-11-24T17:00:00", "list-2 2026-11-24T17:00:00",
      ])
  }

  @Test func `Every command of Documents is shown to be taken`() throws {
    let rehearsal = try PaperCouncil.rehearsal([])
    let all =
      Self.begun + Self.adding + Self.judging + Self.sending + Self.clock
      + DataListsTests.taken
    let shown = try all.map { taken in
      let (_, rest) = ScriptTime.split(taken.line, after: nil, dayOne: rehearsal.plan.dayOne)
      return "\(type(of: try rehearsal.reader.read(rest, at: .nowhere).get().command).name)"
    }
    #expect(Set(shown) == Set(Documents.commands.map { "\($0.name)" }))
  }

  @Test(arguments: [
    ("a", "x-a.pdf"),
    // 48 letters fit, however many words follow.
    (
      "Corporate parenting report for the year to March 2014",
      "x-corporate-parenting-report-for-the-year-to-march.pdf"
    ),
    (
      "Report of the review of what was learned in the spr ing",
      "x-report-of-the-review-of-what-was-learned-in-the.pdf"
    ),
    (String(repeating: "a", count: 60), "x-\(String(repeating: "a", count: 48)).pdf"),
  ])
  func `The name of a dummy ends with a whole word`(_ title: String, _ name: String) throws {
    let yaml = """
      format: 1
      title: Long names
      framework: ilacs-standard
      call: 2026-11-23 09:15
      roles: [{ title: Director, id: dcs }]
      documents: { items: [{ id: x, title: \(title), owner: dcs }] }
      """
    let plan = try MemoryRehearsal(yaml: yaml).plan
    #expect(plan[Documents.self].items.map(\.line.fileName) == [name])
  }

  @Test func `A dummy is called as the file should be`() throws {
    let rehearsal = try PaperCouncil.rehearsal([])
    let names = rehearsal.plan[Documents.self].items.map { $0.line.fileName }
    #expect(
      names == [
        "ld-01-structure-chart.pdf", "ld-02-self-evaluation.pdf", "ld-03-minutes.pdf",
        "ld-04-old-paper.pdf", "pr-01-thresholds.pdf", "pr-02-audit-framework.pdf",
      ])
  }
}
