package import RehearsalCore

extension CastModel {
  /// The same model from a point of a rehearsal on: what has been done is done, who has been told
  /// knows, and work that somebody has begun takes what is left of it.
  ///
  /// What people have been at is taken from the log: how long an item, a document or a case file has
  /// been begun. Of a review that is under way nobody knows since when, so that it takes a whole one.
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
    addRequests(state)
    for index in jobs.indices {
      if jobs[index].due < .max {
        jobs[index].due = microseconds(state.moved(moment(jobs[index].due)))
      }
      carryOn(&jobs[index], state)
      guard jobs[index].stage == .prepare, let since = begun[jobs[index].id] else { continue }
      let week = hours[Int(workers[Int(jobs[index].owner)].hours)]
      jobs[index].elapsed = week.worked(until: start) - week.worked(until: microseconds(since))
    }
    for index in deadlines.indices { carryOn(&deadlines[index], state) }
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

  private func carryOn(_ job: inout Job, _ state: RehearsalState) {
    func finish(_ at: Moment?) {
      job.stage = .done
      job.done = at.map(microseconds) ?? start
    }
    switch job.sort {
    case .item:
      guard let item = state[Logistics.self].items[job.named()] else { return }
      if !item.isOpen { finish(item.done) }
    case .document:
      guard let line = state[Documents.self].lines[job.named()] else { return }
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
      guard let line = state[Documents.self].lists[job.named()] else { return }
      job.round = Int32(line.failures)
      switch line.standing {
      case .sent: finish(line.sendings.first?.at)
      case .checked: job.stage = .send
      case .run: job.stage = .review
      case .failed: job.stage = .rework
      case .notRun: break
      }
    case .audit:
      guard let file = state[Audits.self].cases[job.named()] else { return }
      if file.moderated != nil || (file.graded != nil && job.approver < 0) {
        finish(file.moderatedAt ?? file.graded)
      } else if file.graded != nil {
        job.stage = .review
      }
    case .request:
      guard let request = state[Injects.self].requests[job.named()] else { return }
      if !request.isWaiting { finish(request.answers.first?.at) }
    case .duty: return
    }
    // Nobody looks over what nobody was to look over.
    if job.stage == .review, job.approver < 0 { job.stage = job.isSent ? .send : .done }
  }

  private mutating func carryOn(_ deadline: inout Deadline, _ state: RehearsalState) {
    guard let known = state[Timeline.self].deadlines[deadline.id] else { return }
    deadline.due = microseconds(known.due)
    guard let met = known.met else { return }
    // Somebody has said that it is done, whatever became of the work.
    var duty = deadline.jobs.first.map { jobs[Int($0)] } ?? jobs[0]
    duty.sort = .duty
    duty.after = []
    duty.stage = .done
    duty.done = microseconds(met)
    deadline.jobs = [Int32(jobs.count)]
    jobs.append(duty)
  }

  /// What inspectors have asked for so far stands before what they may still ask for, and there is
  /// as much less of that.
  private mutating func addRequests(_ state: RehearsalState) {
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
        approver: -1, approverRole: nil, effort: effortOfRequest,
        due: request.due.map { microseconds($0) } ?? .max, ready: microseconds(request.raised),
        after: [], tranche: -1, key: UInt32(0x8000 + asked.count), isReturnable: false,
        isSent: true)
      job.ready = min(job.ready, start)
      asked.append(job)
    }
    guard var rest = requests else {
      jobs += asked
      return
    }
    let left = jobs[first...].filter { state[Injects.self].requests[$0.named()] == nil }
      .suffix(max(0, Int(rest.number) - asked.count))
    jobs = jobs[..<first] + asked + left
    rest.firstJob = Int32(first + asked.count)
    rest.number = Int32(left.count)
    rest.from = min(rest.to, max(rest.from, hours[office].worked(until: start)))
    requests = rest.number > 0 ? rest : nil
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
