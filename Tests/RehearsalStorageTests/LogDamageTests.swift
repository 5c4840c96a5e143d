import RehearsalFormats
import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

/// A small log with everything done to it that can be done: whatever it is, it is found, at the
/// right line, and nothing is written.
@Suite struct LogDamageTests {
  private let sample: SampleLog

  init() throws { sample = try SampleLog() }

  /// The ids of the lines that are handed over for replay.
  private func delivered() throws -> [Int] {
    var numbers: [Int] = []
    try LogVerifier(sample.folder).lines { line, _ in numbers.append(line.n) }
    return numbers
  }

  /// The numbers of all lines in whole batches before line `line`, from 1.
  private func good(before line: Int) -> [Int] {
    let ends = SampleLog.batchEnds.filter { $0 + 1 < line }
    return ends.last.map { Array(0...$0) } ?? []
  }

  @Test func theSampleIsSound() throws {
    let report = try LogVerifier(sample.folder).verify()
    #expect(report.damages.isEmpty)
    #expect(report.isSound)
    #expect(report.lines == 8)
    #expect(report.batches == 5)
    #expect(report.head?.n == 7)
    #expect(report.head?.size == sample.bytes.count)
    #expect(report.stored.head == report.head)
    #expect(report.opened?.tool == "rehearse test")
    #expect(try delivered() == Array(0...7))
  }

  @Test func everyFlippedByteIsFoundAtItsLine() throws {
    var bytes = sample.bytes
    for offset in bytes.indices {
      let flip: UInt8 = 1 << UInt8(offset % 8)
      bytes[offset] ^= flip
      try sample.replace(bytes)
      let line = sample.line(of: offset)
      let report = try LogVerifier(sample.folder).verify()
      #expect(report.damages.first?.file == "events.jsonl", "byte \(offset)")
      #expect(report.damages.first?.line == line, "byte \(offset): \(report.damages)")
      #expect(report.head?.n == good(before: line).last, "byte \(offset)")
      if offset % 20 == 0 {
        #expect(try delivered() == good(before: line))
        // In the last batch, with no head beside it, a flipped bit looks like a torn tail.
        #expect(report.isTorn == (line > 6), "byte \(offset)")
        if report.isTorn {
          bytes[offset] ^= flip
          continue
        }
        let log = try LogFile.open(sample.folder, forWriting: true)
        let found = damage { try log.transact { _ in [try SampleLog.act("never")] } }
        #expect(found?.line == line)
        #expect(try sample.temporary.read("events.jsonl") == bytes, "it was changed")
      }
      bytes[offset] ^= flip
    }
  }

  @Test func cutAtEveryByte() throws {
    var batchEnd = 0
    for size in 0..<sample.bytes.count {
      let isBatchEnd = SampleLog.batchEnds.contains { sample.size(of: $0 + 1) == size }
      if isBatchEnd { batchEnd = size }
      try sample.replace(Array(sample.bytes[..<size]))
      let report = try LogVerifier(sample.folder).verify()
      #expect(report.damages.isEmpty == isBatchEnd, "\(size) bytes")
      #expect(report.damages.allSatisfy { $0.kind == .incomplete }, "\(size) bytes")
      #expect(report.further == 0)
      #expect(report.head?.size ?? 0 == batchEnd)
      if size % 20 == 0 || isBatchEnd {
        #expect(try delivered().last == report.head?.n)
      }
    }
  }

  /// With the head beside it, a cut at the end of a batch shows as well.
  @Test func cutBelowTheHead() throws {
    for end in SampleLog.batchEnds.dropLast() {
      let size = sample.size(of: end + 1)
      try sample.replace(Array(sample.bytes[..<size]), keepingHead: true)
      let report = try LogVerifier(sample.folder).verify()
      #expect(report.damages.map(\.place) == ["events.jsonl:\(end + 2) incomplete"])
      #expect(report.damages.first?.words.contains("cut off") == true)
      #expect(report.damages.first?.byte == size)
      #expect(report.head?.n == end)
      let log = try LogFile.open(sample.folder, forWriting: true)
      #expect(damage { try log.transact { _ in [] } }?.kind == .incomplete)
    }
  }

