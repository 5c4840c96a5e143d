import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// Adding versions of documents and erasing them: what is taken, what is refused, who sees it.
@Suite("Documents are added and erased")
struct DocumentsAddedTests {
  private static let one = String(repeating: "1a", count: 32)
  private static let other = String(repeating: "2b", count: 32)

  private func rehearsal(_ lines: String...) throws -> MemoryRehearsal {
    var rehearsal = try MemoryRehearsal(
      yaml: SmallPlan.head + """
        documents:
          items:
            - {id: ld-01, title: Chart, owner: hos, approver: dcs}
            - {id: ld-02, title: Plan, owner: data}
        """)
    try rehearsal.play("day 1 09:00 facilitator starts")
    for line in lines { try rehearsal.play(line) }
    return rehearsal
  }

  private func add(_ document: String, _ hash: String, by who: String = "hos") -> String {
    "day 1 09:30 \(who) adds \(document) sha256 \"\(hash)\" bytes 12 file \"a chart.pdf\""
  }

  @Test("each new content is a new version, and the same again is none")
  func versions() throws {
    let played = try rehearsal(
      add("ld-01", Self.one), add("ld-01", Self.other, by: "dcs"), add("ld-01", Self.other))
    let versions = try #require(played.state[Documents.self].lines[.known("ld-01")]).versions
    #expect(versions.map { $0.sha256?.text } == [Self.one, Self.other])
    #expect(versions.map(\.name) == ["a chart.pdf", "a chart.pdf"])
    #expect(versions.map(\.by) == [.known("hos"), .known("dcs")])
  }

  @Test("somebody who goes back to what was there before adds it again")
  func back() throws {
    let played = try rehearsal(
      add("ld-01", Self.one), add("ld-01", Self.other), add("ld-01", Self.one))
    let versions = try #require(played.state[Documents.self].lines[.known("ld-01")]).versions
    #expect(versions.map { $0.sha256?.text } == [Self.one, Self.other, Self.one])
    #expect(versions.map(\.number) == [1, 2, 3])
  }

  @Test("a line of an older log, which names no other lines, is read as it was")
  func older() throws {
    let data = """
      {"document":"ld-01","title":"Chart","version":1,"sha256":"\(Self.one)","bytes":12,\
      "file":"a chart.pdf","roles":["hos","dcs"]}
      """
    let bytes = Array(data.utf8)
    let payload = try PayloadCodec.read(
      DocumentAdded.self, version: 1, bytes, 0..<bytes.count
    ).get()
    guard case .event(let event) = payload, let added = event as? DocumentAdded else {
      Issue.record("read as something else")
      return
    }
    #expect(added.same == [])
    #expect(added.roles == [.known("hos"), .known("dcs")])
  }

  @Test("the council sees that a document was added, the inspectorate does not")
  func audience() throws {
    let played = try rehearsal(add("ld-01", Self.one))
    let event = try #require(played.events.compactMap { $0.event as? DocumentAdded }.first)
    let audience = event.audience(played.state)
    for role in ["hos", "dcs", "data"] {
      let viewer = Viewer.role(try #require(ID(role)))
      #expect(audience.includes(viewer, played.state.parties))
    }
    #expect(audience == .council)
    #expect(audience.includes(.facilitator, played.state.parties))
    #expect(event.marks.count == 1)
  }

  @Test(
    "what is refused",
    arguments: [
      ("hos adds ld-03 sha256 \"H\" bytes 12 file \"a\"", "documents.document-unknown"),
      ("data adds ld-01 sha256 \"H\" bytes 12 file \"a\"", "documents.not-yours"),
      ("hos adds ld-01 sha256 \"H\" bytes 0 file \"a\"", "documents.empty"),
      ("hos adds ld-01 sha256 \"E\" bytes 12 file \"a\"", "documents.erased"),
      ("facilitator erases \"H\" because \"a name\"", "documents.content-unknown"),
      ("hos erases \"E\" because \"a name\"", "timeline.facilitator-only"),
    ])
  func refused(_ sentence: String, _ code: String) throws {
    var played = try rehearsal(
      add("ld-01", Self.other),
      "day 1 09:40 facilitator erases \"\(Self.other)\" because \"a name\"")
    let line =
      "day 1 09:50 "
      + sentence.replacing("\"H\"", with: "\"\(Self.one)\"")
      .replacing("\"E\"", with: "\"\(Self.other)\"")
    guard case .failure(let rejection) = try played.say(line) else {
      Issue.record("took \(line)")
      return
    }
    #expect(rejection.code == code)
    #expect(rejection.fix.hasSuffix(".") || rejection.fix.hasSuffix("?"))
    #expect(DocumentsRefusal.precedence.contains(code) || code.hasPrefix("timeline."))
  }

  @Test("erased twice is erased once, even after the end; and the board says so")
  func erased() throws {
    let erase = "day 1 09:40 facilitator erases \"\(Self.one)\" because \"a name\""
    var played = try rehearsal(add("ld-01", Self.one), "day 1 09:35 facilitator ends")
    guard case .failure(let ended) = try played.say(erase) else { return }
    #expect(ended.code == "timeline.ended")
    played = try rehearsal(add("ld-01", Self.one), erase, erase)
    #expect(played.events.filter { $0.event is DocumentErased }.count == 1)
    #expect(try played.list()[0] == "ld-01 1 [neutral] Erased")
  }

  @Test(
    "what is no hash",
    arguments: ["", "1a", String(repeating: "1A", count: 32), String(repeating: "g", count: 64)])
  func hashes(_ text: String) {
    #expect(ContentHash(text: text) == nil)
  }
}
