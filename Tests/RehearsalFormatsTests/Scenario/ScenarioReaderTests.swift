import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// Scenarios from files to a plan: those that are well, and the files that belong to them.
@Suite("The reader of scenarios")
struct ScenarioReaderTests {
  /// A dozen lines are a rehearsal.
  static let small = """
    format: 1
    title: Small
    framework: ilacs-standard
    call: 2026-11-23 09:15
    roles:
      - title: Director
      - title: Head of service
    communication:
      groups: [{title: Carers, size: 12}]
      tree:
        - role: director
          tells: [head-of-service, carers]
    """

  static func read(
    _ yaml: String, _ files: [String: String] = [:], under prefix: String = ""
  ) throws -> ScenarioReading {
    let sources =
      [SourceFile(path: "scenario.yaml", bytes: Array(yaml.utf8))]
      + files.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
    return try ScenarioReader(.rehearsal, shownUnder: prefix).read(SourceFiles(sources))
  }

  /// What is said of a scenario, each as `code line:column message`; the main file unnamed.
  static func lines(_ yaml: String, _ files: [String: String] = [:]) throws -> [String] {
    try read(yaml, files).diagnostics.map { $0.line.replacing("scenario.yaml:", with: "") }
  }

  @Test("the shipped tutorial is clean, and keeps the files it was read from")
  func tutorial() throws {
    let reading = try ScenarioReader(.rehearsal).read(SourceFiles.shipped("tutorial"))
    #expect(reading.diagnostics.map(\.line) == [])
    #expect(reading.plan != nil)
    #expect(!reading.hasErrors)
    #expect(reading.used.map(\.path) == ["scenario.yaml", "frameworks/ilacs-standard.yaml"])
    #expect(reading.texts.map(\.name) == reading.used.map(\.path))
  }

  @Test("a scenario larger than any council's has nothing wrong in it")
  func large() throws {
    let reading = try ScenarioReader(.rehearsal).read(LargeScenario.files)
    #expect(reading.diagnostics.map(\.line) == [])
    let plan = try #require(reading.plan)
    #expect(plan.steps.filter { $0.sort == .document }.count == LargeScenario.documents)
    #expect(plan.steps.filter { $0.sort == .inject }.count == LargeScenario.injects)
  }

