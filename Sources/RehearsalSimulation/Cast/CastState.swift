package import RehearsalCore

extension CastModel {
  /// The same model from a point of a rehearsal on: what has been done is done, who has been told
  /// knows, and work that somebody has begun takes what is left of it.
  ///
  /// Since when an item, a document or a case file has been begun is taken from the log. Of a
  /// review that is under way nobody knows since when, so that it takes a whole one.
  package init(continuing replay: Replay, at point: Replay.Point) {
    self.init(replay.plan)
    let view = replay.view(.facilitator, at: point)
    let state = view.state
    let now = view.last.map { microseconds($0.at) } ?? called
    start = max(called, now)
    findOut = max(findOut, start)
    for index in cascades.indices {
      cascades[index].starts = max(cascades[index].starts, start)
      if let known = state[Communication.self].cascades[cascades[index].id] {
        cascades[index].continues(known, since: midnight)
      }
    }
    let begun = CastModel.begun(view.shown)
    let cast = replay.plan.scenario.head.cast
    addRequests(state, effort: Estimate(cast.requests.effort, cast.documents))
    for index in jobs.indices {
      jobs[index] = carriedOn(jobs[index], state, since: begun[jobs[index].id])
    }
    for index in deadlines.indices { meet(index, state) }
  }

  /// Leaves all calls but those of some roles to people, of whom nobody knows when they will ring:
  /// whom they have not told so far is never told, and finds out as others do.
  mutating func leaveCalls(exceptOf roles: [ID<Role>]) {
    let callers = Set(roles.map(\.text))
    for line in cascades.indices {
      for index in cascades[line].contacts.indices
      where !callers.contains(cascades[line].contacts[index].recipient.text) {
        cascades[line].children[index] = []
      }
    }
  }

  /// A moment as the model counts.
  private func microseconds(_ moment: Moment) -> Int64 { (moment - midnight).microseconds }

  /// Since when somebody has been at what is named by an id.
  private static func begun(_ events: [RecordedEvent]) -> [String: Moment] {
    var begun: [String: Moment] = [:]
    for recorded in events {
      switch recorded.event {
      case let event as ItemBegun: begun[event.line.item.text] = recorded.stamp.when
      case let event as DocumentDrafted: begun[event.document.text] = recorded.stamp.when
      case let event as AuditBegun: begun[event.file.text] = recorded.stamp.when
      default: continue
      }
    }
    return begun
  }

  // MARK: - Work

  private func carriedOn(_ job: Job, _ state: RehearsalState, since begun: Moment?) -> Job {
    var job = job
    if job.due < .max { job.due = microseconds(state.moved(moment(job.due))) }
    func finish(_ at: Moment?) {
      job.stage = .done
      job.done = at.map(microseconds) ?? start
    }
    switch job.sort {
    case .item:
      if let item = state[Logistics.self].items[job.named()], !item.isOpen { finish(item.done) }
    case .document:
      guard let line = state[Documents.self].lines[job.named()] else { return job }
      job.round = Int32(line.returns)
      switch line.standing {
      case .sent: finish(line.current?.at)
      case .notApplicable, .withdrawn: finish(nil)
      case .approved, .ready: job.stage = .send
      case .added: job.stage = .review
      case .returned: job.stage = .rework
      case .notStarted, .inProgress: break
      }
    case .list:
      guard let line = state[Documents.self].lists[job.named()] else { return job }
      job.round = Int32(line.failures)
      switch line.standing {
      case .sent: finish(line.sendings.first?.at)
      case .checked: job.stage = .send
      case .run: job.stage = .review
      case .failed: job.stage = .rework
      case .notRun: break
      }
    case .audit:
      guard let file = state[Audits.self].cases[job.named()] else { return job }
      if file.moderated != nil { finish(file.moderatedAt) }
      if file.moderated == nil, file.graded != nil { job.stage = .review }
    case .request:
      guard let request = state[Injects.self].requests[job.named()] else { return job }
      if !request.isWaiting { finish(request.answers.first?.at) }
    case .duty: break
    }
    // Nobody looks over what nobody was to look over.
    if job.stage == .review, job.approver < 0 {
      job.stage = job.isSent ? .send : .done
      job.done = job.isSent ? .max : start
    }
    if job.stage == .prepare, let begun {
      let week = hours[Int(workers[Int(job.owner)].hours)]
      job.elapsed = week.worked(until: start) - week.worked(until: microseconds(begun))
    }
    return job
  }

