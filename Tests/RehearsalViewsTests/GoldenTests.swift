import RehearsalTestSupport
import Testing

@Suite("Goldens") struct GoldenTests {
  @Test func linesThatDiffer() {
    #expect(Golden.difference(from: "a\nb\n", to: "a\nb\n") == nil)
    #expect(Golden.difference(from: "a\nb\nc\n", to: "a\nx\nc\n") == "− 2: b\n+ 2: x")
    #expect(Golden.difference(from: "a", to: "a\n") == "+ 2: ")
  }

  @Test(.disabled(if: Golden.isRecording)) func missingFileNamesTheCommand() {
    let problem = Golden.problem("a", "never-recorded.txt")
    #expect(
      problem == "Goldens/never-recorded.txt is missing; record it: "
        + "REHEARSE_RECORD_GOLDENS=1 swift test")
  }
}
