package import RehearsalCore

/// What must not be guessed. Everything else that looks like chance here has a printed seed; a
/// secret has none.
package enum Entropy {
  /// A moment for the call, any minute of any day of the window being as likely as another, and
  /// the salt that hides it; `nil` where the window has no day.
  package static func call(
    _ times: CallTimes, _ calendar: WorkingCalendar
  ) -> CallSecret? {
    var system = SystemRandomNumberGenerator()
    guard let date = times.dates(calendar).randomElement(using: &system) else { return nil }
    func minutes(_ time: TimeOfDay) -> Int { time.hour * 60 + time.minute }
    let earliest = minutes(times.earliest)
    let drawn = Int.random(in: earliest...max(earliest, minutes(times.latest)), using: &system)
    let digits = (0..<32).map { _ in "0123456789abcdef".randomElement(using: &system) ?? "0" }
    return CallSecret(
      moment: Moment(date, .midnight) + Duration.minutes(drawn), salt: String(digits))
  }
}
