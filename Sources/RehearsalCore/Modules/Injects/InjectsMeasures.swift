/// How new events and requests were dealt with, in figures, from what happened alone.
package struct InjectsMeasures: Encodable, Sendable, Hashable {
  package let released: Int
  /// The first response, or to a request the first answer, counts. What was never due is in time.
  package let respondedInTime: Int
  package let respondedLate: Int
  /// Due at some time, still wanted, and nobody has responded yet.
  package let notResponded: Int
  package let met: Int
  package let partly: Int
  package let notMet: Int
  package let unjudged: Int
  package let requests: Int
  package let answeredInTime: Int
  package let answeredLate: Int
  /// Somebody still waits for an answer: none came, or the last was sent back.
  package let open: Int
  package let withdrawn: Int
  /// From asking to the first answer.
  package let medianAnswer: Duration?
  /// From coming up to the first response.
  package let medianResponse: Duration?

  package init(_ state: Injects.State) {
    let injects = state.released.values
    let firsts = injects.map { inject in
      inject.sort == .request
        ? state.requests[inject.id.as()]?.answers.first.map { ($0.at, $0.isLate) }
        : inject.responses.first.map { ($0.at, $0.isLate) }
    }
    released = injects.count
    respondedInTime = firsts.count { $0?.1 == false }
    respondedLate = firsts.count { $0?.1 == true }
    notResponded = zip(injects, firsts).count { inject, first in
      inject.respondBy != nil && first == nil
        && state.requests[inject.id.as()]?.standing != .withdrawn
    }
    let verdicts = zip(state.expected.keys, state.expected.values).flatMap { id, expected in
      expected.things.indices.map { state.judgement(id, $0 + 1)?.verdict }
    }
    met = verdicts.count { $0 == .met }
    partly = verdicts.count { $0 == .partly }
    notMet = verdicts.count { $0 == .not }
    unjudged = verdicts.count { $0 == nil }
    let asked = state.requests.values
    requests = asked.count
    answeredInTime = asked.count { $0.answers.first?.isLate == false }
    answeredLate = asked.count { $0.answers.first?.isLate == true }
    open = asked.count { $0.isWaiting }
    withdrawn = asked.count { $0.standing == .withdrawn }
    medianAnswer = InjectsMeasures.median(
      asked.compactMap { request in request.answers.first.map { $0.at - request.raised } })
    medianResponse = InjectsMeasures.median(
      zip(injects, firsts).compactMap { inject, first in first.map { $0.0 - inject.at } })
  }

  /// The middle one; of an even number, half-way between the two in the middle.
  private static func median(_ lengths: [Duration]) -> Duration? {
    guard !lengths.isEmpty else { return nil }
    let sorted = lengths.sorted()
    let middle = sorted.count / 2
    guard sorted.count.isMultiple(of: 2) else { return sorted[middle] }
    let sum = sorted[middle - 1].microseconds + sorted[middle].microseconds
    return Duration(microseconds: sum / 2)
  }
}
