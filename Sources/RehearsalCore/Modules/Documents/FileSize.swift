/// How much a file holds, as people are told it: `1 byte`, `340 bytes`, `12KB`, `1.4MB`, `2GB`.
package enum FileSize {
  private static let units = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)]

  /// Never more than there is: what is cut off keeps a file of nearly 200MB below that limit in
  /// words as well.
  package static func words(_ bytes: Int) -> String {
    guard let (name, unit) = units.first(where: { bytes >= $0.1 }) else {
      return bytes == 1 ? "1 byte" : "\(bytes) bytes"
    }
    let tenths = bytes % unit * 10 / unit
    return tenths == 0 ? "\(bytes / unit)\(name)" : "\(bytes / unit).\(tenths)\(name)"
  }
}
