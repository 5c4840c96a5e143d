import Crypto
import RehearsalFormats
import RehearsalStorage

/// Verifying a log beside hashing its lines and nothing else, and the memory it takes for a short
/// log and a long one.
enum VerifyBenchmark {
  static func run(_ setting: Setting) throws -> [Result] {
    let memory = try memory(setting)
    let log = try LongLog(lines: 200_000, in: setting.scratch)
    let pair = try Pair(
      rounds: 11,
      ours: {
        let report = try LogVerifier(log.folder).verify()
        precondition(report.isSound && report.lines == log.lines)
      },
      peer: {
        let lines = try PlainLines(log.folder.log)
        var hashed = 0
        while let line = try lines.next() {
          let covered = UnsafeRawBufferPointer(rebasing: line[..<(line.count - LogLine.tail)])
          var hashing = SHA256()
          hashing.update(bufferPointer: covered)
          // The digest has to be looked at, or nothing would be hashed.
          if hashing.finalize().first(where: { _ in true }) != nil { hashed += 1 }
        }
        precondition(hashed == log.lines)
      })
    let speed = Result(
      "verify \(grouped(log.lines)) lines", rate(log.lines, pair.ours, "lines"),
      beside: "SHA-256 alone \(rate(log.lines, pair.peers, "lines"))",
      times: pair.speed(log.lines, beside: log.lines), atLeast: 0.5)
    return [speed, memory]
  }

  /// The most that `rehearse verify` holds, as a whole process.
  private static func memory(_ setting: Setting) throws -> Result {
    let name = "memory of rehearse verify"
    let gate = "at most 1.25 times"
    var peaks: [Double] = []
    let sizes = [20_000, 400_000]
    for lines in sizes {
      let log = try LongLog(lines: lines, in: setting.scratch)
      let runs = (0..<3).map { _ in ProcessRun([setting.tool, "verify", log.folder.path]) }
      guard runs.allSatisfy({ $0.status == 0 }) else {
        return Result(name, "", gate, .notRun(why: "\(setting.tool) verify ended with an error"))
      }
      peaks.append(median(runs.map { Double($0.peakKilobytes) / 1024 }))
    }
    let ratio = peaks[1] / peaks[0]
    return Result(
      name, "\(grouped(sizes[1])) lines \(fixed(peaks[1], 0)) MB",
      beside: "\(grouped(sizes[0])) lines \(fixed(peaks[0], 0)) MB", ratio: fixed(ratio), gate,
      ratio <= 1.25 ? .ok : .failed)
  }
}
