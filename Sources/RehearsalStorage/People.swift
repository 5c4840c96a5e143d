import Glibc
package import RehearsalCore
import RehearsalFormats

/// How somebody who sits in a role is called and reached.
package struct ContactDetails: Hashable, Sendable {
  package let id: ID<Person>
  package let name: String?
  package let phone: String?
  package let email: String?

  package init(
    id: ID<Person>, name: String? = nil, phone: String? = nil, email: String? = nil
  ) {
    self.id = id
    self.name = name
    self.phone = phone
    self.email = email
  }
}

/// Who is behind the person ids of a log: `people.json` in its folder. Nothing hashes it, so that
/// whoever asks for it can be taken out, and every line and seal stays valid.
package struct People: Hashable, Sendable {
  /// In the order of the file, nobody twice.
  package let details: [ContactDetails]
  /// What was left out and why, in whole sentences; a mistake in one entry hides no other.
  package let mistakes: [String]

  package subscript(id: ID<Person>) -> ContactDetails? { details.first { $0.id == id } }

  static let format = "1"

  /// Reads the file of a log's folder. Where there is none, nobody is named.
  package static func read(_ folder: LogFolder) throws(StorageProblem) -> People {
    guard let text = try text(of: folder) else { return People(details: [], mistakes: []) }
    switch parse(text) {
    case .success(let root): return PeopleReader.read(root)
    case .failure(let unread):
      return People(details: [], mistakes: ["Nobody is named: \(unread.words)"])
    }
  }

  /// Writes the file whole, readable only by whoever runs this. What stood in it is lost.
  package static func write(
    _ details: [ContactDetails], to folder: LogFolder
  ) throws(StorageProblem) {
    let lock = try FolderLock(folder)
    defer { lock.end() }
    let people = details.map { one in
      let fields: [(String, String?)] = [
        ("id", one.id.text), ("name", one.name), ("phone", one.phone), ("email", one.email),
      ]
      return JSONValue.object(
        fields.compactMap { name, value in value.map { (name, JSONValue.text($0)) } })
    }
    let file = JSONValue.object([("format", .integer(1)), ("people", .list(people))])
    try write(file.pretty, to: folder)
  }

  /// Gives somebody a name, and leaves all else as it is.
  package static func call(
    _ person: ID<Person>, _ name: String, in folder: LogFolder
  ) throws(StorageProblem) {
    let known = try read(folder)
    if let mistake = known.mistakes.first {
      throw .peopleUnread(path: folder.people, mistake)
    }
    let old = known[person]
    let new = ContactDetails(id: person, name: name, phone: old?.phone, email: old?.email)
    try write(known.details.filter { $0.id != person } + [new], to: folder)
  }

  /// Takes somebody out, and leaves all else in the file as it is, also what is not understood.
  /// Returns `false` where nobody of that id was named. A file that cannot be read at all is left
  /// alone, and refused: the name may be in it. Two who take somebody out at once both succeed.
  package static func remove(
    _ id: ID<Person>, from folder: LogFolder
  ) throws(StorageProblem) -> Bool {
    let lock = try FolderLock(folder)
    defer { lock.end() }
    try removeLeftovers(in: folder)
    guard let text = try text(of: folder) else { return false }
    let root: Node
    switch parse(text) {
    case .success(let node): root = node
    case .failure(let unread): throw .peopleUnread(path: folder.people, unread.words)
    }
    guard case .map(let entries, let place) = root,
      case .list(let people, _)? = root["people"]
    else { throw .peopleUnread(path: folder.people, "It has no list \"people\".") }
    let rest = people.filter { person in
      guard case .scalar(let own)? = person["id"] else { return true }
      return own.text != id.text
    }
    guard rest.count < people.count else { return false }
    let changed = entries.map { entry in
      entry.key.text == "people" ? Node.Entry(entry.key, .list(rest, place)) : entry
    }
    try write(NodeText.json(.map(changed, place)), to: folder)
    return true
  }

  // MARK: The file

  private static func write(_ text: String, to folder: LogFolder) throws(StorageProblem) {
    try SourceFolder.write(Array(text.utf8), to: folder.people, mode: 0o600)
  }

  /// Whoever died while writing the file left names beside it.
  private static func removeLeftovers(in folder: LogFolder) throws(StorageProblem) {
    let store = DocumentStore(folder)
    let prefix = "\(LogFolder(folder.people).name).part-"
    for name in try Directory.names(folder.path) where name.hasPrefix(prefix) {
      try store.remove("\(folder.path)/\(name)")
    }
  }

  /// A file that cannot be taken as JSON, and why.
  private struct Unread: Error {
    let words: String
  }

  /// `nil` where there is no file.
  private static func text(
    of folder: LogFolder
  ) throws(StorageProblem) -> Result<String, UnreadableFile>? {
    guard let status = try DocumentStore(folder).status(folder.people) else { return nil }
    guard status.isFile else { throw .notAFile(path: folder.people) }
    return try SourceFolder.file(folder.people, as: LogFolder(folder.people).name).text
  }

  private static func parse(_ text: Result<String, UnreadableFile>) -> Result<Node, Unread> {
    switch text {
    case .failure(let file): return .failure(Unread(words: file.words))
    case .success(let text):
      let bytes = Array(text.utf8)
      if let node = JSONNode.parse(bytes, bytes.indices) { return .success(node) }
      return .failure(
        Unread(
          words: "people.json is not JSON. Look for a comma, a quotation mark or a bracket too "
            + "many or too few, and for a name given twice."))
    }
  }
}

