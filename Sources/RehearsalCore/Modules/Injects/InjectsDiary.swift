extension Injects {
  /// By when those who received something must answer it.
  package static func appointments(
    _ state: RehearsalState, for viewer: Viewer
  ) -> [Appointment] {
    let injects = state[Injects.self]
    let events = injects.released.values.compactMap { event -> Appointment? in
      guard event.sort != .request, let by = event.respondBy else { return nil }
      let who = event.from.map { "Answer: \($0)" } ?? "Answer what came"
      return Appointment(
        "event-\(event.id)", .inject, who, at: state.moved(by, since: event.n), roles: event.to)
    }
    let requests = zip(injects.requests.keys, injects.requests.values).compactMap {
      id, request -> Appointment? in
      guard let due = request.due else { return nil }
      let roles = ([request.owner].compactMap { $0 } + request.to).firsts
      guard viewer == .facilitator || !roles.isEmpty else { return nil }
      return Appointment(
        "request-\(id)", .deadline, "Answer the inspectors: \(request.title)",
        at: state.moved(due, since: request.n), roles: roles,
        isCancelled: request.standing == .withdrawn)
    }
    return events + requests
  }
}
