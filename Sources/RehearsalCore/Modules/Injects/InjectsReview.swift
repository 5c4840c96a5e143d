/// What evaluators ask of new events and of inspectors' requests.
extension Injects {
  package static func outcomes(_ state: RehearsalState) -> [Outcome] {
    let measures = InjectsMeasures(state[Injects.self])
    var outcomes: [Outcome] = []
    if measures.released > 0 {
      let due = measures.respondedInTime + measures.respondedLate + measures.notResponded
      outcomes.append(
        Outcome(
          "injects.in-time", "New events answered in time",
          .words("\(measures.respondedInTime) of \(due)")))
    }
    if measures.requests > 0 {
      outcomes += [
        Outcome(
          "injects.requests", "Inspector requests answered in time",
          .words("\(measures.answeredInTime) of \(measures.requests)")),
        Outcome(
          "injects.median", "Inspector requests: half answered within",
          .duration(measures.medianAnswer)),
      ]
    }
    let judged = measures.met + measures.partly + measures.notMet
    if judged > 0 {
      outcomes.append(
        Outcome("injects.met", "Expectations met", .words("\(measures.met) of \(judged)")))
    }
    return outcomes
  }

  /// What the facilitator has in store has a title for facilitators alone; whoever receives it
  /// reads the message. What good looks like is known to those who judge it.
  package static func titles(_ state: State) -> [(id: String, title: String)] {
    let store = zip(state.store.keys, state.store.values).map { ("event:\($0)", $1.title) }
    // What a request of the store is called would be its whole message.
    let requests = zip(state.requests.keys, state.requests.values)
      .filter { id, _ in state.released[id.as()] == nil }
      .map { ("event:\($0)", $1.title) }
    let expected = zip(state.expected.keys, state.expected.values).flatMap { id, expected in
      expected.things.enumerated().map { ("expected:\(id):\($0 + 1)", $1) }
    }
    return store + requests + expected
  }

  package static let conditions = ["newspaper is released", "early-document is answered"]

  package static func condition(
    _ words: [String], _ plan: Plan
  ) -> Result<Condition, Condition.Problem>? {
    guard words.count > 2, words[words.count - 2] == "is",
      let verb = words.last, ["released", "answered"].contains(verb)
    else { return nil }
    let called = Called(Array(words.dropLast(2)))
    let all = plan[Injects.self].events.map(\.line)
    guard let id = all.first(where: { called.fits(id: $0.id.text, title: $0.title) })?.id else {
      return .failure(called.unknown("new event", among: all.map(\.id.text)))
    }
    return .success(
      Condition { state in
        let injects = state[Injects.self]
        if verb == "released" { return injects.released[id] != nil }
        return injects.released[id]?.responses.isEmpty == false
          || injects.requests[id.as()]?.answers.isEmpty == false
      })
  }
}
