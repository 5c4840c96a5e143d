import Foundation

/// A folder of its own below the temporary one, which `TMPDIR` names.
struct Scratch {
  let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("rehearse-benchmark-\(ProcessInfo.processInfo.processIdentifier)-log")
    .path

  func make() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// The kind of file system that it stands on, such as `ext4`.
  var fileSystem: String {
    let table = try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)
    let own = URL(fileURLWithPath: path).resolvingSymlinksInPath().path + "/"
    var best = (length: 0, kind: "unknown")
    for line in (table ?? "").split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 2 else { continue }
      let point = words[1].hasSuffix("/") ? String(words[1]) : words[1] + "/"
      // The last one mounted at a place is the one seen.
      if own.hasPrefix(point), point.count >= best.length {
        best = (point.count, String(words[2]))
      }
    }
    return best.kind
  }

  /// Whether it is in memory, where nothing is ever durable.
  var isInMemory: Bool { ["tmpfs", "ramfs"].contains(fileSystem) }
}
