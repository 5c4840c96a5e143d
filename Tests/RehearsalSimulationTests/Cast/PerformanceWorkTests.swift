import RehearsalCore
import Testing

@testable import RehearsalSimulation

/// How work is done, in models small enough to say the minutes by hand.
@Suite struct PerformanceWorkTests {
  @Test("prepared, approved, sent") func document() throws {
    var small = try SmallModel()
    small.model.tranches = [CastModel.Tranche(id: "a", title: "")]
    try small.add(.document, owner: 0, approver: 1, due: 671, tranche: 0)
    try small.add(.document, owner: 0, approver: -1, due: 721, tranche: -1)
    let (fields, acts, tally) = small.play()
    #expect(acts.map(\.sort) == [.prepared, .approved, .sent, .prepared, .sent])
    #expect(acts.map(\.minute) == [660, 668, 670, 720, 722])
    #expect(fields["docs_done"] == 122 && fields["docs_late"] == 1 && fields["a_met"] == 1)
    #expect(tally.workers[0].busy == ReferenceModel.minutes(120))
    #expect(tally.workers[0].lateJobs == 1 && tally.workers[0].doneJobs == 2)
    #expect(tally.workers[0].lastDocuments == 1)
    #expect(tally.approvers[1].reviews == 1 && tally.approvers[1].waited == 0)
  }

  @Test("a review that always sends back ends after a thousand rounds") func returned() throws {
    var small = try SmallModel(days: 60)
    try small.add(.document, owner: 0, approver: 1, effort: 4)
    small.model.chances.returned = 1
    let (fields, acts, _) = small.play()
    #expect(acts.count { $0.sort == .returned } == 1_000)
    #expect(acts.count { $0.sort == .reworked } == 1_000)
    #expect(acts.last { $0.sort == .approved }?.detail == 1_000)
    #expect(fields["docs_done"] != -1)
    small.model.jobs[0].isReturnable = false
    #expect(!small.play().acts.contains { $0.sort == .returned })
  }

  @Test("what cannot be finished within the hours never is") func never() throws {
    var small = try SmallModel(days: 2)
    small.model.tranches = [CastModel.Tranche(id: "a", title: "")]
    try small.add(.document, owner: 0, effort: 901, due: 5_000, tranche: 0)
    try small.add(.item, owner: 0, effort: 1)
    try small.add(.item, owner: 1, effort: 1, after: [1])
    small.model.deadlines = [
      CastModel.Deadline(
        id: try ReferenceModel.id("end"), title: "", due: .max, owner: nil, jobs: [1, 2])
    ]
    let (fields, acts, tally) = small.play()
    #expect(acts.isEmpty)
    #expect(fields["docs_done"] == -1 && fields["docs_late"] == 1 && fields["a_met"] == 0)
    #expect(fields["tasks_done"] == -1 && fields["tasks_late"] == 0 && fields["end_met"] == 0)
    #expect(tally.workers.allSatisfy { $0.doneJobs == 0 && $0.busy == 0 })
    small.model.jobs[0].effort = CastModel.Estimate(899, 899, 899)
    #expect(small.play().acts.first?.minute == 2_459)
  }

  @Test("nothing at all can be done where there are no hours") func noHours() throws {
    var small = try SmallModel(days: 0)
    try small.add([[1], []])
    try small.add(.document, approver: 1, due: 700)
    let (fields, acts, _) = small.play()
    #expect(acts.isEmpty)
    #expect(fields["docs_done"] == -1 && fields["docs_late"] == 1 && fields["unreached"] == 1)
  }

  @Test("reviews first, then what is due first") func order() throws {
    var small = try SmallModel()
    try small.add(.document, owner: 1, effort: 30, due: 2_000)
    try small.add(.document, owner: 1, effort: 30, due: 1_000)
    try small.add(.item, owner: 1, effort: 30, due: 2_000)
    try small.add(.document, owner: 0, approver: 1, effort: 20, due: 2_000)
    let (_, acts, tally) = small.play()
    #expect(acts.filter { $0.by == 1 && $0.sort != .sent }.map(\.entity) == [1, 3, 2, 0])
    #expect(tally.approvers[1].waited == ReferenceModel.minutes(10))
    #expect(tally.approvers[1].longestQueue == 1 && tally.approvers[0].longestQueue == 0)
  }

  @Test("jobs wait for others and for their own time") func waiting() throws {
    var small = try SmallModel()
    try small.add(.item, owner: 0, effort: 10)
    try small.add(.item, owner: 1, effort: 10, ready: 700, after: [0])
    try small.add(.document, owner: 0, effort: 10, after: [0])
    try small.add(.item, owner: 1, effort: 10, after: [2])
    try small.add(.request, owner: 0, effort: 10, ready: 1_000)
    let (fields, acts, _) = small.play()
    #expect(acts.filter { $0.sort == .prepared }.map(\.minute) == [610, 620, 632, 710, 1_010])
    #expect(acts.first { $0.sort == .asked }?.minute == 1_000)
    #expect(fields["tasks_done"] == 110 && fields["events"] == 9)
  }

  @Test("a request in the plan of the first moment is asked") func askedAtOnce() throws {
    var small = try SmallModel()
    try small.add(.request, effort: 10, due: 609)
    let (fields, acts, _) = small.play()
    #expect(acts.map(\.sort) == [.asked, .prepared])
    #expect(fields["surprise_late"] == 1)
  }

