import Foundation
import RehearsalFormats
import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

/// What the one function that records does, with one owner and with several.
@Suite struct LogFileTests {
  private let temporary: TemporaryFolder
  private let folder: LogFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = LogFolder(temporary.path)
  }

  @Test func aNewLogHoldsLineZero() throws {
    try SampleLog.create(folder, scenarioHash: "ab")
    let log = try LogFile.open(folder, forWriting: true)
    #expect(log.head.n == -1)
    #expect(try log.hasNews)
    var seen: [RecordedEvent] = []
    try log.transact { suffix in
      seen = try suffix.events(.rehearsal)
      #expect(suffix.next == 1)
      return []
    }
    #expect(log.head.n == 0)
    #expect(try !log.hasNews)
    let line = try #require(seen.first)
    #expect(seen.count == 1)
    #expect(line.n == 0)
    #expect(line.id == "open")
    #expect(line.actor == .tool)
    #expect(line.batch == Batch(index: 0, count: 1))
    guard case .opened(let opened) = line.payload else {
      Issue.record("not opened")
      return
    }
    #expect(opened.scenarioHash == "ab")
    #expect(problem { try SampleLog.create(folder) } != nil, "a log is made once")
  }

  @Test func whatIsRecordedIsReadBack() throws {
    let log = try SampleLog.create(folder)
    let act = try SampleLog.act("a", events: 3)
    try log.transact { suffix in
      #expect(suffix.lines.map(\.n) == [0])
      return [act]
    }
    #expect(log.head.n == 3)
    try log.transact { suffix in
      #expect(suffix.lines.isEmpty, "one's own lines do not come back")
      return []
    }
    var seen: [RecordedEvent] = []
    try LogVerifier(folder).events(.rehearsal) { seen.append($0) }
    #expect(seen.map(\.n) == [0, 1, 2, 3])
    #expect(seen.dropFirst().map(\.batch) == (0..<3).map { Batch(index: $0, count: 3) })
    for (read, written) in zip(seen.dropFirst(), act) {
      #expect(read.id == written.id)
      #expect(read.at == written.at)
      #expect(read.rec == written.rec)
      #expect(read.actor == written.actor)
      guard case .event(let event) = written.payload else {
        Issue.record("the sample holds events")
        continue
      }
      #expect(read.event as? MilestoneReached == event as? MilestoneReached)
    }
    #expect(LogHead(try temporary.read("events.head")) == log.head)
  }

  @Test(arguments: [
    ([1], [1]), ([0, 1, 0], [1]), ([100, 100, 56], [256]), ([100, 100, 57], [200, 57]),
    ([256, 1], [256, 1]), ([300], [300]), ([1, 300, 1], [1, 300, 1]),
    (Array(repeating: 1, count: 600), [256, 256, 88]),
  ])
  func commandsShareBatchesAndAreNotDivided(_ acts: [Int], _ batches: [Int]) throws {
    let log = try SampleLog.create(folder)
    try log.transact { _ in
      try acts.enumerated().map { try SampleLog.act("act-\($0.offset)", events: $0.element) }
    }
    var seen: [RecordedEvent] = []
    try LogVerifier(folder).events(.rehearsal) { seen.append($0) }
    #expect(seen.count == acts.reduce(1, +))
    #expect(seen.dropFirst().filter(\.batch.isLast).map(\.batch.count) == batches)
    let report = try LogVerifier(folder).verify()
    #expect(report.damages.isEmpty)
    #expect(report.batches == batches.count + 1)
  }

  @Test func nothingToWriteWritesNothing() throws {
    let log = try SampleLog.create(folder)
    let before = try temporary.read("events.jsonl")
    try log.transact { _ in [[], []] }
    #expect(try temporary.read("events.jsonl") == before)
  }

  @Test func whereTheCallerThrowsTheSameLinesComeAgain() throws {
    try SampleLog.create(folder)
    let log = try LogFile.open(folder, forWriting: true)
    for _ in 0..<2 {
      #expect(throws: CancellationError.self) {
        try log.transact { suffix in
          #expect(suffix.lines.count == 1)
          throw CancellationError()
        }
      }
    }
    try log.transact { suffix in
      #expect(suffix.lines.count == 1)
      return [try SampleLog.act("a")]
    }
    #expect(try LogVerifier(folder).verify().lines == 2)
  }

  // MARK: What is not recorded

  @Test(arguments: [
    "time goes back", "an id with a quote", "no id", "a cause that is no earlier event",
    "a negative cause", "an actor with a quote", "an id that goes on", "opened twice",
    "a type of no module", "data that is no object",
  ])
  func whatCouldNotBeReadBackIsRefusedWhole(_ why: String) throws {
    let log = try SampleLog.create(folder)
    try log.transact { _ in [try SampleLog.act("before", minute: 5)] }
    let before = try temporary.read("events.jsonl")
    let bad: [NewEvent] =
      switch why {
      case "time goes back": try SampleLog.act("a", minute: 4)
      case "an id with a quote": try SampleLog.act("a\"b")
      case "no id": try SampleLog.act("")
      case "a cause that is no earlier event": try SampleLog.act("a", cause: 500)
      case "a negative cause": try SampleLog.act("a", cause: -1)
      case "an actor with a quote": [try line(actor: .facilitator(seat: "a\"b"))]
      case "an id that goes on": try SampleLog.act("before")
      case "opened twice":
        [
          try line(
            .opened(
              LogOpened(
                format: 1, tool: "a", scenario: try #require(ID("a")), scenarioHash: "a")))
        ]
      case "a type of no module":
        [try line(.unknown(type: "Nobody", version: 1, data: Array("{}".utf8)))]
      default: [try line(.unknown(type: "a.b", version: 1, data: Array("{}\n".utf8)))]
      }
    // A good batch before it, so that refusing is seen to be of everything or nothing.
    let good = why == "an id that goes on" ? [] : try SampleLog.act("good", events: 256)
    guard case .unfit? = problem({ try log.transact { _ in [good, bad] } }) else {
      Issue.record("recorded an event where \(why)")
      return
    }
    #expect(try temporary.read("events.jsonl") == before)
    try log.transact { _ in [try SampleLog.act("after")] }
    #expect(try LogVerifier(folder).verify().damages.isEmpty)
  }

  private func line(
    actor: Actor = .tool, _ payload: RecordedEvent.Payload = .event(RehearsalEnded())
  ) throws -> NewEvent {
    NewEvent(
      id: "line", at: try SampleLog.moment(5), rec: WallMoment(microseconds: 0), actor: actor,
      payload: payload)
  }

  @Test func nobodyKnowsButItIsKept() throws {
    let log = try SampleLog.create(folder)
    let data = Array(#"{"how":["much",1]}"#.utf8)
    let line = try line(.unknown(type: "galaxy.exploded", version: 3, data: data))
    try log.transact { _ in [[line]] }
    var last: RecordedEvent?
    try LogVerifier(folder).events(.rehearsal) { last = $0 }
    guard case .unknown("galaxy.exploded", 3, data)? = last?.payload else {
      Issue.record("\(String(describing: last))")
      return
    }
  }

  @Test func aLogOpenedForReadingIsNotWritten() throws {
    try SampleLog.create(folder)
    let log = try LogFile.open(folder, forWriting: false)
    #expect(problem { try log.transact { _ in [] } } == .readOnly(path: folder.log))
    try log.look { #expect($0.lines.count == 1) }
    try log.look { #expect($0.lines.isEmpty) }
  }

  @Test func noLogWhereThereIsNone() throws {
    for forWriting in [false, true] {
      let problem = problem { _ = try LogFile.open(folder, forWriting: forWriting) }
      #expect(problem == .system(.open, path: folder.log, SystemError(ENOENT)))
      #expect(try #require(problem).words.contains("Cannot open"))
    }
    #expect(problem { _ = try LogVerifier(folder).verify() } != nil)
  }

  // MARK: Several owners

  @Test func eachSeesWhatTheOtherWrote() throws {
    let one = try SampleLog.create(folder)
    let other = try LogFile.open(folder, forWriting: true)
    let reader = try LogFile.open(folder, forWriting: false)
    try one.transact { _ in [] }
    try other.transact { _ in [] }
    try reader.look { #expect($0.lines.count == 1) }
    for turn in 1...10 {
      let (writer, waiting) = turn % 2 == 0 ? (one, other) : (other, one)
      try writer.transact { suffix in
        #expect(suffix.lines.map { $0.id(suffix.bytes) } == (turn == 1 ? [] : ["turn-\(turn - 1)"]))
        return [try SampleLog.act("turn-\(turn)")]
      }
      #expect(try waiting.hasNews)
      #expect(try !writer.hasNews)
      try reader.look { suffix in
        #expect(suffix.lines.map { $0.id(suffix.bytes) } == ["turn-\(turn)"])
      }
    }
    let report = try LogVerifier(folder).verify()
    #expect(report.damages.isEmpty)
    #expect(report.lines == 11)
  }

  @Test func manyAtOnceLoseNothing() async throws {
    try SampleLog.create(folder)
    let folder = folder
    try await withThrowingTaskGroup(of: Void.self) { group in
      for owner in 0..<4 {
        group.addTask {
          let log = try LogFile.open(folder, forWriting: true)
          for turn in 0..<25 {
            try log.transact { suffix in
              for line in suffix.lines {
                #expect(!line.id(suffix.bytes).hasPrefix("owner-\(owner)-"))
              }
              // Long enough for another to come in between, if it could.
              usleep(500)
              return [try SampleLog.act("owner-\(owner)-\(turn)", events: 2)]
            }
          }
        }
      }
      try await group.waitForAll()
    }
    var ids: [String: Int] = [:]
    let report = try LogVerifier(folder).lines { line, bytes in
      ids[line.id(bytes), default: 0] += 1
    }
    #expect(report.damages.isEmpty)
    #expect(report.lines == 201)
    #expect(ids.count == 101)
    #expect(ids.values.filter { $0 == 2 }.count == 100)
  }

  @Test func anotherProcessAppendsToo() async throws {
    try SampleLog.create(folder)
    let log = try LogFile.open(folder, forWriting: true)
    try log.transact { _ in [] }
    await #expect(processExitsWith: .success) { [path = folder.path as String] in
      let log = try LogFile.open(LogFolder(path), forWriting: true)
      try log.transact { suffix in
        try #require(suffix.lines.count == 1)
        return [try SampleLog.act("from-elsewhere", events: 2)]
      }
    }
    #expect(try log.hasNews)
    try log.transact { suffix in
      #expect(suffix.lines.map { $0.id(suffix.bytes) } == ["from-elsewhere", "from-elsewhere"])
      return [try SampleLog.act("from-here")]
    }
    #expect(try LogVerifier(folder).verify().lines == 4)
  }

  @Test func whoWaitsTooLongIsToldWhoToAsk() throws {
    let one = try SampleLog.create(folder)
    let other = try LogFile.open(folder, forWriting: true)
    other.patience = 20
    var verifier = LogVerifier(folder)
    verifier.patience = 20
    try one.transact { _ in
      let busy = StorageProblem.busy(path: folder.log, milliseconds: 20)
      #expect(problem { try other.transact { _ in [] } } == busy)
      #expect(problem { try other.look { _ in } } == busy)
      #expect(problem { _ = try verifier.verify() } == busy)
      #expect(busy.words.contains("fuser"))
      return []
    }
    try other.transact { _ in [] }
  }

  @Test func aLogThatWasReplacedIsNotWritten() throws {
    let log = try SampleLog.create(folder)
    try log.transact { _ in [] }
    let bytes = try temporary.read("events.jsonl")
    try temporary.remove("events.jsonl")
    #expect(problem { try log.transact { _ in [] } } == .replaced(path: folder.log))
    try temporary.write(bytes, to: "events.jsonl")
    #expect(problem { try log.transact { _ in [] } } == .replaced(path: folder.log))
    #expect(try temporary.read("events.jsonl") == bytes)
  }
}
