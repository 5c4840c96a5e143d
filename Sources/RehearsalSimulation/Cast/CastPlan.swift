package import RehearsalCore

extension CastModel {
  /// What the plan says of people, messages and work, from the call to well after its last date.
  ///
  /// Where the day of the call is not known, the first day on which it may come stands for it.
  package init(_ plan: Plan) {
    let clock = CastClock(plan)
    var week = CastWeek(plan, clock)
    var work = CastWork(plan, clock)
    work.addAll()
    let roles = plan.scenario.head.roles
    let cascades = CastCascades(plan, clock, week).all
    let isCalled = cascades.first.map { $0.starts < clock.findOut } ?? false

    midnight = clock.midnight
    (start, called, findOut) = (clock.called, clock.called, clock.findOut)
    office = week.index(of: Availability.standard)
    workers = []
    var numbers: [ID<Role>: Int32] = [:]
    for group in CastWeek.people(roles) where group.contains(where: work.isBusy) {
      for index in group { numbers[roles[index].id] = Int32(workers.count) }
      let held = group.map { roles[$0].id }
      workers.append(
        Worker(
          id: roles[group[0]].holder?.text ?? roles[group[0]].id.text, roles: held,
          contacts: isCalled ? cascades[0].contacts(of: held) : [],
          hours: Int32(week.index(of: roles[group[0]])), key: UInt32(group[0]),
          available: isCalled ? nil : clock.called))
    }
    work.assign(numbers)
    hours = week.hours
    self.cascades = cascades
    jobs = work.jobs
    tranches = work.tranches
    deadlines = work.deadlines
    chances = Chances(plan.scenario.head.cast)
    requests = work.requests(office: week.hours[office], numbers)
    left = work.left
  }
}

/// Moments of a plan as microseconds since its first midnight.
struct CastClock {
  let midnight: Moment
  let called: Int64
  let findOut: Int64
  /// The first day that is not played.
  let end: CalendarDate

  init(_ plan: Plan) {
    let midnight = Moment(plan.dayOne, .midnight)
    let start = plan.start?.at ?? midnight
    let tomorrow = plan.calendar.date(1, workingDaysAfter: start.date) ?? start.date
    self.midnight = midnight
    end = plan.horizon
    called = (start - midnight).microseconds
    findOut = (Moment(tomorrow, Availability.opens) - midnight).microseconds
  }

  func callAsFunction(_ moment: Moment) -> Int64 { (moment - midnight).microseconds }
}

/// Different weeks that people of a plan work, each once.
struct CastWeek {
  private(set) var hours: [Hours] = []
  private var known: [Hours: Int] = [:]
  private let plan: Plan
  private let clock: CastClock
  /// Absences that befall the holders of roles during the inspection.
  private var taken: [ID<Role>: [Availability.Away]] = [:]

  init(_ plan: Plan, _ clock: CastClock) {
    self.plan = plan
    self.clock = clock
    let prepared = plan[Injects.self]
    for event in prepared.events where event.line.sort == .absence && event.line.when == nil {
      guard let planned = event.planned(seed: prepared.seed, plan.calendar) else { continue }
      let from = max(planned, clock.midnight + Duration(microseconds: clock.called))
      let to = event.planned(event.line.until, from: from) ?? Moment(clock.end, .midnight)
      for role in event.line.to {
        taken[role, default: []].append(Availability.Away(from: from, to: to))
      }
    }
  }

  /// The roles of players by the person who holds them, as places in `roles`, in the order of each
  /// one's first role.
  static func people(_ roles: [Role]) -> [[Int]] {
    var groups: [[Int]] = []
    var places: [ID<Person>: Int] = [:]
    for (index, role) in roles.enumerated() where role.part == .player {
      if let holder = role.holder, let place = places[holder] {
        groups[place].append(index)
      } else {
        if let holder = role.holder { places[holder] = groups.count }
        groups.append([index])
      }
    }
    return groups
  }

