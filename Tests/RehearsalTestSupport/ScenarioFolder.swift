import Foundation
package import RehearsalCore
package import RehearsalFormats

/// A folder of this repository that holds a scenario, read as the tool reads it.
package enum ScenarioFolder {
  /// The top of the repository, found from where this file stands.
  private static let top = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The model whose figures are known from other programs.
  package static let referenceModel = "Tests/Scenarios/reference-model"

  /// The scenarios that ship, as paths from the top.
  package static var shipped: [String] {
    names(in: top.appending(path: "scenarios")).map { "scenarios/\($0)" }
  }

  /// What is read from the folder at `path`, counted from the top.
  package static func read(_ path: String, notified: CallDate? = nil) throws -> ScenarioReading {
    let folder = top.appending(path: path)
    var files: [SourceFile] = []
    for inner in ["", "frameworks/"] {
      for name in names(in: folder.appending(path: inner)) {
        guard let bytes = try? Data(contentsOf: folder.appending(path: inner + name)) else {
          continue
        }
        files.append(SourceFile(path: inner + name, bytes: Array(bytes)))
      }
    }
    return try ScenarioReader(.rehearsal, notified: notified).read(SourceFiles(files))
  }

  private static func names(in folder: URL) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }
}
