package import RehearsalCore

/// What a browser posts from a form, as a ``Node``: an empty value is left out, a repeated name or
/// commas make a list.
package enum PostedForm {
  /// `nil` where the body is not `application/x-www-form-urlencoded` text.
  package static func node(_ body: String, _ fields: [FieldDescription]) -> Node? {
    values(body).map { node($0, fields) }
  }

  /// What was posted, in order; `nil` where the body is not `application/x-www-form-urlencoded`
  /// text.
  package static func values(_ body: String) -> [(name: String, value: String)]? {
    var values: [(name: String, value: String)] = []
    for pair in body.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decode(parts[0]), let value = decode(parts.count > 1 ? parts[1] : "") else {
        return nil
      }
      values.append((name, value))
    }
    return values
  }

  /// The same of values that came in another way, such as beside files.
  package static func node(
    _ posted: [(name: String, value: String)], _ fields: [FieldDescription]
  ) -> Node {
    var entries: [(name: String, values: [String])] = []
    for (name, value) in posted where !value.isEmpty {
      if let index = entries.firstIndex(where: { $0.name == name }) {
        entries[index].values.append(value)
      } else {
        entries.append((name, [value]))
      }
    }
    return .map(
      entries.map { name, values in
        let isList = fields.contains { field in
          if case .list = field.form { return field.name == name }
          return false
        }
        // A field is the only place that a form has; what is wrong is said beside it.
        let place = Place(file: name, line: 1, column: 1)
        return Node.Entry(
          Node.Scalar(name, place), isList ? list(values, place) : single(values, place))
      }, .nowhere)
  }

  private static func single(_ values: [String], _ place: Place) -> Node {
    values.count == 1
      ? .scalar(Node.Scalar(values[0], place))
      : .list(values.map { .scalar(Node.Scalar($0, place)) }, place)
  }

  private static func list(_ values: [String], _ place: Place) -> Node {
    let items = values.flatMap { value in value.split(separator: ",").map(trimmed) }
    return .list(items.map { .scalar(Node.Scalar($0, place)) }, place)
  }

  private static func trimmed(_ text: Substring) -> String {
    text.split(separator: " ").joined(separator: " ")
  }

  private static func decode(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(0x20)
      case UInt8(ascii: "%"):
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
          let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        rest = rest.dropFirst(2)
        bytes.append(value)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
