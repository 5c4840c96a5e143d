/// A file that somebody sent and nobody has filed yet. Its bytes wait beside the log; no event says
/// anything of it.
package struct TrayFile: Hashable, Sendable {
  /// Made by the server, and not to be guessed.
  package let id: String
  /// Who sent it, and who alone is shown it.
  package let owner: Actor
  /// As ``SentName`` has made it.
  package let name: String
  /// What was changed in the name that it was sent with.
  package let changes: [SentName.Change]
  package let bytes: Int
  package let sha256: ContentHash

  package init(
    id: String, owner: Actor, name: String, changes: [SentName.Change], bytes: Int,
    sha256: ContentHash
  ) {
    self.id = id
    self.owner = owner
    self.name = name
    self.changes = changes
    self.bytes = bytes
    self.sha256 = sha256
  }

  /// The act that files it. What it says of the bytes is what they are, whatever a form says.
  package func filing(as document: ID<DocumentItem>) -> AddDocument {
    AddDocument(document: document, sha256: sha256, bytes: bytes, file: name)
  }
}

/// How much may wait to be filed, so that nobody fills the disk that the log is on.
package struct TrayLimits: Hashable, Sendable {
  /// A file must have fewer bytes than this.
  package var file = 200 << 20
  /// Bytes of all files together, whoever sent them; those on their way count.
  package var total = 2 << 30
  package var files = 500

  package init() {}

  /// Said before anybody chooses a file.
  package var words: String {
    "Each file must be smaller than \(FileSize.words(file)). Up to \(files) files can wait to be "
      + "placed, \(FileSize.words(total)) in all."
  }
}
