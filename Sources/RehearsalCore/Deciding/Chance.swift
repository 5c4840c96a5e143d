/// Draws that depend on their key and on nothing else: the same seed gives the same draw whatever
/// was drawn before, in any order and on any thread. So every random choice can be repeated by
/// whoever knows the seed, which is printed beside it.
///
/// The mixing is SplitMix64's finaliser applied twice (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014). It is no source of secrets.
package struct Chance: Hashable, Sendable {
  private let key: UInt64

  private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// - Parameter replication: Which playing of the same scenario, from 0.
  package init(seed: UInt64, replication: UInt64 = 0) {
    let first = Chance.mix(seed &+ Chance.golden)
    key = Chance.mix(first &+ Chance.golden &* (replication &+ 1))
  }

  /// A number above 0 and below 1.
  ///
  /// - Parameters:
  ///   - kind: What is drawn; each kind of draw has a number of its own, below 2^24.
  ///   - entity: For what, below 2^24.
  ///   - n: Which draw of that kind for that entity, below 2^16.
  package func unit(_ kind: UInt64, _ entity: UInt64, _ n: UInt64) -> Double {
    let counter = 1 &+ (kind << 40 | entity << 16 | n)
    let x = Chance.mix(Chance.mix(key &+ Chance.golden &* counter) ^ key)
    return (Double(x >> 11) + 0.5) * 0x1p-53
  }

  /// A number for an id, for draws that are keyed by what people call a thing: so that a new line
  /// in a list does not change the draws of the others (FNV-1a, folded to 24 bits).
  package static func entity(_ id: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return (hash ^ hash >> 24 ^ hash >> 48) & 0xFF_FFFF
  }

  /// `count` different numbers below `size`, ascending; all of them where there are no more.
  package func sample(_ count: Int, below size: Int, _ kind: UInt64, _ entity: UInt64) -> [Int] {
    var rest = Array(0..<max(0, size))
    var chosen: [Int] = []
    for n in 0..<min(count, rest.count) {
      let index = Int(unit(kind, entity, UInt64(n)) * Double(rest.count))
      chosen.append(rest.remove(at: min(index, rest.count - 1)))
    }
    return chosen.sorted()
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
