import Foundation
package import Testing

/// A whole output, kept as a file beside the tests, so that a change to it is read in review.
///
/// Files are written only with `REHEARSE_RECORD_GOLDENS=1`, and a run that records fails: nobody
/// takes it for one that checked.
package enum Golden {
  private static let variable = "REHEARSE_RECORD_GOLDENS"

  /// Whether this run writes the files.
  package static let isRecording = ProcessInfo.processInfo.environment[variable] == "1"

  /// Compares `actual` with the file called `name` in the folder `Goldens` beside the test file.
  package static func check(
    _ actual: String, _ name: String, test: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    if let problem = problem(actual, name, test: test) {
      Issue.record("\(problem)", sourceLocation: sourceLocation)
    }
  }

  /// What is wrong with `actual`, or nil if it is what the file holds.
  package static func problem(
    _ actual: String, _ name: String, test: String = #filePath
  ) -> String? {
    let file = URL(filePath: test).deletingLastPathComponent().appending(path: "Goldens/\(name)")
    if isRecording { return record(actual, in: file) }
    guard let data = try? Data(contentsOf: file) else {
      return "Goldens/\(name) is missing; record it: \(command)"
    }
    return difference(from: String(decoding: data, as: UTF8.self), to: actual).map {
      "Goldens/\(name) differs (− expected, + actual)\n\($0)\nIf it should: \(command)"
    }
  }

  private static var command: String { "\(variable)=1 swift test" }

  private static func record(_ text: String, in file: URL) -> String {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      return "recorded Goldens/\(file.lastPathComponent); read the change, then test without "
        + variable
    } catch {
      return "Goldens/\(file.lastPathComponent) cannot be written: \(error)"
    }
  }

  /// The lines that differ, with their numbers, or nil if none do.
  package static func difference(from expected: String, to actual: String) -> String? {
    guard expected != actual else { return nil }
    let changes = lines(actual).difference(from: lines(expected))
    let shown = changes.map { change in
      switch change {
      case .remove(let offset, let line, _): (offset, "− \(offset + 1): \(line)")
      case .insert(let offset, let line, _): (offset, "+ \(offset + 1): \(line)")
      }
    }.sorted { $0.0 < $1.0 }.map(\.1)
    let most = 60
    return shown.prefix(most).joined(separator: "\n")
      + (shown.count > most ? "\n… and \(shown.count - most) more lines" : "")
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
