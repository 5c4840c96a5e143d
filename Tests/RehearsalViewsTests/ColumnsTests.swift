import Testing

@testable import RehearsalViews

@Suite("Columns of a terminal") struct ColumnsTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("naïve", 5), ("e\u{301}", 1), ("–", 1), ("├ │", 3),
    ("言葉", 4), ("ｱ", 1), ("Ａ", 2), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("、", 2),
    ("👩‍👩‍👧‍👦", 2), ("🇬🇧", 2), ("☎️", 2), ("☎", 1), ("1️⃣", 2), ("👍🏽", 2), ("#", 1),
    ("שלום", 4), ("สวัสดี", 4), ("a\u{200D}", 1),
  ])
  func width(text: String, columns: Int) {
    #expect(Columns.width(text) == columns)
  }

  @Test(arguments: [
    ("", 10, [""]),
    ("   ", 10, [""]),
    ("one two three", 7, ["one two", "three"]),
    ("one two three", 6, ["one", "two", "three"]),
    ("  one   two ", 10, ["one two"]),
    ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("a abcdefgh b", 3, ["a", "abc", "def", "gh", "b"]),
    ("abcd ef", 4, ["abcd", "ef"]),
    ("言葉言葉", 5, ["言葉", "言葉"]),
    ("言葉", 1, ["言", "葉"]),
  ])
  func wrap(text: String, width: Int, lines: [String]) {
    #expect(Columns.wrap(text, to: width) == lines)
  }

  @Test func trimmed() {
    #expect(Columns.trimmed("  a  ") == "  a")
    #expect(Columns.trimmed("   ") == "")
    #expect(Columns.trimmed("言 ") == "言")
  }
}
