import Glibc
package import RehearsalFormats
import Synchronization

/// A document that is safely on the disk.
package struct StoredDocument: Hashable, Sendable {
  package let hash: LineHash
  package let size: Int
  /// `false` where the same bytes were there before.
  package let isNew: Bool
}

/// Added bytes beside a log, each file under `documents/sha256/` named by the SHA-256 of what is in
/// it. The title and the first name of a document stand in the event that refers to it; that event
/// is written after the document, never before.
///
/// Any number of threads and processes may use it at once.
package struct DocumentStore: Sendable {
  /// How many bytes of a document are in memory at a time.
  static let chunk = 1 << 20
  /// What the names of unfinished files begin with.
  static let temporaryPrefix = "adding-"

  let folder: LogFolder
  let calls: any FileCalls
  let names: any DocumentCalls

  package init(
    _ folder: LogFolder, calls: any FileCalls = SystemCalls(),
    names: any DocumentCalls = SystemCalls()
  ) {
    self.folder = folder
    self.calls = calls
    self.names = names
  }

  // MARK: Where things stand

  var hashes: String { "\(folder.documents)/sha256" }

  /// Where a document stands in the log's folder, and what a manifest there calls it.
  package static func name(of hash: LineHash) -> String {
    let hex = hash.description
    return "documents/sha256/\(hex.prefix(2))/\(hex.dropFirst(2))"
  }

  package func path(of hash: LineHash) -> String {
    "\(folder.path)/\(DocumentStore.name(of: hash))"
  }

  /// The folders that a document stands in, from the outermost on.
  private func chain(to hash: LineHash) -> [String] {
    [folder.documents, hashes, Directory.parent(path(of: hash))]
  }

  // MARK: Adding

  /// Adds a copy of the plain file at `path`, unless it has more than `limit` bytes.
  package func add(
    from path: String, limit: Int = .max
  ) throws(StorageProblem) -> StoredDocument {
    try begin(from: path, limit: limit).finish()
  }

  /// Begins a document with all the bytes of the plain file at `path`.
  package func begin(
    from path: String, limit: Int = .max
  ) throws(StorageProblem) -> DocumentWriter {
    guard let source = try open(path) else {
      throw .system(.open, path: path, SystemError(ENOENT))
    }
    let size = try source.facts().size
    guard size <= limit else { throw .document(.tooLarge(path: path, limit: limit)) }
    let writer = try begin(limit: limit)
    var offset = 0
    while offset < size {
      var bytes: [UInt8] = []
      try source.read(min(DocumentStore.chunk, size - offset), at: offset, appendingTo: &bytes)
      try writer.append(bytes)
      offset += bytes.count
    }
    if try hasMore(source, after: size) { throw .document(.changed(path: path)) }
    return writer
  }

  /// Begins a document whose bytes come in pieces. It is not there before `finish()` returns.
  package func begin(limit: Int = .max) throws(StorageProblem) -> DocumentWriter {
    try DocumentWriter(self, limit: limit)
  }

  private func hasMore(
    _ file: borrowing OpenFile, after size: Int
  ) throws(StorageProblem) -> Bool {
    var bytes: [UInt8] = []
    do throws(StorageProblem) {
      try file.read(1, at: size, appendingTo: &bytes)
      return true
    } catch {
      if case .shrank = error { return false }
      throw error
    }
  }

  private static let count = Atomic(0)

  /// A name that no other thread or process uses.
  static func temporaryName() -> String {
    let number = count.wrappingAdd(1, ordering: .relaxed).newValue
    return "\(temporaryPrefix)\(getpid())-\(number)"
  }

  /// Gives finished bytes their name, and takes away the one they had. Returns `false` where they
  /// are kept already.
  func place(_ temporary: String, as hash: LineHash) throws(StorageProblem) -> Bool {
    let folders = chain(to: hash)
    for folder in folders { try make(folder) }
    let isNew = try give(temporary, the: path(of: hash))
    if !isNew { try confirm(hash) }
    try remove(temporary)
    // All of them each time: whoever made one before may not have come to sync it.
    for folder in [folder.path] + folders { try sync(folder) }
    return isNew
  }

  /// `false` where something has that name.
  private func give(_ temporary: String, the path: String) throws(StorageProblem) -> Bool {
    do throws(StorageProblem) {
      try StorageProblem.retrying(.write, path) { () throws(SystemError) in
        do throws(SystemError) {
          try names.link(temporary, as: path)
        } catch {
          // Some disks, such as memory sticks, know no second names. Whoever adds something of
          // that name in between adds the same bytes, so nothing is lost where it is replaced.
          guard [EPERM, ENOTSUP, ENOSYS].contains(error.code) else { throw error }
          guard try names.status(path) == nil else { throw SystemError(EEXIST) }
          try names.rename(temporary, to: path)
        }
      }
      return true
    } catch {
      if case .system(.write, _, let reason) = error, reason.code == EEXIST { return false }
      throw error
    }
  }

  /// Reads what stands under the name of `hash`, and makes sure that it is on the disk.
  private func confirm(_ hash: LineHash) throws(StorageProblem) {
    let path = path(of: hash)
    guard let file = try open(path) else { throw .document(.missing(path: path)) }
    guard try DocumentStore.hash(of: file) == hash else {
      throw .document(.altered(path: path))
    }
    try file.sync()
  }

  // MARK: Reading

  /// Opens a document to be read piece by piece, as a web page is sent.
  package func reader(of hash: LineHash) throws(StorageProblem) -> DocumentReader {
    let path = path(of: hash)
    try refuseLinks(to: hash)
    guard let file = try open(path) else { throw .document(.missing(path: path)) }
    return try DocumentReader(file, hash: hash)
  }

  /// Hands over a document in pieces. All but the last are handed over before anything is known of
  /// the whole: they must not be trusted until this returns, and it throws `altered` where the
  /// bytes have another hash. The last piece of an altered document is never handed over, so that
  /// nobody has all of it.
  package func read(
    _ hash: LineHash, _ body: ([UInt8]) throws(StorageProblem) -> Void
  ) throws(StorageProblem) {
    let reader = try reader(of: hash)
    while let bytes = try reader.next() { try body(bytes) }
  }

  /// Copies a document to `path`, in place of what may be there, and only once it is verified:
  /// nobody ever meets a part of it, or altered bytes, under that name.
  package func copy(_ hash: LineHash, to path: String) throws(StorageProblem) {
    let reader = try reader(of: hash)
    // A name of its own, not a longer one of `path`, which may be as long as a name can be.
    let beside = "\(Directory.parent(path))/.\(DocumentStore.temporaryName())"
    let copy = try OpenFile(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_APPEND, calls)
    do throws(StorageProblem) {
      while let bytes = try reader.next() { try copy.append(bytes) }
      try copy.sync()
      try StorageProblem.retrying(.write, path) { () throws(SystemError) in
        try names.rename(beside, to: path)
      }
      try sync(Directory.parent(path))
    } catch {
      try? remove(beside)
      throw error
    }
  }

  // MARK: Erasing

  /// Removes the bytes for good, as far as this folder goes: copies elsewhere are not reached. It
  /// is success where they are gone already.
  package func erase(_ hash: LineHash) throws(StorageProblem) {
    let path = path(of: hash)
    try refuseLinks(to: hash)
    if let status = try status(path) {
      guard status.isFile else { throw .notAFile(path: path) }
      try removeTemporaries(of: status.facts)
      try remove(path)
    }
    // Also where it was gone: whoever removed it may not have come to sync it.
    for folder in [folder.documents, Directory.parent(path)] where try status(folder) != nil {
      try sync(folder)
    }
  }

  /// Whoever died between giving a document its name and removing the temporary one left the bytes
  /// under both.
  private func removeTemporaries(of facts: FileFacts) throws(StorageProblem) {
    for name in try Directory.names(folder.documents)
    where name.hasPrefix(DocumentStore.temporaryPrefix) {
      let path = "\(folder.documents)/\(name)"
      if let other = try status(path), other.facts.isSameFile(as: facts) { try remove(path) }
    }
  }
}

