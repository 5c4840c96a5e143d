import Glibc
package import RehearsalCore
import RehearsalFormats

/// A log that is written, by one owner on one thread: every call blocks until the disk has
/// answered. Other processes may write the same log in between; each sees what the others wrote
/// before it adds its own.
package final class LogFile {
  package let folder: LogFolder
  /// How long to wait for others, in milliseconds.
  package var patience = 10_000
  /// How many events a batch has at most, unless one command alone has more.
  package static let batchLimit = 256

  private let file: OpenFile
  /// Open while writing is allowed.
  private let headFile: OpenFile?
  /// How many bytes were last written there; `nil` while others may have written more.
  private var headSize: Int?
  private let calls: any FileCalls
  private let facts: FileFacts
  private var place = LogPlace()
  private var writer = LineWriter()
  private var hasCheckedHead = false
  /// Repairs that are made and not yet in the log.
  private var unrecorded: [LogRecovered] = []
  private var hasLookedForTails = false
  private var isPoisoned = false
  private var isInUse = false

  private init(
    _ folder: LogFolder, _ flags: Int32, head headFlags: Int32?, _ calls: any FileCalls
  ) throws(StorageProblem) {
    self.folder = folder
    self.calls = calls
    file = try OpenFile(folder.log, flags, calls)
    facts = try file.facts()
    if let headFlags {
      if let disk = calls.disk(of: facts), Disks.isShared(disk) {
        throw .network(path: folder.log, disk)
      }
      headFile = try OpenFile(folder.head, headFlags, calls)
    } else {
      headFile = nil
    }
  }

  /// Makes the log of a new folder, with line 0 safely on the disk.
  @discardableResult
  package static func create(
    _ folder: LogFolder, opened: LogOpened, at: Moment, rec: WallMoment,
    calls: any FileCalls = SystemCalls()
  ) throws(StorageProblem) -> LogFile {
    let made = O_CREAT | O_EXCL
    let log = try LogFile(
      folder, O_RDWR | O_APPEND | made, head: O_RDWR | O_CREAT, calls)
    try log.file.lock(.exclusive, patience: log.patience)
    defer { log.file.unlock() }
    let line = NewEvent(id: "open", at: at, rec: rec, actor: .tool, payload: .opened(opened))
    var place = log.place
    try log.append(try LogBatch([line], behind: place, &log.writer), &place)
    try Directory.sync(folder.path, calls)
    return log
  }

  /// Opens a log. Nothing is read yet: the first `transact` or `look` sees all of it.
  package static func open(
    _ folder: LogFolder, forWriting: Bool, calls: any FileCalls = SystemCalls()
  ) throws(StorageProblem) -> LogFile {
    if forWriting {
      return try LogFile(folder, O_RDWR | O_APPEND, head: O_RDWR | O_CREAT, calls)
    }
    return try LogFile(folder, O_RDONLY, head: nil, calls)
  }

  /// Whether the log has another size than when it was last looked at. Cheap, and takes no lock.
  package var hasNews: Bool {
    get throws(StorageProblem) { try file.facts().size != place.head.size }
  }

  /// The last line that was seen; of number -1 before the first look.
  package var head: LogHead { place.head }

  /// Reads what is new, without writing. Where the log is damaged, the suffix ends with the last
  /// good batch and says what follows it; later calls then say it again.
  package func look(_ see: (LogSuffix) throws -> Void) throws {
    let (suffix, place) = try locked(.shared) { () throws(StorageProblem) in try news() }
    try see(suffix)
    self.place = place
  }

  /// Does everything that one act of recording is, under the log's lock: reads and checks what
  /// others wrote, hands it to `decide`, writes what that returns, and syncs it.
  ///
  /// Each inner list holds the events of one command, which no batch divides. Where anything
  /// throws, this counts as not having happened: the next call hands over the same suffix again,
  /// together with any batches that did reach the disk. So the caller works on a copy of its
  /// state, and keeps the copy when this returns.
  package func transact(_ decide: (LogSuffix) throws -> [[NewEvent]]) throws {
    guard headFile != nil else { throw StorageProblem.readOnly(path: folder.log) }
    guard !isPoisoned else { throw StorageProblem.poisoned(path: folder.log) }
    precondition(!isInUse, "a log is written by one act at a time")
    isInUse = true
    defer { isInUse = false }
    try file.lock(.exclusive, patience: patience)
    defer { file.unlock() }
    var (suffix, place) = try news()
    if let damage = suffix.damage {
      try recover(damage, place)
      (suffix, place) = try news()
      if let damage = suffix.damage { throw StorageProblem.damaged(damage, good: good(place)) }
    }
    if try recordRepairs(suffix, place) { (suffix, place) = try news() }
    // Whoever wrote it may have died before it was safe, and ours must not outlive it.
    if !suffix.lines.isEmpty { try sync() }
    try append(LogFile.packed(try decide(suffix)), &place)
    self.place = place
  }

  /// Repairs a torn tail, and records that; refuses any other damage.
  private func recover(_ damage: LogDamage, _ good: LogPlace) throws(StorageProblem) {
    let size = try file.facts().size
    let bound = try StoredHead.read(folder, calls).head
    guard try LogRecovery.isTorn(damage, behind: good.head, to: size, bound: bound, file) else {
      throw .damaged(damage, good: self.good(good))
    }
    // What stands before it may have been written by somebody who died before it was safe.
    try sync()
    let recovered = try LogRecovery.keep(folder, behind: good.head, to: size, file, calls)
    try file.truncate(to: good.head.size)
    unrecorded.append(recovered)
    try sync()
  }

  /// Records the repairs that the log does not mention yet: this one, and at the first look those
  /// of others who died over them.
  private func recordRepairs(_ suffix: LogSuffix, _ end: LogPlace) throws(StorageProblem) -> Bool {
    if !hasLookedForTails {
      let found = try LogRecovery.unrecorded(folder, besides: suffix, calls)
      unrecorded += found.filter { tail in !unrecorded.contains { $0.file == tail.file } }
      hasLookedForTails = true
    }
    guard !unrecorded.isEmpty, let at = end.chain.at else { return false }
    if !suffix.lines.isEmpty { try sync() }
    var place = end
    while let next = unrecorded.first {
      let line = NewEvent(
        id: "recover/\(next.file)", at: at, rec: .now, actor: .tool, payload: .recovered(next))
      try append(try LogBatch([line], behind: place, &writer), &place)
      unrecorded.removeFirst()
    }
    return true
  }

  private func good(_ place: LogPlace) -> LogHead? { place.head.size > 0 ? place.head : nil }
}