  @Test func aRemovedLineIsMissedWhereItStood() throws {
    for missing in 0..<7 {
      var lines = sample.lines
      lines.remove(at: missing)
      try sample.replace(Array(lines.joined()))
      let report = try LogVerifier(sample.folder).verify()
      #expect(report.damages.map(\.place) == ["events.jsonl:\(missing + 1) moved"])
      #expect(report.further == 0)
      #expect(report.damages.first?.byte == sample.size(of: missing))
      #expect(try delivered() == good(before: missing + 1))
    }
  }

  @Test func aLineTwiceIsFoundAtTheSecond() throws {
    for twice in 0..<8 {
      var lines = sample.lines
      lines.insert(lines[twice], at: twice)
      try sample.replace(Array(lines.joined()))
      let report = try LogVerifier(sample.folder).verify()
      #expect(report.damages.map(\.place) == ["events.jsonl:\(twice + 2) moved"])
    }
  }

  @Test func swappedLinesAreFoundAtTheFirst() throws {
    for first in 0..<7 {
      for second in first + 1..<8 {
        var lines = sample.lines
        lines.swapAt(first, second)
        try sample.replace(Array(lines.joined()))
        let report = try LogVerifier(sample.folder).verify()
        #expect(report.damages.map(\.place) == ["events.jsonl:\(first + 1) moved"])
        #expect(report.further > 0)
      }
    }
  }

  @Test func anInsertedLineIsFoundWhereverItComesFrom() throws {
    let stranger = try SampleLog().lines[3]
    for place in 0...8 {
      var lines = sample.lines
      lines.insert(stranger, at: place)
      try sample.replace(Array(lines.joined()))
      let report = try LogVerifier(sample.folder).verify()
      // Both logs are the same to the byte, so at its own place it is a line that stands twice.
      let line = place == 3 ? 5 : place + 1
      #expect(report.damages.map(\.place) == ["events.jsonl:\(line) moved"])
    }
  }

  @Test func emptyAndStrangeFiles() throws {
    let strange: [(String, String)] = [
      ("", "events.jsonl:1 incomplete"), ("\n", "events.jsonl:1 unreadable"),
      ("x", "events.jsonl:1 incomplete"), ("hello\nworld\n", "events.jsonl:1 unreadable"),
      ("{}\n", "events.jsonl:1 unreadable"), ("\u{0}\u{0}\u{0}", "events.jsonl:1 incomplete"),
    ]
    for (text, place) in strange {
      try sample.replace(Array(text.utf8))
      let report = try LogVerifier(sample.folder).verify()
      #expect(report.damages.map(\.place) == [place], "\(text)")
      #expect(report.head == nil)
      let log = try LogFile.open(sample.folder, forWriting: true)
      #expect(damage { try log.transact { _ in [] } }?.place == place)
    }
  }

  @Test func severalFaultsAreCounted() throws {
    var bytes = sample.bytes
    for line in [2, 4, 6] { bytes[sample.size(of: line) + 30] ^= 1 }
    try sample.replace(bytes)
    let report = try LogVerifier(sample.folder).verify()
    #expect(report.damages.map(\.line) == [3])
    #expect(report.further == 2)
    #expect(report.lines == 8)
  }

  @Test func theWordsSayFileLineByteAndKind() throws {
    var bytes = sample.bytes
    let offset = sample.size(of: 4) + 10
    bytes[offset] ^= 1
    try sample.replace(bytes)
    let log = try LogFile.open(sample.folder, forWriting: true)
    let problem = try #require(problem { try log.transact { _ in [] } })
    let start = sample.size(of: 4)
    #expect(problem.words.hasPrefix("events.jsonl:5 (byte \(start)): altered here: "))
    #expect(problem.words.contains("Nothing was changed"))
    #expect(problem.words.contains("It can be read up to event 1 ("))
    var seen: [Int] = []
    try LogFile.open(sample.folder, forWriting: false).look { suffix in
      seen = suffix.lines.map(\.n)
      #expect(suffix.damage?.line == 5)
      #expect(suffix.head.n == 1)
    }
    #expect(seen == [0, 1])
  }

