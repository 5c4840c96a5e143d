package import RehearsalFormats

/// A document that is being read. The last piece comes only once all of them have been found to be
/// what was asked for.
package final class DocumentReader {
  package let hash: LineHash
  package let size: Int
  private let file: OpenFile
  private var hashing = StreamedHash()
  private var offset = 0
  private var isVerified = false
  private var failure: StorageProblem?

  init(_ file: consuming OpenFile, hash: LineHash) throws(StorageProblem) {
    let size = try file.facts().size
    self.hash = hash
    self.size = size
    self.file = file
  }

  /// The next piece, of 1 MiB at most; `nil` after the last. It throws in place of the last one
  /// where the document was altered, and from then on.
  package func next() throws(StorageProblem) -> [UInt8]? {
    if let failure { throw failure }
    do throws(StorageProblem) {
      return try piece()
    } catch {
      failure = error
      throw error
    }
  }

  private func piece() throws(StorageProblem) -> [UInt8]? {
    guard !isVerified else { return nil }
    var bytes: [UInt8] = []
    try file.read(min(DocumentStore.chunk, size - offset), at: offset, appendingTo: &bytes)
    hashing.update(bytes)
    offset += bytes.count
    guard offset == size else { return bytes }
    guard hashing.hash == hash else { throw .document(.altered(path: file.path)) }
    isVerified = true
    return bytes.isEmpty ? nil : bytes
  }
}
