import RehearsalCore
import RehearsalTestSupport
import Testing

/// What happened to a message, as a person would tell it.
@Suite struct CommunicationStoryTests {
  private func stories(_ lines: [String]) throws -> [String] {
    let rehearsal = try SmallCouncil.rehearsal(SmallCouncil.called + lines)
    let names = rehearsal.plan.names
    return rehearsal.events.dropFirst(3).compactMap { recorded in
      recorded.event?.story(names).map { "\(names.title(recorded.actor)) \($0)" }
    }
  }

  private static let morning = [
    "day 1 09:16 dcs rings ad about call", "day 1 09:17 dcs gets no answer from ad about call",
    "day 1 09:18 dcs leaves a message for ad about call via deputy",
    #"day 1 09:19 dcs cannot reach ad about call because "on leave""#,
    "day 1 09:20 dcs tells chief about call facts what,when",
    "day 1 09:21 chief tells member about call",
    "day 1 09:22 dcs hears back from chief about call facts what",
    "day 1 09:23 dcs hears back from chief about call",
    "day 1 09:24 chief takes over the calls of ad about call",
    "day 1 09:25 chief reports carers about call told 1",
    "day 1 09:45 clock judges the target of call share 50",
    "day 1 09:50 chief reports carers about call told 5", "day 1 09:55 dcs tells ad about call",
    "day 1 10:00 chief tells coord about call via deputy",
  ]

  @Test func `Every event of a morning is told in plain words`() throws {
    let told = try stories(CommunicationStoryTests.morning)
    #expect(
      told == [
        "Clock sent \"The call\" on its way, from Director",
        "Director rang Assistant director about call",
        "Director got no answer from Assistant director about call",
        "Director left a message for Assistant director's deputy about call",
        "Director could not reach Assistant director about call: on leave",
        "Director told Chief executive of call, and heard back: what, when",
        "Chief executive told Lead member of call",
        "Director heard back from Chief executive of call: what",
        "Director heard no key fact of call back from Chief executive",
        "Chief executive took over the calls of Assistant director about call: "
          + "Co-ordinator, Foster carers",
        "Chief executive reported 1 of 5 told of call: Foster carers",
        "Clock missed a target: 4 of 10 told of call, 50% due",
        "Chief executive reported 5 of 5 told of call: Foster carers",
        "Chief executive reached a target: 50% told of call",
        "Director told Assistant director of call",
        "Director reached a target: 90% told of call",
        "Chief executive told Co-ordinator's deputy of call",
        "Chief executive reached a target: everyone told of call",
      ])
  }

  @Test func `With several messages about, a story says which one it was`() throws {
    let told = try stories([
      "day 1 09:16 dcs activates feedback", "day 1 09:20 dcs tells chief about call",
      "day 1 09:21 dcs tells chief about feedback", "day 1 09:22 dcs rings member about feedback",
    ])
    #expect(Set(told.filter { $0.hasPrefix("Director told") }).count == 2, "\(told)")
  }

  @Test func `What follows from being told is not told twice`() throws {
    #expect(
      try stories(["day 1 09:20 ad confirms call"]) == [
        "Clock sent \"The call\" on its way, from Director",
        "Assistant director confirmed call",
      ])
  }
}
