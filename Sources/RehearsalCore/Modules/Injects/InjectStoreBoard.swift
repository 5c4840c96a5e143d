/// What is in store, and what has come? For facilitators alone: nobody else's state holds it.
package struct InjectStoreBoard: Board {
  package static let name: StaticString = "inject-store"
  package static let question: StaticString = "What is in store, and what has come?"

  /// One new event of the scenario.
  package struct Line: Encodable, Sendable {
    package let id: String
    package let title: String
    package let to: [String]
    /// When it comes by itself, drawn where `isRandom`; for one that has come, when it did.
    package let at: Moment?
    package let isRandom: Bool
    package let condition: String?
    /// `waiting`, `released`, `skipped` or `held-back`.
    package let standing: String
    package let reason: String?
    package let response: String?
    package let judged: Int
    package let expected: Int
  }

  package let seed: Int
  package let events: [Line]
  package let measures: InjectsMeasures

  init(_ state: RehearsalState) {
    let injects = state[Injects.self]
    let names = state.names
    seed = injects.seed ?? 1
    measures = InjectsMeasures(injects)
    events = zip(injects.store.keys, injects.store.values).map { id, stored in
      let released = injects.released[id]
      let expected = injects.expected[id]?.things.count ?? 0
      let judged = (0..<expected).count { injects.judgement(id, $0 + 1) != nil }
      var at = stored.at.map { state.moved($0) }
      var condition = stored.condition
      var standing = "waiting"
      var reason: String?
      switch injects.changes[id] {
      case .skipped(let because):
        (standing, reason) = ("skipped", because)
        at = nil
      case .heldBack(let to, let n, let because):
        (standing, reason) = ("held-back", because)
        at = state.moved(to, since: n)
        condition = nil
      case nil: break
      }
      if let released {
        (standing, reason) = ("released", released.problem)
        at = released.at
      }
      return Line(
        id: id.text, title: stored.title, to: stored.to.map { names.title($0) }, at: at,
        isRandom: stored.isRandom && standing == "waiting", condition: condition,
        standing: standing, reason: reason,
        response: released.map { InjectStoreBoard.response($0, injects) }, judged: judged,
        expected: expected)
    }
  }

  /// What a response has come to: for a request, that of its answer.
  private static func response(_ inject: Injects.Released, _ state: Injects.State) -> String {
    guard let request = state.requests[inject.id.as()] else { return inject.standing }
    return request.overdue != nil ? "overdue" : request.standing.rawValue
  }

  package var blocks: [Block] {
    let table = Block.Table(
      caption: "New events in store",
      columns: [
        "New event", "In sentences", "To", "When", "How it stands", "Response", "Judged",
      ], rows: events.map { row($0) })
    // What a facilitator thought of meanwhile has come too, and stands in no row.
    let come = events.count { $0.standing == "released" }
    let figures = [
      Block.Fact("Seed of the random times", .number(seed)),
      Block.Fact("Come up", .number(come)),
      Block.Fact("Announced, not in store", .number(measures.released - come)),
      Block.Fact("Responded in time", .number(measures.respondedInTime)),
      Block.Fact("Responded late", .number(measures.respondedLate)),
      Block.Fact("No response", .number(measures.notResponded)),
      Block.Fact("Median time to respond", .duration(measures.medianResponse)),
      Block.Fact("Expectations met", .number(measures.met)),
      Block.Fact("Expectations partly met", .number(measures.partly)),
      Block.Fact("Expectations not met", .number(measures.notMet)),
      Block.Fact("Expectations still to judge", .number(measures.unjudged)),
    ]
    return [
      Block("inject-store", .heading("\(Self.question)")),
      Block("inject-store-facts", .facts(figures)),
      Block("inject-store-table", .table(table)),
    ]
  }

  private func row(_ line: Line) -> [Cell] {
    let when: Cell =
      switch (line.condition, line.at) {
      case (let condition?, nil): .words("When \(condition)")
      case (_, let at?): line.isRandom ? .words("\(at.words), drawn") : .moment(at)
      case (nil, nil): .words("When a facilitator releases it")
      }
    let reason = line.reason.map { ": \($0)" } ?? ""
    let standing: Cell =
      switch line.standing {
      case "released" where line.reason != nil: .status(.atRisk, "Come, put nothing off" + reason)
      case "released": .status(.done, "Come")
      case "skipped": .status(.neutral, "Left out" + reason)
      case "held-back": .status(.underWay, "Held back" + reason)
      default: .status(.neutral, "Waiting")
      }
    return [
      .words(line.title), .words(line.id),
      line.to.isEmpty ? .words("Everyone") : .words(line.to.joined(separator: ", ")),
      line.standing == "skipped" ? .none : when, standing,
      line.response.map { .words($0.replacing("-", with: " ").sentence) } ?? .none,
      line.expected == 0 ? .none : .words("\(line.judged) of \(line.expected)"),
    ]
  }
}

extension String {
  /// With a capital at its beginning.
  fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() }
}
