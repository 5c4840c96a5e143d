import RehearsalCore
import Testing

@testable import RehearsalViews

/// A chart as people see it, and as those who do not see it read it.
@Suite struct HTMLChartTests {
  private func moment(_ text: String) throws -> Moment { try #require(Moment(text: text)) }

  private func chart(_ points: [(String, Int)], marks: [(String, String)] = []) throws
    -> Block.Chart
  {
    Block.Chart(
      title: "All were told", unit: "people told", whole: 10,
      series: [Block.Series("Told", try points.map { Block.Point(try moment($0.0), $0.1) })],
      marks: try marks.map { Block.Mark(try moment($0.0), $0.1) })
  }

  private func html(_ chart: Block.Chart) -> String {
    HTMLRenderer().render(Page(title: "Chart", blocks: [Block("told", .chart(chart))]))
  }

  @Test func `The table holds every number of the picture, and what fell then`() throws {
    let chart = try chart(
      [("2026-11-23T09:00", 0), ("2026-11-23T09:30", 4), ("2026-11-23T10:30", 10)],
      marks: [("2026-11-23T10:00", "all to be told")])
    #expect(chart.table.columns == ["When", "Told", "What falls then"])
    #expect(chart.table.rows.map { $0[1] } == [.number(0), .number(4), .number(4), .number(10)])
    #expect(chart.table.rows[2][2] == .words("all to be told"))
    let page = html(chart)
    #expect(page.contains("<svg") && page.contains("<table>") && page.contains(">all to be told<"))
    #expect(page.contains("M60 260H205V164"))
  }

  @Test func `Days on which nothing stands take no room, and are marked as left out`() throws {
    let chart = try chart([("2026-11-27T16:00", 2), ("2026-11-30T09:00", 10)])
    let scale = ChartScale(chart)
    #expect(scale.days.map(\.follows) == [false, true])
    #expect(scale.days.map(\.x) == [60, 350])
    #expect(html(chart).contains(#"class="gap""#))
  }

  @Test func `A count beyond what there is, one moment and none at all are drawn too`() throws {
    #expect(html(try chart([("2026-11-23T09:00", 20)])).contains("<svg"))
    #expect(html(try chart([])).contains("<svg"))
    let none = Block.Chart(title: "", unit: "", whole: 0, series: [])
    #expect(html(none).contains("Untitled"))
  }

  @Test func `No two regions of several charts have one name`() throws {
    let chart = try chart([("2026-11-23T09:00", 1)])
    let page = HTMLRenderer().render(
      Page(
        title: "Charts",
        blocks: [Block("one", .chart(chart)), Block("two", .chart(chart))]))
    let names = page.matches(of: #/role="region" aria-labelledby="([^"]*)"/#).map { $0.output.1 }
    #expect(names.count == 4)
    #expect(Set(names).count == 4)
    for name in names {
      for id in name.split(separator: " ") { #expect(page.contains("id=\"\(id)\"")) }
    }
  }

  @Test func `Words cannot leave their place in the picture`() throws {
    let chart = try chart(
      [("2026-11-23T09:00", 1)], marks: [("2026-11-23T09:00", "</text><script>")])
    #expect(!html(chart).contains("<script>"))
  }

  @Test func `Time goes to the right and more stands higher`() throws {
    let scale = ChartScale(
      try chart([("2026-11-23T09:00", 0), ("2026-11-24T12:00", 5), ("2026-11-25T17:00", 10)]))
    let times = try [
      "2026-11-23T09:00", "2026-11-23T17:00", "2026-11-24T09:00", "2026-11-25T17:00",
    ]
    .map { scale.x(try moment($0)) }
    #expect(times == [60, 231, 253, 617])
    #expect(scale.y(0) > scale.y(5) && scale.y(5) > scale.y(10))
  }
}
