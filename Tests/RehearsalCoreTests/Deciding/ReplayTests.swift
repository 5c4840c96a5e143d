import RehearsalFormats
import RehearsalTestSupport
import Testing

@testable import RehearsalCore

/// A recorded rehearsal looked at again: any point of it, anybody's eyes, and the script it gives.
@Suite struct ReplayTests {
  /// The tutorial's own first day, played with the clock.
  private func tutorial() throws -> MemoryRehearsal {
    let files = SourceFiles.shipped("tutorial")
    let yaml = try #require(try files["scenario.yaml"]?.text.get())
    let script = try #require(try files["rehearsal.script"]?.text.get())
    return try ClockedRehearsal(yaml: yaml, script: script).rehearsal
  }

  /// Something of everything that people do, with texts that are hard to write down.
  private static let acts = [
    "2026-11-20 16:30 facilitator starts pace x60", "day 1 08:00:00.25 facilitator resumes",
    "day 1 08:10 facilitator sets the pace to stepped",
    "day 1 08:20 facilitator moves to day 1 09:00", "day 1 09:05 dcs activates call",
    "day 1 09:10:30 dcs rings ad about call", "day 1 09:11 dcs leaves a message for ad about call",
    "day 1 09:12 dcs gets no answer from ad about call via deputy",
    "day 1 09:13 dcs tells chief about call via deputy facts when,what",
    "day 1 09:14 dcs hears back from chief about call facts what",
    "day 1 09:15 chief takes over the calls of ad about call",
    "day 1 09:16 chief reports carers about call told 3", "day 1 09:17 member confirms call",
    "day 1 09:18 dcs activates feedback", "day 1 09:19 dcs tells member about feedback",
    "day 2 10:00 facilitator meets rooms", "day 2 23:59:59.999999 facilitator ends",
  ]

  private static let hardTexts = [
    #"two "quotes" and a \ stroke"#, "about call facts what via deputy", "a, b,, c", " edges ",
    "", "line\nbreak\r\nand another", "naïve café – ✓ 日本", "# no comment", "day 2 09:00",
    #"\n is not a break"#, "tab\tstop", "because", "\"", "\\",
  ]

  private func rehearsal() throws -> MemoryRehearsal {
    var acts = ReplayTests.acts
    let pause = #"day 1 07:00 facilitator pauses because "fire drill""#
    acts.insert(pause, at: 1)
    return try SmallCouncil.rehearsal(acts)
  }

  private func digest(_ state: RehearsalState) throws -> String {
    String(decoding: try CanonicalJSON.bytes(of: state), as: UTF8.self)
  }

  @Test func `The state after any event is the fold of the events up to it`() throws {
    for rehearsal in [try tutorial(), try rehearsal()] {
      var folded = rehearsal.modules.initialState(rehearsal.plan)
      for recorded in rehearsal.events {
        folded.evolve(recorded)
        let view = rehearsal.replay.view(.facilitator, at: .event(recorded.n))
        #expect(try digest(view.state) == digest(folded), "event \(recorded.n)")
        #expect(view.shown.count == recorded.n + 1)
        #expect(view.last?.n == recorded.n)
      }
      #expect(try digest(folded) == rehearsal.digest)
    }
  }

  @Test func `A role's state is the fold of what it may see, and a prefix adds nothing`() throws {
    let rehearsal = try tutorial()
    for role in rehearsal.plan.scenario.head.roles {
      var shown = 0
      for n in rehearsal.events.indices {
        let view = rehearsal.replay.view(.role(role.id), at: .event(n))
        var folded = rehearsal.modules.initialState(rehearsal.plan)
        for recorded in view.shown { folded.evolve(recorded) }
        #expect(try digest(view.state) == digest(folded), "\(role.id) \(n)")
        #expect(view.shown.count == shown || view.shown.count == shown + 1)
        shown = view.shown.count
        #expect(view.shown.allSatisfy { $0.n <= n })
      }
    }
  }

  @Test func `A point in time takes in all that happened by then`() throws {
    let replay = try tutorial().replay
    for time in [
      "2026-11-23T08:59:59", "2026-11-23T09:00:00", "2026-11-23T09:14:59", "2026-11-23T09:15:00",
      "2026-11-23T09:16:59.999999", "2026-11-23T09:17:00",
    ] {
      let moment = try #require(Moment(text: time))
      // The texts of moments stand in the order of the moments.
      let last = replay.events.lastIndex { $0.at.text() <= time }
      #expect(replay.view(.facilitator, at: .moment(moment)).last?.n == last, "\(time)")
    }
    #expect(replay.view(.facilitator, at: .end).last?.n == replay.events.count - 1)
    #expect(replay.view(.facilitator, at: .event(.max)).last?.n == replay.events.count - 1)
    #expect(replay.view(.facilitator, at: .event(-1)).last == nil)
  }

