import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

@testable import RehearsalSimulation

/// What the cast knows of a plan, one thing at a time.
@Suite("What the cast knows of a plan")
struct CastPlanTests {
  /// - Parameter sections: What stands below the roles.
  private func model(
    _ sections: String, call: String = "2026-11-23 09:15", roles: String = usual
  ) throws -> CastModel {
    let text =
      "format: 1\ntitle: Small\nframework: ilacs-standard\ncall: \(call)\n"
      + "roles:\n\(roles)\(sections)"
    let file = SourceFile(path: ScenarioReader.mainFile, bytes: Array(text.utf8))
    let reading = try ScenarioReader(.rehearsal).read(SourceFiles([file]))
    let errors = reading.diagnostics.filter { $0.severity == .error }.map(\.message)
    return CastModel(try #require(reading.plan, "\(errors)"))
  }

  private static let usual = """
      - {title: Director, id: dcs, holder: p1, deputy: p9}
      - {title: Head, holder: p2}
      - {title: Clerk}
      - {title: Second clerk, id: second, holder: p2}
      - {title: Watcher, part: observer}
      - {title: Lead, part: inspector}

    """

  private static let tree = """
    communication:
      groups: [{title: Carers, size: 12}]
      tree:
        - {role: dcs, tells: [head, carers, clerk]}
        - {role: head, tells: [second]}

    """

  private func hour(_ day: Int64, _ hour: Int64) -> Int64 { day * Hours.day + hour * 3_600_000_000 }

  @Test("a person is one worker, whatever they hold; who has nothing to do is none")
  func workers() throws {
    let model = try model(
      Self.tree + """
        logistics:
          - {title: A, owner: clerk, effort: 20m}
          - {title: B, owner: second, after: [a], effort: 10m 20m 50m}
          - {title: C, owner: head}
        """)
    #expect(model.workers.map(\.id) == ["p2", "clerk"])
    #expect(model.workers.map(\.key) == [1, 2])
    #expect(model.workers[0].roles.map(\.text) == ["head", "second"])
    #expect(model.workers[0].contacts == [1, 4])
    #expect(model.workers.map(\.available) == [nil, nil])
    #expect(model.jobs.prefix(3).map(\.owner) == [1, 0, 0])
    #expect(model.jobs[1].after == [0])
    #expect(model.jobs[0].effort == CastModel.Estimate(20 * 0.6, 20, 40))
    #expect(model.jobs[1].effort == CastModel.Estimate(10, 20, 50))
    #expect(model.jobs.prefix(3).map(\.key) == [0, 1, 2])
  }

  @Test("what watchers and empty seats should do is left out, and said")
  func left() throws {
    let model = try model(
      """
      cover:
        seats: [{role: clerk, filled-by: empty}]
      logistics:
        - {title: Rooms, owner: watcher}
        - {title: Badges, owner: clerk, after: [rooms]}
        - {title: Parking, owner: head, after: [badges]}
      """)
    #expect(model.jobs.map(\.id) == ["parking"])
    #expect(model.jobs[0].after == [])
    #expect(
      model.left.prefix(2) == [
        "\"Rooms\" is for Watcher, whom nobody plays.",
        "\"Badges\" is for Clerk, whom nobody plays.",
      ])
  }

  @Test("documents stand in their groups, ready ones wait to be sent, nobody approves their own")
  func documents() throws {
    let model = try model(
      """
      documents:
        groups:
          - {title: Plans, id: plans, owner: head, approver: dcs, due: day 3 12:00}
        items:
          - {title: One, group: plans}
          - {title: Two, group: plans, status: ready}
          - {title: Three, group: plans, status: not-applicable}
          - {title: Four, owner: dcs, approver: dcs, effort: 1h}
          - {title: Five, group: plans, approver: watcher}
        lists:
          - {list: list-1, owner: head, checker: dcs, effort: 30m}
      """)
    #expect(model.tranches.map(\.id) == ["plans", "other", "lists"])
    #expect(model.jobs.prefix(5).map(\.id) == ["one", "two", "four", "five", "list-1"])
    #expect(model.jobs.prefix(5).map(\.tranche) == [0, 0, 1, 0, 2])
    #expect(model.jobs.prefix(5).map(\.stage) == [.prepare, .send, .prepare, .prepare, .prepare])
    #expect(model.jobs.prefix(5).map(\.approver) == [0, 0, -1, -1, 0])
    #expect(model.jobs.prefix(5).allSatisfy { $0.isReturnable && $0.isSent })
    #expect(model.jobs[0].effort == CastModel.Estimate(12, 20, 50))
    #expect(model.jobs[0].due == hour(2, 12))
    #expect(model.jobs.prefix(5).map(\.key) == [0, 1, 2, 3, 4])
  }

