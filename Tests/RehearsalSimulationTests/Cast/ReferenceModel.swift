import Foundation
import RehearsalCore

@testable import RehearsalSimulation

/// The model that other programs played too, made from its own file and not from a scenario.
enum ReferenceModel {
  static func fixture(_ name: String, file: String = #filePath) throws -> String {
    let folder = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: folder.appending(path: "Fixtures/\(name)"), encoding: .utf8)
  }

  /// Without line ends of any sort.
  static func lines(_ name: String) throws -> [String] {
    try fixture(name).split(whereSeparator: \.isNewline).map(String.init)
  }

  static func json<Value: Decodable>(_ name: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(fixture(name).utf8))
  }

  static func make() throws -> CastModel { try Source.read().model() }

  static func id<K: Kind>(_ text: String) throws -> ID<K> {
    guard let id = ID<K>(text) else { throw CocoaError(.coderInvalidValue) }
    return id
  }

  static func minutes(_ count: Double) -> Int64 { Int64((count * 60_000_000).rounded()) }

  private struct Source: Decodable {
    struct Person: Decodable { let id, cal: Int }
    struct Task: Decodable {
      let id, owner: Int
      let mode: Double
      let preds: [Int32]
      let deadline: Double
    }
    struct Doc: Decodable {
      let id, owner: Int
      let mode: Double
      let approver, tranche: Int
      let deadline: Double
    }

    let t0_work, ring, retry, p_noanswer, p_absent_call: Double
    let max_primary, max_deputy: Int32
    let call_mu_median, call_sigma, p_absent_day: Double
    let review: [Double]
    let p_reject: Double
    let rework_factors: [Double]
    let upload: Double
    let task_factors, prep_factors: [Double]
    let outage_window_work, outage_mean_work: Double
    let n_surprise: Int32
    let surprise_from_work, surprise_to_work, surprise_mode, surprise_slack_work: Double
    let doc_owner_first, doc_owner_count: Int32
    let persons: [Person]
    let children: [[Int32]]
    let tasks: [Task]
    let docs: [Doc]

    static func read() throws -> Source { try ReferenceModel.json("reference-model.json") }

    func model() throws -> CastModel {
      let called = minutes(540 + t0_work)
      let role = try ReferenceModel.id("role-0") as ID<Role>
      return CastModel(
        midnight: Moment(microseconds: 0), start: called, called: called, findOut: minutes(1980),
        hours: [
          hours([0, 1, 2, 3, 4], until: 1020), hours([0, 1, 2, 3, 4], until: 780),
          hours([0, 2, 4], until: 1020),
        ],
        office: 0,
        workers: persons[1...39].map { person in
          CastModel.Worker(
            id: "p\(person.id)", roles: [role], contacts: [Int32(person.id)],
            hours: Int32(person.cal), key: UInt32(person.id), available: nil)
        },
        cascades: [try cascade(called)], jobs: jobs(role),
        tranches: ["A", "B", "C"].map {
          CastModel.Tranche(id: $0, title: $0)
        },
        deadlines: [], chances: chances,
        requests: CastModel.RandomRequests(
          number: n_surprise, from: minutes(surprise_from_work), to: minutes(surprise_to_work),
          owners: (0..<doc_owner_count).map { doc_owner_first + $0 - 1 },
          ownerRoles: Array(repeating: role, count: Int(doc_owner_count)),
          within: minutes(surprise_slack_work), firstJob: Int32(tasks.count + docs.count)))
    }

    /// Half a year of weeks.
    private func hours(_ weekdays: [Int], until: Double) -> Hours {
      Hours(
        (0..<26).flatMap { week in
          weekdays.map { day in
            let midnight = Int64(week * 7 + day) * Hours.day
            return (midnight + minutes(540), midnight + minutes(until))
          }
        })
    }

    private func cascade(_ called: Int64) throws -> CastModel.Cascade {
      CastModel.Cascade(
        id: try ReferenceModel.id("call"), title: "The call", starts: called,
        contacts: try persons.map { person in
          CastModel.Contact(
            recipient: try ReferenceModel.id("role-\(person.id)"), people: 1, isGroup: false,
            hasDeputy: true,
            key: UInt32(person.id))
        },
        children: children,
        retry: CastModel.Retry(
          tries: max_primary, deputyTries: max_deputy, after: minutes(retry)),
        targets: [CastModel.Target(share: 100, by: minutes(540 + t0_work + 105))])
    }

    private func jobs(_ role: ID<Role>) -> [CastModel.Job] {
      func job(
        _ sort: CastModel.Job.Sort, _ id: Int, owner: Int, approver: Int?, _ mode: Double,
        _ factors: [Double], due: Double, after: [Int32] = [], tranche: Int = -1
      ) -> CastModel.Job {
        CastModel.Job(
          id: "\(sort)-\(id)", title: "", sort: sort, owner: Int32(owner - 1), ownerRole: role,
          approver: Int32((approver ?? 0) - 1), approverRole: nil,
          effort: CastModel.Estimate(
            factors[0] * mode, factors[1] * mode, factors[2] * mode),
          due: minutes(due), ready: minutes(540 + t0_work), after: after,
          tranche: Int32(tranche), key: UInt32(id), isReturnable: approver != nil,
          isSent: approver != nil)
      }
      let items = tasks.map {
        job(
          .item, $0.id, owner: $0.owner, approver: nil, $0.mode, task_factors, due: $0.deadline,
          after: $0.preds)
      }
      let documents = docs.map {
        job(
          .document, $0.id, owner: $0.owner, approver: $0.approver, $0.mode, prep_factors,
          due: $0.deadline, tranche: $0.tranche)
      }
      let requests = (0..<Int(n_surprise)).map {
        let id = docs.count + $0
        return job(
          .request, id, owner: 1, approver: 1 + id % 3, surprise_mode, prep_factors, due: 0)
      }
      return items + documents + requests
    }

    private var chances: CastModel.Chances {
      CastModel.Chances(
        ring: minutes(ring), noAnswer: p_noanswer, awayAtCall: p_absent_call,
        call: call_mu_median, callSpread: call_sigma, group: 1, groupSpread: 0.5,
        away: p_absent_day, awayDays: 24,
        review: CastModel.Estimate(review[0], review[1], review[2]), returned: p_reject,
        rework: CastModel.Estimate(rework_factors[0], rework_factors[1], rework_factors[2]),
        sending: minutes(upload), outageWithin: minutes(outage_window_work),
        outage: outage_mean_work)
    }
  }
}
