import RehearsalCore

/// How work is done, event by event.
extension Performance {
  mutating func work() {
    while true {
      let next = tournament[1]
      if laterCount > 0, laters[0].at <= next >> 16 {
        let later = takeLater()
        if later.what >= Later.handedOver {
          complete(Int(later.what - Later.handedOver), later.at)
        } else {
          makeReady(Int(later.what), later.at)
        }
      } else if next != .max {
        advance(Int(next & 0xFFFF), next >> 16)
      } else {
        return
      }
    }
  }

  /// A worker has finished something, or can begin.
  private mutating func advance(_ worker: Int, _ now: Int64) {
    events &+= 1
    if workers[worker].isAvailable {
      finishWork(worker, now)
      workers[worker].job = -1
    } else {
      for index in score.pointee.workers[worker].sendings.indices {
        let job = Int(score.pointee.sendings[index])
        if jobs[job].left < 0 { approve(job, now) }
      }
      workers[worker].isAvailable = true
    }
    takeUp(worker, now)
  }

  private mutating func finishWork(_ worker: Int, _ now: Int64) {
    let job = Int(workers[worker].job)
    switch workers[worker].class_ {
    case Waiting.review:
      let round = jobs[job].round
      if isReturned(job, round) {
        record(.returned, at: now, job, by: worker, detail: round)
        jobs[job].round = round + 1
        queue(Int(score.pointee.jobs[job].owner), job, Waiting.rework, now)
      } else {
        record(.approved, at: now, job, by: worker, detail: round)
        approve(job, now)
      }
    case Waiting.rework:
      record(.reworked, at: now, job, by: worker, detail: jobs[job].round - 1)
      askForReview(job, now)
    default:
      record(.prepared, at: now, job, by: worker)
      askForReview(job, now)
    }
  }

  private mutating func isReturned(_ job: Int, _ round: Int32) -> Bool {
    guard round > 0 else { return drawn[job].isReturned }
    let line = score.pointee.jobs + job
    guard line.pointee.isReturnable, round < Performance.mostRounds else { return false }
    let u = chance.unit(Draw.returning, UInt64(line.pointee.key), UInt64(round))
    return u < score.pointee.chances.returned
  }

  private mutating func askForReview(_ job: Int, _ now: Int64) {
    let approver = score.pointee.jobs[job].approver
    guard approver >= 0 else { return approve(job, now) }
    jobs[job].ready = now
    queue(Int(approver), job, Waiting.review, now)
  }

  private mutating func approve(_ job: Int, _ now: Int64) {
    jobs[job].approved = now
    guard score.pointee.jobs[job].isSent else { return complete(job, now) }
    events &+= 1
    let isOut = outageBegins <= now && now < outageEnds
    let sent = (isOut ? outageEnds : now) + score.pointee.chances.sending
    record(.sent, at: sent, job, by: Int(score.pointee.jobs[job].owner))
    if score.pointee.jobs[job].followers.indices.isEmpty || sent == now {
      complete(job, sent)
    } else {
      addLater(Later(at: sent, what: Int64(job) + Later.handedOver))
    }
  }

  private mutating func complete(_ job: Int, _ at: Int64) {
    jobs[job].done = at
    jobs[job].left = 0
    for index in score.pointee.jobs[job].followers.indices {
      let follower = Int(score.pointee.followers[index])
      jobs[follower].left -= 1
      guard jobs[follower].left == 0 else { continue }
      if score.pointee.jobs[follower].ready > at {
        addLater(Later(at: score.pointee.jobs[follower].ready, what: Int64(follower)))
      } else {
        makeReady(follower, at)
      }
    }
  }

