import Glibc
import RehearsalCore
import RehearsalStorage
import RehearsalViews

/// A rehearsal in progress, told as it happens: what has happened so far, then each new event
/// within a fifth of a second, until it ends or the reader stops it.
struct FollowReplay {
  private let recorded: RecordedRehearsal
  private let viewer: Viewer
  private let all: Bool

  private static let pause: UInt32 = 200_000

  init(_ recorded: RecordedRehearsal, _ viewer: Viewer, all: Bool) {
    self.recorded = recorded
    self.viewer = viewer
    self.all = all
  }

  func run() throws {
    let replay = recorded.replay
    let log = try LogFile.open(recorded.folder, forWriting: false)
    var state = replay.modules.initialState(replay.plan)
    var seen = state
    Terminal.out("\(Exercise.strip)\n")
    while true {
      var damage: LogDamage?
      try log.look { suffix in
        for event in try suffix.events(replay.modules) {
          state.evolve(event)
          guard state.shows(event, to: viewer) else { continue }
          if viewer != .facilitator { seen.evolve(event) }
          tell(event, viewer == .facilitator ? state : seen)
        }
        damage = suffix.damage
      }
      if let damage { throw StorageProblem.damaged(damage, good: log.head) }
      if state[Timeline.self].status == .ended { return }
      while try !log.hasNews { usleep(FollowReplay.pause) }
    }
  }

  private func tell(_ event: RecordedEvent, _ state: RehearsalState) {
    guard all || event.event?.isNotable ?? true,
      let line = event.told(recorded.replay.modules.names(state))
    else { return }
    Terminal.out(line.text + "\n")
  }
}

extension Block.Happening {
  /// One happening on a line of a terminal.
  var text: String { "\(n.map { "\($0)  " } ?? "")\(at.words)  \(who) \(words)" }
}