/// The steps that all of it is made of.
extension DocumentStore {
  /// Opens a plain file, and nothing else: opening a pipe or a device may wait for ever, or do
  /// something. `nil` where nothing is there.
  func open(_ path: String) throws(StorageProblem) -> OpenFile? {
    guard let before = try status(path) else { return nil }
    guard before.isFile else { throw .notAFile(path: path) }
    let file = try OpenFile(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, calls)
    // Looked at again, because another thing may have come between. As long as the file is open,
    // its number is not given to another.
    guard let after = try status(path), try file.facts().isSameFile(as: after.facts) else {
      throw .document(.changed(path: path))
    }
    guard after.isFile else { throw .notAFile(path: path) }
    return file
  }

  static func hash(of file: borrowing OpenFile) throws(StorageProblem) -> LineHash {
    let size = try file.facts().size
    var hashing = StreamedHash()
    var offset = 0
    while offset < size {
      var bytes: [UInt8] = []
      try file.read(min(chunk, size - offset), at: offset, appendingTo: &bytes)
      hashing.update(bytes)
      offset += bytes.count
    }
    return hashing.hash
  }

  func status(_ path: String) throws(StorageProblem) -> NameStatus? {
    try StorageProblem.retrying(.open, path) { () throws(SystemError) in
      try names.status(path)
    }
  }

  /// Makes a folder of the store, unless it is there.
  func make(_ path: String) throws(StorageProblem) {
    do throws(StorageProblem) {
      try StorageProblem.retrying(.make, path) { () throws(SystemError) in
        try names.makeFolder(path)
      }
    } catch {
      guard case .system(.make, _, let reason) = error, reason.code == EEXIST else { throw error }
      guard let status = try status(path), status.isFolder else {
        throw .document(.notAFolder(path: path))
      }
    }
  }

  /// Refuses a store whose folders lead elsewhere.
  private func refuseLinks(to hash: LineHash) throws(StorageProblem) {
    for path in chain(to: hash) {
      guard let status = try status(path) else { return }
      guard status.isFolder else { throw .document(.notAFolder(path: path)) }
    }
  }

  func sync(_ path: String) throws(StorageProblem) { try Directory.sync(path, calls) }

  /// Removes a name; it is success where it is gone already.
  func remove(_ path: String) throws(StorageProblem) {
    do throws(StorageProblem) {
      try StorageProblem.retrying(.remove, path) { () throws(SystemError) in
        try names.unlink(path)
      }
    } catch {
      guard case .system(_, _, let reason) = error, reason.code == ENOENT else { throw error }
    }
  }
}
