package import RehearsalCore
package import RehearsalFormats

extension LogFolder {
  /// Opens a rehearsal: a folder of its own, every file that the scenario was read from kept in
  /// it, and line 0 of the log.
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
    try folder.keep(files)
    let opened = LogOpened(
      format: LogOpened.newestFormat, tool: tool, scenario: plan.scenario.head.id,
      scenarioHash: LogFolder.scenarioHash(files), call: plan.secret?.hash)
    if let secret = plan.secret { try folder.keep(secret) }
    // The story has not begun: its clock stands at the start of day 1, or of the window where that
    // day is nobody's to know.
    let first = plan.secret == nil ? plan.dayOne : plan.scenario.head.window.from ?? plan.dayOne
    try LogFile.create(folder, opened: opened, at: Moment(first, .midnight), rec: wall)
    return folder
  }
}
