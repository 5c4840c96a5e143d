import RehearsalCore
import RehearsalTestSupport
import Testing

/// Lists of data: run, checked by somebody else, sent.
@Suite struct DataListsTests {
  private static let (called, run) = (PaperCouncil.called, PaperCouncil.listRun)
  private static let (checked, sent) = (PaperCouncil.listChecked, PaperCouncil.listSent)

  private static func title(_ id: String) -> String {
    let plan = try? PaperCouncil.rehearsal([]).plan
    return plan?.scenario.framework.lists.first { $0.id.text == id }?.title ?? "?"
  }

  private static func of(_ id: String) -> String {
    #"{"list":"\#(id)","title":"\#(title(id))""#
  }

  static let taken = [
    Taken(
      "day 1 10:00 data runs list-1 rows 412", after: called,
      gives: #"documents.list-run \#(of("list-1")),"run":1,"rows":412}"#),
    Taken(
      "day 1 10:30 facilitator runs list-1 rows 412", after: checked,
      gives: #"documents.list-run \#(of("list-1")),"run":2,"rows":412,"before":412}"#),
    Taken(
      "day 1 10:00 data runs list-2 rows 0", after: called,
      gives: #"documents.list-run \#(of("list-2")),"run":1,"rows":0}"#),
    Taken(
      "day 1 10:10 lead vouches for list-1", after: run,
      gives: #"documents.list-checked \#(of("list-1")),"rows":412,"own":"no"}"#),
    Taken("day 1 10:30 facilitator vouches for list-1", after: sent),
    Taken(
      "day 1 10:10 data vouches for list-2",
      after: called + ["day 1 10:00 data runs list-2 rows 3"],
      gives: #"documents.list-checked \#(of("list-2")),"rows":3,"own":"yes"}"#),
    Taken(
      #"day 1 10:10 lead faults list-1 because "no dates of birth""#, after: run,
      gives: #"documents.list-failed \#(of("list-1")),"because":"no dates of birth"}"#),
    Taken(
      #"day 1 10:20 lead faults list-1 because "no dates of birth""#,
      after: run + [#"day 1 10:10 lead faults list-1 because "no dates of birth""#]),
    Taken(
      #"day 1 10:30 lead faults list-1 because "half of it is missing""#, after: sent,
      gives: #"documents.list-failed \#(of("list-1")),"because":"half of it is missing"}"#),
    Taken(
      "day 1 10:20 data delivers list-1", after: checked,
      gives: #"documents.list-sent \#(of("list-1")),"run":1,"rows":412,"late":"no"}"#),
    Taken("day 1 10:30 lead delivers list-1", after: sent),
    Taken(
      "day 2 17:01 lead delivers list-1", after: checked,
      gives: #"documents.list-sent \#(of("list-1")),"run":1,"rows":412,"late":"yes"}"#),
    Taken(
      "day 2 17:00 clock misses the data list list-1", after: checked,
      gives: #"documents.list-overdue \#(of("list-1")),"owner":"data","#
        + #""due":"2026-11-24T17:00:00"}"#),
    Taken("day 2 16:59 clock misses the data list list-1", after: checked),
    Taken("day 2 17:00 clock misses the data list list-1", after: sent),
    Taken(
      "day 2 17:01 clock misses the data list list-1",
      after: run + ["day 2 17:00 clock misses the data list list-1"]),
  ]

  @Test(arguments: taken)
  func `A line that is taken gives exactly these events`(_ taken: Taken) throws {
    var rehearsal = try PaperCouncil.rehearsal(taken.setUp)
    #expect(try rehearsal.events(of: taken.line) == taken.events)
  }

  private func rows(_ lines: [String]) throws -> [String] {
    try PaperCouncil.rehearsal(lines).paper(DataListsBoard.self)
      .lines(of: "data-lists-table", from: 1)
  }

  @Test func `The board says who runs and checks each list, and how it stands`() throws {
    #expect(
      try rows(Self.sent) == [
        "Data lead | Practice lead | 412 | 2026-11-23T10:00:00 | 2026-11-23T10:10:00 | "
          + "2026-11-23T10:20:00 | 2026-11-24T17:00:00 | [done] Sent",
        "Data lead | – | – | – | – | – | 2026-11-24T17:00:00 | [neutral] Not run",
      ])
  }

  @Test(
    arguments: [
      ([], "[done] Sent"),
      (["data runs list-1 rows 415"], "[under-way] Sent with 412 rows; run again, to be checked"),
      (
        [#"lead faults list-1 because "gaps""#],
        "[at-risk] Sent with 412 rows; failed its check: gaps"
      ),
      (
        ["data runs list-1 rows 415", "lead vouches for list-1"],
        "[under-way] Sent with 412 rows; checked"
      ),
      (
        ["data runs list-1 rows 415", "lead vouches for list-1", "data delivers list-1"],
        "[done] Sent"
      ),
    ])
  func `Run again after it was sent, a list is checked and sent again`(
    _ acts: [String], _ stands: String
  ) throws {
    let rows = try rows(Self.sent + acts.map { "day 1 11:00 \($0)" })
    #expect(rows[0].hasSuffix(stands), "\(rows[0])")
  }

  @Test func `A list that is late, and one that is missing`() throws {
    let played = try PaperCouncil.clocked(
      """
      day 1 09:00 facilitator starts
      day 2 16:00 data runs list-1 rows 10
      day 2 16:10 lead faults list-1 because "gaps"
      day 2 16:30 data runs list-1 rows 12
      day 2 18:00 lead vouches for list-1
      day 2 18:10 data delivers list-1
      """)
    let board = try played.paper(DataListsBoard.self)
    #expect(
      board.rows(of: "data-lists-table").map { $0[8] } == [
        "[late] Sent late", "[late] Overdue: not run",
      ])
    #expect(
      board.facts(of: "data-lists-facts") == [
        "Run: 1", "Checked: 1", "Sent in time: 0", "Sent late: 1", "Overdue: 1",
        "Failed checks: 1", "Run again: 1",
      ])
    #expect(board.measures.missing == 1)
    #expect(played.events.filter { $0.event is DataListOverdue }.count == 2)
  }

  @Test func `Every event of a list is told in plain words`() throws {
    let played = try PaperCouncil.rehearsal(
      Self.called + [
        "day 1 10:00 data runs list-2 rows 1",
        #"day 1 10:05 data faults list-2 because "one is missing""#,
        "day 1 10:10 data runs list-2 rows 2", "day 1 10:20 data vouches for list-2",
        "day 2 17:00 clock misses the data list list-2", "day 2 17:10 data delivers list-2",
      ])
    let names = played.plan.names
    let title = Self.title("list-2")
    #expect(
      played.events.dropFirst(4).compactMap { $0.event?.story(names) } == [
        "ran the list \"\(title)\": 1 row", "found the list \"\(title)\" wrong: one is missing",
        "ran the list \"\(title)\" again: 2 rows, 1 before",
        "vouched for the list \"\(title)\", having run it and without a second pair of eyes",
        "recorded that the list \"\(title)\" is overdue, for Data lead to run",
        "sent inspectors the list \"\(title)\", 2 rows, late",
      ])
  }
}
