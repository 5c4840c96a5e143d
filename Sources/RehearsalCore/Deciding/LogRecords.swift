/// What line 0 of every log says: which rules it was written by, and which scenario it belongs to.
package struct LogOpened: Record, Hashable {
  package static let name: StaticString = "log.opened"
  /// The newest log format that this tool writes and reads.
  package static let newestFormat = 1

  package let format: Int
  package let tool: String
  package let scenario: ID<Scenario>
  /// SHA-256, in hex, of the sorted lines `sha256  path` over the files in `scenario/`.
  package let scenarioHash: String
  /// The short head of the earlier rehearsal that it follows or was forked from.
  package let follows: String?
  /// SHA-256, in hex, of the text of the ``CallSecret``, where nobody is to know when the call
  /// comes.
  package let call: String?
}

extension LogOpened {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    format = f.one("format", old?.format, "The format of this log")
    tool = f.one("tool", old?.tool, "The tool and version that opened it")
    scenario = f.one("scenario", old?.scenario, "The scenario that is rehearsed")
    scenarioHash = f.one("scenario-hash", old?.scenarioHash, "SHA-256 over the scenario's files")
    follows = f.maybe("follows", old?.follows, "The head of an earlier rehearsal")
    call = f.maybe("call", old?.call, "SHA-256 of the salt and moment of a secret call")
  }

  package init(
    format: Int, tool: String, scenario: ID<Scenario>, scenarioHash: String, call: String? = nil
  ) {
    self.init(
      format: format, tool: tool, scenario: scenario, scenarioHash: scenarioHash, follows: nil,
      call: call)
  }
}

/// A torn tail that was cut off, so that the repair itself stands in the log.
package struct LogRecovered: Record, Hashable {
  package static let name: StaticString = "log.recovered"

  /// How many bytes were cut off.
  package let bytes: Int
  /// Their SHA-256, in hex.
  package let sha256: String
  /// Where they are kept, in the rehearsal's folder.
  package let file: String
}

extension LogRecovered {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    bytes = f.one("bytes", old?.bytes, "How many bytes were cut off")
    sha256 = f.one("sha256", old?.sha256, "Their SHA-256")
    file = f.one("file", old?.file, "Where they are kept")
  }

  package init(cutting bytes: Int, sha256: String, keptIn file: String) {
    self.init(bytes: bytes, sha256: sha256, file: file)
  }
}

/// A seal that was set under the log so far.
package struct LogSealed: Record, Hashable {
  package static let name: StaticString = "log.sealed"

  /// How many events it covers.
  package let events: Int
  /// The root over their lines, in base64, as the checkpoint has it.
  package let root: String
  /// The name of the key that signed it.
  package let key: String
}

extension LogSealed {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    events = f.one("events", old?.events, "How many events it covers")
    root = f.one("root", old?.root, "The root over their lines")
    key = f.one("key", old?.key, "Who signed it")
  }

  package init(over events: Int, root: String, signedBy key: String) {
    self.init(events: events, root: root, key: key)
  }
}

/// When the call comes, where nobody is to know, and the salt without which its hash could be
/// guessed. Kept beside the log until the call reveals it.
package struct CallSecret: Hashable, Sendable {
  package let moment: Moment
  /// 32 hex digits.
  package let salt: String

  package init(moment: Moment, salt: String) {
    self.moment = moment
    self.salt = salt
  }

  /// What is hashed into line 0: `2014-09-09T10:05:00 <salt>`.
  package var text: String { "\(moment.text()) \(salt)" }

  /// Reads what `text` wrote; `nil` for anything else.
  package init?(text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let moment = Moment(text: String(parts[0])), parts[1].count == 32,
      parts[1].allSatisfy({ $0.isHexDigit && !$0.isUppercase })
    else { return nil }
    self.init(moment: moment, salt: String(parts[1]))
  }
}

/// What an event says of bytes that are kept beside the log.
package enum DocumentMark: Hashable, Sendable {
  case added(ContentHash, name: String)
  case erased(ContentHash)
}
