package import RehearsalCore

/// Plays a model, one playing after another, in memory that is made once.
///
/// First the messages go round, since calls do not depend on work; then the work is played event by
/// event. Every worker has at most one event to come, the end of what it is at or the moment from
/// which it can begin, so the next of all is kept by a tournament of workers; what happens by
/// itself waits in a heap. Of events at one moment those that happen by themselves come first, then
/// those of workers in their order.
package struct Performance: ~Copyable {
  var arena = Arena()
  /// Behind a pointer, or it would be copied at every turn.
  let score: UnsafeMutablePointer<Score>
  let columns: Columns
  var chance = Chance(seed: 0)

  // How everything stands in the playing.
  let jobs: UnsafeMutablePointer<JobNow>
  let workers: UnsafeMutablePointer<WorkerNow>
  let contacts: UnsafeMutablePointer<ContactNow>
  var outageBegins = Int64.max
  var outageEnds = Int64.max
  var attempts: Int64 = 0
  var events: Int64 = 0

  /// What every job needs, whatever happens.
  let drawn: UnsafeMutablePointer<Drawn>

  /// Queues of what was made ready since the beginning, a heap for each worker.
  let queues: UnsafeMutablePointer<Waiting>
  /// For each worker a bit for every day on which absences are drawn.
  let daysOut: UnsafeMutablePointer<UInt64>
  let daysOutWords: Int
  /// The tournament: the smallest of a pair stands above it, the next event of all at 1. The time
  /// is above the lowest 16 bits, the worker in them.
  let tournament: UnsafeMutablePointer<Int64>
  let leaves: Int
  let laters: UnsafeMutablePointer<Later>
  var laterCount = 0

  /// The calls that the one who rings has still to make.
  let calls: UnsafeMutablePointer<Call>
  let knowings: UnsafeMutablePointer<Knowing>

  let tallyWorkers: UnsafeMutablePointer<Tally.OfWorker>
  let tallyApprovers: UnsafeMutablePointer<Tally.OfApprover>
  let tallyContacts: UnsafeMutablePointer<Tally.OfContact>
  let lateJobs: UnsafeMutablePointer<Int32>
  let lateInTranche: UnsafeMutablePointer<Int32>
  var runs: Int64 = 0
  private let blank: Tally

  let isRecording: Bool
  var acts: [Act] = []

  /// The most workers, and the last microsecond, that fit into the tournament; what would happen
  /// later never does.
  static let mostWorkers = 1 << 16
  static let horizon = Int64.max >> 16

  /// How often something is sent back at most, so that a playing ends where everything is.
  static let mostRounds: Int32 = 1_000

  package init(_ model: CastModel, recording: Bool = false) {
    precondition(model.workers.count < Performance.mostWorkers, "more workers than a town")
    let laidOut = Score(model, &arena)
    score = arena.make([laidOut])
    columns = Columns(model)
    isRecording = recording
    jobs = arena.make(
      score.pointee.jobCount, of: JobNow(done: 0, approved: 0, ready: 0, left: 0, round: 0))
    workers = arena.make(
      score.pointee.workerCount, of: WorkerNow(stretch: 0, first: 0, reviews: 0, mostReviews: 0))
    contacts = arena.make(score.pointee.calls.contactCount, of: ContactNow())
    drawn = arena.make(
      score.pointee.jobCount, of: Drawn(preparation: 0, review: 0, isReturned: false))
    queues = arena.make(score.pointee.queueCapacity, of: Waiting(due: 0, class_: 0, key: 0, job: 0))
    daysOutWords = score.pointee.chances.awayDays / 64 + 1
    daysOut = arena.make(score.pointee.workerCount * daysOutWords, of: 0)
    var size = 1
    while size < score.pointee.workerCount { size *= 2 }
    leaves = size
    tournament = arena.make(2 * size, of: .max)
    laters = arena.make(2 * score.pointee.jobCount, of: Later(at: 0, what: 0))
    calls = arena.make(
      score.pointee.calls.contactCount, of: Call(ready: 0, contact: 0, attempts: 0))
    knowings = arena.make(score.pointee.calls.contactCount, of: Knowing(at: 0, people: 0))
    blank = Tally(model)
    tallyWorkers = arena.make(blank.workers)
    tallyApprovers = arena.make(blank.approvers)
    tallyContacts = arena.make(blank.contacts)
    lateJobs = arena.make(score.pointee.workerCount, of: 0)
    lateInTranche = arena.make(score.pointee.trancheCount, of: 0)
  }

  /// What all playings so far come to.
  package var tally: Tally {
    var tally = blank
    tally.runs = runs
    for index in tally.workers.indices {
      tally.workers[index] = tallyWorkers[index]
      tally.approvers[index] = tallyApprovers[index]
    }
    for index in tally.contacts.indices { tally.contacts[index] = tallyContacts[index] }
    return tally
  }

  /// Plays once and writes the outcome, a field for every column.
  package mutating func play(_ chance: Chance, into row: UnsafeMutablePointer<Int64>) {
    self.chance = chance
    begin()
    for cascade in 0..<score.pointee.calls.count { goRound(cascade) }
    drawOutage()
    drawAbsences()
    drawEfforts()
    drawRequests()
    setAvailabilities()
    work()
    finish(row)
  }

  /// What was done in the last playing, in the order of time; of acts at one moment the cause comes
  /// first. Empty where it was not to be recorded.
  package func actsInOrder() -> [Act] {
    acts.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }

  @inline(__always)
  mutating func record(
    _ sort: Act.Sort, at: Int64, cascade: Int = -1, _ entity: Int, by: Int = -1, detail: Int32 = 0
  ) {
    guard isRecording else { return }
    acts.append(
      Act(
        at: at, sort: sort, cascade: Int32(cascade), entity: Int32(entity), by: Int32(by),
        detail: detail))
  }

  private mutating func begin() {
    jobs.update(from: score.pointee.jobsNow, count: score.pointee.jobCount)
    workers.update(from: score.pointee.workersNow, count: score.pointee.workerCount)
    contacts.update(repeating: ContactNow(), count: score.pointee.calls.contactCount)
    tournament.update(repeating: .max, count: 2 * leaves)
    laters.update(from: score.pointee.laters, count: score.pointee.laterCount)
    laterCount = score.pointee.laterCount
    attempts = 0
    events = 0
    acts.removeAll(keepingCapacity: true)
  }

  private mutating func drawOutage() {
    (outageBegins, outageEnds) = (.max, .max)
    guard score.pointee.chances.outageWithin > 0 else { return }
    let within = Double(score.pointee.chances.outageWithin)
    let worked = Int64(chance.unit(Draw.outage, 0, 0) * within + 0.5)
    let length = Distribution.exponential(
      chance.unit(Draw.outage, 1, 0), mean: score.pointee.chances.outage)
    outageBegins = score.pointee.office.moment(worked: worked)
    outageEnds = score.pointee.office.moment(worked: worked + microseconds(length))
  }

  private mutating func drawAbsences() {
    let chances = score.pointee.chances
    daysOut.update(repeating: 0, count: score.pointee.workerCount * daysOutWords)
    guard chances.away > 0 else { return }
    for worker in 0..<score.pointee.workerCount {
      let key = UInt64(score.pointee.workers[worker].key)
      let bits = daysOut + worker * daysOutWords
      var day = 0
      var n: UInt64 = 0
      while true {
        let u = chance.unit(Draw.absence, key, n)
        if u < chances.hereThroughout { break }
        // Later than any day that is drawn, the number may be too large for an `Int`.
        let jump = (Mathematics.log(u) / chances.logHere).rounded(.down)
        guard jump < Double(chances.awayDays - day) else { break }
        day += 1 + Int(jump)
        bits[day >> 6] |= 1 << UInt64(day & 63)
        n += 1
      }
    }
  }

  /// Draws at one go what is needed in any case: one after another would wait for each other while
  /// events are played.
  private mutating func drawEfforts() {
    let returned = score.pointee.chances.returned
    for job in 0..<score.pointee.jobCount {
      let line = score.pointee.jobs + job
      let key = UInt64(line.pointee.key)
      let kind = line.pointee.isItem ? Draw.item : Draw.preparation
      drawn[job].preparation = microseconds(
        line.pointee.effort.value(chance.unit(kind, key, 0)))
      guard line.pointee.approver >= 0 else { continue }
      drawn[job].review = microseconds(
        score.pointee.chances.review.value(chance.unit(Draw.review, key, 0)))
      drawn[job].isReturned =
        line.pointee.isReturnable && chance.unit(Draw.returning, key, 0) < returned
    }
  }

  private mutating func drawRequests() {
    let requests = score.pointee.requests
    for index in 0..<requests.count {
      let entity = UInt64(index)
      let part = chance.unit(Draw.request, entity, 0) * Double(requests.to - requests.from)
      let worked = requests.from + Int64(part + 0.5)
      let owner = Int(chance.unit(Draw.request, entity, 1) * Double(requests.ownerCount))
      let job = requests.firstJob + index
      score.pointee.jobs[job].owner =
        score.pointee.requestOwners[min(owner, requests.ownerCount - 1)]
      score.pointee.jobs[job].due = score.pointee.office.moment(worked: worked + requests.within)
      addLater(
        Later(
          at: max(score.pointee.start, score.pointee.office.moment(worked: worked)),
          what: Int64(job)))
    }
  }

  /// From when on each worker can begin: when all have made their calls through whom it heard.
  private mutating func setAvailabilities() {
    for worker in 0..<score.pointee.workerCount {
      let line = score.pointee.workers[worker]
      var at = line.available
      if at < 0 {
        var free: Int64 = -1
        for index in line.informants.indices {
          let contact = contacts[Int(score.pointee.informants[index])]
          if contact.told != .max { free = max(free, contact.free) }
        }
        at = free < 0 ? score.pointee.findOut : score.pointee.office.moment(worked: free)
      }
      at = max(at, score.pointee.start)
      tournament[leaves + worker] = at < Performance.horizon ? at << 16 | Int64(worker) : .max
    }
    for node in stride(from: leaves - 1, to: 0, by: -1) {
      tournament[node] = min(tournament[2 * node], tournament[2 * node + 1])
    }
  }
}
