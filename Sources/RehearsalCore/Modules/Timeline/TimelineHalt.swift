extension Timeline.State {
  /// What everybody must know about the clock where it does not run; `nil` where it does.
  var halt: String? {
    let since = halted.map { " Since \($0.toTheMinute.words) exercise time." } ?? ""
    let why = reason.map { " \($0)" + (".?!".contains($0.last ?? ".") ? "" : ".") } ?? ""
    return switch status {
    case .notStarted:
      "The rehearsal has not started. A facilitator starts it, and this page then says so."
    case .running: nil
    case .paused:
      "Paused.\(why)\(since) The clock, messages and deadlines stand still. You can go on reading."
    case .stopped:
      "Real incident: the exercise has stopped.\(why)\(since) Leave it, and deal with the incident."
    case .ended: "The rehearsal has ended.\(since)"
    }
  }
}

extension RehearsalState {
  /// What everybody must know where the rehearsal does not run; `nil` where it does.
  package var halt: String? { self[Timeline.self].halt }
}
