import Testing

@testable import RehearsalViews

@Suite("Texts made harmless") struct VisibleTests {
  /// Not arguments of the tests: a runner prints those as they are.
  private static let cases = [
    ("Head of Service", "Head of Service"),
    ("naïve – “quotes” £5", "naïve – “quotes” £5"),
    ("\u{1B}[31m", "␛[31m"),
    ("a\u{0}b\u{7}c\u{7F}", "a␀b␇c␡"),
    ("\u{9B}31m", "[U+009B]31m"),
    ("\u{202E}abc\u{202C}", "[U+202E]abc[U+202C]"),
    ("\u{2066}a\u{2069}\u{200E}\u{200F}\u{61C}", "[U+2066]a[U+2069][U+200E][U+200F][U+061C]"),
    ("a\u{200B}b\u{FEFF}c\u{AD}d", "abcd"),
    ("a\u{E0041}", "a[U+E0041]"),
    ("\u{FFFE}", "[U+FFFE]"),
    ("👩‍👩‍👧‍👦 ☎️ 🇬🇧", "👩‍👩‍👧‍👦 ☎️ 🇬🇧"),
    ("می‌خواهم", "می‌خواهم"),
    ("a\tb\nc\r\nd\u{85}e\u{2028}f", "a b c d e f"),
    ("", ""),
  ]

  @Test func line() {
    for (text, shown) in VisibleTests.cases {
      #expect(Visible.line(text) == shown)
      #expect(Visible.line(shown) == shown, "once is enough")
    }
  }

  @Test func nothingHasAName() {
    for text in ["", "  ", "\u{200B}", "\n\u{2003}"] {
      #expect(Visible.name(text) == "Untitled")
      #expect(Visible.name("a" + text).hasPrefix("a"))
    }
  }

  @Test func linesAndParagraphs() {
    #expect(Visible.lines("a\r\nb\u{2029}c\n") == ["a", "b", "c", ""])
    #expect(Visible.paragraphs("a\nb\n\n\u{200B}\n c\n") == [["a", "b"], [" c"]])
    #expect(Visible.paragraphs(" \n ") == [[""]])
    #expect(Visible.paragraphs("") == [[""]])
  }
}