  /// A job can be begun, or gone on with from the stage it had reached.
  private mutating func makeReady(_ job: Int, _ now: Int64) {
    let owner = Int(score.pointee.jobs[job].owner)
    switch score.pointee.jobs[job].stage {
    case .prepare:
      if score.pointee.jobs[job].sort == .request {
        events &+= 1
        record(.asked, at: now, job, by: owner)
      }
      queue(owner, job, score.pointee.jobs[job].isItem ? Waiting.item : Waiting.preparation, now)
    case .rework: queue(owner, job, Waiting.rework, now)
    case .review: askForReview(job, now)
    case .send:
      if workers[owner].isAvailable { approve(job, now) } else { jobs[job].left = -1 }
    case .done: break
    }
  }

  /// Something waits for a worker, who begins it at once if there is nothing else to do.
  private mutating func queue(_ worker: Int, _ job: Int, _ class_: UInt32, _ now: Int64) {
    if workers[worker].isAvailable, workers[worker].job < 0 {
      return begin(worker, job, class_, now)
    }
    if class_ == Waiting.review {
      workers[worker].reviews += 1
      workers[worker].mostReviews = max(workers[worker].mostReviews, workers[worker].reviews)
    }
    let line = score.pointee.jobs + job
    let waiting = Waiting(due: line.pointee.due, class_: class_, key: line.pointee.key, job: job)
    let heap = queues + Int(score.pointee.workers[worker].queue)
    var index = Int(workers[worker].queued)
    workers[worker].queued += 1
    while index > 0 {
      let above = (index &- 1) >> 1
      guard waiting < heap[above] else { break }
      heap[index] = heap[above]
      index = above
    }
    heap[index] = waiting
  }

  /// An idle worker takes what stands first of all that waits.
  private mutating func takeUp(_ worker: Int, _ now: Int64) {
    let first = Int(workers[worker].first)
    let hasFirst = first < Int(score.pointee.workers[worker].firsts.end)
    let heap = queues + Int(score.pointee.workers[worker].queue)
    let waiting: Waiting
    if workers[worker].queued == 0 {
      guard hasFirst else { return set(worker, .max) }
      waiting = score.pointee.firsts[first]
      workers[worker].first += 1
    } else if hasFirst, score.pointee.firsts[first] < heap[0] {
      waiting = score.pointee.firsts[first]
      workers[worker].first += 1
    } else {
      waiting = heap[0]
      removeFirst(heap, worker)
    }
    if waiting.class_ == Waiting.review { workers[worker].reviews -= 1 }
    begin(worker, waiting.job, waiting.class_, now)
  }

  @inline(__always)
  private mutating func removeFirst(_ heap: UnsafeMutablePointer<Waiting>, _ worker: Int) {
    workers[worker].queued -= 1
    let count = Int(workers[worker].queued)
    let last = heap[count]
    var index = 0
    while true {
      var below = 2 &* index &+ 1
      guard below < count else { break }
      if below &+ 1 < count, heap[below &+ 1] < heap[below] { below &+= 1 }
      guard heap[below] < last else { break }
      heap[index] = heap[below]
      index = below
    }
    heap[index] = last
  }

  private mutating func begin(_ worker: Int, _ job: Int, _ class_: UInt32, _ now: Int64) {
    if class_ == Waiting.review {
      tallyApprovers[worker].reviews += 1
      tallyApprovers[worker].waited += now - jobs[job].ready
    }
    workers[worker].job = Int32(truncatingIfNeeded: job)
    workers[worker].class_ = class_
    let effort = effort(job, class_)
    let end = finish(of: effort, by: worker, from: now)
    guard end < Performance.horizon else { return set(worker, .max) }
    tallyWorkers[worker].busy += effort
    set(worker, end << 16 | Int64(worker))
  }

  /// How long a stage of a job takes, or how much of it is left.
  @inline(__always)
  private mutating func effort(_ job: Int, _ class_: UInt32) -> Int64 {
    if score.pointee.hasBegun, isBegun(job, class_) { return restOfEffort(job, class_) }
    switch class_ {
    case Waiting.review:
      let round = jobs[job].round
      if round == 0 { return drawn[job].review }
      let u = chance.unit(Draw.review, UInt64(score.pointee.jobs[job].key), UInt64(round))
      return microseconds(score.pointee.chances.review.value(u))
    case Waiting.rework:
      let line = score.pointee.jobs + job
      let u = chance.unit(Draw.rework, UInt64(line.pointee.key), UInt64(jobs[job].round))
      return microseconds(score.pointee.chances.rework.value(u) * line.pointee.likely)
    default: return drawn[job].preparation
    }
  }

