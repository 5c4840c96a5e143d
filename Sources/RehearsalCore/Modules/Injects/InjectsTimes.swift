extension Injects.PreparedInject {
  /// The kind of draw that a random time is.
  private static let timeDraw: UInt64 = 100

  /// The moment of the plan at which it comes, drawn where that is left to chance: any whole minute
  /// from the earliest to the latest at which people are at work, each as likely as the others;
  /// where there is none, any minute between the two. `nil` where a condition or the facilitator
  /// decides.
  package func planned(seed: Int, _ calendar: WorkingCalendar) -> Moment? {
    guard let earliest else { return nil }
    guard isRandom, let latest else { return earliest }
    let chance = Chance(seed: UInt64(bitPattern: Int64(seed)))
    let draw = chance.unit(Self.timeDraw, Chance.entity(line.id.text), 0)
    func part(of length: Duration) -> Duration {
      let minutes = Int(length.microseconds / Duration.minutes(1).microseconds)
      return .minutes(min(minutes, Int(draw * Double(minutes + 1))))
    }
    let worked = Availability.standard.hours(from: earliest, to: latest, calendar)
    return worked > .zero
      ? calendar.moment(part(of: worked), ofWorkAfter: earliest)
      : earliest + part(of: latest - earliest)
  }

  /// The moment that a time of this inject means when it comes at `release` and nothing was put
  /// off, as a rehearsal takes it.
  package func planned(_ deadline: Deadline?, from release: Moment) -> Moment? {
    guard let deadline else { return nil }
    if case .after(let length) = deadline { return release + length }
    guard let planned = try? deadline.resolve(frame).get() else { return nil }
    return moment(of: planned, from: release)
  }

  /// A time that has passed, because the inject comes late, is as long after its release as it was
  /// to be.
  func moment(of planned: Moment, from release: Moment, moved: Moment? = nil) -> Moment? {
    let moment = moved ?? planned
    if moment > release { return moment }
    return earliest.flatMap { $0 < planned ? release + (planned - $0) : nil }
  }
}
