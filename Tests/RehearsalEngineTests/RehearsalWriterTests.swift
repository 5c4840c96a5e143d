import Foundation
import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalTestSupport
import Testing

@testable import RehearsalEngine

/// The one writer, on a real log: what falls due, what is written, what two writers do to each
/// other.
@Suite struct RehearsalWriterTests {
  private func act(
    _ sentence: String, _ log: RecordedScenario, id: String? = nil
  ) throws -> RehearsalWriter.Act {
    let reader = SentenceReader(
      .rehearsal, roles: log.plan.scenario.head.roles.map(\.id), context: log.plan.days)
    let (at, rest) = ScriptTime.split(sentence, after: nil, dayOne: log.plan.dayOne)
    let read = try reader.read(rest, at: Place(file: "test", line: 1, column: 1)).get()
    return RehearsalWriter.Act(
      read.command, by: log.plan.seated(read.actor, else: "test"), id: id ?? UUID().uuidString,
      at: at)
  }

  private func names(_ log: RecordedScenario, from n: Int = 0) throws -> [String] {
    try RecordedRehearsal.open(log.folder, .rehearsal).replay.events.filter { $0.n >= n }
      .map { recorded in recorded.event.map { "\(type(of: $0).name)" } ?? "log.opened" }
  }

  @Test func `what falls due is recorded before the act, each at its own time`() throws {
    let log = try RecordedScenario(lines: 1)
    let writer = try log.writer()
    try writer.perform([act("day 2 10:30 co-ordinator meets data-due", log)])
    let all = try RecordedRehearsal.open(log.folder, .rehearsal).replay.events
    let events = all.filter { event in
      let own = ["timeline", "communication"].map { "\($0)." }
      return event.event.map { event in
        own.contains { "\(type(of: event).name)".hasPrefix($0) }
      } ?? true
    }
    #expect(
      try names(log, from: 2).filter { name in
        ["timeline.", "communication."].contains { name.hasPrefix($0) }
      } == [
        "timeline.milestone-reached", "timeline.dates-set", "timeline.milestone-reached",
        "timeline.phase-began", "communication.cascade-activated", "communication.role-informed",
        "communication.stalled", "communication.target-missed", "communication.target-missed",
        "timeline.milestone-reached", "timeline.deadline-met",
      ])
    #expect(
      events.dropFirst(8).map { $0.at.text(log.plan.days) } == [
        "day 1 09:30", "day 1 10:45", "day 1 12:00", "day 2 10:00", "day 2 10:30",
      ])
    #expect(events[2].id == "step/notification")
    #expect(events[2].actor == .clock)
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.at <= $1.at })
  }

  @Test func `an act that leans on an event is refused once others have been faster`() throws {
    let log = try RecordedScenario(lines: 1)
    let (one, other) = (try log.writer(), try log.writer())
    let last = try names(log).count - 1
    func told(_ id: String, seen: Int) throws -> RehearsalWriter.Act {
      let act = try act("day 1 09:20 director tells chief-executive about notification-call", log)
      return .init(act.command, by: act.actor, id: id, at: act.at, seen: seen)
    }
    guard case .failure(let early) = try one.perform([told("early", seen: last + 5)])[0] else {
      Issue.record("took an act that had seen what is yet to come")
      return
    }
    #expect(early.code == "log.conflict")
    #expect(early.reason.contains("there is no event \(last + 5) yet"))
    try one.perform([
      act(
        "day 1 09:18 director gets no answer from chief-executive about "
          + "notification-call", log)
    ])
    guard case .failure(let late) = try other.perform([told("late", seen: last)])[0] else {
      Issue.record("took an act that others had overtaken")
      return
    }
    #expect(late.code == "log.conflict")
    #expect(late.words.contains("behind event \(last), the last you had seen"))
    let now = try names(log).count - 1
    #expect(try other.perform([told("in time", seen: now)])[0].get() != nil)
    // Asked for again it answers what it did, whatever has happened since.
    #expect(try one.perform([told("in time", seen: now)])[0].get() != nil)
  }

  @Test func `nothing falls due before the start, nor while paused, nor after the end`() throws {
    let log = try RecordedScenario(lines: 0)
    let writer = try log.writer()
    try writer.perform([])
    #expect(try names(log) == ["log.opened"])
    try writer.perform([
      act("day 1 09:00 facilitator starts", log), act("day 1 09:05 facilitator pauses", log),
    ])
    #expect(try names(log, from: 1) == ["timeline.started", "timeline.paused"])
    try writer.perform([act("day 1 12:30 facilitator resumes", log)])
    #expect(try names(log).count > 10)
    #expect(writer.lastAt.text(log.plan.days) == "day 1 12:30")
    let late = try RecordedRehearsal.open(log.folder, .rehearsal).replay.events[4]
    #expect(late.at.text(log.plan.days) == "day 1 12:30")
    let before = try names(log).count
    try writer.perform([act("day 1 12:31 facilitator ends", log)])
    try writer.perform([])
    #expect(try names(log).count == before + 1)
  }

  @Test func `the same id is the same act`() throws {
    let log = try RecordedScenario(lines: 1)
    let writer = try log.writer()
    let told = try act(
      "day 1 09:20 director tells chief-executive about notification-call", log, id: "once")
    let first = try writer.perform([told])[0]
    let before = try log.bytes()
    #expect(try writer.perform([told])[0] == first)
    #expect(try log.writer().perform([told])[0] == first)
    #expect(try log.bytes() == before)
  }

  @Test(arguments: [
    "day 1 09:20 director tells data-lead about notification-call",
    "day 1 09:20 director tells chief-executive about nothing",
    "day 1 09:20 director pauses", "day 1 09:20 facilitator resumes",
    "day 1 09:20 facilitator starts", "day 1 09:20 clock reaches notification",
    "day 1 09:20 co-ordinator meets nothing",
  ])
  func `a refused act leaves no trace, and what fell due before it stands`(sentence: String)
    throws
  {
    let log = try RecordedScenario(lines: 2)
    let writer = try log.writer()
    let before = try log.bytes()
    let refused = try act(sentence, log)
    // The clock itself may say so, and then there is nothing left to do.
    if case .success(let events) = try writer.perform([refused])[0] {
      #expect(sentence.hasSuffix("clock reaches notification"))
      #expect(events == nil)
    }
    let after = try log.bytes()
    #expect(after.starts(with: before))
    #expect(!String(decoding: after, as: UTF8.self).contains(sentence))
  }

  @Test func `with a stop at rejections, acts behind a refused one are left out`() throws {
    let log = try RecordedScenario(lines: 1)
    let writer = try log.writer()
    let outcomes = try writer.perform(
      [
        act("day 1 09:20 director tells chief-executive about notification-call", log),
        act("day 1 09:21 director tells lead-member about notification-call", log),
        act("day 1 09:22 director tells assistant-director about notification-call", log),
      ], stopAtRejection: true)
    #expect(outcomes.count == 2)
    #expect(writer.lastAt.text(log.plan.days) == "day 1 09:20")
  }

  @Test func `time never goes back`() throws {
    let log = try RecordedScenario(lines: 3)
    let writer = try log.writer()
    let before = try log.bytes()
    #expect(throws: WriterProblem.self) {
      try writer.perform([act("day 1 09:10 facilitator pauses", log)])
    }
    #expect(try log.bytes() == before)
    try writer.perform([act("day 1 09:30 facilitator pauses", log)])
  }

  @Test func `a clock that runs by itself takes no times, and tells the time from the anchor`()
    throws
  {
    let log = try RecordedScenario(lines: 0)
    let minute: Int64 = 60_000_000
    let opened = try log.writer(wall: 1_000 * minute)
    try opened.perform([act("day 1 09:00 facilitator starts pace x60", log)])
    // A minute of the room is an hour of the story.
    let later = try log.writer(wall: 1_001 * minute)
    #expect(try names(log).contains("communication.cascade-activated"))
    #expect(throws: WriterProblem.self) {
      try later.perform([act("day 1 10:00 director pauses", log)])
    }
    try later.perform([act("director tells chief-executive about notification-call", log)])
    #expect(later.lastAt.text(log.plan.days) == "day 1 10:00")
    // A room clock that jumps back holds the story where it is.
    let back = try log.writer(wall: 900 * minute)
    try back.perform([act("director tells assistant-director about notification-call", log)])
    #expect(back.lastAt.text(log.plan.days) == "day 1 10:00")
  }

  @Test func `moving the clock brings about what falls due on the way, once`() throws {
    let log = try RecordedScenario(lines: 1)
    let writer = try log.writer()
    try writer.perform([act("facilitator moves to day 1 09:20", log)])
    #expect(try names(log, from: 2).first == "timeline.moved")
    #expect(try names(log, from: 3).first == "timeline.milestone-reached")
    try writer.perform([act("director tells chief-executive about notification-call", log)])
    #expect(writer.lastAt.text(log.plan.days) == "day 1 09:20")
    #expect(try names(log).filter { $0 == "communication.cascade-activated" }.count == 1)
  }

  @Test func `two writers see each other's events and never the same number twice`() throws {
    let log = try RecordedScenario(lines: 1)
    let one = try log.writer()
    let other = try log.writer()
    let recipients = ["assistant-director", "chief-executive"]
    for (index, recipient) in recipients.enumerated() {
      let writer = index == 0 ? one : other
      try writer.perform([
        act("day 1 09:2\(index) director tells \(recipient) about notification-call", log)
      ])
    }
    let twice = try one.perform([
      act("day 1 09:25 director tells chief-executive about notification-call", log, id: "again")
    ])[0]
    #expect(throws: Rejection.self) { try twice.get() }
    let recorded = try RecordedRehearsal.open(log.folder, .rehearsal)
    #expect(recorded.report.isSound)
    #expect(recorded.replay.events.map(\.n) == Array(0..<recorded.replay.events.count))
  }

  @Test func `writing goes on after reading the log again, to the same state`() throws {
    let whole = try RecordedScenario()
    let parts = try RecordedScenario(lines: 12)
    let script = try RecordedRehearsal.open(whole.folder, .rehearsal).replay.script()
    for sentence in script.dropFirst(12) {
      try parts.writer().perform([act(sentence, parts)])
    }
    #expect(
      try RecordedRehearsal.open(whole.folder, .rehearsal).digest
        == RecordedRehearsal.open(parts.folder, .rehearsal).digest)
  }

  @Test func `any prefix that ends with a batch replays`() throws {
    let log = try RecordedScenario(lines: 0)
    let whole = try RecordedScenario()
    let script = try RecordedRehearsal.open(whole.folder, .rehearsal).replay.script()
    for sentence in script { try log.writer().perform([act(sentence, log)]) }
    let recorded = try RecordedRehearsal.open(log.folder, .rehearsal)
    let ends = recorded.replay.events.filter(\.batch.isLast).map(\.n)
    #expect(ends.count > 25)
    let lines = try log.bytes().split(separator: UInt8(ascii: "\n"))
    for end in ends {
      let bytes = lines.prefix(end + 1).flatMap { $0 + [UInt8(ascii: "\n")] }
      let copy = try log.copy(of: bytes)
      let prefix = try RecordedRehearsal.open(copy, .rehearsal)
      #expect(prefix.report.isSound, "\(prefix.warning ?? "")")
      #expect(prefix.replay.events.count == end + 1)
      let seen = recorded.replay.view(.facilitator, at: .event(end)).state
      #expect(
        try CanonicalJSON.bytes(of: prefix.replay.view(.facilitator).state)
          == CanonicalJSON.bytes(of: seen))
    }
  }
}
