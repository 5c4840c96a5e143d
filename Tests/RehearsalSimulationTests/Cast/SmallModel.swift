import RehearsalCore

@testable import RehearsalSimulation

/// A model of a few people and jobs in which nothing is left to chance unless a test says so: calls
/// last four minutes, everybody is there, answers and approves.
///
/// The office is open from 09:00 to 17:00 on every day of the first fortnight; the call comes at
/// 10:00 on day 0. Minutes are those since midnight.
struct SmallModel {
  var model: CastModel

  static let call = ReferenceModel.minutes(600)

  init(workers: Int = 2, days: Int = 14) throws {
    let role = try ReferenceModel.id("role-0") as ID<Role>
    let open = (0..<days).map { day in
      let midnight = Int64(day) * Hours.day
      return (midnight + ReferenceModel.minutes(540), midnight + ReferenceModel.minutes(1020))
    }
    model = CastModel(
      midnight: Moment(microseconds: 0), start: Self.call, called: Self.call,
      findOut: ReferenceModel.minutes(1980), hours: [Hours(open)], office: 0,
      workers: (0..<workers).map {
        CastModel.Worker(
          id: "p\($0)", roles: [role], contacts: [], hours: 0, key: UInt32($0),
          available: Self.call)
      },
      cascades: [], jobs: [], tranches: [], deadlines: [],
      chances: CastModel.Chances(
        ring: ReferenceModel.minutes(1), noAnswer: 0, awayAtCall: 0, call: 4, callSpread: 0,
        group: 2, groupSpread: 0, factLost: 0, away: 0, awayDays: 24,
        review: CastModel.Estimate(8, 8, 8),
        returned: 0, rework: CastModel.Estimate(0.5, 0.5, 0.5),
        sending: ReferenceModel.minutes(2), outageWithin: 0, outage: 0))
  }

  /// Adds a job that lasts `effort` minutes.
  mutating func add(
    _ sort: CastModel.Job.Sort, owner: Int32 = 0, approver: Int32 = -1, effort: Double = 60,
    due: Double? = nil, ready: Double = 600, after: [Int32] = [], tranche: Int32 = -1
  ) throws {
    model.jobs.append(
      CastModel.Job(
        id: "job-\(model.jobs.count)", title: "", sort: sort, owner: owner,
        ownerRole: try ReferenceModel.id("role-0"), approver: approver, approverRole: nil,
        effort: CastModel.Estimate(effort, effort, effort),
        due: due.map(ReferenceModel.minutes) ?? .max, ready: ReferenceModel.minutes(ready),
        after: after, tranche: tranche, key: UInt32(model.jobs.count), isReturnable: true,
        isSent: sort == .document))
  }

  /// Adds a message. Its contacts are all roles with a deputy, unless a test says more.
  mutating func add(
    cascade name: String = "call", _ children: [[Int32]], starts: Double = 600,
    targets: [(share: Int32, by: Double)] = []
  ) throws {
    let base = UInt32(model.cascades.count) << 14
    model.cascades.append(
      CastModel.Cascade(
        id: try ReferenceModel.id(name), title: name, starts: ReferenceModel.minutes(starts),
        contacts: try children.indices.map {
          CastModel.Contact(
            recipient: try ReferenceModel.id("role-\($0)"), people: 1, isGroup: false,
            hasDeputy: true, key: base | UInt32($0))
        },
        children: children,
        retry: CastModel.Retry(tries: 3, deputyTries: 2, after: ReferenceModel.minutes(15)),
        targets: targets.map {
          CastModel.Target(share: $0.share, by: ReferenceModel.minutes($0.by))
        }))
  }

  /// Plays once. Fields by name, times in minutes and -1 for never.
  func play(_ replication: UInt64 = 0) -> (fields: [String: Double], acts: [Act], tally: Tally) {
    let simulation = Simulation(model, seed: 1)
    let (acts, row) = simulation.acts(of: replication)
    var fields: [String: Double] = [:]
    for (column, value) in zip(simulation.columns.all, row) {
      let minutes = value == Columns.never ? -1 : Double(value) / 60_000_000
      fields[column.name] = column.unit == .time ? minutes : Double(value)
    }
    let playings = simulation.run(replications: replication..<replication + 1)
    return (fields, acts, playings.tally)
  }
}

extension Act {
  /// In minutes.
  var minute: Double { Double(at) / 60_000_000 }
}
