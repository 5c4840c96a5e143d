import Foundation
import RehearsalCore
import RehearsalFormats
import Testing

/// A folder of a wrong scenario, with `expected.txt`: all that must be said of it, one finding a
/// line.
struct InvalidFixture: Sendable, CustomTestStringConvertible {
  /// Begins with the code that it is there for, such as `s014-unknown-role`.
  let name: String
  let files: [SourceFile]
  let expected: String
  var testDescription: String { name }

  static let expectedFile = "expected.txt"

  /// `Tests/Scenarios/invalid`, found from where this file stands.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Scenarios/invalid")

  static let all: [InvalidFixture] = names(in: folder).map { InvalidFixture(name: $0) }

  private init(name: String) {
    self.name = name
    let top = InvalidFixture.folder.appending(path: name)
    var files: [SourceFile] = []
    var waiting = [""]
    while let prefix = waiting.popLast() {
      for entry in InvalidFixture.names(in: top.appending(path: prefix)) {
        let path = prefix + entry
        if let bytes = try? Data(contentsOf: top.appending(path: path)) {
          files.append(SourceFile(path: path, bytes: Array(bytes)))
        } else {
          waiting.append("\(path)/")
        }
      }
    }
    let said = files.first { $0.path == InvalidFixture.expectedFile }
    expected = String(decoding: said?.bytes ?? [], as: UTF8.self)
    self.files = files.filter { $0.path != InvalidFixture.expectedFile }
  }

  private static func names(in folder: URL) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The code that its name begins with.
  var code: String { name.prefix { $0 != "-" }.uppercased() }

  /// The codes of the findings that must come.
  var expectedCodes: [String] {
    expected.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      return words.count > 1 ? String(words[1]) : nil
    }
  }
}

extension Diagnostic {
  /// `error S014 scenario.yaml:12:5 message`, the form of `expected.txt`.
  var finding: String {
    let words = message.replacing("\n", with: "\\n")
    return
      "\(severity.rawValue) \(code.name) \(place.file):\(place.line):\(place.column) \(words)"
  }

  /// All that is said of a scenario's files, its scripts included: those are read only against a
  /// scenario with a plan.
  static func all(in files: [SourceFile]) throws -> [Diagnostic] {
    let forms = [".yaml", ".csv"]
    let reading = try ScenarioReader(.rehearsal).read(
      SourceFiles(files.filter { file in forms.contains { file.path.hasSuffix($0) } }))
    guard let plan = reading.plan else { return reading.diagnostics }
    let reader = SentenceReader(
      .rehearsal, roles: plan.scenario.head.roles.map(\.id), context: plan.days)
    let scripts = files.filter { $0.path.hasSuffix(".script") }
    return try reading.diagnostics
      + scripts.flatMap { script in
        let text = try script.text.get()
        switch Script.read(text, file: script.path, reader, dayOne: plan.dayOne) {
        case .success: return [Diagnostic]()
        case .failure(let problems): return problems.diagnostics
        }
      }
  }
}