  /// A deadline of which somebody has said that it is met, whatever became of the work.
  private mutating func meet(_ index: Int, _ state: RehearsalState) {
    guard let known = state[Timeline.self].deadlines[deadlines[index].id] else { return }
    deadlines[index].due = microseconds(known.due)
    guard let met = known.met, let first = deadlines[index].jobs.first else { return }
    var duty = jobs[Int(first)]
    duty.id = deadlines[index].id.text
    duty.sort = .duty
    duty.after = []
    duty.tranche = -1
    duty.stage = .done
    duty.done = microseconds(met)
    deadlines[index].jobs = [Int32(requests.map { Int($0.firstJob) } ?? jobs.count)]
    add([duty])
  }

  /// Adds jobs before those of random requests, which stand last.
  private mutating func add(_ more: [Job]) {
    let place = requests.map { Int($0.firstJob) } ?? jobs.count
    jobs.insert(contentsOf: more, at: place)
    requests?.firstJob = Int32(place + more.count)
  }

  /// What inspectors have asked for so far stands before what they may still ask for, and there is
  /// as much less of that.
  private mutating func addRequests(_ state: RehearsalState, effort: Estimate) {
    let planned = Set(jobs.filter { $0.sort == .request }.map(\.id))
    let first = requests.map { Int($0.firstJob) } ?? jobs.count
    let random = Set(jobs[first...].map(\.id))
    var asked: [Job] = []
    for (id, request) in zip(
      state[Injects.self].requests.keys, state[Injects.self].requests.values)
    where !planned.contains(id.text) || random.contains(id.text) {
      guard let role = request.owner ?? request.to.first,
        let owner = workers.firstIndex(where: { $0.roles.contains(role) })
      else { continue }
      var job = Job(
        id: id.text, title: request.title, sort: .request, owner: Int32(owner), ownerRole: role,
        approver: -1, approverRole: nil, effort: effort,
        due: request.due.map { microseconds($0) } ?? .max, ready: microseconds(request.raised),
        after: [], tranche: -1, key: UInt32(0x8000 + asked.count), isReturnable: false,
        isSent: true)
      job.ready = min(job.ready, start)
      asked.append(job)
    }
    let left = jobs[first...].filter { state[Injects.self].requests[$0.named()] == nil }
      .suffix(max(0, jobs.count - first - asked.count))
    jobs = Array(jobs[..<first] + left)
    add(asked)
    requests?.number = Int32(left.count)
    if left.isEmpty { requests = nil }
    guard let window = requests else { return }
    let worked = hours[office].worked(until: start)
    requests?.from = min(window.to, max(window.from, worked))
  }
}

extension CastModel.Job {
  /// A job has the id of the thing that it is about.
  func named<Thing: Kind>() -> ID<Thing> {
    guard let id = ID<Thing>(self.id) else { preconditionFailure("\(self.id) is no id") }
    return id
  }
}

extension CastModel.Cascade {
  /// Takes over who knows, who was tried, and who rings whom by now.
  fileprivate mutating func continues(_ known: Communication.CascadeState, since midnight: Moment) {
    guard let activated = known.activated else { return }
    starts = (activated - midnight).microseconds
    let numbers = Dictionary(
      contacts.enumerated().map { ($0.element.recipient, Int32($0.offset)) },
      uniquingKeysWith: { first, _ in first })
    for index in contacts.indices {
      guard let contact = known.contacts[contacts[index].recipient] else { continue }
      if let told = contact.told {
        contacts[index].standing = .told((told - midnight).microseconds)
      } else if contact.standing == .unreachable {
        contacts[index].standing = .lost
      } else if contact.attempts > 0 {
        contacts[index].standing = .tried(Int32(contact.attempts))
      }
    }
    /// Whoever rings a contact now: of callers given up on, whoever rang them.
    func caller(of index: Int32) -> Int32? {
      var at = known.contacts[contacts[Int(index)].recipient]?.caller.flatMap { numbers[$0] }
      while let found = at, contacts[Int(found)].standing == .lost {
        at = known.contacts[contacts[Int(found)].recipient]?.caller.flatMap { numbers[$0] }
      }
      return at
    }
    let callers = contacts.indices.map { caller(of: Int32($0)) }
    let written = children
    children = written.indices.map { index in
      let own = written[index].filter { callers[Int($0)] == Int32(index) }
      let taken = contacts.indices.map(Int32.init).filter {
        callers[Int($0)] == Int32(index) && !own.contains($0)
      }
      return own + taken
    }
  }
}
