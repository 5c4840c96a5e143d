package import RehearsalCore

extension Plan {
  /// Every dated step as a table for a spreadsheet, in order: UTF-8 with a line of names first, as
  /// RFC 4180 has it. It holds new events, so it is for those who run the rehearsal.
  ///
  /// Each row says that it is an exercise, because rows are copied into other tables. Moments are
  /// written as in ``json``.
  package var csv: String {
    var table = CSVText()
    table.add(["at", "until", "id", "kind", "title", "group", "module", "owner", "notice"])
    for step in steps {
      table.add([
        text(step.at), step.until.map { text($0) } ?? "", step.id, step.sort.rawValue, step.title,
        step.group ?? "", step.module, step.owner?.text ?? "", "Exercise only",
      ])
    }
    return table.text
  }
}

/// Rows of a table as they are written down.
///
/// A spreadsheet runs a cell that begins like a formula, whatever its author meant by it: an
/// apostrophe in front makes it text. Everything is decided by code points, because an accent after
/// a quotation mark makes one letter of both for Swift, and for no spreadsheet.
private struct CSVText {
  private(set) var text = ""

  mutating func add(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.unicodeScalars.append(",") }
      write(cell)
    }
    text.unicodeScalars.append(contentsOf: "\r\n".unicodeScalars)
  }

  private mutating func write(_ cell: String) {
    let scalars = cell.unicodeScalars
    let isFormula = scalars.first.map { CSVText.begins.contains($0) } ?? false
    // Readers may drop spaces at the ends of a cell without quotes.
    let isQuoted =
      scalars.contains { [",", "\"", "\r", "\n"].contains($0) }
      || [scalars.first, scalars.last].contains { $0?.properties.isWhitespace == true }
    if isQuoted { text.unicodeScalars.append("\"") }
    if isFormula { text.unicodeScalars.append("'") }
    for scalar in scalars {
      if scalar == "\"" { text.unicodeScalars.append("\"") }
      let isBreak = scalar == "\t" || scalar == "\r" || scalar == "\n"
      text.unicodeScalars.append(scalar.actsUnseen && !isBreak ? "\u{FFFD}" : scalar)
    }
    if isQuoted { text.unicodeScalars.append("\"") }
  }

  /// What some spreadsheet takes for the beginning of a formula, or drops before one; the wide
  /// forms are those of East Asian keyboards.
  private static let begins: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]
}

extension Unicode.Scalar {
  /// Whether it moves a terminal's cursor or turns the text after it around, and cannot be seen. No
  /// export writes such a thing down; line ends and tabs are among them.
  var actsUnseen: Bool {
    switch value {
    case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
