/// One act as somebody wrote it: who does what. The actor's seat is empty where none was said.
package struct Sentence: Sendable {
  package let actor: Actor
  package let command: any Command
  /// When it happened, for what is typed later than that.
  package let happened: Moment?

  /// The word before that time. No field of a command or an event has its name.
  package static let happenedKey: StaticString = "happened"

  /// What asks for it in a form.
  package static let late = Describer.describe(LateEntry.self)[0]
}

/// What a sentence may say of any act.
private struct LateEntry: Record {
  let happened: Moment?

  init(_ f: inout some FieldVisitor, _ old: Self?) {
    happened = f.maybe(Sentence.happenedKey, old?.happened, "When it happened, if earlier")
  }
}

extension Plan {
  /// An actor of a sentence with a seat: the one it said, else whoever usually holds the role,
  /// else a word for where the sentence came from.
  package func seated(_ actor: Actor, else word: String) -> Actor {
    switch actor {
    case .role(let role, let seat) where seat.isEmpty:
      let holder = scenario.head.roles.first { $0.id == role }?.holder?.text
      return .role(role, seat: holder ?? word)
    case .facilitator(let seat) where seat.isEmpty: return .facilitator(seat: word)
    case .inspector(let name, let seat) where seat.isEmpty: return .inspector(name, seat: word)
    default: return actor
    }
  }
}

