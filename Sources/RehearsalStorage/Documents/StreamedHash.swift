import Crypto
import RehearsalFormats

/// The SHA-256 of bytes that come in pieces.
struct StreamedHash {
  private var hashing = SHA256()

  mutating func update(_ bytes: [UInt8]) { hashing.update(data: bytes) }

  /// Of what came until now.
  var hash: LineHash {
    hashing.finalize().withUnsafeBytes { digest in
      LineHash(bytes: digest.bindMemory(to: UInt8.self).span) ?? .zero
    }
  }
}