  @Test("work goes on from where it was") func stages() throws {
    var small = try SmallModel(workers: 3)
    small.model.start = ReferenceModel.minutes(700)
    for _ in 0..<5 { try small.add(.document, owner: 0, approver: 1) }
    small.model.jobs[0].stage = .send
    small.model.jobs[1].stage = .review
    small.model.jobs[1].round = 2
    small.model.jobs[1].elapsed = ReferenceModel.minutes(6)
    small.model.jobs[2].stage = .rework
    small.model.jobs[2].round = 1
    small.model.jobs[3].elapsed = ReferenceModel.minutes(50)
    small.model.jobs[4].stage = .done
    small.model.jobs[4].done = ReferenceModel.minutes(650)
    let (fields, acts, tally) = small.play()
    let first = acts.filter { $0.sort != .sent }.map { ($0.entity, $0.sort, $0.minute) }
    #expect(first.first { $0.0 == 1 }.map { $0.1 == .approved && $0.2 == 702 } == true)
    #expect(first.first { $0.0 == 3 }.map { $0.1 == .prepared && $0.2 == 710 } == true)
    #expect(first.first { $0.0 == 2 }.map { $0.1 == .reworked && $0.2 == 740 } == true)
    #expect(acts.first { $0.entity == 0 }?.minute == 702)
    #expect(acts.first { $0.entity == 1 }?.detail == 2)
    #expect(!acts.contains { $0.entity == 4 || $0.at < small.model.start })
    #expect(fields["docs_done"] == 150 && tally.workers[0].doneJobs == 5)
  }

  @Test("a draw for work begun is longer than what has passed", arguments: 0..<20)
  func elapsed(replication: UInt64) throws {
    var small = try SmallModel()
    try small.add(.item)
    small.model.jobs[0].effort = CastModel.Estimate(10, 20, 100)
    small.model.jobs[0].elapsed = ReferenceModel.minutes(90)
    let minute = try #require(small.play(replication).acts.first?.minute)
    #expect(minute > 600 && minute < 610)
    small.model.jobs[0].elapsed = ReferenceModel.minutes(400)
    #expect(small.play(replication).acts.first?.minute == 600)
  }

  @Test("sending begins when its owner can be asked, and waits for the system") func outage() throws
  {
    var small = try SmallModel()
    try small.add(.document)
    small.model.jobs[0].stage = .send
    small.model.workers[0].available = ReferenceModel.minutes(640)
    #expect(small.play().acts.map(\.minute) == [642])
    small.model.chances.outageWithin = 1
    small.model.chances.outage = 1_000
    let acts = small.play().acts
    let chance = Chance(seed: 1)
    let drawn = Distribution.exponential(chance.unit(Draw.outage, 1, 0), mean: 1_000)
    let begin = Int64(chance.unit(Draw.outage, 0, 0).rounded())
    let end = small.model.hours[0].moment(worked: begin + microseconds(drawn))
    #expect(acts.map(\.at) == [max(end, ReferenceModel.minutes(640)) + ReferenceModel.minutes(2)])
  }

  @Test("random requests come in their time, at one of their owners") func requests() throws {
    var small = try SmallModel(workers: 3)
    for _ in 0..<6 { try small.add(.request, owner: 0, approver: 2, effort: 10) }
    small.model.requests = CastModel.RandomRequests(
      number: 6, from: ReferenceModel.minutes(480), to: ReferenceModel.minutes(960),
      owners: [0, 1],
      ownerRoles: [], within: ReferenceModel.minutes(5), firstJob: 0)
    let (fields, acts, tally) = small.play()
    let asked = acts.filter { $0.sort == .asked }
    #expect(asked.count == 6 && Set(asked.map(\.by)) == [0, 1])
    #expect(asked.allSatisfy { $0.minute >= 1_980 && $0.minute <= 2_460 })
    #expect(fields["surprise_late"] == 6)
    #expect(tally.workers[0].doneJobs + tally.workers[1].doneJobs == 6)
    #expect(tally.workers[2].doneJobs == 0 && tally.approvers[2].reviews == 6)
  }

  @Test("deadlines, lists and audits have their fields") func fields() throws {
    var small = try SmallModel()
    small.model.tranches = [CastModel.Tranche(id: "lists", title: "")]
    try small.add(.list, effort: 10, due: 620, tranche: 0)
    try small.add(.audit, effort: 10, due: 615)
    try small.add(.duty, effort: 10, due: 700)
    small.model.deadlines = try [("lists", 2, 700.0), ("other", 0, 620), ("third", 1, 605)].map {
      CastModel.Deadline(
        id: try ReferenceModel.id($0.0), title: "", due: ReferenceModel.minutes($0.2), owner: nil,
        jobs: [Int32($0.1)])
    }
    let (fields, acts, _) = small.play()
    #expect(fields["lists_met"] == 1 && fields["deadline_lists_met"] == 1)
    #expect(fields["other_met"] == 1 && fields["third_met"] == 0)
    #expect(fields["lists_done"] == 20 && fields["lists_late"] == 0)
    #expect(fields["audits_done"] == 10 && fields["audits_late"] == 0)
    #expect(fields["tasks_done"] == 0 && fields["tasks_late"] == 0)
    #expect(acts.count { $0.sort == .met } == 3)
    #expect(acts.last?.sort == .met)
  }
}