  @Test func `A script played again gives the same events, digest and script`() throws {
    for first in [try tutorial(), try rehearsal()] {
      let script = first.replay.script()
      #expect(!script.contains { $0.contains(" clock ") })
      var again = ClockedRehearsal(
        try MemoryRehearsal(yaml: try yaml(of: first), modules: first.modules))
      if first.events.contains(where: { $0.actor == .clock }) {
        for line in script { try again.play(line) }
      } else {
        again = ClockedRehearsal(
          try SmallCouncil.rehearsal(try yaml(of: first), script))
      }
      func log(_ rehearsal: MemoryRehearsal) -> [String] {
        rehearsal.events.map { recorded in
          "\(recorded.n) \(recorded.at.text()) \(recorded.actor.text()) "
            + (recorded.event.map { MemoryRehearsal.wire($0) } ?? "")
        }
      }
      #expect(log(again.rehearsal) == log(first))
      #expect(try again.rehearsal.digest == first.digest)
      #expect(again.rehearsal.replay.script() == script)
    }
  }

  private func yaml(of rehearsal: MemoryRehearsal) throws -> String {
    guard rehearsal.plan.scenario.head.id.text == "tutorial" else { return SmallCouncil.yaml }
    return try #require(try SourceFiles.shipped("tutorial")["scenario.yaml"]?.text.get())
  }

  @Test func `A script names each act once, as it could have been typed`() throws {
    let script = try rehearsal().replay.script()
    #expect(
      script == [
        #"2026-11-20T16:30:00 facilitator starts pace "x60""#,
        #"day 1 07:00 facilitator pauses because "fire drill""#,
        "day 1 08:00:00.25 facilitator resumes",
        #"day 1 08:10 facilitator sets the pace to "stepped""#,
        "day 1 08:20 facilitator moves to day 1 09:00", "day 1 09:05 dcs activates call",
        "day 1 09:10:30 dcs rings ad about call",
        "day 1 09:11 dcs leaves a message for ad about call",
        "day 1 09:12 dcs gets no answer from ad about call via deputy",
        "day 1 09:13 dcs tells chief about call via deputy facts what,when",
        "day 1 09:14 dcs hears back from chief about call facts what",
        "day 1 09:15 chief takes over the calls of ad about call",
        "day 1 09:16 chief reports carers about call told 3", "day 1 09:17 member confirms call",
        "day 1 09:18 dcs activates feedback", "day 1 09:19 dcs tells member about feedback",
        "day 2 10:00 facilitator meets rooms", "day 2 23:59:59.999999 facilitator ends",
      ])
  }

  @Test(arguments: hardTexts)
  func `A reason comes back from a script as it was`(_ text: String) throws {
    var first = try SmallCouncil.rehearsal(SmallCouncil.called)
    let at = try #require(first.events.last?.at)
    _ = try first.perform(
      GiveUp(contact: .known("ad"), about: .known("call"), because: text),
      by: .role(.known("dcs"), seat: "p1"), at: at
    ).get()
    _ = try first.perform(StopForRealIncident(because: text), by: .facilitator(seat: ""), at: at)
      .get()
    let lines = first.replay.script().suffix(2)
    #expect(lines.count == 2)
    let again = try SmallCouncil.rehearsal(SmallCouncil.called + lines)
    #expect(try again.digest == first.digest)
    let told = again.state[Communication.self].cascades.values[0].contacts[.known("ad")]
    #expect(told?.reason == text)
    #expect(again.state[Timeline.self].reason == text)
  }

  private static func unknown(_ n: Int, like other: RecordedEvent) -> RecordedEvent {
    RecordedEvent(
      n: n, batch: Batch(index: 0, count: 1), id: "later/\(n)", at: other.at, rec: other.rec,
      actor: other.actor, cause: nil,
      payload: .unknown(type: "later.thing-happened", version: 3, data: Array("{}".utf8)))
  }

  @Test func `What a newer tool wrote is kept and shown, and changes nothing`() throws {
    let rehearsal = try rehearsal()
    let mixed = rehearsal.events.flatMap { [$0, ReplayTests.unknown(100 + $0.n, like: $0)] }
    let replay = Replay(rehearsal.modules, rehearsal.plan, mixed)
    let view = replay.view(.facilitator)
    #expect(try digest(view.state) == rehearsal.digest)
    #expect(view.shown.count == mixed.count)
    #expect(replay.script() == rehearsal.replay.script())
    for role in rehearsal.plan.scenario.head.roles {
      let seen = replay.view(.role(role.id))
      let plain = rehearsal.replay.view(.role(role.id))
      #expect(try digest(seen.state) == digest(plain.state))
      #expect(seen.shown.map(\.n) == plain.shown.map(\.n), "\(role.id)")
    }
  }

  @Test func `An empty rehearsal is the state before the first event, for everybody`() throws {
    let rehearsal = try SmallCouncil.rehearsal()
    let start = try digest(rehearsal.modules.initialState(rehearsal.plan))
    for viewer in [Viewer.facilitator, .role(.known("dcs")), .role(.known("nobody"))] {
      let view = rehearsal.replay.view(viewer)
      #expect(try digest(view.state) == start)
      #expect(view.shown.isEmpty && view.last == nil)
    }
    #expect(rehearsal.replay.script().isEmpty)
  }
}
