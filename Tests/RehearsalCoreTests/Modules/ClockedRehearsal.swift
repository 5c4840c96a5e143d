import RehearsalCore
import RehearsalTestSupport

/// A rehearsal whose clock carries out what falls due, as the engine does it: before each act,
/// every step of the plan and everything that time alone brings, in order.
struct ClockedRehearsal {
  private(set) var rehearsal: MemoryRehearsal
  private var next = 0

  /// More than any rehearsal here has; past it, something falls due again and again.
  private static let mostSteps = 2_000

  init(_ rehearsal: MemoryRehearsal) { self.rehearsal = rehearsal }

  init(yaml: String, script: String) throws {
    self.init(try MemoryRehearsal(yaml: yaml))
    try play(script)
  }

  /// Plays lines that must all be taken; empty ones and comments are for readers.
  mutating func play(_ script: String) throws {
    for row in script.split(separator: "\n") where !row.hasPrefix("#") {
      let line = String(row)
      let (at, _) = ScriptTime.split(line, after: rehearsal.events.last?.at, dayOne: dayOne)
      if let at { try carryOutDue(until: at) }
      try rehearsal.play(line)
    }
  }

  private var dayOne: CalendarDate { rehearsal.plan.dayOne }

  mutating func carryOutDue(until moment: Moment) throws {
    for _ in 0..<ClockedRehearsal.mostSteps {
      guard rehearsal.state[Timeline.self].status == .running else { return }
      while next < rehearsal.plan.steps.count, rehearsal.plan.steps[next].command == nil {
        next += 1
      }
      let planned = next < rehearsal.plan.steps.count ? rehearsal.plan.steps[next] : nil
      let implied = rehearsal.modules.nextDue(rehearsal.state, rehearsal.plan)
      let plannedAt = planned.map { rehearsal.state.moved($0.at) }
      let isPlanned = plannedAt.map { $0 <= implied?.at ?? $0 } ?? false
      guard let step = isPlanned ? planned : implied, let command = step.command,
        let at = isPlanned ? plannedAt : implied?.at, at <= moment
      else { return }
      if isPlanned { next += 1 }
      let last = rehearsal.events.last?.at ?? at
      let found = try rehearsal.perform(command, by: .clock, at: max(at, last)).get()
      if found.isEmpty, !isPlanned { throw Unexpected("\(step.id) falls due and does nothing") }
    }
    throw Unexpected("something falls due again and again")
  }
}
