import Glibc
import RehearsalFormats
import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

/// A large batch is on its way to the disk before its last line is made. It is nonetheless all or
/// nothing.
@Suite struct LargeBatchTests {
  private let temporary: TemporaryFolder
  private let folder: LogFolder
  private let calls = FaultyCalls()
  private let log: LogFile
  private let before: [UInt8]

  init() throws {
    temporary = try TemporaryFolder()
    folder = LogFolder(temporary.path)
    try SampleLog.create(folder)
    log = try LogFile.open(folder, forWriting: true, calls: calls)
    try log.transact { _ in [try SampleLog.act("before")] }
    before = try temporary.read("events.jsonl")
    for call in [FaultyCalls.Call.write, .sync, .truncate] { _ = calls.count(call) }
  }

  /// 600 events of more than a kilobyte each.
  private static func large(_ id: String, last: NewEvent? = nil) throws -> [NewEvent] {
    let title = String(repeating: "a", count: 1_000)
    let events = try SampleLog.act(id, events: 600, title: title)
    return last.map { events.dropLast() + [$0] } ?? events
  }

  /// One that the log cannot take: its cause is a later event.
  private static func unfit(_ id: String) throws -> NewEvent {
    try SampleLog.act(id, cause: 10_000)[0]
  }

  private func append(_ acts: [NewEvent]...) throws { try log.transact { _ in acts } }

  /// As one write of all of it would have left the log.
  private func expectWhole(_ events: [NewEvent]) throws {
    let other = try TemporaryFolder()
    try other.write(before, to: "events.jsonl")
    let batch = try LogBatch(events, behind: try LargeBatchTests.end(LogFolder(other.path)))
    #expect(try temporary.read("events.jsonl") == before + batch.bytes)
    let report = try LogVerifier(folder).verify()
    #expect(report.damages.isEmpty)
    #expect(report.lines == 602)
  }

  private static func end(_ folder: LogFolder) throws -> LogPlace {
    let file = try OpenFile(folder.log, O_RDONLY)
    var walk = LogWalk(from: LogPlace(), to: try file.facts().size, bound: nil)
    while case .line = try walk.next(file) {}
    return walk.good
  }

  // MARK: All

  @Test func itIsWrittenInPartsAndSyncedOnce() throws {
    let events = try Self.large("large")
    try append(events)
    #expect(calls.count(.write) > 2)
    #expect(calls.count(.sync) == 1)
    #expect(calls.count(.truncate) == 0)
    try expectWhole(events)
    try append(try SampleLog.act("after"))
    #expect(try LogVerifier(folder).verify().lines == 603)
  }

  @Test func thePartsAndTheRestAreTheBatch() throws {
    let place = try Self.end(folder)
    let events = try Self.large("large")
    var parts: [[UInt8]] = []
    let rest = try #require(try LogBatch.handedOver(events, behind: place) { parts.append($0) })
    let whole = try LogBatch(events, behind: place)
    #expect(parts.count > 1)
    #expect(parts.allSatisfy { $0.count >= 1 << 18 && $0.last == UInt8(ascii: "\n") })
    #expect(!rest.bytes.isEmpty)
    #expect(parts.joined() + rest.bytes == whole.bytes)
    #expect(rest.end.head == whole.end.head)
  }

  @Test func whatIsNotLargeIsOneWrite() throws {
    try append(try SampleLog.act("small", events: 300))
    #expect(calls.count(.write) == 1)
  }

  @Test func whereItIsNotAloneNothingIsWrittenBeforeAllIsMade() throws {
    let act = try SampleLog.act("first", events: 200)
    let bad = try Self.large("large", last: try Self.unfit("large"))
    guard case .unfit(801, _)? = problem({ try append(act, bad) }) else {
      Issue.record("took it")
      return
    }
    #expect(calls.count(.write) == 0)
    #expect(try temporary.read("events.jsonl") == before)
  }

  @Test func oneLineThatMustBeLookedAtMakesNoDifference() throws {
    let like = try SampleLog.act("large")[0]
    let last = NewEvent(
      id: "large", at: like.at, rec: like.rec, actor: like.actor,
      payload: .unknown(type: "galaxy.exploded", version: 3, data: Array("{}".utf8)))
    let events = try Self.large("large", last: last)
    try append(events)
    #expect(calls.count(.truncate) == 1, "its beginning is taken back, and all written at once")
    #expect(calls.count(.sync) == 1)
    try expectWhole(events)
  }

  // MARK: Nothing

  @Test func aLastEventThatCannotBeRecordedLeavesNothing() throws {
    let bad = try Self.large("large", last: try Self.unfit("large"))
    guard case .unfit(601, _)? = problem({ try append(bad) }) else {
      Issue.record("took it")
      return
    }
    #expect(calls.count(.write) > 0, "it was on its way")
    #expect(calls.count(.sync) == 0)
    #expect(try temporary.read("events.jsonl") == before)
    try append(try SampleLog.act("after"))
    #expect(try LogVerifier(folder).verify().lines == 3)
  }

  @Test("a write that fails leaves nothing, whichever it is", arguments: 1...3)
  func failedWrite(_ number: Int) throws {
    let fine = Array(repeating: FaultyCalls.Fault.short(.max), count: number - 1)
    for code in [ENOSPC, EIO] {
      calls.set(.write, fine + [.short(100), .error(code)])
      let large = try Self.large("large")
      #expect(
        problem { try append(large) } == .system(.write, path: folder.log, SystemError(code)))
      #expect(calls.count(.sync) == 0)
      #expect(try temporary.read("events.jsonl") == before)
    }
    let events = try Self.large("large")
    try append(events)
    try expectWhole(events)
  }

  @Test func aBeginningThatCannotBeTakenBackPoisonsAndIsRepaired() throws {
    let bad = try Self.large("large", last: try Self.unfit("large"))
    calls.next(.truncate, .error(EIO))
    let first = problem { try append(bad) }
    #expect(first == .system(.truncate, path: folder.log, SystemError(EIO)))
    let after = try SampleLog.act("after")
    #expect(problem { try append(after) } == .poisoned(path: folder.log))
    let report = try LogVerifier(folder).verify()
    #expect(report.isTorn && report.damages.map(\.kind) == [.incomplete])
    // Line 0, the act before, the record of the repair, and the new act.
    try LogFile.open(folder, forWriting: true).transact { _ in [after] }
    let repaired = try LogVerifier(folder).verify()
    #expect(repaired.isSound && repaired.lines == 4)
    let tail = try #require(try Directory.names(folder.path).first(where: LogFolder.isTorn))
    #expect(try temporary.read(tail).count > 1 << 18)
  }

  @Test func aFailedSyncPoisons() throws {
    calls.next(.sync, .error(EIO))
    let large = try Self.large("large")
    #expect(problem { try append(large) } == .poisoned(path: folder.log))
    #expect(calls.count(.sync) == 1)
  }
}
