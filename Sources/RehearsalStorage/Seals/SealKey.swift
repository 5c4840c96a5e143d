import Crypto
import Glibc

/// What checks the signatures of one key, and may be known to everybody: the verifier key of a
/// signed note, `<name>+<8 hex digits>+<base 64 of 0x01 and the public key>`.
package struct VerifierKey: Hashable, Sendable {
  /// Whoever seals, as a rule a name such as `facilitator.example`.
  package let name: String
  /// The beginning of a hash of name and key: a label, and no protection by itself.
  package let id: UInt32
  private let key: [UInt8]

  fileprivate init(name: String, key: [UInt8]) {
    self.name = name
    self.key = key
    id = KeyText.id(name, key)
  }

  /// Reads the text, with or without one newline behind it.
  package init(_ text: String) throws(SealProblem) {
    if text.utf8.starts(with: KeyText.privatePrefix) { throw .verifierKey(.isPrivate) }
    do throws(KeyText.Fault) {
      let parts = try KeyText(Array(text.utf8)[...])
      self.init(name: parts.name, key: parts.key)
      guard parts.id == id else { throw KeyText.Fault(.mismatch) }
    } catch {
      throw .verifierKey(error.fault)
    }
  }

  package var text: String { KeyText.text(name, id, key) }

  /// The name and the id, which together say which key it is.
  package var label: String { "\(name)+\(KeyText.hex(id))" }

  /// Whether the signature is one of this key over exactly these bytes.
  func isSignature(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
    return key.isValidSignature(signature, for: bytes)
  }

  package static func == (one: VerifierKey, other: VerifierKey) -> Bool {
    one.id == other.id && one.key == other.key && one.name.utf8.elementsEqual(other.name.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(key)
  }
}

/// A key that seals: Ed25519, with the text of a private key of signed notes,
/// `PRIVATE+KEY+<name>+<8 hex digits>+<base 64 of 0x01 and the seed>`.
///
/// C2SP advises ML-DSA-44, which withstands quantum computers, for new logs and keeps Ed25519; the
/// byte before the key says which it is, so another kind can come beside it.
///
/// It has no description that shows the secret, and no problem's words repeat it.
package struct SealKey: Sendable {
  /// What checks its signatures.
  package let verifier: VerifierKey
  private let key: Curve25519.Signing.PrivateKey

  private init(name: String, key: Curve25519.Signing.PrivateKey) {
    self.key = key
    verifier = VerifierKey(name: name, key: Array(key.publicKey.rawRepresentation))
  }

  /// Makes a new key from the random bytes of swift-crypto.
  package init(newNamed name: String) throws(SealProblem) {
    let isVisible = name.unicodeScalars.allSatisfy {
      ![.control, .format].contains($0.properties.generalCategory)
    }
    guard KeyText.isName(name), isVisible, name.utf8.count <= 200 else {
      throw .keyName(SealProblem.visible(name))
    }
    self.init(name: name, key: Curve25519.Signing.PrivateKey())
  }

  /// Reads the text, with or without one newline behind it.
  package init(_ text: String) throws(SealProblem) {
    let bytes = Array(text.utf8)
    let prefix = KeyText.privatePrefix
    do throws(KeyText.Fault) {
      guard bytes.starts(with: prefix) else {
        let isVerifier = (try? VerifierKey(text)) != nil
        throw KeyText.Fault(isVerifier ? .isVerifier : .form)
      }
      let parts = try KeyText(bytes[prefix.count...])
      guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: parts.key) else {
        throw KeyText.Fault(.length)
      }
      self.init(name: parts.name, key: key)
      guard parts.id == verifier.id else { throw KeyText.Fault(.mismatch) }
    } catch {
      throw .privateKey(error.fault)
    }
  }

  /// The secret itself.
  package var text: String {
    "PRIVATE+KEY+" + KeyText.text(verifier.name, verifier.id, Array(key.rawRepresentation))
  }

  func signature(of bytes: [UInt8]) throws(SealProblem) -> [UInt8] {
    guard let signature = try? key.signature(for: bytes) else { throw .unsigned }
    return Array(signature)
  }
}

// MARK: - Files

extension SealKey {
  /// Reads a key that `write` wrote.
  package static func read(
    _ path: String, calls: any FileCalls = SystemCalls()
  ) throws -> SealKey {
    let text = String(decoding: try SealFile.contents(path, atMost: 4096, calls), as: UTF8.self)
    return try SealKey(text)
  }

