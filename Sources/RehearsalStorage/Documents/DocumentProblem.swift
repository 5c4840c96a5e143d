/// What can be wrong with an added document, beyond what the system says. ``StorageProblem``
/// carries it.
package enum DocumentProblem: Hashable, Sendable {
  /// Its bytes do not have the hash it is named by, or that was asked for.
  case altered(path: String)
  /// Nothing of that hash is kept.
  case missing(path: String)
  /// More bytes than the caller takes.
  case tooLarge(path: String, limit: Int)
  /// Another file, or other bytes, than a moment before.
  case changed(path: String)
  /// A link or a file where a folder of the store should be.
  case notAFolder(path: String)
  /// Bytes were added to a document that was finished or given up.
  case ended(path: String)

  /// Whether what was recorded can no longer be relied on, as opposed to input that cannot be
  /// taken.
  package var isDamage: Bool {
    switch self {
    case .altered, .missing: true
    case .tooLarge, .changed, .notAFolder, .ended: false
    }
  }

  /// What is wrong and what to do, in whole sentences.
  package var words: String {
    switch self {
    case .altered(let path):
      "\(path) does not hold the document that it is named for: its bytes were altered. Nothing "
        + "was changed. Move the file away and add the document again from where it came."
    case .missing(let path):
      "\(path) is not there. Add the document again from where it came, unless it was erased."
    case .tooLarge(let path, let limit):
      "\(path) is larger than \(DocumentProblem.size(limit)). Nothing was added: leave out what "
        + "is not needed, or add it in parts."
    case .changed(let path):
      "\(path) was changed while it was read. Find out what changes it, and try again."
    case .notAFolder(let path):
      "\(path) is not a folder of its own. Move it away, and put the documents in a folder there."
    case .ended(let path):
      "\(path) was finished or given up before, and takes no more. Add the document anew."
    }
  }

  private static func size(_ bytes: Int) -> String {
    if bytes >= 1 << 20, bytes % (1 << 20) == 0 { return "\(bytes >> 20) MB" }
    if bytes >= 1 << 10, bytes % (1 << 10) == 0 { return "\(bytes >> 10) KB" }
    return "\(bytes) bytes"
  }
}
