/// Lays a model out.
extension Score {
  init(_ model: CastModel, _ arena: inout Arena) {
    let office = model.hours[model.office]
    let days = Score.daysOut(office, model.chances.awayDays)
    let lines = model.hours.map { Week($0, days, &arena) }
    self.office = lines[model.office]
    weeks = arena.make(lines)
    called = office.worked(until: model.called)
    started = office.worked(until: model.start)
    start = model.start
    findOut = model.findOut
    calls = CallScore(model, office, &arena)
    chances = ChanceLine(model.chances)
    let random = model.requests
    requests = RequestLine(
      count: random.map { $0.owners.isEmpty ? 0 : Int($0.number) } ?? 0, from: random?.from ?? 0,
      to: random?.to ?? 0, within: random?.within ?? 0, firstJob: Int(random?.firstJob ?? 0),
      ownerCount: random?.owners.count ?? 0)
    requestOwners = arena.make(random?.owners ?? [])

    let jobs = JobPart(model)
    jobCount = model.jobs.count
    hasBegun = model.jobs.contains { $0.elapsed > 0 }
    self.jobs = arena.make(jobs.lines)
    jobsNow = arena.make(jobs.now)
    followers = arena.make(jobs.followers)
    trancheCount = model.tranches.count
    laterCount = jobs.laters.count
    laters = arena.make(jobs.laters)

    let workers = WorkerPart(model, jobs)
    workerCount = model.workers.count
    self.workers = arena.make(workers.lines)
    workersNow = arena.make(workers.now)
    informants = arena.make(workers.informants)
    firsts = arena.make(workers.firsts)
    sendings = arena.make(workers.sendings)
    queueCapacity = workers.capacity

    var deadlineLines: [DeadlineLine] = []
    var members: [Int32] = []
    for deadline in model.deadlines {
      let first = Int32(members.count)
      members += deadline.jobs
      deadlineLines.append(
        DeadlineLine(due: deadline.due, jobs: Range32(start: first, end: Int32(members.count))))
    }
    deadlines = arena.make(deadlineLines)
    deadlineCount = deadlineLines.count
    deadlineJobs = arena.make(members)
  }

  /// The days on which absences are drawn, each with how many working days it is after the first.
  private static func daysOut(_ office: Hours, _ count: Int32) -> [Int32: Int32] {
    var days: [Int32: Int32] = [:]
    for day in office.days where day > 0 && days[day] == nil && days.count < count {
      days[day] = Int32(days.count) + 1
    }
    return days
  }
}

extension Week {
  init(_ hours: Hours, _ daysOut: [Int32: Int32], _ arena: inout Arena) {
    count = Int32(hours.opens.count)
    opens = arena.make(hours.opens)
    closes = arena.make(hours.closes)
    before = arena.make(hours.before)
    dayOut = arena.make(hours.days.map { daysOut[$0] ?? 0 })
    total = zip(hours.opens, hours.closes).reduce(0) { $0 + $1.1 - $1.0 }
  }
}

extension ChanceLine {
  init(_ chances: CastModel.Chances) {
    returned = chances.returned
    review = Triangle(chances.review)
    rework = Triangle(chances.rework)
    sending = chances.sending
    outageWithin = chances.outageWithin
    outage = chances.outage
    away = chances.away
    awayDays = max(0, Int(chances.awayDays))
    logHere = Mathematics.log(1 - chances.away)
    // A little less, so that rounding never decides.
    hereThroughout = Mathematics.exp(Double(awayDays) * logHere) * (1 - 1e-9)
  }
}

/// The jobs of a model, as they stand when it begins.
private struct JobPart {
  var lines: [JobLine] = []
  var now: [JobNow] = []
  var followers: [Int32] = []
  var laters: [Later] = []
  /// Those that can be begun at once, each with its class and who has to do it.
  var firsts: [(worker: Int32, waiting: Waiting)] = []
  var sendings: [Int32] = []

