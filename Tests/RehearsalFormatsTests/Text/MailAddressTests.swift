import RehearsalCore
import RehearsalFormats
import Testing

/// What counts as exactly one plain address.
@Suite("Addresses of mail") struct MailAddressTests {
  @Test(
    "one plain mailbox",
    arguments: [
      "a@b.example", "first.last@council.example", "o'brien+exercise@children.council.example",
      "A_1-b@x-1.example", "root@localhost",
    ])
  func plain(_ text: String) {
    #expect(MailAddress(text)?.text == text)
  }

  static let refused = [
    "", " ", "a", "@", "a@", "@b", "a@b@c", "a@b,c@d", "a@b;c@d", "a@b c@d", " a@b", "a@b ",
    "a@b\n", "a@b\r\nBcc: c@d", "a\u{0}@b", "a@b\u{0}", "-a@b", "-oQ/tmp@b", "--@b", "a@-b",
    "a@b-", "a@b.-c", "a@.b", "a@b.", "a@b..c", ".a@b", "a.@b", "a..b@c", "<a@b>", "A <a@b>",
    "\"a\"@b", "\"a b\"@c", "a(b)@c", "team: a@b, c@d;", "a:b@c", "a%c@b", "c!a@b", "|cat@b",
    "/etc/passwd@b", "a@[127.0.0.1]", "a@b:25", "é@b.example", "a@é.example", "a@b\u{202E}c",
    "mailto:a@b", "a\\@b", "a@b,", ",a@b", "a@b\tc", "$(id)@b", "`id`@b", "a&b@c", "*@b",
    String(repeating: "a", count: 65) + "@b", "a@" + String(repeating: "b", count: 64),
    "a@" + Array(repeating: "bcdefgh", count: 40).joined(separator: "."),
  ]

  @Test(
    "anything that a program could take for more than that is refused", arguments: refused.indices)
  func isRefused(_ which: Int) {
    #expect(MailAddress(Self.refused[which]) == nil, "\(Self.refused[which].debugDescription)")
  }

  @Test("where a role stands in the place of an address, no mail can go")
  func nowhere() {
    #expect(MailAddress.nowhere(.known("head-of-care")).text == "head-of-care@localhost.invalid")
    #expect(MailAddress.sender.text.hasSuffix(".invalid"))
  }
}
