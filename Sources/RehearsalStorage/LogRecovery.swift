import Glibc
import RehearsalCore
import RehearsalFormats

/// What may be repaired, and how. A write that a power cut or a killed process broke off leaves a
/// torn tail; anything else that is wrong with a log is damage, and is never touched.
enum LogRecovery {
  /// Whether damage behind `good` is a torn tail: it lies behind all that was once known to be on
  /// the disk, and no whole line of a later batch follows it. A later batch is only begun when the
  /// one before is on the disk, so such a line proves that the bad bytes were once good.
  ///
  /// - Parameters:
  ///   - good: the end of the last complete batch before the damage
  ///   - bound: what `events.head` says
  static func isTorn(
    _ damage: LogDamage, behind good: LogHead, to size: Int, bound: LogHead?,
    _ file: borrowing OpenFile
  ) throws(StorageProblem) -> Bool {
    guard damage.file == LogFolder.logName, damage.kind != .newer, good.size > 0,
      good.size >= bound?.size ?? 0, size > good.size
    else { return false }
    var frames = LineFrames(good.size..<size)
    while let range = try frames.line(file) {
      if case .success(let line) = LogLine.parse(frames.bytes, range),
        line.h == LineHash.of(frames.bytes, line.covered),
        line.n - line.batch.index != good.n + 1
      {
        return false
      }
      frames.forget()
    }
    return true
  }

  /// Keeps the bytes behind `good` in a file of their own, safe on the disk, and says what is to be
  /// recorded of them once they are cut off. The log itself is left as it is.
  static func keep(
    _ folder: LogFolder, behind good: LogHead, to size: Int, _ file: borrowing OpenFile,
    _ calls: any FileCalls
  ) throws(StorageProblem) -> LogRecovered {
    var torn: [UInt8] = []
    try file.read(size - good.size, at: good.size, appendingTo: &torn)
    for number in 1...1_000 {
      let name = LogFolder.tornName(good.size, number)
      let path = "\(folder.path)/\(name)"
      if Directory.kind(path) != nil {
        let there = try OpenFile(path, O_RDONLY | O_NOFOLLOW, calls).contents()
        if there == torn { return record(torn, name) }
        // A copy that was broken off is written anew; anything else is another tail.
        guard torn.starts(with: there) else { continue }
      }
      try write(torn, to: path, in: folder, calls)
      return record(torn, name)
    }
    throw .taken(path: "\(folder.path)/\(LogFolder.tornName(good.size, 1))")
  }

  /// The tails that somebody cut off who did not live to record it: those that lie in the folder
  /// and that no line of the log mentions.
  static func unrecorded(
    _ folder: LogFolder, besides suffix: LogSuffix, _ calls: any FileCalls
  ) throws(StorageProblem) -> [LogRecovered] {
    let records = suffix.lines.filter { $0.has(type: LogRecovered.name, suffix.bytes) }
    let known = records.compactMap { line in
      try? LogRecovered.decode(suffix.bytes, line.data).get().file
    }
    var found: [LogRecovered] = []
    for name in try Directory.names(folder.path)
    where LogFolder.isTorn(name) && !known.contains(name) {
      let bytes = try OpenFile("\(folder.path)/\(name)", O_RDONLY | O_NOFOLLOW, calls).contents()
      found.append(record(bytes, name))
    }
    return found
  }

  private static func record(_ bytes: [UInt8], _ name: String) -> LogRecovered {
    LogRecovered(cutting: bytes.count, sha256: LineHash.of(bytes).description, keptIn: name)
  }

  /// Leaves no half of a tail behind where the disk refuses the rest.
  private static func write(
    _ bytes: [UInt8], to path: String, in folder: LogFolder, _ calls: any FileCalls
  ) throws(StorageProblem) {
    do throws(StorageProblem) {
      let file = try OpenFile(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, calls)
      try file.append(bytes)
      try file.sync()
      try Directory.sync(folder.path, calls)
    } catch {
      unlink(path)
      throw error
    }
  }
}

extension WallMoment {
  /// The clock of the machine: a repair says when it was made, and nobody asked for it who could
  /// have brought the time along.
  static var now: WallMoment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return WallMoment(
      microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }
}
