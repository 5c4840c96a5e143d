import Foundation
import RehearsalCore
import RehearsalFormats
import Testing

/// What editors check a scenario with.
@Suite("JSON Schema")
struct JSONSchemaTests {
  /// A record with every shape that a schema tells apart.
  private struct Flat: Record {
    let title: String
    let id: ID<Scenario>
    let count: Int
    let isOpen: Bool
    let basis: Basis?
    let due: Deadline?

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      title = f.one("title", old?.title, "What it is called")
      id = f.identity("id", old?.id, from: title, "Its short name")
      count = f.some("count", old?.count, default: 3, "How many")
      isOpen = f.some("open", old?.isOpen, default: false, "Whether it is open")
      basis = f.maybe("basis", old?.basis, "What it rests on")
      due = f.maybe("due", old?.due, "By when")
    }
  }

  @Test("a record of plain values, whole")
  func flat() {
    #expect(
      JSONSchema.schema(title: "Flat", Describer.describe(Flat.self)).pretty == """
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "Flat",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "title": {
              "description": "What it is called",
              "type": [
                "string",
                "number",
                "boolean"
              ]
            },
            "id": {
              "description": "Its short name",
              "type": "string",
              "pattern": "^[a-z0-9-]{1,48}$"
            },
            "count": {
              "description": "How many",
              "type": "integer",
              "default": 3
            },
            "open": {
              "description": "Whether it is open",
              "enum": [
                "yes",
                "no",
                true,
                false
              ],
              "default": "no"
            },
            "basis": {
              "description": "What it rests on",
              "enum": [
                "source",
                "practice",
                "invented"
              ]
            },
            "due": {
              "description": "By when",
              "type": [
                "string",
                "integer"
              ]
            }
          },
          "required": [
            "title"
          ]
        }

        """)
  }

  /// A record of lists, rows and a part, none of which must be there.
  private struct Nested: Record {
    let names: [String]
    let items: [Item]
    let rules: Rules

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      names = f.list("names", old?.names, "Other names")
      items = f.rows("items", old?.items, "What it is made of")
      rules = f.part("rules", old?.rules, "What holds for it")
    }
  }

  private struct Item: Record {
    let share: Int

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      share = f.one("share", old?.share, "How much of the whole")
    }
  }

  private struct Rules: Record {
    let wait: Duration

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      wait = f.some("wait", old?.wait, default: .minutes(15), "How long to wait")
    }
  }

  @Test("a record of lists and of other records, whole")
  func nested() {
    #expect(
      JSONSchema.schema(title: "Nested", Describer.describe(Nested.self)).pretty == """
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "Nested",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "names": {
              "description": "Other names",
              "type": "array",
              "items": {
                "type": [
                  "string",
                  "number",
                  "boolean"
                ]
              }
            },
            "items": {
              "description": "What it is made of",
              "anyOf": [
                {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "share": {
                        "description": "How much of the whole",
                        "type": "integer"
                      }
                    },
                    "required": [
                      "share"
                    ]
                  }
                },
                {
                  "type": "string",
                  "pattern": "\\\\.csv$"
                }
              ]
            },
            "rules": {
              "description": "What holds for it",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "wait": {
                  "description": "How long to wait",
                  "type": [
                    "string",
                    "integer"
                  ],
                  "default": "15m"
                }
              }
            }
          }
        }

        """)
  }

  /// The names that a schema lists under a path of properties.
  private func names(_ schema: [String: Any], _ path: String...) -> [String] {
    var here: [String: Any]? = schema
    for name in path {
      let property = (here?["properties"] as? [String: Any])?[name] as? [String: Any]
      let first = (property?["anyOf"] as? [[String: Any]])?.first
      here = first?["items"] as? [String: Any] ?? first ?? property
    }
    return ((here?["properties"] as? [String: Any]) ?? [:]).keys.sorted()
  }

  @Test("the scenario's schema is JSON, and knows every section down to its rows")
  func scenario() throws {
    let text = JSONSchema.schema(title: "Scenario", Modules.rehearsal.scenarioFields).pretty
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(schema["required"] as? [String] == ["title", "framework"])
    #expect(schema["additionalProperties"] as? Bool == false)
    let top = names(schema)
    #expect(Modules.rehearsal.all.allSatisfy { top.contains("\($0.name)") })
    #expect(top.contains("roles"))
    #expect(
      names(schema, "roles") == [
        "basis", "critical", "deputy", "holder", "id", "part", "team", "title",
      ])
    #expect(names(schema, "communication", "tree") == ["role", "tells"])
    #expect(
      names(schema, "communication", "cascades", "retry") == [
        "deputy-tries", "retry-after", "stall-after", "tries",
      ])
    #expect(names(schema, "communication", "nothing") == [])
  }

  @Test("every name that the tutorial uses is in the schema")
  func tutorial() throws {
    let file = try #require(SourceFiles.shipped("tutorial")["scenario.yaml"])
    let node = try YAML.read(file.text.get(), file: "").get()
    #expect(strangers(node, Modules.rehearsal.scenarioFields) == [])
    let other = try YAML.read("title: a\nroles: [{titel: b}]\ntimelin: {}", file: "").get()
    #expect(strangers(other, Modules.rehearsal.scenarioFields) == ["titel", "timelin"])
  }

  private func strangers(_ node: Node, _ fields: [FieldDescription]) -> [String] {
    switch node {
    case .scalar: []
    case .list(let items, _):
      // A section may be written as the list that it opens with.
      if case .rows(let main)? = fields.first?.form {
        items.flatMap { strangers($0, main) }
      } else {
        items.flatMap { strangers($0, fields) }
      }
    case .map(let entries, _):
      entries.flatMap { entry -> [String] in
        guard let field = fields.first(where: { $0.name == entry.key.text }) else {
          return [entry.key.text]
        }
        switch field.form {
        case .rows(let inner), .part(let inner): return strangers(entry.value, inner)
        case .value, .list: return []
        }
      }
    }
  }
}
