import Foundation
import Testing

@testable import RehearsalStorage

@Suite struct LogFolderTests {
  private let temporary: TemporaryFolder

  init() throws { temporary = try TemporaryFolder() }

  @Test func whatStandsBesideALogIsForOneAtATime() throws {
    let folder = LogFolder(temporary.path)
    let one = try FolderLock(folder)
    let other = problem { _ = try FolderLock(folder, patience: 20) }
    #expect(other == .busy(path: folder.path, milliseconds: 20))
    one.end()
    #expect(problem { _ = try FolderLock(folder, patience: 20) } == nil)
  }

  @Test func aFolderIsNeverUsedTwice() throws {
    let parent = "\(temporary.path)/logs/deep"
    let names = try (0..<12).map { _ in try LogFolder.create(in: parent, named: "demo").name }
    #expect(names == ["demo"] + (2...12).map { "demo-\($0)" })
    #expect(Directory.kind("\(parent)/demo-12") == .folder)
    try temporary.write([], to: "logs/deep/other")
    #expect(try LogFolder.create(in: parent, named: "other").name == "other-2")
  }

  @Test func whatStandsWhere() {
    let folder = LogFolder("logs/demo/")
    #expect(folder.path == "logs/demo")
    #expect(folder.name == "demo")
    #expect(folder.log == "logs/demo/events.jsonl")
    #expect(folder.head == "logs/demo/events.head")
    #expect(folder.scenario == "logs/demo/scenario")
    #expect(folder.people == "logs/demo/people.json")
    #expect(folder.documents == "logs/demo/documents")
  }

  @Test(arguments: [
    "", ".", "..", "a/b", "/a", "a\n", "a\u{0}", String(repeating: "a", count: 256),
  ])
  func namesThatAreNone(_ name: String) {
    #expect(problem { _ = try LogFolder.create(in: temporary.path, named: name) } == .badName(name))
  }

  @Test func aParentThatIsAFile() throws {
    try temporary.write([], to: "file")
    for parent in ["file", "file/below"] {
      let problem = problem {
        _ = try LogFolder.create(in: "\(temporary.path)/\(parent)", named: "demo")
      }
      #expect(try #require(problem).words.contains("file"))
    }
  }

  @Test(arguments: [
    ("/a/b/c", "/a/b"), ("/a", "/"), ("/", "/"), ("a/b", "a"), ("a", "."), ("a//b/", "a"),
  ])
  func parents(_ path: String, _ parent: String) {
    #expect(Directory.parent(path) == parent)
  }

  // MARK: The scenario's files

  private func folder() throws -> LogFolder {
    try LogFolder.create(in: temporary.path, named: "log")
  }

  @Test func filesAreKeptToTheByteAndSorted() throws {
    let folder = try folder()
    let files: [LogFolder.KeptFile] = [
      ("z.csv", Array("a;b\r\n".utf8)), ("b/c/d.yaml", [0, 255, 10]), ("b-1", []),
      ("b/a.yaml", [1]), ("Grüße.yaml", [2]),
    ]
    try folder.keep(files)
    let kept = try folder.scenarioFiles()
    #expect(kept.map(\.path) == ["Grüße.yaml", "b-1", "b/a.yaml", "b/c/d.yaml", "z.csv"])
    for file in files {
      #expect(kept.first { $0.path == file.path }?.bytes == file.bytes)
    }
    #expect(LogFolder.scenarioHash(kept) == LogFolder.scenarioHash(files))
  }

  @Test func noFilesAreNoFolder() throws {
    let folder = try folder()
    try folder.keep([])
    #expect(try folder.scenarioFiles().isEmpty)
  }

  @Test(arguments: [
    "", ".", "..", "../a", "a/../../b", "a/..", "/etc/passwd", "a//b", "a/", "./a", "a\nb",
    "a\u{0}", "a/\u{1B}", String(repeating: "a", count: 256),
  ])
  func pathsThatLeaveTheFolder(_ path: String) throws {
    let folder = try folder()
    let problem = problem { try folder.keep([("good.yaml", [1]), (path, [1])]) }
    #expect(problem == .badName(path))
    #expect(try folder.scenarioFiles().isEmpty, "something was written all the same")
  }

  @Test func aFileIsNotWrittenOver() throws {
    let folder = try folder()
    try folder.keep([("a", [1])])
    #expect(problem { try folder.keep([("a", [2])]) } != nil)
    #expect(problem { try folder.keep([("a/b", [2])]) } != nil)
    #expect(try folder.scenarioFiles().map(\.bytes) == [[1]])
  }

  @Test func aLinkIsNotFollowed() throws {
    let folder = try folder()
    try folder.keep([("a", [1])])
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.scenario)/link", withDestinationPath: "/etc/passwd")
    let problem = problem { _ = try folder.scenarioFiles() }
    #expect(problem == .notAFile(path: "\(folder.scenario)/link"))
  }

  /// As `sha256sum` and `sort` give it.
  @Test func theHashOfAScenario() {
    #expect(
      LogFolder.scenarioHash([])
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let files: [LogFolder.KeptFile] = [
      ("b.yaml", Array("two\n".utf8)), ("a/c.csv", Array("one\n".utf8)),
    ]
    let hash = "a1068b56293b0c4979d0dd65fc5098a3e380d89446755688d8fbd6bae33fbc3d"
    #expect(LogFolder.scenarioHash(files) == hash)
    #expect(LogFolder.scenarioHash(files.reversed()) == LogFolder.scenarioHash(files))
    #expect(LogFolder.scenarioHash([files[0]]) != LogFolder.scenarioHash(files))
  }
}