  // MARK: Whole lines that break a rule

  /// Lines with right hashes, as a program with a mistake would write them.
  private func written(
    _ lines: [(n: Int, batch: Batch, line: NewEvent)]
  ) throws -> LogReport {
    var bytes = sample.lines[0]
    var prev = try #require(LogLine.ending(bytes, 0..<bytes.count - 1)).h
    for (n, batch, line) in lines {
      let start = bytes.count
      LogLine.write(line, n: n, batch: batch, prev: prev, to: &bytes)
      prev = LineHash.of(bytes, start..<bytes.count)
      LogLine.finish(prev, to: &bytes)
    }
    try sample.replace(bytes)
    return try LogVerifier(sample.folder).verify()
  }

  private let single = Batch(index: 0, count: 1)

  private func line(_ id: String, _ minute: Int = 5) throws -> NewEvent {
    try #require(try SampleLog.act(id, minute: minute).first)
  }

  @Test func wholeLinesThatAreRight() throws {
    let report = try written([(1, single, try line("a")), (2, single, try line("b"))])
    #expect(report.damages.isEmpty)
  }

  @Test(arguments: ["gap", "repeat", "time", "batch", "size", "unbegun", "two batches"])
  func wholeLinesThatBreakARule(_ rule: String) throws {
    let report =
      switch rule {
      case "gap": try written([(1, single, try line("a")), (3, single, try line("b"))])
      case "repeat": try written([(1, single, try line("a")), (1, single, try line("b"))])
      case "time": try written([(1, single, try line("a", 5)), (2, single, try line("b", 4))])
      case "batch":
        try written([
          (1, Batch(index: 0, count: 2), try line("a")), (2, single, try line("b")),
        ])
      case "size":
        try written([
          (1, Batch(index: 0, count: 2), try line("a")),
          (2, Batch(index: 1, count: 3), try line("a")),
        ])
      case "unbegun":
        try written([
          (1, single, try line("a")), (2, Batch(index: 1, count: 2), try line("b")),
        ])
      default: try written([(1, single, try line("a")), (2, single, try line("a"))])
      }
    #expect(report.damages.first?.place == "events.jsonl:3 disordered")
    #expect(report.damages.first?.words.isEmpty == false)
  }

  @Test func aPayloadThatIsNotItsTypeIsFoundWhenItIsRead() throws {
    let wrong = NewEvent(
      id: "a", at: try SampleLog.moment(5), rec: WallMoment(microseconds: 0), actor: .tool,
      payload: .unknown(
        type: "timeline.milestone-reached", version: 1, data: Array(#"{"a":1}"#.utf8)))
    #expect(try written([(1, single, wrong)]).damages.isEmpty)
    let found = damage { try LogVerifier(sample.folder).events(.rehearsal) { _ in } }
    #expect(found?.place == "events.jsonl:2 unreadable")
    #expect(found?.byte == sample.size(of: 1))
    let log = try LogFile.open(sample.folder, forWriting: true)
    let same = damage {
      try log.transact { suffix in
        _ = try suffix.events(.rehearsal)
        return []
      }
    }
    #expect(same == found)
  }

  @Test func aSecondOpeningIsOutOfOrder() throws {
    let opened = LogOpened(
      format: 1, tool: "a", scenario: try #require(ID("a")), scenarioHash: "a")
    let again = NewEvent(
      id: "a", at: try SampleLog.moment(5), rec: WallMoment(microseconds: 0), actor: .tool,
      payload: .opened(opened))
    let report = try written([(1, single, again)])
    #expect(report.damages.map(\.place) == ["events.jsonl:2 disordered"])
  }
}
