import Glibc
package import RehearsalCore
package import RehearsalFormats

extension LogFolder {
  /// Opens a rehearsal: a folder of its own, every file that the scenario was read from kept in
  /// it, and line 0 of the log. Where that fails, nothing is left of it.
  ///
  /// - Parameters:
  ///   - used: the files of the scenario, the framework included
  ///   - tool: what the program that opens it calls itself
  ///   - wall: the clock of the room
  package static func open(
    _ plan: Plan, _ used: [SourceFile], in parent: String, named name: String, tool: String,
    wall: WallMoment
  ) throws(StorageProblem) -> LogFolder {
    let folder = try LogFolder.create(in: parent, named: name)
    let files = used.map { (path: $0.path, bytes: $0.bytes) }
    do throws(StorageProblem) {
      try folder.open(plan, files, tool: tool, wall: wall)
    } catch {
      folder.takeBack(files)
      throw error
    }
    return folder
  }

  private func open(
    _ plan: Plan, _ files: [KeptFile], tool: String, wall: WallMoment
  ) throws(StorageProblem) {
    try keep(files)
    let opened = LogOpened(
      format: LogOpened.newestFormat, tool: tool, scenario: plan.scenario.head.id,
      scenarioHash: LogFolder.scenarioHash(files), call: plan.secret?.hash)
    if let secret = plan.secret { try keep(secret) }
    // The story has not begun: its clock stands at the start of day 1, or of the window where that
    // day is nobody's to know.
    let first = plan.secret == nil ? plan.dayOne : plan.scenario.head.window.from ?? plan.dayOne
    try LogFile.create(self, opened: opened, at: Moment(first, .midnight), rec: wall)
  }

  /// Removes what was made for a rehearsal that could not be opened, and nothing else.
  private func takeBack(_ files: [KeptFile]) {
    let kept = files.filter { LogFolder.isPlain($0.path) }.map { "\(scenario)/\($0.path)" }
    for file in [log, head, secret] + kept { unlink(file) }
    var folders: Set = [path, scenario]
    for file in kept {
      var folder = Directory.parent(file)
      while folders.insert(folder).inserted { folder = Directory.parent(folder) }
    }
    for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) { rmdir(folder) }
  }
}
