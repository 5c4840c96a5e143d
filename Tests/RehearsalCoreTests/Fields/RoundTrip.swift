import RehearsalCore
import RehearsalFormats
import Testing

/// Writes full records, reads them back, and says what did not survive. What it says is empty for
/// a record that lists each field once, under its own property.
enum RoundTrip {
  /// What is wrong with a record's list of fields, as far as its bytes show.
  static func problems<R: Record>(_ type: R.Type, from number: Int = 1) -> [String] {
    let (record, made) = Filler.fill(type, from: number)
    let bytes = record.encoded
    guard let node = JSONNode.parse(bytes, 0..<bytes.count) else {
      return ["it is not written as a JSON object: \(record.json)"]
    }
    let written = node.texts
    var problems = Set(made.keys).union(written.keys).sorted().compactMap { path in
      made[path] == written[path]
        ? nil : "\(path) holds \(words(made[path])) and is written as \(words(written[path]))"
    }
    problems += properties(of: record, made)
    problems += differences("the fast path", R.decoded(bytes), bytes)
    let reading = Reading(strict: true)
    let slow = reading.read(R.self, from: node)
    problems += reading.diagnostics.map { "the tolerant path: \($0.message)" }
    if slow.encoded != bytes { problems.append("the tolerant path reads \(slow.json)") }
    return problems
  }

  /// What is wrong with a command's list of fields: as bytes, as a sentence, as a posted form.
  static func problems<C: Command>(command type: C.Type) -> [String] {
    let (command, _) = Filler.fill(type)
    var problems = problems(type)
    for context in [TextContext.log, days] {
      let reader = SentenceReader(.rehearsal, roles: [.known("director")], context: context)
      problems += sentenceProblems(command, reader, context)
    }
    let fields = Describer.describe(type)
    let body = form(command)
    guard let node = PostedForm.node(body, fields) else { return problems + ["no form: \(body)"] }
    let reading = Reading()
    let posted = reading.read(C.self, from: node)
    problems += reading.diagnostics.map { "the form \(body): \($0.message)" }
    if posted.encoded != command.encoded { problems.append("the form reads \(posted.json)") }
    return problems
  }

  /// Day 1 is the day that filled moments begin on.
  static let days = TextContext(
    dayOne: CalendarDate(ordinal: Filler.dayOne), writesDays: true)

  /// What a sentence loses between a command and the same command read back.
  static func sentenceProblems(
    _ command: some Command, _ reader: SentenceReader, _ context: TextContext
  ) -> [String] {
    let director = Actor.role(.known("director"), seat: "")
    let said = SentenceWriter.sentence(director, command, context)
    switch reader.read(said, at: Place(file: "", line: 1, column: 1)) {
    case .failure(let problems):
      return problems.diagnostics.map { "the sentence '\(said)': \($0.message)" }
    case .success(let sentence):
      let again = SentenceWriter.sentence(sentence.actor, sentence.command, context)
      return (again == said ? [] : ["the sentence '\(said)' comes back as '\(again)'"])
        + (sentence.command.encoded == command.encoded
          ? [] : ["the sentence '\(said)' reads \(sentence.command.json)"])
    }
  }

  private static func words(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "nothing" }

  private static func differences<R: Record>(
    _ path: String, _ result: Result<R, PayloadProblem>, _ bytes: [UInt8]
  ) -> [String] {
    switch result {
    case .failure(let problem): ["\(path): \(problem.words)"]
    case .success(let back): back.encoded == bytes ? [] : ["\(path) reads \(back.json)"]
    }
  }

  /// Where a property has the name of a field, it must hold that field's value: two properties
  /// that are crossed both ways come back as they were, under each other's name.
  private static func properties(of record: some Record, _ made: [String: String]) -> [String] {
    Mirror(reflecting: record).children.compactMap { child in
      let name = kebab(child.label ?? "")
      guard let expected = made[name], let held = unwrapped(child.value) as? any FieldValue else {
        return nil
      }
      return held.text() == expected
        ? nil : "the property for \(name) holds \"\(held.text())\" and not \"\(expected)\""
    }
  }

  private static func unwrapped(_ value: Any) -> Any {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return value }
    return mirror.children.first?.value ?? value
  }

  private static func kebab(_ label: String) -> String {
    label.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
  }

  /// A command as a browser posts it: each field by its name, a list's name repeated.
  static func form(_ command: some Record) -> String {
    let bytes = command.encoded
    guard case .map(let entries, _)? = JSONNode.parse(bytes, 0..<bytes.count) else { return "" }
    return entries.flatMap { entry in
      entry.value.texts.sorted { $0.key < $1.key }.map {
        "\(percent(entry.key.text))=\(percent($0.value))"
      }
    }.joined(separator: "&")
  }

  private static func percent(_ text: String) -> String {
    text.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      if character == " " { return "+" }
      if character.isASCII, character.isLetter || character.isNumber { return String(character) }
      return "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16).uppercased()
    }.joined()
  }
}

/// A type of record as an argument of a test, named as the log names it.
struct RecordType: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let type: any Record.Type

  init(_ name: String, _ type: any Record.Type) {
    testDescription = name
    self.type = type
  }

  static let events = Modules.rehearsal.all.flatMap { $0.events }.map {
    RecordType("\($0.name)", $0)
  }

  /// What is read and written besides messages: the head, the frameworks, the modules' sections.
  static let sections =
    [
      RecordType("scenario", ScenarioHead.self), RecordType("framework", Framework.self),
      RecordType("log.opened", LogOpened.self),
    ]
    + Modules.rehearsal.all.map { module in
      func open<M: Module>(_ module: M.Type) -> RecordType {
        RecordType("\(M.name):", M.Section.self)
      }
      return open(module)
    }
}

/// A type of command as an argument of a test.
struct CommandType: Sendable, CustomTestStringConvertible {
  let type: any Command.Type
  var testDescription: String { "\(type.name)" }

  static let all = Modules.rehearsal.commands.map { CommandType(type: $0) }
}
