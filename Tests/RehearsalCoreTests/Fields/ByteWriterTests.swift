import Testing

@testable import RehearsalCore

/// The canonical bytes of a payload. They are hashed, so none of this may ever change.
@Suite("The byte writer")
struct ByteWriterTests {
  @Test("every sort of field, in the order listed, without a space")
  func full() {
    #expect(
      Filler.fill(SampleRecord.self).0.json == """
        {"title":"words, \\"number\\" 2","id":"some-3","count":4,"level":5,"open":"yes",\
        "colour":"dark-blue","when":"2026-11-23T09:08:00","day":"2026-12-02","time":"09:10",\
        "length":"11m","due":"+12m","note":"words, \\"number\\" 13","owner":"some-14",\
        "names":["plain words 14","plain words 15"],"days":["2026-12-10","2026-12-11"],\
        "items":[{"title":"words, \\"number\\" 19","id":"some-20","share":21,\
        "tags":["plain words 21","plain words 22"]},{"title":"words, \\"number\\" 24",\
        "id":"some-25","share":26,"tags":["plain words 26","plain words 27"]}],\
        "rules":{"tries":29,"because":"words, \\"number\\" 30"}}
        """)
  }

  @Test("what is absent or empty is not written; a default is, and so is a part")
  func empty() {
    let (full, _) = Filler.fill(SampleRecord.self)
    let bare = SampleRecord(
      title: "", id: full.id, count: 0, level: 3, isOpen: false, colour: nil, when: full.when,
      day: nil, time: nil, length: .minutes(15), due: nil, note: nil, owner: nil, names: [],
      days: [], items: [], rules: SampleRules(tries: 2, because: nil))
    #expect(
      bare.json == """
        {"title":"","id":"some-3","count":0,"level":3,"open":"no",\
        "when":"2026-11-23T09:08:00","length":"15m","rules":{"tries":2}}
        """)
    #expect(SampleRecord.decoded(bare.json) == .success(bare))
  }

  @Test("a record without fields is two brackets")
  func nothing() {
    #expect(EndRehearsal().json == "{}")
    #expect(EndRehearsal.decoded("{}") == .success(EndRehearsal()))
  }

  @Test("an empty text is there, and not the same as none")
  func emptyText() {
    #expect(SmallRecord(count: 1, note: "").json == #"{"count":1,"note":""}"#)
    #expect(SmallRecord.decoded(#"{"count":1,"note":""}"#).map(\.note) == .success(""))
  }

  @Test("it appends to what is there already")
  func appends() {
    var writer = ByteWriter(appendingTo: Array("a,".utf8))
    writer.object(SmallRecord(count: 1, note: nil))
    writer.object(SmallRecord(count: 2, note: "b"))
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == #"a,{"count":1}{"count":2,"note":"b"}"#)
  }

  @Test(
    "the largest integers stay what they are",
    arguments: [Int.largest, -Int.largest, Int.largest - 1, 0, -1, 10])
  func integers(_ count: Int) {
    let record = SmallRecord(count: count, note: nil)
    #expect(record.json == "{\"count\":\(count)}")
    #expect(SmallRecord.decoded(record.json) == .success(record))
  }
}
