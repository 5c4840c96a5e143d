import Foundation

/// The repository's own files, found from where this file stands.
enum Repository {
  /// The folder that holds `Package.swift`.
  static let top: URL = {
    var folder = URL(filePath: #filePath)
    repeat {
      folder.deleteLastPathComponent()
    } while folder.path != "/" && !exists(folder.appending(path: "Package.swift"))
    return folder
  }()

  /// Every file that people wrote; what a build or a rehearsal makes is elsewhere.
  static let files: [SourceFile] = ["Package.swift", "README.md", "Sources", "Tests", "scenarios"]
    .flatMap { paths(under: $0) }
    .map { path in
      let data = FileManager.default.contents(atPath: top.appending(path: path).path) ?? Data()
      return SourceFile(path: path, text: String(data: data, encoding: .utf8) ?? "")
    }

  /// What stands at the top: what git keeps or would keep, or all that is visible without git.
  static func namesAtTop() throws -> [String] {
    if let listed = try? gitFiles() {
      let names = listed.compactMap { $0.split(separator: "/").first }
      return Set(names.map(String.init)).sorted()
    }
    return try FileManager.default.contentsOfDirectory(atPath: top.path)
      .filter { $0 != "Package.resolved" }.sorted()
  }

  /// The paths of all visible files at and under `path`, which may be a folder, a file or nothing.
  private static func paths(under path: String, depth: Int = 0) -> [String] {
    let url = top.appending(path: path)
    var isFolder: ObjCBool = false
    guard depth < 16, FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
    else { return [] }
    guard isFolder.boolValue else { return [path] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
      .flatMap { paths(under: "\(path)/\($0)", depth: depth + 1) }
  }

  private static func gitFiles() throws -> [String] {
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git", "-C", top.path, "ls-files", "-coz", "--exclude-standard"]
    let output = Pipe()
    git.standardOutput = output
    git.standardError = FileHandle.nullDevice
    try git.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    guard git.terminationStatus == 0, !data.isEmpty else { throw CocoaError(.fileReadUnknown) }
    return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .filter { exists(top.appending(path: $0)) }
  }

  /// The whole path of a file that is named from the top.
  static func place(of path: String) -> String { top.appending(path: path).path }

  private static func exists(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.path)
  }
}
