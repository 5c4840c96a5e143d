import Glibc

/// Messages to roles beside a log: one file of mail for each event and role, and beside it a mark
/// once it has been sent.
///
/// Names come from the log alone, and a file is there whole or not at all. So whoever writes them
/// again, after a power cut or on another day, makes the same files, and none twice. They hold
/// addresses: only whoever runs this may read them.
package final class OutboxFolder: Sendable {
  package let path: String
  private let lock: FolderLock

  /// Opens the outbox of a log's folder, made first where there is none. Nobody else can use it
  /// until ``close()``: two who send at once would send everything twice.
  package static func open(_ folder: LogFolder) throws(StorageProblem) -> OutboxFolder {
    try Directory.makeAll(folder.outbox)
    guard Directory.kind(folder.outbox) == .folder else { throw .notAFile(path: folder.outbox) }
    let lock = try FolderLock(LogFolder(folder.outbox), patience: 2_000)
    let outbox = OutboxFolder(folder.outbox, lock)
    do throws(StorageProblem) {
      try outbox.removeLeftovers()
    } catch {
      lock.end()
      throw error
    }
    return outbox
  }

  private init(_ path: String, _ lock: FolderLock) {
    self.path = path
    self.lock = lock
  }

  /// To be said in any case. The end of the process says it too.
  package func close() { lock.end() }

  func place(of mail: OutboxMail) -> String { "\(path)/\(mail.name)" }

  /// Writes a file of mail, unless it stands there as it should already.
  package func write(_ mail: OutboxMail) throws(StorageProblem) {
    let place = place(of: mail)
    let bytes = Array(mail.text.utf8)
    if Directory.kind(place) == .file, try bytes == OutboxFolder.bytes(of: place) { return }
    try SourceFolder.write(bytes, to: place, mode: 0o600)
  }

  package func isSent(_ mail: OutboxMail) -> Bool { Directory.kind(mark(of: mail)) == .file }

  /// Marks a file as sent. The mark holds nothing, so that nobody's address outlives the file.
  package func markSent(_ mail: OutboxMail) throws(StorageProblem) {
    try SourceFolder.write([], to: mark(of: mail), mode: 0o600)
  }

  private func mark(of mail: OutboxMail) -> String { place(of: mail) + ".sent" }

  private static func bytes(of place: String) throws(StorageProblem) -> [UInt8] {
    let file = try OpenFile(place, O_RDONLY | O_NOFOLLOW)
    var bytes: [UInt8] = []
    try file.read(file.facts().size, at: 0, appendingTo: &bytes)
    return bytes
  }

  /// What somebody who died while writing left behind.
  private func removeLeftovers() throws(StorageProblem) {
    for name in try Directory.names(path) where OutboxFolder.isLeftover(name) {
      let place = "\(path)/\(name)"
      guard unlink(place) == 0 || errno == ENOENT else {
        throw .system(.remove, path: place, .last)
      }
    }
  }

  private static func isLeftover(_ name: String) -> Bool {
    let parts = name.split(separator: ".")
    return parts.last.map { $0.hasPrefix("part-") } ?? false
  }
}
