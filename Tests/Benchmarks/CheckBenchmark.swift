import Foundation
import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Yams

/// `check` of a scenario of 500 people, 1,000 documents and 500 new events: as a whole process, and
/// the reading of it beside what the YAML library alone takes for the same file.
enum CheckBenchmark {
  static func run(tool: String) throws -> [Result] {
    let files = LargeScenario.files
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rehearse-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files.files {
      try Data(file.bytes).write(to: folder.appendingPathComponent(file.path))
    }
    let runs = (0..<11).map { _ in ProcessRun([tool, "check", folder.path]) }
    let main = String(decoding: files["scenario.yaml"]?.bytes ?? [], as: UTF8.self)
    let pair = try Pair(
      rounds: 11,
      ours: {
        let reading = try ScenarioReader(.rehearsal).read(files)
        precondition(reading.diagnostics.isEmpty && reading.plan != nil)
      },
      peer: {
        let node = try Yams.compose(yaml: main)
        precondition(node != nil)
      })
    let time = median(runs.map(\.seconds))
    let memory = Double(runs.map(\.peakKilobytes).max() ?? 0) / 1024
    return [
      Result(
        "check, whole process", "\(fixed(time * 1000, 0)) ms", "under 500 ms",
        time < 0.5 && runs.allSatisfy { $0.status == 0 }),
      Result("check, most memory", "\(fixed(memory, 0)) MB", "under 100 MB", memory < 100),
      Result(
        "reading, checking and planning beside Yams parsing the YAML alone",
        "\(fixed(pair.ratio)) times as long", "published", true),
    ]
  }
}
