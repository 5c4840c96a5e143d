import RehearsalCore
import Testing

@Suite("Sizes of files in words") struct FileSizeTests {
  @Test(
    "are never more than there is",
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (2, "2 bytes"), (1_023, "1023 bytes"), (1_024, "1KB"),
      (1_126, "1KB"), (1_127, "1.1KB"), (1_536, "1.5KB"), (1_048_575, "1023.9KB"),
      (1_048_576, "1MB"), (200 << 20, "200MB"), ((200 << 20) - 1, "199.9MB"), (2 << 30, "2GB"),
      (5 << 29, "2.5GB"),
    ])
  func words(_ bytes: Int, _ words: String) {
    #expect(FileSize.words(bytes) == words)
  }

  @Test("the largest has words too") func largest() {
    #expect(FileSize.words(.max) == "8589934591.9GB")
  }

  @Test("limits are said before anybody chooses a file") func limits() {
    #expect(
      TrayLimits().words
        == "Each file must be smaller than 200MB. Up to 500 files can wait to be placed, 2GB in "
        + "all.")
  }
}
