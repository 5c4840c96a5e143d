/// Where something stands in a file people wrote. Lines and columns count from 1; a column is a
/// character.
package struct Place: Hashable, Sendable {
  package let file: String
  package let line: Int
  package let column: Int
  /// How many characters to point at, at least 1.
  package let length: Int

  package init(file: String, line: Int, column: Int, length: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.length = max(1, length)
  }

  /// For what no one wrote in a file: a log's bytes, a posted form.
  package static let nowhere = Place(file: "", line: 0, column: 0)
}

/// The one tree that everything people write becomes: YAML, a CSV row, a sentence, a posted
/// form, an old or reordered line of a log. Scalars stay raw, so that an unquoted `17:05` is
/// never 1025 and `no` never false.
package enum Node: Sendable {
  case scalar(Scalar)
  case list([Node], Place)
  case map([Entry], Place)

  /// A text as it was written, with whether it stood in quotes.
  package struct Scalar: Sendable {
    package let text: String
    package let quoted: Bool
    package let place: Place

    package init(_ text: String, quoted: Bool = false, _ place: Place = .nowhere) {
      self.text = text
      self.quoted = quoted
      self.place = place
    }

    /// The text in quotes, as a message shows it: on one line, and not longer than a line.
    package var shown: String {
      let line = text.split { $0.isWhitespace }.joined(separator: " ")
      return line.count > 60 ? "\"\(line.prefix(58))…\"" : "\"\(line)\""
    }
  }

  /// A name and what stands under it; the name has a place of its own.
  package struct Entry: Sendable {
    package let key: Scalar
    package let value: Node

    package init(_ key: Scalar, _ value: Node) {
      self.key = key
      self.value = value
    }
  }

  package var place: Place {
    switch self {
    case .scalar(let scalar): scalar.place
    case .list(_, let place), .map(_, let place): place
    }
  }

  /// What a person would call it, in "expected a list, found …".
  package var sort: String {
    switch self {
    case .scalar(let scalar):
      scalar.text.isEmpty && !scalar.quoted ? "nothing" : scalar.shown
    case .list: "a list"
    case .map: "a group of named values"
    }
  }

  /// An empty value, which a file may show as `key:` with nothing behind it.
  package var isAbsent: Bool {
    if case .scalar(let scalar) = self { return scalar.text.isEmpty && !scalar.quoted }
    return false
  }

  /// The value under `key`, if this is a map that has it.
  package subscript(key: String) -> Node? {
    guard case .map(let entries, _) = self else { return nil }
    return entries.first { $0.key.text == key }?.value
  }
}
