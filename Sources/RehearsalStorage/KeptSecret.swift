import Glibc
import RehearsalCore
import RehearsalFormats

/// The secret of the call, beside the log: line 0 holds its hash, so that nobody can move the call
/// afterwards, and the file holds the moment, so that the clock knows it.
extension LogFolder {
  /// Writes the secret so that only its owner may read it.
  func keep(_ secret: CallSecret) throws(StorageProblem) {
    let file = try OpenFile(self.secret, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
    try file.append(Array((secret.text + "\n").utf8))
    try file.sync()
    try Directory.sync(path)
  }

  /// What is kept; `nil` where there is nothing. A file that is no secret counts as another one.
  func callSecret() throws(StorageProblem) -> CallSecret? {
    guard Directory.kind(secret) != nil else { return nil }
    let bytes = try OpenFile(secret, O_RDONLY | O_NOFOLLOW).contents()
    let text = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return CallSecret(text: text)
      ?? CallSecret(moment: Moment(microseconds: 0), salt: "")
  }
}

extension CallSecret {
  /// SHA-256 of its text, in hex, as line 0 gives it.
  var hash: String { LineHash.of(Array(text.utf8)).description }
}

extension CallRevealed {
  /// The secret that a line reveals, if it is one that does.
  static func of(_ line: LogLine, _ bytes: [UInt8]) -> CallSecret? {
    guard line.has(type: name, bytes), line.version == version,
      case .success(let event) = decode(bytes, line.data)
    else { return nil }
    return CallSecret(moment: event.moment, salt: event.salt)
  }
}
