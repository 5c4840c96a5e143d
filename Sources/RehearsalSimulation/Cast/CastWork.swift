import RehearsalCore

/// What is to be done in a plan by somebody whom the computer can play.
struct CastWork {
  private(set) var jobs: [CastModel.Job] = []
  private(set) var tranches: [CastModel.Tranche] = []
  private(set) var deadlines: [CastModel.Deadline] = []
  /// What nobody can be seen to do, in sentences.
  private(set) var left: [String] = []
  private let plan: Plan
  private let clock: CastClock
  private let cast: CastBehaviour
  private let players: Set<ID<Role>>
  private var firstRandom = 0
  /// Items and duties share one row of keys, everything else another.
  private var (itemKeys, otherKeys): (UInt32, UInt32) = (0, 0)

  init(_ plan: Plan, _ clock: CastClock) {
    self.plan = plan
    self.clock = clock
    cast = plan.scenario.head.cast
    let empty = plan[Cover.self].seats.filter { $0.filling == .empty }.map(\.role)
    players = Set(
      plan.scenario.head.roles.filter { $0.part == .player && !empty.contains($0.id) }.map(\.id))
  }

  mutating func addAll() {
    addItems()
    addDocuments()
    addLists()
    addAudits()
    addRequests()
    addDeadlines()
    addRandomRequests()
  }

  /// Whether a role, by its place in the scenario, has something to do or may be asked for it.
  func isBusy(_ index: Int) -> Bool {
    let role = plan.scenario.head.roles[index].id
    return jobs.contains { $0.ownerRole == role || $0.approverRole == role }
      || (jobs.count > firstRandom && cast.requests.owners.contains(role))
  }

  /// Gives every job its workers, once they are numbered.
  mutating func assign(_ numbers: [ID<Role>: Int32]) {
    for index in jobs.indices {
      jobs[index].owner = numbers[jobs[index].ownerRole] ?? -1
      jobs[index].approver = jobs[index].approverRole.flatMap { numbers[$0] } ?? -1
    }
  }

  /// The role that does `title`, if the computer can play it; says why not where it cannot.
  private mutating func player(_ role: ID<Role>?, _ title: String) -> ID<Role>? {
    guard let role else {
      left.append("Nobody owns \"\(title)\".")
      return nil
    }
    if players.contains(role) { return role }
    left.append("\"\(title)\" is for \(plan.names.title(role)), whom nobody plays.")
    return nil
  }

  /// Who looks it over: nobody where the owner would, or where that seat is not played.
  private func approver(_ role: ID<Role>?, not owner: ID<Role>) -> ID<Role>? {
    role.flatMap { $0 != owner && players.contains($0) ? $0 : nil }
  }

  @discardableResult
  private mutating func add(
    _ sort: CastModel.Job.Sort, _ id: String, _ title: String, owner: ID<Role>,
    approver: ID<Role>? = nil, effort: Effort, due: Int64, tranche: Int = -1
  ) -> Int {
    let isItem = sort == .item || sort == .duty
    let isAudit = sort == .audit
    jobs.append(
      CastModel.Job(
        id: id, title: title, sort: sort, owner: -1, ownerRole: owner, approver: -1,
        approverRole: approver,
        effort: CastModel.Estimate(effort, isItem ? cast.items : cast.documents), due: due,
        ready: clock.called, after: [], tranche: Int32(tranche),
        key: isItem ? itemKeys : otherKeys, isReturnable: !isItem && !isAudit,
        isSent: !isItem && !isAudit))
    if isItem { itemKeys += 1 } else { otherKeys += 1 }
    return jobs.count - 1
  }
}

extension CastWork {
  private mutating func addItems() {
    let items = plan[Logistics.self].items
    var numbers: [ID<ChecklistItem>: Int32] = [:]
    for item in items {
      guard let owner = player(item.line.owner, item.line.title) else { continue }
      let job = add(
        .item, item.line.id.text, item.line.title, owner: owner, effort: item.line.effort,
        due: clock(item.due))
      numbers[item.line.id] = Int32(job)
    }
    for item in items {
      guard let number = numbers[item.line.id] else { continue }
      jobs[Int(number)].after = item.line.after.compactMap { numbers[$0] }
    }
  }

  private mutating func addDocuments() {
    let items = plan[Documents.self].items.filter { $0.line.standing != .notApplicable }
    for item in items {
      guard let owner = player(item.owner, item.line.title) else { continue }
      let tranche = self.tranche(
        item.group?.id.text ?? "other", item.group?.title ?? "Other documents")
      let job = add(
        .document, item.line.id.text, item.line.title, owner: owner,
        approver: approver(item.approver, not: owner), effort: item.effort, due: clock(item.due),
        tranche: tranche)
      if item.line.standing == .ready { jobs[job].stage = .send }
    }
  }

  private mutating func addLists() {
    for list in plan[Documents.self].lists {
      guard let owner = player(list.line.owner, list.title) else { continue }
      add(
        .list, list.line.list.text, list.title, owner: owner,
        approver: approver(list.line.checker, not: owner), effort: list.line.effort,
        due: clock(list.due), tranche: tranche("lists", "Lists of data"))
    }
  }

