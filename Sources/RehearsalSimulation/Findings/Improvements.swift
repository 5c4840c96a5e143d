package import RehearsalCore

/// What would help most: changes to a plan, each played on the same chances as the plan itself, so
/// that what differs is the change and not luck.
package struct Improvements: Sendable {
  /// How often the plan and each change were played.
  package let playings: Int
  /// The one that gains most first.
  package let all: [Improvement]
  package let calls: CallAdvice?
}

/// What one change comes to.
package struct Improvement: Sendable {
  package let change: Change
  /// How many more goals are met in 100 playings.
  package let goals: MeanDifference
  /// How many minutes later the last person is told; earlier is below nothing. Of playings in which
  /// as many people are told at all, because a person more who is told late is no loss.
  package let last: MeanDifference?
  /// Whether the last person is told later, beyond chance.
  package let isLater: Bool
  /// The goal that gains most.
  package let most: Effect?
  /// What gets worse beyond chance, although the change was meant to help: in a queue that nobody
  /// can leave, less work for one can be in the way of another.
  package let worse: [Effect]

  /// What becomes of one goal.
  package struct Effect: Sendable {
    package let goal: Goal
    package let due: Moment?
    package let before: Frequency
    package let after: Frequency
    package let difference: ShareDifference
  }

  /// Whether anything is gained that chance would not explain.
  package var helps: Bool {
    goals.low > 0 || goals.high >= 0 && (last.map { $0.high < 0 } ?? false)
  }

  /// What chance would explain is no gain.
  fileprivate var gain: Double { goals.isBeyondChance ? goals.mean : 0 }
}

extension Improvements {
  /// - Parameters:
  ///   - findings: of the same model, which say where it is weak.
  ///   - playings: how often each change is played.
  ///   - progress: told how many of how many changes are done.
  package init(
    _ model: CastModel, _ findings: Findings, seed: UInt64, playings: UInt64 = 2_000,
    budget: CallAdvice.Budget = CallAdvice.Budget(), threads: Int? = nil,
    progress: (Int, Int) -> Void = { _, _ in }
  ) {
    calls = CallAdvice(model, seed: seed, budget: budget, threads: threads)
    self.playings = Int(playings)
    let changes = Improvements.changes(model, findings, calls)
    func play(_ model: CastModel) -> Playings {
      Simulation(model, seed: seed).run(replications: 0..<playings, threads: threads)
    }
    let asIs = play(model)
    var all: [Improvement] = []
    for (index, change) in changes.enumerated() {
      progress(index, changes.count)
      guard let changed = model.changed(by: change) else { continue }
      all.append(Improvement(change, model, asIs, play(changed)))
    }
    progress(changes.count, changes.count)
    self.all = all.enumerated().sorted { one, other in
      let (first, second) = (one.element, other.element)
      let (gain, less) = (first.gain, second.gain)
      if gain != less { return gain > less }
      let (soon, late) = (first.last?.mean ?? 0, second.last?.mean ?? 0)
      return soon != late ? soon < late : one.offset < other.offset
    }.map(\.element)
  }

  /// How many deputies and how many moved deadlines are tried.
  private static let most = 3
  /// A goal that is met so often needs no later deadline.
  private static let certain = 0.95

  /// What could be done in this plan.
  private static func changes(
    _ model: CastModel, _ findings: Findings, _ calls: CallAdvice?
  ) -> [Change] {
    var changes = deputies(model)
    if !model.cascades.isEmpty {
      changes += [.deputyTry, .retrySooner, .deputySooner]
      if let calls, !calls.changes.isEmpty { changes.append(.callOrder(calls.order)) }
      changes.append(.reshaped)
    }
    changes += approver(findings).map { [$0] } ?? []
    changes.append(.documentsReady)
    return changes + later(model, findings)
  }

  /// For those without a deputy who tell most others, and for all of them; whoever starts knows.
  private static func deputies(_ model: CastModel) -> [Change] {
    guard let cascade = model.cascades.first else { return [] }
    let below = cascade.peopleBelow
    let alone = cascade.contacts.indices.dropFirst().filter { cascade.contacts[$0].isAlone }
    let first = alone.sorted { (below[$1], $0) < (below[$0], $1) }.prefix(most)
    let some = first.map { Change.deputy(cascade.contacts[$0].recipient) }
    return alone.count > 1 ? some + [.deputies] : some
  }