/// Reads `WHO VERB OBJECT [KEY VALUE]…`, and offers the nearest right word for a wrong one.
package struct SentenceReader: Sendable {
  private let commands: [(verb: [String], type: any Command.Type)]
  private let roles: [String]
  private let context: TextContext

  /// `roles` are those a sentence may begin with; `context` gives the date of day 1.
  package init(_ modules: Modules, roles: [ID<Role>], context: TextContext) {
    commands = modules.commands.map {
      ("\($0.verb)".split(separator: " ").map(String.init), $0)
    }
    self.roles = roles.map(\.text)
    self.context = context
  }

  /// The sentence in `text`, whose first character stands at `place`.
  package func read(_ text: String, at place: Place) -> Result<Sentence, Problems> {
    switch Token.split(text) {
    case .failure(let open): return fail(.malformedSentence, open.words, open.column, 1, place)
    case .success(let tokens): return read(tokens, text, place)
    }
  }

  func read(_ tokens: [Token], _ text: String, _ place: Place) -> Result<Sentence, Problems> {
    guard let who = tokens.first else {
      return fail(.malformedSentence, "there is no sentence here", 0, 1, place, example)
    }
    guard let actor = actor(who.text) else {
      let near = Suggestion.nearest(
        to: who.text, among: roles + ["facilitator", "clock", "tool", "inspector:lead"])
      return fail(
        .unknownActor, "no role is called \"\(who.text)\"", who.column, who.length, place,
        near.map { "did you mean \"\($0)\"?" }
          ?? "begin with a role, facilitator or inspector:name")
    }
    guard tokens.count > 1 else {
      return fail(
        .malformedSentence, "\(who.text) does nothing", who.column, who.length, place, example)
    }
    guard let (verb, type) = verb(tokens) else { return unknownVerb(tokens, place) }
    let arguments = Array(tokens.dropFirst(1 + verb.count))
    let reading = Reading(context: context)
    let own = Describer.describe(type)
    let fields = own + Describer.describe(LateEntry.self)
    let map = entries(arguments, fields, text, verb.joined(separator: " "), place)
    switch map {
    case .failure(let problems): return .failure(problems)
    case .success(let entries):
      let whole = Place(
        file: place.file, line: place.line, column: place.column + who.column,
        length: text.unicodeScalars.count - who.column)
      let isLate = { (entry: Node.Entry) in entry.key.text == "\(Sentence.happenedKey)" }
      func open<C: Command>(_ type: C.Type) -> any Command {
        reading.read(C.self, from: .map(entries.filter { !isLate($0) }, whole))
      }
      let command = open(type)
      let late = reading.read(LateEntry.self, from: .map(entries.filter(isLate), whole))
      guard let command = reading.sound(command) else {
        return .failure(Problems(reading.diagnostics))
      }
      return .success(Sentence(actor: actor, command: command, happened: late.happened))
    }
  }

  private var example: String { "write it as WHO VERB OBJECT, such as: \(sample)" }
  private var sample: String { "\(roles.first ?? "director") confirms notification-call" }

  private func actor(_ who: String) -> Actor? {
    if let actor = Actor(text: who), actor.role == nil { return actor }
    let parts = who.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, roles.contains(String(name)) else { return nil }
    return Actor(text: "role:" + who)
  }

  /// The longest verb that the words begin with.
  private func verb(_ tokens: [Token]) -> (words: [String], type: any Command.Type)? {
    commands.filter { command in
      tokens.count > command.verb.count
        && zip(tokens.dropFirst(), command.verb).allSatisfy { !$0.quoted && $0.text == $1 }
    }.max { $0.verb.count < $1.verb.count }.map { ($0.verb, $0.type) }
  }

  private func unknownVerb(_ tokens: [Token], _ place: Place) -> Result<Sentence, Problems> {
    let said = tokens.dropFirst().map(\.text)
    var best: (verb: String, distance: Int)?
    for (verb, _) in commands {
      let words = said.prefix(verb.count).joined(separator: " ")
      let whole = verb.joined(separator: " ")
      let distance = Suggestion.distance(Array(words.utf8), Array(whole.utf8))
      if distance <= max(2, whole.count / 3), distance < best?.distance ?? .max {
        best = (whole, distance)
      }
    }
    let verbs = commands.map { $0.verb.joined(separator: " ") }
    return fail(
      .unknownVerb, "nobody can do \"\(tokens[1].text)\"", tokens[1].column, tokens[1].length,
      place,
      best.map { "did you mean \"\($0.verb)\"?" }
        ?? "what can be done: " + verbs.joined(separator: ", "))
  }

  private func fail<T>(
    _ code: DiagnosticCode, _ message: String, _ column: Int, _ length: Int, _ place: Place,
    _ fix: String? = nil
  ) -> Result<T, Problems> {
    let at = Place(
      file: place.file, line: place.line, column: place.column + column, length: length)
    return .failure(Problems([Diagnostic(code, message, at: at, fix: fix)]))
  }

  /// The words after the verb as named values.
  private func entries(
    _ tokens: [Token], _ fields: [FieldDescription], _ text: String, _ verb: String,
    _ place: Place
  ) -> Result<[Node.Entry], Problems> {
    var entries: [Node.Entry] = []
    var rest = tokens[...]
    var object = fields.first { $0.need == .required }
    if object?.name != fields.first?.name { object = nil }
    while let first = rest.first {
      var field = object
      let isKey = !first.quoted && fields.contains { $0.name == first.text }
      if field == nil || isKey {
        field = fields.first { $0.name == first.text && !first.quoted }
        rest = rest.dropFirst()
      }
      object = nil
      guard let field else {
        return stray(first, fields, verb, place)
      }
      if entries.contains(where: { $0.key.text == field.name }) {
        return fail(
          .duplicateKey, "\"\(field.name)\" stands here twice", first.column, first.length, place,
          "keep one of the two")
      }
      let value = rest.prefix { token in
        token.quoted || !fields.contains { $0.name == token.text }
      }
      rest = rest.dropFirst(value.count)
      switch node(Array(value), field, behind: first, text, verb, place, fields) {
      case .failure(let problems): return .failure(problems)
      case .success(let node):
        entries.append(Node.Entry(Node.Scalar(field.name, node.place), node))
      }
    }
    return .success(entries)
  }

  private func stray<T>(
    _ token: Token, _ fields: [FieldDescription], _ verb: String, _ place: Place
  ) -> Result<T, Problems> {
    let all = fields.map(\.name)
    let names = all.filter { $0 != "\(Sentence.happenedKey)" }
    let fix =
      Suggestion.nearest(to: token.text, among: all).map { "did you mean \"\($0)\"?" }
      ?? (names.isEmpty
        ? "nothing follows \"\(verb)\""
        : "what may follow, each once: " + names.joined(separator: ", "))
    return fail(
      .malformedSentence, "\"\(token.text)\" is not something that \"\(verb)\" takes",
      token.column, token.length, place, fix)
  }

  private func node(
    _ tokens: [Token], _ field: FieldDescription, behind key: Token, _ text: String,
    _ verb: String, _ place: Place, _ fields: [FieldDescription]
  ) -> Result<Node, Problems> {
    guard let first = tokens.first, let last = tokens.last else {
      return fail(
        .malformedSentence, "nothing stands behind \"\(field.name)\"", key.column, key.length,
        place, "add \(field.name) and \(field.doc.lowercased())")
    }
    func scalar(_ token: Token) -> Node {
      .scalar(
        Node.Scalar(
          token.text, quoted: token.quoted,
          Place(
            file: place.file, line: place.line, column: place.column + token.column,
            length: token.length)))
    }
    switch field.form {
    case .list:
      var items: [Node] = []
      var expectsItem = true
      for token in tokens {
        if token.isComma {
          guard !expectsItem else { return stray(token, fields, verb, place) }
          expectsItem = true
        } else {
          guard expectsItem else { return stray(token, fields, verb, place) }
          items.append(scalar(token))
          expectsItem = false
        }
      }
      if expectsItem { return stray(last, fields, verb, place) }
      return .success(.list(items, scalar(first).place))
    case .value(let shape):
      if tokens.count > 1, shape.isOneWord || tokens.contains(where: \.quoted) {
        return stray(tokens[1], fields, verb, place)
      }
      if tokens.count == 1 { return .success(scalar(first)) }
      var said = String.UnicodeScalarView()
      said += text.unicodeScalars.dropFirst(first.column).prefix(
        last.column + last.length - first.column)
      return .success(
        scalar(
          Token(
            text: String(said), quoted: false, column: first.column,
            length: said.count)))
    case .rows, .part:
      preconditionFailure("a command holds no records: a sentence cannot say them")
    }
  }
}

