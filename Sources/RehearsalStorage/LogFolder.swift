/// The folder of one rehearsal, and what stands where in it. It is portable as a whole, and never
/// used for a second rehearsal.
package struct LogFolder: Hashable, Sendable {
  package let path: String

  package init(_ path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  static let logName = "events.jsonl"
  static let headName = "events.head"
  static let scenarioName = "scenario"
  static let secretName = "call.secret"

  /// What a torn tail is kept as, by where it began.
  static func tornName(_ offset: Int, _ number: Int) -> String {
    "events.torn-\(offset)" + (number == 1 ? "" : "-\(number)")
  }

  package var log: String { "\(path)/\(LogFolder.logName)" }
  /// Whether there is a log in it.
  package var isThere: Bool { Directory.kind(log) == .file }
  /// A lower bound of what is safely on the disk, see ``LogHead``.
  package var head: String { "\(path)/\(LogFolder.headName)" }
  /// Every file that was read for the scenario.
  package var scenario: String { "\(path)/\(LogFolder.scenarioName)" }
  /// Whether a file of this name is a tail that was cut off, and not one of another kind.
  static func isTorn(_ name: String) -> Bool {
    let prefix = "events.torn-"
    guard name.hasPrefix(prefix) else { return false }
    return name.dropFirst(prefix.count).allSatisfy { $0.isNumber || $0 == "-" }
  }

  /// When the call comes, where nobody is to know; see ``CallSecret``.
  package var secret: String { "\(path)/\(LogFolder.secretName)" }
  /// Names for person ids; erasable, so nothing hashes it.
  package var people: String { "\(path)/people.json" }
  /// Who may come in while it is live, see ``Access``.
  package var access: String { "\(path)/access.json" }
  /// Messages to roles as files of mail, see ``OutboxFolder``.
  package var outbox: String { "\(path)/outbox" }
  /// Added bytes, by their hash.
  package var documents: String { "\(path)/documents" }

  /// Files that were sent and not filed yet, see ``FileTray``. They are nobody's but their
  /// senders', so they are not handed on with the rehearsal, and nothing hashes them.
  package var tray: String { "\(path)/tray" }

  /// The last part of the path.
  package var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Makes a new folder called `base`, or `base-2`, `base-3` and so on where that was taken, and
  /// the folders above it.
  package static func create(
    in parent: String, named base: String
  ) throws(StorageProblem) -> LogFolder {
    guard isPlain(base), !base.contains("/") else { throw .badName(base) }
    let parent = parent.isEmpty ? "." : LogFolder(parent).path
    try Directory.makeAll(parent)
    for number in 1...10_000 {
      let path = "\(parent)/\(number == 1 ? base : "\(base)-\(number)")"
      if try Directory.make(path) {
        try Directory.sync(parent)
        return LogFolder(path)
      }
    }
    throw .taken(path: "\(parent)/\(base)")
  }

  /// Whether `path` names something below a folder and nowhere else, in characters that a line of
  /// text can hold.
  static func isPlain(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return path.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
      && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && $0.utf8.count < 256 }
  }
}
