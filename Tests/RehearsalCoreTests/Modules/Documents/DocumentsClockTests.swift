import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// What time alone does to the document list, what putting off does, and scripts there and back.
@Suite struct DocumentsClockTests {

  private func overdue(_ rehearsal: MemoryRehearsal) -> [String] {
    rehearsal.events.compactMap { recorded in
      switch recorded.event {
      case let event as DocumentOverdue: "\(recorded.at.text()) \(event.document)"
      case let event as DataListOverdue: "\(recorded.at.text()) \(event.list)"
      default: nil
      }
    }
  }

  @Test func `What is not sent by its due time is overdue, once`() throws {
    let played = try PaperCouncil.clocked(
      """
      day 1 09:00 facilitator starts
      day 1 10:00 hos sends documents ld-01
      day 1 11:00 hos rules out ld-03 because "there are none"
      day 2 16:00 data runs list-1 rows 10
      day 2 16:10 lead vouches for list-1
      day 2 16:20 data delivers list-1
      day 4 09:00 facilitator pauses
      """)
    #expect(
      overdue(played) == [
        "2026-11-24T17:00:00 pr-01", "2026-11-24T17:00:00 pr-02", "2026-11-24T17:00:00 list-2",
        "2026-11-25T12:00:00 ld-02",
      ])
    let opened = try #require(played.events.first { $0.event is DocumentListOpened })
    #expect(opened.at.text() == "2026-11-23T09:15:00")
    #expect(opened.actor == .clock)
  }

  @Test func `What is brought back is due when it was, or at once`() throws {
    let played = try PaperCouncil.clocked(
      """
      day 1 09:00 facilitator starts
      day 1 10:00 hos rules in ld-04
      day 1 11:00 hos rules out ld-03 because "there are none"
      day 1 11:00 data rules out pr-01 because "there are none"
      day 1 12:00 data rules in pr-01
      day 4 10:00 hos rules in ld-03
      day 4 11:00 facilitator pauses
      """)
    #expect(
      overdue(played) == [
        "2026-11-24T17:00:00 pr-01", "2026-11-24T17:00:00 pr-02", "2026-11-24T17:00:00 list-1",
        "2026-11-24T17:00:00 list-2", "2026-11-25T12:00:00 ld-01", "2026-11-25T12:00:00 ld-02",
        "2026-11-25T12:00:00 ld-04", "2026-11-26T10:00:00 ld-03",
      ])
  }

  @Test func `What was put off is due later, and late only after that`() throws {
    let yaml = PaperCouncil.yaml.replacing("due: day 3 12:00", with: "due: before fieldwork-start")
    var clocked = ClockedRehearsal(try MemoryRehearsal(yaml: yaml))
    try clocked.play(
      """
      day 1 09:00 facilitator starts
      day 1 12:00 facilitator puts off fieldwork-start to day 10 09:00
      day 9 09:00 hos sends documents ld-01
      """)
    #expect(!overdue(clocked.rehearsal).contains { $0.hasSuffix("ld-02") })
    let board = try clocked.rehearsal.paper(DocumentsBoard.self, seenBy: "obs")
    let rows = board.rows(of: "documents-table")
    #expect(rows[0][3] == "2026-12-02T09:00:00")
    #expect(rows[0][5].hasPrefix("[done] Sent"))
    try clocked.play("day 10 09:30 facilitator pauses")
    #expect(
      overdue(clocked.rehearsal).suffix(2) == [
        "2026-12-02T09:00:00 ld-02", "2026-12-02T09:00:00 ld-03",
      ])
  }

  @Test func `A replacement of what was there in time is not late; one that filled a gap is`()
    throws
  {
    let start = PaperCouncil.sent
    let replaced = try PaperCouncil.rehearsal(
      start + [
        "day 4 09:00 hos \(adds("ld-02", PaperCouncil.other))",
        "day 4 09:10 dcs approves ld-02",
        "day 4 09:20 hos sends documents ld-02",
      ])
    #expect(DocumentsMeasures(replaced.state[Documents.self]).sentInTime == 1)
    let gap = try PaperCouncil.rehearsal(
      start + [
        #"day 2 09:00 hos withdraws ld-02 because "a name""#,
        "day 4 09:00 hos \(adds("ld-02", PaperCouncil.other))",
        "day 4 09:10 dcs approves ld-02",
        "day 4 09:20 hos sends documents ld-02",
      ])
    #expect(DocumentsMeasures(gap.state[Documents.self]).sentLate == 1)
    #expect(DocumentsMeasures(gap.state[Documents.self]).sentInTime == 0)
  }

  /// A process that comes later asks again for the steps that gave nothing; a withdrawal after the
  /// due time must not make them give something.
  @Test func `A step that gave nothing gives nothing when it is asked for again`() throws {
    var played = try PaperCouncil.rehearsal(
      PaperCouncil.sent + [
        "day 3 12:00 clock misses the document ld-02",
        #"day 4 09:00 hos withdraws ld-02 because "a name""#,
      ])
    #expect(try played.events(of: "day 4 10:00 clock misses the document ld-02") == [])
    #expect(overdue(played) == [])
  }

  /// Quotes in a name go through scripts and logs as they are.
  private static let earlyName = #"an \"early\" one.pdf"#

  static let script = """
    day 1 09:00 facilitator starts
    day 1 09:05 hos \(adds("ld-02", PaperCouncil.third, file: earlyName))
    day 1 10:00 data drafts pr-01
    day 1 10:05 data \(adds("pr-01"))
    day 1 10:10 data approves pr-01
    day 1 10:15 data sends documents pr-01
    day 1 10:20 hos keeps elsewhere ld-03 title "Minutes, all" edition "to October"
    day 1 10:25 dcs approves ld-03
    day 1 10:30 hos uses a dummy for ld-02
    day 1 10:35 dcs returns ld-02 because "no dummy, please"
    day 1 10:40 hos \(adds("ld-02"))
    day 1 10:45 dcs approves ld-02
    day 1 10:50 dcs sends documents ld-01,ld-02,ld-03
    day 1 10:55 hos withdraws ld-02 because "a child's name"
    day 1 11:00 facilitator erases \(PaperCouncil.one) because "a child's name"
    day 1 11:05 data rules out pr-02 because "none"
    day 1 11:10 hos rules in pr-02
    day 1 11:15 data runs list-1 rows 9
    day 1 11:20 lead faults list-1 because "gaps"
    day 1 11:25 data runs list-1 rows 11
    day 1 11:30 lead vouches for list-1
    day 1 11:35 lead delivers list-1
    day 4 09:00 facilitator ends
    """

  @Test func `A script, its log's script, and that one's log: the same digest`() throws {
    let first = try PaperCouncil.clocked(Self.script)
    let script = first.replay.script()
    #expect(script.count == Self.script.split(separator: "\n").count)
    let second = try PaperCouncil.clocked(script.joined(separator: "\n"))
    #expect(try first.digest == second.digest)
    #expect(second.replay.script() == script)
    #expect(second.events.count == first.events.count)
    let kinds = Set(first.events.compactMap { $0.event.map { "\(type(of: $0).name)" } })
    let all = Documents.events.map { "\($0.name)" }
    #expect(all.filter { !kinds.contains($0) } == [])
  }

  @Test func `Every event is told in plain words`() throws {
    let played = try PaperCouncil.clocked(Self.script)
    let names = played.plan.names
    let told = played.events.filter { recorded in
      recorded.event.map { "\(type(of: $0).name)".hasPrefix("documents.") } ?? false
    }.compactMap { $0.event?.story(names) }.filter { !$0.contains("list \"") }
    let short = PaperCouncil.one.prefix(8)
    #expect(
      told == [
        "added version 1 of ld-02, \"Self-evaluation\" (\(PaperCouncil.third.prefix(8)))",
        "handed out the document list: 6 documents and 2 lists of data",
        "began work on pr-01, \"Thresholds\"",
        "added version 1 of pr-01, \"Thresholds\" (\(short))",
        "approved version 1 of pr-01, \"Thresholds\", as its owner and without a second pair of "
          + "eyes",
        "sent inspectors pr-01, \"Thresholds\", version 1",
        "recorded that ld-03, \"Minutes\", is held elsewhere: Director's office, to October",
        "approved version 1 of ld-03, \"Minutes\"",
        "used a dummy for ld-02, \"Self-evaluation\": ld-02-self-evaluation.pdf",
        "returned ld-02, \"Self-evaluation\": no dummy, please",
        "added version 3 of ld-02, \"Self-evaluation\" (\(short)), the same content as pr-01",
        "approved version 3 of ld-02, \"Self-evaluation\"",
        "sent inspectors 3 documents: ld-01, ld-02, ld-03",
        "withdrew ld-02, \"Self-evaluation\": a child's name",
        "erased document \(short): a child's name",
        "ruled out pr-02, \"Audit framework\": none",
        "ruled in pr-02, \"Audit framework\", as needed after all",
        "recorded that pr-02, \"Audit framework\", is overdue, for Data lead to provide",
        "recorded that ld-02, \"Self-evaluation\", is overdue, for Head of service to provide",
      ])
  }

  @Test func `What went wrong, was late or changed the course is notable`() throws {
    let played = try PaperCouncil.clocked(Self.script)
    let notable = played.events.compactMap { $0.event }.filter(\.isNotable)
      .map { "\(type(of: $0).name)" }.filter { $0.hasPrefix("documents.") }
    #expect(
      notable == [
        "documents.returned", "documents.added", "documents.withdrawn", "documents.ruled-in",
        "documents.list-failed", "documents.overdue", "documents.list-overdue",
        "documents.overdue",
      ])
    let late = try PaperCouncil.rehearsal(
      PaperCouncil.called + ["day 3 13:00 dcs sends documents ld-01"])
    #expect(late.events.last?.event?.isNotable == true)
    #expect(
      late.events.last?.event?.story(late.plan.names)
        == "sent inspectors ld-01, \"Structure chart\", as it was ready, late")
  }
}
