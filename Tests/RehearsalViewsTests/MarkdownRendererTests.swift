import RehearsalCore
import RehearsalTestSupport
import Testing

@testable import RehearsalViews

@Suite("Markdown of a page") struct MarkdownRendererTests {
  private func render(_ page: Page) -> String { MarkdownRenderer().render(page) }

  private func render(_ blocks: Block.Content...) -> String {
    render(Page(title: "Page", blocks: blocks.enumerated().map { Block("b\($0)", $1) }))
  }

  @Test("as it was") func golden() {
    Golden.check(render(SamplePage.whole), "whole.md")
  }

  @Test("an empty page is still an exercise") func empty() {
    #expect(
      render(Page(title: "", blocks: []))
        == "Exercise only: this tests procedures, not people\n\n# Untitled\n")
  }

  @Test("two lists in a row stay two, and a third as well") func lists() {
    let tree = Block.Content.tree([Block.Branch("a", status: .none, branches: [])])
    let text = render(tree, tree, .facts([Block.Fact("b", .number(1))]), .text("c"), tree)
    #expect(text.hasSuffix("# Page\n\n- a\n\n* a\n\n- **b**: 1\n\nc\n\n- a\n"))
    let accent = Block.Content.tree([Block.Branch("\u{301}a", status: .none, branches: [])])
    #expect(render(accent, tree).hasSuffix("# Page\n\n- \u{301}a\n\n* a\n"))
  }

  @Test("forms are left out: nobody can send one from here") func forms() {
    let text = render(.form(Block.Form(for: EveryShape.self)), .text("a"))
    #expect(text.hasSuffix("# Page\n\na\n"))
  }

  @Test("paragraphs and lines stay apart, and a notice is set off") func lines() {
    #expect(
      render(.text("a\nb\n\n    c"), .notice("a\n\nb\r\nc"), .text(" \n ")).hasSuffix(
        "# Page\n\na\\\nb\n\nc\n\n> **Important**\n>\n> a\n>\n> b\\\n> c\n"))
  }

  @Test("numbers stand under each other") func table() {
    let table = Block.Table(
      caption: "Calls", columns: ["Who", "Tries"],
      rows: [[.words("a|b"), .number(1_200)], [.words("`\\|`")], [.none, .none, .words("c")]])
    #expect(
      render(.table(table)).hasSuffix(
        """
        **Calls**

        | Who | Tries |  |
        | --- | ---: | --- |
        | a\\|b | 1,200 | – |
        | \\`\\\\\\|\\` | – | – |
        | – | – | c |

        """))
    let none = Block.Table(caption: "", columns: [], rows: [[]])
    #expect(render(.table(none)).hasSuffix("\n\n**Untitled**\n\nNothing yet\n"))
  }

  /// Texts, each as it stands inside a line.
  private static let inside = [
    ("plain – é 言 \"a\" 'b' (c) 1.5 a-b a+b", "plain – é 言 \"a\" 'b' (c) 1.5 a-b a+b"),
    ("Duty & Assessment", "Duty & Assessment"),
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("<!-- a -->", "&lt;!-- a --&gt;"),
    ("<http://a>", "&lt;http\\://a&gt;"),
    ("&lt;b&gt; &#60;b&#62;", "&amp;lt;b&amp;gt; &amp;\\#60;b&amp;\\#62;"),
    ("`a`", "\\`a\\`"),
    ("*a* **b** _c_", "\\*a\\* \\*\\*b\\*\\* \\_c\\_"),
    ("*\u{301}a*\u{301}", "\\*\u{301}a\\*\u{301}"),
    ("<\u{301}b>\u{301}", "&lt;\u{301}b&gt;\u{301}"),
    ("~~a~~", "\\~\\~a\\~\\~"),
    ("$a$", "\\$a\\$"),
    ("[a](b)", "\\[a\\](b)"),
    ("![a](b)", "!\\[a\\](b)"),
    ("[a]: b", "\\[a\\]: b"),
    ("[^1]", "\\[^1\\]"),
    ("[ ] to do", "\\[ \\] to do"),
    ("a|b", "a\\|b"),
    ("a\\|b", "a\\\\\\|b"),
    ("\\*", "\\\\\\*"),
    ("a\\", "a\\\\"),
    ("# a #", "\\# a \\#"),
    ("http://a.example", "http\\://a.example"),
    ("www.a.example WWW.b", "www\\.a.example WWW\\.b"),
    ("a@b.example", "a\\@b.example"),
    ("a\nb\r\nc", "a b c"),
    ("  a\t", "a"),
    ("\u{A0}\u{3000}a\u{2003}", "a"),
    ("\u{1B}[2J\u{202E}", "␛\\[2J\\[U+202E\\]"),
    (" \u{200B} ", ""),
  ]

  @Test("nothing inside a line becomes a mark", arguments: inside.indices)
  func insides(which: Int) {
    let (text, expected) = Self.inside[which]
    let found = MarkdownText.inline(text)
    #expect(found.unicodeScalars.elementsEqual(expected.unicodeScalars), "\(found)")
  }

  /// Texts, each as it stands at the beginning of a block.
  private static let opening = [
    ("a - b", "a - b"),
    ("9:15am", "9:15am"),
    ("2026", "2026"),
    ("1.5 days", "1.5 days"),
    ("- a", "\\- a"),
    ("-", "\\-"),
    ("---", "\\---"),
    ("+ a", "\\+ a"),
    ("* a", "\\* a"),
    ("\t- a", "\\- a"),
    ("-\u{301} a", "\\-\u{301} a"),
    ("1. a", "1\\. a"),
    ("1) a", "1\\) a"),
    ("123456789. a", "123456789\\. a"),
    ("1.\u{301} a", "1.\u{301} a"),
    ("1.", "1\\."),
    ("01) ", "01\\)"),
    ("# a", "\\# a"),
    ("###", "\\#\\#\\#"),
    ("> a", "&gt; a"),
    ("===", "\\==="),
    (":-", "\\:-"),
    ("| a |", "\\| a \\|"),
    ("```", "\\`\\`\\`"),
    ("~~~", "\\~\\~\\~"),
    ("***", "\\*\\*\\*"),
    ("___", "\\_\\_\\_"),
    ("<div>", "&lt;div&gt;"),
    ("    code", "code"),
    ("\u{A0}- a", "\\- a"),
    ("[a]: http://b", "\\[a\\]: http\\://b"),
  ]

  @Test("nothing at the beginning of a line becomes a block", arguments: opening.indices)
  func openings(which: Int) {
    let (text, expected) = Self.opening[which]
    let found = MarkdownText.opening(text)
    #expect(found.unicodeScalars.elementsEqual(expected.unicodeScalars), "\(found)")
  }

  /// Every hostile text there is: one more of each kind that Markdown knows.
  private static let hostile =
    SamplePage.hostile + inside.map(\.0).filter { !$0.contains(where: \.isNewline) }
    + opening.map(\.0)

  @Test("a page of hostile texts has the lines of a page of plain ones", arguments: hostile.indices)
  func page(which: Int) {
    let text = render(SamplePage.made(of: Self.hostile[which]))
    #expect(text.hasPrefix("Exercise only: this tests procedures, not people\n\n# "))
    #expect(!text.unicodeScalars.contains("<"))
    let acting = text.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0.properties.isBidiControl)
    }
    #expect(acting.isEmpty)
    // Texts without a letter leave out what would be empty, so only the others can be compared.
    guard !MarkdownText.inline(Self.hostile[which]).isEmpty else { return }
    #expect(shape(text) == shape(render(SamplePage.made(of: "plain"))), "\(text)")
  }

  /// What begins each line, and how many cells and bold words it has.
  private func shape(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let scalars = Array(line.unicodeScalars)
      let spaces = scalars.prefix { $0 == " " }.count
      let mark = ["# ", "## ", "### ", "> ", "- ", "* ", "| "].first {
        scalars[spaces...].starts(with: $0.unicodeScalars)
      }
      var (bars, stars, isEscaped) = (0, 0, false)
      for scalar in scalars {
        if scalar == "|", !isEscaped { bars += 1 }
        if scalar == "*", !isEscaped { stars += 1 }
        isEscaped = scalar == "\\" && !isEscaped
      }
      return "\(spaces) \(mark ?? "") \(bars) \(stars)"
    }
  }
}
