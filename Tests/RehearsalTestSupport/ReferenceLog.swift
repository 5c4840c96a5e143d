import Foundation
package import RehearsalCore
import RehearsalStorage

/// The recorded rehearsals of the shipped scenarios.
package enum ReferenceLog {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("logs/reference/v1")

  /// Their names, in alphabetical order.
  package static var names: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.contains(".") }.sorted()
  }

  package static func replay(_ name: String) throws -> Replay {
    try RecordedRehearsal.open(
      LogFolder(folder.appendingPathComponent(name).path), .rehearsal
    ).replay
  }
}
