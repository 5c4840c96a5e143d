import RehearsalFormats
import Testing

/// Files in memory: which of them are text at all.
@Suite("Source files")
struct SourceFilesTests {
  private func words(_ bytes: [UInt8]) -> String {
    switch SourceFile(path: "a.yaml", bytes: bytes).text {
    case .success(let text): "text of \(text.count)"
    case .failure(let failure): failure.words
    }
  }

  @Test("text is UTF-8 without a zero byte, up to 4 MB")
  func text() {
    #expect(words([]) == "text of 0")
    #expect(words(Array("é\n".utf8)) == "text of 2")
    #expect(words([UInt8](repeating: 0x61, count: 4 << 20)) == "text of 4194304")
  }

  @Test("no text, and what to do about it")
  func noText() {
    #expect(
      words([UInt8](repeating: 0x61, count: 4 << 20 | 1))
        == "a.yaml is larger than 4 MB. Leave out what is not text.")
    let binary = "a.yaml is not a text file. Save it as plain text."
    #expect(words([0]) == binary)
    #expect(words([0x50, 0x4B, 0x03, 0x04, 0x00]) == binary)
    #expect(words([0xFF, 0xFE, 0x61, 0x00]) == binary)
    let notUTF8 = "a.yaml is not UTF-8 text. Save it as UTF-8."
    for bytes: [UInt8] in [[0xE9], [0x61, 0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80]] {
      #expect(words(bytes) == notUTF8)
    }
  }

  @Test("files stand in the order of their paths, and are found by the whole path")
  func order() {
    let files = SourceFiles(
      ["b.csv", "a/c.csv", "a.csv"].map { SourceFile(path: $0, bytes: []) })
    #expect(files.files.map(\.path) == ["a.csv", "a/c.csv", "b.csv"])
    #expect(files["a/c.csv"] != nil)
    for path in ["c.csv", "A.csv", "", "a", "./a.csv", "a.csv "] { #expect(files[path] == nil) }
  }

  @Test("the tutorial and the demo ship inside, whole")
  func shipped() {
    #expect(
      SourceFiles.shipped("tutorial").files.map(\.path) == ["rehearsal.script", "scenario.yaml"])
    #expect(
      SourceFiles.shipped("thurrock-ilacs-2019").files.map(\.path).contains("rehearsal.script"))
    for name in ["", "nothing", "tutorial/", "../tutorial"] {
      #expect(SourceFiles.shipped(name).files.isEmpty, "\(name)")
    }
  }
}
