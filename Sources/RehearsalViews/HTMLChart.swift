import RehearsalCore

/// A chart as a picture that needs no script: lines in steps, each told from the others by its
/// dashes as well as its colour, and named at its end.
struct HTMLChart {
  private let chart: Block.Chart
  private let scale: ChartScale

  init(_ chart: Block.Chart) {
    self.chart = chart
    scale = ChartScale(chart)
  }

  /// The picture with its caption, in a region that scrolls by itself where it is too wide.
  func figure(captioned caption: String) -> HTML {
    let parts = axes + chart.marks.enumerated().map { mark($1, row: $0) } + lines
    return #"""
      <figure><figcaption id="\#(caption)">\#(Visible.name(chart.title))</figcaption>
      <div class="scroll" role="region" aria-labelledby="\#(caption)" tabindex="0">
      <svg viewBox="0 0 760 300" role="img" aria-labelledby="\#(caption)" focusable="false">
      \#(HTML(parts, separator: "\n"))
      </svg></div></figure>

      """#
  }

  private func text(_ x: Int, _ y: Int, _ words: String, _ anchor: String = "start") -> HTML {
    #"<text x="\#(x)" y="\#(y)" text-anchor="\#(anchor)">\#(Visible.line(words))</text>"#
  }

  private func line(_ kind: String, _ x: Int, _ y: Int, _ toX: Int, _ toY: Int) -> HTML {
    #"<line class="\#(kind)" x1="\#(x)" y1="\#(y)" x2="\#(toX)" y2="\#(toY)"></line>"#
  }

  private var axes: [HTML] {
    let (left, right, bottom) = (ChartScale.left, ChartScale.right, ChartScale.bottom)
    let across = scale.counts.flatMap { count in
      [
        line(count == 0 ? "axis" : "grid", left, scale.y(count), right, scale.y(count)),
        text(left - 10, scale.y(count) + 5, count.grouped, "end"),
      ]
    }
    let hours = scale.hours.map { text(scale.x($0), bottom + 20, $0.time.words, "middle") }
    return across + hours + days + [text(left, 12, chart.unit)]
  }

  /// The days below, as many as can be read; a double line where days were left out.
  private var days: [HTML] {
    let step = max(1, (scale.days.count + 5) / 6)
    return scale.days.enumerated().flatMap { index, day -> [HTML] in
      let gap = [-2, 2].map {
        line("gap", day.x + $0, ChartScale.bottom - 6, day.x + $0, ChartScale.bottom + 6)
      }
      let name = scale.days.count == 1 ? day.date.words : day.date.shortWords
      let words = text(day.x + day.width / 2, ChartScale.bottom + 36, name, "middle")
      return (day.follows ? gap : []) + (index % step == 0 ? [words] : [])
    }
  }

  /// A deadline: an upright line with its words, each a little higher than the one before.
  private func mark(_ mark: Block.Mark, row: Int) -> HTML {
    let x = scale.x(mark.at)
    let y = ChartScale.bottom - 14 - row % 4 * 16
    let (at, anchor) = x > 420 ? (x - 6, "end") : (x + 6, "start")
    let rule = line("rule", x, ChartScale.top, x, ChartScale.bottom)
    return #"<g class="mark">\#(rule)\#(text(at, y, mark.words, anchor))</g>"#
  }

  private var lines: [HTML] {
    chart.series.prefix(4).enumerated().compactMap { index, series in
      guard let first = series.points.first, let last = series.points.last else { return nil }
      var path = "M\(scale.x(first.at)) \(scale.y(first.count))"
      for point in series.points.dropFirst() {
        path += "H\(scale.x(point.at))V\(scale.y(point.count))"
      }
      return #"""
        <g class="series-\#(index + 1)"><path d="\#(path)"></path>\#
        \#(text(scale.x(last.at) + 6, scale.y(last.count) + 5, series.name))</g>
        """#
    }
  }
}
