import RehearsalCore
import Testing

@Suite("Names that files are sent with") struct SentNameTests {
  @Test(
    "that are harmless stay as they are",
    arguments: [
      "plan.pdf", "Rota – Mai.pdf", "Jörg's résumé.docx", "報告.pdf", ".htaccess", "a b  c.tar.gz",
      "console.pdf", "com.pdf", "com10.txt", "lpt0",
      "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}.png",
      "a&b<c>\"d'.txt", "100%.pdf", "-rf", "$(x).pdf", String(repeating: "n", count: 116) + ".pdf",
    ])
  func harmless(_ name: String) {
    let sent = SentName(name)
    #expect(sent.text == name)
    #expect(sent.changes == [])
    #expect(SentName.words(sent.changes) == "")
  }

  @Test(
    "that are not are changed, and it is known how",
    arguments: [
      ("", "file", [SentName.Change.unnamed]),
      (" ", "file", [.characters, .unnamed]),
      (".", "file", [.characters, .unnamed]),
      ("..", "file", [.characters, .unnamed]),
      ("\u{200D}\u{200C}", "file", [.characters, .unnamed]),
      ("/", "file", [.folders, .unnamed]),
      ("../../etc/passwd", "passwd", [.folders]),
      ("..\\..\\boot.ini", "boot.ini", [.folders]),
      ("C:\\Users\\me\\plan.pdf", "plan.pdf", [.folders]),
      ("/etc/", "file", [.folders, .unnamed]),
      ("a/..", "file", [.folders, .characters, .unnamed]),
      ("plan\0.pdf", "plan.pdf", [.characters]),
      ("plan.pdf\0", "plan.pdf", [.characters]),
      ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf", [.characters]),
      ("\u{1B}[31mred.pdf", "[31mred.pdf", [.characters]),
      // Shown as if it ended in `exe.pdf`.
      ("plan\u{202E}fdp.exe", "planfdp.exe", [.characters]),
      ("\u{2066}plan\u{2069}.pdf", "plan.pdf", [.characters]),
      ("pl\u{200B}an\u{FEFF}.pdf", "plan.pdf", [.characters]),
      ("a\u{2028}b\u{2029}c", "abc", [.characters]),
      ("plan.pdf. . ", "plan.pdf", [.characters]),
      ("  plan.pdf", "plan.pdf", [.characters]),
      ("con", "file-con", [.reserved]),
      ("CON.pdf", "file-CON.pdf", [.reserved]),
      ("nul.tar.gz", "file-nul.tar.gz", [.reserved]),
      ("Com1.txt", "file-Com1.txt", [.reserved]),
      ("c:\\lpt9", "file-lpt9", [.folders, .reserved]),
      (
        String(repeating: "n", count: 117) + ".pdf", String(repeating: "n", count: 116) + ".pdf",
        [.shortened]
      ),
      (String(repeating: "n", count: 10_240), String(repeating: "n", count: 120), [.shortened]),
      (
        String(repeating: "é", count: 10_240) + ".docx",
        String(repeating: "é", count: 115) + ".docx", [.shortened]
      ),
      // One letter under a pile of marks, which no folder could hold.
      ("a" + String(repeating: "\u{301}", count: 500) + ".pdf", "file.pdf", [.shortened]),
      (
        "a." + String(repeating: "x", count: 200), "a." + String(repeating: "x", count: 118),
        [.shortened]
      ),
    ])
  func changed(_ name: String, _ text: String, _ changes: [SentName.Change]) {
    let sent = SentName(name)
    #expect(sent.text == text)
    #expect(sent.changes == changes)
  }

  @Test("come out the same when they are sent again, whatever they are made of")
  func again() {
    let pieces = [
      "..", "/", "\\", "\0", "\u{202E}", "con", ".", " ", "a", "é", "e\u{301}", "\u{200D}", "\n",
      ".pdf", "\u{1F468}", String(repeating: "long", count: 20), "COM1", "\u{FEFF}", "x\u{302}",
    ]
    var numbers = NameNumbers(state: 20_261_121)
    for round in 0..<5_000 {
      let name = (0..<Int.random(in: 0..<9, using: &numbers)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &numbers)]
      }.joined()
      let sent = SentName(name)
      let again = SentName(sent.text)
      guard again.text == sent.text, again.changes == [], !sent.text.isEmpty,
        sent.text.unicodeScalars.count <= SentName.longest,
        sent.text.unicodeScalars.allSatisfy({ $0 != "/" && $0 != "\\" && $0.value >= 0x20 }),
        sent.changes.isEmpty == (sent.text == name)
      else {
        Issue.record("round \(round): \(name.debugDescription) gave \(sent), then \(again)")
        return
      }
    }
  }

  @Test("what was changed is said in a sentence") func words() {
    #expect(
      SentName.words(SentName("../con\0").changes)
        == "Its name was changed: the folders before it were left out; characters that cannot be "
        + "seen were left out; some machines take it for a device.")
    #expect(SentName.words([.unnamed]) == "Its name was changed: it had none.")
    #expect(
      SentName.words([.shortened])
        == "Its name was changed: it was longer than 120 characters.")
  }
}

/// Numbers that repeat (SplitMix64).
private struct NameNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