  /// Whether somebody was at just this when the model starts.
  private mutating func isBegun(_ job: Int, _ class_: UInt32) -> Bool {
    let line = score.pointee.jobs + job
    return line.pointee.elapsed > 0 && jobs[job].round == line.pointee.round
      && class_ == line.pointee.class_(at: line.pointee.stage)
  }

  /// The drawn time is known to be longer than what has passed of it.
  @inline(never)
  private mutating func restOfEffort(_ job: Int, _ class_: UInt32) -> Int64 {
    let line = score.pointee.jobs[job]
    let (kind, triangle, scale) =
      switch class_ {
      case Waiting.review: (Draw.review, score.pointee.chances.review, 1.0)
      case Waiting.rework: (Draw.rework, score.pointee.chances.rework, line.likely)
      case Waiting.item: (Draw.item, line.effort, 1.0)
      default: (Draw.preparation, line.effort, 1.0)
      }
    let isFirst = class_ == Waiting.item || class_ == Waiting.preparation
    let u = chance.unit(kind, UInt64(line.key), isFirst ? 0 : UInt64(jobs[job].round))
    let passed = triangle.share(below: Double(line.elapsed) / 60_000_000 / scale)
    return max(0, microseconds(triangle.value(passed + u * (1 - passed)) * scale) - line.elapsed)
  }

  /// When work ends that pauses while its worker is not there; `Int64.max` for never.
  @inline(__always)
  mutating func finish(of effort: Int64, by worker: Int, from now: Int64) -> Int64 {
    let week = score.pointee.weeks[Int(score.pointee.workers[worker].week)]
    let bits = daysOut + worker * daysOutWords
    let count = Int(week.count)
    var stretch = Int(workers[worker].stretch)
    while stretch < count, week.closes[stretch] <= now { stretch &+= 1 }
    workers[worker].stretch = Int32(stretch)
    var left = effort
    while stretch < count {
      let day = Int(week.dayOut[stretch])
      if day == 0 || bits[day >> 6] & 1 << UInt64(day & 63) == 0 {
        let begins = max(now, week.opens[stretch])
        let room = week.closes[stretch] &- begins
        if left <= room { return begins &+ left }
        left &-= room
      }
      stretch &+= 1
    }
    return .max
  }

  /// Enters a worker's next event; on the way up the smaller of each pair is carried along.
  @inline(__always)
  private mutating func set(_ worker: Int, _ event: Int64) {
    var node = UInt(bitPattern: leaves &+ worker)
    var least = event
    tournament[Int(bitPattern: node)] = event
    while node > 1 {
      least = min(least, tournament[Int(bitPattern: node ^ 1)])
      node >>= 1
      tournament[Int(bitPattern: node)] = least
    }
  }

  mutating func addLater(_ later: Later) {
    guard later.at < Performance.horizon else { return }
    var index = laterCount
    laterCount += 1
    while index > 0 {
      let above = (index &- 1) >> 1
      guard later < laters[above] else { break }
      laters[index] = laters[above]
      index = above
    }
    laters[index] = later
  }

  private mutating func takeLater() -> Later {
    let first = laters[0]
    laterCount -= 1
    let last = laters[laterCount]
    var index = 0
    while true {
      var below = 2 &* index &+ 1
      guard below < laterCount else { break }
      if below &+ 1 < laterCount, laters[below &+ 1] < laters[below] { below &+= 1 }
      guard laters[below] < last else { break }
      laters[index] = laters[below]
      index = below
    }
    laters[index] = last
    return first
  }
}
