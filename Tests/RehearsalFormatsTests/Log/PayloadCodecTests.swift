import Testing

@testable import RehearsalCore
@testable import RehearsalFormats

@Suite struct PayloadCodecTests {
  private func read(
    _ type: String, version: Int = 1, _ data: String
  ) -> Result<RecordedEvent.Payload, PayloadProblem> {
    let bytes = Array(data.utf8)
    return PayloadCodec.read(type: type, version: version, bytes, bytes.indices, .rehearsal)
  }

  private func written(_ payload: RecordedEvent.Payload) -> String {
    var out = Array("before ".utf8)
    PayloadCodec.write(payload, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  @Test func anEventGoesThereAndBack() throws {
    let event = MilestoneReached(milestone: try #require(ID("sent")), title: "It was sent")
    let payload = RecordedEvent.Payload.event(event)
    #expect(PayloadCodec.type(of: payload) == "timeline.milestone-reached")
    #expect(PayloadCodec.version(of: payload) == 1)
    let data = #"{"milestone":"sent","title":"It was sent"}"#
    #expect(written(payload) == "before " + data)
    guard case .event(let back) = try read("timeline.milestone-reached", data).get() else {
      Issue.record("not an event")
      return
    }
    #expect(back as? MilestoneReached == event)
  }

  @Test func anEventWithoutFieldsIsAnEmptyObject() throws {
    #expect(written(.event(RehearsalEnded())) == "before {}")
    guard case .event(let back) = try read("timeline.ended", "{}").get() else {
      Issue.record("not an event")
      return
    }
    #expect(back is RehearsalEnded)
  }

  @Test func theFirstLineGoesThereAndBack() throws {
    let opened = LogOpened(
      format: 1, tool: "rehearse 1.0", scenario: try #require(ID("demo")), scenarioHash: "ab")
    let payload = RecordedEvent.Payload.opened(opened)
    #expect(PayloadCodec.type(of: payload) == "log.opened")
    #expect(PayloadCodec.version(of: payload) == 1)
    let data = #"{"format":1,"tool":"rehearse 1.0","scenario":"demo","scenario-hash":"ab"}"#
    #expect(written(payload) == "before " + data)
    guard case .opened(let back) = try read("log.opened", data).get() else {
      Issue.record("not the first line")
      return
    }
    #expect(back == opened)
  }

  @Test(arguments: [
    ("galaxy.exploded", 1), ("timeline.ended", 2), ("log.opened", 2), ("log.recovered", 2),
  ])
  func whatNobodyKnowsIsKeptToTheByte(_ type: String, _ version: Int) throws {
    let data = #"{"b": [1, {"a":"\u00e9"}] }"#
    let payload = try read(type, version: version, data).get()
    guard case .unknown(type, version, let bytes) = payload else {
      Issue.record("understood \(type)")
      return
    }
    #expect(bytes == Array(data.utf8))
    #expect(written(payload) == "before " + data)
    #expect(PayloadCodec.type(of: payload) == type)
    #expect(PayloadCodec.version(of: payload) == version)
  }

  /// Other tools may have written the line: order and spacing are not what makes it right.
  @Test func orderAndSpacesDoNotMatter() throws {
    let data = #"{ "title" : "It was sent", "milestone":"sent" }"#
    guard case .event(let back) = try read("timeline.milestone-reached", data).get() else {
      Issue.record("not an event")
      return
    }
    #expect((back as? MilestoneReached)?.title == "It was sent")
  }

  @Test(arguments: [
    ("timeline.milestone-reached", "{}"),
    ("timeline.milestone-reached", #"{"milestone":"Sent","title":"a"}"#),
    ("timeline.milestone-reached", #"{"milestone":"sent","title":"a","more":1}"#),
    ("timeline.milestone-reached", #"{"milestone":"sent","title":["a"]}"#),
    ("timeline.milestone-reached", #"{"milestone":"sent","title":"a"]"#),
    ("timeline.milestone-reached", #"{"milestone":"sent","milestone":"sent","title":"a"}"#),
    ("timeline.ended", #"{"a":}"#), ("timeline.ended", "[]"), ("timeline.ended", ""),
    ("log.opened", "{}"), ("galaxy.exploded", #"{"a":}"#), ("galaxy.exploded", "{]"),
    ("galaxy.exploded", "[]"), ("galaxy.exploded", #"{"a":"\x"}"#),
    ("galaxy.exploded", #"{"a":1,"a":1}"#), ("galaxy.exploded", "{} {}"),
  ])
  func saysWhatIsWrong(_ type: String, _ data: String) {
    guard case .failure(let problem) = read(type, data) else {
      Issue.record("read \(data)")
      return
    }
    #expect(!problem.words.isEmpty)
  }
}
