import RehearsalCore
import RehearsalFormats
import Testing

/// Tables: named columns, one row an item, cells in quotes.
@Suite("CSV")
struct CSVTests {
  /// Each row as `name=text@line:column`, or each problem as one line.
  private func read(_ text: String) -> [String] {
    switch CSV.read(text, file: "") {
    case .problems(let problems): problems.map(\.line)
    case .rows(.list(let rows, _)): rows.map(words)
    case .rows(let node): ["no list: \(node.sort)"]
    }
  }

  private func words(_ row: Node) -> String {
    guard case .map(let entries, let place) = row else { return "no row: \(row.sort)" }
    let cells = entries.map { entry in
      guard case .scalar(let scalar) = entry.value else { return "no cell" }
      let text = scalar.quoted ? "\"\(scalar.text)\"" : scalar.text
      return "\(entry.key.text)=\(text)@\(scalar.place.line):\(scalar.place.column)"
    }
    return "\(place.line): " + cells.joined(separator: " ")
  }

  @Test("a line a row, each cell under its column's name")
  func rows() {
    #expect(
      read("title,size\nOne,1\nTwo,2\n") == [
        "2: title=One@2:1 size=1@2:5", "3: title=Two@3:1 size=2@3:5",
      ])
    #expect(read("title\n") == [])
    #expect(read("title\nOne") == ["2: title=One@2:1"])
  }

  @Test("spaces around a cell do not count; a short row leaves the rest out; empty lines are none")
  func tolerance() {
    #expect(
      read("\n title , size \n\n One ,1\nTwo\n\n,\n") == [
        "4: title=One@4:1 size=1@4:7", "5: title=Two@5:1",
      ])
  }

  @Test("Windows line ends and empty cells behind the last are what spreadsheets write")
  func spreadsheets() {
    #expect(read("title,size\r\nOne,1\r\n") == ["2: title=One@2:1 size=1@2:5"])
    #expect(read("title,size,,\nOne,1,,\n,,,\n") == ["2: title=One@2:1 size=1@2:5"])
  }

  @Test("in quotes a cell may hold commas, line ends and doubled quotes")
  func quotes() {
    #expect(
      read("title,size\n\"a, \"\"b\"\"\nc\",1\n\"\",2\n\" d \",3\n") == [
        "2: title=\"a, \"b\"\nc\"@2:1 size=1@3:4", "4: title=@4:1 size=2@4:4",
        "5: title=\" d \"@5:1 size=3@5:7",
      ])
    #expect(read("\"title\",\"size\"\nOne,1") == ["2: title=One@2:1 size=1@2:5"])
  }

  @Test("columns count characters, not bytes")
  func characters() {
    #expect(read("é,👩‍🏫\nß,1") == ["2: é=ß@2:1 👩‍🏫=1@2:3"])
  }

  @Test(
    "no table",
    arguments: [
      ("", ["S011 1:1 the table is empty"]),
      ("\n\n", ["S011 1:1 the table is empty"]),
      ("a,b\n1,2,3", ["S011 2:5 this line has 3 cells, and there are 2 columns"]),
      (
        "a,b\n1,2,\n1,2,3,4",
        ["S011 3:5 this line has 4 cells, and there are 2 columns"]
      ),
      ("a,b,a\n1,2,3", [#"S002 1:5 two columns are called "a""#]),
      (",,\n", ["S011 1:1 the table is empty"]),
      ("a\n\"1", ["S011 2:1 the quotes that open here are never closed"]),
      ("a\n\"1\n2\n3", ["S011 2:1 the quotes that open here are never closed"]),
      ("\"", ["S011 1:1 the quotes that open here are never closed"]),
      ("a,b\n\"1\" 2,3", ["S011 2:1 something follows the closing quotes"]),
      ("a,b\n\"1\"\"2,3", ["S011 2:1 the quotes that open here are never closed"]),
      ("a,b\n\"1\"x\"2\",3", ["S011 2:1 something follows the closing quotes"]),
    ])
  func noTable(_ text: String, _ lines: [String]) {
    #expect(read(text) == lines)
  }

  @Test("quotes in the middle of a cell are part of it")
  func middle() {
    #expect(read("a\n6\" nails") == ["2: a=6\" nails@2:1"])
  }

  @Test("ten thousand rows are read in order")
  func many() {
    let text = "a,b\n" + (0..<10_000).map { "\($0),x\n" }.joined()
    let rows = read(text)
    #expect(rows.count == 10_000)
    #expect(rows.last == "10001: a=9999@10001:1 b=x@10001:6")
  }
}
