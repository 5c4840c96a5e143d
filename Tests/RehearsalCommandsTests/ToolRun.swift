import Foundation

/// One run of the built tool: what it was asked, what it said, how it ended.
struct ToolRun {
  let status: Int32
  let out: String
  let errors: String

  /// The tool stands beside the tests that SwiftPM built with it.
  private static let tool: URL = {
    var folder = Bundle.main.bundleURL
    if Bundle.main.bundlePath.hasSuffix(".xctest") { folder.deleteLastPathComponent() }
    let beside = folder.appendingPathComponent("rehearse")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("rehearse")
  }()

  /// The repository's own folder, where `scenarios` stands.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The tool, ready to be run beside others.
  static func process(_ arguments: [String], in folder: URL = ToolRun.repository) -> Process {
    let process = Process()
    process.executableURL = ToolRun.tool
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// - Parameter input: What is typed; it must fit a pipe.
  init(_ arguments: [String], in folder: URL = ToolRun.repository, input: String? = nil) throws {
    let process = ToolRun.process(arguments, in: folder)
    if let input {
      let typed = Pipe()
      try typed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try typed.fileHandleForWriting.close()
      process.standardInput = typed
    }
    let out = Pipe()
    let errors = Pipe()
    process.standardOutput = out
    process.standardError = errors
    try process.run()
    // Nothing here says more than a pipe holds on the second stream while the first is read.
    let said = out.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    status = process.terminationStatus
    self.out = String(decoding: said, as: UTF8.self)
    self.errors = String(decoding: complained, as: UTF8.self)
  }

  /// The value of a line such as `Log: …`.
  func value(_ name: String) -> String? {
    out.split(separator: "\n").first { $0.hasPrefix("\(name): ") }
      .map { String($0.dropFirst(name.count + 2)) }
  }
}

/// A folder of a test's own, gone when the test is over.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("rehearse-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file below the folder and gives its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }
}
