import RehearsalCore
import Testing

/// What help, schema and forms are made from.
@Suite("The describer")
struct DescriberTests {
  private func words(_ field: FieldDescription) -> String {
    let form =
      switch field.form {
      case .value(let shape): "\(shape)"
      case .list(let shape): "list of \(shape)"
      case .rows(let fields): "rows of " + fields.map(\.name).joined(separator: " ")
      case .part(let fields): "part with " + fields.map(words).joined(separator: "; ")
      }
    return "\(field.name), \(field.need), \(form): \(field.doc)"
  }

  @Test("each field with its name, need, form and sentence, in the order listed")
  func sample() {
    #expect(
      Describer.describe(SampleRecord.self).map(words) == [
        "title, required, text: What it is called",
        #"id, derived, identifier("thing"): Its short name"#,
        "count, required, integer: How many there are",
        #"level, standard("3"), integer: How deep it lies"#,
        #"open, standard("no"), yesOrNo: Whether it is open"#,
        #"colour, optional, choice(["red", "dark-blue", "green"]): Its colour"#,
        "when, required, moment: When it happens",
        "day, optional, date: The day it belongs to",
        "time, optional, time: The time of day",
        #"length, standard("15m"), duration: How long it lasts"#,
        "due, optional, deadline: By when",
        "note, optional, text: Anything else",
        #"owner, optional, identifier("role"): Who answers for it"#,
        "names, optional, list of text: Other names",
        "days, optional, list of date: Other days",
        "items, optional, rows of title id share tags: What it is made of",
        #"rules, optional, part with tries, standard("2"), integer: How often; "#
          + "because, optional, text: Why: What holds for it",
      ])
  }

  @Test("a record without fields has nothing to describe")
  func empty() {
    #expect(Describer.describe(EndRehearsal.self) == [])
  }

  @Test("every field of every event says what it is", arguments: RecordType.events)
  func events(_ event: RecordType) {
    #expect(unsaid(Describer.describe(event.type)) == [])
  }

  @Test("every field of every command says what it is", arguments: CommandType.all)
  func commands(_ command: CommandType) {
    #expect(unsaid(Describer.describe(command.type)) == [])
  }

  @Test("a field that says nothing is found, or the tests around this one could not fail")
  func sayingNothing() {
    #expect(unsaid(Describer.describe(Mute.self)) == [#"a: """#, #"b: "Ends so.""#, #"c: " So""#])
  }

  private struct Mute: Record {
    let a: Int
    let b: Int
    let c: Int

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      a = f.one("a", old?.a, "")
      b = f.one("b", old?.b, "Ends so.")
      c = f.one("c", old?.c, " So")
    }
  }

  @Test("every field of every section says what it is", arguments: RecordType.sections)
  func sections(_ section: RecordType) {
    #expect(unsaid(Describer.describe(section.type)) == [])
  }

  /// The fields whose sentence would look wrong in help: empty, untrimmed or with a full stop.
  private func unsaid(_ fields: [FieldDescription]) -> [String] {
    fields.flatMap { field -> [String] in
      let isSaid = field.doc.contains(" ") || field.doc.count > 2
      let isTrimmed = field.doc.first?.isWhitespace == false && field.doc.last?.isLetter == true
      let isNumber = field.doc.last?.isNumber == true || field.doc.last == ")"
      let own = isSaid && (isTrimmed || isNumber) ? [] : ["\(field.name): \"\(field.doc)\""]
      switch field.form {
      case .rows(let inner), .part(let inner): return own + unsaid(inner)
      default: return own
      }
    }
  }
}
