package import RehearsalCore

/// JSON Schema draft-07 from lists of fields: what editors check a scenario with.
package enum JSONSchema {
  /// The schema of `scenario.yaml`.
  package static func scenario(_ modules: Modules) -> JSONValue {
    schema(title: "Scenario of a rehearsal, format 1", modules.scenarioFields)
  }

  /// The schema of a framework's file.
  package static var framework: JSONValue {
    schema(title: "Framework of inspections, format 1", Describer.describe(Framework.self))
  }

  package static func schema(title: String, _ fields: [FieldDescription]) -> JSONValue {
    var members: [(name: String, value: JSONValue)] = [
      ("$schema", .text("http://json-schema.org/draft-07/schema#")), ("title", .text(title)),
    ]
    members += object(fields)
    return .object(members)
  }

  private static func object(
    _ fields: [FieldDescription]
  ) -> [(name: String, value: JSONValue)] {
    let required = fields.filter { $0.need == .required }.map { JSONValue.text($0.name) }
    var members: [(name: String, value: JSONValue)] = [
      ("type", .text("object")), ("additionalProperties", .yesOrNo(false)),
      (
        "properties",
        .object(fields.map { ($0.name, .object(property($0))) })
      ),
    ]
    if !required.isEmpty { members.append(("required", .list(required))) }
    return members
  }

  private static func property(
    _ field: FieldDescription
  ) -> [(name: String, value: JSONValue)] {
    var members: [(name: String, value: JSONValue)] = [("description", .text(field.doc))]
    switch field.form {
    case .value(let shape): members += value(shape)
    case .list(let shape):
      members += [("type", .text("array")), ("items", .object(value(shape)))]
    case .rows(let fields): members.append(("anyOf", .list(listing(fields))))
    case .part(let fields):
      // A section that opens with a list may be written as that list alone.
      guard case .rows(let main)? = fields.first?.form else {
        members += object(fields)
        break
      }
      members.append(("anyOf", .list([.object(object(fields))] + listing(main))))
    }
    if case .standard(let text) = field.need { members.append(("default", standard(field, text))) }
    return members
  }

  /// A list stands inline, or in a table of its own.
  private static func listing(_ fields: [FieldDescription]) -> [JSONValue] {
    [
      .object([("type", .text("array")), ("items", .object(object(fields)))]),
      .object([("type", .text("string")), ("pattern", .text("\\.csv$"))]),
    ]
  }

  private static func standard(_ field: FieldDescription, _ text: String) -> JSONValue {
    if case .value(.integer) = field.form, let value = Int(text: text) { return .integer(value) }
    return .text(text)
  }

  /// YAML reads an unquoted `17:05` or `no` as something else than text, so an editor must let
  /// more through than the tool itself does.
  private static func value(_ shape: Shape) -> [(name: String, value: JSONValue)] {
    switch shape {
    case .integer: [("type", .text("integer"))]
    case .choice(let words): [("enum", .list(words.map { .text($0) }))]
    case .yesOrNo:
      [("enum", .list([.text("yes"), .text("no"), .yesOrNo(true), .yesOrNo(false)]))]
    case .identifier:
      [("type", .text("string")), ("pattern", .text("^[a-z0-9-]{1,48}$"))]
    case .text: [("type", .list([.text("string"), .text("number"), .text("boolean")]))]
    case .date, .time, .moment, .duration, .deadline, .share, .shares, .effort:
      [("type", .list([.text("string"), .text("integer")]))]
    }
  }
}
