import Foundation
package import RehearsalCore
package import RehearsalEngine
import RehearsalFormats
package import RehearsalStorage

/// The shipped tutorial, played from its script into a log on the disk, gone with this value.
package final class RecordedTutorial {
  package let folder: LogFolder
  package let plan: Plan
  private let root: URL

  /// `lines` of the script are played; all of them where it is left out.
  package init(lines: Int = .max) throws {
    root = FileManager.default.temporaryDirectory
      .appendingPathComponent("rehearse-tutorial-\(UUID().uuidString)")
    let files = SourceFiles.shipped("tutorial")
    let reading = try ScenarioReader(.rehearsal).read(files)
    guard let plan = reading.plan, let script = files["first-day.script"] else {
      throw MemoryRehearsal.Unusable(description: "the tutorial is not whole")
    }
    self.plan = plan
    folder = try LogFolder.open(
      plan, reading.used, in: root.path, named: "tutorial", tool: "rehearse test",
      wall: WallMoment(microseconds: 0))
    let reader = SentenceReader(
      .rehearsal, roles: plan.scenario.head.roles.map(\.id), context: plan.days)
    let text = try script.text.get()
    let acts = try Script.read(text, file: script.path, reader, dayOne: plan.dayOne).get().lines
    let writer = try self.writer()
    try writer.perform(
      acts.prefix(lines).map { line in
        RehearsalWriter.Act(
          line.sentence.command, by: plan.seated(line.sentence.actor, else: "script"),
          id: "script/\(line.place.line)", at: line.at)
      }, stopAtRejection: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// A writer of its own on this log, whose room clock stands at `wall`.
  package func writer(wall: Int64 = 0) throws -> RehearsalWriter {
    try RehearsalWriter(
      LogFile.open(folder, forWriting: true), .rehearsal, plan,
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
