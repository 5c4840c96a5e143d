import RehearsalCore

/// How figures from many playings are put to people who do not reckon: so many in 100, by when, how
/// much sooner.
struct SimulationWords {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  // MARK: - Chances

  /// `52 in 100 (49 to 55)`, and never 0 or 100 for what may yet happen.
  static func chance(_ frequency: Frequency) -> String {
    // What has never happened happens at most three times in as many tries: the rule of three.
    let rare = Int((300 / Double(frequency.of)).rounded(.up))
    if frequency.count == 0 { return "never (under \(rare) in 100)" }
    if frequency.count == frequency.of { return "always (over \(max(0, 100 - rare)) in 100)" }
    let (low, high) = frequency.interval
    return "\(share(frequency)) (\(hundred(low)) to \(hundred(high)))"
  }

  /// `52 in 100`.
  static func share(_ frequency: Frequency) -> String {
    let rounded = hundred(frequency.value)
    if rounded == 0, frequency.count > 0 { return "less than 1 in 100" }
    if rounded == 100, frequency.count < frequency.of { return "more than 99 in 100" }
    return "\(rounded) in 100"
  }

  static func hundred(_ share: Double) -> Int { Int((share * 100).rounded()) }

  static func grouped(_ number: Int) -> String {
    number < 1_000
      ? String(number)
      : grouped(number / 1_000) + "," + String(String(1_000 + number % 1_000).dropFirst())
  }

  /// The chance with the colour of how likely it is.
  static func status(_ frequency: Frequency) -> Cell {
    switch frequency.value {
    case 0.9...: .status(.done, chance(frequency))
    case 0.5..<0.9: .status(.atRisk, chance(frequency))
    default: .status(.late, chance(frequency))
    }
  }

  /// `12 more in 100 (9 to 15)`.
  static func points(_ points: Double, _ low: Double, _ high: Double) -> String {
    let (mean, one, other) = (whole(points), whole(low), whole(high))
    guard mean != 0 || one != 0 || other != 0 else { return "no difference" }
    guard mean != 0 else { return "no difference (\(one) to \(other))" }
    return mean > 0
      ? "\(grouped(mean)) more in 100 (\(one) to \(other))"
      : "\(grouped(-mean)) fewer in 100 (\(-other) to \(-one))"
  }

  private static func whole(_ number: Double) -> Int { Int(number.rounded()) }

  // MARK: - Time

  /// `1 hour 12 minutes`, rounded to the minute; `less than a minute` for a little.
  static func minutes(_ minutes: Double) -> String {
    let rounded = Int(minutes.rounded())
    if rounded == 0 { return minutes == 0 ? "0 minutes" : "less than a minute" }
    let (hours, rest) = (rounded / 60, rounded % 60)
    let parts = [
      hours > 0 ? "\(hours) \(hours == 1 ? "hour" : "hours")" : nil,
      rest > 0 ? "\(rest) \(rest == 1 ? "minute" : "minutes")" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }

  /// `12 minutes sooner (10 to 14)`.
  static func later(_ difference: MeanDifference) -> String {
    let (low, high) = (whole(difference.low), whole(difference.high))
    guard whole(difference.mean) != 0 else { return "no difference" }
    return difference.mean > 0
      ? "\(minutes(difference.mean)) later (\(low) to \(high))"
      : "\(minutes(-difference.mean)) sooner (\(-high) to \(-low))"
  }

  /// A moment in a table, to the minute that it falls in.
  func cell(_ moment: Moment?) -> Cell {
    guard let moment else { return .words("never") }
    let whole = SimulationWords.upToTheMinute(moment)
    return plan.isDated ? .moment(whole) : .words(day(whole))
  }

  /// `5pm on Monday 23 November 2026`.
  func by(_ moment: Moment) -> String {
    let whole = SimulationWords.upToTheMinute(moment)
    return plan.isDated ? "\(whole.time.words) on \(whole.date.longWords)" : day(whole)
  }

  /// Days are counted where nobody knows when the call comes.
  private func day(_ moment: Moment) -> String {
    let number = moment.date.ordinal - plan.dayOne.ordinal + 1
    return "\(moment.time.words) on day \(number)"
  }

  /// What is done in the course of a minute is done by its end.
  static func upToTheMinute(_ moment: Moment) -> Moment {
    let over = moment.time.microseconds % 60_000_000
    return over == 0 ? moment : moment + Duration(microseconds: 60_000_000 - over)
  }

  // MARK: - People

  func who(_ roles: [ID<Role>]) -> String {
    roles.map { plan.names.title($0) }.joined(separator: ", ")
  }

  func who(_ recipient: ID<Recipient>) -> String { plan.names.title(recipient) }

  /// Whoever has that id among those who work.
  func who(_ id: String, _ findings: Findings) -> String {
    findings.people.first { $0.id == id }.map { who($0.roles) } ?? id
  }

  func words(_ change: Change, _ findings: Findings) -> String {
    switch change {
    case .deputy(let recipient): return "A deputy for \(who(recipient))"
    case .deputies: return "A deputy for everybody who has none"
    case .deputyTry: return "One more try at each deputy"
    case .retrySooner: return "Ring again after half the pause"
    case .deputySooner: return "Ring the deputy after one try fewer"
    case .approver(let from, let to):
      return "Half of what \(who(from, findings)) looks over goes to \(who(to, findings))"
    case .callOrder: return "The best order of calls"
    case .reshaped: return "Another tree, with no more calls for anybody than the busiest has now"
    case .documentsReady: return "Half of the documents ready before the call"
    case .later(let titles, _, _):
      let named = titles.prefix(2).map { "\"\($0)\"" }.joined(separator: " and ")
      let more = titles.count > 2 ? " and \(titles.count - 2) more" : ""
      return "A working day longer for \(named)\(more)"
    }
  }
}
