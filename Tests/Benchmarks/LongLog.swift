import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalTestSupport

/// A log as long as wanted: the acts of the shipped tutorial again and again, the story going on by
/// two seconds an event, as when twenty people act at once.
struct LongLog {
  let folder: LogFolder
  let plan: Plan
  /// How many lines, line 0 included.
  let lines: Int
  let bytes: Int

  init(lines: Int, in scratch: Scratch) throws {
    let acts = try RepeatedActs()
    plan = acts.plan
    folder = try LogFolder.create(in: scratch.path, named: "log-\(lines)")
    try folder.keep(acts.scenario)
    let log = try LogFile.create(
      folder, opened: acts.opened, at: acts.begin, rec: acts.room, calls: UnsyncedCalls())
    self.lines = lines
    var left = lines - 1
    var next = acts
    while left > 0 {
      var some: [[NewEvent]] = []
      var count = 0
      while count < min(left, 8_192) {
        let act = Array(next.act().prefix(left - count))
        count += act.count
        some.append(act)
      }
      left -= count
      let acts = some
      try log.transact { _ in acts }
    }
    bytes = log.head.size
  }
}

/// The acts of the tutorial, one after another without end. They were decided once; said again,
/// each is an act of its own.
struct RepeatedActs {
  let plan: Plan
  let scenario: [LogFolder.KeptFile]
  let opened: LogOpened
  let begin: Moment
  let room: WallMoment
  private let recorded: [[RecordedEvent]]
  private var place = 0
  private var round = 0
  private var n = 1

  init() throws {
    let tutorial = try RecordedScenario()
    let replay = try RecordedRehearsal.open(tutorial.folder, .rehearsal)
    guard case .opened(let opened) = replay.replay.events.first?.payload else {
      throw Unmeasurable(description: "the tutorial's log was not opened")
    }
    plan = tutorial.plan
    scenario = try tutorial.folder.scenarioFiles()
    self.opened = opened
    begin = replay.replay.events[0].at
    room = replay.replay.events[0].rec
    var acts: [[RecordedEvent]] = []
    for event in replay.replay.events.dropFirst() {
      if acts.last?.last?.id == event.id {
        acts[acts.count - 1].append(event)
      } else {
        acts.append([event])
      }
    }
    // What the tutorial grows by must not change what is measured.
    let own = (Timeline.events + Communication.events).map { "\($0.name)" }
    recorded = acts.filter { act in
      act.allSatisfy { event in
        event.event.map { own.contains("\(type(of: $0).name)") } ?? false
      }
    }
  }

  /// The events of the next act.
  mutating func act() -> [NewEvent] {
    let act = recorded[place]
    let seconds = Int64(n) * 2_000_000
    let events = act.map { event in
      NewEvent(
        id: "\(round)/\(event.id)", at: Moment(microseconds: begin.microseconds + seconds),
        rec: WallMoment(microseconds: room.microseconds + seconds), actor: event.actor,
        payload: event.payload)
    }
    n += act.count
    place += 1
    if place == recorded.count {
      place = 0
      round += 1
    }
    return events
  }

  /// The next `count` events, of one act or of many.
  mutating func events(_ count: Int) -> [NewEvent] {
    var events: [NewEvent] = []
    while events.count < count { events += act() }
    return Array(events.prefix(count))
  }
}

/// The calls of the system without the waiting for the disk: a log that is thrown away need not
/// survive a power cut.
private struct UnsyncedCalls: FileCalls {
  private let calls = SystemCalls()

  func open(_ path: String, _ flags: Int32, _ mode: UInt32) throws(SystemError) -> Int32 {
    try calls.open(path, flags, mode)
  }
  func close(_ descriptor: Int32) { calls.close(descriptor) }
  func read(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int { try calls.read(descriptor, buffer, at: offset) }
  func write(
    _ descriptor: Int32, _ buffers: [UnsafeRawBufferPointer]
  ) throws(SystemError) -> Int { try calls.write(descriptor, buffers) }
  func write(
    _ descriptor: Int32, _ buffer: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int { try calls.write(descriptor, buffer, at: offset) }
  func sync(_ descriptor: Int32) throws(SystemError) {}
  func syncFolder(_ path: String) throws(SystemError) {}
  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    try calls.truncate(descriptor, to: size)
  }
  func facts(_ descriptor: Int32) throws(SystemError) -> FileFacts {
    try calls.facts(descriptor)
  }
}
