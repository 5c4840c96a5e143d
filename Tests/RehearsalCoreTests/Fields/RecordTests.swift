import RehearsalCore
import Testing

/// Every message of the rehearsal, full, through every form it has. A field that is listed under
/// another property compiles; here it shows.
@Suite("Records")
struct RecordTests {
  @Test("an event survives its bytes, each field under its own name", arguments: RecordType.events)
  func event(_ event: RecordType) {
    #expect(RoundTrip.problems(event.type) == [])
  }

  @Test("a command survives bytes, sentence and form", arguments: CommandType.all)
  func command(_ command: CommandType) {
    #expect(RoundTrip.problems(command: command.type) == [])
  }

  @Test("a section survives its bytes", arguments: RecordType.sections)
  func section(_ section: RecordType) {
    #expect(RoundTrip.problems(section.type) == [])
  }

  @Test("a sample of every sort of field survives its bytes", arguments: 1...20)
  func sample(_ number: Int) {
    #expect(RoundTrip.problems(SampleRecord.self, from: number * 7) == [])
  }

  @Test("what two fillings make differs, or the tests above could not fail")
  func fillings() {
    #expect(Filler.fill(SampleRecord.self).0 != Filler.fill(SampleRecord.self, from: 40).0)
    let made = Filler.fill(SampleRecord.self).made
    let plain = made.filter { $0.key != "open" && $0.key != "colour" }
    #expect(Set(plain.values).count == plain.count)
    #expect(made.count == 29)
  }

  @Test("a field written from another property is found")
  func crossed() {
    #expect(
      RoundTrip.problems(CrossedOneWay.self) == [#"to holds "some-3" and is written as "some-2""#])
  }

  @Test("two properties that are crossed both ways are found")
  func crossedTwice() {
    #expect(
      RoundTrip.problems(CrossedBothWays.self) == [
        #"the property for from holds "some-3" and not "some-2""#,
        #"the property for to holds "some-2" and not "some-3""#,
      ])
  }

  @Test("a field listed twice is found")
  func twice() {
    #expect(
      RoundTrip.problems(ListedTwice.self) == [
        #"it is not written as a JSON object: {"from":"some-2","from":"some-2"}"#
      ])
  }

  @Test("a field that a writer forgets is found")
  func forgotten() {
    #expect(
      RoundTrip.problems(Forgetful.self) == [
        #"note holds "words, "number" 3" and is written as nothing"#
      ])
  }
}

private struct CrossedOneWay: Record {
  let from: ID<SampleThing>
  let to: ID<SampleThing>

  init(_ f: inout some FieldVisitor, _ old: Self?) {
    from = f.one("from", old?.from, "Where it begins")
    to = f.one("to", old?.from, "Where it ends")
  }
}

private struct CrossedBothWays: Record {
  let from: ID<SampleThing>
  let to: ID<SampleThing>

  init(_ f: inout some FieldVisitor, _ old: Self?) {
    to = f.one("from", old?.to, "Where it begins")
    from = f.one("to", old?.from, "Where it ends")
  }
}

private struct ListedTwice: Record {
  let from: ID<SampleThing>
  let to: ID<SampleThing>

  init(_ f: inout some FieldVisitor, _ old: Self?) {
    from = f.one("from", old?.from, "Where it begins")
    to = f.one("from", old?.from, "Where it ends")
  }
}

private struct Forgetful: Record {
  let count: Int
  let note: String?

  init(_ f: inout some FieldVisitor, _ old: Self?) {
    count = f.one("count", old?.count, "How many")
    note = f.maybe("note", old == nil ? nil : String?.none, "Anything else")
  }
}
