import Testing

@testable import RehearsalCore

/// The bytes of a log line's payload: what this tool writes is read on the fast path, what says
/// the same otherwise on the tolerant one, and what is not our JSON on neither.
@Suite("The fast reader")
struct FastReaderTests {
  private func fast<R: Record>(_ type: R.Type, _ json: String) -> R? {
    let bytes = Array(json.utf8)
    var reader = FastReader(bytes, 0..<bytes.count)
    return reader.whole(type)
  }

  private static let full = Filler.fill(SampleRecord.self).0

  @Test("what this tool writes is read on the fast path")
  func canonical() {
    #expect(fast(SampleRecord.self, Self.full.json) == Self.full)
    #expect(fast(SmallRecord.self, #"{"count":3}"#) == SmallRecord(count: 3, note: nil))
    #expect(
      fast(SmallRecord.self, #"{"count":-3,"note":"\"é\n\u0001"}"#)
        == SmallRecord(count: -3, note: "\"é\n\u{1}"))
  }

  @Test("every message's full bytes are read on the fast path", arguments: RecordType.events)
  func messages(_ message: RecordType) {
    func open<R: Record>(_ type: R.Type) -> (String?, String) {
      let written = Filler.fill(type).0.json
      return (fast(type, written)?.json, written)
    }
    let (read, written) = open(message.type)
    #expect(read == written)
  }

  @Test(
    "other bytes that say the same are read on the tolerant path, to the same record",
    arguments: [
      #"{"note":"a","count":3}"#,
      #" {"count":3,"note":"a"}"#,
      #"{"count":3,"note":"a"} "#,
      "{\n\t\"count\" : 3 ,\r\n\"note\": \"a\"\n}",
      #"{"c\u006funt":3,"note":"a"}"#,
    ])
  func tolerant(_ json: String) {
    #expect(fast(SmallRecord.self, json) == nil)
    #expect(SmallRecord.decoded(json) == .success(SmallRecord(count: 3, note: "a")))
  }

