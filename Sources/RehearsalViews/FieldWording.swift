import RehearsalCore

/// What both renderers say of a field of a form.
extension FieldDescription {
  /// The field's name as people read it: `Left message` for `left-message`.
  var label: String { FieldDescription.sentence(name) }

  /// Whether it may stay empty.
  var mayBeLeftOut: Bool { need != .required }

  /// What is written where nothing else is.
  var standard: String? {
    if case .standard(let text) = need { text } else { nil }
  }

  /// What belongs here, in parts that a sentence is made of.
  var expectations: [String] {
    switch form {
    case .value(.text): []
    case .value(let shape): [shape.expectation]
    case .list(.text): ["separate by commas"]
    case .list(let shape): ["each \(shape.expectation)", "separate by commas"]
    case .rows, .part: ["written in the scenario's file, not here"]
    }
  }

  /// A word of ours as people read it, with a capital and without hyphens.
  static func sentence(_ word: String) -> String {
    let words = String(word.map { $0 == "-" ? " " : $0 })
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension Block.Filled {
  /// The value as a sentence has it.
  fileprivate var said: String {
    let isWord = value.allSatisfy { $0.isLetter || $0.isNumber || "-,.:".contains($0) }
    return isWord && !value.isEmpty ? value : SentenceWriter.quoted(value)
  }
}

extension Block.Form {
  /// The sentence that asks for the same: `WHO VERB OBJECT [KEY VALUE]…`, with what is known
  /// already in its place. What is done beside the log has none.
  var pattern: String {
    guard isCommand else { return "in a browser only" }
    var words = [who, verb]
    if let known = filled.first(where: { $0.name == object }) {
      words.append(known.said)
    } else if let asked = fields.first(where: { $0.name == object }) {
      words.append(Block.Form.value(asked))
    }
    for known in filled where known.name != object {
      words.append("\(known.name) \(known.said)")
    }
    for field in fields where field.name != object {
      let said = "\(field.name) \(Block.Form.value(field))"
      words.append(field.mayBeLeftOut ? "[\(said)]" : said)
    }
    return Visible.line(words.joined(separator: " "))
  }

  /// What stands for a value that is still to be said.
  private static func value(_ field: FieldDescription) -> String {
    if case .list = field.form { return field.name.uppercased() + ",…" }
    return field.name.uppercased()
  }

  /// What the button says: its own words, or what somebody else would be said to do, as something
  /// to do.
  ///
  /// Verbs are written in the third person, for sentences. Only their first word changes, and one
  /// that has no such ending, such as `cannot`, stays as it is.
  var button: String {
    if let words { return Visible.line(words) }
    var words = verb.split(separator: " ").map(String.init)
    guard let first = words.first else { return "Do it" }
    words[0] = Block.Form.plain(first)
    let button = Visible.line(words.joined(separator: " "))
    return button.prefix(1).uppercased() + button.dropFirst()
  }

  /// The verb without the ending of the third person.
  static func plain(_ verb: String) -> String {
    if verb == "has" { return "have" }
    if verb.hasSuffix("ies"), verb.count > 4 { return verb.dropLast(3) + "y" }
    let takesES = ["sses", "shes", "ches", "xes", "zzes", "oes"].contains { verb.hasSuffix($0) }
    if takesES { return String(verb.dropLast(2)) }
    return verb.hasSuffix("s") && !verb.hasSuffix("ss") ? String(verb.dropLast()) : verb
  }
}
