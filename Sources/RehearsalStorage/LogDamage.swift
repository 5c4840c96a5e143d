/// Something wrong with a log: which file, where, and what kind of wrong.
package struct LogDamage: Hashable, Sendable {
  /// What happened to a line, as far as its bytes tell.
  package enum Kind: String, CaseIterable, Sendable {
    /// The line is whole and no line of a log.
    case unreadable
    /// Its bytes do not have the hash it gives.
    case altered
    /// It is whole, and does not follow the line before it.
    case moved
    /// It follows the line before and breaks a rule between them: a number, a batch, a time.
    case disordered
    /// The log stops in the middle of a line or of a batch, or before what was once on the disk.
    case incomplete
    /// It was written by a newer version of this tool.
    case newer
    /// The moment of the call is not the one that was fixed when the log was opened.
    case secret
    /// The files of the scenario are not those that the log was opened with.
    case scenario

    package var words: String {
      switch self {
      case .unreadable: "unreadable"
      case .altered: "altered here"
      case .moved: "removed, inserted or reordered here"
      case .disordered: "out of order here"
      case .incomplete: "incomplete"
      case .newer: "written by a newer version"
      case .secret: "not the call it was opened with"
      case .scenario: "not the scenario it was opened with"
      }
    }
  }

  /// The file's name in its folder.
  package let file: String
  /// From 1; `nil` where the whole file is meant.
  package let line: Int?
  /// From the beginning of the file; `nil` where the whole file is meant.
  package let byte: Int?
  package let kind: Kind
  /// What was seen, without a full stop.
  package let words: String
}

extension LogDamage: CustomStringConvertible {
  /// `events.jsonl:54 (byte 23104): altered here: …`
  package var description: String {
    let place = line.map { ":\($0)" } ?? ""
    let offset = byte.map { " (byte \($0))" } ?? ""
    return "\(file)\(place)\(offset): \(kind.words): \(words)"
  }
}