  @Test("a record within a longer text is read from its own range, and no further")
  func range() {
    let bytes = Array(#"xx{"count":3}yy"#.utf8)
    #expect(SmallRecord.decode(bytes, 2..<13) == .success(SmallRecord(count: 3, note: nil)))
    #expect(SmallRecord.decode(bytes, 2..<12).problem == "it is not a JSON object")
    #expect(SmallRecord.decode(bytes, 2..<14).problem == "it is not a JSON object")
    #expect(SmallRecord.decode(bytes, 1..<13).problem == "it is not a JSON object")
    #expect(SmallRecord.decode(bytes, 2..<2).problem == "it is not a JSON object")
  }

  @Test(
    "what is not one JSON object is refused",
    arguments: [
      "", "{", "}", "{}}", "{}{}", "{},", #"{"count":3}x"#, #"{"count":3},"#, #"{"count":3"#,
      #"{"count":3,}"#, #"{,"count":3}"#, #"{"count":3,,"note":"a"}"#, #"{"count" 3}"#,
      #"{"count":}"#, #"{count:3}"#, #"{'count':3}"#, #"{"count":3 "note":"a"}"#,
      #"{"count":3"note":"a"}"#, #"{"count":3,"note":"a}"#, #"{"count":3,"note":"\x"}"#,
      #"{"count":3,"note":"\ud800"}"#, #"{"count":3,"note":"\u12"}"#,
      "{\"count\":3,\"note\":\"a\nb\"}", "{\"count\":3,\"note\":\"a\u{0}\"}",
      #"{"count":3,"count":3}"#, #"{"count":3,"note":"a","note":"a"}"#, #"{"count":3;"note":"a"}"#,
    ])
  func notJSON(_ json: String) {
    #expect(fast(SmallRecord.self, json) == nil)
    #expect(SmallRecord.decoded(json).problem == "it is not a JSON object")
  }

  @Test(
    "JSON that is not this record is refused in words",
    arguments: [
      (#"{}"#, #""count" is missing"#),
      (#"{"note":"a"}"#, #""count" is missing"#),
      (#"{"count":3,"notes":"a"}"#, #"nothing here is called "notes""#),
      (#"{"count":3,"note":"a","extra":1}"#, #"nothing here is called "extra""#),
      (#"{"Count":3}"#, #"nothing here is called "Count""#),
      (#"{"count":"3"}"#, #""3" is not a whole number"#),
      (#"{"count":3.0}"#, #""3.0" is not a whole number"#),
      (#"{"count":3e2}"#, #""3e2" is not a whole number"#),
      (#"{"count":03}"#, #""03" is not a whole number"#),
      (#"{"count":-0}"#, #""-0" is not a whole number"#),
      (#"{"count":+3}"#, #""+3" is not a whole number"#),
      (#"{"count":9007199254740993}"#, #""9007199254740993" is not a whole number"#),
      (#"{"count":12345678901234567890}"#, #""12345678901234567890" is not a whole number"#),
      (#"{"count":true}"#, #""true" is not a whole number"#),
      (#"{"count":null}"#, #""null" is not a whole number"#),
      (#"{"count":[3]}"#, "expected a whole number, found a list"),
      (#"{"count":{}}"#, "expected a whole number, found a group of named values"),
      (#"{"count":3,"note":4}"#, #""4" is not text"#),
      (#"{"count":3,"note":true}"#, #""true" is not text"#),
      (#"{"count":3,"note":null}"#, #""null" is not text"#),
      (#"{"count":3,"note":["a"]}"#, "expected text, found a list"),
      ("[]", "expected named values here, found a list"),
      ("3", #"expected named values here, found "3""#),
      (#""count""#, #"expected named values here, found "count""#),
    ])
  func notThisRecord(_ json: String, _ words: String) {
    #expect(fast(SmallRecord.self, json) == nil)
    #expect(SmallRecord.decoded(json).problem == words)
  }

  @Test(
    "lists and rows must be well made",
    arguments: [
      #"["a" "b"]"#, #"["a""b"]"#, #"["a",]"#, #"[,"a"]"#, #"["a","b""#, #"["a","b"}"#, "[,]",
    ])
  func lists(_ list: String) {
    let item = #"{"title":"t","id":"i","share":1,"tags":\#(list)}"#
    #expect(fast(SampleItem.self, item) == nil)
    #expect(SampleItem.decoded(item).problem == "it is not a JSON object")
  }

  @Test(
    "a list of the wrong sort is refused in words",
    arguments: [
      (#""tags":"a""#, #""tags" takes a list, found "a""#),
      (#""tags":null"#, #""tags" takes a list, found "null""#),
      (#""tags":[1]"#, #""1" is not text"#),
      (#""tags":[["a"]]"#, "expected text, found a list"),
      (#""tags":{"a":"b"}"#, #""tags" takes a list, found a group of named values"#),
    ])
  func wrongLists(_ field: String, _ words: String) {
    let item = #"{"title":"t","id":"i","share":1,\#(field)}"#
    #expect(SampleItem.decoded(item).problem == words)
  }

  @Test("rows cannot be fetched from a table: a log has no files beside it")
  func tables() {
    let json = Self.full.json.replacing(/"items":\[.*?\}\]/, with: #""items":"items.csv""#)
    #expect(json.contains(#""items":"items.csv""#))
    #expect(SampleRecord.decoded(json).problem?.contains("items.csv") == true)
  }

  @Test("an empty list is not written, and read where another tool wrote it")
  func emptyList() {
    let json = #"{"title":"t","id":"i","share":1,"tags":[]}"#
    #expect(SampleItem.decoded(json).map(\.tags) == .success([]))
    #expect(SampleItem.decoded(json).map(\.json) == .success(#"{"title":"t","id":"i","share":1}"#))
  }

  @Test("nothing nested deeper than 64 is looked into")
  func depth() {
    func nested(_ depth: Int) -> String {
      #"{"count":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        + "}"
    }
    #expect(SmallRecord.decoded(nested(60)).problem == "expected a whole number, found a list")
    #expect(SmallRecord.decoded(nested(65)).problem == "it is not a JSON object")
    #expect(SmallRecord.decoded(nested(100_000)).problem == "it is not a JSON object")
  }
}
