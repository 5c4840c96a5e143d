import Foundation
import RehearsalFormats
import Testing

@testable import RehearsalStorage

@Suite struct DocumentManifestTests {
  private let hash = LineHash.of([1])
  private let other = LineHash.of([2])

  private func names(_ entries: (LineHash, String)...) -> [String] {
    DocumentManifest.names(entries.map { (hash: $0.0, name: $0.1) })
  }

  @Test func theLinesAreAsGNUWritesThem() {
    let lines: [(String, String)] = [
      ("a.pdf", "\(hash)  a.pdf\n"), ("a b/c", "\(hash)  a b/c\n"), (" a ", "\(hash)   a \n"),
      ("*a", "\(hash)  *a\n"), ("Grüße ☃", "\(hash)  Grüße ☃\n"),
      ("a\\b", "\\\(hash)  a\\\\b\n"), ("a\nb", "\\\(hash)  a\\nb\n"),
      ("\\n\n", "\\\(hash)  \\\\n\\n\n"),
    ]
    for (name, line) in lines { #expect(DocumentManifest.text([(hash, name)]) == line) }
    #expect(DocumentManifest.text([]) == "")
  }

  @Test(arguments: [
    ("", "document"), ("/", "document"), (".", "document"), ("..", "document"),
    ("../../etc/passwd", "etc/passwd"), ("/etc/passwd", "etc/passwd"), ("a/../b", "a/b"),
    ("./a//b/", "a/b"), ("../", "document"), ("-", "_"), ("-rf", "-rf"), ("...", "..."),
    ("a\u{0}b", "a_b"), ("a\r", "a_"), ("..\u{0}", ".._"), ("/./../.", "document"),
    ("1/2/3/4/5/6/7/8/9/10", "3/4/5/6/7/8/9/10"),
  ])
  func noNameLeavesTheFolder(_ name: String, _ plain: String) {
    #expect(DocumentManifest.plainName(name) == plain)
    #expect(DocumentManifest.plainName(plain) == plain)
  }

  @Test func noNameIsTooLong() {
    for letter in ["a", "é", "☃", "👩‍👩‍👧"] {
      let name = String(repeating: letter, count: 1_000)
      let all = names((hash, name), (other, name), (.of([3]), "\(name)/\(name)"))
      #expect(Set(all).count == 3)
      for part in all.flatMap({ $0.split(separator: "/") }) { #expect(part.utf8.count <= 255) }
    }
  }

  @Test func noNameIsGivenTwice() {
    #expect(names((hash, "a.pdf"), (other, "a.pdf")) == ["a.pdf", "a-2.pdf"])
    #expect(names((hash, "a.pdf"), (hash, "a.pdf")) == ["a.pdf", "a.pdf"])
    #expect(names((hash, "a.pdf"), (other, "A.PDF")) == ["a.pdf", "A-2.PDF"])
    #expect(names((hash, "a"), (other, "/a"), (.of([3]), "../a")) == ["a", "a-2", "a-3"])
    #expect(names((hash, "a-2"), (other, "a"), (.of([3]), "a")) == ["a-2", "a", "a-3"])
    #expect(names((hash, ".a"), (other, ".a")) == [".a", ".a-2"])
    #expect(names((hash, "a"), (other, "a/b")) == ["a", "a-2/b-2"])
    #expect(names((hash, "a/b"), (other, "a")) == ["a/b", "a-2"])
    #expect(names((hash, "e\u{301}"), (other, "é")).map(\.utf8.count) == [3, 4])
    #expect(names((hash, ""), (other, "..")) == ["document", "document-2"])
    #expect(DocumentManifest.text([(hash, "a"), (hash, "a")]) == "\(hash)  a\n")
  }

  // MARK: By the program itself

  /// What `sha256sum -c` says in a folder; `nil` where there is no such program.
  private func sha256sum(_ list: String, in folder: String) throws -> (Int32, String)? {
    let program = ["/usr/bin/sha256sum", "/bin/sha256sum"]
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let program else {
      print("NOT RUN: sha256sum is not installed, so no manifest was checked by it")
      return nil
    }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["--strict", "-c", list]
    process.currentDirectoryURL = URL(filePath: folder)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  @Test func insideTheFolderOfALog() throws {
    let sample = try SampleStore()
    let hashes = try (0..<5).map { try sample.add(SampleStore.bytes($0 * 1_000)) }
    let list = sample.store.manifest(hashes.map { ($0, DocumentStore.name(of: $0)) })
    try sample.temporary.write(Array(list.utf8), to: "log/SHA256SUMS")
    guard let (code, text) = try sha256sum("SHA256SUMS", in: sample.folder.path) else { return }
    #expect(code == 0, "\(text)")
    #expect(text.split(separator: "\n").count == 5)
    try sample.replace(hashes[3], [1])
    let altered = try sha256sum("SHA256SUMS", in: sample.folder.path)
    #expect(altered?.0 == 1)
    #expect(altered?.1.contains("\(DocumentStore.name(of: hashes[3])): FAILED") == true)
  }

  @Test func insideAnExport() throws {
    let given = [
      "a.pdf", "a.pdf", "A.pdf", "a\nb", "a\\b", "\\", "\n", "a\\nb", "../../etc/passwd", "/abs",
      "-", "-c", "--help", " ", " a ", "*", "#", "Grüße 👩‍👩‍👧", "e\u{301}", "é", "..", "", "\t",
      "a\r", "a\r\nb", "\u{2028}", "x", "x/y", "x/y/z", "sub/x.pdf", "a\u{0}b", "\"'$(id)`",
      String(repeating: "é", count: 300), "nul\u{7F}\u{1}", "\\n", "a\\", "SHA256SUM",
    ]
    let sample = try SampleStore()
    let export = "\(sample.temporary.path)/export"
    let entries = try given.enumerated().map { number, name in
      (hash: try sample.add([UInt8(number)]), name: name)
    }
    for (entry, name) in zip(entries, DocumentManifest.names(entries)) {
      let path = "\(export)/\(name)"
      try Directory.makeAll(Directory.parent(path))
      try sample.store.copy(entry.hash, to: path)
    }
    let list = DocumentManifest.text(entries)
    try sample.temporary.write(Array(list.utf8), to: "export.sha256")
    guard let (code, text) = try sha256sum("../export.sha256", in: export) else { return }
    #expect(code == 0, "\(text)")
    #expect(!text.contains("WARNING"))
    #expect(try Directory.names(sample.temporary.path) == ["export", "export.sha256", "log"])
  }
}
