import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// What was typed later than it happened: it counts from when it happened, and the log says both.
@Suite struct LateEntryTests {
  @Test func `A call typed late was told in time`() throws {
    let rehearsal = try SmallCouncil.rehearsal(
      SmallCouncil.called + ["day 1 09:50 dcs tells ad about call happened day 1 09:30"])
    let call = try #require(rehearsal.state[Communication.self].cascades.values.first)
    #expect(call.contacts[.known("ad")]?.told?.text() == "2026-11-23T09:30:00")
    #expect(rehearsal.events.last?.at.text() == "2026-11-23T09:50:00")
    #expect(rehearsal.events.last?.happened?.text() == "2026-11-23T09:30:00")
  }

  @Test func `A deadline met in time and typed late was not missed`() throws {
    let rehearsal = try SmallCouncil.rehearsal([
      "day 1 09:00 facilitator starts", "day 1 09:15 clock reaches notification",
      "day 2 12:00 clock passes rooms", "day 2 12:30 coord meets rooms happened day 2 11:50",
    ])
    let rows = try rehearsal.timelineBoard().rows(of: "timeline-deadlines")
    #expect(rows.first { $0[0] == "Rooms ready" }?[3] == "[done] Met")
  }

  @Test func `The line says first when it happened, and is read back so`() throws {
    let rehearsal = try SmallCouncil.rehearsal(
      SmallCouncil.called + ["day 1 09:50 dcs rings ad about call happened day 1 09:30"])
    let recorded = try #require(rehearsal.events.last)
    var bytes: [UInt8] = []
    PayloadCodec.write(recorded.payload, happened: recorded.happened, to: &bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix(#"{"happened":"2026-11-23T09:30:00","cascade":"call","#))
    let read = PayloadCodec.read(
      type: "communication.rung", version: 1, bytes, bytes.indices, .rehearsal)
    guard case .success(.event(let event)) = read else {
      Issue.record("\(read)")
      return
    }
    #expect(MemoryRehearsal.wire(event) == MemoryRehearsal.wire(try #require(recorded.event)))
  }

  @Test func `A line that holds nothing else is read back as well`() throws {
    let rehearsal = try SmallCouncil.rehearsal([
      "day 1 09:00 facilitator starts",
      "day 1 09:40 facilitator pauses happened day 1 09:30",
    ])
    let recorded = try #require(rehearsal.events.last)
    var bytes: [UInt8] = []
    PayloadCodec.write(recorded.payload, happened: recorded.happened, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"happened":"2026-11-23T09:30:00"}"#)
    let read = PayloadCodec.read(
      type: "timeline.paused", version: 1, bytes, bytes.indices, .rehearsal)
    guard case .success(.event) = read else {
      Issue.record("\(read)")
      return
    }
  }

  @Test(arguments: [
    #"{"happened":""}"#, #"{"happened":"yesterday"}"#, #"{"happened":"2026-11-23T09:30:00"#,
    #"{"happened":"2026-11-23T09:30:00"x}"#, #"{"happened":"2026-11-23T25:00:00"}"#,
  ])
  func `What is no moment is no late entry`(_ text: String) {
    let bytes = Array(text.utf8)
    let read = PayloadCodec.read(
      type: "timeline.paused", version: 1, bytes, bytes.indices, .rehearsal)
    if case .success = read { Issue.record("\(text) was read") }
  }

  @Test func `A script says it too, and gives the same again`() throws {
    let line = "day 1 09:50 dcs tells ad about call facts what happened day 1 09:30"
    let rehearsal = try SmallCouncil.rehearsal(SmallCouncil.called + [line])
    #expect(rehearsal.replay.script().last == line)
  }

  @Test(arguments: [
    ("dcs tells ad about call happened", "nothing stands behind"),
    ("dcs tells ad about call happened noon", "noon"),
    ("dcs tells ad about call hapened day 1 09:30", "hapened"),
    ("dcs tells ad about call happened day 1 09:30 happened day 1 09:31", "twice"),
  ])
  func `What is said wrongly is said so`(_ text: String, _ words: String) throws {
    let reader = try SmallCouncil.rehearsal().reader
    guard case .failure(let problems) = reader.read(text, at: .nowhere) else {
      Issue.record("\(text) was read")
      return
    }
    #expect(problems.diagnostics.contains { $0.message.contains(words) })
  }
}
