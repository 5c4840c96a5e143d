/// The names in braces in a drafted text: `{fieldwork-start}` for a date, `{authority}` and
/// `{framework}` for their names. A brace that is never closed is only a brace.
enum Placeholders {
  private static let words = ["authority", "framework"]

  /// The names in a text, without their braces.
  static func names(in text: String) -> [String] {
    var names: [String] = []
    _ = replaced(text) {
      names.append($0)
      return nil
    }
    return names
  }

  /// What may stand in braces, for a scenario in this framework.
  static func known(_ framework: Framework) -> [String] {
    words + framework.milestones.map(\.id.text)
  }

  /// The text with names and dates put in.
  static func fill(_ text: String, _ planner: Planner) -> String {
    replaced(text) { name in
      switch name {
      case "authority": return planner.head.authority ?? "the council"
      case "framework": return planner.framework.title
      default: break
      }
      guard let milestone = planner.milestones.first(where: { $0.id.text == name }) else {
        return nil
      }
      let date = milestone.at.date.longWords
      return milestone.isDeadline ? "\(milestone.at.time.words) on \(date)" : date
    }
  }

  /// The text with what `value` gives for each name; where it gives nothing the name stays.
  private static func replaced(_ text: String, by value: (String) -> String?) -> String {
    var out = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      out += rest[..<open]
      let inside = rest[rest.index(after: open)...]
      guard let close = inside.firstIndex(where: { $0 == "}" || $0 == "{" }), inside[close] == "}"
      else {
        out += "{"
        rest = inside
        continue
      }
      let name = String(inside[..<close])
      out += value(name) ?? "{\(name)}"
      rest = inside[inside.index(after: close)...]
    }
    return out + rest
  }
}
