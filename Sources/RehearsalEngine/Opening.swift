package import RehearsalCore
package import RehearsalFormats
package import RehearsalStorage

/// Opens rehearsals: a folder of its own, with every file of the scenario kept in it, and line 0
/// of the log.
package enum Opening {
  /// The folder is new every time. `used` are the files that the scenario was read from, `wall`
  /// the clock of the room.
  package static func open(
    _ plan: Plan, _ used: [SourceFile], in parent: String, named name: String, tool: String,
    wall: WallMoment
  ) throws -> LogFolder {
    let folder = try LogFolder.create(in: parent, named: name)
    let files = used.map { (path: $0.path, bytes: $0.bytes) }
    try folder.keep(files)
    let opened = LogOpened(
      format: LogOpened.newestFormat, tool: tool, scenario: plan.scenario.head.id,
      scenarioHash: LogFolder.scenarioHash(files))
    // The story has not begun: its clock stands at the start of day 1.
    _ = try LogFile.create(
      folder, opened: opened, at: Moment(plan.dayOne, .midnight), rec: wall)
    return folder
  }
}

extension Plan {
  /// An actor of a sentence with a seat: the one it said, else whoever usually holds the role,
  /// else a word for where the sentence came from.
  package func seated(_ actor: Actor, else word: String) -> Actor {
    switch actor {
    case .role(let role, let seat) where seat.isEmpty:
      let holder = scenario.head.roles.first { $0.id == role }?.holder?.text
      return .role(role, seat: holder ?? word)
    case .facilitator(let seat) where seat.isEmpty: return .facilitator(seat: word)
    case .inspector(let name, let seat) where seat.isEmpty: return .inspector(name, seat: word)
    default: return actor
    }
  }
}
