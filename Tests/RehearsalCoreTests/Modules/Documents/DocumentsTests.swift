import RehearsalCore
import RehearsalFormats
import Testing

/// The document list: what a document takes from its group, and what is wrong with one.
@Suite("Documents on the calendar")
struct DocumentsTests {
  private static let groups = """
    documents:
      effort: 10m
      groups:
        - {title: Leadership, owner: dcs, approver: hos, due: day 3 12:00}
        - {title: Practice, owner: hos, sensitivity: child-level}

    """

  @Test("what a document leaves out is that of its group, and then of the framework")
  func inherited() throws {
    let plan = try SmallPlan.plan(
      Self.groups + """
          items:
            - {id: ld-01, title: Chart, group: leadership}
            - {id: ld-02, title: Plan, group: leadership, owner: data, due: day 2 17:00}
            - {id: pr-01, title: Audits, group: practice, effort: 1h}
            - {id: no-01, title: Old paper, group: practice, status: not-applicable}
            - {id: rd-01, title: Ready, group: practice, status: ready}
        """)
    #expect(
      SmallPlan.steps(plan, of: "documents") == [
        "2026-11-23T09:15:00 open-documents", "2026-11-24T17:00:00 document-ld-02 data",
        "2026-11-25T12:00:00 document-ld-01 dcs",
        "2026-11-25T17:00:00 document-pr-01 hos", "2026-11-25T17:00:00 document-rd-01 hos",
      ])
    let items = plan[Documents.self].items
    #expect(items.map(\.approver) == [.known("hos"), .known("hos"), nil, nil, nil])
    #expect(
      items.map(\.sensitivity) == [.official, .official] + [.childLevel, .childLevel, .childLevel])
    #expect(plan.work.map(\.effort) == [.minutes(10), .minutes(10), .minutes(60)])
  }

  @Test("lists are due when lists are, and one left out is missed")
  func lists() throws {
    let few = "documents: {lists: [{list: list-1, owner: data}, {list: list-2, owner: data}]}"
    let reading = try SmallPlan.read(few)
    let plan = try #require(reading.plan)
    #expect(
      SmallPlan.steps(plan, of: "documents") == [
        "2026-11-23T09:15:00 open-documents", "2026-11-24T17:00:00 list-list-1 data",
        "2026-11-24T17:00:00 list-list-2 data",
      ])
    #expect(reading.diagnostics.map(\.code.name) == ["D003"])
    #expect(
      reading.diagnostics[0].message.hasSuffix(
        "list-3, list-4, list-5, list-6, list-7, "
          + "list-8, list-9, list-10, list-11"))
  }

  @Test(
    "what is wrong with a document list",
    arguments: [
      ("items: [{title: Chart}]", ["D001 nobody owns \"chart\""]),
      (
        "items: [{title: Chart, owner: dcs, approver: dcs}]",
        ["warning D005 \"dcs\" would approve its own \"chart\""]
      ),
      (
        "items: [{title: Chart, owner: dcs}, {title: Chart, owner: hos}]",
        ["S012 another document is called \"chart\" already"]
      ),
      (
        "items: [{title: Chart, owner: dcs, types: [pdf, exe]}]",
        ["S008 \"exe\" is not one of pdf, docx, xlsx, pptx, csv, txt, png, jpg, mp4"]
      ),
      (
        "items: [{title: Chart, owner: dcs, group: leaders}]",
        ["S014 no document group is called \"leaders\""]
      ),
      ("lists: [{list: list-12, owner: dcs}]", ["S014 no data list is called \"list-12\""]),
      (
        "evidence: [{title: Leaders lead}]",
        ["warning D006 no document bears out \"leaders-lead\""]
      ),
      (
        "evidence: [{title: Leaders, documents: [chart]}]",
        ["S014 no document is called \"chart\""]
      ),
    ])
  func wrong(_ section: String, _ findings: [String]) throws {
    #expect(try SmallPlan.findings("documents: {\(section)}") == findings)
  }
}
