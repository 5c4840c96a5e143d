package import RehearsalCore

/// A playing of the cast as a script of sentences, such as people write: for the deciders to accept
/// or refuse like anybody's.
///
/// The cast decides when and who. Words and figures that nobody can know, such as how long a list
/// of data is, are drawn here, keyed by the same chance: a playing is the same each time.
package struct CastScript {
  private let plan: Plan
  private let model: CastModel
  private let chance: Chance
  private var lines: [CastLine] = []
  /// Whether the next sentence belongs to the line before it.
  private var isSameAct = false

  /// What is drawn beside the behaviour, which has the kinds from 0 on.
  private enum Kind {
    static let fact: UInt64 = 40
    static let rows: UInt64 = 41
    static let grade: UInt64 = 42
  }

  /// The rehearsal from its start to its end, a line an act.
  ///
  /// - Parameter until: It goes on until then, for people who play beside the cast.
  package static func text(
    _ plan: Plan, _ simulation: Simulation, _ replication: UInt64, until: Moment? = nil
  ) -> String {
    let (model, acts) = (simulation.model, simulation.acts(of: replication).acts)
    let chance = Chance(seed: simulation.seed, replication: replication)
    var script = CastScript(plan, model, chance)
    let first = min(model.moment(model.called), Moment(plan.dayOne, Availability.opens))
    script.add(min(plan.steps.first?.at ?? first, first), "facilitator starts")
    for act in acts { script.add(act) }
    script.isSameAct = false
    let ends = [plan.steps.last?.at, acts.last.map { model.moment($0.at) }, until]
    script.add(ends.compactMap { $0 }.max() ?? first, "facilitator ends")
    return script.lines.map { line in
      line.sentences.map { "\(line.at.text(plan.days)) \($0)\n" }.joined()
    }.joined()
  }

  /// What some of the cast do in a playing, from where its model begins, in the order of time. What
  /// others do is in it only where it is said in one go with theirs.
  ///
  /// Calls that others have yet to make tell nobody in it. That a deadline is met is left out
  /// unless they alone answer for everything that is due by it: nobody knows when the others will
  /// be done.
  package static func lines(
    _ plan: Plan, _ simulation: Simulation, _ replication: UInt64, of roles: [ID<Role>]
  ) -> [CastLine] {
    var left = simulation.model
    left.leaveCalls(exceptOf: roles)
    let acts = Simulation(left, seed: simulation.seed).acts(of: replication).acts
    // Of whom somebody gives up on, the calls must still be known.
    let model = simulation.model
    var script = CastScript(
      plan, model, Chance(seed: simulation.seed, replication: replication))
    for act in acts where act.sort != .met || model.isMet(act.entity, by: roles) {
      script.add(act)
    }
    let own = Set(roles.map { Substring($0.text) })
    return script.lines.filter { line in
      line.sentences.contains { own.contains(CastLine.who($0)) || $0.hasPrefix("inspector:") }
    }
  }

  private init(_ plan: Plan, _ model: CastModel, _ chance: Chance) {
    self.plan = plan
    self.model = model
    self.chance = chance
  }

  /// The word behind an actor's slash where nobody sits in the seat.
  package static let seat = "cast"

  private mutating func add(_ at: Moment, _ sentence: String) {
    if isSameAct, let last = lines.indices.last {
      lines[last].sentences.append(sentence)
    } else {
      lines.append(CastLine(at: at, sentences: [sentence]))
    }
    isSameAct = true
  }

  private mutating func add(_ act: Act) {
    isSameAct = false
    let at = model.moment(act.at)
    switch act.sort {
    case .noAnswer, .told, .groupTold, .lost: addCall(act, at)
    case .asked: addRequest(act, at)
    case .prepared, .reworked: addWork(model.jobs[Int(act.entity)], act, at)
    case .approved, .returned: addReview(model.jobs[Int(act.entity)], act, at)
    case .sent: addSending(model.jobs[Int(act.entity)], act, at)
    case .met:
      let deadline = model.deadlines[Int(act.entity)]
      add(at, "\(deadline.owner?.text ?? "facilitator") meets \(deadline.id)")
    }
  }

  // MARK: - Calls

  private mutating func addCall(_ act: Act, _ at: Moment) {
    let cascade = model.cascades[Int(act.cascade)]
    let contact = cascade.contacts[Int(act.entity)]
    let caller = cascade.contacts[Int(act.by)].recipient
    let whom = contact.recipient
    let about = "about \(cascade.id)" + (act.detail > cascade.retry.tries ? " via deputy" : "")
    switch act.sort {
    case .told:
      let facts = heard(cascade.id, contact)
      add(at, "\(caller) tells \(whom) \(about)" + (facts.isEmpty ? "" : " facts \(facts)"))
    case .groupTold:
      add(at, "\(caller) reports \(whom) about \(cascade.id) told \(contact.people)")
    case .lost:
      add(at, "\(caller) gets no answer from \(whom) \(about)")
      let because = "\"Nobody answered \(act.detail) calls\""
      add(at, "\(caller) cannot reach \(whom) about \(cascade.id) because \(because)")
      guard !cascade.children[Int(act.entity)].isEmpty else { return }
      add(at, "\(caller) takes over the calls of \(whom) about \(cascade.id)")
    default: add(at, "\(caller) gets no answer from \(whom) \(about)")
    }
  }

  /// The key facts that come back: each is lost now and then.
  private func heard(_ about: ID<CascadeLine>, _ contact: CastModel.Contact) -> String {
    let facts = plan[Communication.self].cascade(about)?.line.facts ?? []
    return facts.indices.filter {
      chance.unit(Kind.fact, UInt64(contact.key), UInt64($0)) >= model.chances.factLost
    }.map { facts[$0].id.text }.joined(separator: ",")
  }

  // MARK: - Work

  private mutating func addWork(_ job: CastModel.Job, _ act: Act, _ at: Moment) {
    let who = job.ownerRole
    switch job.sort {
    case .item:
      let asks = plan[Logistics.self].items.first { $0.line.id.text == job.id }?.line.proof
      add(at, "\(who) finishes \(job.id)" + (asks == nil ? "" : " proof \"Seen and noted\""))
    case .document:
      let line = plan[Documents.self].items.first { $0.line.id.text == job.id }?.line
      add(
        at,
        line?.held == nil
          ? "\(who) uses a dummy for \(job.id)"
          : "\(who) keeps elsewhere \(job.id) edition \"Version \(act.detail + 1)\"")
    case .list:
      let rows = 20 + Int(600 * draw(Kind.rows, job, act.detail))
      add(at, "\(who) runs \(job.id) rows \(rows)")
    case .audit:
      choose(job, at)
      add(at, "\(who) grades case \(job.id)\(grade(job))")
    case .request, .duty: break
    }
  }

  /// Takes a case file that the scenario does not list into its round.
  private mutating func choose(_ job: CastModel.Job, _ at: Moment) {
    let audits = plan[Audits.self]
    guard !audits.cases.contains(where: { $0.id.text == job.id }),
      let round = audits.rounds.first(where: { $0.line.title == job.title })?.line
    else { return }
    let who = round.owner?.text ?? "facilitator"
    add(at, "\(who) chooses case \(job.id) for \(round.id)")
    add(at, "\(who) allocates case \(job.id) to \(job.ownerRole)")
  }

  private mutating func addReview(_ job: CastModel.Job, _ act: Act, _ at: Moment) {
    let who = job.approverRole ?? job.ownerRole
    let isBack = act.sort == .returned
    switch job.sort {
    case .document:
      add(
        at,
        isBack
          ? "\(who) returns \(job.id) because \"Something is missing\""
          : "\(who) approves \(job.id)")
    case .list:
      add(
        at,
        isBack
          ? "\(who) faults \(job.id) because \"The rows do not add up\""
          : "\(who) vouches for \(job.id)")
    case .audit where job.approver >= 0:
      add(at, "\(who) moderates case \(job.id)\(grade(job))")
    case .audit, .item, .request, .duty: break
    }
  }

  private func grade(_ job: CastModel.Job) -> String {
    let grades = plan.scenario.framework.grades
    guard !grades.isEmpty else { return "" }
    return " as \(grades[Int(Double(grades.count) * draw(Kind.grade, job, 0))].id)"
  }

  private func draw(_ kind: UInt64, _ job: CastModel.Job, _ n: Int32) -> Double {
    chance.unit(kind, UInt64(job.key), UInt64(n))
  }

  private mutating func addSending(_ job: CastModel.Job, _ act: Act, _ at: Moment) {
    switch job.sort {
    case .document: add(at, "\(job.ownerRole) sends documents \(job.id)")
    case .list: add(at, "\(job.ownerRole) delivers \(job.id)")
    case .request:
      add(at, "\(model.owner(of: act)) answers \(job.id) with \"Everything that was asked for\"")
    case .audit, .item, .duty: break
    }
  }

  /// What the scenario has in store comes by itself; the rest an inspector asks for.
  private mutating func addRequest(_ act: Act, _ at: Moment) {
    guard let random = model.requests, act.entity >= random.firstJob else { return }
    let job = model.jobs[Int(act.entity)]
    let office = model.hours[model.office]
    let due = office.moment(worked: office.worked(until: act.at) + random.within)
    add(
      at,
      "inspector:lead raises \(job.id) to \(model.owner(of: act)) title \"\(job.title)\" "
        + "due \(model.moment(due).text(plan.days))")
  }
}

