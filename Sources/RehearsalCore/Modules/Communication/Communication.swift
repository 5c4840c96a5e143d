/// Who tells whom, and how far a message has come: the tree, the cascades that run through it,
/// each call, each try at it, and what was repeated back.
///
/// Everyone sees what happens below them. A role learns of a message when it is told; from then
/// on it sees the calls it must make and those made beneath it. The role that a cascade starts
/// from, and the roles that oversee it, see the whole.
package enum Communication: Module {
  package static let name: StaticString = "communication"
  package static let doc: StaticString = "Who tells whom, and the messages that go round"
  package static let title: StaticString = "Messages"

  package static let commands: [any Command.Type] = [
    ActivateCascade.self, Ring.self, GetNoAnswer.self, LeaveMessage.self, Tell.self,
    Confirm.self, HearBack.self, GiveUp.self, TakeOver.self, ReportGroup.self,
    NoticeStall.self, JudgeTarget.self,
  ]

  package static let events: [any Event.Type] = [
    CascadeActivated.self, RoleInformed.self, Rung.self, NotAnswered.self, MessageLeft.self,
    Confirmed.self, RepeatedBack.self, Unreachable.self, CallsTakenOver.self, GroupTold.self,
    Stalled.self, TargetMet.self, TargetMissed.self,
  ]

  package static func initialState(_ plan: Plan) -> State {
    State(tree: plan[Communication.self].tree)
  }

  package static func boards(_ state: RehearsalState) -> [any Board] {
    let communication = state[Communication.self]
    let cascades = communication.cascades.values
    let reached = cascades.flatMap { $0.contacts.keys }.firsts
    return cascades.map { cascade in
      let isForAll = reached.allSatisfy { cascade.contacts[$0] != nil || cascade.from == $0 }
      return CascadeBoard(cascade, state.names, isForAll: isForAll)
    }
  }
}