  init(_ model: CastModel) {
    var after = [[Int32]](repeating: [], count: model.jobs.count)
    for (index, job) in model.jobs.enumerated() where job.stage != .done {
      for other in job.after where model.jobs[Int(other)].stage != .done {
        after[Int(other)].append(Int32(index))
      }
    }
    let random = model.requests.map { Int($0.firstJob)..<Int($0.firstJob + $0.number) } ?? 0..<0
    for (index, job) in model.jobs.enumerated() {
      let behind = Range32(
        start: Int32(followers.count), end: Int32(followers.count + after[index].count))
      followers += after[index]
      lines.append(JobLine(job, followers: behind))
      let isDone = job.stage == .done
      let left = isDone ? 0 : job.after.count { model.jobs[Int($0)].stage != .done }
      now.append(
        JobNow(
          done: isDone ? job.done : .max, approved: isDone ? job.done : .max, ready: model.start,
          left: Int32(left), round: job.round))
      if job.stage == .send { sendings.append(Int32(index)) }
      if isDone || left > 0 || random.contains(index) { continue }
      add(job, index, model.start)
    }
    laters.sort(by: <)
  }

  private mutating func add(_ job: CastModel.Job, _ index: Int, _ start: Int64) {
    let isAsked = job.sort == .request && job.stage == .prepare && job.ready >= start
    guard job.ready <= start, !isAsked, job.stage != .send else {
      laters.append(Later(at: max(job.ready, start), what: Int64(index)))
      return
    }
    let line = lines[index]
    // Whoever has begun something goes on with it.
    let due = job.elapsed > 0 ? Int64.min : job.due
    let class_ = line.class_(at: job.stage)
    guard job.stage != .review || job.approver >= 0 else {
      laters.append(Later(at: start, what: Int64(index)))
      return
    }
    firsts.append(
      (
        job.stage == .review ? job.approver : job.owner,
        Waiting(due: due, class_: class_, key: job.key, job: index)
      ))
  }
}

extension JobLine {
  fileprivate init(_ job: CastModel.Job, followers: Range32) {
    due = job.due
    owner = job.owner
    approver = job.approver
    effort = Triangle(job.effort)
    likely = job.effort.likely
    key = job.key
    tranche = job.tranche
    self.followers = followers
    ready = job.ready
    elapsed = job.elapsed
    round = job.round
    sort = job.sort
    stage = job.stage
    isReturnable = job.isReturnable
    isSent = job.isSent
  }

  /// Where the job queues at a stage.
  func class_(at stage: CastModel.Job.Stage) -> UInt32 {
    switch stage {
    case .review: Waiting.review
    case .rework: Waiting.rework
    default: isItem ? Waiting.item : Waiting.preparation
    }
  }
}

/// The workers of a model, each with room for all that may ever wait for them.
private struct WorkerPart {
  var lines: [WorkerLine] = []
  var now: [WorkerNow] = []
  var informants: [Int32] = []
  var firsts: [Waiting] = []
  var sendings: [Int32] = []
  var capacity = 0

  init(_ model: CastModel, _ jobs: JobPart) {
    var room = [Int](repeating: 0, count: model.workers.count)
    for job in model.jobs {
      room[Int(job.owner)] += 1
      if job.approver >= 0 { room[Int(job.approver)] += 1 }
    }
    // Whoever may be asked may be asked everything.
    for owner in Set(model.requests?.owners ?? []).sorted() {
      room[Int(owner)] += Int(model.requests?.number ?? 0)
    }
    for (index, worker) in model.workers.enumerated() {
      let informant = Int32(informants.count)
      informants += worker.contacts
      let first = Int32(firsts.count)
      let own = jobs.firsts.filter { $0.worker == index }.map(\.waiting).sorted(by: <)
      firsts += own
      let sending = Int32(sendings.count)
      sendings += jobs.sendings.filter { model.jobs[Int($0)].owner == index }
      lines.append(
        WorkerLine(
          week: worker.hours, key: worker.key, available: worker.available ?? -1,
          informants: Range32(start: informant, end: Int32(informants.count)),
          firsts: Range32(start: first, end: Int32(firsts.count)),
          sendings: Range32(start: sending, end: Int32(sendings.count)), queue: Int32(capacity)))
      let reviews = Int32(own.count { $0.class_ == Waiting.review })
      now.append(WorkerNow(stretch: 0, first: first, reviews: reviews, mostReviews: reviews))
      capacity += room[index]
    }
  }
}
