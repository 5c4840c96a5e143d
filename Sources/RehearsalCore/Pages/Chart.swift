extension Block {
  /// How counts rose over time: lines that go up in steps, and the moments that mattered.
  ///
  /// A renderer draws it and puts its table below, so that nobody depends on the picture.
  package struct Chart: Sendable, Hashable {
    /// The finding in about ten words.
    package let title: String
    /// What is counted, such as `people told`.
    package let unit: String
    /// What there is in all: the top of the picture.
    package let whole: Int
    package let series: [Series]
    /// Deadlines and the like.
    package let marks: [Mark]

    package init(
      title: String, unit: String, whole: Int, series: [Series], marks: [Mark] = []
    ) {
      self.title = title
      self.unit = unit
      self.whole = whole
      self.series = series
      self.marks = marks
    }
  }

  /// One line of a chart. Four can be told apart.
  package struct Series: Sendable, Hashable {
    package let name: String
    /// In the order of time; each holds until the next.
    package let points: [Point]

    package init(_ name: String, _ points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  /// A count from a moment on.
  package struct Point: Sendable, Hashable {
    package let at: Moment
    package let count: Int

    package init(_ at: Moment, _ count: Int) {
      self.at = at
      self.count = count
    }
  }

  /// A moment that matters to the reader of a chart.
  package struct Mark: Sendable, Hashable {
    package let at: Moment
    package let words: String

    package init(_ at: Moment, _ words: String) {
      self.at = at
      self.words = words
    }
  }
}

extension Block.Chart {
  /// The same numbers as a table: a row for each moment at which a count changed or a mark stands.
  package var table: Block.Table {
    let moments = Set(series.flatMap { $0.points.map(\.at) } + marks.map(\.at)).sorted()
    let hasMarks = !marks.isEmpty
    return Block.Table(
      caption: "The numbers: \(unit)",
      columns: ["When"] + series.map(\.name) + (hasMarks ? ["What falls then"] : []),
      rows: moments.map { moment in
        let counts: [Cell] = series.map { series in
          series.points.last { $0.at <= moment }.map { .number($0.count) } ?? .none
        }
        let words = marks.filter { $0.at == moment }.map(\.words)
        let fallen: Cell = words.isEmpty ? .none : .words(words.joined(separator: ", "))
        return [.moment(moment)] + counts + (hasMarks ? [fallen] : [])
      })
  }
}
