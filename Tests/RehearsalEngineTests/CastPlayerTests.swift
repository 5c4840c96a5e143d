import RehearsalCore
import RehearsalFormats
import RehearsalSimulation
import RehearsalStorage
import RehearsalTestSupport
import Synchronization
import Testing

@testable import RehearsalEngine

/// The computer in empty seats: it does what is its own, when people have done theirs, and leaves
/// the rest to them.
@Suite(.timeLimit(.minutes(3))) struct CastPlayerTests {
  private static let roles = [
    "director", "chief-executive", "lead-member", "assistant-director", "co-ordinator",
    "head-of-service", "data-lead", "logistics-lead",
  ]

  /// A live rehearsal of the tutorial, whose room's clock the test moves.
  private final class Room {
    let log: RecordedScenario
    let live: LiveRehearsal

    init(computers: [String], pace: String = "x60") async throws {
      let log = try RecordedScenario(lines: 1)
      self.log = log
      var settings = LiveRehearsal.Settings()
      settings.tick = 5
      let clock = Clock()
      self.clock = clock
      live = try await LiveRehearsal.open(log.folder, .rehearsal, log.plan, settings) { clock.now }
      for role in computers { try await say("facilitator lets the computer play \(role)") }
      if pace != "stepped" { try await say("facilitator sets the pace to \(pace)") }
      try await settle()
    }

    private let clock: Clock

    /// Lets so many minutes of the room go by, one at a time: each is an hour of the story.
    func wait(hours: Int) async throws {
      for _ in 0..<hours * 4 {
        clock.move(seconds: 15)
        try await settle()
      }
    }

    /// Until the computer knows of all that there is.
    func settle() async throws {
      var quiet = 0
      while quiet < 3 {
        try await Task.sleep(for: .milliseconds(6))
        quiet = live.cast?.isUpToDate == true ? quiet + 1 : 0
      }
    }

    func say(_ sentence: String) async throws {
      let plan = log.plan
      let reader = SentenceReader(
        .rehearsal, roles: plan.scenario.head.roles.map(\.id), context: plan.days)
      let (at, rest) = ScriptTime.split(sentence, after: nil, dayOne: plan.dayOne)
      let read = try reader.read(rest, at: Place(file: "test", line: 1, column: 1)).get()
      let id = "test/\(live.replay().events.count)"
      let act = LiveRehearsal.Act(read.command, by: read.actor, id: id, at: at, emptySeat: "test")
      _ = try await live.perform([act])[0].get()
    }

    /// Closes it, and gives what was recorded.
    func close() async throws -> Replay {
      await live.close()
      #expect(try LogVerifier(log.folder).verify().isSound)
      return try RecordedRehearsal.open(log.folder, .rehearsal).replay
    }
  }

  private final class Clock: Sendable {
    private let time = Mutex<Int64>(0)
    var now: WallMoment { WallMoment(microseconds: time.withLock { $0 }) }
    func move(seconds: Int64) { time.withLock { $0 += seconds * 1_000_000 } }
  }

  /// What the computer did, as sentences with their times.
  private func computed(_ replay: Replay) -> [String] {
    let cast = replay.events.filter { $0.id.hasPrefix("cast/") }
    return Replay(replay.modules, replay.plan, cast).script()
  }

  private func seats(_ replay: Replay) -> Set<String> {
    Set(
      replay.events.compactMap { event in
        guard case .role(let role, "cast") = event.actor else { return nil }
        return role.text
      })
  }

  @Test func `alone, it plays the whole first week`() async throws {
    let room = try await Room(computers: Self.roles)
    try await room.wait(hours: 5 * 24)
    let replay = try await room.close()
    let state = replay.view(.facilitator).state
    let call = try #require(state[Communication.self].cascades.values.first)
    for (recipient, contact) in zip(call.contacts.keys, call.contacts.values) {
      #expect(contact.told != nil, "\(recipient)")
    }
    let lines = state[Documents.self].lines.values
    #expect(lines.filter { $0.standing == .sent }.count >= 8)
    #expect(state[Logistics.self].items.values.filter { !$0.isOpen }.count >= 4)
    // Each thing at its own time, and not whenever the clock was looked at.
    let times = replay.events.filter { $0.id.hasPrefix("cast/") }.map(\.at)
    #expect(Set(times).count * 3 > times.count)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func `it waits for people, does what is its own, and nothing else`() async throws {
    let room = try await Room(computers: ["co-ordinator", "head-of-service"])
    try await room.wait(hours: 2)
    #expect(computed(room.live.replay()).isEmpty)
    try await room.say("director tells assistant-director about notification-call facts what")
    try await room.say("assistant-director tells co-ordinator about notification-call facts what")
    try await room.wait(hours: 5)
    let replay = try await room.close()
    #expect(seats(replay) == ["co-ordinator"])
    let call = replay.view(.facilitator).state[Communication.self].cascades.values.first
    let contacts = try #require(call).contacts
    func attempts(_ role: String) throws -> Int {
      let id = try #require(ID<Recipient>(role))
      return try #require(contacts[id]).attempts
    }
    #expect(try attempts("data-lead") > 0)
    #expect(try attempts("logistics-lead") > 0)
    #expect(try attempts("chief-executive") == 0)
    #expect(try attempts("head-of-service") == 0)
  }

  @Test func `a seat that a person takes is theirs at once`() async throws {
    let room = try await Room(computers: Self.roles)
    try await room.wait(hours: 1)
    #expect(!computed(room.live.replay()).isEmpty)
    for role in Self.roles {
      try await room.say("facilitator seats p99 in \(role) because \"all of them\"")
    }
    let before = computed(room.live.replay()).count
    try await room.wait(hours: 10)
    #expect(computed(try await room.close()).count == before)
  }

  @Test func `people who do something all the time do not keep it from its work`() async throws {
    let room = try await Room(computers: Self.roles)
    for _ in 0..<40 {
      try await room.say("facilitator notes \"something\"")
      try await room.wait(hours: 1)
    }
    let state = try await room.close().view(.facilitator).state
    let call = try #require(state[Communication.self].cascades.values.first)
    #expect(call.contacts.values.allSatisfy { $0.told != nil })
    #expect(state[Logistics.self].items.values.contains { !$0.isOpen })
  }

  @Test func `stepped, it does what comes before the time that people say`() async throws {
    let room = try await Room(computers: Self.roles, pace: "stepped")
    #expect(computed(room.live.replay()).isEmpty)
    for minute in 20..<60 {
      try await room.say("day 1 09:\(minute) facilitator notes \"a minute later\"")
      try await room.settle()
    }
    try await room.say("day 1 16:00 facilitator notes \"much later\"")
    let replay = try await room.close()
    let call = try #require(
      replay.view(.facilitator).state[Communication.self].cascades.values.first)
    #expect(call.contacts.values.filter { $0.told != nil }.count >= 5)
    let last = try #require(replay.events.last)
    #expect(last.at.text(replay.plan.days) == "day 1 16:00")
  }

  // MARK: - What is planned

  private func line(_ minute: Int, _ sentences: String...) -> CastLine {
    CastLine(at: Moment(microseconds: Int64(minute) * 60_000_000), sentences: sentences)
  }

  @Test func `what a seat was to do next keeps its time, later things do not`() {
    let before = [line(10, "a finishes x"), line(12, "b finishes y"), line(20, "a finishes z")]
    let new = [line(12, "b finishes y"), line(15, "a finishes x"), line(30, "a finishes z")]
    #expect(
      CastPlayer.merged(new, before)
        == [line(10, "a finishes x"), line(12, "b finishes y"), line(30, "a finishes z")])
  }

  @Test func `what a seat does now instead has its own time, and nothing is put off`() {
    let before = [line(10, "a finishes x"), line(40, "b finishes y")]
    let new = [line(15, "a finishes z"), line(25, "a finishes x"), line(30, "b finishes y")]
    #expect(CastPlayer.merged(new, before) == new)
    #expect(CastPlayer.merged(new, []) == new)
    #expect(CastPlayer.merged([], before) == [])
  }

  @Test func `a call between does not put off what a seat is at`() {
    let before = [line(10, "a tells b about c"), line(12, "a finishes x")]
    let new = [line(14, "a finishes x"), line(16, "a tells b about c")]
    #expect(CastPlayer.merged(new, before) == before)
  }

  @Test func `what was done meanwhile is left out as often as it was done`() {
    let lines = [line(1, "a rings b"), line(2, "a rings b"), line(3, "a tells b", "c")]
    #expect(CastPlayer.without([line(0, "a rings b")], lines) == Array(lines.dropFirst()))
    #expect(CastPlayer.without([], lines) == lines)
    #expect(CastPlayer.without([line(9, "a tells b")], lines) == lines)
    #expect(CastPlayer.without(lines + lines, lines) == [])
  }
}
