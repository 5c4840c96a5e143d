/// What reaches somebody as a new event, or as something that inspectors ask for.
extension InjectReleased {
  /// What it is called is the facilitator's own and stays out.
  package func letters(
    _ state: RehearsalState, _ plan: Plan, _ stamp: Stamp
  ) -> [Letter] {
    guard !message.isEmpty else { return [] }
    let how = channel.map { " (\($0.words.lowercased()))" } ?? ""
    let subject =
      from.map { "From \($0)\(how)" } ?? (kind == .request ? "Inspector request" : "Something new")
    let body = [
      message, respondBy.map { "Answer by \(state.moved($0, since: stamp.n).toTheMinute.words)." },
    ].compactMap { $0 }
    return (to.isEmpty ? plan.players : to).map { Letter(to: $0, subject: subject, body: body) }
  }
}

extension RequestRaised {
  /// One that came with a new event was told with it.
  package func letters(
    _ state: RehearsalState, _ plan: Plan, _ stamp: Stamp
  ) -> [Letter] {
    guard inject == nil else { return [] }
    let who = state.names.title(who: from ?? stamp.actor.who)
    let body = ["\(who) asks for this:", title, due.map { "Answer by \($0.toTheMinute.words)." }]
    return (to.isEmpty ? plan.players : to).map {
      Letter(to: $0, subject: "Inspector request: \(request)", body: body.compactMap { $0 })
    }
  }
}

extension RequestReassigned {
  package func letters(
    _ state: RehearsalState, _ plan: Plan, _ stamp: Stamp
  ) -> [Letter] {
    guard let asked = state[Injects.self].requests[request] else { return [] }
    let who = state.names.title(stamp.actor)
    let due = asked.due.map { state.moved($0, since: asked.n).toTheMinute.words }
    let body = ["\(who) gave this to you to answer:", asked.title, due.map { "Answer by \($0)." }]
    return [
      Letter(to: to, subject: "Inspector request: \(request)", body: body.compactMap { $0 })
    ]
  }
}

extension AnswerTurnedDown {
  package func letters(
    _ state: RehearsalState, _ plan: Plan, _ stamp: Stamp
  ) -> [Letter] {
    guard let asked = state[Injects.self].requests[request], let owner = asked.owner else {
      return []
    }
    let body = [
      "Your answer came back:", because, "This was asked for:", asked.title,
      due.map { "Answer again by \($0.toTheMinute.words)." },
    ]
    return [
      Letter(to: owner, subject: "Sent back: \(request)", body: body.compactMap { $0 })
    ]
  }
}
