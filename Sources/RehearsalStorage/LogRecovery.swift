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

  /// Keeps the bytes behind `good` in a file of their own, and only when they are safe there cuts
  /// them off the log.
  static func cut(
    _ folder: LogFolder, behind good: LogHead, to size: Int, _ file: borrowing OpenFile,
    _ calls: any FileCalls
  ) throws(StorageProblem) -> LogRecovered {
    var torn: [UInt8] = []
    try file.read(size - good.size, at: good.size, appendingTo: &torn)
    let name = try keep(torn, folder, good.size, calls)
    try file.truncate(to: good.size)
    try file.sync()
    return LogRecovered(
      cutting: torn.count, sha256: LineHash.of(torn).description, keptIn: name)
  }

  private static func keep(
    _ bytes: [UInt8], _ folder: LogFolder, _ offset: Int, _ calls: any FileCalls
  ) throws(StorageProblem) -> String {
    for number in 1...1_000 {
      let name = LogFolder.tornName(offset, number)
      guard Directory.kind("\(folder.path)/\(name)") == nil else { continue }
      let kept = try OpenFile("\(folder.path)/\(name)", O_WRONLY | O_CREAT | O_EXCL, calls)
      try kept.append(bytes)
      try kept.sync()
      try Directory.sync(folder.path)
      return name
    }
    throw .taken(path: "\(folder.path)/\(LogFolder.tornName(offset, 1))")
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
