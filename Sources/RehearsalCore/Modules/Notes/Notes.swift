/// What people notice while a rehearsal runs, and what all of them say right after it.
///
/// A note is for observers and facilitators, so that a player who is watched is not disturbed by
/// it; players read the notes that they wrote themselves. The hot debrief is for everyone: three
/// questions, answered by roles and not by people.
package enum Notes: Module {
  package static let name: StaticString = "notes"
  package static let doc: StaticString = "What is asked in the debrief at the end"
  package static let title: StaticString = "Notes"

  package static let commands: [any Command.Type] = [
    TakeNote.self, OpenDebrief.self, AnswerDebrief.self, CloseDebrief.self,
  ]

  package static let events: [any Event.Type] = [
    NoteTaken.self, DebriefOpened.self, DebriefAnswered.self, DebriefClosed.self,
  ]

  package static func prepare(
    _ section: Section, _ planner: inout Planner
  ) -> DebriefQuestions { section.questions }

  package static func initialState(_ plan: Plan) -> State {
    let roles = plan.scenario.head.roles
    return State(
      observers: roles.filter { $0.part == .observer }.map(\.id), seats: roles.count)
  }

  package static func boards(_ state: RehearsalState) -> [any Board] {
    let notes = state[Notes.self]
    var boards: [any Board] = []
    if !notes.notes.isEmpty { boards.append(NotesBoard(notes, state.names)) }
    if notes.debrief != nil { boards.append(DebriefBoard(notes, state.names)) }
    return boards
  }
}
