/// What evaluators ask of the messages that went round.
extension Communication {
  package static func outcomes(_ state: RehearsalState) -> [Outcome] {
    state[Communication.self].cascades.values.flatMap { cascade in
      let measures = CascadeMeasures(cascade)
      let id = "communication.\(cascade.id)"
      return [
        Outcome(
          "\(id).told", "\(cascade.title): told",
          .words("\(measures.confirmed) of \(measures.people)")),
        Outcome("\(id).to-90", "\(cascade.title): nine in ten after", .duration(measures.to90)),
        Outcome("\(id).to-all", "\(cascade.title): everyone after", .duration(measures.to100)),
      ]
    }
  }

  package static func titles(_ state: State) -> [(id: String, title: String)] {
    state.cascades.values.filter { !$0.title.isEmpty }.map { ("message:\($0.id)", $0.title) }
  }

  package static let conditions = [
    "everyone confirmed", "every head of service confirmed", "90% confirmed",
    "lead-member confirmed about notification-call", "notification-call reaches 50%",
  ]

  package static func condition(
    _ words: [String], _ plan: Plan
  ) -> Result<Condition, Condition.Problem>? {
    if words.count == 3, words[1] == "reaches", let share = share(words[2]) {
      return cascade([words[0]], plan).map { reaches($0, share) }
    }
    guard let verb = words.firstIndex(where: { ["confirmed", "told"].contains($0) }), verb > 0
    else { return nil }
    let rest = words[(verb + 1)...]
    guard rest.isEmpty || rest.first == "about" && rest.count > 1 else { return nil }
    return cascade(Array(rest.dropFirst()), plan).flatMap { cascade in
      recipients(Array(words[..<verb]), cascade, plan)
    }
  }

  private static func share(_ word: String) -> Int? {
    guard word.hasSuffix("%"), let share = Int(word.dropLast()), (1...100).contains(share) else {
      return nil
    }
    return share
  }

  /// The message that is meant; where none is named, the first.
  private static func cascade(
    _ words: [String], _ plan: Plan
  ) -> Result<ID<CascadeLine>, Condition.Problem> {
    let all = plan[Communication.self].cascades.map(\.line)
    let called = Called(words)
    let found =
      words.isEmpty ? all.first : all.first { called.fits(id: $0.id.text, title: $0.title) }
    guard let found else {
      return .failure(called.unknown("message", among: all.map(\.id.text)))
    }
    return .success(found.id)
  }

  private static func reaches(_ id: ID<CascadeLine>, _ share: Int) -> Condition {
    Condition { state in
      guard let cascade = state[Communication.self].cascades[id], cascade.activated != nil else {
        return false
      }
      return cascade.peopleTold * 100 >= share * cascade.people
    }
  }

  private static func recipients(
    _ words: [String], _ id: ID<CascadeLine>, _ plan: Plan
  ) -> Result<Condition, Condition.Problem> {
    if words == ["everyone"] { return .success(reaches(id, 100)) }
    if words.count == 1, let share = share(words[0]) { return .success(reaches(id, share)) }
    let called = Called(words.first == "every" ? Array(words.dropFirst()) : words)
    let prepared = plan[Communication.self].cascade(id)
    let all = prepared.map { [$0.from] + $0.below } ?? []
    let meant = all.filter { called.fits(id: $0.text, title: plan.names.title($0)) }
    guard !meant.isEmpty else {
      return .failure(called.unknown("recipient", among: all.map(\.text)))
    }
    return .success(
      Condition { state in
        let cascade = state[Communication.self].cascades[id]
        return meant.allSatisfy { cascade?.isTold($0) ?? false }
      })
  }
}
