import Foundation
import RehearsalStorage
import RehearsalTestSupport

/// Row 11: the real tool under strace, which makes the system's own calls fail.
enum InjectRow {
  static let row = Row(
    number: 11, title: "strace -e inject on the tool", run: { try run($0, isEager: false) },
    control: "acknowledged whatever the tool said", runControl: { try run($0, isEager: true) })

  private static let calls = ["write", "pwrite64", "fdatasync", "openat", "ftruncate", "pread64"]
  private static let sentence =
    "director gets no answer from chief-executive about notification-call"

  private static func run(_ budget: Budget, isEager: Bool) throws -> Tally {
    let tool = try tool(budget)
    guard let probe = try Program.run(["strace", "-o", "/dev/null", "true"]) else {
      throw NotRun(why: "there is no strace")
    }
    guard probe.status == 0 else {
      throw NotRun(why: "strace cannot trace here: \(probe.text.prefix(100))")
    }
    let log = try RecordedScenario(lines: 3)
    let bytes = try log.bytes()
    let head = try Files.read(log.folder.head)
    var tally = Tally()
    for call in calls {
      for code in ["EIO", "ENOSPC", "EINTR"] {
        // EINTR once is asked again; a disk that stays full or broken is not.
        for nth in 1...budget.times(1, full: 4) {
          for name in Files.torn(log.folder) { Files.remove("\(log.folder.path)/\(name)") }
          try Files.write(bytes, log.folder.log)
          try Files.write(head, log.folder.head)
          tally.tried += 1
          let id = "act"
          let said = try Program.run([
            "strace", "-f", "-qq", "-o", "/dev/null", "-P", log.folder.log, "-P", log.folder.head,
            "-e", "trace=\(call)", "-e", "inject=\(call):error=\(code):when=\(nth)",
            tool, "record", log.folder.path, "--id", id, "day 1 09:40 \(sentence)",
          ])
          let isSafe = said?.status == 0
          if !isSafe { tally.refused += 1 }
          let name = "\(call) \(nth) \(code), status \(said?.status ?? -1)"
          if let text = said?.text, text.contains("Fatal error") || (said?.status ?? 0) > 128 {
            tally.problems.append("\(name): the tool broke off: \(text.prefix(200))")
          }
          let events = isSafe || isEager ? [(id: id, events: 1)] : []
          try checkPrefix(name, log.folder, bytes, &tally)
          Audit.check(name, log.folder, events, &tally)
        }
      }
    }
    return tally
  }

  private static func checkPrefix(
    _ name: String, _ folder: LogFolder, _ bytes: [UInt8], _ tally: inout Tally
  ) throws {
    if try !Files.read(folder.log).starts(with: bytes) {
      tally.lose("\(name): what stood in the log was changed")
    }
  }

  /// The tool itself: as told, or beside this program.
  private static func tool(_ budget: Budget) throws -> String {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = URL(filePath: own).deletingLastPathComponent().appending(path: "rehearse").path
    let path = budget.tool ?? beside
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw NotRun(why: "there is no \(path): build it, or name it with --tool")
    }
    return path
  }
}
