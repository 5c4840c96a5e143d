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

  /// The folder of a shipped scenario, or of one that only tests have.
  private static func folder(_ name: String) -> String {
    let own = scenarios.deletingLastPathComponent().appendingPathComponent("Tests/Scenarios")
    let folders = [scenarios, own].map { $0.appendingPathComponent(name).path }
    return folders.first(where: FileManager.default.fileExists) ?? folders[0]
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

  /// `lines` of the script are played; all of them where it is left out. What `text` gives is
  /// played in place of the scenario's own script.
  package init(
    _ name: String = "tutorial", lines: Int = .max, script text: ((Plan) throws -> String)? = nil
  ) throws {
    root = FileManager.default.temporaryDirectory
      .appendingPathComponent("rehearse-\(name)-\(UUID().uuidString)")
    let source = RecordedScenario.folder(name)
    guard let files = try SourceFolder.read(source, with: ScenarioReader.mainFile) else {
      throw MemoryRehearsal.Unusable(description: "there is no scenario called \(name)")
    }
    let (reading, found) = try RecordedScenario.plan(files)
    guard let plan = found else {
      throw MemoryRehearsal.Unusable(description: "\(name) is not whole")
    }
    self.plan = plan
    let written =
      try text?(plan) ?? SourceFolder.file("\(source)/\(RecordedScenario.script)").text.get()
    folder = try LogFolder.open(
      plan, reading.used, in: root.path, named: name, tool: "rehearse test",
      wall: WallMoment(microseconds: 0))
    let reader = SentenceReader(
      .rehearsal, roles: plan.scenario.head.roles.map(\.id), context: plan.days)
    let acts = try Script.read(
      written, file: RecordedScenario.script, reader, dayOne: plan.dayOne
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
        description: "\(name)/\(place.file):\(place.line): \(rejection.words)")
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
