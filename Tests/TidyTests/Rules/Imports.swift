/// One row of the house: what the files of a target may import.
struct Ring: Sendable {
  let target: String

  /// What every file of the target may import.
  let imports: Set<String>

  /// What only the named files of the target may import.
  var onlyIn: [String: Set<Substring>] = [:]

  /// The house, from the inside out; an arrow never runs back. Edit here, and say why in a record.
  static let all = [
    Ring(target: "RehearsalCore", imports: []),
    Ring(
      target: "RehearsalSimulation", imports: ["RehearsalCore"],
      onlyIn: ["Glibc": ["Mathematics.swift", "Threads.swift"]]),
    Ring(target: "RehearsalViews", imports: ["RehearsalCore"]),
    Ring(
      target: "RehearsalFormats", imports: ["RehearsalCore"],
      onlyIn: ["Yams": ["YAML.swift"], "Foundation": ["CanonicalJSON.swift"]]),
    Ring(
      target: "RehearsalStorage",
      imports: ["RehearsalCore", "RehearsalFormats", "Crypto", "Glibc", "Synchronization"]),
    Ring(
      target: "RehearsalEngine",
      imports: [
        "RehearsalCore", "RehearsalSimulation", "RehearsalStorage", "Synchronization",
      ]),
    Ring(
      target: "RehearsalServer",
      imports: [
        "RehearsalCore", "RehearsalEngine", "RehearsalFormats", "RehearsalStorage",
        "RehearsalViews", "Crypto", "HTTPTypes", "Hummingbird", "HummingbirdCore",
        "HummingbirdTLS", "Logging", "NIOCore", "NIOPosix", "NIOSSL", "ServiceLifecycle",
        "Synchronization",
      ]),
    Ring(
      target: "RehearsalCommands",
      imports: [
        "RehearsalCore", "RehearsalEngine", "RehearsalFormats", "RehearsalServer",
        "RehearsalSimulation", "RehearsalStorage", "RehearsalViews", "ArgumentParser", "Glibc",
        "Synchronization",
      ]),
    Ring(target: "rehearse", imports: ["RehearsalCommands"]),
    Ring(target: "EmbedFiles", imports: ["Foundation", "PackagePlugin"]),
    Ring(target: "embed-files", imports: ["Foundation"]),
  ]
}

/// Dependencies point inwards, and what touches the world is confined to named files.
extension Rule {
  static let imports = Rule(
    name: "imports as the rings allow",
    check: { file in
      guard file.form == "swift" else { return [] }
      let imported = importedModules(file.tokens)
      guard file.folders.first == "Sources" else {
        return imported.filter { $0.module == "XCTest" }
          .map { file.finding($0.line, "import of XCTest, use Testing") }
      }
      guard file.folders.count > 2,
        let ring = Ring.all.first(where: { $0.target == file.folders[1] })
      else {
        return [
          file.finding(1, "stands in no ring, use an existing target or add a row to `Ring.all`")
        ]
      }
      return imported.compactMap { module, line in
        if ring.imports.contains(module) { return nil }
        guard let files = ring.onlyIn[module] else {
          let allowed = ring.imports.sorted().joined(separator: ", ")
          return file.finding(
            line,
            "import of \(module) in \(ring.target), use "
              + (allowed.isEmpty ? "the standard library alone" : "only \(allowed)"))
        }
        if files.contains(file.name) { return nil }
        return file.finding(
          line,
          "import of \(module) here, use it through "
            + files.sorted().joined(separator: " or "))
      }
    },
    bad: [
      Sample(
        "Sources/RehearsalCore/A/B.swift", "/// Why.\nimport Foundation\n",
        finds: "Sources/RehearsalCore/A/B.swift:2: error: import of Foundation in RehearsalCore, "
          + "use the standard library alone"),
      Sample(
        "Sources/RehearsalViews/A.swift", "package import struct RehearsalEngine.Clock",
        finds: "Sources/RehearsalViews/A.swift:1: error: import of RehearsalEngine in "
          + "RehearsalViews, use only RehearsalCore"),
      Sample(
        "Sources/RehearsalSimulation/A.swift", "@preconcurrency import Glibc",
        finds: "Sources/RehearsalSimulation/A.swift:1: error: import of Glibc here, use it through "
          + "Mathematics.swift or Threads.swift"),
      Sample(
        "Sources/RehearsalFormats/A.swift", "import RehearsalCore; import Yams\nimport Foundation",
        finds: "Sources/RehearsalFormats/A.swift:1: error: import of Yams here, use it through "
          + "YAML.swift",
        "Sources/RehearsalFormats/A.swift:2: error: import of Foundation here, use it through "
          + "CanonicalJSON.swift"),
      Sample(
        "Sources/RehearsalStorage/A.swift", "#if canImport(Foundation)\nimport Foundation\n#endif",
        finds: "Sources/RehearsalStorage/A.swift:2: error: import of Foundation in "
          + "RehearsalStorage, use only Crypto, Glibc, RehearsalCore, RehearsalFormats, "
          + "Synchronization"),
      Sample(
        "Sources/Extra/A.swift", "",
        finds: "Sources/Extra/A.swift:1: error: stands in no ring, use an existing target or add "
          + "a row to `Ring.all`"),
      Sample(
        "Sources/A.swift", "",
        finds: "Sources/A.swift:1: error: stands in no ring, use an existing target or add "
          + "a row to `Ring.all`"),
      Sample(
        "Tests/A/A.swift", "import XCTest",
        finds: "Tests/A/A.swift:1: error: import of XCTest, use Testing"),
    ],
    good: [
      Sample(
        "Sources/RehearsalCore/A.swift", "// import Foundation\nlet a = \"import Foundation\""),
      Sample("Sources/RehearsalSimulation/Mathematics.swift", "import Glibc\nimport RehearsalCore"),
      Sample("Sources/RehearsalFormats/Scenario/YAML.swift", "package import RehearsalCore"),
      Sample("Sources/RehearsalCommands/A.swift", "import ArgumentParser\nCommand.import(a)"),
      Sample("Sources/RehearsalFormats/Frameworks/a.yaml", "import Foundation"),
      Sample("Tests/A/A.swift", "@testable import RehearsalEngine\nimport Foundation"),
    ])

  /// The modules that a file imports, with the lines.
  private static func importedModules(_ tokens: [Token]) -> [(module: String, line: Int)] {
    tokens.indices.compactMap { index in
      guard tokens[index].text == "import", index == 0 || tokens[index - 1].text != "." else {
        return nil
      }
      let after = tokens[(index + 1)...].prefix(2).map(\.text)
      let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
      guard let module = after.first(where: { !kinds.contains($0) }) else { return nil }
      return (module, tokens[index].line)
    }
  }
}
