import Testing

@testable import RehearsalCore
@testable import RehearsalFormats

/// The envelope of a line, to the byte. The golden line's hash was made by another tool.
@Suite struct LogLineTests {
  static let golden =
    #"{"n":54,"b":[0,3],"id":"act-7","at":"2019-11-04T09:12:00","#
    + #""rec":"2026-11-21T08:12:33.123456Z","actor":"role:dcs/p17","cause":52,"#
    + #""type":"timeline.milestone-reached","v":1,"#
    + #""data":{"milestone":"notification","title":"The \"call\""},"#
    + #""prev":"00000000000000000000000000000000000000000000000000000000000000a9","#
    + #""h":"8bf0e6b2a1a633dbfe1a882b0123fe4e59b2c6e0dbbcc8064a154ca6a0277871"}"#

  private let new: NewEvent
  private let prev: LineHash
  private let h: LineHash

  init() throws {
    new = NewEvent(
      id: "act-7", at: try #require(Moment(text: "2019-11-04T09:12:00")),
      rec: try #require(WallMoment(text: "2026-11-21T08:12:33.123456Z")),
      actor: .role(try #require(ID("dcs")), seat: "p17"), cause: 52,
      payload: .event(
        MilestoneReached(milestone: try #require(ID("notification")), title: "The \"call\"")))
    prev = try #require(LineHash(String(repeating: "0", count: 62) + "a9"))
    h = try #require(
      LineHash("8bf0e6b2a1a633dbfe1a882b0123fe4e59b2c6e0dbbcc8064a154ca6a0277871"))
  }

  private func line(_ text: String) throws -> LogLine {
    let bytes = Array(text.utf8)
    return try LogLine.parse(bytes, bytes.indices).get()
  }

  @Test func writesTheGoldenLine() {
    var out: [UInt8] = []
    LogLine.write(new, n: 54, batch: Batch(index: 0, count: 3), prev: prev, to: &out)
    LogLine.finish(h, to: &out)
    #expect(String(decoding: out, as: UTF8.self) == Self.golden + "\n")
  }

  @Test func readsTheGoldenLine() throws {
    let text = "something before it\n" + Self.golden
    let bytes = Array(text.utf8)
    let line = try LogLine.parse(bytes, 20..<bytes.count).get()
    #expect(line.n == 54)
    #expect(line.batch == Batch(index: 0, count: 3))
    #expect(line.id(bytes) == new.id)
    #expect(line.at == new.at)
    #expect(line.rec == new.rec)
    #expect(line.actor(bytes) == new.actor)
    #expect(line.cause == 52)
    #expect(line.type(bytes) == "timeline.milestone-reached")
    #expect(line.has(type: MilestoneReached.name, bytes))
    #expect(!line.has(type: "timeline.milestone-reacheD", bytes))
    #expect(!line.has(type: "timeline", bytes))
    #expect(line.version == 1)
    #expect(line.prev == prev)
    #expect(line.h == h)
    #expect(line.range == 20..<bytes.count)
    let data = String(decoding: bytes[line.data], as: UTF8.self)
    #expect(data == #"{"milestone":"notification","title":"The \"call\""}"#)
    let ending = try #require(LogLine.ending(bytes, line.range))
    #expect(ending.covered == 20..<(bytes.count - LogLine.tail))
    #expect(ending.h == h)
  }

  @Test func readsWhatTheLineRecords() throws {
    let bytes = Array(Self.golden.utf8)
    let recorded = try line(Self.golden).recorded(bytes, .rehearsal).get()
    #expect(recorded.n == 54)
    #expect(recorded.stamp == Stamp(n: 54, at: new.at, actor: new.actor))
    let event = try #require(recorded.event as? MilestoneReached)
    #expect(event.title == "The \"call\"")
  }

  @Test(arguments: [
    (#""cause":52,"#, ""),
    (#""n":54,"b":[0,3]"#, #""n":1000000,"b":[255,256]"#),
    (#""id":"act-7""#, #""id":"step/a b {},[]:'~""#),
    ("2019-11-04T09:12:00", "2019-11-04T09:12:00.000001"),
    ("08:12:33.123456Z", "08:12:33Z"),
    ("role:dcs/p17", "role:dcs"), ("role:dcs/p17", "facilitator/p2"),
    ("role:dcs/p17", "inspector:lead/p40"), ("role:dcs/p17", "clock"), ("role:dcs/p17", "tool"),
    (#""v":1"#, #""v":12"#),
    (#"{"milestone":"notification","title":"The \"call\""}"#, "{}"),
    (#"{"milestone":"notification","title":"The \"call\""}"#, #"{"a":[{"b":"}]\\\"{"}]}"#),
  ])
  func readsAllThatMayStandInALine(_ part: String, _ other: String) throws {
    let text = Self.golden.replacing(part, with: other)
    #expect(text != Self.golden)
    let line = try line(text)
    #expect(line.range == 0..<text.utf8.count)
  }

  /// Text that is hard on a line: quotes, control characters, more than a byte a character.
  @Test(arguments: [
    "", "\"", "\\", "\n\r\t\u{0}\u{1F}", "}", "]},\"prev\":\"", "é ü ﬂ", "👩🏽‍🚒", "\u{7F}\u{2028}",
  ])
  func textGoesThereAndBack(_ title: String) throws {
    let event = MilestoneReached(milestone: try #require(ID("a")), title: title)
    let new = NewEvent(
      id: "a", at: self.new.at, rec: self.new.rec, actor: .tool, payload: .event(event))
    var bytes: [UInt8] = []
    LogLine.write(new, n: 0, batch: Batch(index: 0, count: 1), prev: .zero, to: &bytes)
    LogLine.finish(h, to: &bytes)
    #expect(bytes.count { $0 == 0x0A } == 1)
    let line = try LogLine.parse(bytes, 0..<bytes.count - 1).get()
    let recorded = try line.recorded(bytes, .rehearsal).get()
    #expect(recorded.event as? MilestoneReached == event)
    #expect(recorded.cause == nil)
  }

  // MARK: Bad lines

  /// A part of the golden line, what stands there instead, and what is then wrong first: the flaw
  /// and the byte, counted from the beginning of the part.
  private static let bad: [(String, String, LogLineProblem.Flaw, Int)] = [
    (#"{"n""#, #"["n""#, .expected(.n), 0),
    (#"{"n""#, #" {"n""#, .expected(.n), 0),
    (#"{"n""#, #"{ "n""#, .expected(.n), 1),
    (#"{"n""#, #"{"m""#, .expected(.n), 2),
    (":54,", ": 54,", .value(.n), 1), (":54,", ":-54,", .value(.n), 1),
    (":54,", ":054,", .value(.n), 1), (":54,", ":,", .value(.n), 1),
    (":54,", ":54.0,", .expected(.b), 3), (":54,", ":54e1,", .expected(.b), 3),
    (":54,", ":9007199254740993,", .value(.n), 1),
    (":54,", ":99999999999999999999,", .value(.n), 1),
    ("[0,3]", "[3,3]", .value(.b), 1), ("[0,3]", "[0,0]", .value(.b), 1),
    ("[0,3]", "[-1,3]", .value(.b), 1), ("[0,3]", "[0]", .value(.b), 1),
    ("[0,3]", "[0,3,4]", .expected(.id), 4), ("[0,3]", "[0, 3]", .value(.b), 1),
    ("[0,3]", "[00,3]", .value(.b), 1),
    ("act-7", "", .value(.id), 0), ("act-7", "act\\n7", .value(.id), 0),
    ("act-7", "äct", .value(.id), 0), ("act-7", "act\u{7F}", .value(.id), 0),
    ("act-7", String(repeating: "a", count: 65), .value(.id), 0),
    (#""id""#, #""ID""#, .expected(.id), 1),
    ("2019-11-04T09:12:00", "2019-11-04 09:12:00", .value(.at), 0),
    ("2019-11-04T09:12:00", "2019-11-04T09:12", .value(.at), 0),
    ("2019-11-04T09:12:00", "2019-11-04T09:12:00.10", .value(.at), 0),
    ("2019-11-04T09:12:00", "2019-11-04T09:12:00.", .value(.at), 0),
    ("2019-11-04T09:12:00", "2019-11-04T09:12:00.1234567", .value(.at), 0),
    ("2019-11-04T09:12:00", "2019-11-04T09:12:00Z", .value(.at), 0),
    ("2019-11-04T09:12:00", "2019-02-30T09:12:00", .value(.at), 0),
    ("2019-11-04T09:12:00", "day 2 10:15", .value(.at), 0),
    ("2026-11-21T08:12:33.123456Z", "2026-11-21T08:12:33.123456", .value(.rec), 0),
    ("2026-11-21T08:12:33.123456Z", "Z", .value(.rec), 0),
    ("2026-11-21T08:12:33.123456Z", "2026-11-21T08:12:33+00:00", .value(.rec), 0),
    ("role:dcs/p17", "role:Dcs/p17", .value(.actor), 0),
    ("role:dcs/p17", "role:dcs/", .value(.actor), 0),
    ("role:dcs/p17", "clock/p17", .value(.actor), 0),
    ("role:dcs/p17", "tool/", .value(.actor), 0),
    ("role:dcs/p17", "inspector:", .value(.actor), 0),
    ("role:dcs/p17", "nobody", .value(.actor), 0), ("role:dcs/p17", "", .value(.actor), 0),
    (":52,", ":54,", .value(.cause), 1), (":52,", ":55,", .value(.cause), 1),
    (":52,", ":null,", .value(.cause), 1), (":52,", ":\"52\",", .value(.cause), 1),
    (#""cause""#, #""Cause""#, .expected(.type), 1),
    ("timeline.milestone-reached", "timeline", .value(.type), 0),
    ("timeline.milestone-reached", "Timeline.milestone", .value(.type), 0),
    ("timeline.milestone-reached", ".milestone", .value(.type), 0),
    ("timeline.milestone-reached", "timeline.", .value(.type), 0),
    ("timeline.milestone-reached", "time line.a", .value(.type), 0),
    (#""v":1,"#, #""v":0,"#, .value(.v), 4), (#""v":1,"#, #""v":"1","#, .value(.v), 4),
    (#""v":1,"#, "", .expected(.v), 1),
    (#""data":{"#, #""data":["#, .value(.data), 7), (#""data":{"#, #""data":"#, .value(.data), 7),
    (#""data":{"#, #""data": {"#, .value(.data), 7),
    (#""data":{"#, #""data":{}{"#, .expected(.prev), 9),
    (#"call\""},"#, #"call\"},"#, .value(.data), -43),
    (#"call\""},"#, "call\t\\\"\"},", .value(.data), 4),
    (#"call\""},"#, #"call\""}},"#, .expected(.prev), 8),
    (#"call\""},"#, #"call\""},"x":{},"#, .expected(.prev), 10),
    (#"call\""},"#, #"call\""}"#, .expected(.prev), 8),
    ("a9\"", "A9\"", .value(.prev), -62), ("a9\"", "a\"", .value(.prev), -62),
    ("a9\"", "a9a\"", .expected(.h), 2),
    ("7871\"}", "787g\"}", .value(.h), -60), ("7871\"}", "787\"}", .value(.h), -60),
    ("7871\"}", "7871\"", .ending, 5), ("7871\"}", "7871", .ending, 4),
    ("7871\"}", "7871\"} ", .ending, 6), ("7871\"}", "7871\"}\n", .ending, 6),
    ("7871\"}", "7871\",\"c\":1}", .ending, 5), ("7871\"}", "7871\"}{", .ending, 6),
  ]

  @Test(arguments: bad.indices)
  func saysWhatIsWrongFirst(_ index: Int) throws {
    let (part, other, flaw, offset) = Self.bad[index]
    let place = try #require(Self.golden.firstRange(of: part), "\(part)")
    let text = Self.golden.replacingCharacters(place, with: other)
    let start = Self.golden.utf8.distance(
      from: Self.golden.startIndex, to: place.lowerBound)
    let bytes = Array(text.utf8)
    guard case .failure(let problem) = LogLine.parse(bytes, bytes.indices) else {
      Issue.record("read \(text)")
      return
    }
    #expect(problem == LogLineProblem(flaw, at: start + offset), "\(text)")
    #expect(!problem.words.isEmpty)
  }

  @Test func everyBeginningOfALineIsRefusedWhereItStops() {
    let bytes = Array(Self.golden.utf8)
    for end in 0..<bytes.count {
      guard case .failure(let problem) = LogLine.parse(bytes, 0..<end) else {
        Issue.record("read \(end) bytes")
        return
      }
      #expect(problem.offset <= end)
    }
  }

  @Test func aTooLongLineIsRefusedUnread() {
    let bytes = [UInt8](repeating: UInt8(ascii: "{"), count: LogLine.longest + 1)
    guard case .failure(let problem) = LogLine.parse(bytes, bytes.indices) else {
      Issue.record("read a line of brackets")
      return
    }
    #expect(problem == LogLineProblem(.tooLong, at: 0))
  }

  @Test(arguments: ["", "\"}", #","h":"00"}"#, "x"])
  func noEndingWhereALineDoesNotEnd(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(LogLine.ending(bytes, bytes.indices) == nil)
  }

  @Test(arguments: [
    ("a", true), ("step/notification", true), ("a b", true), ("~!#", true),
    (String(repeating: "a", count: 64), true), ("", false), ("é", false), ("a\"", false),
    ("a\\", false), ("a\n", false), (String(repeating: "a", count: 65), false),
  ])
  func whatMayBeAnID(_ text: String, _ may: Bool) {
    #expect(LogLine.isID(text) == may)
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, with other: String) -> String {
    String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }

  fileprivate func replacing(_ part: String, with other: String) -> String {
    firstRange(of: part).map { replacingCharacters($0, with: other) } ?? self
  }

  fileprivate func firstRange(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
