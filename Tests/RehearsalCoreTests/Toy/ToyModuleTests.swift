import RehearsalFormats
import RehearsalTestSupport
import Testing

@testable import RehearsalCore

/// A module that nobody has heard of goes through everything that a module goes through: nothing
/// in the readers, writers, schema, forms or views had to be told of it.
@Suite("A new module: its files and messages")
struct ToyModuleTests {
  static let yaml = """
    title: A visit
    framework: ilacs-standard
    call: 2026-11-23 09:15
    roles: [{title: Director}, {title: Head of service}, {title: Data lead}]
    visitors-book:
      desk: head-of-service
      entrances:
        - {title: Front door, badges: 1}
        - {title: Car park}
    """

  /// What is said of a scenario, each as `code line:column message | fix`.
  private func lines(_ yaml: String, _ files: [String: String] = [:]) throws -> [String] {
    let sources =
      [SourceFile(path: "scenario.yaml", bytes: Array(yaml.utf8))]
      + files.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
    return try ScenarioReader(.withOneMore).read(SourceFiles(sources)).diagnostics.map {
      $0.line.replacing("scenario.yaml:", with: "")
    }
  }

  @Test("YAML: its section is read, and put on the calendar")
  func section() throws {
    #expect(try lines(Self.yaml) == [])
    let plan = try MemoryRehearsal(yaml: Self.yaml, modules: .withOneMore).plan
    let prepared = plan[VisitorsBook.self]
    #expect(prepared.desk == .known("head-of-service"))
    #expect(prepared.entrances.map(\.id) == [.known("front-door"), .known("car-park")])
    #expect(prepared.entrances.map(\.badges) == [1, 20])
    #expect(plan.names.title(ID<BookEntrance>.known("car-park")) == "Car park")
  }

  @Test("YAML: left out, it is read from nothing")
  func leftOut() throws {
    let yaml = Self.yaml.split(separator: "\n").prefix(4).joined(separator: "\n")
    let plan = try MemoryRehearsal(yaml: yaml, modules: .withOneMore).plan
    #expect(plan[VisitorsBook.self].entrances == [])
    #expect(plan[VisitorsBook.self].desk == nil)
  }

  @Test(
    "YAML: what is wrong in its section is said as in any other",
    arguments: [
      (
        ("head-of-service\n", "head-of-servce\n"),
        #"S014 6:9 no role is called "head-of-servce" | did you mean "head-of-service" (line 4)?"#
      ),
      (("desk:", "dsek:"), #"S005 6:3 nothing here is called "dsek" | did you mean "desk"?"#),
      (
        ("visitors-book:", "vistors-book:"),
        #"S005 5:1 nothing here is called "vistors-book" | did you mean "visitors-book"?"#
      ),
      (
        ("Car park", "Front door"),
        #"S012 9:15 another entrance is called "front-door" already | "#
          + "give one of them another id; the first is on line 8"
      ),
      (
        ("badges: 1", "badges: one"),
        #"S008 8:35 "one" is not a whole number | write digits alone, such as 12"#
      ),
      (
        ("badges: 1", "badges: 0"),
        "X001 8:35 0 badges let nobody in | have at least one badge"
      ),
      (
        ("{title: Car park}", "Car park"),
        #"S003 9:7 expected named values here, found "Car park" | write it as "name: value" lines"#
      ),
    ])
  func wrongSection(_ change: (old: String, new: String), _ line: String) throws {
    #expect(try lines(Self.yaml.replacing(change.old, with: change.new)) == [line])
  }

  @Test("YAML: without the module in the composition, nobody knows its section")
  func notComposed() throws {
    let file = SourceFile(path: "scenario.yaml", bytes: Array(Self.yaml.utf8))
    let reading = try ScenarioReader(.rehearsal).read(SourceFiles([file]))
    #expect(
      reading.diagnostics.map { $0.line.prefix(52) } == [
        #"S005 scenario.yaml:5:1 nothing here is called "visit"#
      ])
  }

