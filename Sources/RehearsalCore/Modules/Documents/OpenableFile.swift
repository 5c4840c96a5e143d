/// A file that a viewer may open: the bytes of a version that they know of.
package struct OpenableFile: Sendable, Hashable {
  package let document: ID<DocumentItem>
  package let version: Int
  package let name: String
  package let sha256: ContentHash
}

extension Documents.State {
  /// Every file that whoever has this state may open, in the order of the list. Inspectors may open
  /// what they were sent and was not withdrawn; the council, every version.
  package var openable: [OpenableFile] {
    lines.values.flatMap { line in
      isCouncil
        ? line.versions.compactMap { version in
          file(line.id, version.number, version.name, version.sha256)
        }
        : line.sendings.filter { $0.withdrawn == nil }.compactMap { sending in
          file(
            line.id, sending.document.version, sending.document.name, sending.document.sha256)
        }
    }
  }

  private func file(
    _ document: ID<DocumentItem>, _ version: Int, _ name: String, _ sha256: ContentHash?
  ) -> OpenableFile? {
    guard let sha256, erased[sha256] == nil else { return nil }
    return OpenableFile(document: document, version: version, name: name, sha256: sha256)
  }
}
