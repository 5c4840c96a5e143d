import RehearsalCore
import RehearsalFormats
import Testing

/// YAML as a tree of raw scalars with marks, and whatever cannot be one.
@Suite("YAML")
struct YAMLTests {
  /// The tree as one line, `key@line:column=value`, or each problem as one line.
  private func read(_ text: String) -> [String] {
    switch YAML.read(text, file: "") {
    case .success(let node): [words(node)]
    case .failure(let problems): problems.diagnostics.map(\.line)
    }
  }

  private func words(_ node: RehearsalCore.Node) -> String {
    switch node {
    case .scalar(let scalar): words(scalar)
    case .list(let items, let place):
      "\(place.line):\(place.column)[" + items.map(words).joined(separator: " ") + "]"
    case .map(let entries, let place):
      "\(place.line):\(place.column){"
        + entries.map { "\(words($0.key))=\(words($0.value))" }.joined(separator: " ") + "}"
    }
  }

  private func words(_ scalar: RehearsalCore.Node.Scalar) -> String {
    let text = scalar.quoted ? "\"\(scalar.text)\"" : scalar.text
    return "\(scalar.place.line):\(scalar.place.column)+\(scalar.place.length):\(text)"
  }

  @Test("each value has the mark of its first character and its length")
  func marks() {
    let text = """
      # A remark.
      title: One  # and more
      list:
        - é: [x, yy]
          "b c": 'quoted'
      """
    #expect(
      read(text) == [
        "2:1{2:1+5:title=2:8+3:One 3:1+4:list=4:3[4:5{4:5+1:é=4:8[4:9+1:x 4:12+2:yy] "
          + "5:5+5:\"b c\"=5:12+8:\"quoted\"}]}"
      ])
  }

  @Test(
    "what YAML would make a number, a truth or a date of stays the text that was written",
    arguments: [
      "17:05", "no", "yes", "on", "off", "true", "007", "1e3", "0x10", "1_000", "1.50", ".inf",
      "2026-11-23", "2026-11-23 09:15", "+90m", "12:30:45", "0o7", "NaN", "-x", "Null", "NULL",
    ])
  func raw(_ text: String) {
    #expect(read("a: \(text)") == ["1:1{1:1+1:a=1:4+\(text.count):\(text)}"])
  }

  @Test("nothing is nothing: an empty value, a tilde, null; in quotes it is a text")
  func absent() {
    for text in ["a:", "a: ~", "a: null", "a: # remark"] {
      guard case .success(let node) = YAML.read(text, file: "") else {
        Issue.record("\(text) is not read")
        continue
      }
      #expect(node["a"]?.isAbsent == true, "\(text)")
    }
    for text in ["a: ''", "a: \"\"", "a: '~'", "a: 'null'"] {
      guard case .success(let node) = YAML.read(text, file: "") else { continue }
      #expect(node["a"]?.isAbsent == false, "\(text)")
    }
  }

  @Test("text of several lines is one value, pointed at where it begins")
  func blocks() {
    #expect(
      read("a: >-\n  one\n  two\nb: |\n  one\n  two\nc: one\n  two") == [
        "1:1{1:1+1:a=1:4+9:\"one two\" 4:1+1:b=4:4+1:\"one\ntwo\n\" 7:1+1:c=7:4+7:one two}"
      ])
  }

  @Test("an alias is what it stands for, and a file may begin with a byte order mark")
  func aliases() {
    #expect(read("a: &x [1]\nb: *x") == ["1:1{1:1+1:a=1:4[1:8+1:1] 2:1+1:b=1:4[1:8+1:1]}"])
    #expect(read("\u{FEFF}a: 1").count == 1)
    #expect(read("\u{FEFF}a: 1").first?.contains("a=") == true)
  }

  @Test("lines may end as they do on Windows")
  func windows() {
    #expect(read("a: 1\r\nb:\r\n  - 2\r\n") == read("a: 1\nb:\n  - 2\n"))
  }

  @Test(
    "no YAML, with the place",
    arguments: [
      ("", "S001 1:1 the file is empty"),
      ("\n\n", "S001 1:1 the file is empty"),
      ("# only a remark\n", "S001 1:1 the file is empty"),
      ("a:\n\tb: 1", "S001 2:1 a value cannot begin with this character"),
      ("a: 1\n\t", "S001 2:1 found a tab character that violates indentation"),
      ("a: -", "S001 1:4 block sequence entries are not allowed in this context"),
      ("title: a: b", "S001 1:9 a second colon stands here, where only a value may"),
      ("a: \"x", "S001 1:4 the quotes that open here are never closed"),
      (
        "a: [1, 2\nb: 3",
        "S001 1:4 the brackets that open here are never closed, or a comma is missing in them"
      ),
      ("a:\n   b: 1\n  c: 2", "S001 3:3 this does not line up with the names above"),
      ("a: @x", "S001 1:4 a value cannot begin with this character"),
      ("a: `x`", "S001 1:4 a value cannot begin with this character"),
      ("a: *nobody", "S001 1:4 a star stands here, and nothing above bears that name"),
      ("&a [*a]", "S001 1:5 a star stands here, and nothing above bears that name"),
      ("a: 1\n---\nb: 2", "S001 2:1 a second document begins here"),
      ("a: 1\n- b", "S001 2:1 this does not line up with the names above"),
      ("%TAG ! x", "S001 2:1 something stands here after the end"),
      ("a: \"\\q\"", "S001 1:5 found unknown escape character"),
      ("a: !!x y z: 1", "S001 1:11 a second colon stands here, where only a value may"),
    ])
  func notYAML(_ text: String, _ line: String) {
    #expect(read(text) == [line])
  }

  @Test("a control character makes the whole file unreadable, and nothing of it is shown")
  func control() {
    #expect(read("a: \u{1}") == ["S001 1:4 this character cannot stand in a text"])
    #expect(read("a: \u{1B}[2J") == ["S001 1:4 this character cannot stand in a text"])
  }

  @Test("a name twice in one group is refused; in two groups it is not")
  func duplicates() {
    #expect(read("a: 1\nb: 2\na: 3") == [#"S002 1:1 "a" stands here twice"#])
    #expect(read("a:\n  b: 1\n  c: 2\n  b: 3") == [#"S002 2:3 "b" stands here twice"#])
    #expect(read("a: {b: 1, b: 2}") == [#"S002 1:5 "b" stands here twice"#])
    #expect(read("- {a: 1}\n- {a: 2}").first?.hasPrefix("1:1[") == true)
  }

  @Test("a list or a group as a name is a name that nothing reads")
  func complexKeys() {
    #expect(read("? [a]\n: b").first?.contains("(a list or a group)=") == true)
  }
}
