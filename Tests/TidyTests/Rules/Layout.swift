/// Limits and white space: what a reader sees before reading.
extension Rule {
  static let columnsMax = 100
  static let fileLinesMax = 400

  static let lineLength = Rule(
    name: "at most \(columnsMax) columns",
    check: { file in
      guard file.isWritten(in: ["swift", "md", "yaml", "yml"]) else { return [] }
      return file.lines.enumerated().compactMap { index, line in
        guard line.count > columnsMax else { return nil }
        let text = Substring(line)
        guard text.count > columnsMax, file.form != "md" || !isExcused(text) else { return nil }
        return file.finding(
          index + 1, "\(text.count) columns, use at most \(columnsMax)")
      }
    },
    bad: [
      Sample(
        "Sources/A/A.swift", "\n" + wide(101) + "\n",
        finds: "Sources/A/A.swift:2: error: 101 columns, use at most 100"),
      Sample(
        "Tests/A/A.swift", wide(120) + "\n\n" + wide(200),
        finds: "Tests/A/A.swift:1: error: 120 columns, use at most 100",
        "Tests/A/A.swift:3: error: 200 columns, use at most 100"),
      Sample("README.md", wide(101), finds: "README.md:1: error: 101 columns, use at most 100"),
      Sample(
        "scenarios/a/a.yaml", "# https://a " + wide(100),
        finds: "scenarios/a/a.yaml:1: error: 112 columns, use at most 100"),
      Sample(
        "Sources/A/A.swift", "| " + wide(100),
        finds: "Sources/A/A.swift:1: error: 102 columns, use at most 100"),
    ],
    good: [
      Sample("Sources/A/A.swift", wide(100) + "\n" + String(repeating: "é", count: 100)),
      Sample("README.md", "| " + wide(200) + " |\n  | " + wide(100) + "\nhttps://a" + wide(100)),
      Sample("Tests/A/Expected/a.md", wide(101)),
      Sample("Sources/A/a.svg", wide(101)),
    ])

  /// A table row cannot be broken, nor can an address.
  private static func isExcused(_ line: Substring) -> Bool {
    line.drop { $0 == " " }.first == "|" || line.contains("://")
  }

  private static func wide(_ columns: Int) -> String { String(repeating: "x", count: columns) }

  static let fileLength = Rule(
    name: "files of at most \(fileLinesMax) lines",
    check: { file in
      let count = file.text.utf8.count { $0 == UInt8(ascii: "\n") }
      guard file.form == "swift", count > fileLinesMax else { return [] }
      return [
        file.finding(count, "\(count) lines, use at most \(fileLinesMax), split by concept")
      ]
    },
    bad: [
      Sample(
        "Sources/A/A.swift", String(repeating: "\n", count: 401),
        finds: "Sources/A/A.swift:401: error: 401 lines, use at most 400, split by concept"),
      Sample(
        "Tests/A/A.swift", String(repeating: "// a\n", count: 1_000),
        finds: "Tests/A/A.swift:1000: error: 1000 lines, use at most 400, split by concept"),
    ],
    good: [Sample("Sources/A/A.swift", String(repeating: "\n", count: 400))])

  static let whitespace = Rule(
    name: "no tabs, no trailing spaces, one newline at the end",
    check: { file in
      guard file.isWritten(in: ["swift", "md", "yaml", "yml", "css", "js", "svg", "sh"]) else {
        return []
      }
      var findings: [Finding] = []
      for (index, line) in file.lines.enumerated() {
        if line.contains(UInt8(ascii: "\t")) {
          findings.append(file.finding(index + 1, "a tab, use two spaces"))
        }
        if line.last == UInt8(ascii: "\r") {
          findings.append(file.finding(index + 1, "a carriage return, use a line feed alone"))
        } else if line.last == UInt8(ascii: " ") {
          findings.append(file.finding(index + 1, "a trailing space, use none"))
        }
      }
      if file.lines.last?.isEmpty == false {
        findings.append(file.finding(file.lines.count, "no newline at the end, use one"))
      } else if file.text.utf8.elementsEqual("\n".utf8) || file.text.hasSuffix("\n\n") {
        findings.append(file.finding(file.lines.count - 1, "a blank line at the end, use none"))
      }
      return findings
    },
    bad: [
      Sample("a.swift", "\ta\n", finds: "a.swift:1: error: a tab, use two spaces"),
      Sample("a.yaml", "a\n \n", finds: "a.yaml:2: error: a trailing space, use none"),
      Sample("a.md", "a\nb", finds: "a.md:2: error: no newline at the end, use one"),
      Sample("a.css", "a\n\n", finds: "a.css:2: error: a blank line at the end, use none"),
      Sample("a.js", "\n", finds: "a.js:1: error: a blank line at the end, use none"),
      Sample(
        "a.svg", "a\r\n", finds: "a.svg:1: error: a carriage return, use a line feed alone"),
      Sample(
        "Tests/A/a.swift", "a\t ", finds: "Tests/A/a.swift:1: error: a tab, use two spaces",
        "Tests/A/a.swift:1: error: a trailing space, use none",
        "Tests/A/a.swift:1: error: no newline at the end, use one"),
    ],
    good: [
      Sample("a.swift", "a\n\n  b\n"),
      Sample("a.swift", ""),
      Sample("Tests/A/Expected/a.yaml", "a\t \r\n\n"),
      Sample("a.csv", "a;b\r\n"),
    ])
}
