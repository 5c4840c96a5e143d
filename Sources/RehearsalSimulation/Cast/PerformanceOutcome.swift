/// What a playing came to: a row of fields, and additions to the tally.
extension Performance {
  mutating func finish(_ row: UnsafeMutablePointer<Int64>) {
    row.update(repeating: 0, count: columns.count)
    runs += 1
    finishCalls(row)
    finishJobs(row)
    finishDeadlines(row)
    finishTargets(row)
    row[columns.events] = events
    for worker in 0..<score.pointee.workerCount {
      let late = Int64(lateJobs[worker])
      tallyWorkers[worker].lateJobs += late
      tallyWorkers[worker].lateRuns += late > 0 ? 1 : 0
      let most = Int64(workers[worker].mostReviews)
      tallyApprovers[worker].longestQueues += most
      tallyApprovers[worker].longestQueue = max(tallyApprovers[worker].longestQueue, most)
    }
  }

  // MARK: Calls

  private mutating func finishCalls(_ row: UnsafeMutablePointer<Int64>) {
    row[columns.attempts] = attempts
    guard score.pointee.calls.count > 0 else { return }
    let line = score.pointee.calls.cascades[0]
    var count = 0
    var last = Int(line.contacts.start)
    for contact in line.contacts.indices {
      let told = contacts[contact].told
      if told == .max {
        row[columns.unreached] += 1
        tallyContacts[contact].unreached += 1
        continue
      }
      if told > contacts[last].told { last = contact }
      knowings[count] = Knowing(at: told, people: score.pointee.calls.contacts[contact].people)
      count += 1
    }
    guard count > 0 else { return }
    sortKnowings(count)
    row[columns.t50] = sinceCall(moment(of: 50, count, line.people))
    row[columns.t90] = sinceCall(moment(of: 90, count, line.people))
    let t100 = sinceCall(contacts[last].told)
    row[columns.t100] = t100
    for contact in line.contacts.indices where contacts[contact].away >= 0 {
      if contacts[contact].away > 0 {
        tallyContacts[contact].awayRuns += 1
        tallyContacts[contact].awayTime += t100
      } else {
        tallyContacts[contact].presentRuns += 1
        tallyContacts[contact].presentTime += t100
      }
    }
    addChain(to: last)
  }

  /// Whom the message went through to the last who was told.
  private mutating func addChain(to last: Int) {
    var contact = last
    while contact >= 0 {
      // Those who were given up passed nothing on.
      if contacts[contact].told != .max { tallyContacts[contact].lastChains += 1 }
      contact = Int(contacts[contact].by)
    }
  }

  /// From the call to a time of calls.
  private mutating func sinceCall(_ worked: Int64) -> Int64 {
    worked == .max ? Columns.never : max(0, worked - score.pointee.called)
  }

  private mutating func moment(of share: Int64, _ count: Int, _ people: Int64) -> Int64 {
    var known: Int64 = 0
    for index in 0..<count {
      known += knowings[index].people
      if known * 100 >= share * people { return knowings[index].at }
    }
    return .max
  }

  /// Shell's method: those who are called come nearly in order, and it needs no memory.
  private mutating func sortKnowings(_ count: Int) {
    var gap = 1
    while gap < count / 3 { gap = 3 * gap + 1 }
    while gap > 0 {
      for index in gap..<max(gap, count) {
        let moved = knowings[index]
        var place = index
        while place >= gap, knowings[place - gap].at > moved.at {
          knowings[place] = knowings[place - gap]
          place -= gap
        }
        knowings[place] = moved
      }
      gap /= 3
    }
  }

  private mutating func finishTargets(_ row: UnsafeMutablePointer<Int64>) {
    var column = columns.targets
    for cascade in 0..<score.pointee.calls.count {
      let line = score.pointee.calls.cascades[cascade]
      for index in line.targets.indices {
        let target = score.pointee.calls.targets[index]
        var known: Int64 = 0
        for contact in line.contacts.indices where contacts[contact].told <= target.worked {
          known += score.pointee.calls.contacts[contact].people
        }
        row[column] = known * 100 >= target.share * line.people ? 1 : 0
        column += 1
      }
    }
  }

  // MARK: Jobs

  /// The latest of some jobs, and how many were late.
  private struct Sum {
    var last = Int64.min
    var late: Int64 = 0
  }

  private mutating func finishJobs(_ row: UnsafeMutablePointer<Int64>) {
    var documents = Sum()
    var items = Sum()
    var audits = Sum()
    var lists = Sum()
    var lastDocument = -1
    lateJobs.update(repeating: 0, count: score.pointee.workerCount)
    lateInTranche.update(repeating: 0, count: score.pointee.trancheCount)
    for index in 0..<score.pointee.jobCount {
      let job = score.pointee.jobs + index
      let done = jobs[index].done
      let isLate = done > job.pointee.due
      if isLate {
        lateJobs[Int(job.pointee.owner)] += 1
        if job.pointee.tranche >= 0 { lateInTranche[Int(job.pointee.tranche)] += 1 }
      }
      if done != .max { tallyWorkers[Int(job.pointee.owner)].doneJobs += 1 }
      switch job.pointee.sort {
      case .document:
        Performance.add(done, isLate, to: &documents)
        if isLast(index, after: lastDocument) { lastDocument = index }
      case .item: Performance.add(done, isLate, to: &items)
      case .audit: Performance.add(done, isLate, to: &audits)
      case .list: Performance.add(done, isLate, to: &lists)
      case .request: row[columns.surpriseLate] += isLate ? 1 : 0
      case .duty: break
      }
    }
    if lastDocument >= 0 {
      tallyWorkers[Int(score.pointee.jobs[lastDocument].owner)].lastDocuments += 1
    }
    write(documents, row, columns.docsDone)
    write(items, row, columns.tasksDone)
    if columns.auditsDone >= 0 { write(audits, row, columns.auditsDone) }
    if columns.listsDone >= 0 { write(lists, row, columns.listsDone) }
    for tranche in 0..<score.pointee.trancheCount {
      row[columns.tranches + tranche] = lateInTranche[tranche] == 0 ? 1 : 0
    }
  }

  @inline(__always)
  private static func add(_ done: Int64, _ isLate: Bool, to sum: inout Sum) {
    sum.last = max(sum.last, done)
    sum.late += isLate ? 1 : 0
  }

  /// Whether a document was done after another; one that never was is not compared.
  @inline(__always)
  private mutating func isLast(_ index: Int, after other: Int) -> Bool {
    let job = jobs[index]
    guard job.done != .max else { return false }
    guard other >= 0 else { return true }
    return job.done > jobs[other].done
      || (job.done == jobs[other].done && job.approved >= jobs[other].approved)
  }

  private mutating func write(_ sum: Sum, _ row: UnsafeMutablePointer<Int64>, _ column: Int) {
    switch sum.last {
    case .min: row[column] = 0
    case .max: row[column] = Columns.never
    default:
      row[column] = max(0, score.pointee.office.worked(until: sum.last) - score.pointee.called)
    }
    row[column + 1] = sum.late
  }

  private mutating func finishDeadlines(_ row: UnsafeMutablePointer<Int64>) {
    for index in 0..<score.pointee.deadlineCount {
      let deadline = score.pointee.deadlines[index]
      var last = Int64.min
      for member in deadline.jobs.indices {
        last = max(last, jobs[Int(score.pointee.deadlineJobs[member])].done)
      }
      row[columns.deadlines + index] = last != .max && last <= deadline.due ? 1 : 0
      if last >= score.pointee.start, last != .max { record(.met, at: last, index) }
    }
  }
}
