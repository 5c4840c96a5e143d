import RehearsalCore

@testable import RehearsalSimulation

/// Small plans, each number of which a reader can check: everybody works Monday to Friday, 9 to 5,
/// and the call comes on the first Monday at 10.
enum ToyPlan {
  static let minute: Int64 = 60_000_000
  static let hour = 60 * minute

  static func at(day: Int, _ hour: Int64, _ minutes: Int64 = 0) -> Int64 {
    Int64(day) * Hours.day + hour * ToyPlan.hour + minutes * minute
  }

  static let certain = CastModel.Chances(
    ring: minute, noAnswer: 0, awayAtCall: 0, call: 4, callSpread: 0, group: 4, groupSpread: 0,
    factLost: 0,
    away: 0, awayDays: 0, review: CastModel.Estimate(3, 8, 20), returned: 0,
    rework: CastModel.Estimate(0.1, 0.25, 0.6), sending: 2 * minute, outageWithin: 0, outage: 0)

  static let uncertain = CastModel.Chances(
    ring: minute, noAnswer: 0.15, awayAtCall: 0.05, call: 4, callSpread: 0.5, group: 4,
    groupSpread: 0.5, factLost: 0.03, away: 0.02, awayDays: 20,
    review: CastModel.Estimate(3, 8, 20),
    returned: 0.1, rework: CastModel.Estimate(0.1, 0.25, 0.6), sending: 2 * minute,
    outageWithin: 0, outage: 0)

  /// - Parameters:
  ///   - parents: who rings each person; nobody rings the first.
  ///   - target: minutes after the call by which everyone is to know.
  static func calls(
    _ parents: [Int?], _ chances: CastModel.Chances = uncertain, target: Int64 = 60,
    alone: Set<Int> = []
  ) throws -> CastModel {
    var children = [[Int32]](repeating: [], count: parents.count)
    for (index, parent) in parents.enumerated() {
      if let parent { children[parent].append(Int32(index)) }
    }
    let called = at(day: 0, 10)
    let week = Hours(
      (0..<20).flatMap { week in
        (0..<5).map { (at(day: week * 7 + $0, 9), at(day: week * 7 + $0, 17)) }
      })
    return CastModel(
      midnight: Moment(microseconds: 0), start: called, called: called,
      findOut: at(day: 1, 9), hours: [week], office: 0, workers: [],
      cascades: [
        CastModel.Cascade(
          id: try id("call"), title: "The call", starts: called,
          contacts: try parents.indices.map {
            CastModel.Contact(
              recipient: try id("role-\($0)"), people: 1, isGroup: false,
              hasDeputy: !alone.contains($0), key: UInt32($0))
          },
          children: children,
          retry: CastModel.Retry(tries: 3, deputyTries: 2, after: 15 * minute),
          targets: [CastModel.Target(share: 100, by: called + target * minute)])
      ],
      jobs: [], tranches: [], deadlines: [], chances: chances, requests: nil)
  }

  /// A plan in which everybody of a small tree has documents and items to do, two of them look
  /// documents over, and one deadline is tight.
  static func work(_ chances: CastModel.Chances = uncertain) throws -> CastModel {
    var model = try calls([nil, 0, 0, 1, 1, 2], chances, alone: [4, 5])
    model.workers = try (0..<6).map {
      CastModel.Worker(
        id: "p\($0)", roles: [try id("role-\($0)")], contacts: [Int32($0)], hours: 0,
        key: UInt32($0), available: nil)
    }
    model.tranches = [
      CastModel.Tranche(id: "first", title: "First"), CastModel.Tranche(id: "last", title: "Last"),
    ]
    for number in 0..<12 {
      let isFirst = number % 2 == 0
      model.jobs.append(
        try job(
          .document, number, owner: 2 + number % 4, approver: isFirst ? 0 : 1,
          due: isFirst ? at(day: 0, 16) : at(day: 1, 12), tranche: isFirst ? 0 : 1))
    }
    for number in 0..<6 {
      model.jobs.append(
        try job(.item, number, owner: number, approver: -1, due: at(day: 1, 17), tranche: -1))
    }
    model.deadlines = [
      CastModel.Deadline(
        id: try id("tight"), title: "Tight", due: at(day: 0, 16), owner: nil,
        jobs: model.jobs.indices.filter { model.jobs[$0].tranche == 0 }.map(Int32.init))
    ]
    return model
  }

  static func job(
    _ sort: CastModel.Job.Sort, _ number: Int, owner: Int, approver: Int, due: Int64, tranche: Int
  ) throws -> CastModel.Job {
    CastModel.Job(
      id: "\(sort)-\(number)", title: "\(sort) \(number)", sort: sort, owner: Int32(owner),
      ownerRole: try id("role-\(owner)"), approver: Int32(approver), approverRole: nil,
      effort: CastModel.Estimate(30, 60, 150), due: due, ready: at(day: 0, 10), after: [],
      tranche: Int32(tranche), key: UInt32(number), isReturnable: sort == .document,
      isSent: sort == .document)
  }

  struct NoIdentifier: Error {}

  static func id<K: Kind>(_ text: String) throws -> ID<K> {
    guard let id = ID<K>(text) else { throw NoIdentifier() }
    return id
  }

  static func play(_ model: CastModel, _ count: UInt64 = 500, seed: UInt64 = 1) -> Playings {
    Simulation(model, seed: seed).run(replications: 0..<count)
  }
}
