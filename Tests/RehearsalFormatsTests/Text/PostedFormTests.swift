import RehearsalCore
import RehearsalFormats
import Testing

/// Bodies as browsers post them, and as nobody's browser does.
@Suite("Posted forms")
struct PostedFormTests {
  private static let fields = Describer.describe(Tell.self)

  /// The fields as `name=text` and `name=[text text]`, or nothing where the body is no form.
  private func read(_ body: String) -> String? {
    PostedForm.node(body, Self.fields).map(shown)
  }

  private func shown(_ node: Node) -> String {
    guard case .map(let entries, _) = node else { return "no group: \(node.sort)" }
    return entries.map { "\($0.key.text)=\(words($0.value))" }.joined(separator: " ")
  }

  private func words(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): "'\(scalar.text)'"
    case .list(let items, _): "[" + items.map(words).joined(separator: " ") + "]"
    case .map: "a group"
    }
  }

  @Test(
    "a form becomes named values",
    arguments: [
      ("", ""),
      ("contact=cook", "contact='cook'"),
      ("contact=cook&about=call&via=deputy", "contact='cook' about='call' via='deputy'"),
      ("contact=&about=call&via", "about='call'"),
      ("&&contact=cook&", "contact='cook'"),
      ("a=b=c", "a='b=c'"),
      ("because=on+leave%2C+back+%C3%A9t%c3%a9", "because='on leave, back été'"),
      ("because=a%26b%3Dc%2Bd%25", "because='a&b=c+d%'"),
      ("because=line%0D%0Atwo", "because='line\r\ntwo'"),
      ("because=%22%3Cb%3E", "because='\"<b>'"),
      ("%63ontact=cook", "contact='cook'"),
      ("because=é", "because='é'"),
      ("=x", "='x'"),
    ])
  func fields(_ body: String, _ expected: String) {
    #expect(read(body) == expected)
  }

  @Test(
    "a field of several values takes a repeated name, commas, or both",
    arguments: [
      ("facts=a", "facts=['a']"),
      ("facts=a&facts=b", "facts=['a' 'b']"),
      ("facts=a%2Cb", "facts=['a' 'b']"),
      ("facts=a,+b+,c&facts=d", "facts=['a' 'b' 'c' 'd']"),
      ("facts=&facts=b", "facts=['b']"),
      ("facts=a,,b", "facts=['a' 'b']"),
      ("facts=+two++words+", "facts=['two words']"),
    ])
  func lists(_ body: String, _ expected: String) {
    #expect(read(body) == expected)
  }

  @Test("one value said twice is a list, for the reader to refuse")
  func twice() throws {
    #expect(read("contact=a&contact=b") == "contact=['a' 'b']")
    let node = try #require(PostedForm.node("contact=a&contact=b&about=c", Self.fields))
    let reading = Reading()
    _ = reading.read(Tell.self, from: node)
    #expect(
      reading.diagnostics.map(\.line) == [
        "S007 contact:1:1 expected the id of a role or group: small letters, digits and hyphens, "
          + "at most 48, "
          + "found a list"
      ])
  }

  @Test(
    "no form",
    arguments: [
      "a=%", "a=%4", "a=%zz", "a=%4g", "a=%g4", "a=%+1", "a=%-1", "a=%0x41", "a=% 1", "a=%%41",
      "%=a", "a=%C3", "a=%FF", "a=%ED%A0%80", "a=b&c=%", "a=%C3%28",
    ])
  func noForm(_ body: String) {
    #expect(read(body) == nil)
  }

  @Test("values that came beside files are read as those of any form")
  func besideFiles() {
    let values = [("contact", "cook"), ("facts", "a,b"), ("facts", "c"), ("via", "")]
    let node = PostedForm.node(values.map { (name: $0.0, value: $0.1) }, Self.fields)
    #expect(shown(node) == "contact='cook' facts=['a' 'b' 'c']")
    #expect(shown(node) == read("contact=cook&facts=a%2Cb&facts=c&via="))
  }
}
