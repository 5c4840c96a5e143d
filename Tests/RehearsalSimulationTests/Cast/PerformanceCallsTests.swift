import RehearsalCore
import Testing

@testable import RehearsalSimulation

/// How messages go round, in models small enough to say the minutes by hand.
@Suite struct PerformanceCallsTests {
  @Test("one call at a time, and whoever was told rings on") func chain() throws {
    var small = try SmallModel()
    try small.add([[1, 2], [3], [], []])
    let (fields, acts, tally) = small.play()
    #expect(acts.map(\.sort) == [.told, .told, .told])
    #expect(acts.map(\.minute) == [604, 608, 608])
    #expect(acts.map(\.entity) == [1, 2, 3] && acts.map(\.by) == [0, 0, 1])
    #expect(fields["t50"] == 4 && fields["t90"] == 8 && fields["t100"] == 8)
    #expect(fields["attempts"] == 3 && fields["unreached"] == 0)
    #expect(tally.contacts.map(\.lastChains) == [1, 0, 1, 0])
    #expect(tally.contacts.map(\.presentRuns) == [0, 1, 1, 1])
  }

  @Test("nobody answers: three tries, then the deputy, then those below are rung from above")
  func lost() throws {
    var small = try SmallModel()
    try small.add([[1], [2], []])
    small.model.chances.noAnswer = 1
    let (fields, acts, tally) = small.play()
    let ends: [Double] = [1, 17, 33, 34, 50]
    #expect(acts.prefix(5).map(\.minute) == ends.map { 600 + $0 })
    #expect(acts.prefix(5).map(\.detail) == [1, 2, 3, 4, 5])
    #expect(acts.map(\.sort).filter { $0 == .lost }.count == 2)
    #expect(acts[5].entity == 2 && acts[5].by == 0)
    #expect(fields["unreached"] == 2 && fields["attempts"] == 10)
    #expect(fields["t50"] == -1 && fields["t90"] == -1 && fields["t100"] == 0)
    #expect(tally.contacts.map(\.unreached) == [0, 1, 1])
  }

  @Test("who is known to be away is rung in vain until they are back, the deputy likewise")
  func planned() throws {
    func minutes(_ minutes: Double) -> Int64 { ReferenceModel.minutes(minutes) }
    var small = try SmallModel()
    try small.add([[1], []])
    small.model.cascades[0].contacts[1].holderAway = minutes(590)..<minutes(617)
    let back = small.play()
    #expect(back.acts.map(\.sort) == [.noAnswer, .noAnswer, .told])
    #expect(back.acts.map(\.minute) == [601, 617, 636])
    #expect(back.tally.contacts[1].awayRuns == 0)
    small.model.cascades[0].contacts[1].holderAway = minutes(590)..<minutes(900)
    #expect(small.play().acts.last?.detail == 4)
    small.model.cascades[0].contacts[1].deputyAway = minutes(590)..<minutes(900)
    #expect(small.play().acts.last?.sort == .lost)
    // An absence that is over before anybody rings changes nothing.
    small.model.cascades[0].contacts[1].holderAway = minutes(540)..<minutes(600)
    #expect(small.play().acts.map(\.sort) == [.told])
  }

  @Test("without a deputy the tries at the holder are all") func noDeputy() throws {
    var small = try SmallModel()
    try small.add([[1], []])
    small.model.cascades[0].contacts[1].hasDeputy = false
    small.model.chances.awayAtCall = 1
    let (fields, acts, tally) = small.play()
    #expect(acts.map(\.sort) == [.noAnswer, .noAnswer, .lost])
    #expect(fields["attempts"] == 3)
    #expect(tally.contacts[1].awayRuns == 1 && tally.contacts[1].presentRuns == 0)
  }

  @Test("a group knows after one call and counts as many as it has") func group() throws {
    var small = try SmallModel()
    try small.add([[1, 2], [], []], targets: [(90, 602), (100, 602), (100, 606)])
    small.model.cascades[0].contacts[1].isGroup = true
    small.model.cascades[0].contacts[1].people = 18
    small.model.chances.noAnswer = 0
    small.model.chances.awayAtCall = 1
    let (fields, acts, tally) = small.play()
    #expect(acts.first?.sort == .groupTold && acts.first?.minute == 602)
    #expect(fields["t50"] == 2 && fields["t90"] == 2)
    #expect(fields["call_90_met"] == 1 && fields["call_100_met"] == 0)
    #expect(fields["target_call_100_met"] == 0)
    #expect(tally.contacts[1].presentRuns + tally.contacts[1].awayRuns == 0)
  }

  @Test("messages go round by themselves, and only in the office's hours") func several() throws {
    var small = try SmallModel()
    try small.add([[1], []], targets: [(100, 604)])
    try small.add(cascade: "second", [[1, 2], [], []], starts: 1_018, targets: [(100, 1_986)])
    let (fields, acts, _) = small.play()
    #expect(fields["call_100_met"] == 1 && fields["second_100_met"] == 1)
    #expect(fields["attempts"] == 1 && fields["events"] == 5)
    #expect(acts.map(\.minute) == [604, 1_982, 1_986])
    #expect(acts.map(\.cascade) == [0, 1, 1])
  }

  @Test("when the hours end, nobody rings any more") func hoursEnd() throws {
    var small = try SmallModel(days: 1)
    try small.add([[1], [2], [3], []], starts: 1_010)
    let (fields, acts, _) = small.play()
    #expect(acts.count == 2)
    #expect(fields["unreached"] == 1 && fields["t100"] == 418 && fields["t90"] == -1)
  }

  @Test("what was known before the start goes on from there") func standing() throws {
    var small = try SmallModel()
    try small.add([[1, 2, 3], [4], [], [5], [], []])
    small.model.start = ReferenceModel.minutes(700)
    small.model.cascades[0].contacts[1].standing = .told(ReferenceModel.minutes(605))
    small.model.cascades[0].contacts[2].standing = .tried(4)
    small.model.cascades[0].contacts[3].standing = .lost
    small.model.chances.noAnswer = 1
    let (fields, acts, _) = small.play()
    #expect(acts.allSatisfy { $0.minute > 700 })
    #expect(acts.first { $0.entity == 2 }?.sort == .lost)
    #expect(acts.first { $0.entity == 2 }?.detail == 5)
    #expect(acts.filter { $0.entity == 5 }.allSatisfy { $0.by == 0 })
    #expect(!acts.contains { $0.entity == 1 || $0.entity == 3 })
    #expect(fields["t100"] == 5 && fields["unreached"] == 4)
  }

  @Test("whoever works begins when all their calls are made, or finds out by themselves")
  func availability() throws {
    var small = try SmallModel(workers: 3)
    try small.add([[1, 2], [], []])
    for (worker, contact) in [(0, 0), (1, 1), (2, 2)] {
      small.model.workers[worker].available = nil
      small.model.workers[worker].contacts = [Int32(contact)]
      try small.add(.item, owner: Int32(worker), effort: 10)
    }
    small.model.cascades[0].contacts[2].standing = .lost
    let (fields, acts, _) = small.play()
    let ends = acts.filter { $0.sort == .prepared }.map(\.minute)
    #expect(ends == [614, 614, 1_990])
    #expect(fields["tasks_done"] == 430 && fields["events"] == 7)
  }

  @Test("no message, no job, nobody") func nothing() throws {
    let (fields, acts, tally) = try SmallModel(workers: 0).play()
    #expect(acts.isEmpty && tally.runs == 1)
    #expect(fields.values.allSatisfy { $0 == 0 })
  }
}
