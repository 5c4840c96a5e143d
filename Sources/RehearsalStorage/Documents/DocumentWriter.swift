import Glibc

/// A document whose bytes are still coming, such as an upload. They go to a temporary file, which
/// is gone after a failure and after the last use of this, whatever happens.
package final class DocumentWriter {
  private let store: DocumentStore
  private let limit: Int
  private let temporary: String
  private var file: OpenFile?
  private var hashing = StreamedHash()
  private var size = 0
  private var isOpen = true
  private var failure: StorageProblem?

  init(_ store: DocumentStore, limit: Int) throws(StorageProblem) {
    self.store = store
    self.limit = limit
    try store.make(store.folder.documents)
    var path = DocumentWriter.path(in: store)
    // A process of the same number may have died here before, and left its own.
    while try store.status(path) != nil { path = DocumentWriter.path(in: store) }
    temporary = path
    // Nobody has a reason to write to it later, so nobody may.
    file = try OpenFile(
      path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_APPEND, mode: 0o444, store.calls)
  }

  private static func path(in store: DocumentStore) -> String {
    "\(store.folder.documents)/\(DocumentStore.temporaryName())"
  }

  deinit { discard() }

  /// What it takes must not be more than the limit; a document that is refused is given up.
  package func append(_ bytes: [UInt8]) throws(StorageProblem) {
    try whileOpen { () throws(StorageProblem) in
      guard bytes.count <= limit - size else {
        throw .document(.tooLarge(path: "The document", limit: limit))
      }
      try file?.append(bytes)
      hashing.update(bytes)
      size += bytes.count
    }
  }

  /// Returns once the document is on the disk under its name. Where that fails at the very end,
  /// the whole document may be there without being known to be safe; then it is to be added again,
  /// as after any other failure.
  package func finish() throws(StorageProblem) -> StoredDocument {
    try whileOpen { () throws(StorageProblem) in
      try file?.sync()
      file = nil
      let hash = hashing.hash
      let isNew = try store.place(temporary, as: hash)
      isOpen = false
      return StoredDocument(hash: hash, size: size, isNew: isNew)
    }
  }

  /// Gives the document up. It is nothing where it was finished or given up before.
  package func cancel() throws(StorageProblem) {
    guard isOpen else { return }
    isOpen = false
    file = nil
    try store.remove(temporary)
  }

  func discard() { try? cancel() }

  private func whileOpen<Value>(
    _ body: () throws(StorageProblem) -> Value
  ) throws(StorageProblem) -> Value {
    guard isOpen else { throw failure ?? .document(.ended(path: "The document")) }
    do throws(StorageProblem) {
      return try body()
    } catch {
      failure = error
      discard()
      throw error
    }
  }
}