/// Reads what can be read, and says what cannot.
private struct PeopleReader {
  private var details: [ContactDetails] = []
  private var mistakes: [String] = []

  static func read(_ root: Node) -> People {
    var reader = PeopleReader()
    reader.file(root)
    return People(details: reader.details, mistakes: reader.mistakes)
  }

  private mutating func file(_ root: Node) {
    guard case .map(let entries, _) = root else {
      mistakes.append(
        "people.json is \(root.sort). Begin it with {\"format\":1,\"people\":[ and list people.")
      return
    }
    for entry in entries where !["format", "people"].contains(entry.key.text) {
      mistakes.append("people.json has \(entry.key.shown), which is not read. Leave it out.")
    }
    if let format = root["format"], text(format) != People.format {
      mistakes.append(
        "people.json has the format \(format.sort), and this tool knows 1. Names that it "
          + "understands are read; use a newer tool for the rest.")
    }
    guard case .list(let list, _)? = root["people"] else {
      let found = root["people"].map { ", found \($0.sort)" } ?? ""
      mistakes.append("people.json needs \"people\", a list\(found). Nobody is named.")
      return
    }
    for (index, node) in list.enumerated() { person(node, index + 1) }
  }

  private mutating func person(_ node: Node, _ number: Int) {
    let entry = "Entry \(number) of people.json"
    guard case .map(let fields, _) = node else {
      mistakes.append(
        "\(entry) is \(node.sort). Write {\"id\":\"p1\",\"name\":\"…\"} there.")
      return
    }
    guard let id = node["id"], let text = text(id) else {
      mistakes.append("\(entry) has no id. Give the id that the scenario has for the person.")
      return
    }
    guard let id = ID<Person>(text) else {
      mistakes.append(
        "\(entry) has the id \(id.sort). Use at most 48 small letters, digits and hyphens.")
      return
    }
    guard !details.contains(where: { $0.id == id }) else {
      mistakes.append("\(entry) has the id \"\(id)\", as one before it. The first one counts.")
      return
    }
    let known = ["id", "name", "phone", "email"]
    for field in fields where !known.contains(field.key.text) {
      mistakes.append(
        "\(entry) (\(id)) has \(field.key.shown), which is not read. Use name, phone or email.")
    }
    let values = known.dropFirst().map { value(node[$0], $0, "\(entry) (\(id))") }
    details.append(ContactDetails(id: id, name: values[0], phone: values[1], email: values[2]))
  }

  private mutating func value(_ node: Node?, _ name: String, _ entry: String) -> String? {
    guard let node else { return nil }
    switch node {
    case .scalar(let scalar) where !scalar.quoted && ["null", "false"].contains(scalar.text):
      return nil
    case .scalar:
      return text(node)
    case .list, .map:
      mistakes.append("\(entry) has \(node.sort) as \(name). Write one text there.")
      return nil
    }
  }

  /// A text on one line; a telephone number without quotation marks is one as well.
  private func text(_ node: Node) -> String? {
    guard case .scalar(let scalar) = node else { return nil }
    let words = scalar.text.split { character in
      character.isWhitespace
        || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

/// A tree of JSON as text again, each value as it was written.
private enum NodeText {
  static func json(_ node: Node) -> String {
    var out: [UInt8] = []
    write(node, to: &out)
    out.append(0x0A)
    return String(decoding: out, as: UTF8.self)
  }

  private static func write(_ node: Node, to out: inout [UInt8]) {
    switch node {
    case .scalar(let scalar) where scalar.quoted: JSONText.write(scalar.text, to: &out)
    case .scalar(let scalar): out.append(contentsOf: scalar.text.utf8)
    case .list(let items, _):
      out.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        write(item, to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .map(let entries, _):
      out.append(UInt8(ascii: "{"))
      for (index, entry) in entries.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        JSONText.write(entry.key.text, to: &out)
        out.append(UInt8(ascii: ":"))
        write(entry.value, to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }
}
