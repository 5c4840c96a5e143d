import Crypto
import RehearsalFormats

extension LineHash {
  /// The SHA-256 of a part of `bytes`.
  static func of(_ bytes: [UInt8], _ range: Range<Int>) -> LineHash {
    bytes.withUnsafeBytes { of(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  static func of(_ bytes: UnsafeRawBufferPointer) -> LineHash {
    var hashing = SHA256()
    hashing.update(bufferPointer: bytes)
    return hashing.finalize().withUnsafeBytes { digest in
      LineHash(bytes: digest.bindMemory(to: UInt8.self).span) ?? .zero
    }
  }

  static func of(_ bytes: [UInt8]) -> LineHash { of(bytes, bytes.indices) }
}
