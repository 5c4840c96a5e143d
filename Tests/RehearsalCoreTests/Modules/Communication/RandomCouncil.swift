import RehearsalTestSupport

@testable import RehearsalCore

/// A council, a tree and messages made up from a seed, and acts in it that mostly make no sense.
struct RandomCouncil {
  let yaml: String
  let roles: [String]
  let recipients: [String]
  let cascades: [String]
  /// Who tells whom: the caller of each recipient in the tree.
  let callers: [String: String]
  private var numbers: RepeatableNumbers

  init(seed: Int) {
    numbers = RepeatableNumbers(seed: UInt64(seed))
    roles = (0..<Int.random(in: 1...9, using: &numbers)).map { "r\($0)" }
    let groups = (0..<Int.random(in: 0...3, using: &numbers)).map { "g\($0)" }
    recipients = roles + groups
    cascades = (0..<Int.random(in: 1...3, using: &numbers)).map { "c\($0)" }
    var tells: [String: [String]] = [roles[0]: []]
    var inside = [roles[0]]
    var callers: [String: String] = [:]
    for recipient in recipients.dropFirst() where Int.random(in: 0..<8, using: &numbers) > 0 {
      let caller = inside.randomElement(using: &numbers) ?? roles[0]
      tells[caller, default: []].append(recipient)
      callers[recipient] = caller
      if roles.contains(recipient) { inside.append(recipient) }
    }
    var lines = [
      "title: Random \(seed)", "framework: ilacs-standard", "call: 2026-11-23 09:15", "roles:",
    ]
    for role in roles {
      let deputy = Bool.random(using: &numbers) ? ", deputy: d-\(role)" : ""
      lines.append("  - { title: \(role), holder: h-\(role)\(deputy) }")
    }
    lines += ["communication:", "  groups:" + (groups.isEmpty ? " []" : "")]
    for group in groups {
      lines.append("    - { title: \(group), size: \(Int.random(in: 1...40, using: &numbers)) }")
    }
    lines.append("  tree:")
    for caller in inside where tells[caller] != nil {
      let told = (tells[caller] ?? []).joined(separator: ", ")
      lines.append("    - { role: \(caller), tells: [\(told)] }")
    }
    lines.append("  cascades:")
    for cascade in cascades {
      lines += RandomCouncil.message(cascade, roles, recipients, &numbers)
    }
    self.callers = callers
    yaml = lines.joined(separator: "\n")
  }

  private static func message(
    _ id: String, _ roles: [String], _ recipients: [String], _ numbers: inout RepeatableNumbers
  ) -> [String] {
    var lines = ["    - title: \(id)"]
    let isElsewhere = Int.random(in: 0..<3, using: &numbers) == 0
    let from = isElsewhere ? roles.randomElement(using: &numbers) : nil
    lines.append("      from: \(from ?? roles[0])")
    if Int.random(in: 0..<4, using: &numbers) == 0 {
      let to = recipients.filter { _ in Bool.random(using: &numbers) }
      lines += ["      route: direct", "      to: [\(to.joined(separator: ", "))]"]
    }
    if Bool.random(using: &numbers) {
      lines.append("      facts: [{ id: \(id)-f0, text: A }, { id: \(id)-f1, text: B }]")
    }
    let shares = [10, 50, 90, 100].filter { _ in Bool.random(using: &numbers) }
    let targets = shares.map {
      "{ share: \($0), by: +\(Int.random(in: 1...200, using: &numbers))m }"
    }
    lines.append("      targets: [\(targets.joined(separator: ", "))]")
    if let overseer = roles.randomElement(using: &numbers), Bool.random(using: &numbers) {
      lines.append("      overseers: [\(overseer)]")
    }
    return lines
  }

  mutating func pick(_ words: [String]) -> String { words.randomElement(using: &numbers) ?? "r0" }

  mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &numbers) == 0 }

  mutating func minutes(upTo most: Int) -> Duration {
    .minutes(Int.random(in: 0...most, using: &numbers))
  }

  /// Somebody to act: mostly a role, now and then whoever.
  mutating func actor() -> Actor {
    guard chance(5), let odd = Actor(text: pick(["clock", "facilitator", "tool", "inspector:x"]))
    else { return .role(id(pick(chance(20) ? ["stranger"] : roles)), seat: "") }
    return odd
  }

  private func id<K: Kind>(_ text: String) -> ID<K> { ID(text) ?? .known("none") }

  private mutating func anyone() -> ID<Recipient> {
    id(pick(chance(12) ? ["nobody"] : recipients))
  }

  private mutating func anything() -> ID<CascadeLine> {
    id(pick(chance(12) ? ["nothing"] : cascades))
  }

  private mutating func facts(of cascade: ID<CascadeLine>) -> [ID<KeyFact>] {
    ["f0", "f1", "f0", "f9"].filter { _ in chance(4) }.map { id("\(cascade)-\($0)") }
  }

  /// Some act of Communication with anything in it.
  mutating func nonsense() -> any Command {
    let (who, what) = (anyone(), anything())
    let seat = chance(3) ? Seat.deputy : .holder
    switch Int.random(in: 0..<12, using: &numbers) {
    case 0: return ActivateCascade(cascade: what)
    case 1: return Ring(call: CallToMake(contact: who, about: what, via: seat))
    case 2: return GetNoAnswer(call: CallToMake(contact: who, about: what, via: seat))
    case 3: return LeaveMessage(call: CallToMake(contact: who, about: what, via: seat))
    case 4: return Confirm(cascade: what)
    case 5: return HearBack(contact: who, about: what, facts: facts(of: what))
    case 6: return GiveUp(contact: who, about: what, because: pick(["", "away", "\"\\\n"]))
    case 7: return TakeOver(caller: who, about: what)
    case 8:
      let told = Int.random(in: -1...42, using: &numbers)
      return ReportGroup(contact: who, about: what, told: told)
    case 9: return NoticeStall(caller: who, about: what)
    case 10:
      return JudgeTarget(cascade: what, share: Int.random(in: -1...101, using: &numbers))
    default: return Tell(contact: who, about: what, via: seat, facts: facts(of: what))
    }
  }

  /// Some act of the clock's module.
  mutating func interruption() -> any Command {
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: PauseRehearsal(because: nil)
    case 1: StopForRealIncident(because: "flood")
    case 2: SetPace(pace: .times(Int.random(in: 1...60, using: &numbers)))
    case 3: MoveClock(to: Moment(microseconds: 0))
    case 4: StartRehearsal(pace: .stepped, followsPhases: false, because: nil)
    default: ReachMilestone(milestone: .notification)
    }
  }

  /// Something that makes sense where a message stands: a call by the one who is to make it, or
  /// calls taken over from somebody who does not make them.
  mutating func sense(in state: Communication.State) -> (by: Actor, command: any Command)? {
    let open = state.cascades.values.flatMap { cascade in
      cascade.contacts.values.filter { $0.told == nil && $0.caller != nil }.map { (cascade, $0) }
    }
    guard let (cascade, contact) = open.randomElement(using: &numbers),
      let caller = contact.caller
    else { return nil }
    if !cascade.isTold(caller) || chance(6) {
      let told = cascade.contacts.values.filter { !$0.isGroup && $0.told != nil }
      guard let helper = told.randomElement(using: &numbers) else { return nil }
      return (
        .role(helper.recipient.as(), seat: ""), TakeOver(caller: caller, about: cascade.id)
      )
    }
    return call(contact, of: cascade.id, by: .role(caller.as(), seat: ""))
  }

  private mutating func call(
    _ contact: Communication.Contact, of cascade: ID<CascadeLine>, by caller: Actor
  ) -> (by: Actor, command: any Command) {
    let who = contact.recipient
    if contact.isGroup {
      let told = Int.random(in: contact.count...contact.size, using: &numbers)
      return (caller, ReportGroup(contact: who, about: cascade, told: told))
    }
    switch Int.random(in: 0..<9, using: &numbers) {
    case 0: return (.role(who.as(), seat: ""), Confirm(cascade: cascade))
    case 1: return (caller, Ring(call: CallToMake(contact: who, about: cascade, via: .holder)))
    case 2: return (caller, GiveUp(contact: who, about: cascade, because: "away"))
    case 3:
      return (caller, GetNoAnswer(call: CallToMake(contact: who, about: cascade, via: .holder)))
    case 4:
      return (caller, LeaveMessage(call: CallToMake(contact: who, about: cascade, via: .holder)))
    default:
      return (
        caller,
        Tell(contact: who, about: cascade, via: .holder, facts: [])
      )
    }
  }
}
