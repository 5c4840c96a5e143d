import Foundation
import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalTestSupport
import Synchronization
import Testing

@testable import RehearsalEngine

/// One rehearsal, many people at once: what is answered is safe, once, and everybody is told.
@Suite(.timeLimit(.minutes(2))) struct LiveRehearsalTests {
  /// The room's clock as a test moves it, in microseconds.
  private final class Room: Sendable {
    private let time = Mutex<Int64>(0)
    var now: WallMoment { WallMoment(microseconds: time.withLock { $0 }) }
    func move(minutes: Int64) { time.withLock { $0 += minutes * 60_000_000 } }
  }

  private let log: RecordedScenario
  private let room = Room()

  init() throws { log = try RecordedScenario(lines: 1) }

  private func open(_ change: (inout LiveRehearsal.Settings) -> Void = { _ in }) async throws
    -> LiveRehearsal
  {
    var settings = LiveRehearsal.Settings()
    settings.cast = nil
    change(&settings)
    let room = room
    return try await LiveRehearsal.open(log.folder, .rehearsal, log.plan, settings) { room.now }
  }

  /// Makes acts of sentences, in any task.
  private struct Speaker: Sendable {
    let plan: Plan

    func act(_ sentence: String, id: String = UUID().uuidString) throws -> LiveRehearsal.Act {
      let reader = SentenceReader(
        .rehearsal, roles: plan.scenario.head.roles.map(\.id), context: plan.days)
      let (at, rest) = ScriptTime.split(sentence, after: nil, dayOne: plan.dayOne)
      let read = try reader.read(rest, at: Place(file: "test", line: 1, column: 1)).get()
      return LiveRehearsal.Act(read.command, by: read.actor, id: id, at: at, emptySeat: "test")
    }
  }

  private var speaker: Speaker { Speaker(plan: log.plan) }

  private func act(_ sentence: String, id: String = UUID().uuidString) throws -> LiveRehearsal.Act {
    try speaker.act(sentence, id: id)
  }

  private func recorded() throws -> [RecordedEvent] {
    #expect(try LogVerifier(log.folder).verify().isSound)
    return try RecordedRehearsal.open(log.folder, .rehearsal).replay.events
  }

  /// What a line says of an event, without what it holds.
  private func outside(_ event: RecordedEvent) -> String {
    "\(event.n) \(event.batch) \(event.id) \(event.at.text()) \(event.rec) \(event.actor) "
      + "\(event.payload)"
  }

  @Test func `what many ask for at once stands once, in few writes, as everybody saw it`()
    async throws
  {
    let live = try await open()
    let following = try #require(live.follow())
    let before = following.replay.events.count
    let ranges = try await withThrowingTaskGroup(of: (String, ClosedRange<Int>?).self) { group in
      for person in 0..<20 {
        group.addTask { [speaker] in
          var last: (String, ClosedRange<Int>?) = ("", nil)
          for number in 0..<15 {
            let id = "p\(person)/\(number)"
            let act = try speaker.act("facilitator notes \"\(id)\"", id: id)
            last = (id, try await live.perform([act])[0].get())
            let n = try #require(last.1).upperBound
            // Whoever was answered finds what they did.
            #expect(live.replay().events[n].id == id)
          }
          return last
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let events = try recorded()
    #expect(events.count == before + 300)
    for (id, range) in ranges { #expect(events[try #require(range).lowerBound].id == id) }
    #expect(Set(events.map(\.id)).count == events.count)
    #expect(live.replay().events.map(outside) == events.map(outside))
    let writes = events.dropFirst(before).filter { $0.batch.index == 0 }.count
    // How many go together depends on what else the machine does; alone it is a tenth.
    #expect(writes < 290)
    var positions: [Int] = []
    for await n in following {
      positions.append(n)
      if n == events.count - 1 { break }
    }
    #expect(positions == Array(before..<events.count))
    await live.close()
  }

  @Test func `asked for again, an act answers what it did, after a restart as well`() async throws {
    let live = try await open()
    let once = try act("facilitator notes seen", id: "once")
    let both = try await live.perform([once, once])
    #expect(try both[0].get() != nil)
    #expect(both[0] == both[1])
    #expect(try await live.perform([once])[0] == both[0])
    await live.close()
    let again = try await open()
    #expect(try await again.perform([once])[0] == both[0])
    await again.close()
    #expect(try recorded().filter { $0.id == "once" }.count == 1)
  }

  @Test func `an act that cannot be harms nobody beside it`() async throws {
    let live = try await open()
    let early = try act("2001-01-01 09:00 facilitator notes early", id: "early")
    let refused = try act("director confirms notification-call", id: "refused")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<30 {
        group.addTask { [speaker] in
          if number % 3 == 0 {
            await #expect(throws: WriterProblem.self) { try await live.perform([early]) }
          } else if number % 3 == 1 {
            let outcomes = try await live.perform([
              refused, speaker.act("facilitator notes n", id: "note\(number)"),
            ])
            #expect(throws: Rejection.self) { try outcomes[0].get() }
            #expect(try outcomes[1].get() != nil)
          } else {
            let act = try speaker.act("facilitator notes n", id: "note\(number)")
            #expect(try await live.perform([act])[0].get() != nil)
          }
        }
      }
      try await group.waitForAll()
    }
    await live.close()
    let ids = try recorded().map(\.id)
    #expect(ids.filter { $0.hasPrefix("note") }.count == 20)
    #expect(!ids.contains("early") && !ids.contains("refused"))
  }

  @Test func `what others record is noticed soon, by who follows too`() async throws {
    let live = try await open()
    let following = try #require(live.follow())
    let count = following.replay.events.count
    var iterator = following.makeAsyncIterator()
    let clock = ContinuousClock()
    let began = clock.now
    try log.writer().perform([act("facilitator notes \"from a terminal\"", id: "other")])
    #expect(await iterator.next() == count)
    // It is 200 ms where nothing else runs.
    #expect(clock.now - began < .seconds(5))
    #expect(live.replay().events.last?.id == "other")
    await live.close()
  }

  @Test func `what falls due is recorded by itself, each at its own time`() async throws {
    let live = try await open { $0.tick = 20 }
    _ = try await live.perform([act("facilitator sets the pace to x60")])
    let following = try #require(live.follow())
    let count = following.replay.events.count
    room.move(minutes: 60)
    var iterator = following.makeAsyncIterator()
    #expect(await iterator.next() == count)
    await live.close()
    let events = try recorded().dropFirst(count)
    #expect(events.contains { $0.id == "step/notification" && $0.actor == .clock })
    #expect(Set(events.map(\.at)).count > 3)
    // It goes on from the log: the clock ran on while nobody looked.
    room.move(minutes: 60)
    let again = try await open()
    #expect(again.replay().events.count > count + events.count)
    await again.close()
  }

  @Test func `a clock that ran on while nobody was there is held until somebody says`()
    async throws
  {
    let first = try await open()
    #expect(!first.isHeld)
    _ = try await first.perform([act("facilitator sets the pace to x60")])
    await first.close()
    let before = try recorded()
    room.move(minutes: 60)
    for isPaused in [true, false] {
      let live = try await open {
        $0.holds = true
        $0.tick = 10
      }
      #expect(live.isHeld == isPaused)
      guard isPaused else { continue }
      await #expect(throws: LiveRehearsal.Problem.held) {
        try await live.perform([act("facilitator notes n")])
      }
      try await Task.sleep(for: .milliseconds(50))
      #expect(live.replay().events.count == before.count)
      // Who may not pause does not let it go on.
      let refused = try await live.goOn(after: [act("director pauses")])
      #expect(throws: Rejection.self) { try refused[0].get() }
      #expect(live.isHeld)
      _ = try await live.goOn(after: [act("facilitator pauses")])[0].get()
      #expect(!live.isHeld)
      await live.close()
    }
    let events = try recorded()
    #expect(events.count == before.count + 1)
    #expect(events.last?.at == before.last?.at)
  }

  @Test func `let go on, what fell due meanwhile is recorded`() async throws {
    let first = try await open()
    _ = try await first.perform([act("facilitator sets the pace to x60")])
    await first.close()
    let before = try recorded().count
    room.move(minutes: 60)
    let live = try await open { $0.holds = true }
    #expect(try await live.goOn().isEmpty)
    #expect(live.replay().events.contains { $0.id == "step/notification" })
    _ = try await live.perform([act("facilitator notes n")])[0].get()
    await live.close()
    #expect(try recorded().count > before + 3)
  }

  @Test func `a room's clock that was put back is reported, and the story's holds`() async throws {
    room.move(minutes: 100)
    let live = try await open { $0.tick = 10 }
    _ = try await live.perform([act("facilitator sets the pace to x60")])
    #expect(live.clockBehind == nil)
    room.move(minutes: -30)
    let count = live.replay().events.count
    #expect(live.clockBehind == .minutes(30))
    try await Task.sleep(for: .milliseconds(50))
    #expect(live.replay().events.count == count)
    let at = live.replay().events.last?.at
    _ = try await live.perform([act("facilitator notes n")])[0].get()
    #expect(live.replay().events.last?.at == at)
    await live.close()
  }

  @Test func `a closed one takes nothing more, and a full one says so`() async throws {
    let full = try await open { $0.queue = 0 }
    await #expect(throws: LiveRehearsal.Problem.busy(0)) {
      try await full.perform([act("facilitator notes n")])
    }
    let following = try #require(full.follow())
    async let ended: Int? = {
      var iterator = following.makeAsyncIterator()
      return await iterator.next()
    }()
    await full.close()
    await full.close()
    #expect(await ended == nil)
    await #expect(throws: LiveRehearsal.Problem.closed) {
      try await full.perform([act("facilitator notes n")])
    }
    for problem in [LiveRehearsal.Problem.closed, .busy(3), .held] {
      #expect(problem.words.contains("Nothing was recorded"))
    }
  }

  @Test func `acts that wait when it is closed are carried out`() async throws {
    let live = try await open { $0.tick = 10_000 }
    let answers = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<40 {
        group.addTask { [speaker] in
          do {
            _ = try await live.perform([speaker.act("facilitator notes n", id: "n\(number)")])[0]
              .get()
            return true
          } catch LiveRehearsal.Problem.closed {
            return false
          }
        }
      }
      await live.close()
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(try recorded().filter { $0.id.hasPrefix("n") }.count == answers)
  }

  @Test func `a damaged log is refused`() async throws {
    try log.damage()
    await #expect(throws: (any Error).self) { try await open() }
  }
}
