import Glibc
import RehearsalCore
import RehearsalFormats

/// What stands beside a file in the tray: whose it is and what it is called. A file is in the tray
/// once its slip is, and no longer than that.
struct TraySlip {
  /// Files are listed in the order in which they came, over restarts as well.
  let number: Int
  let file: TrayFile

  static let ending = ".json"

  /// Longer than any that is written here.
  private static let longest = 8_192

  var bytes: [UInt8] {
    let slip = JSONValue.object([
      ("format", .integer(1)), ("n", .integer(number)), ("owner", .text(file.owner.text())),
      ("name", .text(file.name)),
      ("changes", .list(file.changes.map { .text($0.rawValue) })),
      ("bytes", .integer(file.bytes)), ("sha256", .text(file.sha256.text)),
    ])
    return Array(slip.pretty.utf8)
  }

  init(number: Int, file: TrayFile) {
    self.number = number
    self.file = file
  }

  /// Reads the slip of the file called `id`. It is said why where it is none.
  static func read(
    _ id: String, in folder: String, _ store: DocumentStore
  ) throws(StorageProblem) -> TraySlip {
    let path = "\(folder)/\(id)\(ending)"
    func refuse(_ words: String) -> StorageProblem { .tray(.unread(path: path, words)) }
    guard let opened = try store.open(path) else { throw refuse("It is gone.") }
    guard try opened.facts().size <= longest else { throw refuse("It is too long for a slip.") }
    let bytes = try opened.contents()
    guard let root = JSONNode.parse(bytes, bytes.indices) else { throw refuse("It is not JSON.") }
    guard text(root["format"]) == "1" else { throw refuse("This tool knows format 1.") }
    guard let number = text(root["n"]).flatMap({ Int($0) }), number >= 0,
      let owner = text(root["owner"]).flatMap({ Actor(text: $0) }),
      let name = text(root["name"]), case .list(let words, _)? = root["changes"],
      let size = text(root["bytes"]).flatMap({ Int($0) }), size > 0,
      let hash = text(root["sha256"]).flatMap({ ContentHash(text: $0) })
    else { throw refuse("It lacks something that a slip has.") }
    let changes = words.compactMap { text($0).flatMap { SentName.Change(rawValue: $0) } }
    guard changes.count == words.count, SentName(name).text == name else {
      throw refuse("Its name is not one that is kept here.")
    }
    let file = TrayFile(
      id: id, owner: owner, name: name, changes: changes, bytes: size, sha256: hash)
    return TraySlip(number: number, file: file)
  }

  private static func text(_ node: Node?) -> String? {
    guard case .scalar(let scalar)? = node else { return nil }
    return scalar.text
  }
}
