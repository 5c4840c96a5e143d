/// The one reader of everything people write. It says all that is wrong, with places, and goes
/// on.
package struct NodeReader: FieldVisitor {
  private let reading: Reading
  private let entries: [Node.Entry]
  private let place: Place
  private let path: String
  private var used: [Bool]
  private var known: [String] = []
  private var missed: [(name: String, doc: String)] = []
  private let readable: Bool
  /// Whether a field before this one was wrong: then an id that leans on it is not looked for.
  private var hasBlank = false

  init(reading: Reading, node: Node, path: String) {
    self.reading = reading
    self.path = path
    place = node.place
    reading.remember(path, at: node.place)
    switch node {
    case .map(let entries, _):
      self.entries = entries
      readable = true
    case .scalar where node.isAbsent:
      entries = []
      readable = true
    default:
      entries = []
      readable = false
      reading.note(
        Diagnostic(
          .notNamedValues, "expected named values here, found \(node.sort)", at: node.place,
          fix: "write it as \"name: value\" lines"))
    }
    used = [Bool](repeating: false, count: entries.count)
  }

  /// Reports what is missing and the names that nothing read. A name that is nearly a missing one
  /// is one mistake and not two.
  consuming func finish() {
    if path.isEmpty { reading.area = "" }
    let strangers = zip(entries, used).filter { !$0.1 }.map(\.0.key)
    let meant = strangers.map { Suggestion.nearest(to: $0.text, among: known) }
    for (name, doc) in missed where !meant.contains(name) {
      reading.note(
        Diagnostic(.missing, "\"\(name)\" is missing", at: place, fix: "add \(name): \(doc)"))
    }
    for (key, near) in zip(strangers, meant) {
      reading.note(
        Diagnostic(
          .unknownKey, "nothing here is called \(key.shown)", at: key.place,
          fix: near.map { "did you mean \"\($0)\"?" }
            ?? "what may stand here: " + known.joined(separator: ", ")))
    }
  }

  private mutating func take(_ name: StaticString) -> (name: String, node: Node)? {
    let name = "\(name)"
    known.append(name)
    if path.isEmpty { reading.area = name }
    var found: Node?
    for (index, entry) in entries.enumerated() where entry.key.text == name {
      used[index] = true
      found = entry.value
    }
    guard let found, !found.isAbsent else { return nil }
    return (name, found)
  }

  private func child(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  private mutating func missing(_ name: StaticString, _ doc: StaticString) {
    if readable { missed.append(("\(name)", "\(doc)")) }
  }

  private func value<V: FieldValue>(_ type: V.Type, _ node: Node, path: String) -> V? {
    guard case .scalar(let scalar) = node else {
      reading.note(
        Diagnostic(
          .notValue, "expected \(V.expectation), found \(node.sort)", at: node.place))
      return nil
    }
    reading.remember(path, at: scalar.place)
    let fits = !(reading.strict && V.bare == scalar.quoted)
    if fits, let value = V(text: scalar.text, reading.context) {
      reading.use(value.references, at: scalar.place)
      return value
    }
    reading.note(wrong(V.shape, V.expectation, scalar))
    return nil
  }

  private func wrong(
    _ shape: Shape, _ expectation: String, _ scalar: Node.Scalar
  ) -> Diagnostic {
    var fix: String?
    switch shape {
    case .choice(let words):
      fix = Suggestion.nearest(to: scalar.text, among: words).map { "did you mean \"\($0)\"?" }
    case .identifier(Person.kind):
      // A name turned into an id would still be a name.
      fix = "write an id such as p1: names never stand in a scenario"
    case .identifier:
      fix = ID<AnyKind>(titled: scalar.text).map { "write \($0)" }
    case .yesOrNo: fix = "write yes or no, in small letters and without quotes"
    case .integer: fix = "write digits alone, such as 12"
    default: break
    }
    let isDate = shape == .moment && reading.context.dayOne == nil
    let meant = isDate ? "a date and time such as 2019-11-04 09:15" : expectation
    return Diagnostic(
      .wrongValue, "\(scalar.shown) is not \(meant)", at: scalar.place, fix: fix)
  }

  package mutating func one<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V {
    guard let (key, node) = take(name) else {
      // A text that is there but empty is a text only where it stands in quotes.
      missing(name, doc)
      hasBlank = true
      return .blank
    }
    guard let value = value(V.self, node, path: child(key)) else {
      hasBlank = true
      return .blank
    }
    return value
  }

  package mutating func some<V: FieldValue>(
    _ name: StaticString, _ old: V?, default: V, _ doc: StaticString
  ) -> V {
    guard let (key, node) = take(name) else { return `default` }
    return value(V.self, node, path: child(key)) ?? .blank
  }

  package mutating func maybe<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V? {
    guard let (key, node) = take(name) else { return nil }
    return value(V.self, node, path: child(key))
  }

  package mutating func list<V: FieldValue>(
    _ name: StaticString, _ old: [V]?, _ doc: StaticString
  ) -> [V] {
    guard let (key, node) = take(name) else { return [] }
    guard case .list(let items, let place) = node else {
      reading.note(
        Diagnostic(
          .notList, "\"\(key)\" takes a list, found \(node.sort)", at: node.place,
          fix: "write it in square brackets, such as [\(oneWord(node))]"))
      return []
    }
    reading.remember(child(key), at: place)
    return items.enumerated().compactMap { index, item in
      value(V.self, item, path: "\(child(key))[\(index)]")
    }
  }

  private func oneWord(_ node: Node) -> String {
    if case .scalar(let scalar) = node { return scalar.text }
    return "first, second"
  }

  package mutating func identity<K: Kind>(
    _ name: StaticString, _ old: ID<K>?, from title: String, _ doc: StaticString
  ) -> ID<K> {
    guard let (key, node) = take(name) else {
      guard let id = ID<K>(titled: title) else {
        if !hasBlank {
          reading.note(
            Diagnostic(
              .noIdentity, "no id can be made from \"\(title)\"", at: place,
              fix: "add \(name): with \(ID<K>.shape.expectation)"))
        }
        return .blank
      }
      return defined(id, at: reading.places[child("title")])
    }
    guard case .scalar(let scalar) = node, let id = ID<K>(scalar.text) else {
      if case .scalar(let scalar) = node {
        let meant = ID<K>(titled: scalar.text)?.text ?? scalar.text
        for kind in [K.kind] + K.alsoKnownAs { reading.attempt(kind, meant) }
        reading.note(wrong(ID<K>.shape, ID<K>.expectation, scalar))
      } else {
        reading.note(
          Diagnostic(.notValue, "expected an id, found \(node.sort)", at: node.place))
      }
      return .blank
    }
    reading.remember(child(key), at: scalar.place)
    return defined(id, at: scalar.place)
  }

  private func defined<K: Kind>(_ id: ID<K>, at place: Place) -> ID<K> {
    let owner = K.isLocal ? String(path[..<(path.lastIndex(of: ".") ?? path.startIndex)]) : ""
    reading.define(K.kind, id.text, at: place, alsoAs: K.alsoKnownAs, within: owner)
    return id
  }

  package mutating func rows<R: Record>(
    _ name: StaticString, _ old: [R]?, _ doc: StaticString
  ) -> [R] {
    guard let (key, written) = take(name) else { return [] }
    var node = written
    if case .scalar(let scalar) = node, scalar.text.hasSuffix(".csv") {
      let table = reading.rows(inTable: scalar.text, at: scalar.place)
      guard let fitted = table.flatMap({ fitted($0, Describer.describe(R.self)) }) else {
        reading.lose(R.self)
        return []
      }
      node = fitted
    }
    guard case .list(let items, let place) = node else {
      reading.lose(R.self)
      reading.note(
        Diagnostic(
          .notList, "\"\(key)\" takes a list, found \(node.sort)", at: node.place,
          fix: "begin each item with a hyphen"
            + (reading.readsTables ? ", or name a .csv file in the same folder" : "")))
      return []
    }
    reading.remember(child(key), at: place)
    return items.enumerated().map { index, item in
      reading.read(R.self, from: item, path: "\(child(key))[\(index)]")
    }
  }

  /// A table's rows as the record takes them: a column that nothing reads, or that is not there, is
  /// reported once, and a cell of a list is parted at its semicolons.
  private func fitted(_ table: Node, _ fields: [FieldDescription]) -> Node? {
    guard case .list(let rows, let place) = table, case .map(let header, _)? = rows.first else {
      return table
    }
    guard noteColumns(header.map(\.key), fields) else { return nil }
    return .list(
      rows.map { row in
        guard case .map(let cells, let place) = row else { return row }
        return .map(
          cells.compactMap { cell in
            guard let field = fields.first(where: { $0.name == cell.key.text }) else { return nil }
            guard case .list = field.form, case .scalar(let scalar) = cell.value,
              !cell.value.isAbsent
            else { return cell }
            return Node.Entry(cell.key, .list(scalar.parted(at: ";"), scalar.place))
          }, place)
      }, place)
  }

  /// Reports columns that nothing reads and columns that are missing; `false` where one is, because
  /// each line would lack the same.
  private func noteColumns(_ header: [Node.Scalar], _ fields: [FieldDescription]) -> Bool {
    let names = fields.map(\.name)
    var meant: [String] = []
    for column in header where !names.contains(column.text) {
      let near = Suggestion.nearest(to: column.text, among: names)
      near.map { meant.append($0) }
      reading.note(
        Diagnostic(
          .unknownKey, "no column is called \(column.shown)", at: column.place,
          fix: near.map { "did you mean \"\($0)\"?" }
            ?? (column.text.contains { $0 == ";" || $0 == "\t" }
              ? "part the columns with commas: " : "the columns are: ")
            + names.joined(separator: ", ")))
    }
    let missing = fields.filter { field in
      field.need == .required && !header.contains { $0.text == field.name }
    }
    // A slip in a name is one mistake, and has just been reported.
    for field in missing where !meant.contains(field.name) {
      reading.note(
        Diagnostic(
          .missing, "there is no column called \"\(field.name)\"",
          at: header.first?.place ?? place, fix: "add it to the first line: \(field.doc)"))
    }
    return missing.isEmpty
  }

  package mutating func part<R: Record>(
    _ name: StaticString, _ old: R?, _ doc: StaticString
  ) -> R {
    guard let (key, node) = take(name) else {
      return reading.read(R.self, from: Node.map([], place), path: child("\(name)"))
    }
    return reading.read(R.self, from: inFull(node, Describer.describe(R.self)), path: child(key))
  }

  /// A section that opens with a list may be written as that list alone, inline or as a table:
  /// `documents: documents.csv`.
  private func inFull(_ node: Node, _ fields: [FieldDescription]) -> Node {
    guard let first = fields.first, first.isMainList else { return node }
    switch node {
    case .list: break
    case .scalar(let scalar) where scalar.text.hasSuffix(".csv"): break
    default: return node
    }
    return .map([Node.Entry(Node.Scalar(first.name, node.place), node)], node.place)
  }
}

/// Stands for whichever kind, where only the form of an id matters.
package enum AnyKind: Kind {
  package static let kind = "item"
}

extension Node.Scalar {
  /// The values in one cell, without the spaces around them; each points at the whole cell.
  fileprivate func parted(at separator: Character) -> [Node] {
    text.split(separator: separator).map { part in
      let words = part.split(separator: " ", omittingEmptySubsequences: true)
      return .scalar(Node.Scalar(words.joined(separator: " "), quoted: quoted, place))
    }
  }
}
