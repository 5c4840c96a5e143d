/// A strict reader of the little HTML that is written here, for tests: every element is closed,
/// every attribute has a name of its own and its value in double quotes or none.
package struct HTMLReading {
  /// One element as it begins.
  package struct Element {
    package let name: String
    package let attributes: [String: String]
    /// The names of the elements around it, outermost first.
    package let path: [String]
  }

  package private(set) var elements: [Element] = []
  package private(set) var problems: [String] = []
  /// What stands between the marks, as a reader sees it; style sheets are left out.
  package private(set) var text = ""

  private static let void: Set<String> = ["meta", "input", "br", "link"]
  private static let entities = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'",
  ]

  package init(_ source: String) {
    var open: [String] = []
    var rest = Substring(source)
    if rest.hasPrefix("<!DOCTYPE html>\n") { rest = rest.dropFirst(16) }
    while let start = rest.firstIndex(of: "<") {
      text += decoded(rest[..<start])
      rest = rest[start...].dropFirst()
      guard let end = rest.firstIndex(of: ">") else {
        problems.append("a mark is never closed")
        return
      }
      let tag = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        let name = String(tag.dropFirst())
        if open.popLast() != name { problems.append("</\(name)> closes something else") }
        continue
      }
      let element = read(tag, path: open)
      elements.append(element)
      guard !HTMLReading.void.contains(element.name) else { continue }
      open.append(element.name)
      if element.name == "style" {
        while !rest.isEmpty, !rest.hasPrefix("</style>") { rest = rest.dropFirst() }
      }
    }
    text += decoded(rest)
    problems += open.map { "<\($0)> is never closed" }
  }

  private mutating func read(_ tag: Substring, path: [String]) -> Element {
    let name = tag.prefix { $0 != " " }
    if name.isEmpty || !name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
      problems.append("<\(tag)> has no name")
    }
    var attributes: [String: String] = [:]
    var rest = tag.dropFirst(name.count)
    while !rest.isEmpty {
      guard rest.first == " " else {
        problems.append("<\(tag)> has \"\(rest)\" where a space should be")
        break
      }
      rest = rest.dropFirst()
      let key = rest.prefix { $0 != "=" && $0 != " " }
      rest = rest.dropFirst(key.count)
      var value = ""
      if rest.hasPrefix("=\"") {
        let quoted = rest.dropFirst(2).prefix { $0 != "\"" }
        value = decoded(quoted)
        rest = rest.dropFirst(quoted.count + 3)
      }
      let isSound = !key.isEmpty && key.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
      if !isSound { problems.append("<\(tag)> has an attribute \"\(key)\"") }
      if attributes.updateValue(value, forKey: String(key)) != nil {
        problems.append("<\(tag)> says \(key) twice")
      }
    }
    return Element(name: String(name), attributes: attributes, path: path)
  }

  private mutating func decoded(_ source: Substring) -> String {
    var out = ""
    var rest = source
    while let start = rest.firstIndex(of: "&") {
      out += rest[..<start]
      rest = rest[start...].dropFirst()
      let name = rest.prefix { $0 != ";" }
      guard let character = HTMLReading.entities[String(name)] else {
        problems.append("a bare & before \"\(rest.prefix(10))\"")
        return out
      }
      out += character
      rest = rest.dropFirst(name.count + 1)
    }
    return out + rest
  }

  /// The names of all elements, in order: the shape of the page without its words.
  package var shape: [String] { elements.map { ($0.path + [$0.name]).joined(separator: "/") } }

  package func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// The values of an attribute, in order.
  package func values(_ attribute: String) -> [String] {
    elements.compactMap { $0.attributes[attribute] }
  }
}
