import RehearsalFormats
import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

@Suite struct LogVerifierTests {
  private let sample: SampleLog

  init() throws { sample = try SampleLog() }

  @Test(arguments: [
    (LogLimit.end, 7), (.event(7), 7), (.event(100), 7), (.event(3), 3), (.event(0), 0),
    (.event(-1), -1),
  ])
  func readsUpToAnEvent(_ limit: LogLimit, _ last: Int) throws {
    var numbers: [Int] = []
    try LogVerifier(sample.folder).lines(upTo: limit) { line, _ in numbers.append(line.n) }
    #expect(numbers == Array(0..<last + 1))
  }

  @Test(arguments: [(0, 0), (1, 1), (2, 4), (3, 5), (4, 7), (99, 7)])
  func readsUpToAMoment(_ minute: Int, _ last: Int) throws {
    var numbers: [Int] = []
    let limit = LogLimit.moment(try SampleLog.moment(minute))
    try LogVerifier(sample.folder).events(.rehearsal, upTo: limit) { numbers.append($0.n) }
    #expect(numbers == Array(0...last))
  }

  @Test func whatTheCallerThrowsStopsTheReading() throws {
    var count = 0
    let thrown = problem {
      try LogVerifier(sample.folder).lines { _, _ throws(StorageProblem) in
        count += 1
        throw .badName("stop")
      }
    }
    #expect(thrown == .badName("stop"))
    #expect(count == 1)
  }

  /// Longer than what is read in one go, so that lines and batches lie across the borders.
  @Test func aLongLogIsReadInPieces() throws {
    let log = try LogFile.open(sample.folder, forWriting: true)
    let long = String(repeating: "é", count: 3_000)
    for round in 0..<4 {
      try log.transact { _ in
        try (0..<30).map { try SampleLog.act("act-\(round)-\($0)", events: 7, title: long) }
      }
    }
    #expect(log.head.size > 4 << 20)
    let report = try LogVerifier(sample.folder).verify()
    #expect(report.damages.isEmpty)
    #expect(report.lines == 8 + 840)
    #expect(report.head == log.head)
    var numbers: [Int] = []
    try LogVerifier(sample.folder).events(.rehearsal) { recorded in
      numbers.append(recorded.n)
      guard recorded.n > 7 else { return }
      #expect((recorded.event as? MilestoneReached)?.title == long)
    }
    #expect(numbers == Array(0..<848))
    try LogFile.open(sample.folder, forWriting: true).transact { suffix in
      #expect(suffix.lines.count == 848)
      return []
    }
  }

  @Test func aLineLongerThanAnyIsNotReadWhole() throws {
    let long = [UInt8](repeating: UInt8(ascii: "a"), count: LogLine.longest + (2 << 20))
    try sample.replace(sample.bytes + long)
    let report = try LogVerifier(sample.folder).verify()
    #expect(report.damages.map(\.place) == ["events.jsonl:9 unreadable"])
    #expect(report.head?.n == 7)
  }

  // MARK: The head

  @Test(arguments: [
    "", "\n", "12", "0 0 \n", "1 2 3\n", "garbage that somebody left here and that is long\n",
    String(repeating: "9", count: 500),
  ])
  func aTornHeadBoundsNothing(_ text: String) throws {
    try sample.temporary.write(Array(text.utf8), to: "events.head")
    let report = try LogVerifier(sample.folder).verify()
    #expect(report.damages.isEmpty)
    #expect(report.stored == .unreadable)
    let log = try LogFile.open(sample.folder, forWriting: true)
    try log.transact { _ in [try SampleLog.act("after")] }
    #expect(LogHead(try sample.temporary.read("events.head")) == log.head)
    #expect(try LogVerifier(sample.folder).verify().stored == .present(log.head))
  }

  @Test func anOlderHeadIsTrueToo() throws {
    let head = try sample.temporary.read("events.head")
    let log = try LogFile.open(sample.folder, forWriting: true)
    try log.transact { _ in [try SampleLog.act("after")] }
    try sample.temporary.write(head, to: "events.head")
    #expect(try LogVerifier(sample.folder).verify().damages.isEmpty)
    try LogFile.open(sample.folder, forWriting: true).transact { suffix in
      #expect(suffix.lines.count == 9)
      return []
    }
  }

  @Test func noHeadIsNoDamage() throws {
    try sample.temporary.remove("events.head")
    let report = try LogVerifier(sample.folder).verify()
    #expect(report.damages.isEmpty)
    #expect(report.stored == .absent)
  }

