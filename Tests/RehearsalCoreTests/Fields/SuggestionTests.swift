import RehearsalCore
import Testing

/// "Did you mean": near enough to be worth offering, and never further.
@Suite("Suggestions")
struct SuggestionTests {
  @Test(
    "slips between two words, a swap of neighbours being one",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "abd", 1),
      ("abc", "ab", 1), ("abc", "xabc", 1), ("titel", "title", 1), ("titel", "tile", 2),
      ("ab", "ba", 1), ("abcd", "badc", 2), ("ca", "abc", 3), ("kitten", "sitting", 3),
      ("servce", "service", 1), ("abcdef", "ghijkl", 6), ("aaa", "aaaaa", 2),
    ])
  func distance(_ left: String, _ right: String, _ expected: Int) {
    #expect(Suggestion.distance(Array(left.utf8), Array(right.utf8)) == expected)
    #expect(Suggestion.distance(Array(right.utf8), Array(left.utf8)) == expected)
  }

  private static let words = [
    "title", "tile", "head-of-service", "head-of-school", "director", "id", "due",
  ]

  @Test(
    "the nearest word is offered, in whatever case it was written",
    arguments: [
      ("titel", "title"), ("Title", "title"), ("TITLE", "title"), ("tilte", "title"),
      ("tyle", "tile"), ("head-of-servce", "head-of-service"), ("direktor", "director"),
      ("dierctor", "director"), ("idd", "id"), ("deu", "due"), ("head-of-schol", "head-of-school"),
    ])
  func nearest(_ word: String, _ expected: String) {
    #expect(Suggestion.nearest(to: word, among: Self.words) == expected)
  }

  @Test(
    "a word that is too far from all is met with silence",
    arguments: [
      "name", "titanic", "head", "head-of-", "rotcerid", "directorate-general", "x-y-z",
      "service", "date", "deadline", String(repeating: "t", count: 5_000),
    ])
  func silence(_ word: String) {
    #expect(Suggestion.nearest(to: word, among: Self.words) == nil)
  }

  @Test("of equally near words the earlier is offered, and a nearer one before both")
  func ties() {
    #expect(Suggestion.nearest(to: "cat", among: ["bat", "hat"]) == "bat")
    #expect(Suggestion.nearest(to: "cat", among: ["hat", "bat"]) == "hat")
    #expect(Suggestion.nearest(to: "cat", among: ["hat", "bat", "cat"]) == "cat")
    #expect(Suggestion.nearest(to: "cat", among: []) == nil)
  }
}
