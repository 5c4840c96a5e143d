import Glibc
import RehearsalFormats

/// The scenario's files in a rehearsal's folder. The log's line 0 holds their hash, so that years
/// later it is known what was rehearsed.
extension LogFolder {
  /// A file of a scenario: its path below `scenario/`, and what is in it.
  package typealias KeptFile = (path: String, bytes: [UInt8])

  /// Writes every file that was read for the scenario below `scenario/`. A path that leads out of
  /// it is refused before anything is written.
  package func keep(_ files: [KeptFile]) throws(StorageProblem) {
    for file in files where !LogFolder.isPlain(file.path) { throw .badName(file.path) }
    var folders: Set<String> = []
    for file in files.sorted(by: { LogFolder.precedes($0.path, $1.path) }) {
      let path = "\(scenario)/\(file.path)"
      let folder = Directory.parent(path)
      try Directory.makeAll(folder)
      folders.insert(folder)
      let kept = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
      try kept.append(file.bytes)
      try kept.sync()
    }
    for folder in folders.sorted() { try Directory.sync(folder) }
  }

  /// What stands below `scenario/`, sorted by path; nothing where there is no such folder. A link
  /// or a device there is refused: it would not travel with the folder.
  package func scenarioFiles() throws(StorageProblem) -> [KeptFile] {
    guard Directory.kind(scenario) != nil else { return [] }
    var files: [KeptFile] = []
    try collect("", 0, &files)
    return files.sorted { LogFolder.precedes($0.path, $1.path) }
  }

  private func collect(
    _ prefix: String, _ depth: Int, _ files: inout [KeptFile]
  ) throws(StorageProblem) {
    guard depth < 32 else { throw .badName(prefix) }
    for name in try Directory.names(prefix.isEmpty ? scenario : "\(scenario)/\(prefix)") {
      let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
      switch Directory.kind("\(scenario)/\(path)") {
      case .folder: try collect(path, depth + 1, &files)
      case .file:
        let file = try OpenFile("\(scenario)/\(path)", O_RDONLY | O_NOFOLLOW)
        files.append((path, try file.contents()))
      case .other, nil: throw .notAFile(path: "\(scenario)/\(path)")
      }
    }
  }

  /// SHA-256, in hex, of one line a file, `<64 hex of its bytes>  <path>` and a newline, the lines
  /// sorted by their bytes. The same as
  /// `cd scenario && find * -type f -exec sha256sum {} + | LC_ALL=C sort | sha256sum`.
  package static func scenarioHash(_ files: [KeptFile]) -> String {
    let lines = files.map { "\(hash($0.bytes))  \($0.path)\n" }
    return hash(lines.sorted(by: precedes).flatMap { Array($0.utf8) })
  }

  private static func hash(_ bytes: [UInt8]) -> String { LineHash.of(bytes).description }

  private static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }
}