  /// A log that was written anew with right hashes still differs from what the head saw.
  @Test func aHeadThatSawAnotherLogIsFound() throws {
    let head = try #require(LogHead(try sample.temporary.read("events.head")))
    let others = [
      LogHead(size: head.size, n: head.n, hash: .zero),
      LogHead(size: head.size, n: head.n + 1, hash: head.hash),
      LogHead(size: head.size - 1, n: head.n, hash: head.hash),
      LogHead(size: 1, n: 0, hash: head.hash),
    ]
    for other in others {
      try sample.temporary.write(other.bytes, to: "events.head")
      let report = try LogVerifier(sample.folder).verify()
      #expect(report.damages.map(\.place) == ["events.head:1 altered"])
      let log = try LogFile.open(sample.folder, forWriting: true)
      #expect(damage { try log.transact { _ in [] } }?.file == "events.head")
    }
  }

  @Test func aLogThatBecomesShorterWhileItIsOpenIsFound() throws {
    let log = try LogFile.open(sample.folder, forWriting: true)
    try log.transact { _ in [] }
    let cut = Array(sample.bytes[..<sample.size(of: 2)])
    try sample.replace(cut)
    #expect(damage { try log.transact { _ in [try SampleLog.act("a")] } }?.kind == .incomplete)
    #expect(try sample.temporary.read("events.jsonl") == cut)
  }

  // MARK: The scenario

  @Test func theScenarioMustBeTheOneItWasOpenedWith() throws {
    let temporary = try TemporaryFolder()
    let folder = LogFolder(temporary.path)
    let files = [(path: "a.yaml", bytes: [UInt8](1...9)), (path: "b/c.csv", bytes: [])]
    try folder.keep(files)
    try SampleLog.create(folder, scenarioHash: LogFolder.scenarioHash(files))
    #expect(try LogVerifier(folder).verify().damages.isEmpty)
    try temporary.write([0], to: "scenario/a.yaml")
    #expect(try LogVerifier(folder).verify().damages.map(\.place) == ["scenario:- scenario"])
    try temporary.write([UInt8](1...9), to: "scenario/a.yaml")
    try temporary.write([], to: "scenario/more")
    #expect(try LogVerifier(folder).verify().damages.map(\.kind) == [.scenario])
    try temporary.remove("scenario")
    #expect(try LogVerifier(folder).verify().damages.map(\.kind) == [.scenario])
  }

  // MARK: Newer formats

  /// Line 0 with right hashes and other data.
  private func opened(_ edit: (String) -> String) throws {
    var text = edit(String(decoding: sample.lines[0].dropLast(LogLine.tail + 1), as: UTF8.self))
    text += ",\"h\":\"\(LineHash.of(Array(text.utf8)))\"}\n"
    try sample.replace(Array(text.utf8))
  }

  private func replacing(_ part: String, _ other: String) -> (String) -> String {
    { text in
      let pieces = text.split(separator: part, maxSplits: 1, omittingEmptySubsequences: false)
      return pieces.joined(separator: other)
    }
  }

  @Test(arguments: [
    (#""format":1"#, #""format":2"#), (#""format":1"#, #""more":"a","format":17"#),
    (#""v":1"#, #""v":2"#),
    // A later format may have another envelope, and says so on its first line all the same.
    (#"{"n":0,"b":[0,1],"#, #"{"format":2,"number":0,"#),
  ])
  func aNewerLogIsNotCalledBroken(_ part: String, _ other: String) throws {
    try opened(replacing(part, other))
    let report = try LogVerifier(sample.folder).verify()
    #expect(report.damages.map(\.place) == ["events.jsonl:1 newer"])
    #expect(report.head == nil)
    let log = try LogFile.open(sample.folder, forWriting: true)
    #expect(damage { try log.transact { _ in [] } }?.kind == .newer)
  }

  @Test(arguments: [
    (#""type":"log.opened""#, #""type":"timeline.ended""#, LogDamage.Kind.disordered),
    (#""tool":"rehearse test","#, "", .unreadable), (#""format":1,"#, "", .unreadable),
    (#""b":[0,1]"#, #""b":[1,2]"#, .disordered), (#""n":0"#, #""n":1"#, .disordered),
    ("\"prev\":\"0", "\"prev\":\"1", .moved),
  ])
  func aFirstLineThatIsNone(_ part: String, _ other: String, _ kind: LogDamage.Kind) throws {
    try opened(replacing(part, other))
    #expect(try LogVerifier(sample.folder).verify().damages.first?.kind == kind)
  }
}
