import RehearsalCore
import Testing

/// Ids where things are defined and where they are named: made from titles, found twice, leant on
/// and not there.
@Suite("The reader of nodes: ids and references")
struct IdentityReadingTests {
  /// Seats and what they answer for.
  private struct Household: Record {
    let roles: [Role]
    let things: [Thing]

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      roles = f.rows("roles", old?.roles, "Who lives here")
      things = f.rows("things", old?.things, "What there is to do")
    }
  }

  private struct Thing: Record, Kind {
    let text: String
    let id: ID<Thing>
    let owner: ID<Role>?
    let tells: [ID<Recipient>]

    static let kind = "thing"

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      text = f.one("text", old?.text, "What must be done")
      id = f.identity("id", old?.id, from: text, "Its short name")
      owner = f.maybe("owner", old?.owner, "Who does it")
      tells = f.list("tells", old?.tells, "Who hears of it")
    }
  }

  private func lines(_ yaml: String) -> [String] {
    SampleReading(Household.self, yaml: yaml).lines
  }

  @Test("an id is made from the title, and named from elsewhere in the file")
  func made() {
    let read = SampleReading(
      Household.self,
      yaml: """
        things:
          - text: Wash up
            owner: head-of-kitchen
            tells: [head-of-kitchen]
        roles:
          - title: Head of kitchen
        """)
    #expect(read.lines == [])
    #expect(read.record?.things.map(\.id) == [.known("wash-up")])
  }

  @Test("a title without a letter makes no id")
  func noIdentity() {
    #expect(
      lines("roles: [{title: '…'}]") == [
        #"S009 1:9 no id can be made from "…" | "#
          + "add id: with the id of a role: small letters, digits and hyphens, at most 48"
      ])
  }

  @Test("an empty title makes none either: no blank id escapes")
  func emptyTitle() {
    let read = SampleReading(Household.self, yaml: "roles: [{title: ''}]")
    #expect(
      read.lines == [
        #"S009 1:9 no id can be made from "" | "#
          + "add id: with the id of a role: small letters, digits and hyphens, at most 48"
      ])
    #expect(read.record == nil)
  }

  @Test("a missing title is one problem and not two, whatever the title is called")
  func missingTitle() {
    #expect(
      lines("roles: [{holder: p1}]") == [
        #"S004 1:9 "title" is missing | add title: What the role is called, such as "#
          + "Head of service"
      ])
    #expect(
      lines("things: [{tells: []}]") == [
        #"S004 1:10 "text" is missing | add text: What must be done"#
      ])
  }

  @Test("two of a kind with one id are one problem, even where they are of a wider kind as well")
  func duplicates() {
    #expect(
      lines("things:\n  - {text: a, id: one}\n  - {text: b}\n  - {text: c, id: one}") == [
        #"S012 4:19 another thing is called "one" already | "#
          + "give one of them another id; the first is on line 2"
      ])
    #expect(
      lines("roles:\n  - title: Director\n  - title: Director") == [
        #"S012 3:12 another role is called "director" already | "#
          + "give one of them another id; the first is on line 2"
      ])
  }

  @Test("things of different kinds may share an id")
  func kinds() {
    #expect(lines("roles: [{title: Cook}]\nthings: [{text: Cook}]") == [])
  }

  @Test("a reference to nothing offers the nearest id, with its line")
  func unknown() {
    #expect(
      lines("roles:\n  - title: Head of service\nthings:\n  - {text: a, owner: head-of-servce}")
        == [
          #"S014 4:22 no role is called "head-of-servce" | "#
            + #"did you mean "head-of-service" (line 2)?"#
        ])
    #expect(
      lines("roles:\n  - title: Cook\n  - title: Maid\nthings: [{text: a, owner: postman}]") == [
        #"S014 4:27 no role is called "postman" | use one of: cook, maid"#
      ])
    #expect(
      lines("things: [{text: a, owner: cook}]") == [
        #"S014 1:27 no role is called "cook" | there is no role yet: add one"#
      ])
  }

  @Test("of many that might be meant, eight are shown")
  func many() {
    let roles = (1...10).map { "{title: Role number \($0)}" }.joined(separator: ", ")
    #expect(
      lines("roles: [\(roles)]\nthings: [{text: a, owner: postman}]") == [
        #"S014 2:27 no role is called "postman" | use one of: "#
          + (1...8).map { "role-number-\($0)" }.joined(separator: ", ") + " and 2 more"
      ])
  }

  @Test("a role is a recipient, and each use of an unknown one is a problem of its own")
  func wider() {
    #expect(
      lines("roles: [{title: Cook}]\nthings: [{text: a, tells: [cook, maid, made]}]") == [
        #"S014 2:34 no role or group is called "maid" | use one of: cook"#,
        #"S014 2:40 no role or group is called "made" | use one of: cook"#,
      ])
  }

  @Test("an id that somebody got wrong is one problem, and what leans on it none")
  func attempted() {
    #expect(
      lines("roles: [{title: Cook, id: The Cook}]\nthings: [{text: a, owner: the-cook}]") == [
        #"S008 1:27 "The Cook" is not the id of a role: small letters, digits and hyphens, "#
          + "at most 48 | write the-cook"
      ])
    #expect(
      lines("roles: [{title: Cook, id: The Cook}]\nthings: [{text: a, tells: [the-cook]}]") == [
        #"S008 1:27 "The Cook" is not the id of a role: small letters, digits and hyphens, "#
          + "at most 48 | write the-cook"
      ])
  }

  @Test("a person is never looked up: names stand elsewhere")
  func people() {
    #expect(lines("roles: [{title: Cook, holder: p1, deputy: nobody-knows}]") == [])
  }
}
