import Testing

@testable import RehearsalCore

/// Text as JSON has it, both ways, and JSON as a tree.
@Suite("JSON text and nodes")
struct JSONNodeTests {
  private func written(_ text: String) -> String {
    var out: [UInt8] = []
    JSONText.write(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private func read(_ json: String) -> String? {
    let bytes = Array(json.utf8)
    guard let (text, after) = JSONText.read(bytes, from: 0, to: bytes.count),
      after == bytes.count
    else { return nil }
    return String(validating: text, as: UTF8.self)
  }

  @Test(
    "what must be escaped is, and nothing else",
    arguments: [
      ("", #""""#), ("a", #""a""#), ("\"", #""\"""#), ("\\", #""\\""#), ("/", #""/""#),
      ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{8}\u{C}\u{1F}", #""\u0000\u0008\u000c\u001f""#),
      ("\u{7F}", "\"\u{7F}\""), ("é’…", #""é’…""#), ("👩‍🏫", #""👩‍🏫""#),
      ("\u{2028}\u{FEFF}", "\"\u{2028}\u{FEFF}\""), ("\r\n", #""\r\n""#), (#"\n"#, #""\\n""#),
    ])
  func escapes(_ text: String, _ json: String) {
    #expect(written(text).unicodeScalars.elementsEqual(json.unicodeScalars))
    #expect(read(json)?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
  }

  @Test("every character of the first plane, and some beyond, comes back as it was")
  func everyScalar() {
    var failures: [String] = []
    for value in Array(0...UInt32(0xFFFF)) + [0x10000, 0x1F600, 0x10FFFF] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a\(Character(scalar))b"
      guard let back = read(written(text)), back.utf8.elementsEqual(text.utf8) else {
        failures.append(String(value, radix: 16))
        continue
      }
    }
    #expect(failures == [])
  }

  @Test(
    "escapes that another tool may have written are understood",
    arguments: [
      (#""\/""#, "/"), (#""\b\f""#, "\u{8}\u{C}"), (#""\u0041""#, "A"), (#""\u00e9""#, "é"),
      (#""\u00E9""#, "é"), (#""\ud83d\ude00""#, "😀"), (#""\uD83D\uDE00""#, "😀"),
      (#""\ufffd""#, "\u{FFFD}"), (#""\u0000""#, "\u{0}"),
    ])
  func otherEscapes(_ json: String, _ text: String) {
    #expect(read(json) == text)
  }

  @Test(
    "no text in quotes",
    arguments: [
      "", "\"", "a", "'a'", "\"a", "a\"", #""\""#, #""\"#, #""\x""#, #""\U0041""#, #""\u""#,
      #""\u004""#, #""\u004g""#, #""\u+041""#, #""\u00 1""#, #""\ud83d""#, #""\ud83d\""#,
      #""\ud83d\u""#, #""\ud83d\u0041""#, #""\ud83da""#, #""\ude00""#, #""\ude00\ud83d""#,
      #""\ud83d\ud83d""#, "\"\n\"", "\"\t\"", "\"\u{0}\"", "\"a\u{1F}\"",
    ])
  func notText(_ json: String) {
    #expect(read(json) == nil)
  }

  @Test("reading stops at the end it was given, even where the text goes on")
  func end() {
    let bytes = Array(#""abc\u0041""#.utf8)
    for end in 0..<bytes.count {
      #expect(JSONText.read(bytes, from: 0, to: end) == nil)
    }
    #expect(JSONText.read(bytes, from: 0, to: bytes.count)?.after == bytes.count)
  }

  @Test("bytes that are no UTF-8 make no node")
  func notUTF8() {
    let bytes = Array("{\"a\":\"".utf8) + [0xC3] + Array("\"}".utf8)
    #expect(JSONNode.parse(bytes, 0..<bytes.count) == nil)
    #expect(SmallRecord.decoded(bytes).problem == "it is not a JSON object")
  }

  @Test("a tree knows text from numbers, and keeps the order of names")
  func tree() {
    let bytes = Array(#" { "b" : [ "3" , 3, -1.5e2, true, null ] , "a" : { } } "#.utf8)
    guard case .map(let entries, _)? = JSONNode.parse(bytes, 0..<bytes.count),
      case .list(let items, _)? = entries.first?.value
    else {
      Issue.record("no tree")
      return
    }
    #expect(entries.map(\.key.text) == ["b", "a"])
    let scalars = items.compactMap { item -> String? in
      guard case .scalar(let scalar) = item else { return nil }
      return (scalar.quoted ? "text " : "bare ") + scalar.text
    }
    #expect(scalars == ["text 3", "bare 3", "bare -1.5e2", "bare true", "bare null"])
  }

  @Test(
    "no tree",
    arguments: [
      "", " ", "{", "[", "]", "{]", "[}", "[1 2]", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{a:1}",
      "{\"a\":1,}", "{\"a\":1 \"b\":2}", "1 2", "[1]]", "{}{}", "{\"a\":1,\"a\":2}", "é",
      "{\"a\":1\u{0}}", "[\"a\":1]", "// a\n1", ",", "[1,,2]",
    ])
  func noTree(_ json: String) {
    let bytes = Array(json.utf8)
    #expect(JSONNode.parse(bytes, 0..<bytes.count) == nil)
  }
}
