/// Words: names that say nothing, notes that should be work, and types without a reason.
extension Rule {
  /// The marks of postponed work, spelled in halves so that this file does not hold them.
  private static let leftoverWords: Set<String> = [
    "TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK",
  ]

  static let leftovers = Rule(
    name: "no leftover notes",
    check: { file in
      guard file.isWritten(in: ["swift", "md", "yaml", "yml", "css", "js", "sh"]) else { return [] }
      return file.lines.enumerated().compactMap { index, line in
        let words = line.split { !isCapital($0) && !isOtherWordByte($0) }
          .lazy.map { String(Substring($0)) }
        guard let word = words.first(where: leftoverWords.contains) else { return nil }
        return file.finding(
          index + 1, "a leftover \(word), use the time to do it or write a decision record")
      }
    },
    bad: [
      Sample(
        "Sources/A/A.swift", "a // " + "TO" + "DO: b",
        finds: "Sources/A/A.swift:1: error: a leftover TO" + "DO, use the time to do it or write "
          + "a decision record"),
      Sample(
        "README.md", "\n(" + "FIX" + "ME)",
        finds: "README.md:2: error: a leftover FIX" + "ME, use the time to do it or write "
          + "a decision record"),
      Sample(
        "scenarios/a/a.yaml", "# " + "XX" + "X",
        finds: "scenarios/a/a.yaml:1: error: a leftover XX" + "X, use the time to do it or write "
          + "a decision record"),
    ],
    good: [
      Sample("README.md", "To do: " + "TO" + "DOS, MY" + "TO" + "DO, to" + "do"),
      Sample("Tests/A/Expected/a.md", "TO" + "DO"),
    ])

  private static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isOtherWordByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte >= 0x80
  }

  private static let typeKeywords: Set<String> = [
    "struct", "class", "enum", "actor", "protocol", "typealias",
  ]

  /// Endings that say only that the author had no word.
  private static let emptyEndings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities"]

  static let names = Rule(
    name: "names say what a thing does",
    check: { file in
      let use = "use a name for what it does"
      var findings: [Finding] = []
      let stem = String(file.name.prefix { $0 != "." })
      if emptyEndings.contains(where: stem.hasSuffix) {
        findings.append(file.finding(1, "the file name \(stem) is empty of meaning, \(use)"))
      }
      for (keyword, name) in zip(file.tokens, file.tokens.dropFirst())
      where typeKeywords.contains(keyword.text)
        && emptyEndings.contains(where: name.text.hasSuffix)
      {
        findings.append(
          file.finding(name.line, "the name \(name.text) is empty of meaning, \(use)"))
      }
      return findings
    },
    bad: [
      Sample(
        "a.swift", "\nfinal class LogManager {}",
        finds: "a.swift:2: error: the name LogManager is empty of meaning, use a name for what it "
          + "does"),
      Sample(
        "a.swift", "enum DateUtils {}",
        finds: "a.swift:1: error: the name DateUtils is empty of meaning, use a name for what it "
          + "does"),
      Sample(
        "a.swift", "typealias Helper = Int",
        finds: "a.swift:1: error: the name Helper is empty of meaning, use a name for what it "
          + "does"),
      Sample(
        "Tests/A/TestHelpers.swift", "",
        finds: "Tests/A/TestHelpers.swift:1: error: the file name TestHelpers is empty of meaning, "
          + "use a name for what it does"),
    ],
    good: [
      Sample("a.swift", "let files = FileManager.default // class LogManager"),
      Sample("Sources/A/ManagerRole.swift", "struct ManagerRole {}\nextension FileManager {}"),
    ])

  static let documentation = Rule(
    name: "every `package` type says why it exists",
    check: { file in
      // Another name for a type needs no reason of its own.
      let kinds = typeKeywords.subtracting(["typealias"])
      return file.tokens.indices.compactMap { index in
        guard file.tokens[index].text == "package" else { return nil }
        let rest = file.tokens[(index + 1)...].prefix(3).map(\.text)
        guard let kind = rest.firstIndex(where: kinds.contains), kind + 1 < rest.count,
          rest[..<kind].allSatisfy({ ["final", "indirect", "nonisolated"].contains($0) }),
          rest[kind] != "class" || !["func", "var", "let"].contains(rest[kind + 1]),
          !isDocumented(line: file.tokens[index].line, in: file),
          !saysItself(from: index, in: file)
        else { return nil }
        return file.finding(
          file.tokens[index].line, "\(rest[kind + 1]) says nothing, use `///` to say why it exists")
      }
    },
    bad: [
      Sample(
        "a.swift", "package struct A {}",
        finds: "a.swift:1: error: A says nothing, use `///` to say why it exists"),
      Sample(
        "a.swift", "/// Why.\n\npackage indirect enum A {}",
        finds: "a.swift:3: error: A says nothing, use `///` to say why it exists"),
      Sample(
        "a.swift", "// Why.\n@frozen\npackage protocol A {}",
        finds: "a.swift:3: error: A says nothing, use `///` to say why it exists"),
      Sample(
        "a.swift", "package struct A {}\nstruct B {\n  let doc = \"\"\n}",
        finds: "a.swift:1: error: A says nothing, use `///` to say why it exists"),
      Sample(
        "a.swift", "/// Why.\npackage struct A {\n  package final class B {}\n}",
        finds: "a.swift:3: error: B says nothing, use `///` to say why it exists"),
    ],
    good: [
      Sample(
        "a.swift", "/// Why.\npackage struct A {}\n  /// Why.\n  @frozen\n  package enum A {}"),
      Sample("a.swift", "struct A {}\nprivate enum B {}\npackage import A\npackage func f() {}"),
      Sample("a.swift", "package typealias A = Int\npackage class func f() {}"),
      Sample("a.swift", "package struct A: Event {\n  static let doc: StaticString = \"Why\"\n}"),
    ])

  /// Whether a message says in its own `doc` what it is: that sentence is help, schema and form as
  /// well, and is not to be written twice.
  private static func saysItself(from index: Int, in file: SourceFile) -> Bool {
    let body = file.tokens[index...].drop { $0.text != "{" }.dropFirst().prefix(40)
    let ownBody = body.prefix { $0.text != "}" }
    return zip(ownBody, ownBody.dropFirst()).contains { $0.text == "let" && $1.text == "doc" }
  }

  /// Whether the nearest line above that is no attribute is a documentation comment.
  private static func isDocumented(line: Int, in file: SourceFile) -> Bool {
    for above in file.lines[..<(line - 1)].reversed() {
      let text = Substring(above).drop { $0 == " " }
      if !text.hasPrefix("@") { return text.hasPrefix("///") }
    }
    return false
  }
}
