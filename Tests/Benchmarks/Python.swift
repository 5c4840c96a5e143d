import Foundation

/// An interpreter that has a library some peer needs.
struct Python {
  let path: String
  let library: String

  /// What a program says. One that fails cannot be measured.
  func output(_ arguments: [String]) throws -> String {
    let process = Process()
    let out = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw Unmeasurable(description: "\(path) cannot be run")
    }
    let bytes = try out.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Unmeasurable(description: "\(path) has no working \(library)")
    }
    return String(decoding: bytes, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
