import RehearsalFormats
import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

/// A small log of real events: line 0, a batch of one, of three, of one and of two.
struct SampleLog {
  let temporary: TemporaryFolder
  let folder: LogFolder
  let bytes: [UInt8]

  init() throws {
    temporary = try TemporaryFolder()
    folder = LogFolder(temporary.path)
    let log = try SampleLog.create(folder)
    try log.transact { _ in [try SampleLog.act("one", minute: 1, events: 1)] }
    try log.transact { _ in
      [
        try SampleLog.act("two", minute: 2, events: 2),
        try SampleLog.act("three", minute: 2, events: 1),
      ]
    }
    try log.transact { _ in [try SampleLog.act("four", minute: 3, events: 1)] }
    try log.transact { _ in [try SampleLog.act("five", minute: 4, events: 2)] }
    bytes = try temporary.read("events.jsonl")
  }

  /// The numbers of the last lines of the batches.
  static let batchEnds = [0, 1, 4, 5, 7]

  /// Its lines, each with its newline.
  var lines: [[UInt8]] {
    bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
  }

  /// How many bytes the first `count` lines have.
  func size(of count: Int) -> Int { lines.prefix(count).reduce(0) { $0 + $1.count } }

  /// The line, from 1, that byte `offset` is in.
  func line(of offset: Int) -> Int {
    bytes[..<offset].count { $0 == 0x0A } + 1
  }

  /// Puts other bytes in the place of the log, and takes away the head unless it is to stay.
  func replace(_ other: [UInt8], keepingHead: Bool = false) throws {
    try temporary.write(other, to: "events.jsonl")
    if !keepingHead { try? temporary.remove("events.head") }
  }

  // MARK: Making one

  @discardableResult
  static func create(
    _ folder: LogFolder, scenarioHash: String = LogFolder.scenarioHash([]),
    calls: any FileCalls = SystemCalls()
  ) throws -> LogFile {
    let opened = LogOpened(
      format: 1, tool: "rehearse test", scenario: try #require(ID("demo")),
      scenarioHash: scenarioHash)
    return try LogFile.create(
      folder, opened: opened, at: try moment(0),
      rec: WallMoment(microseconds: 1_600_000_000_000_000), calls: calls)
  }

  static func moment(_ minute: Int) throws -> Moment {
    let start = try #require(Moment(text: "2019-11-04T09:00:00"))
    return Moment(microseconds: start.microseconds + Int64(minute) * Duration.perMinute)
  }

  /// What one command records.
  static func act(
    _ id: String, minute: Int = 5, events: Int = 1, cause: Int? = nil, title: String? = nil
  ) throws -> [NewEvent] {
    let at = try moment(minute)
    return try (0..<events).map { number in
      NewEvent(
        id: id, at: at, rec: WallMoment(microseconds: 1_600_000_001_000_000),
        actor: .role(try #require(ID("dcs")), seat: "p17"), cause: cause,
        payload: .event(
          MilestoneReached(
            milestone: try #require(ID("milestone-\(number)")), title: title ?? "\"\(id)\"")))
    }
  }
}

extension LogDamage {
  /// What a test expects of it, in one value.
  var place: String { "\(file):\(line.map(String.init) ?? "-") \(kind.rawValue)" }
}

/// The problem that something throws.
func problem(_ body: () throws -> Void) -> StorageProblem? {
  do {
    try body()
  } catch {
    return error as? StorageProblem
  }
  return nil
}

/// The damage that something throws.
func damage(_ body: () throws -> Void) -> LogDamage? {
  if case .damaged(let damage, _)? = problem(body) { return damage }
  return nil
}
