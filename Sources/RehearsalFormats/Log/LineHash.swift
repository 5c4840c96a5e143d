/// The SHA-256 of a line of a log, as one small value: it is compared for every line, and 64
/// characters of text each would cost more than the hashing.
package struct LineHash: Hashable, Sendable {
  /// The 32 bytes, eight at a time, the first byte highest.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  /// What line 0 has for the line before it.
  package static let zero = LineHash(0, 0, 0, 0)

  /// How many hex digits it is written with.
  package static let digits = 64

  private init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    self.first = first
    self.second = second
    self.third = third
    self.fourth = fourth
  }

  /// The 32 bytes of a digest; `nil` for any other number of them.
  package init?(bytes: Span<UInt8>) {
    guard bytes.count == 32 else { return nil }
    func word(_ start: Int) -> UInt64 {
      UInt64(bigEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
    self.init(word(0), word(8), word(16), word(24))
  }

  /// Exactly 64 hex digits in small letters: one value has one text.
  package init?(hex: Span<UInt8>) {
    guard hex.count == LineHash.digits, let first = LineHash.word(hex, 0),
      let second = LineHash.word(hex, 16), let third = LineHash.word(hex, 32),
      let fourth = LineHash.word(hex, 48)
    else { return nil }
    self.init(first, second, third, fourth)
  }

  /// Exactly 64 hex digits in small letters.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(hex: bytes.span)
  }

  /// Sixteen digits from `start` on.
  @inline(__always)
  private static func word(_ hex: Span<UInt8>, _ start: Int) -> UInt64? {
    guard let high = half(hex, start), let low = half(hex, start + 8) else { return nil }
    return high << 32 | low
  }

  /// Eight digits at once, each in a byte of one word: a log has 128 of them a line, and one at a
  /// time they took longer than the hashing.
  @inline(__always)
  private static func half(_ hex: Span<UInt8>, _ start: Int) -> UInt64? {
    let each: UInt64 = 0x0101_0101_0101_0101
    // The first digit highest, as in the value.
    let text = UInt64(
      bigEndian: hex.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
    // Of all that may stand here only letters have bit 6, and they count on from 9.
    let letters = text >> 6 & each
    var value = (text & (0x0F * each)) + letters * 9
    let carries: UInt64 = 0x10 * each
    let isValue = value & carries == 0
    let isLetterFromTen = (value + 6 * each) & carries == letters << 4
    let isSameText = value &+ (0x30 * each) &+ (letters &* 0x27) == text
    guard isValue, isLetterFromTen, isSameText else { return nil }
    value = (value | value >> 4) & 0x00FF_00FF_00FF_00FF
    value = (value | value >> 8) & 0x0000_FFFF_0000_FFFF
    return (value | value >> 16) & 0xFFFF_FFFF
  }

  /// Appends the 64 hex digits.
  package func write(to out: inout [UInt8]) {
    withUnsafeBytes(of: text) { out.append(contentsOf: $0) }
  }

  /// Appends the first 16 digits.
  package func writeShort(to out: inout [UInt8]) {
    withUnsafeBytes(of: text) { out.append(contentsOf: $0.prefix(16)) }
  }

  /// The 64 hex digits, the first in the lowest address.
  package var text: SIMD8<UInt64> {
    SIMD8(
      LineHash.digits(first >> 32), LineHash.digits(first & 0xFFFF_FFFF),
      LineHash.digits(second >> 32), LineHash.digits(second & 0xFFFF_FFFF),
      LineHash.digits(third >> 32), LineHash.digits(third & 0xFFFF_FFFF),
      LineHash.digits(fourth >> 32), LineHash.digits(fourth & 0xFFFF_FFFF))
  }

  /// Eight digits at once, the first in the lowest address; what `half` reads.
  @inline(__always)
  private static func digits(_ half: UInt64) -> UInt64 {
    let each: UInt64 = 0x0101_0101_0101_0101
    var value = (half | half << 16) & 0x0000_FFFF_0000_FFFF
    value = (value | value << 8) & 0x00FF_00FF_00FF_00FF
    value = (value | value << 4) & (0x0F * each)
    let letters = (value + 6 * each) >> 4 & each
    return (value + 0x30 * each + letters * 0x27).bigEndian
  }

  /// The first 16 digits, which stand in the footer of every report: short enough to be read out.
  package var short: String {
    var out: [UInt8] = []
    writeShort(to: &out)
    return String(decoding: out, as: UTF8.self)
  }
}

extension LineHash: CustomStringConvertible {
  package var description: String {
    var out: [UInt8] = []
    write(to: &out)
    return String(decoding: out, as: UTF8.self)
  }
}
