import RehearsalCore
import Testing

@testable import RehearsalSimulation

/// What is found in many playings, against what other programs found in a million of the same
/// model.
@Suite("Findings")
struct FindingsTests {
  private static let reference: Findings? = {
    guard let model = try? ReferenceModel.make() else { return nil }
    return Findings(model, ToyPlan.play(model, 2_000))
  }()

  private func reference() throws -> Findings { try #require(Self.reference) }

  @Test(
    "chances agree with a million playings",
    arguments: [
      (Goal.Sort.tranche, "A", 0.238198), (.tranche, "B", 0.863540), (.tranche, "C", 0.981516),
      (.target, "call-100", 0.516846 - 0.09),
    ])
  func chances(_ sort: Goal.Sort, _ id: String, _ share: Double) throws {
    let chance = try #require(
      reference().chances.first { $0.goal.sort == sort && $0.goal.id == id })
    // 3.9 standard errors; the target asks that nobody is left out as well, which the other program
    // did not.
    let reach = 3.9 * (share * (1 - share) / 2_000).squareRoot() + (sort == .target ? 0.08 : 0)
    #expect(abs(chance.frequency.value - share) < reach, "\(chance.frequency)")
  }

  @Test("times agree with a million playings")
  func times() throws {
    let (found, called) = (try reference(), 90.0)
    for (sort, median, nine) in [
      (Findings.Finish.Sort.half, 38.523, 48.781), (.nearlyAll, 66.788, 82.884),
      (.last, 99.737, 124.117), (.documents, 1416.85, 1949.93), (.items, 1256.89, 1587.34),
    ] {
      let time = try #require(found.times.first { $0.sort == sort })
      #expect(abs(try #require(time.median.minutes) / median - 1) < 0.03)
      #expect(abs(try #require(time.nine.minutes) / nine - 1) < 0.03)
      let low = try #require(time.median.low)
      let at = try #require(time.median.at)
      let high = try #require(time.median.high)
      #expect(low <= at && at <= high)
      #expect(time.tenths[4] == time.median.at)
      #expect(
        time.tenths == time.tenths.sorted { ($0?.microseconds ?? 0) < ($1?.microseconds ?? 0) })
    }
    // 1416.85 minutes after 10:30 on Monday are Thursday morning.
    let documents = try #require(found.times.first { $0.sort == .documents }?.median.at)
    #expect(documents.date.ordinal == Int((called + 1416) / 480))
  }

  @Test(
    "work as a part of the hours until Friday",
    arguments: [("p1", 0.4656), ("p2", 0.5697), ("p24", 0.5430), ("p38", 0.4837), ("p28", 0.0796)])
  func utilisation(_ id: String, _ share: Double) throws {
    let found = try reference()
    #expect(found.workloadUntil == Moment(microseconds: ToyPlan.at(day: 4, 17)))
    let person = try #require(found.people.first { $0.id == id })
    #expect(abs(try #require(person.utilisation) / share - 1) < 0.03)
  }

  @Test("who is late most often is not who finishes last")
  func lateAndLast() throws {
    let found = try reference()
    let last = try #require(found.people.max { $0.last.count < $1.last.count })
    #expect(last.id == "p24")
    #expect(abs(last.last.value - 0.23) < 0.04)
    let late = try #require(found.people.max { $0.lateJobs < $1.lateJobs })
    #expect(late.id == "p14")
    // 0.54 documents, and some requests, which the other program counted apart.
    #expect(late.lateJobs > 0.45 && late.lateJobs < 0.85)
    #expect(found.approvers.map(\.id).sorted() == ["p1", "p2", "p3"])
  }

  @Test("who must not be missed")
  func links() throws {
    let links = try reference().links
    #expect(links.map(\.onChain.count) == links.map(\.onChain.count).sorted(by: >))
    for (id, share, below) in [
      ("role-0", 1, 120), ("role-1", 0.56, 56), ("role-6", 0.26, 21), ("role-3", 0.20, 21),
      ("role-5", 0.19, 21),
    ] {
      let link = try #require(links.first { $0.recipient.text == id })
      #expect(link.below == below)
      #expect(abs(link.onChain.value - share) < 0.045, "\(id) \(link.onChain)")
    }
    let first = try #require(links.first { $0.recipient.text == "role-1" })
    #expect(first.absences > 30)
    #expect(abs(try #require(first.absence) - 27) < 8)
    #expect(try #require(links.first).absence == nil)
  }

  @Test("what never comes is never, in half or in nine of ten")
  func never() throws {
    // Nobody can be reached, so that nobody but the first ever knows.
    var chances = ToyPlan.uncertain
    chances.noAnswer = 1
    let model = try ToyPlan.calls([nil, 0, 0], chances)
    let found = Findings(model, ToyPlan.play(model, 50))
    let half = try #require(found.times.first { $0.sort == .half })
    #expect(half.median.at == nil && half.median.minutes == nil && half.nine.high == nil)
    #expect(found.chances.allSatisfy { $0.frequency.count == 0 })
    #expect(found.links.count == 1)
  }

  @Test("a plan of calls alone says nothing of work, one of work alone nothing of calls")
  func parts() throws {
    let calls = try ToyPlan.calls([nil, 0, 0, 1])
    let found = Findings(calls, ToyPlan.play(calls))
    #expect(found.people.isEmpty && found.approvers.isEmpty)
    #expect(found.times.map(\.sort) == [.half, .nearlyAll, .last])
    var work = try ToyPlan.work()
    work.cascades = []
    for index in work.workers.indices {
      work.workers[index].contacts = []
      work.workers[index].available = work.called
    }
    let other = Findings(work, ToyPlan.play(work))
    #expect(other.times.map(\.sort) == [.documents, .items])
    #expect(other.links.isEmpty)
    #expect(!other.chances.contains { $0.goal.sort == .target || $0.goal.sort == .reached })
    #expect(Improvements(work, other, seed: 1, playings: 50).calls == nil)
  }

  @Test("groups count as many people as they have")
  func groups() throws {
    var model = try ToyPlan.calls([nil, 0, 1, 1, 0])
    model.cascades[0].contacts[2].people = 40
    model.cascades[0].contacts[2].isGroup = true
    #expect(model.cascades[0].peopleBelow == [44, 42, 40, 1, 1])
  }

  @Test("work that its owner cannot do in time is named")
  func impossible() throws {
    var model = try ToyPlan.work()
    #expect(Findings(model, ToyPlan.play(model, 10)).impossible.isEmpty)
    model.jobs[3].ready = ToyPlan.at(day: 0, 18)
    model.jobs[3].due = ToyPlan.at(day: 0, 23)
    model.jobs[4].due = ToyPlan.at(day: 0, 10, 29)
    model.jobs[5].due = ToyPlan.at(day: 0, 10, 30)
    let found = Findings(model, ToyPlan.play(model, 10))
    #expect(found.impossible.map(\.id) == ["document-3", "document-4"])
  }

  @Test("the end of a day is said so, not as the next morning")
  func endOfDay() throws {
    let clock = OfficeClock(try ToyPlan.calls([nil, 0]))
    #expect(clock.moment(worked: 0) == Moment(microseconds: ToyPlan.at(day: 0, 10)))
    #expect(
      clock.moment(worked: 7 * ToyPlan.hour) == Moment(microseconds: ToyPlan.at(day: 0, 17)))
    #expect(
      clock.moment(worked: 7 * ToyPlan.hour + 1)
        == Moment(microseconds: ToyPlan.at(day: 1, 9) + 1))
    #expect(clock.moment(worked: Columns.never) == nil)
  }
}