// MARK: - Reading

extension LogFile {
  /// The whole batches behind what was seen, and the place behind them.
  private func news() throws(StorageProblem) -> (LogSuffix, LogPlace) {
    let size = try file.facts().size
    guard let standing = Directory.facts(folder.log), standing.isSameFile(as: facts) else {
      throw .replaced(path: folder.log)
    }
    if size < place.head.size {
      let damage = LogDamage(
        file: LogFolder.logName, line: nil, byte: size, kind: .incomplete,
        words: "lines were cut off, there were \(place.head.size) bytes")
      throw .damaged(damage, good: nil)
    }
    guard size > place.head.size || !hasCheckedHead else {
      return (suffix([], [], place, nil), place)
    }
    let bound = hasCheckedHead ? nil : try StoredHead.read(folder, calls).head
    var walk = LogWalk(from: place, to: size, bound: bound, keepsBytes: true)
    var lines: [LogLine] = []
    var damage: LogDamage?
    reading: while true {
      switch try walk.next(file) {
      case .line(let line): lines.append(line)
      case .damage(let found):
        damage = found
        break reading
      case .end: break reading
      }
    }
    hasCheckedHead = damage == nil
    lines.removeLast(lines.count - (walk.good.head.n - place.head.n))
    return (suffix(lines, walk.frames.bytes, walk.good, damage), walk.good)
  }

