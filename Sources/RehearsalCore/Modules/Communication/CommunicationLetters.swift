/// What reaches somebody of a message that goes round.
extension RoleInformed {
  package func letters(
    _ state: RehearsalState, _ plan: Plan, _ stamp: Stamp
  ) -> [Letter] {
    let told = by.map { "\(state.names.title($0)) told you of \"\(title)\"." }
    var body = [told ?? "\"\(title)\" sets out from you.", message]
    if !facts.isEmpty {
      let lines = facts.enumerated().map { "\($0 + 1). \($1.text)" }
      body.append((["Say these facts back:"] + lines).joined(separator: "\n"))
    }
    let me = role.as(Recipient.self)
    let calls = state[Communication.self].cascades[cascade]?.openCalls(of: me) ?? []
    if !calls.isEmpty {
      let lines = calls.enumerated().map { "\($0 + 1). \(state.names.title($1.recipient))" }
      body.append((["Pass it on, in this order:"] + lines).joined(separator: "\n"))
    }
    if let due { body.append("Confirm by \(due.toTheMinute.words).") }
    return [Letter(to: role, subject: title, body: body)]
  }
}

extension MessageLeft {
  /// What it is about is said when they ring back.
  package func letters(
    _ state: RehearsalState, _ plan: Plan, _ stamp: Stamp
  ) -> [Letter] {
    let who = state.names.title(call.by)
    return [
      Letter(
        to: call.contact.as(), subject: "\(who) rang you",
        body: ["\(who) rang you and left a message. Ring back, or open your page."])
    ]
  }
}