  /// When the holder of a role works, absences in any of their roles left out.
  mutating func index(of role: Role) -> Int {
    guard let holder = role.holder else {
      return index(of: Availability.standard, away: taken[role.id] ?? [])
    }
    let held = plan.scenario.head.roles.filter { $0.holder == holder }
    return index(
      of: plan.availability[holder] ?? Availability.standard,
      away: held.flatMap { taken[$0.id] ?? [] })
  }

  /// When somebody who is rung from `start` on cannot be reached, as was known beforehand: the
  /// first such stretch that is not over by then.
  func away(_ person: ID<Person>?, in role: ID<Role>, from start: Int64) -> Range<Int64> {
    let planned = person.flatMap { plan.availability[$0]?.away } ?? []
    let befalls = roles(of: person, in: role).flatMap { taken[$0] ?? [] }
    let next = (planned + befalls).map { (clock($0.from), clock($0.to)) }
      .filter { $0.1 > start && $0.0 < $0.1 }.min { $0.0 < $1.0 }
    return next.map { $0.0..<$0.1 } ?? 0..<0
  }

  /// The roles that somebody holds. An absence that befalls a role takes its holder away.
  private func roles(of person: ID<Person>?, in role: ID<Role>) -> [ID<Role>] {
    guard let person else { return [role] }
    return plan.scenario.head.roles.filter { $0.holder == person }.map(\.id)
  }

  mutating func index(of availability: Availability, away: [Availability.Away] = []) -> Int {
    let away = (availability.away + away).sorted { $0.from < $1.from }
    var stretches: [(opens: Int64, closes: Int64)] = []
    let isOverNight = availability.to < availability.from
    var date = plan.dayOne
    while date < clock.end {
      if availability.days.contains(date.weekday), plan.calendar.isWorkingDay(date) {
        var opens = clock(Moment(date, availability.from))
        let last = isOverNight ? date.adding(days: 1) : date
        let closes = clock(Moment(last, availability.to))
        for absence in away where clock(absence.from) < closes && clock(absence.to) > opens {
          stretches.append((opens, clock(absence.from)))
          opens = clock(absence.to)
        }
        stretches.append((opens, closes))
      }
      date = date.adding(days: 1)
    }
    let made = Hours(stretches)
    if let index = known[made] { return index }
    known[made] = hours.count
    hours.append(made)
    return hours.count - 1
  }
}

extension CastModel.Chances {
  init(_ cast: CastBehaviour) {
    self.init(
      ring: cast.ring.microseconds, noAnswer: cast.noAnswer.fraction,
      awayAtCall: cast.awayAtCall.fraction, call: cast.call.minutes,
      callSpread: cast.callSpread.fraction, group: cast.groupCall.minutes,
      groupSpread: cast.groupSpread.fraction, factLost: cast.factLost.fraction,
      away: cast.away.fraction,
      awayDays: Int32(cast.awayDays), review: CastModel.Estimate(cast.review, cast.documents),
      returned: cast.returned.fraction,
      rework: CastModel.Estimate(
        cast.rework.least.fraction, cast.rework.likely.fraction, cast.rework.most.fraction),
      sending: cast.sending.microseconds, outageWithin: cast.outage.within.microseconds,
      outage: cast.outage.lasts.minutes)
  }
}

extension CastModel.Estimate {
  /// - Parameter usual: How far work of this kind strays where nobody said.
  init(_ effort: Effort, _ usual: Shares) {
    if let bounds = effort.bounds {
      self.init(bounds.least.minutes, effort.likely.minutes, bounds.most.minutes)
    } else {
      let likely = effort.likely.minutes
      self.init(
        likely * usual.least.fraction, likely * usual.likely.fraction,
        likely * usual.most.fraction)
    }
  }
}

extension RehearsalCore.Duration {
  fileprivate var minutes: Double { Double(microseconds) / 60_000_000 }
}
