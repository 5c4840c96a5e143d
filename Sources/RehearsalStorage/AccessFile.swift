import Glibc
import RehearsalCore
import RehearsalFormats

/// What stands in `access.json`.
struct AccessFile {
  let facilitator: String
  let joinCode: String
  /// The oldest first.
  let seats: [Access.Seat]
  /// The roles that a facilitator freed, until somebody joins in them.
  let freed: [ID<Role>]

  /// `nil` where there is no such file.
  static func read(_ folder: LogFolder) throws(StorageProblem) -> AccessFile? {
    let path = folder.access
    switch Directory.kind(path) {
    case nil: return nil
    case .file: break
    case .folder, .other: throw .notAFile(path: path)
    }
    let bytes = try OpenFile(path, O_RDONLY | O_NOFOLLOW).contents()
    guard let root = JSONNode.parse(bytes, bytes.indices) else {
      throw .accessUnread(path: path, "It is not JSON.")
    }
    guard text(root["format"]) == "1" else {
      throw .accessUnread(path: path, "This tool knows format 1.")
    }
    guard let facilitator = text(root["facilitator"]), isToken(facilitator),
      let code = text(root["code"]), code.utf8.count == 9, case .list(let list, _)? = root["seats"]
    else { throw .accessUnread(path: path, "It lacks a token, the code or the seats.") }
    var seats: [Access.Seat] = []
    for node in list {
      guard let who = text(node["who"]), let actor = Actor(text: who),
        let hash = text(node["token"]), LineHash(hash) != nil
      else { throw .accessUnread(path: path, "Seat \(seats.count + 1) has no actor or no hash.") }
      seats.append(Access.Seat(actor: actor, hash: Array(hash.utf8)))
    }
    var freed: [ID<Role>] = []
    if case .list(let roles, _)? = root["freed"] {
      freed = roles.compactMap { text($0).flatMap { ID($0) } }
    }
    return AccessFile(facilitator: facilitator, joinCode: code, seats: seats, freed: freed)
  }

  func write(to folder: LogFolder) throws(StorageProblem) {
    let seats = seats.map { seat in
      JSONValue.object([
        ("who", .text(seat.actor.text())),
        ("token", .text(String(decoding: seat.hash, as: UTF8.self))),
      ])
    }
    let file = JSONValue.object([
      ("format", .integer(1)), ("facilitator", .text(facilitator)), ("code", .text(joinCode)),
      ("seats", .list(seats)), ("freed", .list(freed.map { .text($0.text) })),
    ])
    try SourceFolder.write(Array(file.pretty.utf8), to: folder.access, mode: 0o600)
  }

  private static func isToken(_ text: String) -> Bool {
    text.utf8.count == 32 && text.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  }

  private static func text(_ node: Node?) -> String? {
    guard case .scalar(let scalar)? = node else { return nil }
    return scalar.text
  }
}
