/// Writes a command as a sentence: `WHO VERB OBJECT [KEY VALUE]…`.
///
/// The object is the first field where that must be there; every other field is its name and its
/// value. Text always stands in quotes, so that it comes back as it was.
package struct SentenceWriter: FieldVisitor {
  private var words: [String]
  private let keys: [String]
  private let context: TextContext
  private var isFirst = true

  /// The sentence of a command by `actor`. With a context that writes days, moments are said as
  /// `day 2 10:15`. Last comes when it `happened`, where it was typed later than that.
  package static func sentence(
    _ actor: Actor, _ command: some Command, happened: Moment? = nil, _ context: TextContext
  ) -> String {
    let late = happened.map { " \(Sentence.happenedKey) \($0.text(context))" }
    return write(actor, command, context) + (late ?? "")
  }

  private static func write<C: Command>(
    _ actor: Actor, _ command: C, _ context: TextContext
  ) -> String {
    var writer = SentenceWriter(
      words: [actor.who, "\(C.verb)"],
      keys: Describer.describe(C.self).map(\.name) + ["\(Sentence.happenedKey)"],
      context: context)
    _ = C(&writer, command)
    return writer.words.joined(separator: " ")
  }

  private init(words: [String], keys: [String], context: TextContext) {
    self.words = words
    self.keys = keys
    self.context = context
  }

  private func text<V: FieldValue>(_ value: V) -> String {
    let text = value.text(context)
    let mayStandBare =
      V.shape != .text && !text.isEmpty
      && !text.split(separator: " ").contains { keys.contains(String($0)) }
    return mayStandBare ? text : SentenceWriter.quoted(text)
  }

  /// Quotes, backslashes and line ends are escaped; everything else stands as it is.
  package static func quoted(_ text: String) -> String {
    var out = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      default: out.unicodeScalars.append(character)
      }
    }
    return out + "\""
  }

  private mutating func say(_ name: StaticString, _ value: String, asObject: Bool = false) {
    if !(isFirst && asObject) { words.append("\(name)") }
    words.append(value)
    isFirst = false
  }

  package mutating func one<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V {
    guard let old else { preconditionFailure("a writer is given the record it writes") }
    say(name, text(old), asObject: true)
    return old
  }

  package mutating func some<V: FieldValue>(
    _ name: StaticString, _ old: V?, default: V, _ doc: StaticString
  ) -> V {
    guard let old else { preconditionFailure("a writer is given the record it writes") }
    if old.text() != `default`.text() { say(name, text(old)) }
    isFirst = false
    return old
  }

  package mutating func maybe<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V? {
    if let old { say(name, text(old)) }
    isFirst = false
    return old
  }

  package mutating func list<V: FieldValue>(
    _ name: StaticString, _ old: [V]?, _ doc: StaticString
  ) -> [V] {
    let old = old ?? []
    if !old.isEmpty { say(name, old.map(text).joined(separator: ",")) }
    isFirst = false
    return old
  }

  package mutating func identity<K: Kind>(
    _ name: StaticString, _ old: ID<K>?, from title: String, _ doc: StaticString
  ) -> ID<K> { one(name, old, doc) }

  package mutating func rows<R: Record>(
    _ name: StaticString, _ old: [R]?, _ doc: StaticString
  ) -> [R] { preconditionFailure("a command holds no records: a sentence cannot say them") }

  package mutating func part<R: Record>(
    _ name: StaticString, _ old: R?, _ doc: StaticString
  ) -> R { preconditionFailure("a command holds no records: a sentence cannot say them") }
}
