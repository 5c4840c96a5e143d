/// Base 64 of RFC 4648, section 4, as signed notes have it. Reading takes only what writing would
/// have made: padded, no other characters, no bits left over. So a value has one text, and no
/// byte of a seal can be changed without a difference.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")
  private static let none: UInt8 = 0xFF

  /// What each byte of text stands for.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: none, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  static func text(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    var at = 0
    while at < bytes.count {
      let count = min(3, bytes.count - at)
      var group: UInt32 = 0
      for index in 0..<3 { group = group << 8 | (index < count ? UInt32(bytes[at + index]) : 0) }
      for index in 0..<4 {
        let letter = alphabet[Int(group >> (18 - 6 * UInt32(index)) & 0x3F)]
        out.append(index <= count ? letter : padding)
      }
      at += 3
    }
    return out
  }

  /// `nil` for anything that `text` would not have made.
  static func bytes(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    let ending = text.suffix(2).reversed().prefix { $0 == padding }.count
    let letters = text.dropLast(ending)
    var out: [UInt8] = []
    out.reserveCapacity(text.count / 4 * 3)
    var group: UInt32 = 0
    var bits: UInt32 = 0
    for letter in letters {
      let value = values[Int(letter)]
      guard value != none else { return nil }
      group = group << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: group >> bits))
        group &= (1 << bits) - 1
      }
    }
    return group == 0 ? out : nil
  }
}
