import Foundation
import Testing

/// Input that is no scenario at all: a clear word and the right exit code within a second, and
/// never a crash.
@Suite("Bad input")
struct BadInputTests {
  private let scratch: TemporaryFolder

  init() throws { scratch = try TemporaryFolder() }

  private func check(_ path: String) throws -> ToolRun {
    let began = ContinuousClock.now
    let run = try ToolRun(["check", path])
    // A second for the tool; the rest is for the machine that runs many tests at once.
    #expect(ContinuousClock.now - began < .seconds(10))
    return run
  }

  private func folder(_ bytes: Data, _ name: String = "scenario.yaml") throws -> String {
    try bytes.write(to: scratch.url.appendingPathComponent(name))
    return scratch.url.path
  }

  private static let head = """
    format: 1
    title: Small
    framework: ilacs-standard
    call: 2026-11-23 09:15

    """

  @Test("fifty megabytes are not read through")
  func large() throws {
    let run = try check(folder(Data(repeating: UInt8(ascii: "a"), count: 50 << 20)))
    #expect(run.status == 65)
    #expect(run.errors.contains("larger than 4 MB"))
  }

  @Test(
    "bytes that are no text",
    arguments: [
      (Data([0, 1, 2, 0, 3]), "not a text file"),
      (Data([0xFF, 0xFE, 0x41, 0x42]), "not UTF-8"),
      (Data([0x66, 0x3A, 0x20, 0xC3]), "not UTF-8"),
    ])
  func noText(_ bytes: Data, _ words: String) throws {
    let run = try check(folder(bytes))
    #expect(run.status == 65)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test(
    "text that is no YAML",
    arguments: [
      "", "\n\n", "\t- a", "a: [", "a: b: c", "- \"", "%", "&a *b", "a: &x [*x, *x]",
      String(repeating: "[", count: 70), String(repeating: "a: {", count: 5_000),
      "a: &a [1,1,1,1,1,1,1,1,1]\n"
        + ["b", "c", "d", "e", "f", "g", "h", "i"].map { letter in
          "\(letter): &\(letter) [\((0..<9).map { _ in "*a" }.joined(separator: ","))]\n"
        }.joined(),
    ])
  func noYAML(_ text: String) throws {
    let run = try check(folder(Data(text.utf8)))
    #expect([2, 65].contains(run.status), "\(run.status)")
    #expect(run.out.contains("error[S0"), "\(run.out)")
  }

  @Test("a folder without a scenario, a folder in the place of one, nothing at all")
  func folders() throws {
    #expect(try check(scratch.url.path).status == 65)
    #expect(try check("/nowhere/at/all").status == 65)
    #expect(try check("/").status == 65)
    #expect(try check("/dev/null").status == 65)
    let inside = scratch.url.appendingPathComponent("scenario.yaml")
    try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: false)
    #expect(try check(scratch.url.path).status == 65)
  }

  @Test(
    "tables outside the folder are not read",
    arguments: [
      "../roles.csv", "/etc/roles.csv", "a/../../roles.csv", "link.csv", "linked/roles.csv",
    ])
  func outside(_ path: String) throws {
    let outside = try TemporaryFolder()
    try outside.write("title\nDirector\n", to: "roles.csv")
    let files = FileManager.default
    try files.createSymbolicLink(
      at: scratch.url.appendingPathComponent("link.csv"),
      withDestinationURL: outside.url.appendingPathComponent("roles.csv"))
    try files.createSymbolicLink(
      at: scratch.url.appendingPathComponent("linked"), withDestinationURL: outside.url)
    let run = try check(folder(Data((Self.head + "roles: \(path)\n").utf8)))
    #expect(run.status == 2)
    #expect(run.out.contains("error[S010]"), "\(run.out)")
  }

  @Test("a table with columns missing, too many, or twice")
  func tables() throws {
    for (table, code) in [
      ("id\ndirector\n", "S004"), ("title,seat\nDirector,1\n", "S005"),
      ("title,title\nA,B\n", "S002"), ("title\nA,B\n", "S011"), ("\"title\nA\n", "S011"),
      ("", "S011"), ("title\nA\"B\n\u{0}", "S010"),
    ] {
      try scratch.write(table, to: "roles.csv")
      let run = try check(folder(Data((Self.head + "roles: roles.csv\n").utf8)))
      #expect(run.status == 2)
      #expect(run.out.contains("error[\(code)]"), "\(code) \(run.out)")
    }
  }

  @Test("one folder that cannot be read does not hide what is wrong in another")
  func several() throws {
    let path = try folder(Data((Self.head + "rolls: []\n").utf8))
    let run = try ToolRun(["check", "/nowhere", path, "scenarios/tutorial"])
    #expect(run.status == 65)
    #expect(run.errors.contains("/nowhere"))
    #expect(run.out.contains("error[S005]"), "\(run.out)")
    #expect(run.out.contains("scenarios/tutorial: no problems"))
    #expect(run.out.contains("explain S005"))
  }
}