/// What was wrong with something people wrote, at least one of it.
package struct Problems: Error, Hashable, Sendable {
  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

/// A word of a sentence, a quoted text, or a comma. Columns count Unicode scalars from 0, as YAML's
/// marks do: a mark that combines with a quote must not hide it.
struct Token: Hashable, Sendable {
  let text: String
  let quoted: Bool
  let column: Int
  let length: Int

  var isComma: Bool { text == "," && !quoted }

  struct Open: Error {
    let words: String
    let column: Int
  }

  /// Words are parted by spaces and commas; quotes keep them together, with `\"`, `\\`, `\n` and
  /// `\r` inside.
  static func split(_ text: String) -> Result<[Token], Open> {
    let characters = Array(text.unicodeScalars)
    var tokens: [Token] = []
    var at = 0
    while at < characters.count {
      let start = at
      if characters[at].properties.isWhitespace {
        at += 1
      } else if characters[at] == "," {
        at += 1
        tokens.append(Token(text: ",", quoted: false, column: start, length: 1))
      } else if characters[at] == "\"" {
        guard let (content, after) = quoted(characters, from: at + 1) else {
          return .failure(Open(words: "the quotes that open here are never closed", column: at))
        }
        at = after
        tokens.append(Token(text: content, quoted: true, column: start, length: at - start))
      } else {
        while at < characters.count, !characters[at].properties.isWhitespace, characters[at] != ",",
          characters[at] != "\""
        { at += 1 }
        tokens.append(
          Token(
            text: String(String.UnicodeScalarView(characters[start..<at])), quoted: false,
            column: start,
            length: at - start))
      }
    }
    return .success(tokens)
  }

  private static func quoted(
    _ characters: [Unicode.Scalar], from start: Int
  ) -> (content: String, after: Int)? {
    var content = String.UnicodeScalarView()
    var at = start
    while at < characters.count {
      let character = characters[at]
      at += 1
      if character == "\"" { return (String(content), at) }
      guard character == "\\", at < characters.count else {
        content.append(character)
        continue
      }
      switch characters[at] {
      case "n": content.append("\n")
      case "r": content.append("\r")
      case let other: content.append(other)
      }
      at += 1
    }
    return nil
  }
}
