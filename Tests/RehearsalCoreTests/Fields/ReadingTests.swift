import RehearsalCore
import Testing

/// What a reading keeps beside the record: places for later checks, and whether all was well.
@Suite("Readings")
struct ReadingTests {
  @Test("a value's place is found by its path, else the nearest place around it")
  func places() {
    let places = SampleReading(
      SampleRecord.self,
      yaml: """
        title: A title
        count: 4
        when: 2026-11-23 09:15
        names: [one, two]
        items:
          - title: First
            tags: [a]
          - title: Second
        rules:
          tries: 3
        """
    ).places
    func at(_ path: String) -> String { "\(places[path].line):\(places[path].column)" }
    #expect(at("count") == "2:8")
    #expect(at("names") == "4:8")
    #expect(at("names[1]") == "4:14")
    #expect(at("names[7]") == "4:8")
    #expect(at("items[0].tags[0]") == "7:12")
    #expect(at("items[1].title") == "8:12")
    #expect(at("items[1].share") == "8:5")
    #expect(at("items[5].share") == "6:3")
    #expect(at("rules.tries") == "10:10")
    #expect(at("rules.because") == "10:3")
    #expect(at("nothing.like[3].this") == "1:1")
    #expect(at("") == "1:1")
    #expect(Places()["anything"] == .nowhere)
  }

  @Test("a value is sound until an error is noted; a warning leaves it so")
  func sound() {
    let reading = Reading()
    #expect(reading.sound(1) == 1)
    reading.note(Diagnostic(.missing, "something is odd", at: .nowhere, as: .warning))
    #expect(reading.sound(1) == 1)
    reading.note(Diagnostic(.missing, "something is wrong", at: .nowhere))
    #expect(reading.sound(1) == nil)
    #expect(reading.diagnostics.map(\.message) == ["something is odd", "something is wrong"])
  }

  @Test("references are checked once, against all that was defined by then")
  func references() {
    let reading = Reading()
    let node = Node.map(
      [
        Node.Entry(Node.Scalar("title"), .scalar(Node.Scalar("a"))),
        Node.Entry(Node.Scalar("count"), .scalar(Node.Scalar("1"))),
        Node.Entry(Node.Scalar("when"), .scalar(Node.Scalar("2026-11-23 09:15"))),
        Node.Entry(Node.Scalar("owner"), .scalar(Node.Scalar("cook"))),
        Node.Entry(Node.Scalar("due"), .scalar(Node.Scalar("before breakfast"))),
      ], .nowhere)
    _ = reading.read(SampleRecord.self, from: node)
    reading.define("milestone", "breakfest", at: .nowhere)
    #expect(reading.diagnostics.isEmpty)
    reading.checkReferences()
    let found = [
      #"S014 0:0 no milestone is called "breakfast" | did you mean "breakfest"?"#,
      #"S014 0:0 no role is called "cook" | there is no role yet: add one"#,
    ]
    #expect(reading.diagnostics.map(\.line) == found)
    reading.checkReferences()
    #expect(reading.diagnostics.map(\.line) == found)
  }

  @Test("the nearest id's line is told only where it is a line of the same file")
  func otherFile() {
    let reading = Reading()
    let here = Place(file: "scenario.yaml", line: 3, column: 8)
    let node = Node.map(
      [Node.Entry(Node.Scalar("when"), .scalar(Node.Scalar("at brekfast", here)))], .nowhere)
    _ = reading.read(OneDeadline.self, from: node)
    reading.define(
      "milestone", "breakfast", at: Place(file: "frameworks/home.yaml", line: 40, column: 9))
    reading.checkReferences()
    #expect(
      reading.diagnostics.map(\.line) == [
        #"S014 scenario.yaml:3:8 no milestone is called "brekfast" | did you mean "breakfast"?"#
      ])
  }

  private struct OneDeadline: Record {
    let when: Deadline

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      when = f.one("when", old?.when, "When it is")
    }
  }
}
