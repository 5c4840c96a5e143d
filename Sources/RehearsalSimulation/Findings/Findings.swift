package import RehearsalCore

/// What many playings of a plan say of it: the chances, the times, who is overloaded, who must not
/// be missed. Shares and times are values here; a page puts them into words.
package struct Findings: Sendable, Encodable {
  /// How often it was played.
  package let playings: Int
  package let seed: UInt64
  package let chances: [Chance]
  package let times: [Finish]
  /// Until when the hours count against which the work of people is held.
  package let workloadUntil: Moment
  /// Everybody who works, in the model's order.
  package let people: [Workload]
  /// Those who look something over.
  package let approvers: [Queue]
  /// Those who ring somebody, who was most often on the way to the last person told first.
  package let links: [Link]
  /// Work that its owner cannot do in time even if all goes well.
  package let impossible: [Impossible]
  /// What nobody can be seen to do, in sentences.
  package let left: [String]

  /// A piece of work whose owner does not work long enough between its beginning and its due time.
  package struct Impossible: Sendable, Encodable {
    package let id: String
    package let title: String
    package let owner: ID<Role>
    package let ready: Moment
    package let due: Moment
  }

  /// How likely something is.
  package struct Chance: Sendable {
    package let goal: Goal
    package let due: Moment?
    package let frequency: Frequency
  }

  /// When something is reached: a moment that half of the playings keep, and one that 90 in 100 do.
  package struct Finish: Sendable, Encodable {
    /// What is reached: the first three are of the first message, the others of work.
    package enum Sort: String, Sendable, Encodable, CaseIterable {
      case half, nearlyAll, last, documents, items, audits, lists
    }

    package let sort: Sort
    package let median: When
    package let nine: When
    /// The moments that 10, 20, … and all of 100 playings keep; `nil` for never.
    package let tenths: [Moment?]
    /// Where it stands in a row.
    let column: Int

    private enum CodingKeys: CodingKey { case sort, median, nine, tenths }
  }

  /// A moment between two others; `nil` is never.
  package struct When: Sendable, Hashable, Encodable {
    package let at: Moment?
    package let low: Moment?
    package let high: Moment?
    /// Minutes of the office's hours since the call.
    package let minutes: Double?
  }

  /// What one person has to do, and how often it is too much.
  package struct Workload: Sendable, Encodable {
    /// Of the person, or of the role where nobody is named.
    package let id: String
    package let roles: [ID<Role>]
    /// Minutes of work, on average.
    package let busy: Double
    /// Minutes that the person has until `workloadUntil`.
    package let hours: Double
    /// How often something of theirs was late, and how often the last document was theirs.
    package let late: Frequency
    package let last: Frequency
    /// Pieces of work that were late, on average.
    package let lateJobs: Double

    /// Work as a part of the hours; `nil` for somebody who has none.
    package var utilisation: Double? { hours > 0 ? busy / hours : nil }
  }

  /// Work that waits for somebody to look it over.
  package struct Queue: Sendable, Encodable {
    package let id: String
    package let roles: [ID<Role>]
    /// On average, in a playing.
    package let reviews: Double
    /// Minutes on the clock that a piece of work waits, on average.
    package let wait: Double
    /// The most that waited at once, on average and in the worst playing.
    package let longest: Double
    package let longestEver: Int
  }

  /// A person in the tree whom others depend on.
  package struct Link: Sendable, Encodable {
    package let recipient: ID<Recipient>
    package let hasDeputy: Bool
    /// Those who hear nothing if both holder and deputy fail and nobody takes over: everyone below,
    /// and the two themselves as one.
    package let below: Int
    /// How often the way to the last person told went through here.
    package let onChain: Frequency
    package let unreached: Frequency
    /// By how many minutes the last person is told later when the holder is away on the day, and
    /// how often the holder was; `nil` where that was too rare to tell.
    package let absence: Double?
    package let absences: Int
  }
}

