package import RehearsalFormats

/// The head of a log as C2SP specifies it (c2sp.org/tlog-checkpoint): which log, how many lines,
/// and the root of the Merkle tree over them. Signed, it is a seal.
package struct Checkpoint: Hashable, Sendable {
  /// Which log, see ``origin(_:)``.
  package let origin: String
  /// How many lines it covers: events 0 to one less.
  package let size: Int
  package let root: TreeHash

  package init(origin: String, size: Int, root: TreeHash) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// The name of a log in its seals: its first line has the scenario's hash and the moment it was
  /// opened, so no two logs have one, and the seal of another log is seen for what it is.
  package static func origin(_ firstLine: LineHash) -> String {
    "rehearse.invalid/\(firstLine.short)"
  }

  /// Reads the text of a note. Lines behind the root, which C2SP allows and advises against, are
  /// refused: no seal of a rehearsal has any.
  package init(text: [UInt8]) throws(SealProblem) {
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count >= 4, lines.last?.isEmpty == true else { throw .checkpoint(.lines) }
    guard let origin = String(validating: lines[0], as: UTF8.self), !origin.isEmpty else {
      throw .checkpoint(.origin)
    }
    guard let size = Checkpoint.number(lines[1]) else { throw .checkpoint(.size) }
    guard let root = Base64.bytes(lines[2]).flatMap({ TreeHash($0) }) else {
      throw .checkpoint(.root)
    }
    guard lines.count == 4 else { throw .checkpoint(.extended) }
    self.init(origin: origin, size: size, root: root)
  }

  package var text: [UInt8] {
    Array("\(origin)\n\(size)\n".utf8) + Base64.text(root.bytes) + [UInt8(ascii: "\n")]
  }

  /// Whether it is about the log of this name, compared as bytes.
  func isOf(_ origin: String) -> Bool { self.origin.utf8.elementsEqual(origin.utf8) }

  /// Digits with no zero before them.
  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard let number = Int(String(decoding: digits, as: UTF8.self)), number >= 0,
      "\(number)".utf8.elementsEqual(digits)
    else { return nil }
    return number
  }
}

/// A checkpoint as it was signed.
package struct Seal: Hashable, Sendable {
  package let checkpoint: Checkpoint
  package let note: SignedNote

  /// Reads a note, and believes none of it.
  package init(_ bytes: [UInt8]) throws(SealProblem) {
    note = try SignedNote(bytes)
    checkpoint = try Checkpoint(text: note.text)
  }

  /// Signs a checkpoint.
  package init(_ checkpoint: Checkpoint, key: SealKey) throws(SealProblem) {
    self.checkpoint = checkpoint
    note = try SignedNote(checkpoint.text, signedWith: key)
  }

  /// Who signed it, given the keys that somebody trusts; refuses a seal that none of them made.
  package func requireSigned(_ keys: [VerifierKey]) throws(SealProblem) -> [VerifierKey] {
    switch note.verdict(keys) {
    case .signed(let by): return by
    case .wrong(let key): throw .refused(.signature(key.label))
    case .unknown(let names): throw .refused(.unknownKey(names))
    }
  }
}

extension TreeHash {
  /// The hash in base64, as a checkpoint has it.
  package var base64: String { String(decoding: Base64.text(bytes), as: UTF8.self) }
}
