import RehearsalCore

/// A file that a scenario may be read from, in memory. Nothing here touches a disk.
package struct SourceFile: Sendable, Hashable {
  /// Relative to the scenario's folder, with `/` between folders.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The largest file that is read at all: a scenario of a thousand documents is a tenth of it.
  package static let largest = 4 << 20

  /// Its text, or why it has none.
  package var text: Result<String, UnreadableFile> {
    if bytes.count > SourceFile.largest {
      return .failure(UnreadableFile(path: path, reason: .tooLarge))
    }
    if bytes.contains(0) { return .failure(UnreadableFile(path: path, reason: .binary)) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .failure(UnreadableFile(path: path, reason: .notUTF8))
    }
    // A byte order mark is what some editors write, and no part of the text.
    return .success(text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text)
  }
}

/// A file that is there and cannot be read as text.
package struct UnreadableFile: Error, Hashable, Sendable {
  /// What about its bytes stands in the way.
  package enum Reason: Hashable, Sendable {
    case tooLarge
    case binary
    case notUTF8
  }

  package let path: String
  package let reason: Reason

  package var words: String {
    switch reason {
    case .tooLarge: "\(path) is larger than 4 MB. Leave out what is not text."
    case .binary: "\(path) is not a text file. Save it as plain text."
    case .notUTF8: "\(path) is not UTF-8 text. Save it as UTF-8."
    }
  }
}

/// The files of one scenario's folder.
package struct SourceFiles: Sendable {
  package let files: [SourceFile]

  package init(_ files: [SourceFile]) { self.files = files.sorted { $0.path < $1.path } }

  package subscript(path: String) -> SourceFile? { files.first { $0.path == path } }

  /// The scenario that ships inside the tool, for the demo and as an example.
  package static func shipped(_ name: String) -> SourceFiles {
    let prefix = "scenarios/\(name)/"
    return SourceFiles(
      EmbeddedFiles.all.compactMap { file in
        let path = "\(file.path)"
        guard path.hasPrefix(prefix) else { return nil }
        return SourceFile(
          path: String(path.dropFirst(prefix.count)), bytes: Array("\(file.text)".utf8))
      })
  }
}