  @Test("case files are dealt out in turn, never to the team that holds one")
  func audits() throws {
    let model = try model(
      """
      audits:
        rounds:
          - {title: Six, number: 4, auditors: [head, clerk], moderator: dcs, effort: 2h}
        cases:
          - {title: In need, id: six-3, round: six, auditor: head}
          - {title: In care, id: case-2, round: six, team: North}
      """,
      roles: """
          - {title: Director, id: dcs, holder: p1}
          - {title: Head, holder: p2, team: South}
          - {title: Clerk, team: North}

        """)
    let audits = model.jobs.filter { $0.sort == .audit }
    #expect(audits.map(\.id) == ["six-3", "case-2", "six-4", "six-5"])
    #expect(audits.map(\.ownerRole.text) == ["head", "head", "head", "clerk"])
    #expect(audits.allSatisfy { $0.approver == 0 && !$0.isReturnable && !$0.isSent })
  }

  @Test("a request comes at the moment at which a rehearsal releases it")
  func requests() throws {
    let model = try model(
      """
      cast:
        requests: {effort: 40m 1h 2h}
      injects:
        seed: 7
        events:
          - {title: Fixed, kind: request, to: [head], at: day 2 10:00, respond-by: +3h}
          - title: Open
            kind: request
            to: [clerk, head]
            earliest: day 2 09:00
            latest: day 4 17:00
          - {title: Later, kind: request, to: [head], when: fixed is released}
          - {title: Early, kind: request, to: [head], at: day 1 08:00, respond-by: day 1 12:00}
      """)
    let requests = model.jobs.filter { $0.sort == .request }
    #expect(requests.map(\.id) == ["fixed", "open", "early"])
    #expect(requests[0].ready == hour(1, 10))
    #expect(requests.map(\.due) == [hour(1, 13), .max, hour(0, 12)])
    #expect(requests[1].ready > hour(1, 9) && requests[1].ready < hour(3, 17))
    #expect(requests[1].ready % 60_000_000 == 0)
    #expect(requests[1].ownerRole.text == "clerk")
    #expect(requests[2].ready == model.called)
    #expect(requests.allSatisfy { $0.effort == CastModel.Estimate(40, 60, 120) })
    #expect(model.left.contains("Nobody knows when \"Later\" comes."))
  }

  @Test("random requests stand last, looked over in turn, within office hours")
  func random() throws {
    let model = try model(
      """
      cast:
        requests:
          number: 3
          from: day 6 09:00
          to: day 9 13:00
          owners: [second, clerk]
          approvers: [dcs, head]
      documents: [{title: One, owner: head}]
      """)
    let requests = try #require(model.requests)
    #expect((requests.number, requests.firstJob) == (3, Int32(model.jobs.count - 3)))
    #expect(model.jobs.suffix(3).map(\.approver) == [0, 1, 0])
    #expect(model.jobs.suffix(3).map(\.key) == [1, 2, 3])
    // Five days, the weekend, and a day and a half.
    #expect((requests.from, requests.to) == (hour(0, 40), hour(0, 52)))
    #expect(requests.within == hour(0, 4))
    #expect(requests.owners == [1, 2])
    #expect(model.workers.map(\.id) == ["p1", "p2", "clerk"])
  }

  @Test("a deadline is that of the work due with it, or work in itself")
  func deadlines() throws {
    let model = try model(
      """
      timeline:
        deadlines:
          - {title: Rooms ready, due: day 2 12:00, owner: dcs}
          - {title: Word to members, due: day 12 12:00, owner: clerk}
          - {title: Nobody's, due: day 3 12:00}
      logistics:
        - {title: Rooms, owner: head, due: day 2 12:00}
        - {title: Badges, owner: head, due: day 2 13:00}
      """)
    let ready = try #require(model.deadlines.first { $0.id.text == "rooms-ready" })
    #expect(ready.jobs == [0])
    let word = try #require(model.deadlines.first { $0.id.text == "word-to-members" })
    let duty = model.jobs[Int(try #require(word.jobs.first))]
    #expect((duty.sort, duty.owner, duty.key) == (.duty, 1, 2))
    #expect((duty.ready, duty.due) == (hour(4, 9), hour(11, 12)))
    #expect(!model.deadlines.contains { $0.id.text == "nobodys" })
    #expect(model.left.contains("Nobody owns \"Nobody's\"."))
  }
}
