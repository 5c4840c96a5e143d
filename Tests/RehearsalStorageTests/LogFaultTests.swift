import Glibc
import RehearsalFormats
import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

/// What happens to a log when the disk does not do as it is told.
@Suite struct LogFaultTests {
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
  }

  private func append(_ id: String = "after") throws {
    try log.transact { _ in [try SampleLog.act(id)] }
  }

  private func expectOneMore() throws {
    let report = try LogVerifier(folder).verify()
    #expect(report.damages.isEmpty)
    #expect(report.lines == 3)
  }

  @Test func shortWritesAreWrittenOn() throws {
    calls.next(.write, .short(1), .short(100), .error(EINTR), .short(7))
    try append()
    #expect(calls.count(.write) >= 5)
    try expectOneMore()
  }

  @Test func aDiskThatTakesNothingIsNotAskedForEver() throws {
    calls.next(.write, .short(0))
    #expect(problem { try append() } != nil)
    #expect(try temporary.read("events.jsonl") == before)
  }

  @Test(arguments: [ENOSPC, EIO, EDQUOT, EFBIG])
  func aFailedWriteIsTakenBack(_ code: Int32) throws {
    calls.next(.write, .short(100), .error(code))
    let problem = problem { try append() }
    #expect(problem == .system(.write, path: folder.log, SystemError(code)))
    #expect(try temporary.read("events.jsonl") == before)
    try append()
    try expectOneMore()
  }

  @Test func aFolderThatCannotBeSyncedFailsWhatNeedsIt() throws {
    let other = LogFolder("\(temporary.path)/other")
    #expect(try Directory.make(other.path))
    calls.next(.syncFolder, .error(EIO))
    let made = problem { try SampleLog.create(other, calls: calls) }
    #expect(made == .system(.sync, path: other.path, SystemError(EIO)))

    try temporary.write(before + before.suffix(40), to: "events.jsonl")
    calls.next(.syncFolder, .error(EIO))
    #expect(problem { try append() } == .system(.sync, path: folder.path, SystemError(EIO)))
    #expect(try Directory.names(folder.path).allSatisfy { !LogFolder.isTorn($0) })
    try append()
  }

  @Test func whatWasWrittenBeforeAFailureComesAgain() throws {
    calls.next(.write, .short(.max), .short(.max), .error(ENOSPC))
    let acts = try (0..<3).map { try SampleLog.act("batch-\($0)", events: 200) }
    #expect(problem { try log.transact { _ in acts } } != nil)
    try log.transact { suffix in
      #expect(suffix.lines.count == 400)
      #expect(suffix.lines.last?.id(suffix.bytes) == "batch-1")
      return [acts[2]]
    }
    let report = try LogVerifier(folder).verify()
    #expect(report.damages.isEmpty)
    #expect(report.lines == 602)
  }

  @Test func aWriteThatCannotBeTakenBackPoisons() throws {
    calls.next(.write, .short(100), .error(ENOSPC))
    calls.next(.truncate, .error(EIO))
    let first = problem { try append() }
    #expect(first == .system(.write, path: folder.log, SystemError(ENOSPC)))
    #expect(problem { try append() } == .poisoned(path: folder.log))
    #expect(try LogVerifier(folder).verify().damages.map(\.place) == ["events.jsonl:3 incomplete"])
  }

  @Test(arguments: [EIO, ENOSPC])
  func aFailedSyncPoisonsAndIsNotTriedAgain(_ code: Int32) throws {
    _ = calls.count(.sync)
    calls.next(.sync, .error(code))
    #expect(problem { try append() } == .poisoned(path: folder.log))
    #expect(calls.count(.sync) == 1)
    _ = calls.count(.write)
    for _ in 0..<3 { #expect(problem { try append() } == .poisoned(path: folder.log)) }
    #expect(calls.count(.sync) == 0)
    #expect(calls.count(.write) == 0)
    #expect(StorageProblem.poisoned(path: "a").words.contains("unknown"))
    // Whoever opens it anew sees what the disk has, and makes it safe first.
    let again = try LogFile.open(folder, forWriting: true, calls: calls)
    try again.transact { suffix in
      #expect(suffix.lines.last?.id(suffix.bytes) == "after")
      #expect(calls.count(.sync) == 1)
      return []
    }
  }

  @Test func whatOthersWroteIsMadeSafeBeforeAnythingIsAdded() throws {
    try LogFile.open(folder, forWriting: true).transact { _ in [try SampleLog.act("other")] }
    _ = calls.count(.sync)
    try log.transact { suffix in
      #expect(suffix.lines.map { $0.id(suffix.bytes) } == ["other"])
      #expect(calls.count(.sync) == 1)
      return []
    }
    try log.transact { _ in [] }
    #expect(calls.count(.sync) == 0)
    try LogFile.open(folder, forWriting: true).transact { _ in [try SampleLog.act("another")] }
    calls.next(.sync, .error(EIO))
    var wasAsked = false
    let problem = problem {
      try log.transact { _ in
        wasAsked = true
        return []
      }
    }
    #expect(problem == .poisoned(path: folder.log))
    #expect(!wasAsked)
  }

  @Test(arguments: [FaultyCalls.Call.read, .facts, .open])
  func aFailedReadIsNeverTheEndOfTheLog(_ call: FaultyCalls.Call) throws {
    calls.next(call, .error(EIO))
    let problem = problem {
      let log = try LogFile.open(folder, forWriting: true, calls: calls)
      try log.transact { _ in [try SampleLog.act("never")] }
    }
    guard case .system(_, _, let error)? = problem else {
      Issue.record("\(String(describing: problem))")
      return
    }
    #expect(error.code == EIO)
    #expect(try temporary.read("events.jsonl") == before)
    #expect(throws: Never.self) { try append() }
  }

  @Test func aFailedReadInTheMiddleIsNoShorterLog() throws {
    calls.next(.read, .short(10), .error(EINTR), .short(50), .error(EIO))
    var delivered = 0
    let problem = problem {
      try LogVerifier(folder, calls: calls).lines { _, _ in delivered += 1 }
    }
    #expect(problem != nil)
    #expect(delivered == 0)
  }

  @Test func aFileThatEndsTooEarlyIsNoShorterLog() throws {
    // The head is read first.
    calls.next(.read, .short(.max), .short(10), .short(0))
    let problem = problem { _ = try LogVerifier(folder, calls: calls).verify() }
    #expect(problem == .shrank(path: folder.log))
  }

  @Test func interruptionsAreNothing() throws {
    for call in [FaultyCalls.Call.open, .read, .write, .sync, .facts] {
      calls.next(call, .error(EINTR), .error(EINTR))
    }
    let log = try LogFile.open(folder, forWriting: true, calls: calls)
    try log.transact { _ in [try SampleLog.act("after")] }
    try expectOneMore()
  }
}
