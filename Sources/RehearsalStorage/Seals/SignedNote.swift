/// Text signed by one or more keys, as C2SP specifies it (c2sp.org/signed-note): the text, a blank
/// line, and a line `— <name> <base 64 of key id and signature>` for each signature.
///
/// Reading takes only what writing would have made, so `bytes` are those that were read.
package struct SignedNote: Hashable, Sendable {
  /// One signature, checked or not.
  package struct Signature: Hashable, Sendable {
    package let name: String
    package let keyID: UInt32
    let bytes: [UInt8]

    /// The name as bytes: Swift takes two spellings of one character for the same text.
    fileprivate func isBy(_ key: VerifierKey) -> Bool {
      keyID == key.id && name.utf8.elementsEqual(key.name.utf8)
    }
  }

  /// What the signatures prove, given the keys that somebody trusts.
  package enum Verdict: Hashable, Sendable {
    /// Every signature by one of the keys is right, and there is at least one.
    case signed(by: [VerifierKey])
    /// A signature by this key is wrong.
    case wrong(VerifierKey)
    /// None of the keys has signed; these names did, or somebody who wrote them.
    case unknown([String])
  }

  /// What is signed, its last newline included.
  package let text: [UInt8]
  package let signatures: [Signature]

  private static let newline = UInt8(ascii: "\n")
  private static let mark = Array("— ".utf8)
  /// As many as anybody needs, and few enough to be checked at once.
  private static let most = 100

  /// Whether the bytes begin like a signature line, which no text of ours does.
  static func isSignatureLine(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: mark) }

  /// Signs a text, which ends with a newline.
  package init(_ text: [UInt8], signedWith key: SealKey) throws(SealProblem) {
    precondition(text.last == SignedNote.newline, "the text of a note ends with a newline")
    self.text = text
    let signature = Signature(
      name: key.verifier.name, keyID: key.verifier.id, bytes: try key.signature(of: text))
    signatures = [signature]
  }

  /// Reads a note, and believes none of it.
  package init(_ bytes: [UInt8]) throws(SealProblem) {
    guard let valid = String(validating: bytes, as: UTF8.self),
      valid.utf8.allSatisfy({ $0 >= 0x20 || $0 == SignedNote.newline })
    else { throw .note(.characters) }
    // Of several blank lines in a note the last one parts it.
    guard
      let blank = bytes.indices.dropLast().last(where: {
        bytes[$0] == SignedNote.newline && bytes[$0 + 1] == SignedNote.newline
      })
    else { throw .note(.blankLine) }
    let lines = bytes[(blank + 2)...]
    guard !lines.isEmpty else { throw .note(.unsigned) }
    guard lines.last == SignedNote.newline else { throw .note(.end) }
    text = Array(bytes[...blank])
    var signatures: [Signature] = []
    for line in lines.dropLast().split(
      separator: SignedNote.newline, omittingEmptySubsequences: false)
    {
      guard signatures.count < SignedNote.most else { throw .note(.many) }
      guard let signature = SignedNote.signature(line) else { throw .note(.line) }
      signatures.append(signature)
    }
    self.signatures = signatures
  }

  private static func signature(_ line: ArraySlice<UInt8>) -> Signature? {
    guard isSignatureLine(line) else { return nil }
    let parts = line.dropFirst(mark.count).split(
      separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 2, let bytes = Base64.bytes(parts[1]), bytes.count > 4 else { return nil }
    let name = String(decoding: parts[0], as: UTF8.self)
    guard VerifierKey.isName(name) else { return nil }
    return Signature(
      name: name, keyID: bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }, bytes: Array(bytes[4...]))
  }

  package var bytes: [UInt8] {
    var out = text + [SignedNote.newline]
    for signature in signatures {
      let id = (0..<4).map { UInt8(truncatingIfNeeded: signature.keyID >> (24 - 8 * UInt32($0))) }
      out += SignedNote.mark + Array(signature.name.utf8) + [UInt8(ascii: " ")]
      out += Base64.text(id + signature.bytes) + [SignedNote.newline]
    }
    return out
  }

  /// What the signatures prove. One wrong signature by a known key spoils the whole note, whoever
  /// else has signed it.
  package func verdict(_ keys: [VerifierKey]) -> Verdict {
    var known: [VerifierKey] = []
    for signature in signatures {
      for key in keys where signature.isBy(key) {
        guard key.isSignature(signature.bytes, of: text) else { return .wrong(key) }
        if !known.contains(key) { known.append(key) }
      }
    }
    return known.isEmpty ? .unknown(signatures.map(\.name)) : .signed(by: known)
  }
}
