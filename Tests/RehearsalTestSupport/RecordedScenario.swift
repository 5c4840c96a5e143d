import Foundation
package import RehearsalCore
package import RehearsalEngine
import RehearsalFormats
package import RehearsalStorage

/// A scenario of this repository, the tutorial unless another is named, played from its script into
/// a log on the disk, gone with this value.
package final class RecordedScenario {
  package let folder: LogFolder
  package let plan: Plan
  private let root: URL

  /// Where the scenarios stand.
  private static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("scenarios")

  /// Those that have a script, by name.
  package static var names: [String] {
    let files = FileManager.default
    let all = (try? files.contentsOfDirectory(atPath: scenarios.path)) ?? []
    return all.filter { name in
      files.fileExists(atPath: scenarios.appendingPathComponent("\(name)/\(script)").path)
    }.sorted()
  }

  private static let script = "rehearsal.script"

  private static func files(_ name: String) throws -> SourceFiles {
    let folder = scenarios.appendingPathComponent(name)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return SourceFiles(
      try names.map { name in
        SourceFile(
          path: name, bytes: Array(try Data(contentsOf: folder.appendingPathComponent(name))))
      })
  }

  /// The plan, with the middle day of its window where it leaves the call open, so that the same
  /// log is recorded again.
  private static func plan(_ files: SourceFiles) throws -> (ScenarioReading, Plan?) {
    let reading = try ScenarioReader(.rehearsal).read(files)
    guard let plan = reading.plan, !plan.isDated, let times = plan.callTimes else {
      return (reading, reading.plan)
    }
    let dates = times.dates(plan.calendar)
    let secret = CallSecret(
      moment: Moment(dates[dates.count / 2], times.earliest),
      salt: "5eed5eed5eed5eed5eed5eed5eed5eed")
    let notified = CallDate(secret.moment.date, secret.moment.time)
    let dated = try ScenarioReader(.rehearsal, notified: notified).read(files)
    return (dated, dated.plan?.keeping(secret))
  }

  /// `lines` of the script are played; all of them where it is left out. With `text` that is played
  /// in place of the scenario's own script.
  package init(_ name: String = "tutorial", lines: Int = .max, script text: String? = nil) throws {
    root = FileManager.default.temporaryDirectory
      .appendingPathComponent("rehearse-\(name)-\(UUID().uuidString)")
    let files = try RecordedScenario.files(name)
    let (reading, found) = try RecordedScenario.plan(files)
    guard let plan = found, let script = files[RecordedScenario.script] else {
      throw MemoryRehearsal.Unusable(description: "\(name) is not whole")
    }
    self.plan = plan
    folder = try LogFolder.open(
      plan, reading.used, in: root.path, named: name, tool: "rehearse test",
      wall: WallMoment(microseconds: 0))
    let reader = SentenceReader(
      .rehearsal, roles: plan.scenario.head.roles.map(\.id), context: plan.days)
    let acts = try Script.read(
      text ?? script.text.get(), file: script.path, reader, dayOne: plan.dayOne
    ).get().lines
    let writer = try self.writer(isScripted: true)
    let chosen = acts.prefix(lines).map { line in
      RehearsalWriter.Act(
        line.sentence.command, by: line.sentence.actor,
        id: "script/\(line.place.line)", at: line.at, happened: line.sentence.happened)
    }
    let outcomes = try writer.perform(chosen, stopAtRejection: true)
    if case .failure(let rejection)? = outcomes.last {
      let place = acts[outcomes.count - 1].place
      throw MemoryRehearsal.Unusable(
        description: "\(name)/\(script.path):\(place.line): \(rejection.words)")
    }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// A writer of its own on this log, whose room clock stands at `wall`.
  package func writer(wall: Int64 = 0, isScripted: Bool = false) throws -> RehearsalWriter {
    try RehearsalWriter(
      LogFile.open(folder, forWriting: true), .rehearsal, plan, isScripted: isScripted,
      wall: { WallMoment(microseconds: wall) })
  }

  package func bytes() throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: folder.log)))
  }

  /// Another folder with the same scenario and these bytes as its log.
  package func copy(of bytes: [UInt8]) throws -> LogFolder {
    let copy = try LogFolder.create(in: root.path, named: "copy")
    try copy.keep(folder.scenarioFiles())
    try Data(bytes).write(to: URL(fileURLWithPath: copy.log))
    return copy
  }

  /// Changes one letter in the middle of the log.
  package func damage() throws {
    var bytes = try bytes()
    guard let at = bytes[(bytes.count / 2)...].firstIndex(of: UInt8(ascii: "e")) else {
      throw MemoryRehearsal.Unusable(description: "there is no letter to change")
    }
    bytes[at] = UInt8(ascii: "f")
    try Data(bytes).write(to: URL(fileURLWithPath: folder.log))
  }
}
