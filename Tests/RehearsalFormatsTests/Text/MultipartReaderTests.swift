import RehearsalFormats
import Testing

/// What browsers send, what they might, and what nobody should.
@Suite("Forms with files")
struct MultipartReaderTests {
  private typealias Event = MultipartReader.Event

  private static let type = "multipart/form-data; boundary=--x"

  /// A body as a browser writes it, of whole parts: what stands before each, and its content.
  private func body(_ parts: (headers: String, content: String)...) -> String {
    parts.map { "----x\r\n\($0.headers)\r\n\r\n\($0.content)\r\n" }.joined() + "----x--\r\n"
  }

  private func field(_ name: String, _ value: String = "v") -> (String, String) {
    ("Content-Disposition: form-data; name=\"\(name)\"", value)
  }

  private func file(_ name: String, _ content: String = "c") -> (String, String) {
    ("Content-Disposition: form-data; name=\"f\"; filename=\"\(name)\"", content)
  }

  private func read(
    _ body: String, _ type: String = type, _ limits: MultipartReader.Limits = .init()
  ) throws(MultipartProblem) -> [Event] {
    var reader = try MultipartReader(contentType: type, limits)
    var events: [Event] = []
    try reader.feed(Array(body.utf8), into: &events)
    try reader.finish()
    return events
  }

  private func problem(
    _ body: String, _ limits: MultipartReader.Limits = .init()
  ) -> MultipartProblem? {
    do throws(MultipartProblem) {
      _ = try read(body, Self.type, limits)
      return nil
    } catch {
      return error
    }
  }

