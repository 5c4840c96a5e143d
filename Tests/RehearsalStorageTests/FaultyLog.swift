@testable import RehearsalStorage

/// A log of one act on a disk that fails as told.
struct FaultyLog {
  let temporary: TemporaryFolder
  let folder: LogFolder
  let calls = FaultyCalls()
  let log: LogFile
  /// What stands in the file, the act included.
  let before: [UInt8]

  init() throws {
    temporary = try TemporaryFolder()
    folder = LogFolder(temporary.path)
    try SampleLog.create(folder)
    log = try LogFile.open(folder, forWriting: true, calls: calls)
    try log.transact { _ in [try SampleLog.act("before")] }
    before = try temporary.read("events.jsonl")
    calls.forget()
  }
}
