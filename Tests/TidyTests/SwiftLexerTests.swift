import Testing

/// Checks that the lexer keeps what is code and drops what is only text, in the places where a
/// brace counter usually goes wrong.
@Suite("Swift lexer")
struct SwiftLexerTests {
  static let cases: [(source: String, tokens: String)] = [
    ("", ""),
    ("let a1 = b", "let a1 = b"),
    ("a // } { b\nc", "a c"),
    ("a /* } /* { */ } */ b", "a b"),
    ("a /* never closed {", "a"),
    ("\"} // {\" x", "\" x"),
    ("\"a \\\" } \" x", "\" x"),
    ("\"\\\\\" }", "\" }"),
    ("\"never closed {\nx", "\" x"),
    ("f(\"\\(a { b }) {\")", "f ( \" ( a { b } ) )"),
    ("\"\\(g(\"\\(h) {\")) }\" x", "\" ( g ( \" ( h ) ) ) x"),
    ("#\"\\(no) \" {\"# x", "\" x"),
    ("#\"\\#(yes) {\"# x", "\" ( yes ) x"),
    ("\"\"\"\n} \"\" {\n\"\"\" x", "\" x"),
    ("##\"\"\"\n\"\"\"# }\n\"\"\"## x", "\" x"),
    ("\"\" x", "\" x"),
    ("#if DEBUG\n#endif", "# if DEBUG # endif"),
    ("let r = /\"{/ x", "let r = / x"),
    ("let r = #/\n\" { /\n/# x", "let r = / x"),
    ("a / b / c", "a / b / c"),
    ("(a/b)/c", "( a / b ) / c"),
    ("x = /unclosed\ny", "x = / unclosed y"),
    ("é`init`", "é`init`"),
  ]

  @Test("keeps code, drops text", arguments: cases.indices)
  func tokens(index: Int) {
    let tokens = SwiftLexer.tokens(of: Self.cases[index].source).map(\.text)
    #expect(tokens.joined(separator: " ") == Self.cases[index].tokens)
  }

  @Test("counts lines through comments and literals")
  func lines() {
    let source = "a\n/*\n*/ b\n\"\"\"\n \\(\nc)\n\"\"\" d // e\nf \"unclosed\ng #/\n\n/# h"
    let words = SwiftLexer.tokens(of: source).filter { $0.text.first?.isLetter == true }
    #expect(words.map { "\($0.text)\($0.line)" } == ["a1", "b3", "c6", "d7", "f8", "g9", "h11"])
  }

  @Test("knows what touches", arguments: [("try!", true), ("try !", false), ("try\n!", false)])
  func touching(source: String, isAttached: Bool) {
    #expect(SwiftLexer.tokens(of: source).last?.isAttached == isAttached)
  }
}
