import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

@testable import RehearsalSimulation

/// When the cast works, and who tells whom.
@Suite("When the cast works, and whom it rings")
struct CastHoursTests {
  private func model(_ sections: String, call: String = "2026-11-23 09:15") throws -> CastModel {
    let text = """
      format: 1
      title: Small
      framework: ilacs-standard
      call: \(call)
      roles:
        - {title: Director, id: dcs, holder: p1, deputy: p9}
        - {title: Head, holder: p2}
        - {title: Clerk}
      logistics:
        - {title: A, owner: dcs}
        - {title: B, owner: head}
        - {title: C, owner: clerk}
      \(sections)
      """
    let file = SourceFile(path: ScenarioReader.mainFile, bytes: Array(text.utf8))
    let reading = try ScenarioReader(.rehearsal).read(SourceFiles([file]))
    let errors = reading.diagnostics.filter { $0.severity == .error }.map(\.message)
    return CastModel(try #require(reading.plan, "\(errors)"))
  }

  private static let tree = """
    communication:
      groups: [{title: Carers, size: 12}]
      tree:
        - {role: dcs, tells: [head, carers, clerk]}

    """

  /// The hours of a worker's first so many days, such as `9-17`.
  private func days(_ model: CastModel, _ worker: Int, _ count: Int) -> [[String]] {
    let hours = model.hours[worker < 0 ? model.office : Int(model.workers[worker].hours)]
    return (0..<count).map { day in
      hours.opens.indices.filter { hours.days[$0] == day }.map { index in
        func hour(_ at: Int64) -> Int64 { (at - Int64(day) * Hours.day) / 3_600_000_000 }
        return "\(hour(hours.opens[index]))-\(hour(hours.closes[index]))"
      }
    }
  }

  private static let whole = ["9-17"]

  @Test("an absence that was planned, or befalls a role, is known to whoever rings")
  func absences() throws {
    let sections = """
      cover:
        people:
          - {id: p2, away: [{from: day 1 08:00, to: day 1 12:00}]}
      injects:
        events:
          - {title: Ill, id: ill, kind: absence, at: day 2 10:00, until: day 3 10:00, to: [clerk]}

      """
    let model = try model(Self.tree + sections)
    let contacts = model.cascades[0].contacts
    let away = contacts.map { [$0.holderAway.lowerBound, $0.holderAway.upperBound] }
    let hour: Int64 = 3_600_000_000
    #expect(contacts.map(\.recipient.text) == ["dcs", "head", "carers", "clerk"])
    #expect(away == [[0, 0], [8 * hour, 12 * hour], [0, 0], [34 * hour, 58 * hour]])
    #expect(contacts.allSatisfy { $0.deputyAway.isEmpty })
  }

  @Test("the office is open on working days, closures left out")
  func office() throws {
    let model = try model("closures: [2026-11-25]\n" + Self.tree)
    #expect(days(model, -1, 7) == [Self.whole, Self.whole, [], Self.whole, Self.whole, [], []])
    // Christmas, and Boxing Day on the Monday after its Saturday.
    #expect(days(model, -1, 37).suffix(6) == [Self.whole, [], [], [], [], Self.whole])
    #expect(model.hours.count == 1)
    #expect(model.hours[0].opens.count >= 80)
  }

  @Test("people work their own weeks, and are away when the plan knows it, by the hour")
  func weeks() throws {
    let model = try model(
      Self.tree + """
        cover:
          patterns:
            - {title: Mornings, days: [monday, tuesday], from: 09:00, to: 12:00}
            - {title: Nights, from: 20:00, to: 06:00}
          people:
            - {id: p1, pattern: mornings}
            - id: p2
              pattern: nights
        injects:
          events:
            - {title: Flu, kind: absence, to: [clerk], at: day 2 11:00, until: day 3 13:00}
            - {title: Leave, kind: absence, to: [dcs], at: day 2 09:00}
        """)
    #expect(days(model, 0, 3) == [["9-12"], [], []])
    #expect(days(model, 1, 2) == [["20-30"], ["20-30"]])
    #expect(days(model, 2, 4) == [Self.whole, ["9-11"], ["13-17"], Self.whole])
  }

  @Test("planned leave in the middle of a day leaves both of its ends")
  func leave() throws {
    let model = try model(
      Self.tree + """
        cover:
          people:
            - id: p2
              away:
                - {from: day 3 14:00, to: day 3 15:00}
                - {from: day 3 11:00, to: day 3 12:00}
                - {from: day 3 11:00, to: day 3 13:00}
        """)
    #expect(days(model, 1, 3).last == ["9-11", "13-14", "15-17"])
  }

  @Test("who was not told finds out on the next working day")
  func findOut() throws {
    #expect(try model(Self.tree).findOut == Hours.day + 9 * 3_600_000_000)
    let friday = try model(Self.tree, call: "2026-11-27 09:15")
    #expect(friday.findOut == 3 * Hours.day + 9 * 3_600_000_000)
    #expect(friday.called == 9 * 3_600_000_000 + 15 * 60_000_000)
  }

  @Test("where nobody rings anybody, all know when the call comes")
  func noTree() throws {
    let model = try model("")
    #expect(model.cascades.isEmpty)
    #expect(model.workers.allSatisfy { $0.available == model.called && $0.contacts.isEmpty })
  }

  @Test("the call stands first, with keys of its own")
  func cascades() throws {
    let model = try model(
      Self.tree + """
          cascades:
            - {title: Later word, starts: day 2 10:00, targets: [{share: 50, by: +1h}]}
            - {title: Whenever}
            - {title: The call, starts: at notification, retry: {tries: 2, deputy-tries: 0}}
            - {title: Straight, starts: day 3 10:00, from: head, route: direct, to: [clerk, dcs]}
        """)
    #expect(model.cascades.map(\.id.text) == ["the-call", "later-word", "straight"])
    let call = model.cascades[0]
    #expect(call.contacts.map(\.recipient.text) == ["dcs", "head", "carers", "clerk"])
    #expect(call.contacts.map(\.key) == [0, 1, 8192, 2])
    #expect(call.contacts.map(\.people) == [1, 1, 12, 1])
    #expect(call.contacts.map(\.isGroup) == [false, false, true, false])
    #expect(call.contacts.map(\.hasDeputy) == [true, false, false, false])
    #expect(call.children == [[1, 2, 3], [], [], []])
    #expect((call.retry.tries, call.retry.deputyTries) == (2, 0))
    let later = model.cascades[1]
    #expect(later.contacts.map(\.key) == [16384, 16385, 16384 + 8192, 16386])
    #expect(later.targets.map(\.by) == [Hours.day + 11 * 3_600_000_000])
    let straight = model.cascades[2]
    #expect(straight.contacts.map(\.recipient.text) == ["head", "clerk", "dcs"])
    #expect(straight.children == [[1, 2], [], []])
    #expect(model.workers.map(\.contacts) == [[0], [1], [3]])
  }

  @Test("a message on another day is no call: nobody waits for it")
  func noCall() throws {
    let model = try model(
      Self.tree + "  cascades: [{title: Later word, starts: day 4 10:00}]\n")
    #expect(model.cascades.count == 1)
    #expect(model.workers.allSatisfy { $0.available == model.called })
  }

  @Test("behaviour is what the scenario says, and usual where it says nothing")
  func chances() throws {
    let model = try model(
      """
      cast:
        no-answer: 7.5%
        away: 0%
        ring: 30s
        review: 10m
        items: 50% 110% 300%
        outage: {within: 8h, lasts: 90m}
      """)
    #expect(model.chances.noAnswer == 0.075)
    #expect((model.chances.away, model.chances.awayAtCall) == (0, 0.03))
    #expect(model.chances.ring == 30_000_000)
    #expect(model.chances.review == CastModel.Estimate(6, 10, 25))
    #expect(model.jobs[0].effort == CastModel.Estimate(15, 33, 90))
    #expect((model.chances.outageWithin, model.chances.outage) == (8 * 3_600_000_000, 90))
    let usual = try self.model("").chances
    #expect((usual.outageWithin, usual.returned) == (0, 0.1))
    #expect(usual.review == CastModel.Estimate(3, 8, 20))
  }

  @Test("the shipped scenarios can be played", arguments: ScenarioFolder.shipped)
  func shipped(_ path: String) throws {
    let model = CastModel(try #require(try ScenarioFolder.read(path).plan))
    #expect(model.workers.count > 5 && model.jobs.count > 10)
    let workers = Int32(model.workers.count)
    #expect(model.jobs.allSatisfy { (0..<workers).contains($0.owner) && $0.approver < workers })
    #expect(Set(model.jobs.filter(\.isItem).map(\.key)).count == model.jobs.count(where: \.isItem))
    #expect(
      Set(model.jobs.filter { !$0.isItem }.map(\.key)).count
        == model.jobs.count { !$0.isItem })
    for cascade in model.cascades {
      #expect(Set(cascade.contacts.map(\.key)).count == cascade.contacts.count)
      let rung = cascade.children.flatMap { $0 }
      #expect(rung.count == cascade.contacts.count - 1 && Set(rung).count == rung.count)
    }
    let playings = Simulation(model, seed: 1).run(replications: 0..<20)
    #expect(playings.values.count == 20 * playings.columns.count)
  }
}

extension CastModel.Job {
  fileprivate var isItem: Bool { sort == .item || sort == .duty }
}
