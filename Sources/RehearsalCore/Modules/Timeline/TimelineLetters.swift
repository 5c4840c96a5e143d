extension StoppedForRealIncident {
  /// Whoever does not look at a screen must hear of it too.
  package func letters(
    _ state: RehearsalState, _ plan: Plan, _ stamp: Stamp
  ) -> [Letter] {
    let body = ["The exercise has stopped, because something real has happened.", because ?? ""]
    return plan.everyone.map {
      Letter(to: $0, subject: "Stopped for a real incident", body: body)
    }
  }
}