extension Findings {
  /// - Parameter playings: not none, and of this model.
  package init(_ model: CastModel, _ playings: Playings) {
    self.playings = playings.count
    seed = playings.seed
    let clock = OfficeClock(model)
    chances = Goal.all(of: model).map {
      Chance(
        goal: $0, due: $0.due.map(clock.moment(of:)), frequency: $0.frequency(in: playings))
    }
    times = Findings.times(model, playings, clock)
    let until = Findings.workloadEnd(model)
    workloadUntil = clock.moment(of: until)
    people = Findings.people(model, playings.tally, until: until)
    approvers = Findings.approvers(model, playings.tally)
    links = Findings.links(model, playings.tally)
    impossible = Findings.impossible(model, clock)
    left = model.left
  }

  private static func impossible(_ model: CastModel, _ clock: OfficeClock) -> [Impossible] {
    let drawn = model.requests.map { $0.firstJob..<$0.firstJob + $0.number } ?? 0..<0
    return model.jobs.enumerated().compactMap { index, job in
      guard job.stage == .prepare, job.due != .max, job.owner >= 0, !drawn.contains(Int32(index))
      else { return nil }
      let hours = model.hours[Int(model.workers[Int(job.owner)].hours)]
      let ready = max(job.ready, model.start)
      let worked = hours.worked(until: job.due) - hours.worked(until: ready)
      // Work that is begun outside somebody's hours goes on in the next of them.
      guard Double(worked) < job.effort.least * OfficeClock.minute else { return nil }
      return Impossible(
        id: job.id, title: job.title, owner: job.ownerRole, ready: clock.moment(of: ready),
        due: clock.moment(of: job.due))
    }
  }

  private static func times(
    _ model: CastModel, _ playings: Playings, _ clock: OfficeClock
  ) -> [Finish] {
    let columns = playings.columns
    let sorts = Set(model.jobs.map(\.sort))
    return Finish.Sort.allCases.compactMap { sort in
      let (column, isAsked) =
        switch sort {
        case .half: (columns.t50, !model.cascades.isEmpty)
        case .nearlyAll: (columns.t90, !model.cascades.isEmpty)
        case .last: (columns.t100, !model.cascades.isEmpty)
        case .documents: (columns.docsDone, sorts.contains(.document))
        case .items: (columns.tasksDone, sorts.contains(.item))
        case .audits: (columns.auditsDone, sorts.contains(.audit))
        case .lists: (columns.listsDone, sorts.contains(.list))
        }
      guard isAsked else { return nil }
      let sorted = playings.column(column).sorted()
      return Finish(
        sort: sort, median: clock.when(Statistics.quantile(50, of: sorted)),
        nine: clock.when(Statistics.quantile(90, of: sorted)),
        tenths: (1...10).map { clock.moment(worked: sorted[(sorted.count * $0 + 9) / 10 - 1]) },
        column: column)
    }
  }

  /// The end of the office's fifth day, the day of the call among them: the first week, in which
  /// nearly everything is asked for. Where all is due before, the last due time.
  private static func workloadEnd(_ model: CastModel) -> Int64 {
    let office = model.hours[model.office]
    var days: [Int32] = []
    var end = model.called
    for index in office.opens.indices where office.closes[index] > model.called {
      if days.last != office.days[index] { days.append(office.days[index]) }
      if days.count > 5 { break }
      end = office.closes[index]
    }
    let last = model.jobs.map(\.due).filter { $0 != .max }.max() ?? end
    return last > model.called ? min(end, last) : end
  }

  private static func people(
    _ model: CastModel, _ tally: Tally, until end: Int64
  ) -> [Workload] {
    zip(model.workers, tally.workers).map { worker, sums in
      let hours = model.hours[Int(worker.hours)]
      let runs = Int(tally.runs)
      return Workload(
        id: worker.id, roles: worker.roles, busy: tally.mean(sums.busy) / OfficeClock.minute,
        hours: Double(hours.worked(until: end) - hours.worked(until: model.start))
          / OfficeClock.minute,
        late: Frequency(Int(sums.lateRuns), of: runs),
        last: Frequency(Int(sums.lastDocuments), of: runs), lateJobs: tally.mean(sums.lateJobs))
    }
  }

