import Foundation
import Testing

/// What the new module cost outside its own folder: counted in the sources, not promised.
@Suite("A new module: its cost")
struct ToyModuleCostTests {
  /// A line of some file, `path:line`, and its text.
  private struct Line: CustomStringConvertible {
    let path: String
    let text: String
    var description: String { "\(path): \(text)" }
  }

  private static let here = URL(filePath: #filePath).deletingLastPathComponent()

  private static let top: URL = {
    var folder = here
    while folder.path != "/", !exists(folder.appending(path: "Package.swift")) {
      folder.deleteLastPathComponent()
    }
    return folder
  }()

  private static func exists(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.path)
  }

  /// Every file that people wrote at and under `path`, from the top.
  private static func paths(under path: String) -> [String] {
    let url = top.appending(path: path)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      return []
    }
    guard isFolder.boolValue else { return [path] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().flatMap { paths(under: "\(path)/\($0)") }
  }

  private static func lines(_ path: String) -> [Substring] {
    let data = FileManager.default.contents(atPath: top.appending(path: path).path) ?? Data()
    return String(decoding: data, as: UTF8.self).split(separator: "\n")
  }

  private static let folder = "Tests/RehearsalCoreTests/Toy/VisitorsBook/"
  private static let tests = "Tests/RehearsalCoreTests/Toy/ToyModule"

  /// The types that the module declares, and its name on the wire.
  private static func names(in paths: [String]) -> [String] {
    let kinds = ["struct", "enum", "protocol", "class", "actor", "typealias"]
    let declared = paths.filter { $0.hasPrefix(folder) }.flatMap(lines).compactMap { line in
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      return line.first != " " && words.count > 1 && kinds.contains(String(words[0]))
        ? String(words[1]) : nil
    }
    return declared + ["visitors-book"]
  }

  private static func mentions(_ line: Substring, _ names: [String]) -> Bool {
    let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" }
    return words.contains { names.contains(String($0)) }
  }

  @Test("outside its folder and its tests, a module costs one line: the one that composes it")
  func cost() {
    let paths = ["Package.swift", "Sources", "Tests", "scenarios"].flatMap(Self.paths)
    let names = Self.names(in: paths)
    let inside = paths.filter { $0.hasPrefix(Self.folder) }
    let outside = paths.filter { !$0.hasPrefix(Self.folder) && !$0.hasPrefix(Self.tests) }
    let found = outside.flatMap { path in
      Self.lines(path).filter { Self.mentions($0, names) }.map {
        Line(path: path, text: String($0.drop { $0 == " " }))
      }
    }
    #expect(names.count == 10, "\(names)")
    #expect(outside.contains("Sources/RehearsalCore/Rehearsal.swift"))
    #expect(outside.contains("Sources/RehearsalFormats/Text/JSONSchema.swift"))
    #expect(
      found.map(\.description) == [
        "Tests/RehearsalCoreTests/Toy/Composition.swift: "
          + "static let withOneMore = Modules(Modules.rehearsal.all + [VisitorsBook.self])"
      ])
    let size = inside.map { Self.lines($0).count }.reduce(0, +)
    print("The new module: \(size) lines in its folder, \(found.count) outside it.")
  }
}