  @Test("a field, two files and a field for files in which none was chosen")
  func form() throws {
    let events = try read(
      """
      ------WebKitFormBoundaryAb1\r
      Content-Disposition: form-data; name="document"\r
      \r
      annex-a\r
      ------WebKitFormBoundaryAb1\r
      Content-Disposition: form-data; name="files"; filename="Rota – Mai.pdf"\r
      Content-Type: application/pdf\r
      \r
      %PDF\r
      ----almost\r
      ------WebKitFormBoundaryAb1\r
      content-disposition: form-data; filename=""; name="more"\r
      content-type: application/octet-stream\r
      \r
      \r
      ------WebKitFormBoundaryAb1\r
      Content-Disposition: form-data; name="files"; filename="empty"\r
      \r
      \r
      ------WebKitFormBoundaryAb1--\r

      """, "Multipart/Form-Data; charset=utf-8; Boundary=\"----WebKitFormBoundaryAb1\"")
    #expect(
      events == [
        .field(name: "document", value: "annex-a"),
        .file(field: "files", name: "Rota – Mai.pdf", type: "application/pdf"),
        .bytes(Array("%PDF\r\n----almost".utf8)), .fileEnd,
        .file(field: "files", name: "empty", type: nil), .fileEnd,
      ])
  }

  @Test("a form without a part brings nothing")
  func noParts() throws { #expect(try read("----x--") == []) }

  @Test(
    "names as different browsers write them",
    arguments: [
      ("a.pdf", "a.pdf"), ("%22a%22.pdf", "\"a\".pdf"), (#"\"a\".pdf"#, "\"a\".pdf"),
      (#"C:\Users\p\a.pdf"#, "a.pdf"), ("../../etc/passwd", "passwd"), ("a;b=c.pdf", "a;b=c.pdf"),
      ("a%0D%0Ab", "a%0D%0Ab"), ("100%.pdf", "100%.pdf"), ("👩‍👧.jpg", "👩‍👧.jpg"),
    ])
  func names(written: String, name: String) throws {
    let events = try read(body(file(written)))
    #expect(events.first == .file(field: "f", name: name, type: nil))
  }

  @Test("white space behind a boundary is put up with, as old gateways add it")
  func padding() throws {
    let padded = body(field("a")).replacing("----x\r\n", with: "----x \t\r\n")
    #expect(try read(padded) == [.field(name: "a", value: "v")])
  }

  @Test(
    "what says that it is something else, or not what divides it",
    arguments: [
      ("", MultipartProblem.otherType("")), ("text/plain", .otherType("text/plain")),
      ("multipart/form-data", .badBoundary), ("multipart/form-data;", .badBoundary),
      ("multipart/form-data; boundary=", .otherType("multipart/form-data; boundary=")),
      ("multipart/form-data; boundary=\"\"", .badBoundary),
      ("multipart/form-data; boundary=\"a \"", .badBoundary),
      ("multipart/form-data; boundary=\"a\r\nb\"", .badBoundary),
      ("multipart/form-data; boundary=\"ä\"", .badBoundary),
      ("multipart/form-data; boundary=a; boundary=b", .badBoundary),
      (
        "multipart/form-data; boundary=\"a",
        .otherType("multipart/form-data; boundary=\"a")
      ),
      ("multipart/form-data; boundary=" + String(repeating: "a", count: 71), .badBoundary),
      ("multipart/mixed; boundary=a", .otherType("multipart/mixed; boundary=a")),
    ])
  func otherTypes(type: String, problem: MultipartProblem) {
    #expect(throws: problem) { _ = try MultipartReader(contentType: type) }
  }

  @Test(
    "bodies that are not whole, or more than that",
    arguments: [
      ("", MultipartProblem.cutOff), ("----", .cutOff), ("----x", .cutOff), ("----x\r", .cutOff),
      ("----x\r\n", .cutOff), ("----x-", .cutOff), ("--x\r\n", .noBeginning), ("-", .cutOff),
      ("x", .noBeginning), ("\r\n----x--", .noBeginning), ("preamble\r\n----x--", .noBeginning),
      ("----xy\r\n", .badDelimiter), ("----x\n", .badDelimiter), ("----x\rx", .badDelimiter),
      ("----x -- \r\n", .badDelimiter), ("----x-x", .badDelimiter), ("----x --", .badDelimiter),
      ("----x--\r\nmore", .trailing), ("----x----x", .trailing), ("----x--\0", .trailing),
      ("----x\r\n\r\nv\r\n----x--", .noName),
    ])
  func broken(body: String, expected: MultipartProblem) { #expect(problem(body) == expected) }

  @Test("a body that breaks off anywhere is refused, but for its last line break")
  func brokenOff() {
    let whole = body(field("a"), file("b", "line\r\nline"), field("c", ""))
    for count in 0..<whole.utf8.count - 2 {
      #expect(problem(String(whole.utf8.prefix(count)) ?? "?") == .cutOff, "\(count)")
    }
    #expect(problem(String(whole.dropLast())) == nil)
  }

  @Test(
    "what stands before a part",
    arguments: [
      ("Content-Type: text/plain", MultipartProblem.noName),
      ("Content-Disposition: attachment; name=\"a\"", .noName),
      ("Content-Disposition: form-data", .noName), ("Content-Disposition:", .noName),
      ("Content-Disposition: form-data; filename=\"a\"", .noName),
      ("Content-Disposition: form-data; name=\"\"", .noName),
      ("Content-Disposition: form-data; name=\"a", .noName),
      ("Content-Disposition: form-data; name=\"a\"b", .noName),
      ("Content-Disposition: form-data; name = \"a\"", .noName),
      ("Content-Disposition : form-data; name=\"a\"", .badHeader),
      ("Content-Disposition; form-data; name=\"a\"", .badHeader),
      (": form-data", .badHeader), ("Content-Disposition", .badHeader),
      ("Content-Disposition: form-data;\r\n name=\"a\"", .badHeader),
      ("Content-Disposition: form-data; name=\"a\"\nX: y", .badHeader),
      ("Content-Disposition: form-data; name=\"a\rb\"", .badHeader),
      ("Content-Disposition: form-data; name=\"a\0\"", .badHeader),
      ("Content-Disposition: form-data; name=\"a\"; name=\"b\"", .headerTwice("name=")),
      (
        "Content-Disposition: form-data; name=\"a\"; filename=b; FileName=c",
        .headerTwice("filename=")
      ),
      (
        "Content-Disposition: form-data; name=a\r\ncontent-disposition: form-data; name=b",
        .headerTwice("Content-Disposition")
      ),
      (
        "Content-Disposition: form-data; name=a; filename*=UTF-8''a.pdf", .extendedName
      ),
      (
        "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64",
        .encoded("base64")
      ),
      ("Content-Disposition: form-data; name=a; filename=\"..\"", .badName),
      ("Content-Disposition: form-data; name=a; filename=\".\"", .badName),
      ("Content-Disposition: form-data; name=a; filename=\"b/\"", .badName),
      ("Content-Disposition: form-data; name=a; filename=\"b\u{202E}fdp.exe\"", .badName),
      ("Content-Disposition: form-data; name=\"a\u{85}\"", .badName),
      ("Content-Disposition: form-data; name=a; filename=\"\"", .unnamedFile("a")),
    ])
  func headers(headers: String, expected: MultipartProblem) {
    #expect(problem(body((headers, "v"))) == expected)
  }

  @Test("text that is no UTF-8, in a name and in a value")
  func notText() {
    func problem(_ bytes: [UInt8]) -> MultipartProblem? {
      do throws(MultipartProblem) {
        var reader = try MultipartReader(contentType: Self.type)
        var events: [Event] = []
        try reader.feed(bytes, into: &events)
        return nil
      } catch {
        return error
      }
    }
    let text = body(field("NAME", "VALUE"))
    func with(_ word: String) -> [UInt8] {
      let parts = text.split(separator: word, maxSplits: 1).map { Array($0.utf8) }
      return parts[0] + [0xC3, 0x28] + parts[1]
    }
    #expect(problem(with("NAME")) == .badName)
    #expect(problem(with("VALUE")) == .badText("NAME"))
  }

  @Test(
    "where any name of a file is taken, it comes as it was sent",
    arguments: [
      "../../etc/passwd", "..", "a/", "C:\\a\\b.pdf", "a\u{202E}fdp.exe", "%22a%22.pdf", "con",
      String(repeating: "n", count: 10_240),
    ])
  func anyName(_ name: String) throws {
    var limits = MultipartReader.Limits()
    limits.takesAnyFileName = true
    limits.fileName = 10_240
    limits.headers = 16_384
    let sent = name.replacing("%22", with: "\"")
    let events = try read(body(file(name.replacing("\\", with: "\\\\"))), Self.type, limits)
    #expect(
      events == [.file(field: "f", name: sent, type: nil), .bytes(Array("c".utf8)), .fileEnd])
    #expect(
      problem(body(file(name + "n")), limits) == (name.count < 10_240 ? nil : .nameTooLong(10_240)))
  }

  @Test("where any name of a file is taken, none is one too, and no text is mended")
  func noName() throws {
    var limits = MultipartReader.Limits()
    limits.takesAnyFileName = true
    #expect(
      try read(body(file("")), Self.type, limits)
        == [.file(field: "f", name: "", type: nil), .bytes(Array("c".utf8)), .fileEnd])
    #expect(try read(body(file("", "")), Self.type, limits) == [])
    var reader = try MultipartReader(contentType: Self.type, limits)
    var events: [Event] = []
    let parts = body(file("NAME")).split(separator: "NAME").map { Array($0.utf8) }
    try reader.feed(parts[0] + [0xC3, 0x28] + parts[1], into: &events)
    #expect(events.first == .file(field: "f", name: "\u{FFFD}(", type: nil))
    // A name of a field is still plain text, and a header is still a line.
    #expect(problem(body(field("a\u{202E}")), limits) == .badName)
    #expect(problem(body(file("a\0b")), limits) == .badHeader)
  }

  @Test("limits: as much is taken, one more is not")
  func limits() {
    var limits = MultipartReader.Limits()
    limits.parts = 2
    limits.name = 4
    limits.fileName = 6
    limits.value = 6
    limits.values = 8
    limits.file = 5
    limits.headers = 100
    func problem(_ parts: (String, String)...) -> MultipartProblem? {
      let text = parts.map { "----x\r\n\($0.0)\r\n\r\n\($0.1)\r\n" }.joined() + "----x--"
      return self.problem(text, limits)
    }
    #expect(problem(field("a"), field("b")) == nil)
    #expect(problem(field("a"), field("b"), field("c")) == .tooManyParts(2))
    #expect(problem(field("abcd")) == nil)
    #expect(problem(field("abcde")) == .nameTooLong(4))
    #expect(problem(field("a", "123456")) == nil)
    #expect(problem(field("a", "1234567")) == .valueTooLong("a", 6))
    #expect(problem(field("a", "1234"), field("b", "1234")) == nil)
    #expect(problem(field("a", "1234"), field("b", "12345")) == .valuesTooLong(8))
    #expect(problem(file("abcdef")) == nil)
    #expect(problem(file("abcdefg")) == .nameTooLong(6))
    #expect(problem(file("a", "12345")) == nil)
    #expect(problem(file("a", "123456")) == .fileTooLong("a", 5))
    let long = "X: " + String(repeating: "y", count: 200)
    #expect(problem((long, "v")) == .headersTooLong(100))
    let start = "Content-Disposition: form-data; name=a\r\nX: "
    let filled = start + String(repeating: "y", count: 96 - start.utf8.count)
    #expect(problem((filled, "v")) == nil)
    #expect(problem((filled + "y", "v")) == .headersTooLong(100))
  }

  @Test("headers without an end are given up at their limit, and not collected")
  func endlessHeaders() throws {
    var reader = try MultipartReader(contentType: Self.type)
    var events: [Event] = []
    #expect(throws: MultipartProblem.headersTooLong(8_192)) {
      try reader.feed(Array("----x\r\n".utf8), into: &events)
      for _ in 0..<9_000 { try reader.feed([UInt8(ascii: "a")], into: &events) }
    }
    #expect(events == [])
  }

  @Test("a problem stays, and what came before it stands")
  func staysFailed() throws {
    let whole = body(file("a", "content"), field("b"))
    var reader = try MultipartReader(contentType: Self.type)
    var events: [Event] = []
    let broken = Array(whole.utf8.dropLast(4)) + Array("?".utf8)
    #expect(throws: MultipartProblem.badDelimiter) { try reader.feed(broken, into: &events) }
    #expect(
      events == [
        .file(field: "f", name: "a", type: nil), .bytes(Array("content".utf8)), .fileEnd,
        .field(name: "b", value: "v"),
      ])
    #expect(throws: MultipartProblem.badDelimiter) {
      try reader.feed(Array("----x--".utf8), into: &events)
    }
    #expect(throws: MultipartProblem.badDelimiter) { try reader.finish() }
  }

  @Test("every problem has whole sentences that say what to do")
  func words() {
    let problems: [MultipartProblem] = [
      .otherType("text/plain"), .badBoundary, .noBeginning, .badDelimiter, .cutOff, .trailing,
      .headersTooLong(1), .badHeader, .headerTwice("a"), .noName, .badName, .nameTooLong(1),
      .extendedName, .unnamedFile("a"), .encoded("b"), .badText("a"), .tooManyParts(1),
      .valueTooLong("a", 1), .valuesTooLong(1), .fileTooLong("a", 1),
    ]
    for problem in problems {
      #expect(problem.words.hasSuffix("."))
      #expect(problem.words.split(separator: " ").count > 6)
    }
    #expect(Set(problems.map(\.words)).count == problems.count)
  }
}
