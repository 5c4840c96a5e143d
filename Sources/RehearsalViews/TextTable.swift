import RehearsalCore

/// A table in columns of text, or as one record under another where the columns would be too
/// narrow to read.
struct TextTable {
  private let caption: String
  private let width: Int
  private let paint: (String, Ink) -> String

  private static let gap = "  "
  /// The narrowest a column of words becomes, and the widest that one word may make it.
  private static let narrowest = 8
  private static let wordWidest = 20

  private let headings: [String]
  private let rows: [[Cell]]
  private let words: [[String]]
  private let isNumeric: [Bool]

  init(_ table: Block.Table, width: Int, paint: @escaping (String, Ink) -> String) {
    self.width = width
    self.paint = paint
    caption = Visible.name(table.caption)
    headings = (0..<table.columnCount).map { table.heading($0) }
    rows = table.rows.map { table.padded($0) }
    words = rows.map { $0.map(\.words) }
    isNumeric = headings.indices.map { table.isNumeric($0) }
  }

  var lines: [String] {
    let caption = Columns.wrap(caption, to: width).map { paint($0, .strong) }
    guard !rows.isEmpty else { return caption + [Block.empty] }
    return caption + (widths.map { columns($0) } ?? records)
  }

  /// What each column gets, or nil where they do not all fit. Dates are not broken as long as the
  /// other columns still have room for their words.
  private var widths: [Int]? { widths(keepingDates: true) ?? widths(keepingDates: false) }

  private func widths(keepingDates: Bool) -> [Int]? {
    let columns = headings.indices.map { column in [headings[column]] + words.map { $0[column] } }
    let wishes = columns.map { max(1, Columns.widest($0)) }
    let leasts = columns.indices.map { column in
      if keepingDates, isDated(column) { return wishes[column] }
      let word = columns[column].reduce(0) { max($0, Columns.widestWord($1)) }
      return min(wishes[column], max(Self.narrowest, min(word, Self.wordWidest)))
    }
    var left = width - (columns.count - 1) * Self.gap.count - leasts.reduce(0, +)
    guard left >= 0 else { return nil }
    var widths = leasts
    // The column that lacks most gets the next one, until nobody lacks any.
    while left > 0 {
      let lacking = widths.indices.max { wishes[$0] - widths[$0] < wishes[$1] - widths[$1] }
      guard let lacking, widths[lacking] < wishes[lacking] else { break }
      widths[lacking] += 1
      left -= 1
    }
    return widths
  }

  /// Whether a column holds moments and lengths of time alone, and at least one.
  private func isDated(_ column: Int) -> Bool {
    let cells = rows.map { $0[column] }.filter { $0 != .none }
    return !cells.isEmpty
      && cells.allSatisfy { cell in
        switch cell {
        case .moment, .duration: true
        default: false
        }
      }
  }

  private func columns(_ widths: [Int]) -> [String] {
    let rules = widths.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap)
    let inks = headings.map { _ in Ink.strong }
    return line(headings, inks, widths) + [rules]
      + zip(rows, words).flatMap { cells, words in
        line(words, cells.map { $0.status.map { .status($0) } ?? .plain }, widths)
      }
  }

  /// One row, as many lines as its longest cell takes.
  private func line(_ words: [String], _ inks: [Ink], _ widths: [Int]) -> [String] {
    let texts = zip(words, widths).map { Columns.wrap($0, to: $1) }
    let height = texts.reduce(1) { max($0, $1.count) }
    return (0..<height).map { index in
      let cells = widths.indices.map { column in
        let text = index < texts[column].count ? texts[column][index] : ""
        let padding = Columns.padding(text, to: widths[column])
        let painted = paint(text, inks[column])
        return isNumeric[column] ? padding + painted : painted + padding
      }
      return cells.joined(separator: Self.gap)
    }
  }

  private var records: [String] {
    rows.flatMap { row in
      [""] + TextFacts(Array(zip(headings, row)), width: width, paint: paint).lines
    }
  }
}

/// Names and values in two columns, or each value under its name where the names leave too little.
struct TextFacts {
  private let facts: [(name: String, value: Cell)]
  private let width: Int
  private let paint: (String, Ink) -> String

  private static let valueNarrowest = 16

  init(_ facts: [(String, Cell)], width: Int, paint: @escaping (String, Ink) -> String) {
    self.facts = facts.map { (Visible.line($0.0), $0.1) }
    self.width = width
    self.paint = paint
  }

  var lines: [String] {
    let column = Columns.widest(facts.map(\.name)) + 2
    let fits = width - column >= min(Self.valueNarrowest, Columns.widest(facts.map(\.value.words)))
    return facts.flatMap { name, value in
      let ink = value.status.map { Ink.status($0) } ?? .plain
      guard fits else {
        return Columns.wrap(name, to: width)
          + Columns.wrap(value.words, to: width - 2).map { indented(2, paint($0, ink)) }
      }
      let texts = Columns.wrap(value.words, to: width - column)
      return texts.enumerated().map { index, text in
        index == 0
          ? text.isEmpty ? name : name + Columns.padding(name, to: column) + paint(text, ink)
          : indented(column, paint(text, ink))
      }
    }
  }
}

/// Text behind so many spaces, or nothing for nothing.
func indented(_ columns: Int, _ text: String) -> String {
  text.isEmpty ? "" : String(repeating: " ", count: columns) + text
}
