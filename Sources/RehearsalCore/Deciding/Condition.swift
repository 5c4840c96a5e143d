/// Something that may come to be so in a rehearsal, for finding the first event after which it is.
package struct Condition: Sendable {
  package let holds: @Sendable (RehearsalState) -> Bool

  package init(_ holds: @escaping @Sendable (RehearsalState) -> Bool) { self.holds = holds }

  /// Why words that look like a condition are none.
  package struct Problem: Error, Hashable, Sendable {
    package let words: String

    package init(_ words: String) { self.words = words }
  }
}

extension Modules {
  /// The condition that `words` say, as the first module reads them that knows how. Where none
  /// does, the problem lists what could be said.
  package func condition(
    _ words: String, _ plan: Plan
  ) -> Result<Condition, Condition.Problem> {
    let said = words.lowercased().split(separator: " ").map(String.init)
    for module in all {
      if let reading = module.condition(said, plan) { return reading }
    }
    let examples = all.flatMap { $0.conditions }.map { "  \($0)\n" }.joined()
    return .failure(
      Condition.Problem("\"\(words)\" is not a condition. Say it like one of these:\n" + examples))
  }
}

extension Replay {
  /// The number of the first event after which `condition` holds. The events of one act happen
  /// together, so it is asked behind the last of them.
  package func first(_ condition: Condition) -> Int? {
    var state = modules.initialState(plan)
    for (index, event) in events.enumerated() {
      state.evolve(event)
      let isInside = index + 1 < events.count && events[index + 1].id == event.id
      if !isInside, condition.holds(state) { return event.n }
    }
    return nil
  }
}

/// Finds what people call a thing among the things there are: by its id, or by the words of its
/// title, in any number.
struct Called {
  private let words: [String]
  private let id: String

  /// - Parameter words: In small letters.
  init(_ words: [String]) {
    self.words = words.flatMap { Called.words($0) }
    id = words.joined(separator: "-")
  }

  private static func words(_ text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Whether a title begins with these words, or the id is this one.
  func fits(id: String, title: String) -> Bool {
    id == self.id || id.hasPrefix(self.id + "-")
      || Called.words(title.lowercased()).starts(with: words)
  }

  /// The problem of a name that nothing has.
  func unknown(_ kind: String, among ids: [String]) -> Condition.Problem {
    let near = Suggestion.nearest(to: id, among: ids)
    let fix =
      near.map { "Did you mean \"\($0)\"?" } ?? "Use one of: \(ids.joined(separator: ", "))."
    return Condition.Problem("No \(kind) is called \"\(words.joined(separator: " "))\". \(fix)")
  }
}
