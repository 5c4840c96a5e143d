import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// The plan as a table that spreadsheets open.
@Suite("The plan as CSV")
struct PlanCSVTests {
  /// A small plan whose one deadline is called so, and what else the tests need.
  static func plan(
    title: String = "Ready", role: String = "Director", call: String = "call: 2026-11-23 09:15",
    with more: String = ""
  ) throws -> Plan {
    try MemoryRehearsal(
      yaml: """
        title: Small
        framework: ilacs-standard
        \(call)
        roles: [{title: \(quoted(role)), id: -a}]
        timeline:
          deadlines: [{title: \(quoted(title)), id: made, due: day 2 17:00, owner: -a}]
        \(more)
        """
    ).plan
  }

  /// Any text in YAML's double quotes.
  static func quoted(_ text: String) -> String {
    let escapes = text.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
    return "\"" + escapes.joined() + "\""
  }

  static let meeting =
    "fieldwork: {meetings: [{title: Talk, id: talk, at: day 8 14:00, with: [-a]}]}"

  private static let header = "at,until,id,kind,title,group,module,owner,notice"

  /// The row of a step as it is written, which may take several lines.
  private func row(_ plan: Plan, _ id: String) throws -> String {
    let rows = plan.csv.split(separator: "\r\n", omittingEmptySubsequences: false)
    return String(try #require(rows.first { $0.contains(",\(id),") }))
  }

  @Test("every step is a row, in order, under the names of the columns")
  func rows() throws {
    let plan = try MemoryRehearsal(
      yaml: String(
        decoding: try #require(SourceFiles.shipped("tutorial")["scenario.yaml"]).bytes,
        as: UTF8.self)
    ).plan
    let table = try #require(Rows.read(plan.csv))
    #expect(table.first?.joined(separator: ",") == Self.header)
    #expect(table.dropFirst().map { $0[2] } == plan.steps.map(\.id))
    for (cells, step) in zip(table.dropFirst(), plan.steps) {
      #expect(cells[0] == step.at.text())
      #expect(cells[1] == step.until?.text() ?? "")
      #expect(Array(cells[3...5]) == [step.sort.rawValue, step.title, step.group ?? ""])
      #expect(Array(cells[6...]) == [step.module, step.owner?.text ?? "", "Exercise only"])
    }
    #expect(plan.csv.hasSuffix("\r\n"))
    #expect(plan.steps.contains { $0.until != nil } && plan.steps.contains { $0.group != nil })
  }

  @Test("our own reader takes what we write")
  func ownReader() throws {
    let plan = try Self.plan(title: "a, \"b\"", with: Self.meeting)
    guard case .rows(.list(let rows, _)) = CSV.read(plan.csv, file: "plan.csv") else {
      Issue.record("our own reader refuses it")
      return
    }
    #expect(rows.count == plan.steps.count)
  }

  @Test("a meeting has an end")
  func meeting() throws {
    #expect(
      try row(Self.plan(with: Self.meeting), "meeting-talk")
        == "2026-11-30T14:00:00,2026-11-30T14:45:00,meeting-talk,meeting,Talk,,fieldwork,"
        + "'-a,Exercise only")
  }

  @Test("where nobody knows when the call comes, days are counted")
  func undated() throws {
    let plan = try Self.plan(call: "window: {from: 2026-11-02, to: 2026-11-27}", with: Self.meeting)
    #expect(try row(plan, "due-made").hasPrefix("day 2 17:00,,due-made,deadline,Ready,"))
    #expect(try row(plan, "meeting-talk").hasPrefix("day 8 14:00,day 8 14:45,meeting-talk,"))
    #expect(!plan.csv.contains("2026"))
  }

  @Test("an id may begin with a hyphen, and is text all the same")
  func owner() throws {
    #expect(try row(Self.plan(), "due-made").hasSuffix(",Ready,,timeline,'-a,Exercise only"))
  }

