package import RehearsalCore

/// What a server offers to programs, as OpenAPI 3.1, made from the list of commands.
package enum OpenAPI {
  private typealias Members = [(name: String, value: JSONValue)]

  /// - Parameter base: the address of the rehearsal on its server
  package static func document(_ modules: Modules, base: String) -> JSONValue {
    .object([
      ("openapi", .text("3.1.0")),
      (
        "info",
        .object([
          ("title", .text("rehearse: a live rehearsal. Exercise only")), ("version", .text("1")),
          (
            "description",
            .text(
              "What the pages do, for programs. A role's token, or the facilitator's, goes along "
                + "as "
                + "a bearer token. Everything is as that role may know it.")
          ),
        ])
      ),
      ("servers", .list([.object([("url", .text("\(base)/api"))])])),
      ("security", .list([.object([("token", .list([]))])])),
      ("paths", .object(paths)),
      (
        "components",
        .object([
          (
            "securitySchemes",
            .object([
              ("token", .object([("type", .text("http")), ("scheme", .text("bearer"))]))
            ])
          ),
          (
            "schemas", .object(modules.commands.map { ("\($0.name)", schema($0)) } + [act(modules)])
          ),
        ])
      ),
    ])
  }

  private static func schema(_ command: any Command.Type) -> JSONValue {
    func open<C: Command>(_ type: C.Type) -> [FieldDescription] { Describer.describe(C.self) }
    return JSONSchema.schema(title: "\(command.doc)", open(command))
  }

  /// The body of an act: which command, under which id, and its fields.
  private static func act(_ modules: Modules) -> (name: String, value: JSONValue) {
    let names = modules.commands.map { JSONValue.text("\($0.name)") }
    let fields = modules.commands.map { command in
      JSONValue.object([("$ref", .text("#/components/schemas/\(command.name)"))])
    }
    return (
      "act",
      .object([
        ("type", .text("object")), ("additionalProperties", .yesOrNo(false)),
        ("required", .list([.text("id"), .text("command")])),
        (
          "properties",
          .object([
            (
              "id",
              .object([
                ("type", .text("string")), ("maxLength", .integer(36)),
                (
                  "description", .text("Made by the caller: sent again, the act is not done again.")
                ),
              ])
            ),
            ("command", .object([("type", .text("string")), ("enum", .list(names))])),
            ("fields", .object([("anyOf", .list(fields))])),
            (
              "tray",
              .object([
                ("type", .text("string")),
                (
                  "description",
                  .text(
                    "For documents.add alone: the file, whose name, bytes and hash it fills in.")
                ),
              ])
            ),
            (
              "happened",
              .object([
                ("type", .text("string")),
                ("description", .text("When it happened in the story, if earlier than now.")),
              ])
            ),
          ])
        ),
      ])
    )
  }

  private static var paths: Members {
    [
      ("/seats", sitting),
      ("/as/{who}/boards", reading("Every board, as the role knows it.", "application/json")),
      (
        "/as/{who}/offers",
        reading(
          "What the role can do now, with the command of each way to do it.", "application/json")
      ),
      (
        "/as/{who}/events",
        reading("What the role has seen, in order.", "application/json", hasPosition: true)
      ),
      (
        "/as/{who}/events/stream",
        reading(
          "The same as it comes: Server-Sent Events, resumed behind Last-Event-ID.",
          "text/event-stream", hasPosition: true)
      ),
      ("/as/{who}/tray", reading("Files that wait to become documents.", "application/json")),
      ("/as/{who}/tray/{name}", sending),
      ("/as/{who}/acts", acting),
    ]
  }

  private static let who = JSONValue.object([
    ("name", .text("who")), ("in", .text("path")), ("required", .yesOrNo(true)),
    ("description", .text("A role's id, or facilitator.")),
    ("schema", .object([("type", .text("string"))])),
  ])

  private static let after = JSONValue.object([
    ("name", .text("after")), ("in", .text("query")), ("required", .yesOrNo(false)),
    ("description", .text("The position of the last event that the caller has.")),
    ("schema", .object([("type", .text("integer")), ("minimum", .integer(0))])),
  ])

  private static func answer(_ words: String, _ type: String? = nil) -> JSONValue {
    var members: Members = [("description", .text(words))]
    if let type { members.append(("content", .object([(type, .object([]))]))) }
    return .object(members)
  }

  private static func reading(
    _ words: String, _ type: String, hasPosition: Bool = false
  ) -> JSONValue {
    .object([
      (
        "get",
        .object([
          ("summary", .text(words)), ("parameters", .list([who] + (hasPosition ? [after] : []))),
          (
            "responses",
            .object([
              ("200", answer(words, type)), ("403", answer("The token is not that role's.")),
            ])
          ),
        ])
      )
    ])
  }

  private static let sitting = JSONValue.object([
    (
      "post",
      .object([
        ("summary", .text("Sits down in a role, and gives the token for it.")),
        ("security", .list([])),
        (
          "requestBody",
          .object([
            ("required", .yesOrNo(true)),
            ("description", .text("code, role and, for somebody else than the holder, person.")),
            ("content", .object([("application/json", .object([]))])),
          ])
        ),
        (
          "responses",
          .object([
            ("200", answer("The role and its token.", "application/json")),
            ("403", answer("The code is wrong.", "application/json")),
            ("409", answer("Somebody sits there.", "application/json")),
            ("422", answer("It cannot be understood, and why.", "application/json")),
            ("429", answer("It was wrong too often. Wait a minute.")),
            ("503", answer("It could not be recorded. Try again.", "application/json")),
          ])
        ),
      ])
    )
  ])

  private static let name = JSONValue.object([
    ("name", .text("name")), ("in", .text("path")), ("required", .yesOrNo(true)),
    ("description", .text("What the file is called.")),
    ("schema", .object([("type", .text("string"))])),
  ])

  private static let sending = JSONValue.object([
    (
      "put",
      .object([
        (
          "summary",
          .text("Takes a file in. The act documents.add makes a document of it, by its tray.")
        ),
        ("parameters", .list([who, name])),
        (
          "requestBody",
          .object([
            ("required", .yesOrNo(true)),
            ("content", .object([("application/octet-stream", .object([]))])),
          ])
        ),
        (
          "responses",
          .object([
            ("201", answer("Its tray, name, bytes and SHA-256.", "application/json")),
            ("403", answer("The token is not that role's.")),
            ("422", answer("It cannot be taken in, and why.", "application/json")),
          ])
        ),
      ])
    )
  ])

  private static let acting = JSONValue.object([
    (
      "post",
      .object([
        ("summary", .text("Does something, once.")), ("parameters", .list([who])),
        (
          "requestBody",
          .object([
            ("required", .yesOrNo(true)),
            (
              "content",
              .object([
                (
                  "application/json",
                  .object([
                    ("schema", .object([("$ref", .text("#/components/schemas/act"))]))
                  ])
                )
              ])
            ),
          ])
        ),
        (
          "responses",
          .object([
            ("200", answer("It is recorded, or was before.", "application/json")),
            ("403", answer("The token is not that role's.")),
            ("409", answer("It cannot be done now: code, reason, fix.", "application/json")),
            (
              "422",
              answer("It cannot be understood: what is wrong, field by field.", "application/json")
            ),
            (
              "503",
              answer("It could not be recorded. Send it again under its id.", "application/json")
            ),
          ])
        ),
      ])
    )
  ])
}
