import RehearsalCore

/// Who may see which event, worked out a second time from the rules in words, so that the modules'
/// own answers have something to be held against:
///
/// - the clock's events are for everyone;
/// - a message as a whole is for the role it sets out from and for its overseers;
/// - what happens with one recipient is for those told on the way there, for the recipient once
///   told, and for the overseers; a message left is for the recipient too;
/// - calls taken over are for those who may see their old caller, and for the new one;
/// - what a role learns is for that role and the overseers.
struct AudienceOracle {
  /// The caller of each recipient in the tree of the scenario.
  let tree: [String: String]
  private var messages: [String: Message] = [:]

  private struct Message {
    var from = ""
    var overseers: Set<String> = []
    var isDirect = false
    var callers: [String: String] = [:]
    var told: Set<String> = []
  }

  init(tree: [String: String]) { self.tree = tree }

  /// Takes one event in, and says who may see it besides facilitators; `nil` is everyone.
  mutating func audience(of event: any Event) -> Set<String>? {
    switch event {
    case let event as CascadeActivated:
      var message = Message()
      message.from = event.from.text
      message.overseers = Set(event.overseers.map(\.text))
      messages[event.cascade.text] = message
      return whole(event.cascade.text)
    case let event as TargetMet: return whole(event.cascade.text)
    case let event as TargetMissed: return whole(event.cascade.text)
    case let event as RoleInformed: return informed(event)
    case let event as CallsTakenOver: return takenOver(event)
    case let event as Rung: return seen(event.call.cascade.text, event.call.contact.text)
    case let event as NotAnswered: return seen(event.call.cascade.text, event.call.contact.text)
    case let event as MessageLeft:
      return seen(event.call.cascade.text, event.call.contact.text)
        .union([event.call.contact.text])
    case let event as Confirmed:
      messages[event.cascade.text]?.told.insert(event.contact.text)
      return seen(event.cascade.text, event.contact.text)
    case let event as RepeatedBack: return seen(event.cascade.text, event.contact.text)
    case let event as Unreachable: return seen(event.cascade.text, event.contact.text)
    case let event as GroupTold:
      if event.told == event.size {
        messages[event.cascade.text]?.told.insert(event.contact.text)
      }
      return seen(event.cascade.text, event.contact.text)
    case let event as Stalled: return seen(event.cascade.text, event.caller.text)
    default: return nil
    }
  }

  private func whole(_ id: String) -> Set<String> {
    guard let message = messages[id] else { return [] }
    return message.overseers.union([message.from])
  }

  private func seen(_ id: String, _ recipient: String) -> Set<String> {
    guard let message = messages[id] else { return [] }
    var roles = message.overseers
    if message.told.contains(recipient) { roles.insert(recipient) }
    var at = recipient
    while let caller = message.callers[at] {
      if message.told.contains(caller) { roles.insert(caller) }
      at = caller
    }
    return roles
  }

  private mutating func informed(_ event: RoleInformed) -> Set<String> {
    let (id, role) = (event.cascade.text, event.role.text)
    messages[id]?.told.insert(role)
    if messages[id]?.from == role {
      for recipient in event.below.map(\.text) {
        messages[id]?.callers[recipient] = event.route == .direct ? role : tree[recipient]
      }
    }
    return (messages[id]?.overseers ?? []).union([role])
  }

  private mutating func takenOver(_ event: CallsTakenOver) -> Set<String> {
    let before = seen(event.cascade.text, event.caller.text)
    for call in event.calls { messages[event.cascade.text]?.callers[call.text] = event.by.text }
    return before.union([event.by.text])
  }
}
