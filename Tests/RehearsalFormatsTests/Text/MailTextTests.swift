import RehearsalCore
import RehearsalFormats
import Testing

/// One letter as a file of mail.
@Suite("Mail") struct MailTextTests {
  private func mail(
    name: String = "Head of care", subject: String = "Notification call",
    body: [String] = ["Inspectors arrive on Monday."], id: String = "54.head-of-care"
  ) throws -> String {
    MailText(
      name: name, address: try #require(MailAddress("a@b.example")), subject: subject, body: body,
      event: 54, id: id, date: WallMoment(microseconds: 1_795_268_527_500_000)
    ).text
  }

  /// Headers with their folds undone, and the lines of the body as they stand.
  private func parts(_ text: String) -> (head: [String], body: [String]) {
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    let end = lines.firstIndex(of: "") ?? lines.count
    let head = lines[..<end].reduce(into: [String]()) { head, line in
      if line.hasPrefix(" "), !head.isEmpty {
        head[head.count - 1] += line
      } else {
        head.append(line)
      }
    }
    return (head, Array(lines.dropFirst(end + 1)))
  }

  /// What a mail program reads: quoted-printable undone.
  private func body(_ text: String) -> String {
    let joined = parts(text).body.joined(separator: "\n").replacing("=\n", with: "")
    return decoded(joined, underscores: false)
  }

  private func decoded(_ text: String, underscores: Bool) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "="), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(underscores && byte == UInt8(ascii: "_") ? 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A header as a mail program reads it: encoded words undone, the space between them dropped.
  private func value(_ text: String, _ name: String) -> String? {
    let line = parts(text).head.first { $0.hasPrefix(name + ": ") }?.dropFirst(name.count + 2)
    return line.map { line in
      line.replacing("?= =?utf-8?q?", with: "").split(separator: "=?utf-8?q?").map { word in
        guard let end = word.firstRange(of: "?=") else { return String(word) }
        return decoded(String(word[..<end.lowerBound]), underscores: true) + word[end.upperBound...]
      }.joined()
    }
  }

  @Test("a whole piece of mail")
  func whole() throws {
    #expect(
      try mail().replacing("\r\n", with: "\n") == """
        From: rehearse <rehearse@localhost.invalid>
        To: Head of care
         <a@b.example>
        Subject: EXERCISE: Notification call
        Date: Sat, 21 Nov 2026 13:42:07 +0000
        Message-ID: <54.head-of-care@localhost.invalid>
        X-Rehearse-Event: 54
        Auto-Submitted: auto-generated
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Exercise only. This tests procedures, not people.

        Inspectors arrive on Monday.

        A rehearsal sent this. Do not answer it: nobody reads the address that it c=
        omes from.

        """)
  }

  /// Texts that try to be something else.
  static let hostile = [
    "a\r\nBcc: c@d", "a\nBcc: c@d", "a\rBcc: c@d", "a\r\n\r\nanother body", "a\u{0}b\u{1B}[2J",
    "a\u{2028}Bcc: c@d", "a\u{85}Bcc: c@d", "a\u{0B}b\u{0C}c", "=?utf-8?q?Bcc=3A?=", "=?x?=",
    "a: b",
    "<c@d>", "\"", "\\", "a, b; c", "a (b) c", "team: x, y;", "é", "言語", "👩‍👩‍👧", "\u{202E}a",
    "_", "=", "?", "  a  ", "", "\r\n", ".", "From x", ".\r\n.\r\n", "\t", "=20",
    String(repeating: "é", count: 120), String(repeating: "a", count: 400),
    String(repeating: ".", count: 200), String(repeating: "F", count: 200),
    String(repeating: " ", count: 200),
  ]

  @Test("no name, subject, text or id leaves its place", arguments: hostile.indices)
  func stays(_ which: Int) throws {
    let text = Self.hostile[which]
    let whole = try mail(name: text, subject: text, body: [text, text], id: text)
    let names = parts(whole).head.map { $0.prefix { $0 != ":" } }
    #expect(names == parts(try mail()).head.map { $0.prefix { $0 != ":" } })
    #expect(whole.utf8.allSatisfy { $0 == 0x0D || $0 == 0x0A || (0x20..<0x7F).contains($0) })
    let lines = whole.split(separator: "\r\n", omittingEmptySubsequences: false)
    // An id cannot be folded; RFC 5322 lets a line have 998.
    for line in lines {
      #expect(line.utf8.count <= (line.hasPrefix("Message-ID: ") ? 998 : 76), "\(line)")
      #expect(!line.hasSuffix(" ") && !line.contains("\n"), "\(line)")
    }
    #expect(!lines.contains { $0.hasPrefix(".") || $0.hasPrefix("From ") })
    #expect(value(whole, "Subject")?.hasPrefix("EXERCISE: ") == true)
    #expect(value(whole, "To")?.hasSuffix(" <a@b.example>") == true)
    #expect(body(whole).hasPrefix("Exercise only. "))
  }

  @Test(
    "what is written is what a mail program reads",
    arguments: [
      "Notification call", "Local offer – é", "言語の試験", "a: b, c; \"d\" <e>", "50% told?", "=?x?=",
      "a_b c", "o'brien", "👩‍👩‍👧 family",
    ])
  func round(_ text: String) throws {
    let whole = try mail(name: text, subject: text, body: [text + "\nsecond", "  x = y  "])
    #expect(value(whole, "Subject") == "EXERCISE: \(text)")
    #expect(value(whole, "To") == "\(text) <a@b.example>")
    #expect(body(whole).contains("\n\n\(text)\nsecond\n\n  x = y  \n\n"))
  }

  @Test("a long subject is cut, and says so")
  func long() throws {
    let subject = try #require(
      value(try mail(subject: String(repeating: "é ", count: 200)), "Subject"))
    #expect(subject.hasSuffix("…") && subject.count == "EXERCISE: ".count + 100)
  }

  @Test("a clock that is far out is still a date", arguments: [Int64.min, -1, 0, .max])
  func dates(_ microseconds: Int64) throws {
    let text = MailText(
      name: "a", address: .sender, subject: "a", body: [], event: 0, id: "a",
      date: WallMoment(microseconds: microseconds)
    ).text
    let date = try #require(value(text, "Date"))
    #expect(
      date.wholeMatch(of: /[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000/) != nil)
  }
}
