import Foundation
import RehearsalStorage
import RehearsalTestSupport

/// Row 12: the ten lines of Python printed in the README, which share nothing with this tool, say
/// the same of damaged chains, and name the same line.
enum OtherVerifierRow {
  static let row = Row(
    number: 12, title: "the README's verify.py agrees", run: { try run($0, leavingOut: nil) },
    control: "verify.py without its first check",
    runControl: { try run($0, leavingOut: "if end != own") })

  private static func run(_ budget: Budget, leavingOut part: String?) throws -> Tally {
    var numbers = budget.numbers(12)
    let log = try RecordedScenario(lines: 12)
    let bytes = try log.bytes()
    let script = "\(budget.bench.path)/verify.py"
    try Files.write(Array(try source(leavingOut: part).utf8), script)
    let folders = try (0..<budget.times(200, full: 2_000)).map { number in
      let folder = try budget.bench.folder("chain-\(number)")
      let changed = number == 0 ? bytes : damaged(bytes, &numbers)
      try Files.write(changed, folder.log)
      return folder
    }
    let said = try Python.verdicts(script, folders.map(\.log), budget)
    var tally = Tally()
    for (folder, said) in zip(folders, said) {
      tally.tried += 1
      // The scenario is not beside it, which is damage of another kind and not the chain's.
      let report = try LogVerifier(folder).verify()
      let damage = report.damages.first { $0.file == "events.jsonl" }
      let ours = damage?.line.map { "line \($0)" } ?? "intact"
      let theirs = said.split(separator: ":").first.map(String.init) ?? said
      if theirs.hasPrefix(ours) && (ours == "intact" || theirs == ours) {
        if damage == nil { tally.harmless += 1 } else { tally.refused += 1 }
      } else if damage == nil {
        tally.miss("\(folder.name): we say intact, verify.py says \(said)")
      } else {
        tally.problems.append(
          "\(folder.name): verify.py says \(said), we say \(damage.map(\.description) ?? "")")
      }
    }
    for folder in folders { try? FileManager.default.removeItem(atPath: folder.path) }
    return tally
  }

  /// Damage that a chain can show. Lines cut off the end are none: both say so in the README.
  private static func damaged(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    let one = numbers.below(lines.count - 1)
    let other = (one + 1 + numbers.below(lines.count - 1)) % lines.count
    switch numbers.below(5) {
    case 0: lines.remove(at: one)
    case 1: lines.insert(lines[other], at: one)
    case 2: lines.swapAt(one, other)
    case 3:
      let at = numbers.below(lines[one].count)
      lines[one][at] ^= 1 << UInt8(numbers.below(8))
    default: lines[one].remove(at: numbers.below(lines[one].count))
    }
    return Array(lines.joined())
  }

  /// The fenced block of the README that begins with the line `# verify.py`.
  private static func source(leavingOut part: String?) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let readme = root.appending(path: "README.md").path
    let lines = String(decoding: try Files.read(readme), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let block = lines.drop { $0 != "# verify.py" }.prefix { $0 != "```" }
    guard !block.isEmpty else { throw NotRun(why: "README.md holds no verify.py") }
    return block.filter { line in part.map { !line.contains($0) } ?? true }
      .joined(separator: "\n") + "\n"
  }
}

/// The other program's interpreter.
private enum Python {
  /// What the script says of each file, in one process.
  static func verdicts(_ script: String, _ files: [String], _ budget: Budget) throws -> [String] {
    let driver = "\(budget.bench.path)/driver.py"
    let text = """
      import contextlib, io, runpy, sys
      for name in open(sys.argv[2]).read().split():
          said = io.StringIO()
          sys.argv = sys.argv[:2] + [name]
          saved, sys.argv = sys.argv, ["verify.py", name]
          try:
              with contextlib.redirect_stdout(said):
                  runpy.run_path(saved[1])
          except SystemExit as problem:
              said.write(str(problem.code))
          sys.argv = saved
          print(said.getvalue().strip() or "nothing")
      """
    try Files.write(Array((text + "\n").utf8), driver)
    let list = "\(budget.bench.path)/files"
    try Files.write(Array((files.joined(separator: "\n") + "\n").utf8), list)
    let output = try Program.run(["python3", driver, script, list])
    guard let output, output.status == 0 else {
      throw NotRun(why: "python3 does not run here: \(output?.text.prefix(200) ?? "")")
    }
    return output.text.split(separator: "\n").map(String.init)
  }
}

/// Another program, run to its end.
enum Program {
  /// `nil` where it cannot be started.
  static func run(_ arguments: [String]) throws -> (status: Int32, text: String)? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return nil
    }
    let text = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }
}