  @Test("CSV: its list may stand in a table")
  func table() throws {
    let yaml =
      Self.yaml.split(separator: "\n").prefix(6).joined(separator: "\n")
      + "\n  entrances: doors.csv\n"
    let doors = "title,badges\nFront door,1\nCar park,\n"
    let plan = try MemoryRehearsal(
      yaml: yaml, modules: .withOneMore, files: ["doors.csv": doors]
    ).plan
    #expect(plan[VisitorsBook.self].entrances.map(\.badges) == [1, 20])
    #expect(
      try lines(yaml, ["doors.csv": "title,badge\nFront door,none\n"]) == [
        #"S005 doors.csv:1:7 no column is called "badge" | did you mean "badges"?"#
      ])
  }

  @Test("its messages keep the rules that all messages keep")
  func rules() {
    #expect(MessageRules.problems(in: .withOneMore) == [])
    #expect(RoundTrip.problems(VisitorSignedIn.self) == [])
    #expect(RoundTrip.problems(VisitorSignedOut.self) == [])
    #expect(RoundTrip.problems(VisitorsBook.Section.self) == [])
  }

  @Test("log: an event is written and found again by its name")
  func log() throws {
    let event = VisitorSignedIn(
      visitor: .known("v1"), at: .known("front-door"), brings: ["a \"bag\"", "a dog"])
    var bytes: [UInt8] = []
    PayloadCodec.write(.event(event), to: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"visitor":"v1","at":"front-door","brings":["a \"bag\"","a dog"]}"#)
    func read(_ modules: Modules) throws -> RecordedEvent.Payload {
      try PayloadCodec.read(
        type: "visitors-book.signed-in", version: 1, bytes, 0..<bytes.count, modules
      ).get()
    }
    guard case .event(let found) = try read(.withOneMore) else {
      Issue.record("the composition does not know its own event")
      return
    }
    #expect(found as? VisitorSignedIn == event)
    guard case .unknown(let type, 1, bytes) = try read(.rehearsal) else {
      Issue.record("a rehearsal without the module read its event")
      return
    }
    #expect(type == "visitors-book.signed-in")
  }

  @Test(
    "log: a payload that is wrong is refused in words",
    arguments: [
      (#"{"visitor":"v1"}"#, #""at" is missing"#),
      (
        #"{"visitor":"V1","at":"a"}"#,
        #""V1" is not the id of a visitor: small letters, digits "#
          + "and hyphens, at most 48"
      ),
      (#"{"visitor":"v1","at":"a","brings":"b"}"#, #""brings" takes a list, found "b""#),
      (#"{"visitor":"v1","at":"a","takes":[]}"#, #"nothing here is called "takes""#),
      (#"{"visitor":"v1","at":"a"}}"#, "it is not a JSON object"),
    ])
  func wrongPayload(_ json: String, _ words: String) {
    #expect(VisitorSignedIn.decoded(json).problem == words)
  }

  @Test("form: it is described, posted, and read as the command")
  func form() throws {
    let form = Block.Form(for: SignVisitorIn.self)
    #expect((form.command, form.verb) == ("visitors-book.sign-in", "signs in"))
    #expect(form.doc == "Writes a visitor into the book")
    #expect(form.fields.map(\.name) == ["visitor", "at", "brings"])
    #expect(Modules.withOneMore.command(named: form.command) != nil)
    let node = try #require(
      PostedForm.node("visitor=v1&at=front-door&brings=a+dog%2C+a+cat&brings=keys", form.fields))
    let reading = Reading()
    let command = reading.sound(reading.read(SignVisitorIn.self, from: node))
    #expect(
      command
        == SignVisitorIn(
          visitor: .known("v1"), at: .known("front-door"), brings: ["a dog", "a cat", "keys"]))
  }

  @Test("form: what is wrong with it is said by the field's name")
  func wrongForm() throws {
    let fields = Describer.describe(SignVisitorIn.self)
    let node = try #require(PostedForm.node("visitor=&at=Front+door&door=1", fields))
    let reading = Reading()
    _ = reading.read(SignVisitorIn.self, from: node)
    #expect(
      reading.diagnostics.map(\.message) == [
        #""Front door" is not the id of a entrance: small letters, digits and hyphens, at most 48"#,
        #""visitor" is missing"#,
        #"nothing here is called "door""#,
      ])
  }

  @Test("schema and help: its section and its fields are in both")
  func schema() throws {
    let fields = Modules.withOneMore.scenarioFields
    let section = try #require(fields.first { $0.name == "visitors-book" })
    #expect(section.doc == "Who signs in, and where")
    guard case .part(let parts) = section.form else {
      Issue.record("the section is no part of the scenario")
      return
    }
    #expect(parts.map(\.name) == ["desk", "entrances"])
    #expect(parts.map(\.doc) == ["The role that keeps the book", "Where people come in"])
    let schema = JSONSchema.schema(title: "scenario", fields).pretty
    #expect(schema.contains("\"visitors-book\": {"))
    #expect(schema.contains("\"description\": \"How many visitors it can take\""))
    let without = JSONSchema.schema(title: "scenario", Modules.rehearsal.scenarioFields).pretty
    #expect(!without.contains("visitors-book"))
  }
}