  private mutating func tranche(_ id: String, _ title: String) -> Int {
    if let index = tranches.firstIndex(where: { $0.id == id && $0.title == title }) {
      return index
    }
    tranches.append(CastModel.Tranche(id: id, title: title))
    return tranches.count - 1
  }

  /// The case files of each round: those listed, and as many others as it has, dealt out in turn.
  private mutating func addAudits() {
    let audits = plan[Audits.self]
    guard audits.isRehearsed else { return }
    var taken = Set(audits.cases.map(\.id.text))
    for round in audits.rounds {
      var files = audits.cases.filter { $0.round == round.line.id }.map {
        (id: $0.id.text, title: $0.title, team: $0.team, auditor: $0.auditor)
      }
      var number = files.count
      while files.count < round.line.cases {
        number += 1
        let id = "\(round.line.id.text.prefix(40))-\(number)"
        guard taken.insert(id).inserted else { continue }
        files.append((id, round.line.title, nil, nil))
      }
      for (index, file) in files.enumerated() {
        let auditor =
          file.auditor ?? self.auditor(index, of: round.line, for: file.team)
        guard let owner = player(auditor, file.title) else { continue }
        add(
          .audit, file.id, file.title, owner: owner,
          approver: approver(round.line.moderator, not: owner), effort: round.line.effort,
          due: clock(round.due))
      }
    }
  }

  /// Whoever's turn it is of those who are not of the team that holds the case.
  private func auditor(_ index: Int, of round: AuditRound, for team: String?) -> ID<Role>? {
    let roles = plan.scenario.head.roles
    let others = round.auditors.filter { auditor in
      guard let team else { return true }
      return roles.first { $0.id == auditor }?.team != team
    }
    return others.isEmpty ? nil : others[index % others.count]
  }

  private mutating func addRequests() {
    let injects = plan[Injects.self]
    let called = clock.midnight + Duration(microseconds: clock.called)
    for event in injects.events where event.line.sort == .request {
      guard event.line.when == nil,
        let planned = event.planned(seed: injects.seed, plan.calendar)
      else {
        left.append("Nobody knows when \"\(event.line.title)\" comes.")
        continue
      }
      guard let owner = player(event.line.to.first, event.line.title) else { continue }
      let asked = max(planned, called)
      let job = add(
        .request, event.line.id.text, event.line.title, owner: owner, effort: cast.requests.effort,
        due: event.planned(event.line.respondBy, from: asked).map(clock.callAsFunction) ?? .max)
      jobs[job].ready = clock(asked)
    }
  }

  /// A deadline is that of all work that falls due with it. Where there is none, meeting it is work
  /// in itself for whoever answers for it.
  private mutating func addDeadlines() {
    let work = jobs.indices.filter { jobs[$0].sort != .request }
    for line in plan[Timeline.self].deadlines {
      let due = clock(line.due)
      var own = work.filter { jobs[$0].due == due }.map { Int32($0) }
      if own.isEmpty {
        guard let owner = player(line.owner, line.title) else { continue }
        let job = add(
          .duty, line.deadline.text, line.title, owner: owner, effort: .minutes(30), due: due)
        let first = plan.calendar.date(5, workingDaysBefore: line.due.date) ?? line.due.date
        jobs[job].ready = max(clock.called, clock(Moment(first, Availability.opens)))
        own = [Int32(job)]
      }
      deadlines.append(
        CastModel.Deadline(
          id: line.deadline, title: line.title, due: due, owner: line.owner, jobs: own))
    }
  }
}

extension CastWork {
  /// Jobs for requests at moments and to people that are drawn in each playing: what stands here of
  /// their owner, beginning and due time is only where the drawing starts.
  private mutating func addRandomRequests() {
    firstRandom = jobs.count
    let line = cast.requests
    let approvers = line.approvers.filter(players.contains)
    guard let window = plan.requestWindow,
      let owner = line.owners.first(where: players.contains)
    else { return }
    for number in 0..<line.number {
      let job = add(
        .request, "random-request-\(number + 1)", "Request \(number + 1)", owner: owner,
        approver: approvers.isEmpty ? nil : approvers[number % approvers.count],
        effort: line.effort, due: .max)
      jobs[job].ready = clock(window.from)
    }
  }

  func requests(
    office: Hours, _ numbers: [ID<Role>: Int32]
  ) -> CastModel.RandomRequests? {
    let line = cast.requests
    let owners = line.owners.filter(players.contains)
    guard jobs.count > firstRandom, let window = plan.requestWindow else { return nil }
    return CastModel.RandomRequests(
      number: Int32(jobs.count - firstRandom), from: office.worked(until: clock(window.from)),
      to: office.worked(until: clock(window.to)), owners: owners.compactMap { numbers[$0] },
      ownerRoles: owners, within: line.within.microseconds, firstJob: Int32(firstRandom))
  }
}
