import RehearsalCore
import RehearsalTestSupport
import Testing

/// What comes by itself, and when.
@Suite struct InjectsClockTests {
  private static let start = "day 1 09:00 facilitator starts\n"

  private func releases(_ rehearsal: MemoryRehearsal) -> [String] {
    rehearsal.events.compactMap { recorded in
      (recorded.event as? InjectReleased).map {
        "\(recorded.at.text(rehearsal.plan.days)) \($0.inject)"
      }
    }
  }

  @Test func `Two weeks bring everything that the clock can bring, in order`() throws {
    let rehearsal = try InjectCouncil.clocked(
      InjectsClockTests.start + "day 10 09:00 facilitator ends")
    #expect(
      rehearsal.happened(in: "injects") == [
        "day 1 09:15 injects.stored", "day 1 10:00 injects.released",
        "day 1 11:00 injects.released", "day 1 11:00 injects.expectations-set",
        "day 1 11:00 injects.released", "day 1 11:30 injects.response-overdue",
        "day 2 12:00 injects.released", "day 3 10:06 injects.released",
        "day 3 10:06 injects.expectations-set", "day 3 10:06 injects.request-raised",
        "day 3 12:06 injects.request-overdue", "day 4 14:00 injects.released",
        "day 4 14:00 injects.expectations-set", "day 4 14:30 injects.response-overdue",
        "day 4 15:30 injects.outage-ended", "day 5 10:00 injects.released",
      ])
    #expect(
      releases(rehearsal) == [
        "day 1 10:00 away", "day 1 11:00 news", "day 1 11:00 chain", "day 2 12:00 missed",
        "day 3 10:06 query", "day 4 14:00 portal", "day 5 10:00 late",
      ])
    #expect(rehearsal.state[Cover.self].away.keys.map(\.text) == ["dcs"])
  }

  @Test func `What is in store is known to facilitators with the call, before anything comes`()
    throws
  {
    let before = try InjectCouncil.clocked(
      InjectsClockTests.start + "day 1 09:05 dcs decides \"Wait\" because \"nobody rang\"")
    #expect(before.happened(in: "injects") == ["day 1 09:05 injects.decision-taken"])
    let rehearsal = try InjectCouncil.clocked(
      InjectsClockTests.start + "day 1 09:15 dcs decides \"Go\" because \"they rang\"")
    #expect(
      rehearsal.happened(in: "injects")
        == ["day 1 09:15 injects.stored", "day 1 09:15 injects.decision-taken"])
    #expect(try rehearsal.board(InjectStoreBoard.self) != nil)
    for role in InjectCouncil.roles {
      #expect(try rehearsal.board(InjectStoreBoard.self, seenBy: role) == nil, "\(role)")
    }
  }

  @Test func `Nothing comes before the call, and what was due by then comes with it`() throws {
    let yaml = InjectCouncil.yaml.replacing("at: day 1 11:00", with: "at: day 1 08:30")
    let before = try InjectCouncil.clocked(
      "day 1 08:00 facilitator starts\nday 1 09:10 facilitator sets the pace to x2", yaml)
    #expect(releases(before) == [])
    let after = try InjectCouncil.clocked(
      "day 1 08:00 facilitator starts\nday 1 09:20 facilitator sets the pace to x2", yaml)
    #expect(releases(after) == ["day 1 09:15 news", "day 1 09:15 chain"])
  }

  @Test func `Nothing comes while the rehearsal is paused`() throws {
    let rehearsal = try InjectCouncil.clocked(
      InjectsClockTests.start
        + """
        day 1 09:30 facilitator pauses
        day 1 12:00 facilitator resumes
        day 1 12:01 facilitator sets the pace to x2
        """)
    #expect(releases(rehearsal) == ["day 1 12:00 away", "day 1 12:00 news", "day 1 12:00 chain"])
  }

  @Test func `A condition brings its inject as soon as it holds`() throws {
    let rehearsal = try InjectCouncil.clocked(
      InjectsClockTests.start
        + """
        day 1 09:20 dcs tells ad about call
        day 1 09:25 ad meets rooms
        day 1 09:40 dcs tells data about call
        day 1 09:45 facilitator sets the pace to x2
        """)
    #expect(releases(rehearsal) == ["day 1 09:20 half", "day 1 09:25 thanks"])
  }

  @Test func `What was done before the call counts once the call has come`() throws {
    let rehearsal = try InjectCouncil.clocked(
      InjectsClockTests.start
        + "day 1 09:05 ad meets rooms\nday 1 09:30 facilitator sets the pace to x2")
    #expect(releases(rehearsal) == ["day 1 09:15 thanks"])
  }

  @Test func `Another seed gives another time, within the two that were named`() throws {
    var times: [String] = []
    for seed in 1...12 {
      let rehearsal = try InjectCouncil.clocked(
        "day 1 08:00 facilitator draws new events with seed \(seed)\n" + InjectsClockTests.start
          + "day 3 12:00 facilitator ends")
      let released = try #require(releases(rehearsal).first { $0.hasSuffix("query") })
      let time = String(released.split(separator: " ")[2])
      #expect(released.hasPrefix("day 3 ") && time >= "09:00" && time <= "11:00", "\(seed) \(time)")
      times.append(time)
      let board = try #require(try rehearsal.board(InjectStoreBoard.self))
      #expect(board.seed == seed)
    }
    #expect(Set(times).count > 6)
  }

  @Test func `The same seed is printed in the log and gives the same time`() throws {
    let first = try InjectCouncil.clocked(
      InjectsClockTests.start + "day 1 09:20 facilitator draws new events with seed 77")
    let drawn = try #require(first.events.compactMap { $0.event as? TimesDrawn }.first)
    let scenario = InjectCouncil.yaml.replacing("seed: 5", with: "seed: 77")
    let other = try InjectCouncil.clocked(
      InjectsClockTests.start + "day 1 09:20 dcs stops for a real incident", scenario)
    let stored = try #require(other.events.compactMap { $0.event as? InjectsStored }.first)
    #expect(stored.seed == 77)
    #expect(stored.events.filter(\.isRandom).map(\.at) == drawn.times.map(\.at))
  }

  @Test func `What is held back comes later, what is left out never`() throws {
    let rehearsal = try InjectCouncil.clocked(
      InjectsClockTests.start
        + """
        day 1 09:30 facilitator leaves out away because "the director is needed"
        day 1 09:31 facilitator holds back news until day 1 15:00 because "lunch first"
        day 1 09:32 facilitator holds back proud until day 1 16:00 because "a good end"
        day 1 09:33 facilitator leaves out half because "too much"
        day 1 09:34 dcs tells ad about call
        day 1 09:35 dcs tells data about call
        day 1 17:00 facilitator sets the pace to x2
        """)
    #expect(releases(rehearsal) == ["day 1 15:00 news", "day 1 15:00 chain", "day 1 16:00 proud"])
  }

  @Test func `What a facilitator released by hand does not come again`() throws {
    let rehearsal = try InjectCouncil.clocked(
      InjectsClockTests.start
        + """
        day 1 09:30 facilitator releases news
        day 1 09:31 facilitator releases query
        day 1 09:32 facilitator releases missed
        day 3 12:00 facilitator ends
        """)
    #expect(
      releases(rehearsal) == [
        "day 1 09:30 news", "day 1 09:30 chain", "day 1 09:31 query", "day 1 09:32 missed",
        "day 1 10:00 away",
      ])
    let board = try #require(try rehearsal.board(RequestsBoard.self))
    #expect(board.requests.map(\.due?.time.words) == ["11:31am"])
  }

  @Test func `What was left out may be held back instead, and so comes after all`() throws {
    let rehearsal = try InjectCouncil.clocked(
      InjectsClockTests.start
        + """
        day 1 09:30 facilitator leaves out news because "too much"
        day 1 09:31 facilitator holds back news until day 1 15:00 because "a change of mind"
        day 1 15:30 facilitator sets the pace to x2
        """)
    #expect(releases(rehearsal).first == "day 1 10:00 away")
    #expect(releases(rehearsal).contains("day 1 15:00 news"))
  }

  /// Fieldwork goes from day 8 to day 10: two working days.
  @Test func `Times go with what is put off, drawn and held back ones too`() throws {
    let yaml = InjectCouncil.yaml
      .replacing("earliest: day 3 09:00", with: "earliest: day 9 09:00")
      .replacing("latest: day 3 11:00", with: "latest: day 9 11:00")
      .replacing("at: day 4 14:00", with: "at: day 9 14:00")
    let rehearsal = try InjectCouncil.clocked(
      InjectsClockTests.start
        + """
        day 1 09:30 facilitator leaves out late because "by hand today"
        day 1 09:31 facilitator holds back proud until day 9 15:00 because "a good end"
        day 2 09:00 lead raises plan to ad title "The plan" due day 9 16:00
        day 2 10:00 facilitator puts off fieldwork-start to day 10 09:00
        day 2 11:00 lead raises chart to ad title "The chart" due day 9 16:00
        day 15 09:00 facilitator ends
        """, yaml)
    let late = rehearsal.happened(in: "injects").filter {
      $0.hasSuffix("request-overdue") || $0.hasSuffix("outage-ended")
    }
    #expect(
      releases(rehearsal).suffix(3) == [
        "day 11 10:06 query", "day 11 14:00 portal", "day 11 15:00 proud",
      ])
    #expect(
      late == [
        "day 9 16:00 injects.request-overdue", "day 11 12:06 injects.request-overdue",
        "day 11 15:30 injects.outage-ended", "day 11 16:00 injects.request-overdue",
      ])
    let requests = try #require(try rehearsal.board(RequestsBoard.self, seenBy: "ad"))
    #expect(
      requests.requests.map { "\($0.id) \($0.due?.text(rehearsal.plan.days) ?? "")" }
        == ["plan day 11 16:00", "chart day 9 16:00", "query day 11 12:06"])
  }

  @Test func `A request sent back waits again, and may be overdue again`() throws {
    let rehearsal = try InjectCouncil.clocked(
      InjectsClockTests.start
        + """
        day 1 10:00 lead raises chart to ad title "The chart" due day 1 11:00
        day 1 10:30 ad answers chart with "Here"
        day 1 12:00 lead is not satisfied with chart because "no date"
        day 1 13:00 ad answers chart with "With a date"
        day 1 13:30 lead is not satisfied with chart because "wrong date" due day 1 14:00
        day 1 15:00 ad answers chart with "The right date"
        day 1 15:30 inspector:lead is satisfied with chart
        """)
    let chart = try #require(rehearsal.state[Injects.self].requests[.known("chart")])
    #expect(chart.answers.map(\.isLate) == [false, true, true])
    #expect(chart.standing == .accepted)
    #expect(
      rehearsal.happened(in: "injects").filter { $0.hasSuffix("overdue") } == [
        "day 1 11:30 injects.response-overdue", "day 1 14:00 injects.request-overdue",
      ])
  }

  @Test func `A script, its log's script, and that one's log: the same digest`() throws {
    let script =
      InjectsClockTests.start
        + """
        day 1 09:05 facilitator draws new events with seed 8
        day 1 09:30 facilitator holds back away until day 1 13:00 because "lunch first"
        day 1 11:05 press takes note of news
        day 1 11:20 press responds to news with "No comment"
        day 1 11:40 watch judges the response to news number 1 as met
        day 1 11:41 quiet judges the response to news number 2 as not remark "unclear"
        day 1 12:00 facilitator releases proud
        day 1 12:10 facilitator announces flood to ad,data message "No lift" respond-by day 1 13:00
        day 1 12:20 inspector:lead raises chart to ad title "The chart" due day 2 12:00
        day 1 12:30 dcs reassigns chart to data
        day 1 12:40 dcs decides "Stairs only" because "the lift is out" about chart
        day 2 09:00 data answers chart with "Here" documents ld-01,ld-02
        day 2 10:00 inspector:lead is not satisfied with chart because "no date" due day 3 12:00
        day 3 13:00 data answers chart with "Dated"
        day 3 14:00 lead is satisfied with chart
        day 3 15:00 facilitator leaves out portal because "enough"
        day 10 09:00 facilitator ends
        """
    let first = try InjectCouncil.clocked(script)
    let written = first.replay.script()
    #expect(written == script.split(separator: "\n").map(String.init))
    let second = try InjectCouncil.clocked(written.joined(separator: "\n"))
    #expect(try first.digest == second.digest)
    #expect(first.events.count == second.events.count)
  }

  @Test func `Of five hundred injects each comes once`() throws {
    let rows = (0..<500).map { "- {title: E, id: e\($0), to: [ad], at: day \($0 % 10 + 1) 11:00}" }
    let head = InjectCouncil.yaml.split(separator: "\n").prefix { !$0.hasPrefix("injects:") }
    let yaml =
      head.joined(separator: "\n") + "\ninjects:\n  events:\n"
      + rows.map { "    \($0)" }.joined(separator: "\n")
    let rehearsal = try InjectCouncil.clocked(
      InjectsClockTests.start + "day 12 09:00 facilitator ends", yaml)
    #expect(Set(releases(rehearsal)).count == 500)
    #expect(releases(rehearsal).count == 500)
  }
}
