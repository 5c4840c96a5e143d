import RehearsalCore
import RehearsalFormats
import Testing

/// Ids: what is one, what is none, and how one is made from a title.
@Suite("Identifiers")
struct IdentifierTests {
  @Test(
    "letters, digits and hyphens, 1 to 48 of them",
    arguments: [
      "a", "0", "-", "p17", "head-of-service", "a--b", "-a-", String(repeating: "x", count: 48),
    ])
  func ids(_ text: String) {
    #expect(ID<Role>(text)?.text == text)
    #expect(ID<Role>(text: text)?.text() == text)
  }

  @Test(
    "no id",
    arguments: [
      "", " ", "A", "Head", "a b", "a_b", "a.b", "a/b", "é", "a\n", "a\u{0}", " a", "a ", "١",
      "a\u{301}", "role:a", "a,b", "\"a\"", String(repeating: "x", count: 49),
    ])
  func notIDs(_ text: String) {
    #expect(ID<Role>(text) == nil)
    #expect(ID<Role>(text: text) == nil)
  }

  @Test(
    "an id made from a title",
    arguments: [
      ("Director", "director"), ("Head of service", "head-of-service"),
      ("Director of children's services", "director-of-childrens-services"),
      ("  two   spaces  ", "two-spaces"), ("a/b & c", "a-b-c"), ("Already-an-id", "already-an-id"),
      ("A - B", "a-b"), ("--a--", "a"), ("Round 2 (of 3)", "round-2-of-3"), ("Café", "caf"),
      ("9 o'clock", "9-oclock"), ("'", nil), ("", nil), ("…", nil), ("—", nil), ("学校", nil),
      ("---", nil),
    ] as [(String, String?)])
  func titled(_ title: String, _ id: String?) {
    #expect(ID<Role>(titled: title)?.text == id)
  }

  @Test("a long title is cut to 48, and never ends in a hyphen")
  func long() {
    let words = ID<Role>(titled: String(repeating: "abc ", count: 40))
    #expect(words?.text == String(repeating: "abc-", count: 11) + "abc")
    #expect(ID<Role>(titled: String(repeating: "x", count: 99))?.text.count == 48)
  }

  @Test(
    "whatever the title, what is made of it is an id",
    arguments: [
      "İstanbul", "\u{212A}elvin", "ẞ", "Ǆ", "a\u{0}b", "\u{202E}abc", "👩‍🏫 class", "ﬁre",
    ])
  func strange(_ title: String) {
    if let made = ID<Role>(titled: title) { #expect(ID<Role>(made.text) == made) }
    #expect(title == "ẞ" || title == "Ǆ" || ID<Role>(titled: title) != nil)
  }

  @Test("the same id as one of another kind has the same text")
  func kinds() {
    let role = ID<Role>.known("director")
    #expect(role.as(Recipient.self).text == "director")
    #expect(role.as(Recipient.self).as(Role.self) == role)
    #expect("\(role)" == "director")
  }

  @Test("ids are ordered as their texts are")
  func order() {
    let ids = ["b", "a-b", "a", "10", "9"].compactMap { ID<Role>($0) }
    #expect(ids.sorted().map(\.text) == ["10", "9", "a", "a-b", "b"])
  }

  @Test("in JSON an id is its text")
  func json() throws {
    #expect(try CanonicalJSON.pretty([ID<Role>.known("director")]).contains("\"director\""))
  }
}