  @Test("a dozen lines are a scenario, with a message that goes round by itself")
  func dozen() throws {
    #expect(Self.small.split(separator: "\n").count <= 14)
    let reading = try Self.read(Self.small)
    #expect(reading.diagnostics.map(\.line) == [])
    let plan = try #require(reading.plan)
    let cascade = try #require(plan.steps.first { $0.sort == .cascade })
    #expect((cascade.id, cascade.at.text()) == ("cascade-notification-call", "2026-11-23T09:15:00"))
    #expect(cascade.owner == .known("director"))
    #expect(
      plan[Communication.self].cascades.map(\.below) == [
        [.known("head-of-service"), .known("carers")]
      ])
  }

  @Test("every shipped framework makes a plan, and is used by its own name")
  func frameworks() throws {
    #expect(Frameworks.shipped.contains("ilacs-standard"))
    for framework in Frameworks.shipped {
      let known = try #require(ID<Framework>(framework).flatMap { Frameworks.shipped($0) })
      let from =
        known.inForceFrom.flatMap {
          WorkingCalendar().nextWorkingDay(onOrAfter: $0.adding(days: 60))?.text()
        } ?? "2026-11-23"
      let yaml = Self.small.replacing("ilacs-standard", with: framework)
        .replacing("2026-11-23", with: from)
      let reading = try Self.read(yaml)
      #expect(reading.diagnostics.map(\.line) == [], "\(framework)")
      #expect(reading.used.map(\.path).last == "frameworks/\(framework).yaml")
    }
  }

  private static let withTable = small.replacing(
    "roles:\n  - title: Director\n  - title: Head of service", with: "roles: roles.csv")

  @Test("a list may stand in a table, whose cells are checked with all the rest")
  func table() throws {
    let roles =
      "title,id,holder,deputy,basis\nDirector,,p1,p2,\n"
      + "\"Head, of service\",head-of-service,p3,,invented\n"
    let reading = try Self.read(Self.withTable, ["roles.csv": roles])
    #expect(reading.diagnostics.map(\.line) == [])
    #expect(reading.plan?.scenario.head.roles.map(\.title) == ["Director", "Head, of service"])
    #expect(
      reading.used.map(\.path) == [
        "scenario.yaml", "frameworks/ilacs-standard.yaml", "roles.csv",
      ])
  }

  @Test(
    "what is wrong in a table",
    arguments: [
      (
        "title,holder\nDirector,P 1\nHead of service,\n",
        [
          #"S008 roles.csv:2:10 "P 1" is not the id of a person: small letters, digits and "#
            + "hyphens, at most 48"
        ]
      ),
      (
        "title,seat\nDirector,1\nHead of service,2\n",
        [#"S005 roles.csv:1:7 no column is called "seat""#]
      ),
      (
        "title,id\nDirector,\nHead of service,director\n",
        [
          #"S014 10:15 no role or group is called "head-of-service""#,
          #"S012 roles.csv:3:17 another role is called "director" already"#,
        ]
      ),
    ])
  func wrongTable(_ table: String, _ lines: [String]) throws {
    let said = try Self.lines(Self.withTable, ["roles.csv": table])
    #expect(said == lines)
  }

  @Test(
    "a table that cannot be read has nobody in it",
    arguments: [
      ("title\nDirector,1\n", "2:10 this line has 2 cells, and there is 1 column"),
      ("", "1:1 the table is empty"),
      ("title\n\"Director\n", "2:1 the quotes that open here are never closed"),
    ])
  func noTable(_ table: String, _ line: String) throws {
    let said = try Self.lines(Self.withTable, ["roles.csv": table])
    #expect(
      said == [
        "S011 roles.csv:\(line)"
      ])
  }

  @Test(
    "a table must be a file of the scenario's own folder",
    arguments: [
      ("people.csv", #"there is no file "people.csv" here"#),
      ("role.csv", #"there is no file "role.csv" here"#),
      ("../roles.csv", #""../roles.csv" leaves the scenario's folder"#),
      ("/etc/roles.csv", #""/etc/roles.csv" leaves the scenario's folder"#),
      ("a/../../roles.csv", #""a/../../roles.csv" leaves the scenario's folder"#),
      ("a/../roles.csv", #""a/../roles.csv" leaves the scenario's folder"#),
      ("a//roles.csv", #""a//roles.csv" leaves the scenario's folder"#),
      ("./roles.csv", #"there is no file "./roles.csv" here"#),
      ("binary.csv", "binary.csv is not a text file. Save it as plain text."),
    ])
  func tablePath(_ path: String, _ message: String) throws {
    let yaml = Self.withTable.replacing("roles.csv", with: path)
    let files = ["roles.csv": "title\nDirector\n", "binary.csv": "title\n\u{0}\n"]
    let reading = try Self.read(yaml, files)
    #expect(reading.diagnostics.first?.line == "S010 scenario.yaml:5:8 \(message)")
    #expect(reading.plan == nil)
    #expect(!reading.used.map(\.path).contains(path))
  }

  @Test("messages and texts name files as they were asked for")
  func prefix() throws {
    let reading = try Self.read("title: a: b", under: "scenarios/mine/")
    #expect(
      reading.diagnostics.map(\.line) == [
        "S001 scenarios/mine/scenario.yaml:1:9 a second colon stands here, where only a value may"
      ])
    #expect(reading.isUnreadable)
    #expect(reading.texts.map(\.name) == ["scenarios/mine/scenario.yaml"])
    #expect(reading.used.map(\.path) == ["scenario.yaml"])
  }

  @Test("a folder without a scenario says what it lacks")
  func noScenario() throws {
    let reading = try ScenarioReader(.rehearsal, shownUnder: "mine/").read(SourceFiles([]))
    #expect(
      reading.diagnostics.map(\.line) == [
        "S001 mine/scenario.yaml:1:1 there is no scenario.yaml here"
      ])
    #expect((reading.plan == nil, reading.isUnreadable) == (true, true))
  }

  @Test("a scenario that is no text at all is thrown back")
  func noText() {
    for bytes: [UInt8] in [[0], [0xFF], [UInt8](repeating: 0x20, count: (4 << 20) + 1)] {
      let files = SourceFiles([SourceFile(path: "scenario.yaml", bytes: bytes)])
      #expect(throws: UnreadableFile.self) { try ScenarioReader(.rehearsal).read(files) }
    }
  }
}