/// What somebody of the cast does at one moment, as sentences: one act, of which some take several
/// commands.
package struct CastLine: Hashable, Sendable {
  package let at: Moment
  package internal(set) var sentences: [String]

  package init(at: Moment, sentences: [String]) {
    self.at = at
    self.sentences = sentences
  }

  /// Who does it and what sort of thing it is: the words that the last of them begins with.
  package var kind: String {
    (sentences.last ?? "").split(separator: " ").prefix(2).joined(separator: " ")
  }

  static func who(_ sentence: String) -> Substring { sentence.prefix { $0 != " " } }
}

extension CastModel {
  /// Whether the roles have done, or will do, everything that is due by a deadline.
  fileprivate func isMet(_ deadline: Int32, by roles: [ID<Role>]) -> Bool {
    deadlines[Int(deadline)].jobs.allSatisfy { index in
      let job = jobs[Int(index)]
      return job.stage == .done
        || roles.contains(job.ownerRole) && job.approverRole.map(roles.contains) != false
    }
  }

  package func moment(_ microseconds: Int64) -> Moment {
    midnight + Duration(microseconds: microseconds)
  }

  /// The role that has to do with a request: drawn for those that come at random.
  fileprivate func owner(of act: Act) -> ID<Role> {
    guard let random = requests, act.entity >= random.firstJob,
      let index = random.owners.firstIndex(of: act.by)
    else { return jobs[Int(act.entity)].ownerRole }
    return random.ownerRoles[index]
  }
}
