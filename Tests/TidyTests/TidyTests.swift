import Testing

/// Style that matters is a test: every rule on every file of this repository, and every rule on
/// its own samples, so that a rule that finds nothing is known to be able to.
@Suite("Tidy")
struct TidyTests {
  @Test("the repository follows", arguments: Rule.all)
  func repository(rule: Rule) {
    for finding in Repository.files.flatMap(rule.findings) {
      report(finding)
    }
  }

  @Test("the top level holds only what it may")
  func topLevel() throws {
    let names = try Repository.namesAtTop()
    #expect(names.contains("Sources"))
    Rule.findings(atTop: names).forEach(report)
  }

  @Test("the walk reaches the files")
  func walk() {
    let paths = Repository.files.map(\.path)
    #expect(paths.contains("Package.swift"))
    #expect(paths.contains { $0.hasPrefix("Sources/") && $0.hasSuffix(".swift") })
    #expect(paths.contains("Tests/TidyTests/TidyTests.swift"))
    #expect(!paths.contains { $0.contains("/.") })
  }

  @Test("finds what it should, word for word", arguments: Rule.all)
  func bad(rule: Rule) {
    for sample in rule.bad {
      #expect(!sample.findings.isEmpty, "a bad sample without findings")
      #expect(rule.findings(in: sample.file).map(\.description) == sample.findings)
    }
  }

  @Test("leaves alone what it should", arguments: Rule.all)
  func good(rule: Rule) {
    for sample in rule.good {
      #expect(sample.findings.isEmpty, "a good sample with findings")
      #expect(rule.findings(in: sample.file).map(\.description) == [])
    }
  }

  @Test("has at least two bad samples and one good one", arguments: Rule.all)
  func samples(rule: Rule) {
    #expect(rule.bad.count > rule.good.count)
    #expect(!rule.good.isEmpty)
  }

  @Test("every finding says what to use instead", arguments: Rule.all)
  func replacement(rule: Rule) {
    for finding in rule.bad.flatMap({ rule.findings(in: $0.file) }) {
      #expect(finding.message.contains(", use "), "\(finding)")
    }
  }

  @Test("a ban is found in each of its folders and in no excepted file", arguments: Ban.all)
  func ban(ban: Ban) {
    for folder in ban.folders {
      let found = SourceFile(path: "\(folder)/A/A.swift", text: "let a = b\n\(ban.pattern)")
      #expect(ban.findings(in: found).map(\.line) == [2], "\(folder)")
      let comment = SourceFile(path: "\(folder)/A/A.swift", text: "// \(ban.pattern)")
      #expect(ban.findings(in: comment).isEmpty, "\(folder)")
    }
    for path in ban.except {
      let excepted = SourceFile(path: path, text: ban.pattern)
      #expect(ban.findings(in: excepted).isEmpty, "\(path)")
    }
    let elsewhere = SourceFile(path: "scenarios/a/A.swift", text: ban.pattern)
    #expect(ban.findings(in: elsewhere).isEmpty)
  }

  @Test(
    "what may not stand at the top",
    arguments: [
      "Plugins", "docs", "package.json", "Makefile", "sources", "Package@swift-6.2.swift",
    ])
  func notAtTop(name: String) {
    #expect(Rule.findings(atTop: ["Sources", name]).map(\.path) == [name])
  }

  @Test("what may stand at the top")
  func atTop() {
    #expect(Rule.findings(atTop: [".ci", ".gitignore", "README.md", "logs"]).isEmpty)
  }

  /// Records a finding where it stands, so that an editor jumps there.
  private func report(_ finding: Finding) {
    let name = finding.path.split(separator: "/").last ?? ""
    Issue.record(
      "\(finding)",
      sourceLocation: SourceLocation(
        fileID: "Repository/\(name)", filePath: Repository.place(of: finding.path),
        line: finding.line, column: 1))
  }
}

extension Rule: CustomTestStringConvertible {
  var testDescription: String { name }
}

extension Ban: CustomTestStringConvertible {
  var testDescription: String { pattern }
}
