import RehearsalTestSupport
import Testing

@testable import RehearsalCore

/// Which events reach whom as a message, and what such a message holds.
@Suite("Letters") struct LetterTests {
  private func letters(_ replay: Replay) -> [(n: Int, letter: Letter)] {
    var state = replay.modules.initialState(replay.plan)
    return replay.events.flatMap { recorded in
      state.evolve(recorded)
      return recorded.letters(state, replay.plan).map { (recorded.n, $0) }
    }
  }

  private func letters(_ lines: [String]) throws -> [Letter] {
    letters(try SmallCouncil.rehearsal(lines).replay).map(\.letter)
  }

  @Test("whoever is told a message gets it, with the calls to make")
  func told() throws {
    let all = try letters(SmallCouncil.called + ["day 1 09:20 dcs tells ad about call"])
    #expect(all.map(\.to.text) == ["dcs", "ad"])
    let ad = try #require(all.last)
    #expect(ad.body.contains { $0.contains("told you of") })
    #expect(ad.body.contains { $0.hasPrefix("Pass it on, in this order:\n1. ") })
  }

  @Test("a call that nobody answered reaches nobody")
  func unanswered() throws {
    let before = try letters(SmallCouncil.called).count
    let after = try letters(
      SmallCouncil.called + ["day 1 09:20 dcs gets no answer from ad about call"])
    #expect(after.count == before)
  }

  @Test("a message that was left says who rang, and not what about")
  func left() throws {
    let all = try letters(
      SmallCouncil.called + ["day 1 09:20 dcs leaves a message for ad about call"])
    let letter = try #require(all.last)
    #expect(letter.to.text == "ad" && letter.subject.hasSuffix("rang you"))
    #expect(letter.body.count == 1 && !letter.body[0].contains("call"))
  }

  @Test("a stop for a real incident reaches everybody")
  func stopped() throws {
    let replay = try SmallCouncil.rehearsal(
      SmallCouncil.called + ["day 1 09:20 ad stops for a real incident"]
    ).replay
    let stops = letters(replay).map(\.letter).filter { $0.subject.hasPrefix("Stopped") }
    #expect(stops.map(\.to) == replay.plan.scenario.head.roles.map(\.id))
  }

  @Test("a letter that has nothing to say has no paragraph of it")
  func empty() {
    #expect(Letter(to: .known("a"), subject: "b", body: ["", " \n ", "c"]).body == ["c"])
  }

  @Test(
    "in every recorded rehearsal letters go only to those who may see what they are about",
    arguments: ReferenceLog.names)
  func secrecy(_ name: String) throws {
    let replay = try ReferenceLog.replay(name)
    let seen = Dictionary(
      uniqueKeysWithValues: replay.plan.scenario.head.roles.map { role in
        (role.id, Set(replay.view(.role(role.id)).shown.map(\.n)))
      })
    let all = letters(replay)
    #expect(!all.isEmpty)
    for (n, letter) in all {
      #expect(seen[letter.to]?.contains(n) == true, "\(n) to \(letter.to)")
      #expect(!letter.subject.isEmpty && !letter.body.isEmpty)
    }
    #expect(Set(all.map { "\($0.n) \($0.letter.to)" }).count == all.count)
  }

  @Test("what a new event is called, and what is expected, is in no letter")
  func surprises() throws {
    let replay = try ReferenceLog.replay("tutorial")
    for event in replay.plan[Injects.self].events {
      for (_, letter) in letters(replay) {
        let words = ([letter.subject] + letter.body).joined(separator: " ")
        #expect(!words.contains(event.line.title))
        for thing in event.line.expected { #expect(!words.contains(thing)) }
      }
    }
  }
}
