import Glibc
import RehearsalCore
import RehearsalFormats

extension DocumentStore {
  /// Adds what stands at `path` under a second name, where the disk knows such, and a copy of it
  /// elsewhere. What stands there stays.
  ///
  /// It is read to its end first: nothing is added that does not have this hash.
  func add(
    linking path: String, with hash: ContentHash
  ) throws(StorageProblem) -> StoredDocument {
    guard let file = try open(path) else { throw .document(.missing(path: path)) }
    let found = try DocumentStore.hash(of: file)
    guard found.description == hash.text else { throw .document(.altered(path: path)) }
    try make(folder.documents)
    guard let temporary = try second(path) else { return try add(from: path) }
    do throws(StorageProblem) {
      let isNew = try place(temporary, as: found)
      return StoredDocument(hash: found, size: try file.facts().size, isNew: isNew)
    } catch {
      try? remove(temporary)
      throw error
    }
  }

  /// Gives a file a second name among those that are being added; `nil` where the disk knows none.
  private func second(_ path: String) throws(StorageProblem) -> String? {
    while true {
      let name = "\(folder.documents)/\(DocumentStore.temporaryName())"
      do throws(StorageProblem) {
        try StorageProblem.retrying(.write, name) { () throws(SystemError) in
          try names.link(path, as: name)
        }
        return name
      } catch {
        guard case .system(_, _, let reason) = error else { throw error }
        switch reason.code {
        case EPERM, ENOTSUP, ENOSYS, EMLINK, EXDEV: return nil
        case ENOENT: throw .document(.missing(path: path))
        // A process of the same number died here before, and left its own.
        case EEXIST: continue
        default: throw error
        }
      }
    }
  }
}
