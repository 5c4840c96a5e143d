import RehearsalCore
import RehearsalFormats
import Testing

/// Diagnostics as people and editors know them: cause, place, the line itself, fix.
@Suite("The text of diagnostics")
struct DiagnosticTextTests {
  private func words(
    _ line: String, at place: (line: Int, column: Int, length: Int),
    ending: String = "\n", fix: String? = nil, as severity: Diagnostic.Severity = .error
  ) -> String {
    let file = String(repeating: "#\(ending)", count: place.line - 1) + line + ending + "#"
    return DiagnosticText([("mine.yaml", file)]).words(
      Diagnostic(
        .unknownReference, "what is wrong",
        at: Place(
          file: "mine.yaml", line: place.line, column: place.column, length: place.length),
        fix: fix, as: severity))
  }

  @Test("an unknown reference, to the letter")
  func golden() {
    let name = "scenarios/mine/scenario.yaml"
    let file = String(repeating: "\n", count: 47) + "    to: head-of-servce\n"
    let diagnostic = Diagnostic(
      .unknownReference, #"no role is called "head-of-servce""#,
      at: Place(file: name, line: 48, column: 9, length: 14),
      fix: #"did you mean "head-of-service" (line 9)?"#)
    #expect(
      DiagnosticText([(name, file)]).words(diagnostic) == """
        error[S014]: no role is called "head-of-servce"
          --> scenarios/mine/scenario.yaml:48:9
           |
        48 |     to: head-of-servce
           |         ^^^^^^^^^^^^^^
        help: did you mean "head-of-service" (line 9)?
        """)
  }

  @Test("a warning says so, and a diagnostic without a fix has no help")
  func warning() {
    #expect(
      words("a: b", at: (1, 4, 1), as: .warning) == """
        warning[S014]: what is wrong
          --> mine.yaml:1:4
          |
        1 | a: b
          |    ^
        """)
  }

  @Test("the margin is as wide as the line's number")
  func margin() {
    #expect(
      words("a: b", at: (1_000, 1, 1), fix: "mend it") == """
        error[S014]: what is wrong
          --> mine.yaml:1000:1
             |
        1000 | a: b
             | ^
        help: mend it
        """)
  }

  @Test("lines that end as they do on Windows are lines, and the end is not shown")
  func windows() {
    #expect(words("a: b", at: (3, 4, 1), ending: "\r\n") == words("a: b", at: (3, 4, 1)))
  }

  @Test("marks stay on the line, and under the words after tabs and accents")
  func marks() {
    func mark(_ line: String, _ column: Int, _ length: Int) -> String {
      String(words(line, at: (1, column, length)).split(separator: "\n").last ?? "")
    }
    #expect(mark("a: b", 4, 99) == "  |    ^")
    #expect(mark("a: b", 5, 1) == "  |     ^")
    #expect(mark("a: b", 90, 5) == "  |     ^")
    #expect(mark("\ta: b", 2, 1) == "  | \t^")
    #expect(mark("é: è", 4, 1) == "  |    ^")
    #expect(mark("", 1, 1) == "  | ^")
  }

  @Test("without the file's text, or the line in it, only the place is told")
  func noText() {
    let place = Place(file: "other.yaml", line: 2, column: 3)
    let other = Diagnostic(.missing, "what is wrong", at: place, fix: "mend it")
    let expected = "error[S004]: what is wrong\n  --> other.yaml:2:3\nhelp: mend it"
    #expect(DiagnosticText([]).words(other) == expected)
    #expect(DiagnosticText([("mine.yaml", "a\nb\nc")]).words(other) == expected)
    #expect(DiagnosticText([("other.yaml", "a")]).words(other) == expected)
    let nowhere = Diagnostic(.missing, "what is wrong", at: .nowhere)
    #expect(DiagnosticText([("", "a")]).words(nowhere) == "error[S004]: what is wrong")
  }

  /// What steers a terminal, or turns the text around.
  static let steering = [
    "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{8}\u{8}", "\u{0}", "\u{7F}", "\u{9B}2J",
    "\u{9D}0;a\u{9C}",
    "\u{85}", "\u{202E}abc", "\u{2066}abc\u{2069}", "\u{200F}",
  ]

  @Test("what a file holds cannot steer the terminal, wherever it is quoted", arguments: steering)
  func escapes(_ text: String) {
    let name = "mine\(text).yaml"
    let diagnostic = Diagnostic(
      .unknownReference, "no role is called \"\(text)\"",
      at: Place(file: name, line: 1, column: 4, length: 3), fix: "did you mean \"\(text)\"?")
    let shown = DiagnosticText([(name, "a: \(text) b")]).words(diagnostic)
    let dangerous = shown.unicodeScalars.filter { scalar in
      let kind = scalar.properties.generalCategory
      return (kind == .control && scalar != "\n") || kind == .format
    }
    #expect(dangerous.isEmpty, "\(shown.debugDescription)")
    #expect(shown.split(separator: "\n").count == 6)
  }

  @Test("letters, accents and emoji stay as they are")
  func harmless() {
    let text = "é e\u{301} 👩‍🏫 学校 ß"
    let diagnostic = Diagnostic(.wrongValue, "\"\(text)\" is not a whole number", at: .nowhere)
    #expect(DiagnosticText([]).words(diagnostic).contains(text))
  }

  @Test("a message of several lines stays on its own")
  func lines() {
    let diagnostic = Diagnostic(
      .wrongValue, "\"a\nerror[S001]: b\" is not a whole number", at: .nowhere, fix: "c\nd")
    #expect(DiagnosticText([]).words(diagnostic).split(separator: "\n").count == 2)
  }
}