  private func suffix(
    _ lines: [LogLine], _ bytes: [UInt8], _ end: LogPlace, _ damage: LogDamage?
  ) -> LogSuffix {
    LogSuffix(
      lines: lines, bytes: bytes, start: place.head.size, head: end.head, damage: damage)
  }

  private func locked<Value>(
    _ kind: OpenFile.Lock, _ body: () throws(StorageProblem) -> Value
  ) throws(StorageProblem) -> Value {
    try file.lock(kind, patience: patience)
    defer { file.unlock() }
    return try body()
  }
}

// MARK: - Writing

extension LogFile {
  /// Puts commands together until a batch is full.
  package static func packed(_ acts: [[NewEvent]]) -> [[NewEvent]] {
    var batches: [[NewEvent]] = []
    for act in acts where !act.isEmpty {
      if let last = batches.last, last.count + act.count <= batchLimit {
        batches[batches.count - 1] += act
      } else {
        batches.append(act)
      }
    }
    return batches
  }

  /// Writes batch after batch, none before all are known to be such as can be recorded.
  private func append(
    _ batches: [[NewEvent]], _ place: inout LogPlace
  ) throws(StorageProblem) {
    if batches.count == 1, try appendAsMade(batches[0], &place) { return }
    var made: [LogBatch] = []
    for batch in batches {
      made.append(try LogBatch(batch, behind: made.last?.end ?? place, &writer))
    }
    for batch in made { try append(batch, &place) }
  }

  /// Writes the beginning of a large batch while its end is made: the disk is at work meanwhile.
  /// Where that cannot be done nothing is left of the batch, and the answer is `false`.
  private func appendAsMade(
    _ events: [NewEvent], _ place: inout LogPlace
  ) throws(StorageProblem) -> Bool {
    let start = place
    var size = start.head.size
    let batch = try orTakenBack(to: start.head) { () throws(StorageProblem) in
      try LogBatch.handedOver(events, behind: start) { (parts) throws(StorageProblem) in
        let count = try file.append(parts)
        file.beginWriteback(from: size, count: count)
        size += count
      }
    }
    guard let batch else {
      if size > start.head.size { try takeBack(to: start.head) }
      return false
    }
    try append(batch, &place)
    return true
  }

  /// Writes one batch, or the rest of it, and waits until it is on the disk.
  private func append(_ batch: LogBatch, _ place: inout LogPlace) throws(StorageProblem) {
    try orTakenBack(to: place.head) { () throws(StorageProblem) in
      _ = try file.append(batch.parts)
    }
    try sync()
    place = batch.end
    note(place.head)
  }

  /// Writes something; where that fails, nothing is left of what was written behind `head`.
  private func orTakenBack<Value>(
    to head: LogHead, _ write: () throws(StorageProblem) -> Value
  ) throws(StorageProblem) -> Value {
    do throws(StorageProblem) {
      return try write()
    } catch {
      // Why it was not written says more than why it cannot be taken back.
      try? takeBack(to: head)
      throw error
    }
  }

  private func takeBack(to head: LogHead) throws(StorageProblem) {
    do throws(StorageProblem) {
      try file.truncate(to: head.size)
    } catch {
      isPoisoned = true
      throw error
    }
  }

  /// Writes `events.head`. An older one is true as well, so one that could not be written harms
  /// nothing.
  private func note(_ head: LogHead) {
    let bytes = head.bytes
    let old = headSize
    headSize = nil
    do throws(StorageProblem) {
      try headFile?.overwrite(bytes)
      // It hardly ever gets shorter, and asking the system takes a tenth of what writing takes.
      if old ?? .max > bytes.count { try headFile?.truncate(to: bytes.count) }
      headSize = bytes.count
    } catch {}
  }

  /// After a failed sync nobody knows what is on the disk, and asking again would be told that all
  /// is well. So it is the end of this log here.
  private func sync() throws(StorageProblem) {
    do throws(StorageProblem) {
      try file.sync()
    } catch {
      isPoisoned = true
      throw .poisoned(path: folder.log)
    }
  }
}
