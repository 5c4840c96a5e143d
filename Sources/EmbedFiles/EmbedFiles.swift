import Foundation
import PackagePlugin

/// Puts the text files that stand beside a target's sources into its binary.
///
/// `Bundle.module` breaks when the binary is moved and `.embedInCode` costs minutes, so the tool
/// `embed-files` writes one Swift file of raw literals instead, which costs a fraction of a second.
/// Every embedded file is declared as an input: a change rebuilds, and SwiftPM has no unhandled
/// file left to warn about, so the manifest needs neither `exclude:` nor `resources:`.
@main
struct EmbedFiles: BuildToolPlugin {
  /// The forms of text that are embedded when they stand beside a target's sources.
  static let forms: Set<String> = [
    "css", "csv", "js", "md", "script", "svg", "txt", "yaml", "yml",
  ]

  /// Folders outside a target that it carries as well; there every file counts, whatever its form.
  static let foldersFromTop = [
    "RehearsalFormats": ["scenarios/thurrock-ilacs-2019", "scenarios/tutorial"]
  ]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    var files = try Self.files(under: target.directoryURL).filter { file in
      Self.forms.contains(file.url.pathExtension)
    }
    for folder in Self.foldersFromTop[target.name] ?? [] {
      let url = context.package.directoryURL.appending(path: folder)
      files += try Self.files(under: url).map { ("\(folder)/\($0.path)", $0.url) }
    }
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }

    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    let pairs = files.flatMap { [$0.path, $0.url.path(percentEncoded: false)] }
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files in \(target.name)",
        executable: try context.tool(named: "embed-files").url,
        arguments: [output.path(percentEncoded: false)] + pairs,
        inputFiles: files.map(\.url),
        outputFiles: [output])
    ]
  }

  /// Every visible file under `folder`, with its path from there.
  ///
  /// A documentation catalogue belongs to DocC and is left alone. The target's own list of files
  /// would not do: it leaves out what the manifest excludes, and knows nothing outside the target.
  static func files(under folder: URL) throws -> [(path: String, url: URL)] {
    var found: [(path: String, url: URL)] = []
    var waiting = [""]
    while let prefix = waiting.popLast() {
      let here = prefix.isEmpty ? folder : folder.appending(path: prefix)
      for name in try FileManager.default.contentsOfDirectory(
        atPath: here.path(percentEncoded: false)) where !name.hasPrefix(".")
      {
        let url = here.appending(path: name)
        var isFolder: ObjCBool = false
        guard
          FileManager.default.fileExists(
            atPath: url.path(percentEncoded: false), isDirectory: &isFolder)
        else { continue }
        if !isFolder.boolValue {
          found.append((prefix + name, url))
        } else if url.pathExtension != "docc" {
          waiting.append("\(prefix)\(name)/")
        }
      }
    }
    return found
  }
}