  /// Writes the key into a new file that only its owner may read, safely on the disk.
  package func write(
    to path: String, calls: any FileCalls = SystemCalls()
  ) throws(StorageProblem) {
    try SealFile.make(path, Array("\(text)\n".utf8), mode: 0o600, calls)
  }
}

/// The small files about seals: made whole and never over another, and read whole.
enum SealFile {
  /// Makes a new file, or nothing at all.
  static func make(
    _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o666, _ calls: any FileCalls
  ) throws(StorageProblem) {
    guard Directory.kind(path) == nil else { throw .exists(path: path) }
    do throws(StorageProblem) {
      let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND, mode: mode, calls)
      do throws(StorageProblem) {
        try file.append(bytes)
        try file.sync()
      } catch {
        // Half a key or half a proof is of no use, and would stand in the way of the next try.
        unlink(path)
        throw error
      }
    } catch {
      if case .system(.open, _, let reason) = error, reason.code == EEXIST {
        throw .exists(path: path)
      }
      throw error
    }
    try Directory.sync(Directory.parent(path), calls)
  }

  /// A plain file that is no longer than `most`.
  ///
  /// - Parameter isShared: Whether others may be writing it, and are to be waited for.
  static func contents(
    _ path: String, atMost most: Int, isShared: Bool = false, _ calls: any FileCalls
  ) throws -> [UInt8] {
    // A pipe would be waited for, and a device has no end.
    if Directory.kind(path) != nil, try Directory.kind(of: path) != .file {
      throw StorageProblem.notAFile(path: path)
    }
    let file = try OpenFile(path, O_RDONLY, calls)
    // Given back when the file is closed, at the end of this.
    if isShared { try file.lock(.shared, patience: 10_000) }
    guard try file.facts().size <= most else { throw SealProblem.tooLong(path: path) }
    return try file.contents()
  }
}

// MARK: - Text

/// `<name>+<8 hex digits>+<base 64>`, which both kinds of key end with.
private struct KeyText {
  struct Fault: Error {
    let fault: SealProblem.KeyFault

    init(_ fault: SealProblem.KeyFault) { self.fault = fault }
  }

  static let privatePrefix = Array("PRIVATE+KEY+".utf8)
  /// The byte that stands for Ed25519 before a key.
  private static let algorithm: UInt8 = 1
  private static let plus = UInt8(ascii: "+")
  private static let newline = UInt8(ascii: "\n")

  let name: String
  let id: UInt32
  /// 32 bytes.
  let key: [UInt8]

  init(_ bytes: ArraySlice<UInt8>) throws(Fault) {
    let text = bytes.last == KeyText.newline ? bytes.dropLast() : bytes
    // The key may hold a plus too, so the first two are those that part it.
    let parts = text.split(
      separator: KeyText.plus, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw Fault(.form) }
    guard let name = String(validating: parts[0], as: UTF8.self), KeyText.isName(name) else {
      throw Fault(.name)
    }
    guard let id = KeyText.id(parts[1]) else { throw Fault(.id) }
    guard let key = Base64.bytes(parts[2]) else { throw Fault(.base64) }
    guard let kind = key.first else { throw Fault(.length) }
    guard kind == KeyText.algorithm else { throw Fault(.algorithm) }
    guard key.count == 33 else { throw Fault(.length) }
    self.name = name
    self.id = id
    self.key = Array(key[1...])
  }

  static func text(_ name: String, _ id: UInt32, _ key: [UInt8]) -> String {
    "\(name)+\(hex(id))+" + String(decoding: Base64.text([algorithm] + key), as: UTF8.self)
  }

  /// What the format allows. Compared by scalars, because an accent behind a plus would hide it.
  static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0.value >= 0x20 && $0 != "+"
      }
  }

  /// The first four bytes of SHA-256 over the name, a newline, the algorithm and the public key.
  static func id(_ name: String, _ key: [UInt8]) -> UInt32 {
    var hashing = SHA256()
    hashing.update(data: Array(name.utf8))
    hashing.update(data: [newline, algorithm])
    hashing.update(data: key)
    return hashing.finalize().prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Eight hex digits in small letters.
  private static func id(_ digits: ArraySlice<UInt8>) -> UInt32? {
    guard let id = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      hex(id).utf8.elementsEqual(digits)
    else { return nil }
    return id
  }

  static func hex(_ id: UInt32) -> String {
    let digits = String(id, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension VerifierKey {
  /// Whether a key may have this name, and a signature line so name its key.
  static func isName(_ name: String) -> Bool { KeyText.isName(name) }
}