  /// From whoever lets most work wait to the approver who lets least wait, or where nobody else
  /// looks anything over, to whoever has most time left.
  private static func approver(_ findings: Findings) -> Change? {
    func waiting(_ queue: Findings.Queue) -> Double { queue.wait * queue.reviews }
    guard let busiest = findings.approvers.max(by: { waiting($0) < waiting($1) }) else {
      return nil
    }
    let others = findings.approvers.filter { $0.id != busiest.id }
    let free = findings.people.filter { $0.id != busiest.id && $0.utilisation != nil }
    let id =
      others.min { waiting($0) < waiting($1) }?.id
      ?? free.min { ($0.utilisation ?? 0) < ($1.utilisation ?? 0) }?.id
    return id.map { .approver(from: busiest.id, to: $0) }
  }

  /// Moments at which something is due that is often late, each a day later.
  private static func later(_ model: CastModel, _ findings: Findings) -> [Change] {
    let missed = findings.chances.filter {
      ($0.goal.sort == .deadline || $0.goal.sort == .tranche) && $0.goal.due != nil
        && $0.frequency.value < certain
    }.sorted { $0.frequency.count < $1.frequency.count }
    var moments: [Int64] = []
    for due in missed.compactMap(\.goal.due) where !moments.contains(due) { moments.append(due) }
    return moments.prefix(most).compactMap { due in
      model.nextDay(after: due).map { next in
        var titles: [String] = []
        for chance in missed where chance.goal.due == due {
          if let title = chance.goal.title, !titles.contains(title) { titles.append(title) }
        }
        return .later(titles: titles, from: due, to: next)
      }
    }
  }
}

extension Improvement {
  /// So many standard errors, because a plan has dozens of figures and a false alarm costs trust.
  private static let alarm = 3.9

  init(_ change: Change, _ model: CastModel, _ before: Playings, _ after: Playings) {
    self.change = change
    let clock = OfficeClock(model)
    let goals = Goal.all(of: model)
    var met = [Double](repeating: 0, count: before.count)
    var effects: [Effect] = []
    for goal in goals {
      var (gained, lost, first, second) = (0, 0, 0, 0)
      for row in 0..<before.count {
        let (was, isNow) = (goal.holds(in: before, row: row), goal.holds(in: after, row: row))
        if was { first += 1 }
        if isNow { second += 1 }
        guard was != isNow else { continue }
        met[row] += isNow ? 100 : -100
        if isNow { gained += 1 } else { lost += 1 }
      }
      effects.append(
        Effect(
          goal: goal, due: goal.due.map(clock.moment(of:)),
          before: Frequency(first, of: before.count), after: Frequency(second, of: before.count),
          difference: ShareDifference(gained: gained, lost: lost, pairs: before.count)))
    }
    self.goals = MeanDifference(met) ?? MeanDifference(difference: 0, pairs: 0)
    let later = model.cascades.isEmpty ? [] : Improvement.later(before, after)
    last = MeanDifference(later, leftOut: before.count - later.count)
    isLater = MeanDifference(later, spread: Improvement.alarm).map { $0.low > 0 } ?? false
    most =
      effects.filter { $0.difference.points > 0 && $0.difference.isBeyondChance }
      .max { $0.difference.points < $1.difference.points }
    worse = effects.filter {
      $0.difference.gained < $0.difference.lost
        && $0.difference.interval(spread: Improvement.alarm).high < 0
    }
  }

  /// By how many minutes the last person is told later, in playings that tell as many.
  private static func later(_ before: Playings, _ after: Playings) -> [Double] {
    let columns = before.columns
    var differences: [Double] = []
    for row in 0..<before.count
    where before[row, columns.unreached] == after[row, columns.unreached] {
      let (one, other) = (before[row, columns.t100], after[row, columns.t100])
      guard one != Columns.never, other != Columns.never else { continue }
      differences.append(Double(other - one) / OfficeClock.minute)
    }
    return differences
  }
}
