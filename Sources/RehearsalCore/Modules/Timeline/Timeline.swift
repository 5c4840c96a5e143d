/// The clock, the phases, the milestones and the deadlines. It also says whether a rehearsal
/// takes acts at all, so every other module is asked after it.
///
/// Everyone sees what it does: the clock of an exercise is public. What the call says, and who has
/// been told, is Communication's to show.
package enum Timeline: Module {
  package static let name: StaticString = "timeline"
  package static let doc: StaticString = "Deadlines beside those of the framework"
  package static let title: StaticString = "Dates and deadlines"

  package static let commands: [any Command.Type] = [
    StartRehearsal.self, PauseRehearsal.self, ResumeRehearsal.self, SetPace.self, MoveClock.self,
    EndRehearsal.self, StopForRealIncident.self, MeetDeadline.self, PutOffMilestone.self,
    ReachMilestone.self, BeginPhase.self, PassDeadline.self,
  ]

  package static let events: [any Event.Type] = [
    RehearsalStarted.self, RehearsalPaused.self, RehearsalResumed.self, PaceSet.self,
    ClockMoved.self, RehearsalEnded.self, StoppedForRealIncident.self, DeadlineMet.self,
    DeadlineMissed.self, MilestoneReached.self, DatesSet.self, PhaseBegan.self, CallRevealed.self,
    DatesMoved.self,
  ]

  package static func initialState(_ plan: Plan) -> State { State() }

  package static func boards(_ state: RehearsalState) -> [any Board] {
    [TimelineBoard(state[Timeline.self], state.names)]
  }

  /// Refuses what no module may take now: anything before the start, after the end, while paused,
  /// or from a role that the scenario does not have.
  package static func admit(
    _ command: any Command, _ state: State, _ plan: Plan, _ context: Context
  ) throws(Rejection) {
    if state.status == .ended { throw Rejection(TimelineRefusal.ended) }
    if type(of: command).gate == .running {
      switch state.status {
      case .stopped: throw Rejection(TimelineRefusal.stopped)
      case .notStarted: throw Rejection(TimelineRefusal.notStarted)
      case .paused: throw Rejection(TimelineRefusal.paused)
      case .running, .ended: break
      }
    }
    if let role = context.actor.role, !plan.isRole(role) {
      throw Rejection(TimelineRefusal.roleUnknown(role))
    }
    if let happened = context.happened {
      if happened > context.now { throw Rejection(TimelineRefusal.happenedLater(happened)) }
      guard let began = state.began, began <= happened else {
        throw Rejection(TimelineRefusal.happenedBefore(happened))
      }
    }
  }
}
