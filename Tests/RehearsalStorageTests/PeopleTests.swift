import Glibc
import RehearsalCore
import Testing

@testable import RehearsalStorage

@Suite struct PeopleTests {
  private let temporary: TemporaryFolder
  private let folder: LogFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = LogFolder(temporary.path)
  }

  private func put(_ text: String) throws { try temporary.write(Array(text.utf8), to: file) }

  private let file = "people.json"

  private func id(_ text: String) throws -> ID<Person> { try #require(ID(text)) }

  private func text() throws -> String {
    String(decoding: try temporary.read(file), as: UTF8.self)
  }

  // MARK: Reading

  @Test func nobodyIsNamedWithoutAFile() throws {
    let people = try People.read(folder)
    #expect(people.details.isEmpty)
    #expect(people.mistakes.isEmpty)
    #expect(try people[id("p1")] == nil)
    #expect(try !People.remove(id("p1"), from: folder))
    #expect(Directory.kind(folder.people) == nil)
  }

  @Test func whatIsWrittenComesBack() throws {
    let details = [
      ContactDetails(
        id: try id("p1"), name: "Zoë \"Z\" O'Neil \\", phone: "+44 20 7946 0000",
        email: "z@example.org"),
      ContactDetails(id: try id("p2")),
      ContactDetails(id: try id("p-3"), phone: "01234"),
    ]
    try People.write(details, to: folder)
    let people = try People.read(folder)
    #expect(people.details == details)
    #expect(people.mistakes.isEmpty)
    #expect(try people[id("p-3")]?.phone == "01234")
    #expect(try text().hasPrefix("{\n  \"format\": 1,\n  \"people\": ["))
    try People.write([], to: folder)
    #expect(try People.read(folder).details.isEmpty)
  }

  @Test func onlyTheOwnerMayReadIt() throws {
    func mode() -> UInt32 {
      var status = stat()
      return lstat(folder.people, &status) == 0 ? status.st_mode & 0o777 : 0
    }
    try People.write([ContactDetails(id: try id("p1"))], to: folder)
    #expect(mode() == 0o600)
    try put(#"{"format":1,"people":[{"id":"p1"},{"id":"p2"}]}"#)
    #expect(chmod(folder.people, 0o644) == 0)
    #expect(try People.remove(id("p1"), from: folder))
    #expect(mode() == 0o600)
    #expect(try Directory.names(folder.path) == ["people.json"])
  }

  @Test("of ten who take somebody out at once, all do")
  func removedAtOnce() async throws {
    let ids = try (1...10).map { try id("p\($0)") }
    for _ in 0..<5 {
      try People.write(ids.map { ContactDetails(id: $0) }, to: folder)
      let folder = folder
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for id in ids { group.addTask { try People.remove(id, from: folder) } }
        for try await isRemoved in group { #expect(isRemoved) }
      }
      #expect(try People.read(folder).details.isEmpty)
    }
  }

  @Test func littleThingsAreForgiven() throws {
    try put(
      """
      \u{FEFF}{ "people": [
        {"name": "  Ann \\n Lee ", "id": "p1", "phone": 4420, "email": null},
        {"id": "p2", "name": "", "phone": "   "} ] }
      """)
    let people = try People.read(folder)
    #expect(people.mistakes.isEmpty)
    #expect(
      people.details == [
        ContactDetails(id: try id("p1"), name: "Ann Lee", phone: "4420"),
        ContactDetails(id: try id("p2")),
      ])
  }

  @Test(arguments: [
    ("", "not JSON"), ("{", "not JSON"), ("[]", "is a list"), ("\"a\"", "is \"a\""),
    ("{}", "needs \"people\", a list"), (#"{"people":1}"#, "found \"1\""),
    (#"{"people":{}}"#, "found a group"), (#"{"people":[],}"#, "not JSON"),
    (#"{"people":[],"people":[]}"#, "given twice"), (#"{"people":[]} x"#, "not JSON"),
    (#"{"format":2,"people":[]}"#, "format \"2\""),
    (#"{"format":[],"people":[]}"#, "format a list"), (#"{"people":[],"b":1}"#, "has \"b\""),
    ("\u{0}", "not a text file"),
  ])
  func mistakesInTheFile(_ text: String, _ words: String) throws {
    try put(text)
    let people = try People.read(folder)
    #expect(people.details.isEmpty)
    #expect(people.mistakes.count == 1)
    #expect(try #require(people.mistakes.first).contains(words), "\(people.mistakes)")
  }

  @Test func bytesThatAreNoText() throws {
    try temporary.write([0x7B, 0xFF, 0xFE], to: file)
    #expect(try People.read(folder).mistakes.first?.contains("UTF-8") == true)
    try temporary.write([UInt8](repeating: 0x20, count: (4 << 20) + 1), to: file)
    #expect(try People.read(folder).mistakes.first?.contains("4 MB") == true)
  }

  @Test(arguments: [
    ("1", "Entry 2 of people.json is \"1\""), ("[]", "is a list"), ("{}", "has no id"),
    (#"{"id":""}"#, "has no id"), (#"{"id":[]}"#, "has no id"), (#"{"id":"P 1"}"#, "id \"P 1\""),
    (#"{"id":"p1"}"#, "as one before it"), (#"{"name":"Ann"}"#, "has no id"),
    (#"{"id":"é"}"#, "small letters"),
  ])
  func mistakesInAnEntryHideNoOther(_ entry: String, _ words: String) throws {
    try put(#"{"format":1,"people":[{"id":"p1","name":"One"},\#(entry),{"id":"p3"}]}"#)
    let people = try People.read(folder)
    #expect(people.details.map(\.id.text) == ["p1", "p3"])
    #expect(try people[id("p1")]?.name == "One")
    #expect(people.mistakes.count == 1)
    #expect(try #require(people.mistakes.first).contains(words), "\(people.mistakes)")
  }

  @Test(arguments: [
    (#""fax":"1""#, "\"fax\", which is not read"), (#""name":[]"#, "a list as name"),
    (#""email":{"a":"b"}"#, "a group of named values as email"),
  ])
  func mistakesInAField(_ field: String, _ words: String) throws {
    try put(#"{"format":1,"people":[{"id":"p1","phone":"5",\#(field)}]}"#)
    let people = try People.read(folder)
    #expect(people.details == [ContactDetails(id: try id("p1"), phone: "5")])
    #expect(people.mistakes.count == 1)
    #expect(people.mistakes[0].contains(words))
    #expect(people.mistakes[0].contains("(p1)"))
  }

  @Test func whatIsNoPlainFile() throws {
    for make in [{ mkdir($0, 0o777) }, { mkfifo($0, 0o666) }, { symlink("/etc/hosts", $0) }] {
      #expect(make(folder.people) == 0)
      #expect(problem { _ = try People.read(folder) } == .notAFile(path: folder.people))
      let removing = problem { _ = try People.remove(try id("p1"), from: folder) }
      #expect(removing == .notAFile(path: folder.people))
      #expect(remove(folder.people) == 0)
    }
  }

  // MARK: Removing

  @Test func oneIsTakenOutAndAllElseStays() throws {
    try put(
      #"""
      {"format":1,"note":"\u00e9","people":[{"id":"p1","name":"Ann","fax":[1,2.5,null,{}]},
      {"id":"p2","name":"Bob \"B\""},7,{"id":"p1","name":"Ann again"},{"name":"x"}]}
      """#)
    #expect(try People.remove(id("p2"), from: folder))
    #expect(
      try text() == #"{"format":1,"note":"é","people":[{"id":"p1","name":"Ann","#
        + #""fax":[1,2.5,null,{}]},7,{"id":"p1","name":"Ann again"},{"name":"x"}]}"# + "\n")
    #expect(try !People.remove(id("p2"), from: folder))
    #expect(try People.remove(id("p1"), from: folder))
    #expect(try text() == #"{"format":1,"note":"é","people":[7,{"name":"x"}]}"# + "\n")
  }

  @Test(arguments: ["", "{", "[]", "{}", #"{"people":{"p1":{"name":"Ann"}}}"#, "\u{0}", "Ann"])
  func aFileThatCannotBeReadIsLeftAlone(_ text: String) throws {
    try put(text)
    guard
      case .peopleUnread(let path, _)? = problem({
        _ = try People.remove(try id("p1"), from: folder)
      })
    else {
      Issue.record("not refused")
      return
    }
    #expect(path == folder.people)
    #expect(try self.text() == text)
  }

  @Test func namesThatWereLeftBesideItGoAsWell() throws {
    try People.write([ContactDetails(id: try id("p1"), name: "Ann")], to: folder)
    try temporary.write(Array("Ann".utf8), to: "people.json.part-1")
    try temporary.write([], to: "people.json.bak")
    #expect(try People.remove(id("p1"), from: folder))
    #expect(try Directory.names(folder.path) == ["people.json", "people.json.bak"])
  }

  @Test func aFolderThatIsGone() throws {
    let gone = LogFolder("\(temporary.path)/gone")
    #expect(problem { try People.write([], to: gone) } != nil)
    #expect(problem { _ = try People.remove(try id("p1"), from: gone) } != nil)
    #expect(try People.read(gone).details.isEmpty)
  }
}
