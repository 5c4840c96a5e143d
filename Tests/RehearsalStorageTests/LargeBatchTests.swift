import Glibc
import RehearsalFormats
import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

/// A large batch is on its way to the disk before its last line is made. It is nonetheless all or
/// nothing.
@Suite struct LargeBatchTests {
  private let disk: FaultyLog

  init() throws { disk = try FaultyLog() }

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

  private func append(_ acts: [NewEvent]...) throws { try disk.log.transact { _ in acts } }

  /// As one write of all of it would have left the log.
  private func expectWhole(_ events: [NewEvent]) throws {
    let other = try TemporaryFolder()
    try other.write(disk.before, to: "events.jsonl")
    let batch = try LogBatch(events, behind: try LargeBatchTests.end(LogFolder(other.path)))
    #expect(try disk.temporary.read("events.jsonl") == disk.before + batch.parts.joined())
    let report = try LogVerifier(disk.folder).verify()
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
    let writes = disk.calls.count(.write)
    #expect(writes > 2)
    #expect(disk.calls.count(.writeback) == writes - 1, "the last is synced at once")
    #expect(disk.calls.count(.sync) == 1)
    #expect(disk.calls.count(.truncate) == 0)
    try expectWhole(events)
    try append(try SampleLog.act("after"))
    #expect(try LogVerifier(disk.folder).verify().lines == 603)
  }

  @Test func thePartsAndTheRestAreTheBatch() throws {
    let place = try Self.end(disk.folder)
    let events = try Self.large("large")
    var taken: [[UInt8]] = []
    let rest = try #require(
      try LogBatch.handedOver(events, behind: place) { taken.append(Array($0.joined())) })
    let whole = try LogBatch(events, behind: place)
    #expect(taken.count > 1)
    #expect(taken.allSatisfy { $0.count >= 1 << 18 && $0.last == UInt8(ascii: "\n") })
    #expect(!rest.parts.isEmpty)
    #expect(Array((taken + rest.parts).joined()) == Array(whole.parts.joined()))
    #expect(rest.end.head == whole.end.head)
  }

  @Test func whatIsNotLargeIsOneWrite() throws {
    try append(try SampleLog.act("small", events: 300))
    #expect(disk.calls.count(.write) == 1)
    #expect(disk.calls.count(.writeback) == 0)
  }

  @Test func whereItIsNotAloneNothingIsWrittenBeforeAllIsMade() throws {
    let act = try SampleLog.act("first", events: 200)
    let bad = try Self.large("large", last: try Self.unfit("large"))
    guard case .unfit(801, _)? = problem({ try append(act, bad) }) else {
      Issue.record("took it")
      return
    }
    #expect(disk.calls.count(.write) == 0)
    #expect(try disk.temporary.read("events.jsonl") == disk.before)
  }

  @Test func moreThanOneCallTakesIsWrittenInSeveral() throws {
    // More portions than the system takes at once; not alone, so that all of them are held.
    try append(try SampleLog.act("first"), try SampleLog.act("large", events: 2_500))
    #expect(disk.calls.count(.write) == 3, "one of the first act, two of the other")
    #expect(disk.calls.count(.sync) == 2)
    let report = try LogVerifier(disk.folder).verify()
    #expect(report.isSound && report.lines == 2_503)
  }

  @Test func oneLineThatMustBeLookedAtMakesNoDifference() throws {
    let like = try SampleLog.act("large")[0]
    let last = NewEvent(
      id: "large", at: like.at, rec: like.rec, actor: like.actor,
      payload: .unknown(type: "galaxy.exploded", version: 3, data: Array("{}".utf8)))
    let events = try Self.large("large", last: last)
    try append(events)
    #expect(
      disk.calls.count(.truncate) == 1, "its beginning is taken back, and all written at once")
    #expect(disk.calls.count(.sync) == 1)
    try expectWhole(events)
  }

  // MARK: Nothing

  @Test func aLastEventThatCannotBeRecordedLeavesNothing() throws {
    let bad = try Self.large("large", last: try Self.unfit("large"))
    guard case .unfit(601, _)? = problem({ try append(bad) }) else {
      Issue.record("took it")
      return
    }
    #expect(disk.calls.count(.write) > 0, "it was on its way")
    #expect(disk.calls.count(.sync) == 0)
    #expect(try disk.temporary.read("events.jsonl") == disk.before)
    try append(try SampleLog.act("after"))
    #expect(try LogVerifier(disk.folder).verify().lines == 3)
  }

  @Test("what a disk takes bit by bit is written once", arguments: [1, 100, 40_000])
  func shortWrites(_ most: Int) throws {
    disk.calls.set(.write, Array(repeating: .short(most), count: 10))
    let events = try Self.large("large")
    try append(events)
    #expect(disk.calls.count(.write) > 10)
    try expectWhole(events)
  }

  @Test func aDiskThatTakesNothingIsNotAskedForEver() throws {
    disk.calls.set(.write, [.short(0)])
    let large = try Self.large("large")
    #expect(
      problem { try append(large) } == .system(.write, path: disk.folder.log, SystemError(EIO)))
    #expect(try disk.temporary.read("events.jsonl") == disk.before)
  }

  @Test("a write that fails leaves nothing, whichever it is", arguments: 1...3)
  func failedWrite(_ number: Int) throws {
    let fine = Array(repeating: FaultyCalls.Fault.short(.max), count: number - 1)
    for code in [ENOSPC, EIO] {
      disk.calls.set(.write, fine + [.short(100), .error(code)])
      let large = try Self.large("large")
      #expect(
        problem { try append(large) } == .system(.write, path: disk.folder.log, SystemError(code)))
      #expect(disk.calls.count(.sync) == 0)
      #expect(try disk.temporary.read("events.jsonl") == disk.before)
    }
    let events = try Self.large("large")
    try append(events)
    try expectWhole(events)
  }

  @Test func aBeginningThatCannotBeTakenBackPoisonsAndIsRepaired() throws {
    let bad = try Self.large("large", last: try Self.unfit("large"))
    disk.calls.next(.truncate, .error(EIO))
    let first = problem { try append(bad) }
    #expect(first == .system(.truncate, path: disk.folder.log, SystemError(EIO)))
    let after = try SampleLog.act("after")
    #expect(problem { try append(after) } == .poisoned(path: disk.folder.log))
    let report = try LogVerifier(disk.folder).verify()
    #expect(report.isTorn && report.damages.map(\.kind) == [.incomplete])
    // Line 0, the act before, the record of the repair, and the new act.
    try LogFile.open(disk.folder, forWriting: true).transact { _ in [after] }
    let repaired = try LogVerifier(disk.folder).verify()
    #expect(repaired.isSound && repaired.lines == 4)
    let tail = try #require(try Directory.names(disk.folder.path).first(where: LogFolder.isTorn))
    #expect(try disk.temporary.read(tail).count > 1 << 18)
  }

  @Test func aFailedSyncPoisons() throws {
    disk.calls.next(.sync, .error(EIO))
    let large = try Self.large("large")
    #expect(problem { try append(large) } == .poisoned(path: disk.folder.log))
    #expect(disk.calls.count(.sync) == 1)
  }
}
