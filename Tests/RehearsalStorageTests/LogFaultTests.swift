import Glibc
import RehearsalFormats
import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

/// What happens to a log when the disk does not do as it is told.
@Suite struct LogFaultTests {
  private let disk: FaultyLog

  init() throws { disk = try FaultyLog() }

  private func append(_ id: String = "after") throws {
    try disk.log.transact { _ in [try SampleLog.act(id)] }
  }

  private func expectOneMore() throws {
    let report = try LogVerifier(disk.folder).verify()
    #expect(report.damages.isEmpty)
    #expect(report.lines == 3)
  }

  @Test func shortWritesAreWrittenOn() throws {
    disk.calls.next(.write, .short(1), .short(100), .error(EINTR), .short(7))
    try append()
    #expect(disk.calls.count(.write) >= 5)
    try expectOneMore()
  }

  @Test func aDiskThatTakesNothingIsNotAskedForEver() throws {
    disk.calls.next(.write, .short(0))
    #expect(problem { try append() } != nil)
    #expect(try disk.temporary.read("events.jsonl") == disk.before)
  }

  @Test(arguments: [ENOSPC, EIO, EDQUOT, EFBIG])
  func aFailedWriteIsTakenBack(_ code: Int32) throws {
    disk.calls.next(.write, .short(100), .error(code))
    let problem = problem { try append() }
    #expect(problem == .system(.write, path: disk.folder.log, SystemError(code)))
    #expect(try disk.temporary.read("events.jsonl") == disk.before)
    try append()
    try expectOneMore()
  }

  @Test func aFolderThatCannotBeSyncedFailsWhatNeedsIt() throws {
    let other = LogFolder("\(disk.temporary.path)/other")
    #expect(try Directory.make(other.path))
    disk.calls.next(.syncFolder, .error(EIO))
    let made = problem { try SampleLog.create(other, calls: disk.calls) }
    #expect(made == .system(.sync, path: other.path, SystemError(EIO)))

    try disk.temporary.write(disk.before + disk.before.suffix(40), to: "events.jsonl")
    disk.calls.next(.syncFolder, .error(EIO))
    #expect(problem { try append() } == .system(.sync, path: disk.folder.path, SystemError(EIO)))
    #expect(try Directory.names(disk.folder.path).allSatisfy { !LogFolder.isTorn($0) })
    try append()
  }

  @Test func whatWasWrittenBeforeAFailureComesAgain() throws {
    disk.calls.next(.write, .short(.max), .short(.max), .error(ENOSPC))
    let acts = try (0..<3).map { try SampleLog.act("batch-\($0)", events: 200) }
    #expect(problem { try disk.log.transact { _ in acts } } != nil)
    try disk.log.transact { suffix in
      #expect(suffix.lines.count == 400)
      #expect(suffix.lines.last?.id(suffix.bytes) == "batch-1")
      return [acts[2]]
    }
    let report = try LogVerifier(disk.folder).verify()
    #expect(report.damages.isEmpty)
    #expect(report.lines == 602)
  }

  @Test func aWriteThatCannotBeTakenBackPoisons() throws {
    disk.calls.next(.write, .short(100), .error(ENOSPC))
    disk.calls.next(.truncate, .error(EIO))
    let first = problem { try append() }
    #expect(first == .system(.write, path: disk.folder.log, SystemError(ENOSPC)))
    #expect(problem { try append() } == .poisoned(path: disk.folder.log))
    #expect(
      try LogVerifier(disk.folder).verify().damages.map(\.place) == ["events.jsonl:3 incomplete"])
  }

  @Test(arguments: [EIO, ENOSPC])
  func aFailedSyncPoisonsAndIsNotTriedAgain(_ code: Int32) throws {
    _ = disk.calls.count(.sync)
    disk.calls.next(.sync, .error(code))
    #expect(problem { try append() } == .poisoned(path: disk.folder.log))
    #expect(disk.calls.count(.sync) == 1)
    _ = disk.calls.count(.write)
    for _ in 0..<3 { #expect(problem { try append() } == .poisoned(path: disk.folder.log)) }
    #expect(disk.calls.count(.sync) == 0)
    #expect(disk.calls.count(.write) == 0)
    #expect(StorageProblem.poisoned(path: "a").words.contains("unknown"))
    // Whoever opens it anew sees what the disk has, and makes it safe first.
    let again = try LogFile.open(disk.folder, forWriting: true, calls: disk.calls)
    try again.transact { suffix in
      #expect(suffix.lines.last?.id(suffix.bytes) == "after")
      #expect(disk.calls.count(.sync) == 1)
      return []
    }
  }

  @Test func whatOthersWroteIsMadeSafeBeforeAnythingIsAdded() throws {
    try LogFile.open(disk.folder, forWriting: true).transact { _ in [try SampleLog.act("other")] }
    _ = disk.calls.count(.sync)
    try disk.log.transact { suffix in
      #expect(suffix.lines.map { $0.id(suffix.bytes) } == ["other"])
      #expect(disk.calls.count(.sync) == 1)
      return []
    }
    try disk.log.transact { _ in [] }
    #expect(disk.calls.count(.sync) == 0)
    try LogFile.open(disk.folder, forWriting: true).transact { _ in [try SampleLog.act("another")] }
    disk.calls.next(.sync, .error(EIO))
    var wasAsked = false
    let problem = problem {
      try disk.log.transact { _ in
        wasAsked = true
        return []
      }
    }
    #expect(problem == .poisoned(path: disk.folder.log))
    #expect(!wasAsked)
  }

  @Test(arguments: [FaultyCalls.Call.read, .facts, .open])
  func aFailedReadIsNeverTheEndOfTheLog(_ call: FaultyCalls.Call) throws {
    disk.calls.next(call, .error(EIO))
    let problem = problem {
      let log = try LogFile.open(disk.folder, forWriting: true, calls: disk.calls)
      try log.transact { _ in [try SampleLog.act("never")] }
    }
    guard case .system(_, _, let error)? = problem else {
      Issue.record("\(String(describing: problem))")
      return
    }
    #expect(error.code == EIO)
    #expect(try disk.temporary.read("events.jsonl") == disk.before)
    #expect(throws: Never.self) { try append() }
  }

  @Test func aFailedReadInTheMiddleIsNoShorterLog() throws {
    disk.calls.next(.read, .short(10), .error(EINTR), .short(50), .error(EIO))
    var delivered = 0
    let problem = problem {
      try LogVerifier(disk.folder, calls: disk.calls).lines { _, _ in delivered += 1 }
    }
    #expect(problem != nil)
    #expect(delivered == 0)
  }

  @Test func aFileThatEndsTooEarlyIsNoShorterLog() throws {
    // The head is read first.
    disk.calls.next(.read, .short(.max), .short(10), .short(0))
    let problem = problem { _ = try LogVerifier(disk.folder, calls: disk.calls).verify() }
    #expect(problem == .shrank(path: disk.folder.log))
  }

  @Test func interruptionsAreNothing() throws {
    for call in [FaultyCalls.Call.open, .read, .write, .sync, .facts] {
      disk.calls.next(call, .error(EINTR), .error(EINTR))
    }
    let log = try LogFile.open(disk.folder, forWriting: true, calls: disk.calls)
    try log.transact { _ in [try SampleLog.act("after")] }
    try expectOneMore()
  }
}
