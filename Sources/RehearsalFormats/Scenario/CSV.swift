package import RehearsalCore

/// A table as rows of named cells: UTF-8, the first line names the columns, cells in quotes may
/// hold commas, line ends and doubled quotes.
package enum CSV {
  package static func read(_ text: String, file: String) -> TableAnswer {
    var scanner = Scanner(text, file: file)
    var lines = scanner.lines()
    if let problem = scanner.problem { return .problems([problem]) }
    lines = withoutEmptyEnds(lines)
    guard let header = lines.first else {
      return .problems([
        Diagnostic(
          .tableMalformed, "the table is empty", at: Place(file: file, line: 1, column: 1),
          fix: "begin with a line that names the columns")
      ])
    }
    var problems: [Diagnostic] = []
    for (index, name) in header.enumerated()
    where header[..<index].contains(where: { $0.text == name.text }) {
      problems.append(
        Diagnostic(
          .duplicateKey, "two columns are called \"\(name.text)\"", at: name.place,
          fix: "keep one of the two"))
    }
    var rows: [Node] = []
    for line in lines.dropFirst() {
      if line.count > header.count {
        problems.append(
          Diagnostic(
            .tableMalformed,
            "this line has \(line.count) cells, and there \(header.count == 1 ? "is" : "are") "
              + "\(header.count) \(header.count == 1 ? "column" : "columns")",
            at: line[header.count].place, fix: "put cells that hold a comma in quotes"))
        continue
      }
      let entries = zip(header, line).map { Node.Entry($0, .scalar($1)) }
      rows.append(.map(entries, line[0].place))
    }
    if !problems.isEmpty { return .problems(problems) }
    return .rows(.list(rows, header[0].place))
  }

  /// The lines without the empty cells that spreadsheets leave at their ends, and without lines of
  /// nothing else.
  private static func withoutEmptyEnds(_ lines: [[Node.Scalar]]) -> [[Node.Scalar]] {
    guard let header = lines.first else { return [] }
    let columns = header.lastIndex { !$0.text.isEmpty }.map { $0 + 1 } ?? 0
    return lines.compactMap { line in
      var cells = line
      while cells.count > columns, cells.last?.text.isEmpty == true { cells.removeLast() }
      return cells.allSatisfy { $0.text.isEmpty && !$0.quoted } ? nil : cells
    }
  }

  private struct Scanner {
    private let characters: [Character]
    private let file: String
    private var at = 0
    private var line = 1
    private var column = 1
    private(set) var problem: Diagnostic?

    init(_ text: String, file: String) {
      characters = Array(text)
      self.file = file
    }

    /// The lines that hold anything.
    mutating func lines() -> [[Node.Scalar]] {
      var lines: [[Node.Scalar]] = []
      while at < characters.count, problem == nil {
        var cells = [cell()]
        while at < characters.count, characters[at] == "," {
          step()
          cells.append(cell())
        }
        if at < characters.count { step() }
        if cells.count > 1 || !cells[0].text.isEmpty { lines.append(cells) }
      }
      return lines
    }

    private mutating func step() {
      if characters[at].isNewline {
        line += 1
        column = 1
      } else {
        column += 1
      }
      at += 1
    }

    private mutating func cell() -> Node.Scalar {
      let start = (line, column)
      if at < characters.count, characters[at] == "\"" { return quoted(start) }
      var text = ""
      while at < characters.count, characters[at] != ",", !characters[at].isNewline {
        text.append(characters[at])
        step()
      }
      while text.last?.isWhitespace == true { text.removeLast() }
      let trimmed = String(text.drop { $0.isWhitespace })
      return .init(
        trimmed, Place(file: file, line: start.0, column: start.1, length: text.count))
    }

    private mutating func quoted(_ start: (Int, Int)) -> Node.Scalar {
      let place = Place(file: file, line: start.0, column: start.1)
      var text = ""
      step()
      while at < characters.count {
        if characters[at] == "\"" {
          step()
          guard at < characters.count, characters[at] == "\"" else {
            if at < characters.count, characters[at] != ",", !characters[at].isNewline {
              note("something follows the closing quotes", place)
            }
            return .init(text, quoted: !text.isEmpty, place)
          }
        }
        text.append(characters[at])
        step()
      }
      note("the quotes that open here are never closed", place)
      return .init(text, place)
    }

    private mutating func note(_ message: String, _ place: Place) {
      problem =
        problem
        ?? Diagnostic(
          .tableMalformed, message, at: place, fix: "inside quotes, write quotes twice")
    }
  }
}