  private static func approvers(_ model: CastModel, _ tally: Tally) -> [Queue] {
    zip(model.workers, tally.approvers).compactMap { worker, sums in
      guard sums.reviews > 0 else { return nil }
      return Queue(
        id: worker.id, roles: worker.roles, reviews: tally.mean(sums.reviews),
        wait: Double(sums.waited) / Double(sums.reviews) / OfficeClock.minute,
        longest: tally.mean(sums.longestQueues), longestEver: Int(sums.longestQueue))
    }
  }

  /// How often somebody must have been away before a mean is worth telling.
  private static let fewest = 30

  private static func links(_ model: CastModel, _ tally: Tally) -> [Link] {
    guard let cascade = model.cascades.first else { return [] }
    let people = cascade.peopleBelow
    let runs = Int(tally.runs)
    let links = cascade.contacts.indices.filter { !cascade.children[$0].isEmpty }.map { index in
      let (contact, sums) = (cascade.contacts[index], tally.contacts[index])
      let isKnown = sums.awayRuns >= fewest && sums.presentRuns >= fewest
      return Link(
        recipient: contact.recipient, hasDeputy: contact.hasDeputy, below: people[index],
        onChain: Frequency(Int(sums.lastChains), of: runs),
        unreached: Frequency(Int(sums.unreached), of: runs),
        absence: isKnown
          ? (Double(sums.awayTime) / Double(sums.awayRuns)
            - Double(sums.presentTime) / Double(sums.presentRuns)) / OfficeClock.minute : nil,
        absences: Int(sums.awayRuns))
    }
    return links.enumerated().sorted {
      ($1.element.onChain.count, $1.element.below, $0.offset)
        < ($0.element.onChain.count, $0.element.below, $1.offset)
    }.map(\.element)
  }
}

extension Tally {
  /// A sum as the mean of a playing.
  func mean(_ sum: Int64) -> Double { Double(sum) / Double(runs) }
}

extension CastModel.Cascade {
  /// For each contact, how many people hear it there or by way of there.
  var peopleBelow: [Int] {
    var people = contacts.map { Int($0.people) }
    for index in contacts.indices.reversed() {
      for child in children[index] { people[index] += people[Int(child)] }
    }
    return people
  }
}

/// Turns the office's working time since the call, in which outcomes are counted, into moments.
struct OfficeClock {
  static let minute = 60_000_000.0

  private let midnight: Moment
  private let office: Hours
  private let before: Int64

  init(_ model: CastModel) {
    midnight = model.midnight
    office = model.hours[model.office]
    before = office.worked(until: model.called)
  }

  /// A moment that the model counts from its first midnight.
  func moment(of time: Int64) -> Moment { midnight + Duration(microseconds: time) }

  /// The moment at which so much was worked since the call, `nil` for never. What falls on the end
  /// of a day is said so, and not as the next morning.
  func moment(worked: Int64) -> Moment? {
    guard worked != Columns.never else { return nil }
    let moment = office.moment(worked: before + worked)
    guard worked > 0, let index = office.opens.firstIndex(of: moment), index > 0 else {
      return self.moment(of: moment)
    }
    return self.moment(of: office.closes[index - 1])
  }

  func when(_ quantile: (value: Int64, low: Int64, high: Int64)) -> Findings.When {
    Findings.When(
      at: moment(worked: quantile.value), low: moment(worked: quantile.low),
      high: moment(worked: quantile.high),
      minutes: quantile.value == Columns.never
        ? nil : Double(quantile.value) / OfficeClock.minute)
  }
}