  /// Titles, each with the cell that it becomes.
  private static let cells = [
    ("plain – é 言", "plain – é 言"),
    ("a'b", "a'b"),
    ("a=b", "a=b"),
    ("=1+1", "'=1+1"),
    ("+1", "'+1"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "\"'\t=1\""),
    ("\r=1", "\"'\r=1\""),
    ("\n=1", "\"'\n=1\""),
    ("＝1", "'＝1"),
    ("＋1", "'＋1"),
    ("－1", "'－1"),
    ("＠a", "'＠a"),
    ("=\u{301}1", "'=\u{301}1"),
    ("=1,\"2\"", "\"'=1,\"\"2\"\"\""),
    ("=HYPERLINK(\"http://a\",\"b\")", "\"'=HYPERLINK(\"\"http://a\"\",\"\"b\"\")\""),
    ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    (" =1", "\" =1\""),
    ("\u{A0}=1", "\"\u{A0}=1\""),
    ("a ", "\"a \""),
    ("'=1", "'=1"),
    ("a,b", "\"a,b\""),
    ("a;b", "a;b"),
    ("\"", "\"\"\"\""),
    ("\"\u{301}", "\"\"\"\u{301}\""),
    (",\u{301}", "\",\u{301}\""),
    ("a\"b\"c", "\"a\"\"b\"\"c\""),
    ("a\r\nb", "\"a\r\nb\""),
    ("a\nb", "\"a\nb\""),
    ("a\rb", "\"a\rb\""),
    ("a\",Exercise only\r\n2026", "\"a\"\",Exercise only\r\n2026\""),
    ("nul\u{0}", "nul\u{FFFD}"),
    ("\u{0}=1", "\u{FFFD}=1"),
    ("\u{1B}[2J\u{7F}\u{9B}", "\u{FFFD}[2J\u{FFFD}\u{FFFD}"),
    ("\u{202E}a\u{2066}", "\u{FFFD}a\u{FFFD}"),
  ]

  @Test("no text of a scenario leaves its cell or becomes a formula", arguments: cells.indices)
  func hostile(which: Int) throws {
    let (title, cell) = Self.cells[which]
    let csv = try Self.plan(title: title).csv
    let expected = "2026-11-24T17:00:00,,due-made,deadline,\(cell),,timeline,'-a,Exercise only\r\n"
    #expect(Array(csv.utf8).contains(Array(expected.utf8)), "\(csv.debugDescription)")
    let table = try #require(Rows.read(csv))
    #expect(table.allSatisfy { $0.count == 9 && ["Exercise only", "notice"].contains($0[8]) })
    for cell in table.joined() {
      let first = cell.unicodeScalars.first ?? "a"
      #expect(!["=", "+", "-", "@", "\t", "\r", "\n"].contains(first), "\(cell)")
    }
  }

  @Test("nor does what it is one of")
  func group() throws {
    let plan = try Self.plan(
      with: """
        logistics:
          - {title: Room, id: room, checklist: '=1,"2"', due: day 3 12:00, owner: -a}
        """)
    #expect(
      try row(plan, "item-room")
        == "2026-11-25T12:00:00,,item-room,item,Room,\"'=1,\"\"2\"\"\",logistics,'-a,Exercise only")
  }
}

/// A table read as RFC 4180 says, byte for byte and nothing more lenient.
private enum Rows {
  /// The cells, or nil where a quotation mark or a line end stands where none may.
  static func read(_ text: String) -> [[String]]? {
    let bytes = Array(text.utf8)
    var (rows, row, at): ([[String]], [String], Int) = ([], [], 0)
    while at < bytes.count {
      var cell: [UInt8] = []
      if bytes[at] == UInt8(ascii: "\"") {
        at += 1
        while true {
          guard at < bytes.count else { return nil }
          let isMark = bytes[at] == UInt8(ascii: "\"")
          let isDoubled = isMark && at + 1 < bytes.count && bytes[at + 1] == bytes[at]
          if isMark, !isDoubled { break }
          cell.append(bytes[at])
          at += isDoubled ? 2 : 1
        }
        at += 1
      } else {
        while at < bytes.count, ![0x2C, 0x0D, 0x0A].contains(bytes[at]) {
          guard bytes[at] != UInt8(ascii: "\"") else { return nil }
          cell.append(bytes[at])
          at += 1
        }
      }
      row.append(String(decoding: cell, as: UTF8.self))
      guard at < bytes.count else { return nil }
      if bytes[at] == UInt8(ascii: ",") {
        at += 1
      } else {
        guard bytes[at...].starts(with: [0x0D, 0x0A]) else { return nil }
        at += 2
        rows.append(row)
        row = []
      }
    }
    return row.isEmpty ? rows : nil
  }
}
